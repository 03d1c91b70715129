"""Answers in words."""

from datetime import date

from flows.forms.conditions import Answer
from flows.forms.official import Official
from flows.forms.questions import CalendarDay, FreeText, Question, SeveralChoices, SingleChoice, WholeNumber
from locales.translator import Translator

FIRST_WORDS = 4
_MOST_SIGNS = 60
_PAUSES = ",;:،؛፣፤፦"
"""What stands before no dots."""
_SKIPPED = FreeText | WholeNumber | CalendarDay
"""Kinds that are skipped rather than declined."""


def answer_text(t: Translator, question: Question, answer: Answer) -> str:
    """Write an answer in words."""
    if answer is None:
        return t("Inget svar") if isinstance(question, _SKIPPED) else t("Vill inte svara")
    if isinstance(question, SingleChoice):
        return next((t(option.label) for option in question.options if option.key == answer), str(answer))
    if isinstance(question, SeveralChoices) and isinstance(answer, tuple):
        labels = (t(option.label) for option in question.options if option.key in answer)
        return t.comma.join(labels) or t("Inget svar")
    if isinstance(question, CalendarDay) and isinstance(answer, str):
        return t.date(date.fromisoformat(answer))
    if isinstance(question, WholeNumber) and question.counted and isinstance(answer, int):
        return _counted(t, question, answer)
    return t("Läst") if answer is True else str(answer)


def _counted(t: Translator, question: WholeNumber, number: int) -> str:
    """Write a number with what is counted; others' words for that are theirs, and the same for every number."""
    if isinstance(question.unit, Official):
        return f"{t.aside(str(number))} {t(question.unit)}"
    one, many = question.counted or ("{n}", "{n}")
    return t.plural(one, many, number)


def shortened(text: str, words: int = FIRST_WORDS) -> str:
    """Give the first words of a text; not all writing has words, so a beginning has an end anyway."""
    found = text.split()
    beginning = " ".join(found[:words])[:_MOST_SIGNS]
    is_whole = len(found) <= words and len(text) <= _MOST_SIGNS
    return beginning if is_whole else f"{beginning.rstrip(_PAUSES)}…"
