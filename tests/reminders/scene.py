"""A scene on a stage: a coach with people, and a clock that is set to any local time.

What did *not* happen is proven by a bell: a reminder that an administrator asked for, which rings at any hour. It is
written last at every tick, so when it has rung and no letter is left, all else that was due has been sent or has not
been due.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.actions.coach import close, invite
from bot.actions.coach.close import Closure
from bot.actions.coach.invite import NewParticipant, NewStaff
from bot.actions.here import OPERATOR, Here
from bot.house import House
from bot.playground import Message, Person
from bot.playground.messages import Press
from bot.playground.records import Call
from storage import enrolments, outbox, own_reminders, people
from storage.connection import connect
from storage.enrolments import Enrolment
from storage.people import Role
from storage.seal import Seal
from storage.unit import Unit
from tests.harness import PATIENCE, PROGRAMME, Stage, shows, staged, tap

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MONDAY = "2029-03-05 10:00"
"""A plain Monday in March, before noon."""

_Result = TypeVar("_Result")


@dataclass
class Scene:
    """A stage with a coach, and what it takes to work on the database beside the bot."""

    stage: Stage
    house: House
    seal: Seal
    ids: dict[str, int] = field(default_factory=dict)
    rung: int = 0
    bell: Person = field(init=False)
    coach: Person = field(init=False)
    _known: list[Call] = field(default_factory=list)

    async def do(self, work: Callable[[Here], _Result]) -> _Result:
        """Act as the operator does, at the scene's time."""
        return await self.unit(lambda unit: work(Here(unit, self.house, OPERATOR, self.stage.clock())))

    async def unit(self, work: Callable[[Unit], _Result]) -> _Result:
        """Do a unit of work beside the bot.

        It does so on a plain connection: opening the database as the bot does, once more in its process, would let go
        of the locks that the bot holds on the file.
        """
        with closing(connect(self.stage.database, "PRAGMA foreign_keys = ON")) as db:
            db.execute("BEGIN IMMEDIATE")
            result = work(Unit(db, self.seal))
            db.execute("COMMIT")
        return result

    async def at(self, local: str) -> None:
        """Let it be this time in Stockholm, and all that is due then have been sent."""
        self.forward(local)
        await self.all_is_told()

    def forward(self, local: str) -> None:
        """Let it be this time in Stockholm."""
        self.stage.clock.ahead = datetime.fromisoformat(local).replace(tzinfo=STOCKHOLM) - datetime.now(UTC)

    async def all_is_told(self) -> None:
        """Wait until everything that is due has been sent."""
        self.rung += 1
        self.stage.clock.ahead += timedelta(seconds=1)  # a tick that has begun must not ring: it may be past the offers
        words, now = f"klockan slår {self.rung}", self.stage.clock()
        bell = self.ids["bell"]
        await self.unit(lambda unit: own_reminders.add(unit, bell, words, now, None))
        await shows(self.bell, words)
        async with asyncio.timeout(PATIENCE):
            while await self.unit(self._is_under_way):  # noqa: ASYNC110  # no bell rings at a commit
                await asyncio.sleep(0.01)

    def _is_under_way(self, unit: Unit) -> bool:
        return "claimed" in outbox.counts(unit) or outbox.next_due(unit, self.stage.clock()) is not None

    async def staff(self, role: str, name: str, *programmes: str) -> Person:
        """Give a new member of staff who has come in."""
        made = await self.do(lambda here: invite.invite_staff(here, NewStaff(Role(role), programmes)))
        person = self.stage.world.person(name, "sv")
        person.start(made.payload)
        await tap(person, "Börja")
        await shows(person, "/hjalp")
        self.ids[name] = await self.unit(lambda unit: people.staff(unit)[-1].id)
        return person

    async def participant(
        self, reference: str, *, coach: str | None = "coach", programme: str = PROGRAMME, language: str = "Svenska"
    ) -> Person:
        """Give a new person who takes part, with this coach's reference."""
        whose = self.ids[coach] if coach else None
        made = await self.do(lambda here: invite.invite(here, NewParticipant(programme, reference, whose)))
        person = self.stage.world.person(reference, "sv")
        person.start(made.invitation.payload)
        await tap(person, language)
        await tap(person, "Ja" if language == "Svenska" else "Yes")
        await person.chat.wait(lambda chat: "Vill du vara med" not in chat.text and "take part" not in chat.text)
        return person

    async def enrolment(self, reference: str, programme: str = PROGRAMME) -> Enrolment:
        found = await self.unit(lambda unit: enrolments.by_reference(unit, programme, reference))
        assert found
        return found

    async def close(self, reference: str, programme: str = PROGRAMME) -> None:
        enrolment = await self.enrolment(reference, programme)
        await self.do(lambda here: close.close(here, Closure(enrolment.id, "arbete")))
        await self.all_is_told()

    def refused(self) -> list[str]:
        """What Telegram refused by itself, but for what a test forgave."""
        calls = (call for call in self.stage.world.calls.refused if call not in self._known)
        return [f"{call.method}: {call.description}" for call in calls]

    def forgive(self, description: str) -> None:
        """Take note of the one refusal that a test is about."""
        [refusal] = [each for each in self.stage.world.calls.refused if description in each.description]
        self._known.append(refusal)


@asynccontextmanager
async def scene(tmp_path: Path, *, at: str = MONDAY) -> AsyncIterator[Scene]:
    """Set the scene: real hours of sending, and a coach of the usual programme."""
    async with staged(tmp_path, send_window="08:00-19:00") as stage:
        known = stage.settings()
        made = Scene(stage, known.house(), known.seal())
        made.bell = await made.staff("administrator", "bell")
        made.coach = await made.staff("coach", "coach", PROGRAMME)
        await made.at(at)
        yield made
        await made.all_is_told()
        assert made.refused() == []


def texts(person: Person, words: str) -> list[Message]:
    """Give the bot's messages on a person's screen that hold these words."""
    return [message for message in person.chat.from_bot if words in message.text]


def sent(scene: Scene, person: Person, words: str) -> int:
    """Give how often the bot sent a message with these words to a person, also those since taken away."""
    calls = scene.stage.world.calls.of("sendMessage", chat=person.chat.id)
    return sum(words in str(call.parameters.get("text", "")) for call in calls)


async def refused(person: Person, times: int = 1) -> None:
    """Wait until so many of a person's presses were told that the button holds no longer."""
    await person.chat.wait(lambda chat: sum("inte längre" in _toast(press) for press in chat.presses) == times)


def _toast(press: Press) -> str:
    return press.toast.text if press.toast else ""


def on_disk(folder: Path) -> bytes:
    """Give all that the database has written to disk."""
    return b"".join(each.read_bytes() for each in folder.glob("foljsam.db*"))


def data_of(message: Message, label: str) -> str:
    """Give what a button of a message sends."""
    found = next(button.data for row in message.keyboard for button in row if button.text == label)
    assert found
    return found
