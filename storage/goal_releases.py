"""Releases of goals over people: the last numbers shown, and who stood behind them (design: 3.8, 3.9).

Numbers outlive the people behind them. Who stood where is kept only to tell how far the next numbers would differ, and
goes with the person.
"""

from flows.disclosure.minimum import Released, released_anew
from flows.goals.kinds import Change, Goal
from flows.goals.standings import Standings
from storage import held_pairs, standings
from storage.unit import Unit


def release(unit: Unit, programme: str, named: tuple[str, Goal], now: Standings, looking: tuple[str, int]) -> None:
    """Keep new numbers of a goal if they may be shown; otherwise what was shown last stays.

    :param named: the name under which it is released, and the goal
    :param now: where people stand
    :param looking: the quarter of the release, as ``2026-Q3``, and the minimum base
    """
    (name, goal), (quarter, minimum) = named, looking
    newest = unit.row(
        "SELECT * FROM goal_releases WHERE programme = ? AND goal = ? ORDER BY quarter DESC LIMIT 1", programme, name
    )
    last = Released(newest["n"], newest["base"], value=newest["value"]) if newest else None
    beside = held_pairs.beside(unit, programme, goal) if isinstance(goal, Change) else None
    held = held_pairs.held(unit, (programme, name), now, last, (beside, minimum)) if beside else {}
    told = now.without(held.values())
    is_same_rule = newest is not None and newest["rule"] == goal.rule
    new = released_anew(last, told.moved, told, minimum, is_same_rule=is_same_rule, beside=beside)
    if new:
        # A clock that was moved back must not leave an older release as the newest.
        in_quarter = max(quarter, newest["quarter"]) if newest else quarter
        _keep(unit, (programme, name), (in_quarter, goal.rule), new)
        standings.show(unit, programme, name, but=held)


def _keep(unit: Unit, of: tuple[str, str], when: tuple[str, str], new: Released) -> None:
    unit.run(
        "INSERT OR REPLACE INTO goal_releases (programme, goal, quarter, rule, n, base, missing, value)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        *of,
        *when,
        new.n,
        new.of,
        new.missing,
        new.value,
    )


def released_after(unit: Unit, programme: str, quarter: str) -> set[str]:
    """Give the goals, by name, of which numbers were released in a later quarter."""
    rows = unit.rows("SELECT DISTINCT goal FROM goal_releases WHERE programme = ? AND quarter > ?", programme, quarter)
    return {row["goal"] for row in rows}


def released(unit: Unit, programme: str, rules: dict[str, str], last_quarter: str) -> dict[str, Released]:
    """Give the last numbers released until the end of a quarter, of the goals that are still counted in that way.

    :param rules: how each goal is counted now, by name
    """
    rows = unit.rows(
        "SELECT * FROM goal_releases WHERE programme = ? AND quarter <= ? ORDER BY quarter", programme, last_quarter
    )
    newest = {row["goal"]: row for row in rows}
    return {
        name: Released(row["n"], row["base"], row["missing"], row["value"])
        for name, row in newest.items()
        if row["rule"] == rules.get(name)
    }


def last_quarters(unit: Unit, programme: str) -> dict[str, str]:
    """Give the quarter in which numbers of each goal were last released, by the name that they are released under."""
    rows = unit.rows(
        "SELECT goal, MAX(quarter) AS quarter FROM goal_releases WHERE programme = ? GROUP BY goal", programme
    )
    return {row["goal"]: row["quarter"] for row in rows}
