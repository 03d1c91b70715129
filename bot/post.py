"""The outbox, brought to Telegram: claims letters, makes them ready, and keeps what became of them."""

import asyncio
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.actions.here import OPERATOR, Here
from bot.actions.unreachable import lost
from bot.chat.letters import ONCE_MORE, Outgoing, make_ready, may_go
from bot.house import House
from bot.keyboard import shown
from bot.wire.deliver import Post, Result
from bot.wire.speak import Speaker
from bot.wire.verdict import Fate
from storage import outbox, people, runs
from storage.database import Database, NotSaved
from storage.outbox import Letter
from storage.unit import Unit

_LOG = structlog.get_logger(__name__)

Clock = Callable[[], datetime]

_TRY_AGAIN = 1.0


@dataclass(frozen=True)
class Letters:
    """The steps of a letter's way, each in a unit of its own."""

    database: Database
    house: House
    speaker: Speaker
    clock: Clock

    def post(self) -> Post[Outgoing]:
        """Give the steps as ``deliver`` takes them."""
        return Post(self.claim, self.send, self.settle, lambda outgoing: outgoing.letter.attempts)

    async def claim(self) -> Outgoing | None:
        """Take the next letter that still holds; those that do not are dropped on the way."""
        try:
            return await self.database.write(self._claim)
        except NotSaved:
            return None

    def _claim(self, unit: Unit) -> Outgoing | None:
        now = self.clock()
        while letter := outbox.claim(unit, now):
            opening = may_go(unit, self.house, letter, now)
            if opening > now:
                outbox.hold(unit, letter.id, opening)
                continue
            if ready := self._made_ready(unit, letter, now):
                return ready
            outbox.settle(unit, letter.id, "dropped")
        return None

    def _made_ready(self, unit: Unit, letter: Letter, now: datetime) -> Outgoing | None:
        try:
            return make_ready(unit, self.house, letter, now)
        except sqlite3.Error:
            raise
        except Exception as error:  # noqa: BLE001  # one letter that cannot be made must not hold up the others
            _LOG.error("a letter could not be made", kind=letter.kind, error=type(error).__name__)
            return None

    async def send(self, outgoing: Outgoing) -> int | None:
        """Send a letter, once; give the message it became."""
        if outgoing.menu is not None:
            await self.speaker.set_menu(outgoing.chat, outgoing.menu)
            return None
        if outgoing.screen is None:
            return None
        return (await self.speaker.post(outgoing.chat, shown(outgoing.screen))).message_id

    async def settle(self, outgoing: Outgoing, result: Result) -> None:
        """Keep what became of a letter."""
        while True:
            try:
                await self.database.write(lambda unit: self._settle(unit, outgoing, result))
                break
            except NotSaved:
                await asyncio.sleep(_TRY_AGAIN)
        if outgoing.replaces and result.message:
            await self.speaker.delete(outgoing.chat, outgoing.replaces)

    def _settle(self, unit: Unit, outgoing: Outgoing, result: Result) -> None:
        letter, fate = outgoing.letter, result.verdict.fate
        again = fate is Fate.AGAIN or (fate is Fate.UNKNOWN and letter.kind in ONCE_MORE and letter.attempts == 1)
        if again:
            outbox.put_off(unit, letter.id, self.clock() + timedelta(seconds=max(1.0, result.verdict.wait)))
            return
        states = {Fate.DONE: "sent", Fate.UNKNOWN: "unknown"}
        outbox.settle(unit, letter.id, states.get(fate, "dropped"))
        person = people.by_id(unit, letter.person)
        if fate is Fate.GONE and person:
            lost(Here(unit, self.house, OPERATOR, self.clock()), person, f"letter{letter.id}")
        if outgoing.run and result.message:
            runs.show_in(unit, outgoing.run, result.message)
