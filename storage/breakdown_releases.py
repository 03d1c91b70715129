"""Releases of breakdowns: whole tables as they were shown last, and who stood where in them (design: 3.8, 3.9).

Numbers outlive the people behind them, as those of goals do (storage.goal_releases): who stood where is kept only to
tell how far the next table would differ, and goes with the person.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from sqlite3 import Row
from typing import NamedTuple, cast

from flows.disclosure.breakdown import Positions
from flows.disclosure.hiding import Part
from flows.disclosure.released_table import ReleasedTable
from flows.goals.standings import Standing
from storage.unit import FOREVER, Unit


class Key(NamedTuple):
    """Which table: its dimension, what it counts, and the version of how that is counted."""

    dimension: str
    what: str
    rule: str = ""


def released(unit: Unit, programme: str, last_quarter: str = FOREVER) -> dict[Key, ReleasedTable]:
    """Give each table that was released last until the end of a quarter."""
    rows = unit.rows(
        "SELECT * FROM breakdown_releases AS kept WHERE programme = ?1 AND quarter = (SELECT MAX(quarter)"
        " FROM breakdown_releases WHERE programme = ?1 AND dimension = kept.dimension AND what = kept.what"
        " AND quarter <= ?2)",
        programme,
        last_quarter,
    )
    tables: dict[tuple[Key, str], list[Row]] = defaultdict(list)
    for row in rows:
        tables[Key(row["dimension"], row["what"], row["rule"]), row["quarter"]].append(row)
    return {key: _table(quarter, cells) for (key, quarter), cells in tables.items()}


def _table(quarter: str, cells: Iterable[Row]) -> ReleasedTable:
    cells = tuple(cells)
    parts = {row["cell"]: Part(row["n"], row["base"]) for row in cells}
    return ReleasedTable(quarter, parts, {row["cell"]: row["withheld"] for row in cells if row["withheld"]})


def positions(unit: Unit, programme: str) -> dict[tuple[str, str], Positions]:
    """Give where those who are not erased stood in the newest release of each table, by dimension and what."""
    found: dict[tuple[str, str], dict[Hashable, tuple[str, Standing]]] = defaultdict(dict)
    for row in unit.rows("SELECT * FROM breakdown_members WHERE programme = ?", programme):
        place = row["cell"], cast("Standing", row["standing"])
        found[row["dimension"], row["what"]][row["enrolment"]] = place
    return dict(found)


def keep(
    unit: Unit, programme: str, key: Key, table: ReleasedTable, members: Mapping[int, tuple[str, Standing]]
) -> None:
    """Keep a table as the newest release.

    :param members: where people stand in it; nobody in a table of anonymous answers
    """
    of = programme, key.dimension, key.what
    unit.run(
        "DELETE FROM breakdown_releases WHERE programme = ? AND dimension = ? AND what = ? AND quarter = ?",
        *of,
        table.quarter,
    )
    unit.run_many(
        "INSERT INTO breakdown_releases (programme, dimension, what, quarter, cell, rule, n, base, withheld)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (*of, table.quarter, cell, key.rule, part.n, part.of, table.hidden.get(cell, ""))
            for cell, part in table.parts.items()
        ),
    )
    unit.run("DELETE FROM breakdown_members WHERE programme = ? AND dimension = ? AND what = ?", *of)
    unit.run_many(
        "INSERT INTO breakdown_members (programme, dimension, what, enrolment, cell, standing)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        ((*of, enrolment, *place) for enrolment, place in sorted(members.items())),
    )
