"""The demo's stage: the real program behind the curtain, the bot's process, and the time of both."""

import contextlib
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.playground.bell import WaitedInVainError
from bot.playground.board import RUNNING
from bot.playground.keeper import Keeper
from bot.playground.program import Program, ProgramError
from bot.playground.time_machine import TimeMachine
from bot.playground.updates import Update
from bot.playground.values import Json
from bot.playground.world import World

PROGRAMME = "samverkansteam-finnveden"
START_SECONDS = 30.0
CONFIRM_SECONDS = 10.0


@dataclass(frozen=True)
class Piece:
    """What is played: a programme by its key, with the settings that it needs, and whether it begins with a history."""

    programme: str = PROGRAMME
    settings: Mapping[str, str] = field(default_factory=dict)
    with_history: bool = True


@dataclass
class Stage:
    """The program with its settings, and its bot's process; knows how to get invitations from it."""

    world: World
    program: Program
    keeper: Keeper
    time: TimeMachine
    piece: Piece

    async def move(self, to: datetime) -> int:
        """Let time move on, for Telegram and the bot; return how many letters the bot sent on the way."""

        def pass_by(moment: datetime) -> None:
            self.time.move(moment)
            self.world.board.tell("moving", {"now": moment.isoformat(), "to": to.isoformat()})

        pass_by(self.time.moment)
        try:
            sent = await self.keeper.move(to, pass_by)
            pass_by(to)
        finally:
            self.world.board.tell("moving", None)
        return sent

    async def kill(self) -> Json:
        """Kill the bot and start it again; tell how long it was away and what became of the updates that waited."""
        began = time.monotonic()
        died = await self.keeper.kill()
        await self.runs()
        back = time.monotonic() - began
        # The bot's first asking confirms nothing: here is what waited when it died and what came while it was dead.
        waiting = list(self.world.inbox.pending)
        with contextlib.suppress(WaitedInVainError):
            await self.world.bell.until(lambda: not self._unconfirmed(waiting), CONFIRM_SECONDS)
        return {
            "killed_ms": round(died * 1000),
            "back_ms": round(back * 1000),
            "pending_updates": len(waiting),
            "confirmed": len(waiting) - self._unconfirmed(waiting),
        }

    async def runs(self) -> None:
        """Return once the bot asks for updates."""
        await self.world.bell.until(lambda: self.world.board.reads("bot") == RUNNING, START_SECONDS)

    def _unconfirmed(self, updates: list[Update]) -> int:
        pending = {update.id for update in self.world.inbox.pending}
        return sum(update.id in pending for update in updates)

    async def invitation(self, programme: str) -> str:
        """Return the payload of a new invitation; an empty programme means the usual one."""
        made = await self.made("invite", "--programme", programme or self.piece.programme, "--count", "1")
        return payload(made[0] if isinstance(made, list) and made else None)

    async def made(self, *arguments: str) -> Any:  # noqa: ANN401  # JSON as it came
        """Run a command at the stage's time and return the JSON that it printed; raises ProgramError."""
        return await self.program.read(*arguments, at=self.time.moment.isoformat())


def payload(made: object) -> str:
    """Return the payload of what an inviting command printed; raises ProgramError."""
    if isinstance(made, dict) and isinstance(made.get("payload"), str):
        return str(made["payload"])
    raise ProgramError("the program printed no payload")
