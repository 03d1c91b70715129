"""Paper answers to a form that is asked at several moments: each sheet counts at the one that is due."""

from datetime import UTC, date, datetime

import pytest

from bot.actions.coordinator.enter_paper import PaperRefused, enter
from bot.actions.coordinator.read_paper import Paper, columns_of
from storage import enrolments, runs
from storage.unit import Unit
from tests.figures.answering import HOUSE, here

PROGRAMME = HOUSE.catalogue.programmes["nya-vagar"]
WHEEL = HOUSE.catalogue.questionnaires["livshjulet"]
BEGAN, ENDED = date(2026, 2, 2), date(2026, 5, 4)


@pytest.fixture
def alva(unit: Unit) -> int:
    """Give somebody who takes part, and to whom the bot has offered nothing."""
    enrolment = enrolments.invite(unit, PROGRAMME.key, None, "A-17", BEGAN).id
    enrolments.start(unit, enrolment, BEGAN)
    return enrolment


def sheet(unit: Unit, on: date) -> None:
    """Let a filled-in wheel be entered on a day."""
    cells = dict.fromkeys(columns_of(WHEEL), "5") | {"reference": "A-17"}
    now = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
    enter(here(unit, now), Paper(PROGRAMME, WHEEL, columns_of(WHEEL), ((2, cells),)))


def moments(unit: Unit, enrolment: int) -> list[tuple[str, str]]:
    return [(run.moment, run.state) for run in runs.of_enrolment(unit, enrolment)]


def test_who_cannot_be_reached_answers_on_paper_at_the_end_too(unit: Unit, alva: int) -> None:
    sheet(unit, date(2026, 2, 9))
    enrolments.close(unit, alva, "arbete", ENDED)
    sheet(unit, date(2026, 5, 11))
    assert moments(unit, alva) == [("start", "sent"), ("closure", "sent")]


def test_the_first_sheet_of_who_has_left_is_that_of_the_end(unit: Unit, alva: int) -> None:
    enrolments.close(unit, alva, "arbete", ENDED)
    sheet(unit, date(2026, 5, 11))
    assert moments(unit, alva) == [("closure", "sent")]


@pytest.mark.parametrize("is_closed", [False, True])
def test_a_sheet_that_is_entered_twice_is_refused(unit: Unit, alva: int, *, is_closed: bool) -> None:
    if is_closed:
        enrolments.close(unit, alva, "arbete", ENDED)
    sheet(unit, date(2026, 5, 11))
    with pytest.raises(PaperRefused, match="Rad"):
        sheet(unit, date(2026, 5, 12))
