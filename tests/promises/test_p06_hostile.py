"""P6: whatever is typed, every open question answers in the person's language and takes only what it is asked for."""

import math
import shutil
import time
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.actions.coach.close import Closure, close
from bot.actions.here import Here
from bot.playground import Person
from flows.catalogue import SHIPPED
from flows.forms import personal_data
from flows.forms.questions import Typed
from flows.forms.read_answer import read_answer
from storage import enrolments, linked, people
from storage.unit import Unit
from tests.harness import PROGRAMME
from tests.promises.direct import Direct, direct
from tests.promises.every_question import EVERYTHING, IN_A_FORM, OF_STAFF
from tests.promises.hostile import HOSTILE, PERSONAL, Hostile
from tests.promises.open_questions import FORM, RIGHT, Open, is_command
from tests.promises.telling import Tell
from tests.promises.watching import Watch

BEGIN = datetime(2029, 3, 5, 9, tzinfo=UTC)
WAITS_FOR_A_WORD = ("Nothing is saved yet.", "Inget är sparat än.", "Texten är inte sparad än.")
"""What is said of a text that is no answer yet, for it holds personal data or words of distress."""
SMALL = 14
"""How many inputs each question gets in the small size: others for each, so that all are tried."""


@dataclass
class Inquiry:
    """Asks every open question, and answers with what it was not asked for."""

    at: Direct
    watch: Watch
    people: dict[str, Person]
    waits: list[float] = field(default_factory=list)
    taken: int = 0

    async def tried(self, question: Open, inputs: Iterable[Hostile]) -> list[str]:
        """Try inputs on a question; give what went wrong."""
        await self._arrive(question)
        return [wrong for each in inputs if (wrong := await self._try(question, each))]

    async def _try(self, question: Open, each: Hostile) -> str:
        person, takes = self.people[question.who], question.takes(each.text)
        if question in OF_STAFF:
            forget_old(person)
        before, had = self.at.tables(), await self.at.unit(question.found)
        self.watch.look(person)
        begun = time.perf_counter()
        await self.at.say(person, each.text)
        self.waits.append(time.perf_counter() - begun)
        wrong = self.watch.wrong(person, "en" if question.who == "bo" else "sv")
        wrong += await self._not_as_it_should(question, each, (before, had))
        if takes is not None or wrong or is_command(each.text) or await self.at.unit(let_go_of_held):
            self.taken += takes is not None
            await self._arrive(question)
        return f"{question.name}, {each.group} {each.text[:60]!r}: {wrong}" if wrong else ""

    async def _not_as_it_should(self, question: Open, each: Hostile, before: tuple[object, object]) -> str:
        takes, found = question.takes(each.text), await self.at.unit(question.found)
        if takes is not None:
            return "" if found == takes else f" kept {found!r} instead of {takes!r}"
        moved = found != before[1] or self.at.tables() != before[0]
        last = self.people[question.who].chat.from_bot[0 if question in IN_A_FORM else -3 :]
        shown = "\n".join(message.text for message in last)
        asks = is_command(each.text) or question.asks in shown or any(words in shown for words in WAITS_FOR_A_WORD)
        return moved * f" kept {found!r} or changed something" + (not asks) * f" asks no longer: {shown[-200:]!r}"

    async def _arrive(self, question: Open) -> None:
        """Come to a question, where nothing is answered to it."""
        person = self.people[question.who]
        if question in IN_A_FORM:
            await self.at.unit(lambda unit: answered_before(unit, question.way[0]))
            if question.asks not in person.chat.transcript:
                await self.at.say(person, "/enkat")
            return
        if question.who == "bo":
            await self.at.unit(lambda unit: unit.run("DELETE FROM unlinked_drafts WHERE question = 'egna-ord'"))
            if question.asks in person.chat.transcript:
                return
        await self.at.unit(take_back)
        for step in question.way:
            await (self.at.say(person, step[1:]) if step.startswith(">") else self.at.press(person, step))
        assert question.asks in person.chat.text, (question.name, person.chat.text)


def forget_old(person: Person) -> None:
    """Let old messages go, so that a long chat takes no longer to look at."""
    for old in list(person.chat.messages)[:-20]:
        del person.chat.messages[old]


def let_go_of_held(unit: Unit) -> bool:
    """Let go of a text that waits for its writer's word; tell whether one did."""
    return unit.run("DELETE FROM held_texts").rowcount > 0


def take_back(unit: Unit) -> None:
    """Let what a coach settled or recorded be open again."""
    unit.run("UPDATE occasions SET state = 'planned', reason = NULL WHERE reason IS NOT NULL")
    unit.run("DELETE FROM facts")


