"""One answer as it is written in a table of paper answers."""

from datetime import date

from flows import personal_data
from flows.conditions import Answer
from flows.questions import DECLINE, CalendarDay, FreeText, Information, Question, Scale, SeveralChoices, Typed
from flows.read_answer import options_named, read_answer
from flows.typed import Unread, folded


class Wrong(Exception):
    """A row cannot be entered; the message says why."""


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
        raise Wrong(f"{question.key}: it holds personal data; take it out")
    return text


def _typed(question: Typed, text: str, today: date) -> Answer:
    found = read_answer(question, text, today)
    if not isinstance(found, Unread):
        return found
    if isinstance(question, CalendarDay):
        raise Wrong(f"{question.key}: '{text}' is no day that can be answered; write one as 2026-03-03, or nothing")
    possible = f"a whole number from {question.lowest} to {question.highest}"
    raise Wrong(f"{question.key}: '{text}' is no answer; write {possible}, or nothing")


def _several(question: SeveralChoices, text: str) -> Answer:
    named = {folded(word): option.key for option in question.options for word in (option.key, option.label)}
    found = options_named(text, named)
    if found is None:
        possible = ", ".join(option.key for option in question.options)
        raise Wrong(f"{question.key}: '{text}' is no answer; write some of {possible}, with ; or , between, or nothing")
    chosen = question.chosen(found)
    if not question.allows(chosen):
        raise Wrong(f"{question.key}: {len(chosen)} are chosen; write {question.least} to {question.highest} of them")
    return chosen


def _one(question: Question, text: str) -> Answer:
    wanted = text.casefold()
    found = next((each.key for each in question.answers() if wanted in {each.key, each.label.casefold()}), None)
    if found is None:
        possible = ", ".join(option.key for option in question.answers())
        raise Wrong(f"{question.key}: '{text}' is no answer; write one of {possible}, or nothing")
    return int(found) if isinstance(question, Scale) else found
