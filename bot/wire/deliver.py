"""Delivering letters: claim, send, settle; in order for each person, several people at once, at Telegram's pace.

Replies are always ahead: they take slots of the pace and wait for none (design: 3.4).
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import structlog
from telegram.error import TelegramError

from bot.wire.pace import Pace
from bot.wire.until import end, rest
from bot.wire.verdict import Fate, Verdict, verdict

_LOG = structlog.get_logger(__name__)

_Letter = TypeVar("_Letter")

_IDLE = 5.0
_MOST = 24
"""How many may be under way: so many that a Telegram a second away slows nothing, and fewer than it takes at once."""
_AHEAD = 0.02
"""The seconds before its slot at which a letter is claimed, for that takes a while too."""


@dataclass(frozen=True)
class Result:
    """What became of sending a letter: the verdict, and the message it became."""

    verdict: Verdict
    message: int | None = None


@dataclass(frozen=True)
class Nothing:
    """No letter can go out now; and the seconds until one can."""

    seconds: float = _IDLE


@dataclass(frozen=True)
class Post(Generic[_Letter]):
    """Where letters come from, how they are sent, and where their fate is kept.

    A person's next letter is not claimed before the one under way is settled.
    """

    claim: Callable[[], Awaitable[_Letter | Nothing]]
    send: Callable[[_Letter], Awaitable[int | None]]
    settle: Callable[[_Letter, Result], Awaitable[None]]
    attempt: Callable[[_Letter], int]
    chat: Callable[[_Letter], int]


@dataclass(frozen=True)
class Deliverer(Generic[_Letter]):
    """Delivers letters; ``wake`` says that there may be new ones."""

    post: Post[_Letter]
    pace: Pace
    wake: asyncio.Event
    counts: Counter[Fate] = field(default_factory=Counter)
    """What became of letters that were sent."""
    _under_way: set["asyncio.Task[None]"] = field(default_factory=set)
    _beginning: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def run(self, stop: asyncio.Event) -> None:
        """Deliver until told to stop, and finish what is under way."""
        try:
            while not stop.is_set():
                self.wake.clear()
                if (wait := self.pace.wait(_now()) - _AHEAD) > 0:
                    await rest(stop, wait)
                elif found := await self._begin():
                    await rest(stop, min(found.seconds, _IDLE), self.wake)
            await self._fewer_than(1)
        finally:
            await end(self._under_way)

    async def all_due(self) -> int:
        """Deliver all letters that are due, to their end; give how many were begun."""
        begun = 0
        while True:
            await asyncio.sleep(self.pace.wait(_now()))
            if not await self._begin():
                begun += 1
            elif self._under_way:
                await self._fewer_than(len(self._under_way))
            else:
                return begun

    async def _begin(self) -> Nothing | None:
        """Begin the next letter, or tell that there is none."""
        async with self._beginning:
            await self._fewer_than(_MOST)
            letter = await self._claim()
            if isinstance(letter, Nothing):
                return letter
            await asyncio.sleep(min(_AHEAD, self.pace.wait(_now())))
            self._send(letter)
            return None

    def _send(self, letter: _Letter) -> None:
        self.pace.sent(_now(), self.post.chat(letter))
        task = asyncio.create_task(self._deliver(letter))
        self._under_way.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: "asyncio.Task[None]") -> None:
        self._under_way.discard(task)
        self.wake.set()

    async def _fewer_than(self, most: int) -> None:
        """Wait until fewer letters are under way."""
        while len(self._under_way) >= most:
            await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)

    async def _claim(self) -> _Letter | Nothing:
        try:
            return await self.post.claim()
        except Exception as error:  # noqa: BLE001  # a fault of ours must not end all delivering
            _report_fault(error)
            return Nothing()

    async def _deliver(self, letter: _Letter) -> None:
        try:
            result = await self._attempt(letter)
            self.counts[result.verdict.fate] += 1
            await self.post.settle(letter, result)
        except Exception as error:  # noqa: BLE001  # the same
            _report_fault(error)

    async def _attempt(self, letter: _Letter) -> Result:
        begun = _now()
        try:
            message = await self.post.send(letter)
        except TelegramError as error:
            judged = verdict(error, self.post.attempt(letter))
            _LOG.warning("a letter was not delivered", fate=judged.fate, error=type(error).__name__)
            if judged.may_help_again:
                self.pace.stumbled(begun, _now(), judged.wait)
            return Result(judged)
        self.pace.went_well()
        return Result(Verdict(Fate.DONE), message)


def _now() -> float:
    return asyncio.get_running_loop().time()


def _report_fault(error: Exception) -> None:
    _LOG.error("delivering failed and will be tried again", error=type(error).__name__)
