"""A coach closes: outcome, day, whether a plan took over, and the worksheet to copy from."""

from datetime import timedelta
from pathlib import Path

from tests.coaches.phones import again, card, coach, invited, labels, on, takes_part, toast
from tests.harness import PATIENCE, WAY, leave_unknown, shows, staged, tap


async def test_a_closure_is_asked_for_step_by_step_and_ends_in_a_worksheet(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        asking = await coach(stage)
        alva = await takes_part(stage, await invited(asking, "A-17"))
        stage.clock.ahead = timedelta(days=70)
        asking.send("/avsluta")
        await tap(asking, "A-17")
        await on(asking, "Hur slutade det för A-17?", "Avbröt själv")
        await on(asking, "Vilken dag var sista dagen?", "Igår")
        await on(asking, "Är en planering överlämnad", "Ja")
        await leave_unknown(asking)
        sure = await shows(asking, "Avsluta A-17 med Avbröt själv")
        assert sure.labels == (("Avsluta", "Avbryt"),)
        await tap(asking, "Avsluta")
        done = await shows(asking, "A-17 är avslutad: Avbröt själv.")
        assert done.labels == ()
        sheet = (await shows(asking, "Underlag för SUS: A-17")).text
        assert "Insats: Samverkansteam Finnveden" in sheet
        assert "Tid i insatsen: 2 månader" in sheet
        assert "Avslutsanledning: Avbröt själv" in sheet
        assert "Planering överlämnad: Ja" in sheet
        assert "Försörjning före: fyll i" in sheet
        await shows(alva, "Hej! Här är några frågor till dig.")
        assert stage.world.calls.refused == []


async def test_a_day_before_the_start_or_ahead_is_refused_in_one_sentence(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        asking = await coach(stage)
        await takes_part(stage, await invited(asking, "A-17"))
        asking.send("/avsluta")
        await tap(asking, "A-17")
        await tap(asking, "Arbete")
        await shows(asking, "Vilken dag var sista dagen?")
        for typed, answer in (
            ("2020-01-01", "Dagen ligger före starten"),
            ("2199-01-01", "Dagen har inte varit ännu."),
            ("31 februari", "Den dagen finns inte."),
        ):
            asking.send(typed)
            await shows(asking, answer)
        assert "Igår" not in labels(asking.chat.from_bot[-1])
        status = await stage.figures()
        assert status["people"]["active"] == 1
        asking.send("idag")
        await shows(asking, "Är en planering överlämnad")
        assert stage.world.calls.refused == []


async def test_two_coaches_closing_at_once_close_once_and_the_second_is_told(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        [payload] = await stage.payloads()
        ada, bo = await coach(stage, name="Ada"), await coach(stage, name="Bo")
        await takes_part(stage, f"https://t.me/{stage.world.username}?start={payload}")
        for each, outcome in ((ada, "Arbete"), (bo, "Studier")):
            each.send("/avsluta")
            await tap(each, "utan referens, nr 1")
            await tap(each, outcome)
            await tap(each, "Idag")
            await on(each, "Är en planering överlämnad", "Nej")
            await leave_unknown(each)
            await shows(each, "Personen får sedan frågorna i slutet.")
        await tap(bo, "Avsluta")
        await shows(bo, "är avslutad: Studier.")
        await tap(ada, "Avsluta")
        await shows(ada, "är redan avslutad: Studier.")
        assert "Underlag" not in ada.chat.transcript
        assert stage.world.calls.refused == []


async def test_another_coachs_participant_cannot_be_closed_with_a_forged_button(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        ada, bo = await coach(stage, name="Ada"), await coach(stage, name="Bo")
        await takes_part(stage, await invited(ada, "A-17"))
        for data in ("cw:1", "f:avsluta:1:sure:yes", "pp:1"):
            bo.chat.presses.clear()
            bo.press_data(data)
            await toast(bo, "Knappen gäller inte längre")
        status = await stage.figures()
        assert status["people"]["active"] == 1
        assert stage.world.calls.refused == []


async def test_a_closed_person_shows_as_closed_in_the_list_and_on_an_old_button(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        asking = await coach(stage)
        await takes_part(stage, await invited(asking, "A-17"))
        shown = await card(asking, "A-17")
        asking.send("/avsluta")
        await tap(asking, "A-17")
        for label in ("Arbete", "Idag", "Nej"):
            await tap(asking, label)
        await leave_unknown(asking)
        await on(asking, "Personen får sedan", "Avsluta")
        await shows(asking, "A-17 är avslutad: Arbete.")
        asking.press_label("Pausa", message=shown)
        told = await shows(asking, "Någon hann ändra före dig.")
        assert "Utfall: Arbete" in told.text
        assert "Pausa" not in labels(told)
        asking.press_label("Avsluta", message=shown)
        await shows(asking, "A-17 är redan avslutad: Arbete.")
        assert stage.world.calls.refused == []


async def test_a_redelivered_closing_closes_once_and_tells_it_again(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        asking = await coach(stage)
        await takes_part(stage, await invited(asking, "A-17"))
        asking.send("/avsluta")
        await tap(asking, "A-17")
        for label in ("Arbete", "Idag", "Nej"):
            await tap(asking, label)
        await leave_unknown(asking)
        await on(asking, "Personen får sedan", "Avsluta")
        await shows(asking, "Underlag för SUS: A-17")
        await again(stage)
        await asking.chat.wait(
            lambda chat: sum("Underlag för SUS" in each.text for each in chat.from_bot) == 2, timeout=PATIENCE
        )
        assert "redan avslutad" not in asking.chat.transcript
        # The press was answered and the message edited before the restart; Telegram says so, which is as good as done.
        # By webhook what answers a press is the confirmation, which had not come.
        answered = {"polling": {"answerCallbackQuery"}, "webhook": set[str]()}[WAY]
        assert {call.method for call in stage.world.calls.refused} == {"editMessageText"} | answered
