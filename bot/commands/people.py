"""Commands about people: staff, invitations, closures."""
# ruff: noqa: PLC0415  # see bot.terminal

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.options import Json, ProgrammeKey, group
from bot.commands.paper import write_sheet
from bot.terminal import WRONG_USE, act, fail, print_json, wants_json
from storage.people import Role

if TYPE_CHECKING:
    from bot.house import House
    from storage.invitations import Invitation

app = group("People.")
staff = group("Invite, list and remove staff.")
app.add_typer(staff, name="staff")


def _invitation(house: "House", invitation: "Invitation") -> dict[str, str | None]:
    expires = invitation.expires.isoformat(timespec="seconds")
    return {"payload": invitation.payload, "link": house.link(invitation.payload), "expires": expires}


@staff.command("invite")
def staff_invite(
    role: Annotated[Role, typer.Option()],
    programme: Annotated[list[str] | None, typer.Option(help="A programme's key; all if left out.")] = None,
    *,
    json: Json = False,
) -> None:
    """Invite a member of staff: prints a link for one person."""
    from bot.actions.staff import invite_one

    invitation, house = act(lambda here: invite_one(here, role, tuple(programme or ())), needs_link=True)
    found = _invitation(house, invitation)
    if wants_json(json):
        print_json(found)
    else:
        typer.echo(f"{found['link'] or found['payload']}\nKod: {invitation.code}\nGäller till {found['expires']}")


@staff.command("list")
def staff_list(*, json: Json = False) -> None:
    """List staff by number, with their roles."""
    from bot.actions.staff import staff as all_staff

    people, _ = act(all_staff)
    if wants_json(json):
        print_json(
            [{"id": each.id, "roles": [[grant.role, grant.programme] for grant in each.grants]} for each in people]
        )
        return
    for each in people:
        roles = ", ".join(f"{grant.role} ({grant.programme or 'all'})" for grant in each.grants)
        typer.echo(f"{each.id}: {roles}")


@staff.command("remove")
def staff_remove(person: Annotated[int, typer.Argument(metavar="ID")]) -> None:
    """Take all roles from a member of staff; it works at their next press."""
    from bot.actions.staff import remove

    act(lambda here: remove(here, person))


@app.command()
def invite(
    programme: ProgrammeKey,
    count: Annotated[int, typer.Option(min=1, max=500)] = 1,
    coach: Annotated[int | None, typer.Option(help="The coach's number in: foljsam staff list")] = None,
    sheet: Annotated[Path | None, typer.Option(help="A PDF to write: slips with QR codes, to print and cut.")] = None,
    *,
    json: Json = False,
) -> None:
    """Invite participants: prints a link for each."""
    from bot.actions.staff import invite_many

    if sheet and (sheet.suffix != ".pdf" or not sheet.parent.is_dir()):
        fail(f"{sheet} cannot be written; name a file in a folder that is there, ending in .pdf", WRONG_USE)
    made, house = act(lambda here: invite_many(here, programme, coach, count), needs_link=True)
    found = [_invitation(house, each.invitation) for each in made]
    if wants_json(json):
        print_json(found)
    else:
        typer.echo("\n".join(f"{each['link'] or each['payload']}  {each['expires']}" for each in found))
    if sheet:
        write_sheet(sheet, [each.invitation for each in made], house)


@app.command()
def close(
    programme: ProgrammeKey,
    reference: Annotated[str, typer.Option(help="The coach's word for the person.")],
    outcome: Annotated[str, typer.Option(help="The outcome's key.")],
) -> None:
    """Close an enrolment; the closing survey is offered in the next send window."""
    from bot.actions.staff import close_by_reference

    act(lambda here: close_by_reference(here, programme, reference, outcome), forget=True)


@app.command()
def record(
    programme: ProgrammeKey,
    reference: Annotated[str, typer.Option(help="The coach's word for the person.")],
    facts: Annotated[
        list[str] | None,
        typer.Argument(metavar="FACT=VALUE...", help="An empty value takes away what stands.", show_default=False),
    ] = None,
    *,
    json: Json = False,
) -> None:
    """Record facts about a participant, all or none; without any, tell what is known and what is missing."""
    from bot.actions.coach.record_named import Named, possible, record_named

    found, _ = act(lambda here: record_named(here, Named(programme, reference, tuple(facts or ()))))
    known = {key: recorded.value for key, recorded in found.recorded.items()}
    missing = {fact.key: possible(fact) for fact in found.missing}
    if wants_json(json):
        print_json({"programme": found.programme.key, "reference": reference, "facts": known, "missing": missing})
        return
    lines = [f"{key}: {value}" for key, value in known.items()]
    typer.echo("\n".join([*lines, *(f"{key}: missing; write {what}" for key, what in missing.items())]))
