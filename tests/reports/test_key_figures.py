"""Key figures in reports: nothing small beside the goals, and the same whichever report is asked for first."""

from datetime import UTC, date, datetime

import pytest

from bot.actions.coordinator.report import Asked, report
from bot.actions.coordinator.settle import settle_quarters
from bot.actions.coordinator.status import Look, status
from flows.reports.key_figures import Beside, Distribution, fitting, goals_beside
from flows.reports.report import Figures
from storage.unit import Unit
from tests.figures.answering import HOUSE, here
from tests.reports.lives import AUGUST, ENTER, took_part

BASE = 5
MAY, LATER = (datetime(2026, 5, day, 9, tzinfo=UTC) for day in (4, 20))


def close(unit: Unit, number: int, outcome: str, until: date = date(2026, 5, 4)) -> None:
    for _ in range(number):
        took_part(unit, date(2026, 2, 1), until=until, outcome=outcome)


def goal(figures: Figures, key: str = "till-arbete") -> tuple[int | None, int | None]:
    return next((each.n, each.of) for each in figures.end.verdicts if each.goal.key == key)


def outcomes(figures: Figures) -> dict[str, int | None]:
    found = figures.end.key_figures.outcomes
    assert isinstance(found, Distribution)
    return {"of": found.of} | {each.key: each.count for each in found.options if each.count}


def two_after_a_goal(unit: Unit) -> Figures:
    """Let seven end and be told of in goals, then two more."""
    close(unit, 3, "arbete")
    close(unit, 4, "studier")
    status(here(unit, MAY), Look(ENTER))
    close(unit, 2, "avbrott", LATER.date())
    return report(here(unit, LATER), Asked(ENTER, "2026-Q2")).figures


def test_the_few_who_wait_with_a_goal_wait_in_the_key_figures_too(unit: Unit) -> None:
    shown = two_after_a_goal(unit)
    assert goal(shown) == (3, 7)
    assert outcomes(shown) == {"of": 7, "arbete": 3, "studier": 4}


def test_without_that_how_the_two_ended_could_be_told(unit: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.actions.coordinator.key_figures.fitting", lambda now, *_: now)
    shown = two_after_a_goal(unit)
    assert goal(shown) == (3, 7)
    assert outcomes(shown) == {"of": 9, "arbete": 3, "studier": 4, "avbrott": 2}


def test_key_figures_follow_as_soon_as_the_goal_does(unit: Unit) -> None:
    close(unit, 7, "arbete")
    status(here(unit, MAY), Look(ENTER))
    close(unit, 5, "avbrott", LATER.date())
    shown = report(here(unit, LATER), Asked(ENTER, "2026-Q2")).figures
    assert goal(shown) == (7, 12)
    assert outcomes(shown) == {"of": 12, "arbete": 7, "avbrott": 5}


NOW = dict.fromkeys(range(12), ("arbete",))


def stood(then: dict[int, str], now: dict[int, str]) -> Beside:
    return {key: (now.get(key, ""), then.get(key, "")) for key in then.keys() | now.keys()}


def counted(*people: int) -> dict[int, str]:
    return dict.fromkeys(people, "counted")


@pytest.mark.parametrize(
    ("then", "now", "left"),
    [
        pytest.param(counted(), counted(*range(12)), 12, id="nothing was told yet"),
        pytest.param(counted(*range(12)), counted(*range(12)), 12, id="the same people"),
        pytest.param(counted(*range(10)), counted(*range(12)), 10, id="two wait"),
        pytest.param(counted(*range(7)), counted(*range(12)), 12, id="five have come that may not be told there"),
        pytest.param(counted(*range(10)), counted(*range(9)), None, id="one is corrected and left the base"),
        pytest.param(counted(*range(12)), counted(*range(11)) | {11: "not counted"}, None, id="one stands otherwise"),
        pytest.param(counted(*range(13)), counted(*range(13)), None, id="one is told of there who is not here"),
        pytest.param(counted(*range(17)), counted(*range(17)), 12, id="five are told of there who are not here"),
    ],
)
def test_between_a_key_figure_and_a_goal_stand_nobody_or_at_least_the_minimum(
    then: dict[int, str], now: dict[int, str], left: int | None
) -> None:
    found = fitting(NOW, [stood(then, now)], BASE)
    assert (None if found is None else len(found)) == left


def test_goals_over_outcomes_alone_count_the_same() -> None:
    programme = HOUSE.catalogue.programmes[ENTER]
    found = goals_beside("outcomes", programme)
    assert {"arbete-eller-studier", "till-arbete", "till-studier"} <= set(found)
    assert "arbetsformaga" not in found
    assert goals_beside("livelihood", programme) == ()


ORDERS = (("2026-Q1", "2026-H1", "2026-Q2", "all"), ("all", "2026-Q2", "2026-H1", "2026-Q1"), ("2026-H1", "2026-Q1"))


@pytest.mark.parametrize("order", ORDERS, ids=" ".join)
def test_a_report_says_the_same_whichever_was_asked_for_before_it(unit: Unit, order: tuple[str, ...]) -> None:
    close(unit, 9, "arbete", date(2026, 3, 1))
    settle_quarters(here(unit, datetime(2026, 4, 1, 9, tzinfo=UTC)))
    close(unit, 6, "studier", date(2026, 4, 3))
    close(unit, 8, "avbrott", date(2026, 7, 3))
    said = {each: outcomes(report(here(unit, AUGUST), Asked(ENTER, each)).figures) for each in order}
    first, half = {"of": 9, "arbete": 9}, {"of": 15, "arbete": 9, "studier": 6}
    whole = {"of": 23, "arbete": 9, "studier": 6, "avbrott": 8}
    assert said == {each: {"2026-Q1": first, "all": whole}.get(each, half) for each in order}


def test_a_quarters_key_figures_are_settled_at_its_close(unit: Unit) -> None:
    close(unit, 6, "arbete", date(2026, 6, 1))
    settle_quarters(here(unit, datetime(2026, 7, 1, 9, tzinfo=UTC)))
    close(unit, 2, "studier", date(2026, 6, 30))
    found = report(here(unit, AUGUST), Asked(ENTER, "2026-Q2")).figures
    assert outcomes(found) == {"of": 6, "arbete": 6}
