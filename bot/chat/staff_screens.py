"""Screens of coaches and other staff: roles, inviting, trying, closing."""

from datetime import date

from bot.actions.invite import BadReference, Invited, ReferenceInUse, ReferenceIsPersonal, ReferenceNotUsable
from bot.chat.buttons import AcceptRole, Cancel, CloseHow, CloseList, CloseNow, CloseWho, InviteTo, StatusOf, Try
from bot.chat.screen import Key, Row, Screen, bold, column, grid, paragraphs, plain
from bot.chat.survey_screens import answer_rows, question_text
from flows.programme import Programme
from flows.questionnaire import Questionnaire
from locales.translator import Translator, marked
from storage.enrolments import Enrolment
from storage.people import Grant, Role

ROLES = {
    Role.ADMINISTRATOR: marked("administratör"),
    Role.COORDINATOR: marked("samordnare"),
    Role.COACH: marked("coach"),
}
_PAGE = 8


def role_offer(t: Translator, word: str, grants: tuple[Grant, ...]) -> Screen:
    """Offer the roles of a staff link."""
    roles = " + ".join(dict.fromkeys(t(ROLES[grant.role]) for grant in grants))
    return Screen(plain(t("Hej! Du är inbjuden som {roles}.", roles=roles)), column(Key(t("Börja"), AcceptRole(word))))


def welcome(t: Translator, commands: tuple[tuple[str, str], ...]) -> Screen:
    """Welcome a member of staff with what they can do."""
    return Screen(paragraphs(plain(t("Välkommen!")), can_do(t, commands).text))


def can_do(t: Translator, commands: tuple[tuple[str, str], ...]) -> Screen:
    """List a person's commands with what each does."""
    listed = "\n".join(f"/{command} – {plain(text)}" for command, text in commands)
    return Screen(paragraphs(plain(t("Det här kan du göra:")), listed))


def choose_programme(t: Translator, programmes: tuple[Programme, ...], make: type[InviteTo | StatusOf]) -> Screen:
    """Let a member of staff choose between their programmes."""
    return Screen(plain(t("Vilken insats?")), column(*(Key(t(each.title), make(each.key)) for each in programmes)))


def ask_reference(t: Translator, programme: Programme) -> Screen:
    """Ask a coach for their own word for a person."""
    return Screen(
        paragraphs(
            bold(t(programme.title)),
            plain(t("Skriv din egen referens för personen, till exempel ett ärendenummer.")),
            plain(t("Inget namn, personnummer, telefonnummer eller e-post.")),
        ),
        column(Key(t("Avbryt"), Cancel())),
    )


_BAD_REFERENCES: dict[type[BadReference], str] = {
    ReferenceIsPersonal: marked("Referensen får inte vara ett personnummer, telefonnummer eller e-post."),
    ReferenceNotUsable: marked("Referensen får ha 1 till 40 tecken."),
    ReferenceInUse: marked("Den referensen används redan i insatsen."),
}


def bad_reference(t: Translator, fault: BadReference) -> str:
    """Say why a reference was not taken."""
    return t(_BAD_REFERENCES[type(fault)])


def invited(t: Translator, found: Invited, link: str | None, expires: date) -> Screen:
    """Show a participant's link and typing code to the coach."""
    code = found.invitation.code
    return Screen(
        paragraphs(
            plain(t("Länk till {reference}:", reference=found.enrolment.reference or "")),
            plain(link or t("(Länken kan inte visas just nu. Använd koden.)")),
            plain(t("Kod att skriva i boten: {code}", code=f"{code[:5]}-{code[5:]}")),
            plain(t("Gäller en person, till och med {date}.", date=t.date(expires))),
        )
    )


