"""Somebody who takes part in all that leaves a trace, and what is found of them on a disk."""

import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from bot.actions.coach.invite import NewParticipant, invite
from bot.actions.coach.record import Recording, record
from bot.actions.due import send_due
from bot.actions.here import OPERATOR, Caller, Here
from bot.actions.participant import answer as answering
from bot.actions.participant import choice, contact, forms, join, quiet
from bot.actions.participant.answer import Given
from bot.actions.participant.choice import Choice
from bot.actions.participant.join import Entry
from bot.actions.participant.send_in import send_in
from bot.actions.replan import replan
from bot.house import House
from bot.settings import Settings
from flows.association import Retention
from flows.catalogue import SHIPPED
from flows.forms.conditions import Answer
from flows.forms.questions import FreeText, Question, Scale, SingleChoice
from storage import course, people
from storage.backup import backup, open_backup
from storage.database import Database, open_database
from storage.enrolments import State
from storage.people import Grant, Role
from storage.seal import Seal, new_key
from storage.unit import Unit

Result = TypeVar("Result")

HOUSE = Settings(association=SHIPPED / "association.yaml", send_window="always").house()
PROGRAMME = "samverkansteam-finnveden"
NOW = datetime(2026, 11, 3, 12, tzinfo=UTC)
FIRST_CHAT = 4_711_000_001
WORDS, REFERENCE = "Ett ord som ingen annan skriver", "Kryssord"


def deciding(**retention: object) -> House:
    """Give the house of an association with another retention decision; with none where nothing is said."""
    decided = {"decided": "2026-02-01", "decided_by": "styrelsen", **retention}
    return replace(
        HOUSE,
        association=HOUSE.association.model_copy(
            update={"retention": Retention.model_validate(decided) if retention else None}
        ),
    )


@dataclass(frozen=True)
class Somebody:
    """Somebody's chat, and the ids under which they are kept."""

    chat: int
    person: int
    enrolment: int
    runs: tuple[int, ...] = ()


@dataclass
class Home:
    """A folder with a database that is open, and the house around it."""

    folder: Path
    database: Database
    seal: Seal
    house: House = HOUSE
    now: datetime = NOW
    coach: int = 0
    met: list[Somebody] = field(default_factory=list)

    @property
    def path(self) -> Path:
        return self.folder / "foljsam.db"

    async def do(self, act: Callable[[Here], Result], chat: int | None = None) -> Result:
        """Act as whoever writes from a chat, or else as the operator."""

        def unit(of_work: Unit) -> Result:
            caller = OPERATOR if chat is None else Caller(chat, people.by_chat(of_work, chat))
            return act(Here(of_work, self.house, caller, self.now))

        return await self.database.write(unit)

    async def leave(self, act: Callable[[Here], Result], chat: int | None = None) -> Result:
        """Act, and see that what was deleted leaves the disk, as the bot does after such a press."""
        done = await self.do(act, chat)
        assert await self.database.forget()
        return done

    async def somebody(self) -> Somebody:
        """Let somebody take part: a form sent in, one begun, facts, a wish for contact, a reminder, a link."""
        chat = FIRST_CHAT + len(self.met)
        enrolment = await self.do(lambda here: self._join(here, chat))
        await self.do(lambda here: send_in(here, _answer(here, most=10)), chat)
        await self.do(self._about(enrolment))
        await self.do(lambda here: contact.ask(here, enrolment), chat)
        await self.do(lambda here: self._begin_another(here, enrolment))
        await self.do(lambda here: _answer(here, most=2), chat)
        await self.do(lambda here: quiet.remind_tomorrow(here, forms.open_forms(here)[0].run.id), chat)
        found = await self.database.read(lambda unit: self._ids(unit, chat, enrolment))
        self.met.append(found)
        return found

    def _join(self, here: Here, chat: int) -> int:
        if not self.coach:
            self.coach = people.add(here.unit, 1, "sv").id
            people.grant(here.unit, self.coach, [Grant(Role.COACH, PROGRAMME)])
        found = invite(here, NewParticipant(PROGRAMME, f"{REFERENCE} {chat}", self.coach))
        join.enter(replace(here, caller=Caller(chat, None)), Entry(found.invitation.payload, "sv"))
        now = replace(here, caller=Caller(chat, people.by_chat(here.unit, chat)))
        choice.choose(now, Choice(found.enrolment.id, takes_part=True))
        return found.enrolment.id

    def _about(self, enrolment: int) -> Callable[[Here], object]:
        return lambda here: record(here, Recording(enrolment, "kon", "kvinna"))

    def _begin_another(self, here: Here, enrolment: int) -> None:
        """Plan an end, which is nobody's wish yet, and let the closing form be under way."""
        course.set_planned_end(here.unit, enrolment, here.today + timedelta(days=30))
        course.set_state(here.unit, enrolment, State.CLOSED)
        here.unit.run("UPDATE enrolments SET closed_on = ? WHERE id = ?", here.today.isoformat(), enrolment)
        replan(here.unit, here.house, enrolment)
        send_due(here.unit, here.house, here.now)

    def _ids(self, unit: Unit, chat: int, enrolment: int) -> Somebody:
        person = people.by_chat(unit, chat)
        assert person
        runs = tuple(row["id"] for row in unit.rows("SELECT id FROM runs WHERE enrolment = ?", enrolment))
        return Somebody(chat, person.id, enrolment, runs)

    def back_up(self, name: str) -> Path:
        """Take a backup into the folder."""
        backup(self.path, self.folder / name, self.seal)
        return self.folder / name

    def lay_open(self, name: str) -> Path:
        """Take a backup as somebody with the key reads it: not encrypted, every byte as it lies in it."""
        file = self.back_up(f"{name}.sealed")
        with closing(open_backup(file, self.seal)) as db:
            (self.folder / name).write_bytes(db.serialize())
        file.unlink()
        return self.folder / name


