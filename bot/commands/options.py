"""Options that several commands have, and how groups of commands look."""

from pathlib import Path
from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Print JSON, alone on standard output.")]
ProgrammeKey = Annotated[str, typer.Option("--programme", help="The programme's key.")]
Output = Annotated[Path, typer.Option("--output", help="The file to write.")]


def group(what: str) -> typer.Typer:
    """Give an empty group of commands. Help is plain text: drawing it would double the time it takes."""
    return typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None, help=what)