def colleague(t: Translator, programme: Programme, reference: str | None) -> Screen:
    """Tell staff whose link they opened; they may try it, and it stays unused."""
    whose = t("Länken hör till {reference}.", reference=reference) if reference else t("Länken hör till en deltagare.")
    return Screen(
        paragraphs(
            bold(t(programme.title)),
            plain(whose),
            plain(t("Den är fortfarande oanvänd. Du kan prova frågorna utan att något sparas.")),
        ),
        column(Key(t("Prova"), Try(programme.key, 0, 0))) if programme.questionnaires else (),
    )


def tried(t: Translator, programme: str, form: int, questionnaire: Questionnaire, index: int) -> Screen:
    """Show one question as a participant sees it; every answer leads on and nothing is kept."""
    question = questionnaire.questions[index]
    following = Try(programme, form, index + 1)
    rows: tuple[Row, ...] = answer_rows(t, question, lambda _: following) or column(Key(t("Nästa"), following))
    only_if = plain(t("(Frågan visas bara efter vissa svar.)")) if question.when else ""
    head = t("PROV, inget sparas. Fråga {number} av {of}", number=index + 1, of=len(questionnaire.questions))
    return Screen(
        paragraphs(plain(head), question_text(t, question), only_if), (*rows, *column(Key(t("Avbryt"), Cancel())))
    )


def trying_over(t: Translator) -> Screen:
    """End a try."""
    return Screen(plain(t("Det var alla frågor. Inget har sparats. Tack!")))


def close_list(t: Translator, found: tuple[tuple[Enrolment, Programme], ...], page: int) -> Screen:
    """List the people whom a coach can close."""
    if not found:
        return Screen(plain(t("Du har ingen aktiv deltagare att avsluta.")))
    several = len({programme.key for _, programme in found}) > 1
    shown = found[page * _PAGE : (page + 1) * _PAGE]
    keys = (Key(_name(t, each, programme if several else None), CloseWho(each.id)) for each, programme in shown)
    more = (Key(t("Fler"), CloseList(page + 1)),) if len(found) > (page + 1) * _PAGE else ()
    fewer = (Key(t("Färre"), CloseList(page - 1)),) if page else ()
    last = (*fewer, *more, Key(t("Avbryt"), Cancel()))
    return Screen(plain(t("Vem ska avslutas?")), (*column(*keys), last))


def _name(t: Translator, enrolment: Enrolment, programme: Programme | None) -> str:
    reference = enrolment.reference or t("utan referens, nr {number}", number=enrolment.id)
    return f"{reference} · {t(programme.neutral_title)}" if programme else reference


def close_how(t: Translator, enrolment: Enrolment, programme: Programme) -> Screen:
    """Ask for the outcome."""
    keys = (Key(t(outcome.label), CloseHow(enrolment.id, place)) for place, outcome in enumerate(programme.outcomes))
    return Screen(
        plain(t("Hur slutade det för {reference}?", reference=_name(t, enrolment, None))),
        (*column(*keys), *column(Key(t("Avbryt"), Cancel()))),
    )


def close_confirm(t: Translator, enrolment: Enrolment, programme: Programme, place: int) -> Screen:
    """Ask the coach to confirm a closure."""
    return Screen(
        plain(
            t(
                "Avsluta {reference} med utfallet {outcome}? Personen får sedan frågorna i slutet.",
                reference=_name(t, enrolment, None),
                outcome=t(programme.outcomes[place].label),
            )
        ),
        grid((Key(t("Avsluta"), CloseNow(enrolment.id, place)), Key(t("Avbryt"), Cancel())), 2),
    )


def closed(t: Translator, enrolment: Enrolment, programme: Programme) -> Screen:
    """Confirm a closure."""
    outcome = programme.outcome(enrolment.outcome or "")
    return Screen(
        plain(
            t(
                "{reference} är avslutad: {outcome}.",
                reference=_name(t, enrolment, None),
                outcome=t(outcome.label) if outcome else "",
            )
        )
    )


def cancelled(t: Translator) -> Screen:
    """Confirm that nothing was done."""
    return Screen(plain(t("Avbrutet. Inget har ändrats.")))
