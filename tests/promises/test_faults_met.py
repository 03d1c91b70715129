"""Faults that no other test plants: each line of the table that needs the whole bot before a Telegram in trouble."""

import asyncio
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.actions.coach.close import Closure, close
from bot.actions.here import Here
from bot.playground import Answer, Button, Person, busiest, fail, held
from bot.playground.faults import Fault, Proceed, refusal
from bot.playground.records import Call
from flows.forms.questionnaire import Questionnaire
from storage import enrolments, linked, people, runs
from storage.unit import Unit
from tests.due.life import at as moment
from tests.harness import Stage, shows, staged, tap
from tests.mailing import seated
from tests.promises.direct import Direct, direct
from tests.promises.test_p04_once_per_occasion import REMINDER
from tests.storage.processes import HOLD, running
from tests.wire.test_storage_faults import NOT_SAVED, toast

WALK = ("Börja", "Studier", "7", "Mycket bra", "Skicka in")


def answers(unit: Unit, person: Person) -> dict[str, Any]:
    found = people.by_chat(unit, person.id)
    assert found
    [enrolment] = enrolments.of_person(unit, found.id)
    return {
        key: value
        for run in runs.of_enrolment(unit, enrolment.id)
        for key, value in linked.answers(unit, run.id).items()
    }


def last_buttons(person: Person) -> tuple[Button, ...]:
    assert person.chat.last
    return person.chat.last.buttons


async def at_question(at: Direct, name: str = "Alva") -> Person:
    alva = await at.participant(name=name)
    await at.press(alva, "Börja")
    return alva


def outage(seconds: float) -> Fault:
    """Answer 500 for a while, from the first call on."""
    end = 0.0

    async def fault(call: Call, proceed: Proceed) -> Answer:
        nonlocal end
        end = end or call.at + seconds
        return refusal(500, "Internal Server Error") if call.at < end else await proceed()

    return fault


def provoked(stage: Stage, before: int, method: str) -> list[Call]:
    """Give the calls that failed since, of a method."""
    return [call for call in stage.world.calls[before:] if call.method == method and call.provoked]


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(None, id="three times"),
        pytest.param(60.0, id="for a minute", marks=[pytest.mark.proof, pytest.mark.timeout(300)]),
    ],
)
async def test_a_telegram_out_of_order_is_asked_seldom_and_everything_gets_through_once(
    fault: float | None, tmp_path: Path
) -> None:
    async with staged(tmp_path) as stage:
        [alva] = await seated(stage, 1)
        alva.send("/enkat")
        await tap(alva, "Börja")
        await shows(alva, "Fråga 1 av 3")
        before = len(stage.world.calls)
        out_of_order = outage(fault) if fault else fail(500, "Internal Server Error")
        reply = stage.world.faults.plant(out_of_order, "editMessageText", times=None if fault else 3)
        await tap(alva, "Studier")
        await stage.world.bell.until(lambda: reply.struck, 20)
        stage.world.faults.plant(out_of_order, "getUpdates", times=None if fault else 3)
        stage.world.person("Bo").send("/hjalp")  # ends the asking that waits
        await shows(alva, "Fråga 2 av 3", 120)
        assert alva.chat.transcript.count("Fråga 2 av 3") == 1
        for method in ("getUpdates", "editMessageText"):
            failed = partial(provoked, stage, before, method)
            await stage.world.bell.until(lambda failed=failed: len(failed()) >= 3, 20)  # type: ignore[misc]  # bound at once
            assert busiest(failed()) < 5
        assert await stage.unit(lambda unit: answers(unit, alva)) == {"vill-na": "studier"}


async def test_of_two_updates_swapped_each_belongs_to_its_own_question(tmp_path: Path) -> None:
    async with direct(tmp_path) as at:
        alva = await at_question(at)
        await at.press(alva, "Studier")
        second = next(button.data for button in last_buttons(alva) if button.text == "7")
        await at.press(alva, "Tillbaka")
        alva.press_label("Ett arbete")
        alva.press_data(second or "")
        at.world.inbox.swap(*at.world.inbox.pending)
        await at.answer()
        assert await at.unit(lambda unit: answers(unit, alva)) == {"vill-na": "arbete"}
        assert "Fråga 2 av 3" in alva.chat.text


