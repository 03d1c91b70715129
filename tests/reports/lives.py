"""Enter's people over two quarters: who came, what is known of them, how they left, and what they answered."""

from datetime import UTC, date, datetime, timedelta

from bot.actions.coordinator.report import Asked, Report, report
from bot.actions.here import Here
from storage import enrolments, facts
from storage.facts import Recorded
from storage.unit import Unit
from tests.figures.answering import EVALUATION, here, send_in

ENTER = "enter"
Q1, Q2 = Asked(ENTER, "2026-Q1"), Asked(ENTER, "2026-Q2")
JULY = datetime(2026, 7, 3, 9, tzinfo=UTC)
AUGUST = datetime(2026, 8, 20, 9, tzinfo=UTC)
FACTS: dict[str, str | bool] = {
    "kon": "kvinna",
    "forsorjning-fore": "sjukpenning",
    "forsorjning-efter": "lon",
    "arbetsformaga": True,
}


def at(unit: Unit, now: datetime = JULY) -> Here:
    return here(unit, now)


def q2(unit: Unit, now: datetime = JULY) -> Report:
    return report(at(unit, now), Q2)


def took_part(unit: Unit, day: date, *, until: date | None = None, outcome: str = "arbete", **known: str | bool) -> int:
    """Let someone begin, and end where a day is given; what is known of them is as usual but for ``known``."""
    one = enrolments.invite(unit, ENTER, None, None, day).id
    enrolments.start(unit, one, day)
    for fact, value in {**FACTS, **{name.replace("_", "-"): value for name, value in known.items()}}.items():
        facts.record(unit, one, Recorded(fact, value, None, JULY))
    if until:
        enrolments.close(unit, one, outcome, until)
    return one


def two_quarters(unit: Unit, year: int = 2026) -> list[int]:
    """Let 12 begin in the first quarter of a year, nine of whom end in the second; give those nine."""
    ended = [
        took_part(
            unit,
            date(year, 2, 1) + timedelta(days=number),
            until=date(year, 5, 1) + timedelta(days=2 * number),
            outcome="arbete" if number < 4 else "studier",
        )
        for number in range(9)
    ]
    for number in range(3):
        took_part(unit, date(year, 3, 1 + number))
    return ended


def answer(
    unit: Unit, count: int, option: int = 0, *, day: date = date(2026, 5, 20), now: datetime | None = None
) -> None:
    """Let new people answer the evaluation, each question by the option of this place, and somebody look then."""
    chosen = {each.key: each.answers()[option].key for each in EVALUATION.questions if each.answers()}
    for _ in range(count):
        send_in(unit, chosen, day=day)
    if now:
        report(here(unit, now), Asked(ENTER, "all"))
