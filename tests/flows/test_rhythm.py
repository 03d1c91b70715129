"""A programme's rhythm: what could never be due, never ends or runs into itself is told with line and remedy."""

from pathlib import Path

import pytest

from flows.catalogue import read_catalogue
from flows.yaml_file import DefinitionsError
from tests.flows.folders import PROGRAMME, folder, replaced

ASKED = "  - {questionnaire: form, at: closure}\n"
STAFF = f"{ASKED}staff_reminders:\n  - key: report\n    text: Rapport\n"
OUTCOMES = "outcomes:\n"

BROKEN = {
    "a form of a group that is not": ("at: group_start", "9: 'form' would never be due, since the programme has no gr"),
    "a calendar without rhythm": ("at: calendar", "9: 'form' follows the calendar, which has only parts of a year"),
    "a calendar by the week": (
        "at: calendar\n    every: {weeks: 2}\n    open_for: {weeks: 1}",
        "10: 'form' follows the calendar, which has only parts of a year; write for example every: {months: 3}",
    ),
    "a calendar that fits no year": (
        "at: calendar\n    every: {months: 5}\n    open_for: {weeks: 1}",
        "10: 'form' follows the calendar",
    ),
    "a calendar and some days": (
        "at: calendar\n    every: {months: 3, days: 1}\n    open_for: {weeks: 1}",
        "10: 'form' follows the calendar",
    ),
    "a calendar moved on": (
        "at: calendar\n    every: {months: 3}\n    after: {days: 5}\n    open_for: {weeks: 1}",
        "11: 'form' comes on the first day of each period, so 'after' means nothing; remove it",
    ),
    "a calendar moved back": (
        "at: calendar\n    every: {months: 3}\n    before: {days: 5}\n    open_for: {weeks: 1}",
        "11: 'form' comes on the first day of each period, so 'before' means nothing; remove it",
    ),
    "what repeats after the closure": (
        "at: closure\n    after: {months: 3}\n    every: {months: 3}\n    open_for: {weeks: 1}",
        "11: 'form' would never be due, since what repeats ends there; write it once for each time, with 'after'",
    ),
    "what repeats and comes before": (
        "at: start\n    after: {months: 12}\n    every: {months: 1}\n    before: {weeks: 1}\n    open_for: {weeks: 1}",
        "12: 'form' repeats, so 'before' means nothing; remove it, or let 'after' say when it begins",
    ),
    "before the start": (
        "at: start\n    before: {days: 1}",
        "10: 'form' would always be late: it comes before 'start'",
    ),
    "before the referral": ("at: referral\n    before: {days: 1}", "10: 'form' would always be late"),
    "further before than after": (
        "at: closure\n    after: {months: 1}\n    before: {days: 30}",
        "11: 'form' would always be late: it comes before 'closure', which nobody knows ahead; make 'before' shorter",
    ),
    "what repeats without an end": (
        "at: start\n    every: {months: 1}",
        "10: 'form' is asked again and again and never closes, so unanswered ones pile up; add open_for",
    ),
    "a last day of what never closes": (
        "at: start\n    reminders:\n      at_most: 1\n      every: {weeks: 1}\n      last_day: true",
        "13: 'form' never closes, so it has no last day; add open_for or remove last_day",
    ),
    "reminders after the last day": (
        "at: start\n    open_for: {weeks: 3}\n    reminders: {at_most: 3, every: {weeks: 1}}",
        "11: 'form' has 1 of its reminders on its last day or later; write at_most: 2 or a longer open_for",
    ),
    "no reminder in time": (
        "at: start\n    open_for: {weeks: 2}\n    reminders: {at_most: 2, every: {weeks: 2}}",
        "11: 'form' has 2 of its reminders on its last day or later; write a longer open_for",
    ),
    "a reminder too late only after a short month": (
        "at: start\n    open_for: {days: 30}\n    reminders: {at_most: 1, every: {months: 1}}",
        "11: 'form' has 1 of its reminders on its last day or later; write a longer open_for",
    ),
    "open for some days": (
        "at: start\n    open_for: {days: 6}",
        "10: 'form' could close before a day on which it may be sent; keep it open for at least a week",
    ),
    "open when it is asked again": (
        "at: start\n    every: {months: 1}\n    open_for: {days: 28}",
        "11: 'form' is still open when it is asked again; make open_for shorter than every",
    ),
}
"""What stands in the place of an asking's moment, and the beginning of the one complaint, after the file's name."""


