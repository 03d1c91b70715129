"""A scene of a conversation: steps that end when the bot has done its part, and what the database then holds.

    async with set_scene(tmp_path) as scene:
        alva = await scene.participant()
        await scene.press(alva, "Börja")
        await scene.say(alva, "3")

When it ends, no call may have been refused by Telegram but those that the test allows.
"""

import asyncio
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

from bot.actions.coach.invite import Invited, NewParticipant, NewStaff, invite, invite_staff
from bot.actions.here import OPERATOR, Here
from bot.answering import Answering
from bot.house import House
from bot.playground import Message, Person, Press
from storage.database import Database, open_database
from storage.invitations import Invitation
from storage.people import Role
from storage.unit import Unit
from tests.harness import PATIENCE, PROGRAMME, Stage, leave_unknown, shows, staged
from tests.waiting import waiting

_Result = TypeVar("_Result")

Tables = dict[str, Counter[tuple[object, ...]]]
_MOST_SCREENS = 40
_PASSING = {"updates", "guesses", "expectations", "outbox", "sqlite_sequence"}
_DERIVED = {"touched", "standings", "standing_counts", "standing_rules", "quarters_settled"}
"""What a tick brings into step with the rest, whenever it comes."""


@dataclass
class Scene:
    """A stage with the bot in this process, and a way past it to its database."""

    stage: Stage
    database: Database
    house: House
    under_way: list[object]
    """The updates that the bot is answering."""
    allowed: list[str] = field(default_factory=list)
    """What Telegram may say no to in this test, by words of its refusal."""

    async def quiet(self) -> None:
        """Wait until every update is answered and confirmed."""
        async with asyncio.timeout(PATIENCE):
            while self.stage.world.inbox.pending or self.under_way:  # noqa: ASYNC110  # no bell rings at a confirmation
                await asyncio.sleep(0.005)

    async def say(self, person: Person, text: str) -> Message:
        """Let a person write, and wait for the answer."""
        message = person.send(text)
        await self.quiet()
        return message

    async def press(self, person: Person, label: str) -> Press:
        """Let a person press the newest button with this label, and wait for the answer."""
        return await self._answered(person.press_label(label))

    async def press_data(self, person: Person, data: str, message: Message | None = None) -> Press:
        """Let a person press with this data, and wait for the answer."""
        return await self._answered(person.press_data(data, message=message))

    async def press_first(self, person: Person) -> Press:
        """Let a person press the first button of the last message."""
        assert person.chat.last
        return await self._answered(person.press(0, 0, message=person.chat.last))

    async def _answered(self, press: Press | Message) -> Press:
        assert isinstance(press, Press)
        await self.quiet()
        assert press.toast is not None, "the phone still waits for an answer to the press"
        return press

    async def walk(self, person: Person) -> list[Message]:
        """Press the first button of the last message until it has none; give every screen seen."""
        seen = [_last(person)]
        while seen[-1].buttons:
            await self.press_first(person)
            seen.append(_last(person))
            assert len(seen) < _MOST_SCREENS, person.chat.transcript
        return seen

    async def do(self, action: Callable[[Here], _Result]) -> _Result:
        """Do an action as the operator does at the command line."""

        def unit(of_work: Unit) -> _Result:
            return action(Here(of_work, self.house, OPERATOR, self.stage.clock()))

        return await self.database.write(unit)

    async def link(self, programme: str = PROGRAMME, reference: str | None = None, coach: int | None = None) -> Invited:
        """Invite a participant."""
        return await self.do(lambda here: invite(here, NewParticipant(programme, reference, coach)))

    async def staff_link(self, role: str, *programmes: str) -> Invitation:
        """Invite a member of staff."""
        return await self.do(lambda here: invite_staff(here, NewStaff(Role(role), programmes)))

    async def staff(self, role: str, *programmes: str, name: str = "") -> Person:
        """Give a member of staff who has taken the role."""
        person = self.stage.world.person(name or role.capitalize(), "sv")
        await self.say(person, f"/start {(await self.staff_link(role, *programmes)).payload}")
        await self.press(person, "Börja")
        return person

    async def invited(self, name: str = "Alva", *, programme: str = PROGRAMME) -> Person:
        """Give a new person who has opened a participant's link."""
        person = self.stage.world.person(name, "sv")
        await self.say(person, f"/start {(await self.link(programme)).invitation.payload}")
        return person

    async def participant(self, name: str = "Alva", *, programme: str = PROGRAMME) -> Person:
        """Give a new person who takes part and sees what comes after the yes."""
        person = await self.invited(name, programme=programme)
        await self.press(person, "Svenska")
        await self.press(person, "Ja")
        return person

    async def link_with(self, coach: Person, reference: str) -> str:
        """Let a coach invite in one go; give the link that is shown."""
        await self.say(coach, f"/ny {reference}")
        shown = await shows(coach, f"Länk till {reference}:")
        return next(line for line in shown.text.splitlines() if line.startswith("https://t.me/"))

    async def close(self, coach: Person, outcome: str = "Arbete") -> None:
        """Let a coach close the first person on the list."""
        await self.say(coach, "/avsluta")
        listed = await shows(coach, "Vem ska avslutas?")
        await self._answered(coach.press(0, 0, message=listed))
        for label in (outcome, "Idag", "Nej"):
            await self.press(coach, label)
        await leave_unknown(coach)
        await self.press(coach, "Avsluta")

    async def at_the_end(self, name: str = "Alva") -> Person:
        """Give a person who has been closed and offered the closing survey."""
        coach = await self.staff("coach", PROGRAMME, name=f"Coach till {name}")
        person = await self.participant(name)
        await self.walk(person)
        await self.close(coach)
        await shows(person, "Hej! Här är några frågor till dig.")
        return person

    async def restart(self) -> None:
        """Stop the bot and start it again."""
        await self.stage.stop()
        await self.stage.start()

    def tables(self) -> Tables:
        """Give what the database holds, table by table, but for what passes and what follows from the rest."""
        with sqlite3.connect(f"file:{self.stage.database}?mode=ro", uri=True) as db:
            names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            return {
                name: Counter(db.execute(f"SELECT * FROM {name}")) for name in names if name not in _PASSING | _DERIVED
            }

    async def waiting(self, question: str = "") -> int:
        """Count anonymous answers that wait, to one question or to all."""
        found = await self.database.read(waiting)
        return sum(each.question == question for each in found) if question else len(found)

    def count(self, table: str, where: str = "1") -> int:
        """Count rows of a table."""
        with sqlite3.connect(f"file:{self.stage.database}?mode=ro", uri=True) as db:
            return int(db.execute(f"SELECT COUNT(*) FROM {table} WHERE {where}").fetchone()[0])


def _last(person: Person) -> Message:
    assert person.chat.last, "the bot has written nothing"
    return person.chat.last


@asynccontextmanager
async def set_scene(tmp_path: Path, **settings: str) -> AsyncIterator[Scene]:
    """Set a scene.

    :param settings: further settings, by name without the prefix
    """
    under_way: list[object] = []
    handle = Answering.handle

    async def counted(answering: Answering, update: object, confirm: Callable[[], None]) -> None:
        under_way.append(update)
        try:
            await handle(answering, update, confirm)  # type: ignore[arg-type]  # passed on as it came
        finally:
            under_way.remove(update)

    with patch.object(Answering, "handle", counted):
        async with staged(tmp_path, alone=False, start=True, **settings) as stage:
            own = stage.settings()
            house = replace(own.house(), bot_name=stage.world.username)
            async with open_database(own.database, own.seal()) as database:
                scene = Scene(stage, database, house, under_way)
                yield scene
                await scene.quiet()
                refused = [call.description for call in stage.world.calls.refused]
                assert [said for said in refused if not any(words in said for words in scene.allowed)] == []
