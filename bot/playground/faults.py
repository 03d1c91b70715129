"""Faults that a test plants between the bot and Telegram.

A fault is an async function around a call: it gets the call and the way on (`proceed`), and returns an answer.
It may answer without going on, go on and lose the answer, wait, or answer nonsense; faults nest.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from bot.playground.records import Call
from bot.playground.values import Json


@dataclass(frozen=True)
class Answer:
    """What goes back over HTTP. A `cut` answer closes the connection after `body[:cut]`."""

    status: int
    body: bytes
    kind: str = "application/json"
    cut: int | None = None


Proceed: TypeAlias = Callable[[], Awaitable[Answer]]
Fault: TypeAlias = Callable[[Call, Proceed], Awaitable[Answer]]
Which: TypeAlias = Callable[[Call], bool]

NOTHING = Answer(200, b"", cut=0)


def json_answer(status: int, content: Json) -> Answer:
    """Return a JSON answer."""
    return Answer(status, json.dumps(content, ensure_ascii=False).encode("utf-8", "backslashreplace"))


def refusal(code: int, description: str, parameters: Json | None = None) -> Answer:
    """Return the answer of a call that failed."""
    more = {"parameters": parameters} if parameters else {}
    return json_answer(code, {"ok": False, "error_code": code, "description": description, **more})


def fail(code: int, description: str, parameters: Json | None = None) -> Fault:
    """Refuse before anything is processed; with 429, give `{"retry_after": s}` as parameters."""
    return answer(refusal(code, description, parameters))


def answer(instead: Answer) -> Fault:
    """Answer this before anything is processed."""

    async def fault(_call: Call, _proceed: Proceed) -> Answer:
        return instead

    return fault


def garbage(body: bytes = b"<html>502 Bad Gateway</html>", status: int = 502) -> Fault:
    """Answer something that is no JSON, before anything is processed."""
    return answer(Answer(status, body, "text/html"))


def cut_before() -> Fault:
    """Close the connection without processing anything."""
    return answer(NOTHING)


def cut_after(keep: int = 0) -> Fault:
    """Process, then close the connection after `keep` bytes of the answer."""

    async def fault(_call: Call, proceed: Proceed) -> Answer:
        done = await proceed()
        return replace(done, cut=keep)

    return fault


def truncated() -> Fault:
    """Process, then close the connection in the middle of the answer."""

    async def fault(_call: Call, proceed: Proceed) -> Answer:
        done = await proceed()
        return replace(done, cut=len(done.body) // 2)

    return fault


def answer_after(instead: Answer) -> Fault:
    """Process, then answer this: a 500 or nonsense although it was done."""

    async def fault(_call: Call, proceed: Proceed) -> Answer:
        await proceed()
        return instead

    return fault


def delay(seconds: float) -> Fault:
    """Let the call wait before it is processed."""

    async def fault(_call: Call, proceed: Proceed) -> Answer:
        await asyncio.sleep(seconds)
        return await proceed()

    return fault


def held(until: asyncio.Event) -> Fault:
    """Let the call wait until the test lets it go."""

    async def fault(_call: Call, proceed: Proceed) -> Answer:
        await until.wait()
        return await proceed()

    return fault


@dataclass
class Planted:
    """A fault, the calls it strikes and how often it still does (None: always); `struck` counts."""

    fault: Fault
    which: Which
    times: int | None
    name: str
    struck: int = 0

    def strikes(self, call: Call) -> bool:
        """Tell whether the fault strikes this call, and count it."""
        if (self.times is not None and self.struck >= self.times) or not self.which(call):
            return False
        self.struck += 1
        return True


@dataclass
class Faults:
    """The planted faults, outermost first."""

    planted: list[Planted] = field(default_factory=list)

    def plant(
        self, fault: Fault, *methods: str, chat: int | None = None, times: int | None = 1, name: str = "fault"
    ) -> Planted:
        """Let a fault strike the next `times` calls of these methods (all, if none is named) to this chat (or any)."""

        def which(call: Call) -> bool:
            return (not methods or call.method in methods) and (chat is None or call.chat_id == chat)

        return self.plant_where(fault, which, times=times, name=name)

    def plant_where(self, fault: Fault, which: Which, *, times: int | None = 1, name: str = "fault") -> Planted:
        """Let a fault strike the next `times` calls that `which` chooses."""
        planted = Planted(fault, which, times, name)
        self.planted.append(planted)
        return planted

    def clear(self) -> None:
        """Take all faults away."""
        self.planted.clear()

    def around(self, call: Call, proceed: Proceed) -> Proceed:
        """Return the way through all faults that strike this call."""
        for planted in reversed([planted for planted in self.planted if planted.strikes(call)]):
            call.faults.append(planted.name)
            proceed = bound(planted.fault, call, proceed)
        return proceed


def bound(fault: Fault, call: Call, proceed: Proceed) -> Proceed:
    """Return the way on through one fault."""
    return lambda: fault(call, proceed)
