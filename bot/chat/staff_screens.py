"""Screens that all staff share: roles, programmes, trying a form."""

from bot.chat.buttons import AcceptRole, Cancel, Try
from bot.chat.participant.answer_rows import answer_rows
from bot.chat.participant.command_words import can_do
from bot.chat.participant.survey_screens import question_text
from bot.chat.role_words import ROLES
from bot.chat.screen import Key, Row, Screen, bold, column, lines, paragraphs, plain
from flows.forms.questionnaire import Questionnaire
from flows.programme import Programme
from locales.translator import Translator, marked
from storage.people import Grant


def role_offer(t: Translator, word: str, grants: tuple[Grant, ...]) -> Screen:
    """Offer the roles of a staff link."""
    roles = " + ".join(dict.fromkeys(t(ROLES[grant.role]) for grant in grants))
    return Screen(
        paragraphs(
            plain(t("Hej! Du är inbjuden som {roles}.", roles=roles)),
            plain(t("Kollegor i samma insatser ser ditt förnamn på Telegram.")),
        ),
        column(Key(t("Börja"), AcceptRole(word))),
    )


def welcome(t: Translator, commands: tuple[tuple[str, str], ...]) -> Screen:
    """Welcome a member of staff with what they can do."""
    return Screen(paragraphs(plain(t("Välkommen!")), can_do(t, commands).text))


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
    state = plain(t(_STATES[questionnaire.state])) if questionnaire.state in _STATES else ""
    return Screen(
        paragraphs(lines(plain(head), state), question_text(t, question), only_if),
        (*rows, *column(Key(t("Avbryt"), Cancel()))),
    )


_STATES = {
    "draft": marked("UTKAST: deltagarna får inte frågorna än."),
    "tried": marked("PROVAS: deltagarna får inte frågorna än."),
}


def trying_over(t: Translator) -> Screen:
    """End a try."""
    return Screen(plain(t("Det var alla frågor. Inget har sparats. Tack!")))


def edited(t: Translator) -> Screen:
    """Say that an edited text has no effect."""
    return Screen(plain(t("Jag läser inte ändrade meddelanden. Skriv igen i ett nytt meddelande.")))


def cancelled(t: Translator) -> Screen:
    """Confirm that nothing was done."""
    return Screen(plain(t("Avbrutet. Inget har ändrats.")))
