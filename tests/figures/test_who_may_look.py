"""Who sees which figures in the chat."""

from pathlib import Path

from tests.figures.walking import asks, joined
from tests.harness import PROGRAMME, staged, tap

ENTER, FINNVEDEN = "Projekt Enter", "Samverkansteam Finnveden"


async def test_a_coordinator_sees_their_own_programmes_and_chooses_between_several(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        of_enter = await stage.staff("coordinator", "enter")
        of_all = await stage.staff("coordinator")
        coach = await stage.staff("coach", "enter")

        assert (await asks(of_enter, "/status")).startswith(ENTER)
        assert (await asks(of_enter, f"/status {PROGRAMME}")).startswith(ENTER), (
            "another programme is not named to them"
        )
        assert await asks(of_all, "/status") == "Vilken insats?"
        assert of_all.chat.from_bot[-1].labels == ((ENTER,), (FINNVEDEN,))
        assert (await asks(of_all, "/STATUS enter")).startswith(ENTER)

        await asks(of_all, "/status")
        [[_], [finnveden]] = of_all.chat.from_bot[-1].keyboard
        assert finnveden.data
        await tap(of_all, FINNVEDEN)
        await of_all.chat.wait(lambda chat: chat.from_bot[-1].text.startswith(FINNVEDEN), timeout=20)

        refused = of_enter.press_data(finnveden.data)
        await of_enter.chat.wait(lambda _: refused.toast is not None, timeout=20)
        assert refused.toast
        assert refused.toast.text == "Knappen gäller inte längre"
        assert FINNVEDEN not in of_enter.chat.transcript
        assert ENTER not in await asks(coach, "/status")

        [participant] = await joined(stage, PROGRAMME, 1)
        assert FINNVEDEN not in await asks(participant, "/status")
        assert (await asks(of_all, "/status")).startswith(FINNVEDEN), "the only programme with people needs no choice"
        assert stage.world.calls.refused == []
