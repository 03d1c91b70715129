"""Commands that copy the database to a sealed file, and back."""
# ruff: noqa: PLC0415  # see bot.terminal

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.options import group
from bot.terminal import act, fail, settings

if TYPE_CHECKING:
    from storage.restore import Contents

app = group("Backups.")


@app.command()
def backup(file: Path) -> None:
    """Copy the database to a new sealed file, beside a running bot; answers that have gathered are released first."""
    from bot.actions.backups import prepare
    from storage.backup import backup as copy

    found = settings()
    if found.database.is_file():
        act(prepare)
    copy(found.database, file, found.seal())


@app.command()
def restore(
    file: Path,
    *,
    check: Annotated[bool, typer.Option("--check", help="Only see whether it could be restored.")] = False,
) -> None:
    """Put a backup in the database's place, while no bot runs; the database that was there is kept beside it."""
    from datetime import UTC, datetime

    from storage import batches
    from storage import restore as restoring

    found = settings()
    if check:
        typer.echo(f"{file} can be restored: {_in_words(restoring.check(file, found.seal()))}")
        return
    with _nobody_running(found.database):
        contents, aside = restoring.restore(file, found.database, found.seal(), datetime.now(UTC))
    lost, _ = act(lambda here: batches.let_go_of_lost(here.unit))
    typer.echo(f"{found.database} is restored: {_in_words(contents)}")
    if lost:
        named = ", ".join(f"{form.programme} {form.questionnaire}" for form in lost)
        typer.echo(f"anonymous answers that waited are lost ({named}): their keys are in no backup and not here")
    if aside:
        typer.echo(f"what was there before is kept as {aside}; remove it when all is well")
    typer.echo("next: start the bot with foljsam run. What came after the backup was made is not in it.")


def _in_words(contents: "Contents") -> str:
    return f"{contents.people} people, {contents.enrolments} enrolments, {contents.answers} linked answers"


@contextmanager
def _nobody_running(database: Path) -> Iterator[None]:
    from bot.lock import while_nobody_runs

    try:
        with while_nobody_runs(database) as is_so:
            if not is_so:
                fail(f"a bot runs on {database}; stop it first, then restore")
            yield
    except OSError as error:
        fail(f"{database}.lock cannot be made ({error.strerror}); check FOLJSAM_DATABASE and its folder")
