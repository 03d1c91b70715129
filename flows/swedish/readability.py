"""How easy a Swedish text is to read, counted.

LIX is Björnsson's (C. H. Björnsson, Läsbarhet, Stockholm 1968): words per sentence, and of a hundred words those with
more than six letters. Below 30 is what children's books and the easiest texts have. A sentence ends at a full stop, a
question mark, an exclamation mark, a colon or a line's end. LIX is made for whole texts, so it is taken of a form's
questions together; single texts are looked at for what makes them hard by itself. What is counted decides nothing about
meaning: a word with seven letters can be the right one.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from flows.forms.questionnaire import Questionnaire
from flows.forms.questions import Question, Scale, SeveralChoices, SingleChoice, Thermometer

LONG_WORD = 6
"""A word with more letters is long (Björnsson)."""
EASY_LIX = 30
"""Below this a text is very easy."""
EASY_SENTENCE = 12
"""The most words of a sentence that is easy to hold in mind."""
HARD_WORD = 13
"""A word with this many letters or more is hard by itself; most are two words in one."""

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+")
_END = re.compile(r"[.!?:]+(?:\s|$)|\n")
_NEGATION = re.compile(r"\b(?:inte|ej|icke|aldrig|ing(?:en|et|a|enting)|varken|knappast|utan)\b", re.IGNORECASE)
_TWO = re.compile(r"\b(?:och|eller|samt)\b|\w/\w", re.IGNORECASE)


class Hardship(StrEnum):
    """What makes a text hard."""

    SENTENCE = "sentence"
    WORD = "word"
    NEGATION = "negation"
    DOUBLE = "double"


BY_COUNTING = frozenset({Hardship.SENTENCE, Hardship.WORD})
"""What can be told by counting alone; of the others somebody must judge whether the text needs them."""


@dataclass(frozen=True)
class Counted:
    """A text in numbers."""

    words: int = 0
    sentences: int = 0
    long_words: int = 0

    @property
    def lix(self) -> float:
        """The readability index; 0 of no text."""
        if not self.words:
            return 0.0
        return self.words / max(self.sentences, 1) + 100 * self.long_words / self.words


@dataclass(frozen=True)
class Hard:
    """Something hard in a text, and the words that are."""

    what: Hardship
    words: str


def count(texts: Iterable[str]) -> Counted:
    """Count texts together; each ends a sentence."""
    found = [_WORD.findall(sentence) for text in texts for sentence in _END.split(text)]
    sentences = [words for words in found if words]
    words = [word for each in sentences for word in each]
    return Counted(len(words), len(sentences), sum(len(word) > LONG_WORD for word in words))


def hard_in(text: str, *, is_asked: bool = False) -> Iterator[Hard]:
    """Give what is hard in a text.

    :param is_asked: whether it is what people take a stand on; elsewhere a "nej" or an "och" confuses nobody
    """
    for sentence in filter(None, map(str.strip, _END.split(text))):
        if len(_WORD.findall(sentence)) > EASY_SENTENCE:
            yield Hard(Hardship.SENTENCE, sentence)
    yield from (Hard(Hardship.WORD, word) for word in _WORD.findall(text) if len(word) >= HARD_WORD)
    if is_asked and (negation := _NEGATION.search(text)):
        yield Hard(Hardship.NEGATION, negation[0])
    if is_asked and (two := _TWO.search(text)):
        yield Hard(Hardship.DOUBLE, two[0])


def asked_texts(questionnaire: Questionnaire) -> Iterator[str]:
    """Give what a form asks, with its help: the running text of which LIX is taken."""
    for question in questionnaire.questions:
        yield question.text
        if question.help:
            yield question.help


def question_texts(question: Question) -> Iterator[tuple[str, bool]]:
    """Give each text of a question, and whether it is what is asked."""
    yield question.text, True
    if question.help:
        yield question.help, False
    match question:
        case Scale() | Thermometer():
            yield from ((end, False) for end in (question.low, question.high))
        case SingleChoice() | SeveralChoices():
            yield from ((option.label, False) for option in question.options)
