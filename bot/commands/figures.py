"""Commands about figures: status, report, export."""
# ruff: noqa: PLC0415  # see bot.terminal

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.options import Json, Output, ProgrammeKey, a_day, group
from bot.terminal import WRONG_USE, act, fail, print_json

if TYPE_CHECKING:
    from flows.reports.merging import ReportPart

app = group("Figures.")


@app.command()
def status(
    programme: Annotated[str | None, typer.Option(help="The programme's key; all if left out.")] = None,
    until: Annotated[str | None, typer.Option(help="A day, as 2026-09-30.")] = None,
    *,
    json: Json = False,
) -> None:
    """Show the figures; looking releases answers that have gathered."""
    from bot.actions.coordinator.breakdown import breakdowns
    from bot.actions.coordinator.event_figures import event_figures_of
    from bot.actions.coordinator.status import Look
    from bot.actions.coordinator.status import status as look
    from bot.actions.staff import day_gone_by, programmes_named
    from bot.chat.coordinator.breakdown_screen import breakdown_text
    from bot.chat.coordinator.event_words import event_text
    from bot.chat.coordinator.status_screen import status_text
    from bot.paper.breakdown_json import breakdowns_json
    from bot.paper.event_json import event_json
    from bot.paper.status_json import as_json
    from locales.translator import translator

    t, asked = translator("sv"), a_day(until) if until else None
    found, _ = act(
        lambda here: [
            (look(here, Look(each.key, day)), breakdowns(here, each.key, day), event_figures_of(here, each.key, day))
            for day in [day_gone_by(here, asked)]
            for each in programmes_named(here, programme)
        ]
    )
    if json:
        written = [
            as_json(each) | {"breakdowns": breakdowns_json(tables), "events": list(map(event_json, events))}
            for each, tables, events in found
        ]
        print_json(written[0] if programme else written)
    else:
        texts = (
            (status_text(t, each), breakdown_text(t, tables, each.minimum), *(event_text(t, event) for event in events))
            for each, tables, events in found
        )
        typer.echo("\n\n\n".join("\n\n".join(filter(None, each)) for each in texts))


@app.command()
def report(
    programme: ProgrammeKey,
    period: Annotated[str, typer.Option(help="2026-07, 2026-Q3, 2026-H1, 2026 or all.")],
    kind: Annotated[str | None, typer.Option("--format", help="docx, xlsx, csv, json or png.")] = None,
    output: Annotated[Path | None, typer.Option(help="The file to write.")] = None,
    *,
    json: Json = False,
) -> None:
    """Write a period's report; the figures of a period that is over are frozen by it."""
    from bot.actions.coordinator.report import FORMATS, Asked
    from bot.actions.staff import programme_named
    from bot.chat.coordinator.report.paper import keep, make, paper
    from bot.paper.report_json import report_json

    if not json and (kind not in FORMATS or output is None):
        fail(f"write --json, or --output and --format with one of {', '.join(FORMATS)}", WRONG_USE)
    asked = Asked(programme, period)
    found, _ = act(
        lambda here: paper(here, replace(asked, programme=programme_named(here, programme).key), kind or "json")
    )
    if output:
        made = make(found)
        kept, _ = act(lambda here: keep(here.unit, found, made))
        _write(output, kept)
    if json:
        print_json(report_json(found.report))


def _write(output: Path, content: bytes) -> None:
    try:
        output.write_bytes(content)
    except OSError as error:
        fail(f"{output} cannot be written ({error.strerror}); choose another place")


@app.command()
def export(programme: ProgrammeKey, output: Output) -> None:
    """Export for analysis, as .csv, .xlsx or .json."""
    from bot.actions.coordinator.export import export as take_out
    from bot.actions.staff import programme_named
    from bot.paper.export_file import MAKERS

    make = MAKERS.get(output.suffix)
    if make is None:
        fail(f"the file's name must end in one of {', '.join(MAKERS)}", WRONG_USE)
    found, _ = act(lambda here: take_out(here, programme_named(here, programme).key))
    _write(output, make(found))


@app.command()
def merge(
    files: Annotated[list[Path], typer.Argument(help="Reports of the same period, written with --format json.")],
) -> None:
    """Add up the released reports of several förbund; prints JSON."""
    from bot.paper.merged_json import merged_json
    from flows.reports.merging import CannotMerge, merged

    try:
        print_json(merged_json(merged(tuple(map(_report_part, files)))))
    except CannotMerge as reason:
        fail(str(reason))


def _report_part(file: Path) -> "ReportPart":
    from pydantic import ValidationError

    from flows.reports.merging import ReportPart

    try:
        return ReportPart.model_validate_json(file.read_bytes())
    except OSError as error:
        fail(f"{file} cannot be read ({error.strerror})", WRONG_USE)
    except ValidationError as error:
        lacks = ".".join(map(str, error.errors()[0]["loc"])) or "its content"
        fail(f"{file} is no report: {lacks} is not as it must be; make it with --format json", WRONG_USE)
