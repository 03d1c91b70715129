"""Commands for work on paper: invitations as a sheet to print, and answers typed from paper."""
# ruff: noqa: PLC0415  # a command loads what it needs when it runs: drawing takes time to load

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.terminal import WRONG_USE, act, fail, plain_errors, print_json, wants_json

if TYPE_CHECKING:
    from bot.actions.here import Here
    from bot.actions.invite import Invited
    from bot.house import House

app = typer.Typer()

_Json = Annotated[bool, typer.Option("--json", help="Print JSON, alone on standard output.")]
_ProgrammeKey = Annotated[str, typer.Option("--programme", help="The programme's key.")]


@app.command()
def invite(  # each is an option of the command
    programme: _ProgrammeKey,
    count: Annotated[int, typer.Option(min=1, max=500)] = 1,
    coach: Annotated[int | None, typer.Option(help="The coach's number in: foljsam staff list")] = None,
    sheet: Annotated[Path | None, typer.Option(help="A PDF to write: slips with QR codes, to print and cut.")] = None,
    *,
    json: _Json = False,
) -> None:
    """Invite participants: prints a link for each."""
    from bot.actions.staff import invite_many

    if sheet and (sheet.suffix != ".pdf" or not sheet.parent.is_dir()):
        fail(f"{sheet} cannot be written; name a file in a folder that is there, ending in .pdf", WRONG_USE)
    with plain_errors():
        made, house = act(lambda here: invite_many(here, programme, coach, count), needs_link=True)
    found = [_as_json(house, each) for each in made]
    if wants_json(json):
        print_json(found)
    else:
        typer.echo("\n".join(f"{each['link'] or each['payload']}  {each['expires']}" for each in found))
    if sheet:
        _write_sheet(sheet, made, house)


def _as_json(house: "House", made: "Invited") -> dict[str, str | None]:
    invitation = made.invitation
    expires = invitation.expires.isoformat(timespec="seconds")
    return {"payload": invitation.payload, "link": house.link(invitation.payload), "expires": expires}


def _write_sheet(file: Path, made: "list[Invited]", house: "House") -> None:
    from bot.paper.sheet import Slip, Words, sheet_pdf
    from locales.translator import translator

    t, zone = translator("sv"), house.association.zone
    words = Words(
        head=t("Här får du frågor från oss"),
        camera=t("Rikta mobilens kamera mot rutan och tryck på länken."),
        code=t("Eller sök efter @{bot} i Telegram och skriv koden.", bot=house.bot_name),
        one_person=t("Gäller en person till och med {date}. Det är frivilligt.", date="{date}"),
    )
    invitations = [each.invitation for each in made]
    slips = (Slip(house.link(each.payload), each.code, each.expires.astimezone(zone).date()) for each in invitations)
    try:
        file.write_bytes(sheet_pdf(tuple(slips), words))
    except OSError as error:
        fail(f"{file} cannot be written ({error.strerror}); the links above work all the same")


@app.command()
def enter(
    programme: _ProgrammeKey,
    questionnaire: Annotated[str, typer.Option(help="The form's key.")],
    file: Annotated[Path, typer.Argument(help="CSV: a column for each question, and one named reference.")],
    *,
    json: _Json = False,
) -> None:
    """Enter answers given on paper: each row is checked, and all are entered or none."""
    from bot.actions.enter_paper import Paper, PaperRefused
    from bot.actions.enter_paper import enter as enter_paper
    from bot.paper.answers_file import AnswersFault, read_answers

    try:
        columns, rows = read_answers(file)
    except AnswersFault as fault:
        fail(str(fault), WRONG_USE)

    def action(here: "Here") -> int:
        found = here.programme(programme)
        keys = [each.questionnaire for each in found.questionnaires]
        if questionnaire not in keys:
            fail(f"{found.key} asks no '{questionnaire}'; write one of {', '.join(keys)}", WRONG_USE)
        form = here.house.catalogue.questionnaires[questionnaire]
        return enter_paper(here, Paper(found, form, columns, rows))

    try:
        with plain_errors(PaperRefused):
            entered, _ = act(action, forget=True)
    except PaperRefused as refused:
        typer.echo("\n".join(refused.problems), err=True)
        fail("nothing was entered; correct the file and try again")
    if wants_json(json):
        print_json({"entered": entered})
    else:
        typer.echo(f"{entered} entered")