def complaints(root: Path, programme: str) -> list[str]:
    with pytest.raises(DefinitionsError) as caught:
        read_catalogue(folder(root, programme=programme))
    return [str(complaint) for complaint in caught.value.complaints]


def asked(when: str) -> str:
    """Give a programme that asks its form at the closure, and a second time as these lines say."""
    return replaced(PROGRAMME, ASKED, f"{ASKED}  - questionnaire: form\n    {when}\n")


@pytest.mark.parametrize("name", BROKEN)
def test_a_rhythm_that_cannot_be_kept_is_told_with_line_and_remedy(name: str, tmp_path: Path) -> None:
    when, expected = BROKEN[name]
    (complaint,) = complaints(tmp_path, asked(when))
    assert complaint.startswith(f"programmes/programme.yaml:{expected}")
    assert "; " in complaint


STAFF_BROKEN = {
    "a group that is not": ("at: group_start", "11: 'report' would never be due"),
    "a calendar without rhythm": ("at: calendar", "11: 'report' follows the calendar"),
    "what repeats after the closure": ("at: closure\n    every: {months: 3}", "12: 'report' would never be due"),
    "before the start": ("at: start\n    before: {months: 1}", "12: 'report' would always be late"),
}


@pytest.mark.parametrize("name", STAFF_BROKEN)
def test_staff_are_not_promised_what_never_comes(name: str, tmp_path: Path) -> None:
    when, expected = STAFF_BROKEN[name]
    (complaint,) = complaints(tmp_path, replaced(PROGRAMME, ASKED, f"{STAFF}    {when}\n"))
    assert complaint.startswith(f"programmes/programme.yaml:{expected}")


def test_a_form_that_closes_while_it_is_kept_back_is_told(tmp_path: Path) -> None:
    programme = replaced(asked("at: start\n    open_for: {weeks: 2}"), OUTCOMES, f"cool_down: {{weeks: 2}}\n{OUTCOMES}")
    (complaint,) = complaints(tmp_path, programme)
    assert complaint.startswith(
        "programmes/programme.yaml:10: 'form' could close while the programme's cool_down keeps it back; make open_for"
    )


SOUND = [
    "at: referral\n    after: {weeks: 2}",
    "at: start\n    after: {months: 12}\n    before: {months: 1}",
    "at: closure\n    after: {months: 1}\n    before: {days: 28}",
    "at: planned_end\n    before: {weeks: 2}",
    "at: planned_end\n    after: {months: 12}",
    "at: planned_end\n    every: {months: 1}\n    open_for: {weeks: 1}",
    "at: calendar\n    every: {months: 3}\n    open_for: {weeks: 4}",
    "at: calendar\n    every: {months: 12}\n    open_for: {weeks: 4}",
    "at: start\n    every: {weeks: 3}\n    open_for: {weeks: 2}\n    reminders: {at_most: 1, every: {weeks: 1}}",
    "at: start\n    after: {weeks: 1}\n    every: {months: 1}\n    open_for: {days: 27}",
    "at: start\n    open_for: {weeks: 1}\n    reminders: {at_most: 3, every: {days: 2}, last_day: true}",
]


@pytest.mark.parametrize("when", SOUND)
def test_a_rhythm_that_can_be_kept_is_taken(when: str, tmp_path: Path) -> None:
    programme = read_catalogue(folder(tmp_path, programme=asked(when))).programmes["programme"]
    assert len(programme.questionnaires) == 2


def test_a_programme_of_groups_counts_from_their_start(tmp_path: Path) -> None:
    programme = replaced(asked("at: group_start"), OUTCOMES, f"groups: {{least: 6, most: 8}}\n{OUTCOMES}")
    assert read_catalogue(folder(tmp_path, programme=programme)).programmes["programme"].groups


def test_everything_wrong_with_one_asking_is_told_at_once(tmp_path: Path) -> None:
    when = "at: calendar\n    after: {days: 1}\n    open_for: {days: 1}\n    reminders: {at_most: 1, every: {days: 1}}"
    assert [complaint.split(": ")[0] for complaint in complaints(tmp_path, asked(when))] == [
        f"programmes/programme.yaml:{line}" for line in (9, 10, 11, 12)
    ]
