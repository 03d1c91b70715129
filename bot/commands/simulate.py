"""The command that lets invented people live through programmes."""
# ruff: noqa: PLC0415  # see bot.terminal

import asyncio
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.options import Json, group
from bot.terminal import WRONG_USE, fail, print_json, rehearsed_at, settings

if TYPE_CHECKING:
    from bot.settings import Settings
    from bot.simulate.dials import Dials
    from bot.simulate.truth import Truth

app = group("Simulation.")

_Share = typer.Option(min=0.0, max=1.0)
_DAYS_A_UNIT = 7
_LONGEST = timedelta(days=20 * 365)


@app.command()
def simulate(  # noqa: PLR0913, PLR0917  # what can be set stands in its options
    participants: Annotated[int, typer.Option(min=1, max=10_000, help="How many are invited, in all programmes.")],
    since: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The first day; the last is today.")],
    seed: Annotated[int, typer.Option(help="The same seed gives the same people.")] = 1,
    programme: Annotated[list[str] | None, typer.Option(help="A programme's key; all in use if left out.")] = None,
    response_rate: Annotated[float, _Share] = 0.7,
    satisfaction: Annotated[float, _Share] = 0.75,
    drift: Annotated[float, typer.Option(min=-1.0, max=1.0, help="Change of satisfaction each quarter.")] = 0.0,
    to_work: Annotated[float, typer.Option(min=0.0, max=1.0, help="Share closed to work or studies.")] = 0.4,
    *,
    json: Json = False,
) -> None:
    """Fill a new database with invented people, who live from a day until today; for looking at figures."""
    from bot.simulate.dials import Dials

    found = settings()
    now = rehearsed_at.get() or datetime.now(UTC)
    today = now.astimezone(found.house().association.zone).date()
    if not today - _LONGEST <= since.date() < today:
        fail(f"the first day is {since.date()}; write one before today, {today}, and at most 20 years ago", WRONG_USE)
    dials = Dials(participants, since.date(), today, seed, response_rate, satisfaction, drift, to_work)
    truths = asyncio.run(_lived(found, dials, tuple(programme or ()), now))
    if json:
        print_json([truth.as_json() for truth in truths])
    else:
        typer.echo("\n".join(map(str, truths)))


async def _lived(found: "Settings", dials: "Dials", keys: tuple[str, ...], now: datetime) -> "tuple[Truth, ...]":
    """Let the days pass, a week in each unit of work."""
    from rich.console import Console
    from rich.progress import Progress

    from bot.simulate.simulation import Simulation, programmes_in_use
    from storage.database import open_database
    from storage.health import holds_anybody

    house = found.house()
    simulation = Simulation(house, dials, programmes_in_use(house, keys), now)
    days = list(simulation.days())
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        passing = progress.add_task("Days", total=len(days))
        async with open_database(found.database, found.seal()) as database:
            if await database.read(holds_anybody):
                remedy = "name a new file, such as FOLJSAM_DATABASE=simulated.db"
                fail(f"{found.database} holds people or notes already, and nobody may be mixed with them; {remedy}")
            for first in range(0, len(days), _DAYS_A_UNIT):
                week = days[first : first + _DAYS_A_UNIT]
                await database.write(partial(simulation.live, week))
                progress.advance(passing, len(week))
            await database.forget()
    return tuple(simulation.truths.values())
