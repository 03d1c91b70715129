"""Noting for the report in one's own words: once, by the programme's coordinators, until it stands in a sent report."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.actions.coordinator import report_note as telling
from bot.actions.coordinator.report_note import LONGEST, Frozen, Telling, Unfit, fit
from bot.actions.here import Here, NotAllowed
from storage import report_notes
from storage.report_notes import NoteKind
from tests.recording.people import NOW, SUPPORT, Office

TODAY = NOW.date()


def told(words: str = "Öppet hus", begun: int = 1, kind: NoteKind = NoteKind.ACTIVITY, day: date = TODAY) -> Telling:
    return Telling(SUPPORT, kind, day, words, begun)


def test_a_note_is_kept_once_and_sealed(office: Office, cia: Here) -> None:
    for _ in range(2):
        telling.tell(cia, told())
    telling.tell(cia, replace(told("Styrgruppen", 2, NoteKind.MEETING), attended=7))
    found = telling.of_quarter(cia, SUPPORT)
    assert [(each.words, each.attended) for each in found] == [("Öppet hus", None), ("Styrgruppen", 7)]
    [[kept], _] = office.unit.rows("SELECT words FROM report_notes ORDER BY id")
    assert "Öppet hus".encode() not in kept
    assert office.audit() == [f"noted: {SUPPORT}: activity", f"noted: {SUPPORT}: meeting"]


@pytest.mark.parametrize(
    "request_",
    [
        told(""),
        told("x" * (LONGEST + 1)),
        told("Ring 070-123 45 67"),
        told(day=TODAY + timedelta(days=1)),
        replace(told(), attended=3),
        replace(told(kind=NoteKind.MEETING), attended=10_000),
        replace(told(), programme="enter"),
    ],
)
def test_what_cannot_be_is_not_noted(cia: Here, request_: Telling) -> None:
    with pytest.raises(NotAllowed):
        telling.tell(cia, request_)
    assert telling.of_quarter(cia, SUPPORT) == ()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ('  =HYPERLINK("http://x")\t<b>fet</b>\n＝1+1 ', '=HYPERLINK("http://x") <b>fet</b>\n＝1+1'),
        ("å" * LONGEST, "å" * LONGEST),
        ("å" * (LONGEST + 1), Unfit.TOO_LONG),
        (" \u202e\n", Unfit.NO_WORDS),
        ("Skriv till alva@exempel.se", Unfit.PERSONAL_DATA),
        ("19900101-0017 kom", Unfit.PERSONAL_DATA),
    ],
)
def test_words_stay_as_they_are_or_are_turned_back(text: str, kept: str | Unfit) -> None:
    assert fit(text) == kept


def test_only_the_programmes_coordinators_note_see_change_and_remove(office: Office, cia: Here) -> None:
    telling.tell(cia, told())
    [made] = telling.of_quarter(cia, SUPPORT)
    for other in (office.staff("coach", "Bo", SUPPORT), office.staff("coordinator", "Di", "enter")):
        for act in (
            lambda here: telling.tell(here, told(begun=2)),
            lambda here: telling.of_quarter(here, SUPPORT),
            lambda here: telling.told(here, made.id),
            lambda here: telling.change(here, replace(made, words="Annat")),
            lambda here: telling.remove(here, made.id),
        ):
            with pytest.raises(NotAllowed):
                act(other)
        assert telling.told_by(other, 1) is None
    assert telling.of_quarter(cia, SUPPORT) == (made,)


def test_a_note_changes_until_its_report_is_sent(office: Office, cia: Here) -> None:
    for begun, words in enumerate(("Öppet hus", "Studiebesök", "Före kvartalet"), 1):
        telling.tell(cia, told(words, begun, day=TODAY if begun < 3 else date(2026, 9, 30)))
    first, second = telling.of_quarter(cia, SUPPORT)
    telling.change(cia, replace(first, words="Öppet hus för alla", day=date(2026, 10, 1)))
    report_notes.freeze(office.unit, SUPPORT, date(2026, 10, 1), date(2026, 12, 31))
    with pytest.raises(Frozen):
        telling.change(cia, replace(second, words="Annat"))
    with pytest.raises(Frozen):
        telling.remove(cia, second.id)
    assert [(each.words, each.is_frozen) for each in telling.of_quarter(cia, SUPPORT)] == [
        ("Öppet hus för alla", True),
        ("Studiebesök", True),
    ]
    [earlier] = telling.of_quarter(cia, SUPPORT, 1)
    telling.remove(cia, earlier.id)
    assert telling.of_quarter(cia, SUPPORT, 1) == ()
