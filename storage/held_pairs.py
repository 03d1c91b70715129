"""Pairs that wait: where a few answered one form only, so many of the newest pairs wait that no total tells of them.

What the totals of a form hold beyond the pairs that are told is then nobody, or at least the minimum.
"""

from flows.disclosure.minimum import Released
from flows.goals.counting import ANSWERED, DECLINED
from flows.goals.kinds import Change
from flows.goals.pairs import Beside, to_hold
from flows.goals.standings import Cell, Standings
from storage.unit import Unit


def beside(unit: Unit, programme: str, goal: Change) -> Beside:
    """Count the answers to a question that are in the figures of each of the two forms that it is compared between."""
    totals = tuple(
        unit.count(
            "SELECT COALESCE(SUM(n), 0) FROM tallies WHERE programme = ? AND questionnaire = ? AND moment = ?"
            " AND question = ? AND option NOT IN (?, ?)",
            programme,
            form.questionnaire,
            form.moment,
            goal.question,
            DECLINED,
            ANSWERED,
        )
        for form in (goal.before, goal.later)
    )
    return Beside(totals, goal.numbers_from)


def held(
    unit: Unit, of: tuple[str, str], now: Standings, last: Released | None, limits: tuple[Beside, int]
) -> dict[int, Cell]:
    """Give the enrolments whose pairs wait, and where each stands; none where too few would be left.

    Pairs of which numbers were told wait no more.

    :param of: the programme and the name under which the goal is released
    :param now: where people stand
    :param limits: when numbers may be told, and the minimum base
    """
    beside, minimum = limits
    base = now.of + (last.of - now.moved.of if last else 0)
    number = to_hold([total - base for total in beside.totals], minimum)
    if not number or base - number < beside.least:
        return {}
    found = unit.rows(
        "SELECT enrolment, value, shown FROM standings WHERE programme = ? AND goal = ? AND standing = 'summed'"
        " AND (shown = '' OR ?) ORDER BY enrolment DESC LIMIT ?",
        *of,
        int(last is None or not last.tells),
        number,
    )
    cells = {row["enrolment"]: Cell("summed", row["value"], row["shown"]) for row in found}
    is_new_enough = last is None or now.without(cells.values()).moved.people >= minimum
    return cells if len(cells) == number and is_new_enough else {}
