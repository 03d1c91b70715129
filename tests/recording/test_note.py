"""Noting something of a place or a programme: by its coordinators only, and what cannot be is not noted."""

from datetime import date, timedelta

import pytest

from bot.actions.coordinator import note as noting
from bot.actions.coordinator.consistency import inconsistencies, sums_with
from bot.actions.coordinator.note import Noting
from bot.actions.here import Here, NotAllowed
from storage import notes
from tests.recording.people import NOW, SUPPORT, Office

TODAY = NOW.date()


def scored(value: int, begun: int, place: str | None = "Gnosjö", day: date = TODAY) -> Noting:
    return Noting(SUPPORT, "programtrohet", place, day, value, begun)


def test_a_score_is_noted_once_and_tells_what_stood_for_the_day(office: Office, cia: Here) -> None:
    for _ in range(2):
        noting.note(cia, scored(88, 1))
    noting.note(cia, scored(70, 2, "Gislaved"))
    noting.note(cia, scored(92, 3))
    made, before = noting.noted(cia, 3) or (None, None)
    assert made is not None
    assert before is not None
    assert (made.value, before.value) == (92, 88)
    assert [each.value for each in notes.of_programme(office.unit, SUPPORT)] == [88, 70, 92]
    assert office.audit() == 3 * [f"noted: {SUPPORT}: programtrohet"]


@pytest.mark.parametrize(
    "request_",
    [
        scored(126, 1),
        scored(90, 1, None),
        scored(90, 1, "Bollnäs"),
        scored(90, 1, day=TODAY + timedelta(days=1)),
        Noting(SUPPORT, "kon", None, TODAY, "man", 1),
        Noting("enter", "programtrohet", "Gnosjö", TODAY, 90, 1),
    ],
)
def test_what_cannot_be_is_not_noted(office: Office, cia: Here, request_: Noting) -> None:
    with pytest.raises(NotAllowed):
        noting.note(cia, request_)
    assert notes.of_programme(office.unit, SUPPORT) == ()


def test_only_the_programmes_coordinators_note_see_and_remove(office: Office, cia: Here) -> None:
    noting.note(cia, scored(88, 1))
    [made] = noting.latest(cia, SUPPORT)
    for other in (office.staff("coach", "Bo", SUPPORT), office.staff("coordinator", "Di", "enter")):
        for act in (
            lambda here: noting.note(here, scored(1, 2)),
            lambda here: noting.latest(here, SUPPORT),
            lambda here: noting.remove(here, made.id),
        ):
            with pytest.raises(NotAllowed):
                act(other)
        assert noting.noted(other, 1) is None
    noting.remove(cia, made.id)
    assert noting.latest(cia, SUPPORT) == ()


def test_what_does_not_add_up_is_told_to_those_who_answer_for_it(office: Office) -> None:
    cia, bo = office.staff("coordinator", "Cia", "connect"), office.staff("coach", "Bo", "connect")
    for begun, (part, value) in enumerate((("", 75), ("-kvinnor", 47), ("-man", 27)), 1):
        noting.note(cia, Noting("connect", f"trisam-uppfoljda{part}", None, TODAY, value, begun))
        made, _ = noting.noted(cia, begun) or (None, None)
        assert made
        assert [each.sum for each in sums_with(cia, made)] == ([74] if begun == 3 else [])
    assert [(each.total.value, each.sum) for each in inconsistencies(cia, "connect")] == [(75, 74)]
    assert inconsistencies(cia, "connect", TODAY - timedelta(days=1)) == ()
    for other in (bo, office.staff("coordinator", "Di", "enter")):
        with pytest.raises(NotAllowed):
            inconsistencies(other, "connect")
