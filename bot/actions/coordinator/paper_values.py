"""One answer as it is written in a table of paper answers."""

from datetime import date

from flows.forms import personal_data
from flows.forms.conditions import Answer
from flows.forms.questions import DECLINE, CalendarDay, FreeText, Information, Question, Scale, SeveralChoices, Typed
from flows.forms.read_answer import options_named, read_answer
from flows.said import Quote, Said, said
from flows.swedish.typed import Unread, folded
from locales.translator import marked

_LONGEST_QUOTE = 40


class Wrong(Exception):
    """A row cannot be entered; ``said`` tells why."""

    def __init__(self, why: Said) -> None:
        super().__init__(why.message)
        self.said = why


def quoted(text: str) -> Quote:
    """Quote what stands in a file, shortly; personal data is not said again."""
    if personal_data.find(text):
        return Quote("…")
    return Quote(text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…")


def paper_value(question: Question, text: str, today: date) -> Answer:
    """Read a cell; an empty one is a question that was not answered.

    :raises Wrong: if the question has no such answer
    """
    if isinstance(question, Information):
        return True
    if not text or text == DECLINE:
        return None
    if isinstance(question, FreeText):
        return _words(question, text)
    if isinstance(question, Typed):
        return _typed(question, text, today)
    return _several(question, text) if isinstance(question, SeveralChoices) else _one(question, text)


def _words(question: FreeText, text: str) -> str:
    if personal_data.find(text):
        raise Wrong(said("{column}: där står personuppgifter. Ta bort dem.", column=Quote(question.key)))
    return text


def _typed(question: Typed, text: str, today: date) -> Answer:
    found, column = read_answer(question, text, today), Quote(question.key)
    if not isinstance(found, Unread):
        return found
    if isinstance(question, CalendarDay):
        pattern = marked("{column}: '{text}' är ingen dag som kan vara svar. Skriv den som 2026-03-03, eller inget.")
        raise Wrong(said(pattern, column=column, text=quoted(text)))
    pattern = marked("{column}: '{text}' är inget svar. Skriv ett heltal från {lowest} till {highest}, eller inget.")
    raise Wrong(said(pattern, column=column, text=quoted(text), lowest=question.lowest, highest=question.highest))


def _several(question: SeveralChoices, text: str) -> Answer:
    named = {folded(word): option.key for option in question.options for word in (option.key, option.label)}
    found, column = options_named(text, named), Quote(question.key)
    if found is None:
        possible = Quote(", ".join(option.key for option in question.options))
        pattern = marked(
            "{column}: '{text}' är inget svar. Skriv några av {possible}, med ; eller , emellan, eller inget."
        )
        raise Wrong(said(pattern, column=column, text=quoted(text), possible=possible))
    chosen = question.chosen(found)
    if not question.allows(chosen):
        pattern = marked("{column}: {n} är valda. Välj {least} till {highest}.")
        raise Wrong(said(pattern, column=column, n=len(chosen), least=question.least, highest=question.highest))
    return chosen


def _one(question: Question, text: str) -> Answer:
    wanted = text.casefold()
    found = next((each.key for each in question.answers() if wanted in {each.key, each.label.casefold()}), None)
    if found is None:
        possible = Quote(", ".join(option.key for option in question.answers()))
        pattern = marked("{column}: '{text}' är inget svar. Skriv ett av {possible}, eller inget.")
        raise Wrong(said(pattern, column=Quote(question.key), text=quoted(text), possible=possible))
    return int(found) if isinstance(question, Scale) else found
