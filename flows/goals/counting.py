"""Counting answers: under which marks an answer is added up, so that people are counted and not presses.

A mark tells nothing of the other answers of the same person, nor which options of several were chosen together.
"""

from collections.abc import Mapping
from fractions import Fraction

from flows.forms.conditions import Answer
from flows.forms.questions import TEN, CalendarDay, Question, SeveralChoices, Thermometer, WholeNumber

DECLINED = ""
"""The mark of those who chose not to answer."""
ANSWERED = "*"
"""The mark of a person who answered a question whose other marks do not add up to people."""


def marks(question: Question, answer: Answer, *, linked: bool) -> tuple[str, ...]:
    """Give what is counted of one person's answer.

    Of several choices that is each option, and the person. Of a day it is the person alone: a single day can tell whose
    it is, and no erasure would reach it. In an anonymous form a thermometer is counted in tens for the same reason.
    """
    match question:
        case _ if answer is None:
            found: tuple[str, ...] = (DECLINED,)
        case SeveralChoices() if isinstance(answer, tuple):
            found = (*answer, ANSWERED)
        case CalendarDay():
            found = (ANSWERED,)
        case Thermometer() if isinstance(answer, int) and not linked:
            found = (str(ten_of(answer)),)
        case _:
            found = (str(answer),)
    return found


def ten_of(number: int) -> int:
    """Give the ten in which a thermometer's number is counted."""
    return number // TEN * TEN


def shown_counts(question: Question, counts: Mapping[str, int]) -> dict[str, int]:
    """Give counts by the options under which they are shown: a thermometer's numbers by tens."""
    if not isinstance(question, Thermometer):
        return dict(counts)
    tens: dict[str, int] = {}
    for mark, n in counts.items():
        ten = str(ten_of(int(mark)))
        tens[ten] = tens.get(ten, 0) + n
    return tens


def middle(question: Question, counts: Mapping[str, int], *, linked: bool) -> tuple[Fraction, Fraction] | None:
    """Give the mean and the median of the numbers counted, where single numbers are."""
    if not (linked and isinstance(question, Thermometer | WholeNumber) and counts):
        return None
    numbers = sorted((int(mark), n) for mark, n in counts.items())
    of = sum(n for _, n in numbers)
    mean = Fraction(sum(number * n for number, n in numbers), of)
    low, high = (_nth(numbers, place) for place in ((of - 1) // 2, of // 2))
    return mean, Fraction(low + high, 2)


def _nth(numbers: list[tuple[int, int]], place: int) -> int:
    """Give the number at a place, from 0, of all that were counted."""
    for number, n in numbers:
        place -= n
        if place < 0:
            return number
    raise IndexError(place)
