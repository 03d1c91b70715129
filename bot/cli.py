"""The command line (the contract, design: 4). Exit 0 is good, 1 found wanting, 2 wrong use."""
# ruff: noqa: PLC0415  # see bot.terminal

import asyncio
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands import backups, events, figures, instrument, paper, people, simulate, upkeep
from bot.commands.options import group
from bot.terminal import WRONG_USE, fail, rehearsed_at, settings

if TYPE_CHECKING:
    from bot.playground.stage import Piece

app = group("Följsam: frågor, uppföljning och siffror i Telegram.")


@app.callback()
def rehearse(
    rehearse_at: Annotated[datetime | None, typer.Option(hidden=True, parser=datetime.fromisoformat)] = None,
) -> None:
    """Följsam: frågor, uppföljning och siffror i Telegram."""
    rehearsed_at.set(rehearse_at)


@app.command()
def run(
    rehearse_from: Annotated[datetime | None, typer.Option(hidden=True, parser=datetime.fromisoformat)] = None,
) -> None:
    """Run the bot until SIGTERM."""
    from bot.running import run_here

    run_here(rehearse_from)


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Where the page is; the next free port if it is taken.")] = 8080,
    programme: Annotated[
        str | None, typer.Option(help="A programme of your own, by the definitions and association in use.")
    ] = None,
    *,
    headless: Annotated[bool, typer.Option("--headless", help="Also print the addresses as JSON.")] = False,
) -> None:
    """Try everything in the browser: no token, no account, no network."""
    from bot.playground.demo import run_demo

    piece = _own_piece(programme) if programme else None
    raise typer.Exit(asyncio.run(run_demo([sys.executable, "-m", "bot"], port, headless, None, piece=piece)))


def _own_piece(programme: str) -> "Piece":
    """Give the demo of a programme as it is defined here."""
    from bot.playground.stage import Piece

    found = settings()
    house, file = found.house(), found.association_file()
    possible = [key for key, each in house.catalogue.programmes.items() if each.has_participants]
    if programme not in possible:
        fail(
            f"there is no programme '{programme}' in which people take part; write one of {', '.join(possible)}",
            WRONG_USE,
        )
    if programme not in house.association.assessments:
        fail(f"'{programme}' sends no invitation yet; write its impact assessment under assessments in {file}")
    in_use = {"DEFINITIONS": found.definitions, "ASSOCIATION": file}
    return Piece(programme, {f"FOLJSAM_{name}": str(path.resolve()) for name, path in in_use.items() if path})


for subject in (people, figures, events, paper, instrument, simulate, backups, upkeep):
    app.add_typer(subject.app)
