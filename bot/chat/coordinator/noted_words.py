"""Noted numbers in words, and whether their parts add up."""

from collections.abc import Iterator

from bot.chat.said_words import spoken
from flows.reports.consistency import NotedNumber, in_words, latest, sums, what
from locales.translator import Translator


def lines(t: Translator, numbers: tuple[NotedNumber, ...]) -> Iterator[str]:
    """Write each number of its latest year on a line, and below a total whether its parts add up."""
    shown = latest(numbers)
    checked = {each.total: each for each in sums(shown)}
    for number in shown:
        yield f"{spoken(t, what(number))}: {t.number(number.value)}"
        if number in checked:
            yield spoken(t, in_words(checked[number]))
