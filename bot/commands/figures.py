"""Commands about figures: status, export."""
# ruff: noqa: PLC0415  # see bot.terminal

from datetime import date
from typing import Annotated

import typer

from bot.commands.options import Json, Output, ProgrammeKey, group
from bot.terminal import WRONG_USE, act, fail, print_json

app = group("Figures.")


@app.command()
def status(
    programme: Annotated[str | None, typer.Option(help="The programme's key; all if left out.")] = None,
    until: Annotated[str | None, typer.Option(help="A day, as 2026-09-30.")] = None,
    *,
    json: Json = False,
) -> None:
    """Show the figures; looking releases answers that have gathered."""
    from bot.actions.breakdown import breakdowns
    from bot.actions.staff import programmes_named
    from bot.actions.status import Look
    from bot.actions.status import status as look
    from bot.chat.breakdown_screen import breakdown_text
    from bot.chat.status_screen import status_text
    from bot.paper.breakdown_json import breakdowns_json
    from bot.paper.status_json import as_json
    from locales.translator import translator

    day = _day(until) if until else None
    found, _ = act(
        lambda here: [
            (look(here, Look(each.key, day)), breakdowns(here, each.key, day))
            for each in programmes_named(here, programme)
        ]
    )
    if json:
        written = [as_json(each) | {"breakdowns": breakdowns_json(tables)} for each, tables in found]
        print_json(written[0] if programme else written)
    else:
        t = translator("sv")
        texts = (f"{status_text(t, each)}\n\n{breakdown_text(t, tables, each.minimum)}" for each, tables in found)
        typer.echo("\n\n\n".join(map(str.rstrip, texts)))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        fail(f"'{text}' is no day; write it as 2026-09-30", WRONG_USE)


@app.command()
def export(programme: ProgrammeKey, output: Output) -> None:
    """Export for analysis, as .csv, .xlsx or .json."""
    from bot.actions.export import export as take_out
    from bot.actions.staff import programme_named
    from bot.paper.export_file import MAKERS

    make = MAKERS.get(output.suffix)
    if make is None:
        fail(f"the file's name must end in one of {', '.join(MAKERS)}", WRONG_USE)
    found, _ = act(lambda here: take_out(here, programme_named(here, programme).key))
    try:
        output.write_bytes(make(found))
    except OSError as error:
        fail(f"{output} cannot be written ({error.strerror}); choose another place")
