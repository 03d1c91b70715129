"""What people type as a number, a day or several options, hostile input too."""

from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter

from flows.forms.questions import CalendarDay, Question, Thermometer, Typed, WholeNumber
from flows.forms.read_answer import options_named, read_answer
from flows.swedish.typed import Unread

TODAY = date(2026, 11, 26)
EMOJI = "😀" * 4096


def asked(**more: object) -> Any:  # noqa: ANN401  # the kind follows from what is given
    return TypeAdapter(Question).validate_python({"key": "q", "text": "Vad?", **more})


HOURS: WholeNumber = asked(kind="number", highest=40)
CHANGE: WholeNumber = asked(kind="number", lowest=-10, highest=100_000)
HEAT: Thermometer = asked(kind="thermometer", low="Sämst", high="Bäst")
BEEN: CalendarDay = asked(kind="date", earliest="2026-01-01", latest="today")
AHEAD: CalendarDay = asked(kind="date", earliest="today", latest="2027-06-30")
ANY: CalendarDay = asked(kind="date")


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        (HOURS, "12", 12),
        (HOURS, " 12 timmar ", 12),
        (HOURS, "tolv", 12),
        (HOURS, "１２", 12),
        (HOURS, "0", 0),
        (HOURS, "007", 7),
        (CHANGE, "-3", -3),
        (CHANGE, "−3", -3),
        (CHANGE, "12 500 kr", 12500),
        (CHANGE, "12\u00a0500", 12500),
        (HEAT, "73", 73),
        (HEAT, "100", 100),
        (HOURS, "-1", Unread.OUTSIDE),
        (HOURS, "41", Unread.OUTSIDE),
        (HOURS, "9" * 9, Unread.OUTSIDE),
        (HEAT, "101", Unread.OUTSIDE),
        (HOURS, "9" * 4096, Unread.UNKNOWN),
        (HOURS, "1e9", Unread.UNKNOWN),
        (HOURS, "12,5", Unread.UNKNOWN),
        (HOURS, "0x10", Unread.UNKNOWN),
        (HOURS, "²", Unread.UNKNOWN),
        (HOURS, "nan", Unread.UNKNOWN),
        (HOURS, "12 och 13", Unread.UNKNOWN),
        (HOURS, "31 april", Unread.UNKNOWN),
        (HOURS, "070-123 45 67", Unread.UNKNOWN),
        (HOURS, "", Unread.UNKNOWN),
        (HEAT, EMOJI, Unread.UNKNOWN),
    ],
)
def test_a_number_is_read_or_told_apart(question: Typed, text: str, value: object) -> None:
    assert read_answer(question, text, TODAY) == value


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        (BEEN, "idag", "2026-11-26"),
        (BEEN, "Igår.", "2026-11-25"),
        (BEEN, "i fredags", "2026-11-20"),
        (BEEN, "för två veckor sedan", "2026-11-12"),
        (BEEN, "3 mars", "2026-03-03"),
        (BEEN, "2026-03-03", "2026-03-03"),
        (AHEAD, "imorgon", "2026-11-27"),
        (AHEAD, "om två veckor", "2026-12-10"),
        (AHEAD, "3 mars", "2027-03-03"),
        (AHEAD, "idag", "2026-11-26"),
        (ANY, "3 mars", "2026-03-03"),
        (ANY, "imorgon", "2026-11-27"),
        (ANY, "1 april 1999", "1999-04-01"),
        (BEEN, "imorgon", Unread.OUTSIDE),
        (BEEN, "2025-12-31", Unread.OUTSIDE),
        (AHEAD, "igår", Unread.OUTSIDE),
        (AHEAD, "2027-07-01", Unread.OUTSIDE),
        (BEEN, "31 februari", Unread.NO_SUCH_DAY),
        (AHEAD, "31 februari", Unread.NO_SUCH_DAY),
        (ANY, "2026-02-31", Unread.NO_SUCH_DAY),
        (BEEN, "när jag mådde dåligt idag", Unread.UNKNOWN),
        (BEEN, "19900101-1234", Unread.UNKNOWN),
        (ANY, "för 9999 år sedan", Unread.UNKNOWN),
        (ANY, "kanske", Unread.UNKNOWN),
        (ANY, EMOJI, Unread.UNKNOWN),
    ],
)
def test_a_day_is_read_or_told_apart(question: CalendarDay, text: str, value: object) -> None:
    assert read_answer(question, text, TODAY) == value


def test_a_day_that_was_possible_when_given_stays_possible() -> None:
    assert AHEAD.allows("2026-01-01")
    assert not AHEAD.allows("2027-07-01")


NAMED = {"1": "work", "2": "school", "3": "both", "arbete": "work", "studier": "school", "arbete, studier": "both"}


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("1", ("work",)),
        ("1, 2", ("work", "school")),
        ("2;1", ("school", "work")),
        ("Studier och arbete", ("school", "work")),
        ("Arbete, studier", ("both",)),
        ("STÚDIER", ("school",)),
        ("arbete و studier", ("work", "school")),
        ("arbete፣ studier och 3", ("work", "school", "both")),
        ("١،۲", ("work", "school")),
        ("1, 9", None),
        ("1,,2", None),
        ("", None),
        (EMOJI, None),
    ],
)
def test_several_options_are_named_by_number_or_word(text: str, options: tuple[str, ...] | None) -> None:
    assert options_named(text, NAMED) == options
