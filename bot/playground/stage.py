"""Sets the demo's stage with the program's own commands: key, association, staff, invitations."""

import asyncio
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.playground.keeper import Keeper
from bot.playground.people_door import Roles
from bot.playground.program import Program, ProgramError
from bot.playground.time_machine import TimeMachine
from bot.playground.world import World

PROGRAMME = "samverkansteam-finnveden"
STAFF = {
    "coach": ("Coach", ("--role", "coach", "--programme", PROGRAMME)),
    "coordinator": ("Samordnare", ("--role", "coordinator")),
}


@dataclass
class Stage:
    """The program with its settings, and its bot's process; knows how to get invitations from it."""

    program: Program
    keeper: Keeper
    time: TimeMachine

    async def move(self, to: datetime) -> int:
        """Let time move on, for Telegram and the bot; return how many letters the bot sent on the way."""
        sent = await self.keeper.move(to, self.time.move)
        self.time.move(to)
        return sent

    async def kill(self) -> None:
        """Kill the bot without warning and start it again."""
        await self.keeper.kill()

    async def invitation(self, programme: str) -> str:
        """Return the payload of a new invitation; an empty programme means the usual one."""
        made = await self.program.read("invite", "--programme", programme or PROGRAMME, "--count", "1")
        return payload(made[0] if isinstance(made, list) and made else None)

    async def staff(self, world: World, roles: Roles, role: str) -> None:
        """Make one of the staff, who opens their invitation."""
        name, arguments = STAFF[role]
        made = await self.program.read("staff", "invite", *arguments)
        person = world.person(name)
        roles.by_person[person.id] = role
        person.start(payload(made))


def payload(made: object) -> str:
    """Return the payload of what an inviting command printed; raises ProgramError."""
    if isinstance(made, dict) and isinstance(made.get("payload"), str):
        return str(made["payload"])
    raise ProgramError("the program printed no payload")


async def prepare(command: Sequence[str], api: str, world: World, folder: Path) -> Stage:
    """Make key and association in the folder, and return the stage; raises ProgramError."""
    fresh = Program(command, {})
    association = folder / "association.yaml"
    if not association.exists():
        await fresh.say("association", "new", "--example", "--output", str(association))
    program = Program(command, settings(api, world, folder, await key(fresh, folder)))
    machine = TimeMachine()
    world.now = machine
    return Stage(program, Keeper(program, folder / "bot.log", lambda: machine.moment), machine)


async def key(program: Program, folder: Path) -> str:
    """Return the folder's key, made once: a kept folder's database can be read with its own key only."""
    file = folder / "key.env"
    if not file.exists():
        said = await program.say("keys", "new")
        file.touch(mode=0o600)
        file.write_text(said + "\n")
    name, _, value = file.read_text().strip().partition("=")
    if name != "FOLJSAM_KEY" or not value:
        raise ProgramError("keys new: printed no key")
    return value


def settings(api: str, world: World, folder: Path, secret: str) -> Mapping[str, str]:
    """Return the environment that the program runs with."""
    own = {
        "TOKEN": world.token,
        "API_URL": api,
        "DATABASE": str(folder / "foljsam.db"),
        "KEY": secret,
        "ASSOCIATION": str(folder / "association.yaml"),
        "SEND_WINDOW": os.environ.get("FOLJSAM_SEND_WINDOW", "always"),
        "TICK_SECONDS": "1",
        "DRAFT_LANGUAGES": "true",
    }
    return {f"FOLJSAM_{name}": value for name, value in own.items()}


async def fill(stage: Stage, world: World, roles: Roles) -> None:
    """Start the bot, and let the staff and a first participant come in."""
    await stage.keeper.start()
    world.person("Alex")
    async with asyncio.TaskGroup() as group:
        for role in STAFF:
            group.create_task(stage.staff(world, roles, role))
