"""Options that several commands have, and how groups of commands look."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.terminal import WRONG_USE, fail

Json = Annotated[bool, typer.Option("--json", help="Print JSON, alone on standard output.")]
ProgrammeKey = Annotated[str, typer.Option("--programme", help="The programme's key.")]
Output = Annotated[Path, typer.Option("--output", help="The file to write.")]


def group(what: str) -> typer.Typer:
    """Give an empty group of commands. Help is plain text: drawing it would double the time it takes."""
    return typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,  # they show values
        help=what,
    )


def a_day(text: str) -> date:
    """Read a day; of what is none, say how to write one, and end."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        fail(f"'{text}' is no day; write it as 2026-09-30", WRONG_USE)
