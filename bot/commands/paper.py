"""Commands for work on paper: invitations and forms to print, and answers typed from paper."""
# ruff: noqa: PLC0415  # see bot.terminal

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.options import Json, Output, ProgrammeKey, group
from bot.terminal import WRONG_USE, act, fail, print_json, settings, wants_json

if TYPE_CHECKING:
    from bot.actions.here import Here
    from bot.house import House
    from bot.paper.answers_file import Table
    from storage.invitations import Invitation

app = group("Paper.")


def write_sheet(file: Path, invitations: "list[Invitation]", house: "House") -> None:
    """Write a printable sheet of slips."""
    from bot.paper.sheet import Slip, Words, sheet_pdf
    from locales.translator import translator

    t, zone = translator("sv"), house.association.zone
    words = Words(
        head=t("Här får du frågor från oss"),
        camera=t("Rikta mobilens kamera mot rutan och tryck på länken."),
        code=t("Eller sök efter @{bot} i Telegram och skriv koden.", bot=house.bot_name),
        one_person=t("Gäller en person till och med {date}. Det är frivilligt.", date="{date}"),
    )
    slips = (Slip(house.link(each.payload), each.code, each.last_day(zone)) for each in invitations)
    try:
        file.write_bytes(sheet_pdf(tuple(slips), words))
    except OSError as error:
        fail(f"{file} cannot be written ({error.strerror}); the links above work all the same")


def _table(file: Path) -> "Table":
    from bot.chat.said_words import spoken
    from bot.paper.answers_file import AnswersFault, read_answers
    from locales.translator import translator

    try:
        return read_answers(file.name, file.read_bytes())
    except OSError as error:
        fail(f"{file} cannot be read ({error.strerror})", WRONG_USE)
    except AnswersFault as fault:
        fail(f"{file}: {spoken(translator('en'), fault.said)}", WRONG_USE)


@app.command()
def enter(
    programme: ProgrammeKey,
    questionnaire: Annotated[str, typer.Option(help="The form's key.")],
    file: Annotated[
        Path,
        typer.Argument(help="CSV or Excel: a column for each question, and one named reference."),
    ],
    *,
    json: Json = False,
) -> None:
    """Enter answers given on paper: each row is checked, and all are entered or none."""
    from bot.actions.coordinator.enter_paper import PaperRefused
    from bot.actions.coordinator.enter_paper import enter as enter_paper
    from bot.actions.coordinator.read_paper import Paper
    from bot.actions.staff import Unknown, programme_with_people
    from bot.chat.said_words import spoken
    from locales.translator import translator

    table = _table(file)

    def action(here: "Here") -> int:
        found = programme_with_people(here, programme)
        keys = [each.questionnaire for each in found.questionnaires]
        if questionnaire not in keys:
            raise Unknown(f"{found.key} asks no '{questionnaire}'; write one of {', '.join(keys)}")
        form = here.house.catalogue.questionnaires[questionnaire]
        if form.is_tried:
            raise Unknown(
                f"{form.key} is still tried by staff; write state: live in its file before answers are entered"
            )
        return enter_paper(here, Paper(found, form, table.columns, table.rows))

    try:
        entered, _ = act(action, forget=True)
    except PaperRefused as refused:
        typer.echo("\n".join(spoken(translator("en"), problem) for problem in refused.problems), err=True)
        fail("nothing was entered; correct the file and try again")
    if wants_json(json):
        print_json({"entered": entered})
    else:
        typer.echo(f"{entered} entered")


@app.command()
def form(
    questionnaire: Annotated[str, typer.Option(help="The form's key.")],
    output: Output,
    language: Annotated[str, typer.Option(help="The language's code.")] = "sv",
) -> None:
    """Write a form as a PDF to print and fill in by hand."""
    from bot.chat.participant.form_on_paper import on_paper
    from bot.paper.printed_form import printed_form_pdf
    from locales.translator import translator

    house = settings().house()
    found = house.catalogue.questionnaires.get(questionnaire)
    if found is None:
        known = ", ".join(house.catalogue.questionnaires)
        fail(f"there is no questionnaire '{questionnaire}'; write one of {known}", WRONG_USE)
    offered = [code for code in house.languages if found.is_official_in(code)]
    if language not in offered:
        fail(f"{found.key} is not offered in '{language}'; write one of {', '.join(offered)}", WRONG_USE)
    try:
        output.write_bytes(printed_form_pdf(on_paper(translator(language), found)))
    except OSError as error:
        fail(f"{output} cannot be written ({error.strerror})")
