"""The command line (the contract, design: 4). Exit 0 is good, 1 found wanting, 2 wrong use."""

import asyncio
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot import app as composition
from bot import cli_paper
from bot.actions import close as closing
from bot.actions import staff as staffing
from bot.actions.export import export as export_action
from bot.actions.invite import NewStaff, invite_staff
from bot.actions.status import Look, as_json
from bot.actions.status import status as status_action
from bot.chat.status_screen import status_text
from bot.house import House
from bot.paper.export_file import write_export
from bot.playground.demo import run_demo
from bot.terminal import WRONG_USE, act, fail, plain_errors, print_json, settings, wants_json
from flows.catalogue import SHIPPED, read_catalogue
from locales.check import problems
from locales.translator import translator
from storage import health
from storage.backup import backup as make_backup
from storage.invitations import Invitation
from storage.people import Role
from storage.seal import new_key

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Följsam: frågor, uppföljning och siffror i Telegram."
)
staff_commands = typer.Typer(no_args_is_help=True, help="Invite, list and remove staff.")
association_commands = typer.Typer(no_args_is_help=True, help="The association's own file.")
key_commands = typer.Typer(no_args_is_help=True, help="The keys that seal the database.")
app.add_typer(staff_commands, name="staff")
app.add_typer(association_commands, name="association")
app.add_typer(key_commands, name="keys")
app.add_typer(cli_paper.app)

Json = Annotated[bool, typer.Option("--json", help="Print JSON, alone on standard output.")]
ProgrammeKey = Annotated[str, typer.Option("--programme", help="The programme's key.")]
Output = Annotated[Path, typer.Option("--output", help="The file to write.")]


@app.command()
def run() -> None:
    """Run the bot until SIGTERM."""
    with plain_errors():
        asyncio.run(composition.run_until_signal(settings()))


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Where the page is; the next free port if it is taken.")] = 8080,
    *,
    headless: Annotated[bool, typer.Option("--headless", help="Also print the addresses as JSON.")] = False,
) -> None:
    """Try everything in the browser: no token, no account, no network."""
    raise typer.Exit(asyncio.run(run_demo([sys.executable, "-m", "bot"], port, headless, None)))


@app.command()
def check(folder: Annotated[Path | None, typer.Argument(help="Definitions; those in use if left out.")] = None) -> None:
    """Check definitions and translations."""
    with plain_errors():
        found = read_catalogue(folder or settings().definitions)
    wrong = problems() if folder is None else ()
    for problem in wrong:
        typer.echo(problem, err=True)
    typer.echo(f"{len(found.programmes)} programmes and {len(found.questionnaires)} questionnaires are sound")
    raise typer.Exit(1 if wrong else 0)


@association_commands.command("new")
def association_new(
    output: Output,
    *,
    example: Annotated[bool, typer.Option("--example", help="An invented association, for trying out.")] = False,
) -> None:
    """Write an association's file to fill in."""
    if output.exists():
        fail(f"{output} exists already; choose another name")
    shutil.copyfile(SHIPPED / ("association.yaml" if example else "association-new.yaml"), output)


@key_commands.command("new")
def keys_new() -> None:
    """Print a new key as a line for the environment."""
    typer.echo(f"FOLJSAM_KEY={new_key()}")


def _invitation(house: House, invitation: Invitation) -> dict[str, str | None]:
    expires = invitation.expires.isoformat(timespec="seconds")
    return {"payload": invitation.payload, "link": house.link(invitation.payload), "expires": expires}


@staff_commands.command("invite")
def staff_invite(
    role: Annotated[Role, typer.Option()],
    programme: Annotated[list[str] | None, typer.Option(help="A programme's key; all if left out.")] = None,
    *,
    json: Json = False,
) -> None:
    """Invite a member of staff: prints a link for one person."""
    with plain_errors():
        request = NewStaff(role, tuple(programme or ()))
        invitation, house = act(lambda here: invite_staff(here, request), needs_link=True)
    found = _invitation(house, invitation)
    if wants_json(json):
        print_json(found)
    else:
        typer.echo(f"{found['link'] or found['payload']}\nKod: {invitation.code}\nGäller till {found['expires']}")


@staff_commands.command("list")
def staff_list(*, json: Json = False) -> None:
    """List staff by number, with their roles."""
    with plain_errors():
        people, _ = act(staffing.staff)
    found = [{"id": each.id, "roles": [[grant.role, grant.programme] for grant in each.grants]} for each in people]
    if wants_json(json):
        print_json(found)
    else:
        for each in people:
            roles = ", ".join(f"{grant.role} ({grant.programme or 'all'})" for grant in each.grants)
            typer.echo(f"{each.id}: {roles}")


@staff_commands.command("remove")
def staff_remove(person: Annotated[int, typer.Argument(metavar="ID")]) -> None:
    """Take all roles from a member of staff; it works at their next press."""
    with plain_errors():
        act(lambda here: staffing.remove(here, person))


@app.command()
def close(
    programme: ProgrammeKey,
    reference: Annotated[str, typer.Option(help="The coach's word for the person.")],
    outcome: Annotated[str, typer.Option(help="The outcome's key.")],
) -> None:
    """Close an enrolment; the closing survey is offered in the next send window."""
    with plain_errors():
        act(lambda here: closing.close_reference(here, programme, reference, outcome))


@app.command()
def status(
    programme: Annotated[str | None, typer.Option(help="The programme's key; all if left out.")] = None,
    until: Annotated[str | None, typer.Option(help="A day, as 2026-09-30.")] = None,
    *,
    json: Json = False,
) -> None:
    """Show the figures; looking releases answers that have gathered."""
    try:
        day = date.fromisoformat(until) if until else None
    except ValueError:
        fail(f"'{until}' is no day; write it as 2026-09-30", WRONG_USE)
    with plain_errors():
        found, _ = act(
            lambda here: [
                status_action(here, Look(each.key, day))
                for each in ([here.programme(programme)] if programme else here.programmes())
            ]
        )
    if json:
        print_json(as_json(found[0]) if programme else [as_json(each) for each in found])
    else:
        typer.echo("\n\n\n".join(status_text(translator("sv"), each) for each in found))


@app.command()
def export(programme: ProgrammeKey, output: Output) -> None:
    """Export for analysis, as .csv, .xlsx or .json."""
    if output.suffix not in {".csv", ".xlsx", ".json"}:
        fail("the file's name must end in .csv, .xlsx or .json", WRONG_USE)
    with plain_errors():
        found, _ = act(lambda here: export_action(here, programme))
        try:
            write_export(found, output)
        except OSError as error:
            fail(f"{output} cannot be written ({error.strerror}); choose another place")


@app.command()
def backup(file: Path) -> None:
    """Copy the database to a new file, beside a running bot."""
    with plain_errors():
        make_backup(settings().database, file)


@app.command()
def migrate() -> None:
    """Make the database, or bring it to this version."""
    with plain_errors():
        act(lambda _: None)


@app.command()
def doctor(*, json: Json = False) -> None:
    """Look for what is wrong, and say what to do."""
    with plain_errors():
        (wrong, counts), _ = act(lambda here: (health.problems(here.unit), health.counts(here.unit)))
    if json:
        print_json({"problems": wrong, "counts": counts})
    else:
        typer.echo("\n".join([*wrong, *(f"{name}: {n}" for name, n in counts.items())]))
    raise typer.Exit(1 if wrong else 0)
