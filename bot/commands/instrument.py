"""Commands about instruments that others own: taking in the official text, and locking it."""
# ruff: noqa: PLC0415  # see bot.terminal

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.options import group
from bot.terminal import WRONG_USE, fail

if TYPE_CHECKING:
    from flows.forms.questionnaire import Questionnaire

app = group("Instruments.")
instrument = group("Forms that others own, such as a national questionnaire: their text is locked.")
app.add_typer(instrument, name="instrument")

File = Annotated[Path, typer.Argument(help="The official text, written as deploy/handbook/lagg-in-nns-enkat.md says.")]


@instrument.command("import")
def import_text(
    file: File,
    output: Annotated[Path, typer.Option("--output", help="The folder of definitions.")],
    *,
    replace: Annotated[bool, typer.Option("--replace", help="Take the place of the version that is there.")] = False,
) -> None:
    """Check an official text, lock it, and put it among the definitions."""
    if not output.is_dir():
        fail(f"there is no folder {output}; name the one that holds questionnaires and programmes", WRONG_USE)
    form, text = _locked(file)
    target = output / "questionnaires" / f"{form.key}.yaml"
    if target.exists() and not replace:
        fail(f"{target} exists already; add --replace if this is a new official version, or give it another key")
    _write(target, text)
    _tell(form, target)


@instrument.command("lock")
def lock(file: File) -> None:
    """Check an official text and lock it where it stands."""
    form, text = _locked(file)
    if not form.locked:
        _write(file, text)
    _tell(form, file)


def _locked(file: Path) -> "tuple[Questionnaire, str]":
    """Give a sound instrument as it was read, and its file's text with the lock."""
    from flows.forms.lock import lock_block
    from flows.forms.questionnaire import Questionnaire
    from flows.yaml_file import read_definition

    form, _ = read_definition(file, file.name, Questionnaire)
    if form.owner is None:
        fail(
            f"{file.name}:1: 'owner' is missing; add owner, official_version and languages, for this form is another's"
        )
    text = file.read_text("utf-8")
    return form, text if form.locked else f"{text.rstrip()}\n{lock_block(form.instrument)}"


def _write(target: Path, text: str) -> None:
    """Write a file whole and readable, or not at all."""
    from flows.forms.questionnaire import Questionnaire
    from flows.yaml_file import DefinitionsError, read_definition

    beside = target.with_suffix(".new")
    try:
        target.parent.mkdir(exist_ok=True)
        beside.write_text(text, "utf-8")
        read_definition(beside, target.name, Questionnaire)
        beside.replace(target)
    except DefinitionsError:
        beside.unlink()
        raise
    except OSError as error:
        fail(f"{target} cannot be written ({error.strerror}); choose another place")


def _tell(form: "Questionnaire", target: Path) -> None:
    from flows.forms.lock import checksum

    typer.echo(f"{form.title} ({form.key}), version {form.official_version}, owned by {form.owner}")
    typer.echo(f"{len(form.questions)} questions, official text in {', '.join(form.languages)}")
    typer.echo(f"checksum {checksum(form.instrument)}")
    typer.echo(f"locked in {target}; name '{form.key}' in a programme, then run: foljsam check")
