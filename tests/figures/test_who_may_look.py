"""Who sees which figures in the chat."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.actions import staff
from bot.actions.coordinator.export import export
from bot.actions.coordinator.status import Look, status
from bot.actions.here import Caller, Here, NotAllowed
from storage.people import Grant, Person, Role
from storage.unit import Unit
from tests.figures.answering import here
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
        assert f"{ENTER}\nInget att räkna än.\n\n" in await asks(of_all, "/status")
        every = of_all.chat.from_bot[-1].labels
        assert {(ENTER,), (FINNVEDEN,)} < set(every)
        assert (await asks(of_all, "/STATUS enter")).startswith(ENTER)

        await asks(of_all, "/status")
        finnveden = of_all.chat.from_bot[-1].keyboard[every.index((FINNVEDEN,))][0]
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


def caller(role: Role, programme: str = "") -> Caller:
    return Caller(7, Person(1, 7, "sv", reachable=True, grants=(Grant(role, programme),)))


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
def test_figures_are_for_those_who_answer_for_the_programme(role: Role, unit: Unit) -> None:
    theirs = replace(here(unit), caller=caller(role, "enter"))

    assert status(theirs, Look("enter")).programme.key == "enter"
    assert export(theirs, "enter").programme == "enter"


LOOKS: list[Callable[[Here], object]] = [lambda here: status(here, Look("enter")), lambda here: export(here, "enter")]
ELSEWHERE = [caller(Role.COORDINATOR, PROGRAMME), caller(Role.COACH, "enter"), Caller(7, None)]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("other", ELSEWHERE)
def test_figures_are_refused_to_all_others(look: Callable[[Here], object], other: Caller, unit: Unit) -> None:
    with pytest.raises(NotAllowed):
        look(replace(here(unit), caller=other))


OPERATORS: list[Callable[[Here], object]] = [
    staff.staff,
    lambda here: staff.remove(here, 1),
    lambda here: staff.invite_many(here, "enter", None, 1),
    lambda here: staff.invite_one(here, Role.COACH, ("enter",)),
    lambda here: staff.programme_named(here, "enter"),
    lambda here: staff.close_by_reference(here, "enter", "A-17", "arbete"),
]


@pytest.mark.parametrize("deed", OPERATORS)
def test_what_the_operator_does_is_refused_even_to_administrators(deed: Callable[[Here], object], unit: Unit) -> None:
    with pytest.raises(NotAllowed):
        deed(replace(here(unit), caller=caller(Role.ADMINISTRATOR)))
