"""Screens of a participant's rights: seeing what is kept, and erasing it."""

from bot.actions.erase import Kept
from bot.actions.forms import Form
from bot.chat.buttons import Erase, Hide
from bot.chat.screen import Key, Screen, bold, column, lines, paragraphs, plain
from bot.chat.survey_screens import answer_text
from bot.house import House
from locales.languages import LANGUAGES
from locales.translator import Translator
from storage.people import Person


def my_data(t: Translator, house: House, person: Person, kept: tuple[Kept, ...]) -> tuple[Screen, ...]:
    """Show everything that is kept about a participant, a screen for each enrolment."""
    language = next(each.own_name for each in LANGUAGES if each.code == person.language)
    head = paragraphs(
        bold(t("Det här finns sparat om dig")),
        plain(t("En krypterad kod för den här chatten. Språk: {language}.", language=language)),
    )
    rows = column(Key(t("Ta bort ur chatten"), Hide()))
    if not kept:
        return (Screen(paragraphs(head, plain(t("Inget mer."))), rows),)
    parts = [_enrolment(t, house, each) for each in kept]
    return (Screen(paragraphs(head, parts[0]), rows), *(Screen(part, rows) for part in parts[1:]))


def _enrolment(t: Translator, house: House, kept: Kept) -> str:
    programme = house.programme(kept.enrolment.programme)
    title = t(programme.neutral_title) if programme else ""
    return paragraphs(bold(title), *(_form(t, form) for form in kept.forms)) if kept.forms else bold(title)


def _form(t: Translator, form: Form) -> str:
    title = plain(t(form.questionnaire.title))
    if form.run.state == "sent" and not form.run.linked:
        return lines(title, plain(t("Inskickat. Svaren är anonyma: ingen kan se vilka som är dina.")))
    answers = (
        f"{plain(t(question.text))} {bold(answer_text(t, question, form.answers[question.key]))}"
        for question in form.questionnaire.questions
        if question.key in form.answers
    )
    return lines(title, *answers) if form.answers else lines(title, plain(t("Inga svar sparade.")))


def erase_question(t: Translator) -> Screen:
    """Ask whether to erase; the first button keeps."""
    return Screen(
        paragraphs(
            bold(t("Vill du radera allt som gäller dig?")),
            plain(
                t("Dina svar raderas och du får inga fler meddelanden. Anonyma svar finns kvar: ")
                + t("ingen vet vilka som är dina. Ditt stöd påverkas inte.")
            ),
        ),
        column(Key(t("Behåll"), Erase(yes=False)), Key(t("Radera"), Erase(yes=True))),
    )


def erased(t: Translator, *, decided: bool) -> Screen:
    """Confirm an erasure, or say honestly what happens instead."""
    if decided:
        return Screen(plain(t("Nu är allt som gäller dig raderat. Tack för att du var med.")))
    return Screen(
        plain(
            t(
                "Nu får du inga fler meddelanden, och chatten är inte längre kopplad till dig. "
                "Förbundet har fått i uppgift att avgöra om resten får raderas."
            )
        )
    )


def kept_as_it_was(t: Translator) -> Screen:
    """Confirm that nothing was erased."""
    return Screen(plain(t("Inget har raderats.")))
