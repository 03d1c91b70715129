"""Answers in words."""

from flows.conditions import Answer
from flows.questionnaire import FreeText, Question, SingleChoice
from locales.translator import Translator

FIRST_WORDS = 4
_MOST_SIGNS = 60


def answer_text(t: Translator, question: Question, answer: Answer) -> str:
    """Write an answer in words."""
    if answer is None:
        return t("Inget svar") if isinstance(question, FreeText) else t("Vill inte svara")
    if isinstance(question, SingleChoice):
        return next((t(option.label) for option in question.options if option.key == answer), str(answer))
    return t("Läst") if answer is True else str(answer)


def shortened(text: str, words: int = FIRST_WORDS) -> str:
    """Give the first words of a text; not all writing has words, so a beginning has an end anyway."""
    found = text.split()
    beginning = " ".join(found[:words])[:_MOST_SIGNS]
    return beginning if len(found) <= words and len(text) <= _MOST_SIGNS else f"{beginning}…"