async def test_after_hours_down_all_that_waits_is_handled_and_a_command_given_ten_times_is_one(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        asking, hurried, *crowd = await seated(stage, 42)
        hurried.send("/enkat")
        await tap(hurried, "Börja")
        await shows(hurried, "Fråga 1 av 3")
        await stage.world.bell.until(lambda: not stage.world.inbox.pending, 20)
        await stage.stop()
        for _ in range(10):
            asking.send("/hjalp")
        for _ in range(10):
            hurried.press_label("Studier")
        for person in crowd:
            person.send("/enkat")
            person.send("/integritet")
        assert len(stage.world.inbox.pending) == 100
        stage.world.press_lifetime = 0
        await stage.start()
        await stage.world.bell.until(lambda: not stage.world.inbox.pending, 60)
        await shows(hurried, "Fråga 2 av 3")
        for person in crowd:
            assert [message.text.split()[0] for message in person.chat.from_bot] == ["Här", "Så"]
        assert len(asking.chat.from_bot) == 1
        assert len(hurried.chat.from_bot) == 1
        assert await stage.unit(lambda unit: answers(unit, hurried)) == {"vill-na": "studier"}
        assert {call.description.partition(" and")[0] for call in stage.world.calls.refused} == {
            "Bad Request: query is too old"
        }


async def test_a_press_in_a_message_that_is_gone_counts_and_the_next_question_is_sent(tmp_path: Path) -> None:
    async with direct(tmp_path) as at:
        alva = await at_question(at)
        form = alva.chat.last
        assert form
        alva.delete(form)
        await at.press_data(alva, form.buttons[1].data or "", form)
        assert alva.chat.last
        assert alva.chat.last.id != form.id
        assert "Fråga 2 av 3" in alva.chat.text
        assert await at.unit(lambda unit: answers(unit, alva)) == {"vill-na": "studier"}


async def test_a_press_that_is_answered_too_late_counts_all_the_same(tmp_path: Path) -> None:
    async with direct(tmp_path) as at:
        alva = await at_question(at)
        at.world.press_lifetime = -1
        await at.press(alva, "Studier")
        assert "Fråga 2 av 3" in alva.chat.text
        assert [call.method for call in at.world.calls.refused] == ["answerCallbackQuery"]
        assert len(alva.chat.from_bot) == 1


@pytest.mark.proof
@pytest.mark.timeout(300)
@pytest.mark.parametrize("seconds", [3, 30])
async def test_a_database_that_is_locked_for_long_is_waited_for_and_told_of(seconds: int, tmp_path: Path) -> None:
    async with staged(tmp_path, alone=True) as stage:
        [alva] = await seated(stage, 1)
        alva.send("/enkat")
        await tap(alva, "Börja")
        await shows(alva, "Fråga 1 av 3")
        with running(HOLD, stage.database, "BEGIN IMMEDIATE"):
            begun = time.monotonic()
            alva.press_label("Studier")
            if seconds > 10:
                await toast(alva, NOT_SAVED)
            await asyncio.sleep(seconds - (time.monotonic() - begun))  # how long is what is tried
        await shows(alva, "Fråga 2 av 3", 40)
        assert await stage.unit(lambda unit: answers(unit, alva)) == {"vill-na": "studier"}


@pytest.mark.parametrize("down", [timedelta(minutes=5), timedelta(days=2)])
async def test_a_reminder_due_while_the_bot_was_down_comes_once_and_late(down: timedelta, tmp_path: Path) -> None:
    async with direct(tmp_path, send_window="08:00-19:00") as at:
        at.clock.ahead = moment("2029-03-05T09:00") - datetime.now(UTC)
        alva = await at.participant()
        at.clock.ahead = moment("2029-03-12T07:58") - datetime.now(UTC)
        await at.pass_time()
        assert REMINDER not in alva.chat.transcript
        at.clock.ahead += down
        await at.begin()
        for _ in range(3):
            await at.pass_time(timedelta(minutes=1))
        assert alva.chat.transcript.count(REMINDER) == 1


async def test_fifty_people_in_one_second_and_two_buttons_at_once(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        crowd = await seated(stage, 50)
        for act, news in (("/enkat", "Det är"), ("Börja", "Fråga 1 av 3"), ("Studier", "Fråga 2 av 3")):
            for person in crowd:
                person.send(act) if act.startswith("/") else person.press_label(act)
            await asyncio.gather(*(shows(person, news) for person in crowd))
        two = crowd[0]
        message = two.chat.last
        for label in ("7", "8"):
            two.press_label(label, message=message)
        await shows(two, "Fråga 3 av 3")
        await stage.world.bell.until(lambda: not stage.world.inbox.pending, 30)
        kept = await stage.unit(lambda unit: [answers(unit, person) for person in crowd])
        assert kept == [{"vill-na": "studier", "hur-nara": 7}] + [{"vill-na": "studier"}] * 49


async def test_a_telegram_that_is_slow_with_some_blocks_nobody_else(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        *slow, quick = await seated(stage, 8)
        let_go = asyncio.Event()
        waiting = [stage.world.faults.plant(held(let_go), chat=person.id, times=None) for person in slow]
        for person in (*slow, quick):
            person.send("/hjalp")
        await shows(quick, "/enkat")
        await stage.world.bell.until(lambda: all(each.struck for each in waiting), 20)
        let_go.set()
        await asyncio.gather(*(shows(person, "/enkat") for person in slow))


def changed(form: Questionnaire) -> Questionnaire:
    """Give a form as its next version asks it."""
    first = form.questions[0].model_copy(update={"text": "Något helt annat?"})
    return form.model_copy(update={"questions": (first, *form.questions[2:])})


async def test_a_form_that_changes_while_somebody_is_inside_is_finished_as_it_was_begun(tmp_path: Path) -> None:
    async with direct(tmp_path) as at:
        alva = await at_question(at)
        await at.press(alva, "Studier")
        forms = at.house.catalogue.questionnaires
        catalogue = replace(at.house.catalogue, questionnaires={**forms, "start": changed(forms["start"])})
        at.move_in(replace(at.house, catalogue=catalogue))
        for label in ("Tillbaka", "Behåll mitt svar", "7", "Mycket bra"):
            await at.press(alva, label)
            assert "Något helt annat?" not in alva.chat.text
        await at.press(alva, "Skicka in")
        assert "Tack!" in alva.chat.text
        assert await at.unit(lambda unit: answers(unit, alva)) == {
            "vill-na": "studier",
            "hur-nara": 7,
            "stod-i-dag": "mycket-bra",
        }


async def test_a_form_that_is_closed_while_somebody_is_inside_says_so_and_its_buttons_are_harmless(
    tmp_path: Path,
) -> None:
    async with direct(tmp_path) as at:
        alva = await at_question(at)
        form = alva.chat.last
        assert form
        await at.press(alva, "Studier")

        def end(here: Here) -> None:
            found = people.by_chat(here.unit, alva.id)
            assert found
            close(here, Closure(enrolments.of_person(here.unit, found.id)[0].id, "annat"))

        await at.do(end)
        before = at.tables()
        for button in form.buttons:
            await at.press_data(alva, button.data or "", form)
            assert at.tables() == before
            assert alva.chat.messages[form.id].buttons == ()


async def seen(folder: Path, *, restarting: bool) -> list[tuple[str, object]]:
    """Walk through a form, perhaps with a new bot for each press; give every screen."""
    found: list[tuple[str, object]] = []
    async with direct(folder) as at:
        alva = await at.participant()
        for label in WALK:
            if restarting:
                await at.begin()
            await at.press(alva, label)
            found.append((alva.chat.text, alva.chat.last and alva.chat.last.labels))
        assert len(alva.chat.from_bot) == 1
    return found


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Give two folders."""
    found = tmp_path / "with", tmp_path / "without"
    for folder in found:
        folder.mkdir()
    return found


async def test_a_start_between_every_two_questions_leads_to_the_same_transcript(folders: tuple[Path, Path]) -> None:
    assert await seen(folders[0], restarting=True) == await seen(folders[1], restarting=False)