def answered_before(unit: Unit, key: str) -> None:
    """Let all questions before this one be answered, and no other."""
    row = unit.row("SELECT id FROM runs WHERE questionnaire = 'halsa-start' AND begun")
    assert row
    unit.run("DELETE FROM linked_answers WHERE run = ?", row["id"])
    for each, value in RIGHT.items():
        if each == key:
            break
        linked.keep(unit, row["id"], each, value, is_words=each == "ord")


@asynccontextmanager
async def inquiry(folder: Path) -> AsyncIterator[Inquiry]:
    """Give an inquiry whose people have come to their questions."""
    definitions = folder / "definitions"
    shutil.copytree(SHIPPED, definitions)
    (definitions / "questionnaires" / "halsa-start.yaml").write_text(FORM, "utf-8")
    with capture_logs() as logs:
        async with direct(folder, definitions=str(definitions)) as at:
            at.clock.ahead = BEGIN - timedelta(days=75) - datetime.now(UTC)
            yield Inquiry(at, Watch(at, logs), await come(at))


async def come(at: Direct) -> dict[str, Person]:
    """Let people come to where they are asked; the coach's one participant a while ago, to be followed up."""
    garden = "gron-rehabilitering"
    coach, _ = [await at.staff("coach", garden, name=name) for name in ("Coach", "Annan")]
    for programme in (garden, "stod-till-arbete"):
        await at.participant(programme, "Eva")
    await at.pass_time(timedelta(days=75))
    alva = await at.participant("enter", "Alva")
    await at.press(alva, "Börja")
    bo = await at.participant(PROGRAMME, "Bo", "en")
    await at.do(lambda here: close(here, Closure(enrolments.of_person(here.unit, person_of(here, bo))[0].id, "annat")))
    await at.pass_time()
    await at.press(bo, "Start")
    for _ in range(4):
        bo.press()
        await at.answer()
    cleo = await at.participant(PROGRAMME, "Cleo")
    dana = at.world.person("Dana", "sv")
    await at.say(dana, f"/start {await at.payload('enter')}")
    await at.press(dana, "Svenska")
    return {"alva": alva, "bo": bo, "cleo": cleo, "dana": dana, "stranger": at.world.person("Okänd", "sv"),
            "coach": coach, "coordinator": await at.staff("coordinator", "stod-till-arbete")}  # fmt: skip  # one table


def person_of(here: Here, person: Person) -> int:
    found = people.by_chat(here.unit, person.id)
    assert found
    return found.id


def some(place: int) -> Sequence[Hostile]:
    """Give a question's share of the inputs."""
    return HOSTILE[place % len(EVERYTHING) :: len(EVERYTHING)][:SMALL] + HOSTILE[place::17][:SMALL]


@pytest.mark.small
async def test_hostile_inputs_change_nothing(tmp_path: Path, record_property: Tell) -> None:
    async with inquiry(tmp_path) as asking:
        await prove(asking, {question: some(place) for place, question in enumerate(EVERYTHING)}, record_property)


@pytest.mark.proof
@pytest.mark.timeout(1800)
async def test_every_hostile_input_at_every_question_changes_nothing(tmp_path: Path, record_property: Tell) -> None:
    async with inquiry(tmp_path) as asking:
        await prove(asking, dict.fromkeys(EVERYTHING, HOSTILE), record_property)


async def prove(asking: Inquiry, inputs: dict[Open, Sequence[Hostile]], told: Tell) -> None:
    wrong = [line for question, some in inputs.items() for line in await asking.tried(question, some)]
    tried, waits = sum(map(len, inputs.values())), sorted(asking.waits)
    different = len({each for some in inputs.values() for each in some})
    p95 = waits[math.ceil(len(waits) * 0.95) - 1]
    told(
        "P6",
        f"{different} hostile inputs at {len(inputs)} open questions: {tried} answered, {asking.taken} taken for what"
        f" they mean, wrong {len(wrong)}; p95 {p95 * 1000:.0f} ms without the network",
    )
    assert wrong == []


def no_eye_for_personal_data(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(personal_data, "find", lambda *_: ())


def a_number_read_into_anything(patch: pytest.MonkeyPatch) -> None:
    def read(question: Typed, text: str, today: date) -> object:
        return 7 if question.kind == "number" else read_answer(question, text, today)

    patch.setattr("bot.actions.participant.answer.read_answer", read)


@pytest.mark.parametrize("off", [no_eye_for_personal_data, a_number_read_into_anything])
async def test_what_is_taken_where_a_check_is_switched_off_is_found(
    off: Callable[[pytest.MonkeyPatch], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with inquiry(tmp_path) as asking:
        off(monkeypatch)
        personal = [each for each in HOSTILE if each.text in PERSONAL]
        inputs = [*HOSTILE[:2], *personal[:2]]
        assert [line for each in IN_A_FORM for line in await asking.tried(each, inputs)]


def test_there_are_enough() -> None:
    assert len(HOSTILE) >= 300
