"""The demo's scene: who is there when the curtain rises, and what they have lived through before."""

import sys
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from bot.playground.bell import WaitedInVainError
from bot.playground.history import History, Progress, progress, tidy
from bot.playground.people import Person
from bot.playground.people_door import Roles
from bot.playground.program import ProgramError
from bot.playground.settings import DATABASE
from bot.playground.stage import Stage, payload
from bot.playground.together import together
from bot.playground.values import ImpossibleError
from bot.playground.walking import PATIENCE, Walker

STAFF = {"coach": "Coach", "coordinator": "Samordnare"}
ZONE = ZoneInfo("Europe/Stockholm")
#: The hour at which the curtain rises, whenever the demo is started: at night the bot would begin nothing by itself.
HOUR = 10
#: The history begins so long ago; after each of these times so many of those who came are closed.
BACK = timedelta(days=32)
LEAVING = ((timedelta(days=14), 4), (timedelta(days=9), 4))
COMING = 11
SEED = 7
KEPT_OF_STAFFS_CHATS = 4
#: Of the people whom one asks for, this part is closed again.
CLOSED = 2 / 3


@dataclass
class Scene(Stage):
    """Lets people come in, and begin again."""

    roles: Roles
    history: History = field(init=False)

    async def begin(self) -> None:
        """Start the bot, where the history begins, and let the staff and a first participant come in."""
        self._go_back()
        await self.keeper.start()
        await self._come_in()

    async def reset(self) -> None:
        """Begin again: no people, no chats, an empty database; and the same history as at first."""
        await self.keeper.kill(self._clear)
        await self._come_in()
        await self.play()

    async def play(self) -> None:
        """Let the history be lived through, up to the present; one that breaks off is said and costs nothing else."""
        if not self.piece.with_history:
            return
        try:
            with progress(self.world.board, len(STAFF) + COMING + 3 + sum(count for _, count in LEAVING)) as told:
                await self._live(told)
        except (WaitedInVainError, ImpossibleError, ProgramError) as broken:
            sys.stderr.write(f"Den påhittade historien bröts: {broken}\n")
        await self.move(curtain_rise())

    async def fill(self, participants: int) -> list[Person]:
        """Let more invented people come, and most of them go again, at the present time; return them."""
        leaving = int(participants * CLOSED)
        with progress(self.world.board, participants + leaving) as told:
            references = await self.history.come(participants, told)
            await self.history.leave(references[:leaving], told)
        return [self.history.people[reference] for reference in references]

    def _go_back(self) -> None:
        if self.piece.with_history:
            self.time.begin(curtain_rise() - BACK)
        else:
            self.time.ahead = 0.0

    def _clear(self) -> None:
        for file in self.program.folder.glob(f"{DATABASE}*"):
            file.unlink()
        self.world.reset()
        self.roles.by_person.clear()
        self._go_back()

    async def _come_in(self) -> None:
        self.world.person("Alex")
        coach, _ = await together(*map(self._staff, STAFF))
        self.history = History(self.world, coach, Walker(Random(SEED)))  # noqa: S311  # no secret

    async def _staff(self, role: str) -> Person:
        """Make one of the staff, who opens their invitation."""
        only = ("--programme", self.piece.programme) if role == "coach" else ()
        made = await self.made("staff", "invite", "--role", role, *only)
        person = self.world.person(STAFF[role])
        self.roles.by_person[person.id] = role
        person.start(payload(made))
        return person

    async def _live(self, told: Progress) -> None:
        first, *staff = self.world.people.values()
        await together(*(self.history.welcome(person, told) for person in staff))
        references = await self.history.come(COMING, told)
        for passed, leaving in LEAVING:
            await self._pass(passed, told)
            await self.history.leave(references[:leaving], told)
            del references[:leaving]
        await self.move(curtain_rise())
        # What waits for an answer when the curtain rises: a first press, and a form that is not begun.
        await self.history.invite(first)
        await first.chat.wait(lambda chat: chat.last, PATIENCE)
        for person in staff:
            tidy(person, KEPT_OF_STAFFS_CHATS)
        told.step()

    async def _pass(self, time: timedelta, told: Progress) -> None:
        await self.move(self.time.moment + time)
        told.step()


def curtain_rise() -> datetime:
    """Return the moment at which the curtain rises: today, in the middle of the forenoon."""
    return datetime.now(ZONE).replace(hour=HOUR, minute=0, second=0, microsecond=0)
