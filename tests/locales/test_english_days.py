"""Days are read as Swedes write them; an English hint shows only what is read as an English reader means it."""

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from flows.swedish.past_days import read_past_day
from flows.swedish.time import Understood, read_time
from locales.translator import translator

NOW = datetime(2026, 1, 2, 8, tzinfo=ZoneInfo("Europe/Stockholm"))
EXAMPLE = re.compile(r"\d{4}-\d\d-\d\d|\d+/\d+(?: \d+:\d\d)?")
AHEAD = (
    "Skriv dagen.",
    "Skriv dagen, eller tryck.",
    "Skriv dagen, till exempel: på fredag, om två veckor eller 15 januari.",
    "Jag förstod inte när. Skriv till exempel imorgon, på fredag kl 13 eller 15 januari.",
    "Vad vill du bli påmind om, och när? Skriv till exempel: imorgon kl 9 ring skolan.",
)
PAST = ("Skriv dagen, eller tryck.", "Jag förstår inte dagen. Skriv till exempel 3 mars eller 2026-03-03.")


def examples(hint: str) -> list[str]:
    found = EXAMPLE.findall(translator("en")(hint))
    assert found, f"the English of {hint!r} shows nobody what to type"
    return found


@pytest.mark.parametrize("hint", AHEAD)
def test_what_a_hint_shows_is_read_as_a_time_to_come(hint: str) -> None:
    for example in examples(hint):
        read = read_time(example, NOW, time(9))
        assert isinstance(read, Understood), example
        assert (read.at.month, read.at.day) == (1, 15)


@pytest.mark.parametrize("hint", PAST)
def test_what_a_hint_shows_is_read_as_a_day_that_has_been(hint: str) -> None:
    for example in examples(hint):
        assert isinstance(read_past_day(example, date(2026, 12, 1)), date), example
