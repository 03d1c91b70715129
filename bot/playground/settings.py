"""The settings that the program runs with in the demo: all it makes lies in one folder."""

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from bot.playground.program import Program, ProgramError
from bot.playground.together import together
from bot.playground.world import World

DATABASE = "foljsam.db"


async def prepare(fresh: Program, api: str, world: World, more: Mapping[str, str]) -> Program:
    """Make key and association in the folder, and return the program with its settings; raises ProgramError.

    :param more: settings that go before those that are made
    """
    secret, file = await together(key(fresh, fresh.folder), association(fresh, fresh.folder))
    made = settings(api, world, fresh.folder, secret) | {"FOLJSAM_ASSOCIATION": file}
    return replace(fresh, settings={**made, **more})


async def association(program: Program, folder: Path) -> str:
    """Return the folder's example of an association, made once."""
    file = folder / "association.yaml"
    if not file.exists():
        await program.say("association", "new", "--example", "--output", str(file))
    return str(file)


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


def settings(api: str, world: World, folder: Path, secret: str) -> dict[str, str]:
    """Return the environment that the program runs with."""
    own = {
        "TOKEN": world.token,
        "API_URL": api,
        "DATABASE": str(folder / DATABASE),
        "KEY": secret,
        "SEND_WINDOW": os.environ.get("FOLJSAM_SEND_WINDOW", "08:00-19:00"),
        "WORKING_DAYS_ONLY": os.environ.get("FOLJSAM_WORKING_DAYS_ONLY", "false"),
        "TICK_SECONDS": "1",
        "DRAFT_LANGUAGES": "true",
    }
    return {f"FOLJSAM_{name}": value for name, value in own.items()}
