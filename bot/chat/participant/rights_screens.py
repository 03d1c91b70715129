"""Screens of a participant's rights: seeing what is kept, and erasing it."""

from collections.abc import Iterator

from bot.actions.participant.erase import Kept
from bot.actions.participant.forms import Form
from bot.chat.buttons import Erase, Hide
from bot.chat.participant.answer_words import answer_text
from bot.chat.participant.fact_value import shown
from bot.chat.role_words import ROLES
from bot.chat.screen import Key, Row, Screen, bold, column, pages, paragraphs, plain
from bot.house import House
from flows.programme import Programme
from locales.languages import known
from locales.translator import Translator, marked
from storage.people import Person

_REGISTERS = {
    "standard": marked("Du har svarat på svenska."),
    "easy": marked("Du har svarat på lättläst svenska."),
    "translated": marked("Du har svarat på en översättning."),
    "mixed": marked("Du har svarat på mer än ett språk."),
}
_PIECE = 1500
"""Characters of an answer that surely fit into one message."""


def my_data(t: Translator, house: House, person: Person, kept: tuple[Kept, ...]) -> tuple[Screen, ...]:
    """Show everything that is kept about a person, on as many messages as it takes."""
    blocks = (_chat(t, person), *(block for each in kept for block in _enrolment(t, house, each)))
    return tuple(Screen(page, hide_rows(t)) for page in pages(blocks))


def hide_rows(t: Translator) -> tuple[Row, ...]:
    """Give the way to take a message out of the chat."""
    return column(Key(t("Ta bort ur chatten"), Hide()))


def _chat(t: Translator, person: Person) -> tuple[str, ...]:
    language = known(person.language).own_name
    roles = ", ".join(dict.fromkeys(t(ROLES[grant.role]) for grant in person.grants))
    return (
        bold(t("Det här finns sparat om dig")),
        plain(t("En krypterad kod för den här chatten. Språk: {language}.", language=language)),
        *((plain(t("Roll: {roles}.", roles=roles)),) if roles else ()),
    )


def _enrolment(t: Translator, house: House, kept: Kept) -> Iterator[tuple[str, ...]]:
    programme = house.programme(kept.enrolment.programme)
    yield (bold(t(programme.neutral_title) if programme else kept.enrolment.programme),)
    yield from ((plain(t(form.questionnaire.title)), *_answers(t, form)) for form in kept.forms)
    if kept.facts:
        yield (plain(t("Det här har personalen antecknat")), *_facts(t, programme, kept))


def _facts(t: Translator, programme: Programme | None, kept: Kept) -> Iterator[str]:
    for key, value in kept.facts.items():
        fact = programme.fact(key) if programme else None
        yield plain(f"{t(fact.label)}: {t.aside(shown(t, fact, value))}" if fact else f"{key}: {value}")


def _answers(t: Translator, form: Form) -> Iterator[str]:
    if form.run.state == "sent" and not form.run.linked:
        yield plain(t("Inskickat. Svaren är anonyma: ingen kan se vilka som är dina."))
        return
    if not form.answers:
        yield plain(t("Inga svar sparade."))
    if form.run.register:
        yield plain(t(_REGISTERS[form.run.register]))
    if form.run.supported:
        yield plain(t("Du har fått hjälp att svara."))
    for question in form.questionnaire.questions:
        if question.key in form.answers:
            answer = answer_text(t, question, form.answers[question.key])
            yield plain(t(question.text))
            yield from (bold(answer[start : start + _PIECE]) for start in range(0, len(answer), _PIECE))


def no_answers(t: Translator) -> Screen:
    """Tell a member of staff that there is nothing to erase."""
    return Screen(plain(t("Du deltar inte i någon insats, så det finns inga svar att radera.")))


def erase_question(t: Translator, *, decided: bool) -> Screen:
    """Ask whether to erase; the first button keeps.

    :param decided: whether the association has decided that answers may be erased on a participant's word
    """
    return Screen(
        paragraphs(
            bold(t("Vill du radera allt som gäller dig?")),
            plain(
                t("Dina svar raderas och du får inga fler meddelanden.")
                if decided
                else t("Du får inga fler meddelanden. Förbundet avgör sedan om dina svar får raderas.")
            ),
            plain(t("Svar som redan är anonyma finns kvar, för ingen vet vilka som är dina.")),
            plain(t("Ditt stöd påverkas inte.")),
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
