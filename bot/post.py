"""The outbox, brought to Telegram: claims letters, makes them ready, and keeps what became of them."""

import asyncio
import math
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot.actions.coach.unreachable import lost
from bot.actions.here import OPERATOR, Caller, Here
from bot.actions.menus import FAREWELL, MENU
from bot.chat import last_shown
from bot.chat.coordinator.report.paper import Paper, keep, make
from bot.chat.letters import ONCE_MORE, Outgoing, make_ready, may_go
from bot.chat.menus import mark_of
from bot.chat.screen import plain
from bot.house import House
from bot.keyboard import shown
from bot.saving import Saving
from bot.wire.deliver import Nothing, Post, Result
from bot.wire.speak import Shown, Speaker
from bot.wire.verdict import Fate
from storage import outbox, people, runs
from storage.database import NotSaved
from storage.outbox import Letter
from storage.unit import RolledBack, Unit

_LOG = structlog.get_logger(__name__)

Clock = Callable[[], datetime]

_STATES = {Fate.DONE: "sent", Fate.UNKNOWN: "unknown"}
_LEAST_WAIT = timedelta(seconds=1)
_ONCE_MORE_AFTER = timedelta(minutes=1)
"""Telegram may be out of order for a while, and nobody waits for what we start."""
MOST_DEATHS = 5
"""How often a letter of ``ONCE_MORE`` outlives a death that nobody knows it came before or after."""


@dataclass(frozen=True)
class Letters:
    """The steps of a letter's way, each in a unit of its own."""

    saving: Saving
    house: House
    speaker: Speaker
    clock: Clock
    _making: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Files are made one at a time: what draws them is not made for several threads."""

    def post(self) -> Post[Outgoing]:
        """Give the steps as ``deliver`` takes them."""
        return Post(self.claim, self.send, self.settle, lambda ready: ready.letter.attempts, lambda ready: ready.chat)

    async def claim(self) -> Outgoing | Nothing:
        """Take the next letter that still holds; those that do not are dropped on the way."""
        moment = asyncio.get_running_loop().time()
        try:
            return await self.saving.write(lambda unit: self._claim(unit, moment))
        except NotSaved:
            return Nothing()

    def _claim(self, unit: Unit, moment: float) -> Outgoing | Nothing:
        now, resting = self.clock(), dict[int, float]()
        while letter := outbox.next_due(unit, now, resting):
            opening = may_go(unit, self.house, letter, now)
            if opening > now:
                outbox.put_off(unit, letter.id, opening)
            elif not (ready := self._made_ready(unit, letter, now)):
                _keep(unit, letter, "dropped")
            elif ready.screen and (wait := self.speaker.pace.wait_in(ready.chat, moment)):
                resting[letter.person] = wait
            else:
                outbox.claim(unit, letter.id)
                return ready
        later = outbox.due_after(unit, now)
        return Nothing(min([*resting.values(), *([(later - now).total_seconds()] if later else [])], default=math.inf))

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
        if outgoing.paper:
            return await self._send_paper(outgoing, outgoing.paper, shown(outgoing.screen))
        return await self.speaker.post(outgoing.chat, shown(outgoing.screen))

    async def _send_paper(self, outgoing: Outgoing, paper: Paper, caption: Shown) -> int:
        """Send a file; where it cannot be made, say so."""
        try:
            made = await self._made(paper)
        except Exception as error:  # noqa: BLE001  # whatever it is, the person waits for a word
            _LOG.error("a report could not be made", format=paper.format, error=type(error).__name__)
            return await self.speaker.post(outgoing.chat, Shown(plain(outgoing.instead)))
        return await self.speaker.post_document(outgoing.chat, (paper.name, made), caption)

    async def _made(self, paper: Paper) -> bytes:
        """Make a file off the event loop, unless it was made before; a frozen report's is kept."""
        if paper.made is not None:
            return paper.made
        async with self._making:
            made = await asyncio.to_thread(make, paper)
        return await self.saving.insist(lambda unit: keep(unit, paper, made))

    async def settle(self, outgoing: Outgoing, result: Result) -> None:
        """Keep what became of a letter."""
        fate, letter = result.verdict.fate, outgoing.letter
        if fate is Fate.AGAIN:
            wait = max(_LEAST_WAIT, timedelta(seconds=result.verdict.wait))
            await self._put_off(letter, wait, again=False)
        elif fate is Fate.UNKNOWN and letter.kind in ONCE_MORE and not letter.again:
            await self._put_off(letter, _ONCE_MORE_AFTER, again=True)
        else:
            await self.saving.insist(lambda unit: self._settle(unit, outgoing, result))
            if letter.kind == FAREWELL:
                await self.saving.forget()
            if outgoing.replaces and result.message:
                await self._take_away(outgoing.chat, outgoing.replaces, outgoing.instead)

    async def _take_away(self, chat: int, message: int, instead: str) -> None:
        """Take the form's earlier message away; of one that is too old for that, nothing but a pointer is left."""
        if not await self.speaker.delete(chat, message):
            await self.speaker.edit(chat, Shown(instead), message)

    async def _put_off(self, letter: Letter, wait: timedelta, *, again: bool) -> None:
        until = self.clock() + wait
        await self.saving.insist(lambda unit: outbox.put_off(unit, letter.id, until, again=again))

    def _settle(self, unit: Unit, outgoing: Outgoing, result: Result) -> None:
        letter, fate = outgoing.letter, result.verdict.fate
        _keep(unit, letter, _STATES.get(fate, "dropped"))
        try:
            with unit.attempt():
                self._note(unit, outgoing, result)
        except (sqlite3.Error, RolledBack):
            raise
        except Exception as error:  # noqa: BLE001  # whatever it is, the letter went where it went
            _LOG.error("a letter's effect could not be kept", kind=letter.kind, error=type(error).__name__)

    def _note(self, unit: Unit, outgoing: Outgoing, result: Result) -> None:
        letter, fate = outgoing.letter, result.verdict.fate
        person = people.by_id(unit, letter.person)
        if fate is Fate.GONE and person:
            lost(Here(unit, self.house, OPERATOR, self.clock()), person, f"letter{letter.id}")
        if outgoing.menu is not None and fate is Fate.DONE and letter.kind == MENU:
            outbox.mark(unit, letter.id, mark_of(outgoing.menu))
        if outgoing.run and result.message:
            runs.show_in(unit, outgoing.run, result.message)
            runs.leave(unit, outgoing.run)  # the question is no longer before the person: a text would answer it unseen
        elif outgoing.screen and person and fate is Fate.DONE:
            here = Here(unit, self.house, Caller(outgoing.chat, person), self.clock())
            last_shown.remember_words(here, outgoing.screen)


def _keep(unit: Unit, letter: Letter, state: str) -> None:
    """Keep what became of a letter; after a farewell there is nothing left to write to the chat."""
    outbox.settle(unit, letter.id, state)
    if letter.kind == FAREWELL:
        people.let_go(unit, letter.person)
