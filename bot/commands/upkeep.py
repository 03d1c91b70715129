"""Commands that look after an installation: definitions, keys, the database."""
# ruff: noqa: PLC0415  # see bot.terminal

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.options import Json, Output, group
from bot.terminal import WANTING, WRONG_USE, act, fail, print_json, settings

if TYPE_CHECKING:
    from datetime import date

    from bot.actions.here import Here

app = group("Upkeep.")
association = group("The association's own file.")
definitions = group("Programmes, questionnaires, facts and goals.")
keys = group("The keys that seal the database.")
app.add_typer(association, name="association")
app.add_typer(definitions, name="definitions")
app.add_typer(keys, name="keys")


_ASSOCIATIONS = ("association.yaml", "association-new.yaml")
"""What ``association new`` writes; it stands beside the definitions, not among them."""


@app.command()
def check(
    folder: Annotated[Path | None, typer.Argument(help="Definitions; those in use if left out.")] = None,
    association_file: Annotated[
        Path | None, typer.Option("--association", help="The association's file; the one in use if left out.")
    ] = None,
    *,
    with_advice: Annotated[
        bool, typer.Option("--advice", help="Tell also how easy the questions are to read, and what would help.")
    ] = False,
) -> None:
    """Check definitions, the association's file and translations."""
    from bot.commands.reading import measured
    from flows.catalogue import asked_in_vain, check_association, read_catalogue
    from locales.check import problems
    from locales.offered import spoken

    if folder and not folder.is_dir():
        fail(f"there is no folder {folder}; name the one that holds questionnaires and programmes", WRONG_USE)
    if association_file and not association_file.is_file():
        fail(f"there is no file {association_file}; name the association's file", WRONG_USE)
    found = read_catalogue(folder) if folder else settings().read_catalogue()
    if file := association_file or settings().association_file():
        check_association(file, found.programmes, [language.code for language in spoken()])
    advice, too_hard = measured(found)
    translations = () if folder else (*problems(), *too_hard)
    wrong = (*asked_in_vain(folder or settings().definitions, found), *translations)
    for problem in wrong:
        typer.echo(problem, err=True)
    for each in dict.fromkeys(advice) if with_advice else ():
        typer.echo(f"advice: {each}")
    typer.echo(f"{len(found.programmes)} programmes and {len(found.questionnaires)} questionnaires are sound")
    raise typer.Exit(WANTING if wrong else 0)


@association.command("new")
def association_new(
    output: Output,
    *,
    example: Annotated[bool, typer.Option("--example", help="An invented association, for trying out.")] = False,
) -> None:
    """Write an association's file to fill in."""
    from flows.catalogue import SHIPPED

    text = (SHIPPED / ("association.yaml" if example else "association-new.yaml")).read_bytes()
    try:
        with output.open("xb") as file:
            file.write(text)
    except FileExistsError:
        fail(f"{output} exists already; choose another name")
    except OSError as error:
        fail(f"{output} cannot be written ({error.strerror}); choose another place")


@definitions.command("new")
def definitions_new(
    output: Annotated[Path, typer.Option("--output", help="The folder to make.")],
) -> None:
    """Copy the definitions that come with Följsam to a folder of your own, to change and add to."""
    from shutil import copyfile, copytree, ignore_patterns

    from flows.catalogue import SHIPPED

    try:
        copytree(SHIPPED, output, ignore=ignore_patterns(*_ASSOCIATIONS), copy_function=copyfile)
        for folder in (output, *(each for each in output.rglob("*") if each.is_dir())):
            folder.chmod(0o700)  # copying gave them the rights of ours
    except FileExistsError:
        fail(f"{output} exists already; choose another name")
    except OSError as error:
        fail(f"{output} cannot be written ({error.strerror}); choose another place")


@keys.command("new")
def keys_new() -> None:
    """Print a new key as a line for the environment."""
    from storage.seal import new_key

    typer.echo(f"FOLJSAM_KEY={new_key()}")


@keys.command("rotate")
def keys_rotate(*, json: Json = False) -> None:
    """Seal everything with a new key, beside a running bot; if it is broken off, run it again."""
    import asyncio
    from dataclasses import asdict

    from bot.rotation import rotate

    made = asyncio.run(rotate(settings()))
    if json:
        print_json(asdict(made))
        return
    typer.echo(f"{made.resealed} rows were sealed with the newest key")
    if made.lost:
        typer.echo(f"{made.lost} rows need a key that is not given; add it after the others, and run this again")
    if made.older_known_until:
        typer.echo(
            f"until 48 hours after {made.older_known_until} the older key tells who has answered an event; without it"
            " they may answer once more"
        )
    typer.echo("now take the older keys away, and keep them with the backups made before (see foljsam doctor)")


@app.command()
def migrate() -> None:
    """Make the database, or bring it to this version."""
    act(lambda _: None)


@app.command()
def retention(
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count; take nothing away.")] = False,
    json: Json = False,
) -> None:
    """Take away what is older than the association keeps it; it is done every night too. Counts, no people."""
    from bot.actions.retention import retain

    told, _ = act(lambda here: retain(here, is_dry=dry_run), forget=not dry_run)
    if json:
        print_json([asdict(each) | {"dry_run": dry_run} for each in told])
        return
    for each in told:
        typer.echo(f"{each.rule}: {each.count} (kept {each.kept})")


@app.command()
def doctor(
    *,
    json: Json = False,
    let_go: Annotated[
        bool, typer.Option("--let-go", help="Let go of waiting answers whose key is lost for ever.")
    ] = False,
) -> None:
    """Look for what is wrong, and say what to do."""
    from bot.own_files import open_to_others
    from storage import batches, health

    if let_go:
        act(lambda here: batches.let_go_of_lost(here.unit))
    found = settings()

    def look(here: "Here") -> "tuple[tuple[str, ...], dict[str, int], str, date]":
        problems = (*health.problems(here.unit), *filter(None, [health.locked_up(here.unit)]))
        return problems, health.counts(here.unit), health.fingerprint(here.unit), here.today

    (problems, counts, mark, today), _ = act(look)
    shelf = found.shelf()
    on_shelf = shelf.problems(today) if shelf else ()
    wrong = (*problems, *on_shelf, *open_to_others(found))
    if json:
        print_json({"problems": wrong, "counts": counts, "audit_log": mark})
    else:
        typer.echo("\n".join([*wrong, *(f"{name}: {n}" for name, n in counts.items()), f"audit log: {mark}"]))
        if not wrong and found.seal().has_older:
            typer.echo("no row needs the older keys: take them away, and keep them with the backups made before")
    raise typer.Exit(WANTING if wrong else 0)
