"""People by gender and place, put straight into the storage, and the tables that may be seen of them."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.actions.coordinator.breakdown import breakdowns
from flows.disclosure.breakdown import Breakdown
from flows.facts import FactValue
from storage import enrolments, facts
from storage.unit import Unit
from tests.figures.answering import DAY, SPRING, enrolled, here

SE_IPS, ENTER = "stod-till-arbete", "enter"
WORK = "arbete-eller-studier"


def came(unit: Unit, number: int, kon: str | None, ort: str | None = None, programme: str = SE_IPS) -> list[int]:
    people = [enrolled(unit, programme) for _ in range(number)]
    for enrolment in people:
        record(unit, enrolment, kon=kon, ort=ort)
    return people


def record(unit: Unit, enrolment: int, **known: FactValue) -> None:
    for name, value in known.items():
        facts.record(unit, enrolment, facts.Recorded(name, value, None, SPRING))


def close(unit: Unit, people: Sequence[int], works: int = 0) -> None:
    """Close people, so many of them to work."""
    for place, enrolment in enumerate(people):
        enrolments.close(unit, enrolment, "arbete" if place < works else "annat", DAY)


def both(unit: Unit) -> tuple[list[int], list[int]]:
    """Let 22 women and 24 men come, and close 12 and 14 of them, six and seven to work."""
    women, men = came(unit, 22, "kvinna"), came(unit, 24, "man")
    close(unit, women[:12], works=6)
    close(unit, men[:14], works=7)
    return women, men


def table(
    unit: Unit,
    dimension: str = "kon",
    what: str = "enrolled",
    *,
    programme: str = SE_IPS,
    now: datetime = SPRING,
    until: date | None = None,
) -> Breakdown:
    found = breakdowns(here(unit, now), programme, until)
    return next(each for each in found if (each.dimension, each.what) == (dimension, what))


def cells(found: Breakdown) -> dict[str, tuple[int | None, int | None]]:
    return {cell.key: (cell.n, cell.of) for cell in found.cells}