def _answer(here: Here, most: int) -> int:
    """Answer at most so many questions of the form that is open; give the form."""
    form = forms.open_forms(here)[0]
    for _ in range(most):
        form = forms.load(here, form.run.id)
        if form.question:
            given = Given(form.run.id, form.questionnaire.index(form.question.key), _answer_to(form.question))
            assert answering.answer(here, given) is None
    return form.run.id


def _answer_to(question: Question) -> Answer:
    """Give the first option, or words that are nobody else's."""
    if isinstance(question, FreeText):
        return WORDS
    if isinstance(question, SingleChoice):
        return question.options[0].key
    return question.lowest if isinstance(question, Scale) else True


@asynccontextmanager
async def at_home(folder: Path, house: House = HOUSE, key: str | None = None) -> AsyncIterator[Home]:
    """Open a database in a folder, made if there is none."""
    folder.mkdir(exist_ok=True)  # noqa: ASYNC240  # small, and nobody else waits
    seal = Seal([key or new_key()])
    async with open_database(folder / "foljsam.db", seal) as database:
        yield Home(folder, database, seal, house)


def values(path: Path, who: Somebody) -> set[bytes]:
    """Give all that is kept sealed or hashed of somebody and nobody else: what to look for afterwards."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        found = {value for _, row in rows(db, who) for value in row if isinstance(value, bytes)}
    assert len(found) > 8, "there must be something to look for"
    return found


def rows(db: sqlite3.Connection, who: Somebody) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Give every row of every table that is somebody's, by the columns that say whose a row is.

    Not the list of those erased, nor what is to be counted anew at the next tick: they hold numbers alone.
    """
    runs = ",".join(map(str, who.runs))
    whose = {"person": str(who.person), "enrolment": str(who.enrolment), "run": runs}
    tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('erasures', 'touched')"
    for (table,) in db.execute(tables).fetchall():
        columns = [row[1] for row in db.execute(f"SELECT * FROM pragma_table_info('{table}')")]
        told = [f"{column} IN ({whose[column]})" for column in columns if column in whose]
        told += {"people": [f"id = {who.person}"], "enrolments": [f"id = {who.enrolment}"]}.get(table, [])
        if told:
            yield from ((table, row) for row in db.execute(f"SELECT * FROM {table} WHERE {' OR '.join(told)}"))


def left(folder: Path, who: Somebody, known: set[bytes]) -> list[str]:
    """Give what is found of somebody in a folder: in tables, in any byte of any file, sealed or plain.

    Of an enrolment that is erased its programme and the day of the invitation may stand, for it is still counted.
    """
    found = []
    plain = {str(who.chat).encode(), WORDS.encode(), f"{REFERENCE} {who.chat}".encode()}
    for file in sorted(each for each in folder.rglob("*") if each.is_file()):
        raw = file.read_bytes()
        found += [f"{file.name}: a value of theirs" for value in known if value in raw]
        found += [f"{file.name}: {value.decode()}" for value in plain if value in raw]
    with closing(sqlite3.connect(f"file:{folder / 'foljsam.db'}?mode=ro", uri=True)) as db:
        found += [f"a row of {table}" for table, row in rows(db, who) if table != "enrolments" or not _is_empty(row)]
    return found


def _is_empty(enrolment: tuple[object, ...]) -> bool:
    said = [value for value in enrolment if value not in {None, 0}]
    return "erased" in said and len(said) == 5  # id, programme, state, day of invitation, and what it counts as
