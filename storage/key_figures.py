"""Releases of key figures: the last numbers shown of each, and who stood behind them (flows.reports.key_figures)."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date

from flows.facts import Known
from flows.goals.evidence import Person
from flows.reports.key_figures import Counted, Marks, Name, counted_anew
from storage.facts import known_of
from storage.unit import Unit

_PEOPLE = "*"


def people(unit: Unit, programme: str, facts: Iterable[str], until: date) -> tuple[Person, ...]:
    """Give those who took part by the end of a day, as they stood then, with what is known now of some facts."""
    rows = unit.rows(
        "SELECT * FROM enrolments WHERE programme = ? AND enrolled_on <= ? AND state IN ('active', 'paused', 'closed')",
        programme,
        until.isoformat(),
    )
    known = known_of(unit, programme, tuple(facts))
    return tuple(_person(row, until, known.get(row["id"], {})) for row in rows)


def _person(row: sqlite3.Row, until: date, known: Known) -> Person:
    is_closed = row["closed_on"] is not None and row["closed_on"] <= until.isoformat()
    return Person(
        key=row["id"],
        state="closed" if is_closed else "active",
        enrolled_on=date.fromisoformat(row["enrolled_on"]),
        closed_on=date.fromisoformat(row["closed_on"]) if is_closed else None,
        outcome=row["outcome"] if is_closed else None,
        protected=bool(row["protected"]),
        facts=known,
    )


def release(unit: Unit, programme: str, name: Name, now: Mapping[int, Marks], looking: tuple[str, int]) -> None:
    """Keep new numbers if they may be shown; otherwise what was shown last stays.

    A quarter that is over is settled only while nothing was released after it.

    :param looking: the quarter that the people stand in, as ``2026-Q3``, and the minimum base
    """
    quarter, minimum = looking
    newest = unit.row(
        "SELECT MAX(quarter) AS quarter FROM key_releases WHERE programme = ? AND figure = ?", programme, name
    )
    if newest and newest["quarter"] and newest["quarter"] > quarter:
        return
    last = released(unit, programme, name, quarter)
    rows = unit.rows("SELECT enrolment, marks FROM key_members WHERE programme = ? AND figure = ?", programme, name)
    then = {row["enrolment"]: tuple(json.loads(row["marks"])) for row in rows}
    new = counted_anew(name, last, then, now, minimum)
    if new:
        _keep(unit, (programme, name), quarter, new)
        _keep_members(unit, (programme, name), now)


def _keep(unit: Unit, of: tuple[str, Name], quarter: str, new: Counted) -> None:
    unit.run("DELETE FROM key_releases WHERE programme = ? AND figure = ? AND quarter = ?", *of, quarter)
    unit.run_many(
        "INSERT INTO key_releases (programme, figure, quarter, mark, n) VALUES (?, ?, ?, ?, ?)",
        [(*of, quarter, mark, n) for mark, n in {_PEOPLE: new.of, **new.numbers}.items()],
    )


def _keep_members(unit: Unit, of: tuple[str, Name], now: Mapping[int, Marks]) -> None:
    unit.run("DELETE FROM key_members WHERE programme = ? AND figure = ?", *of)
    unit.run_many(
        "INSERT INTO key_members (programme, figure, enrolment, marks) VALUES (?, ?, ?, ?)",
        [(*of, enrolment, json.dumps(marks)) for enrolment, marks in sorted(now.items())],
    )


def released(unit: Unit, programme: str, name: Name, last_quarter: str) -> Counted | None:
    """Give the last numbers released until the end of a quarter."""
    rows = unit.rows(
        "SELECT mark, n FROM key_releases WHERE programme = ?1 AND figure = ?2 AND quarter = (SELECT MAX(quarter)"
        " FROM key_releases WHERE programme = ?1 AND figure = ?2 AND quarter <= ?3) ORDER BY mark",
        programme,
        name,
        last_quarter,
    )
    numbers = {row["mark"]: row["n"] for row in rows}
    return Counted(numbers.pop(_PEOPLE), numbers) if numbers else None
