"""Standings: where each person stands for each goal over people, kept so that a look only counts (design: 3.14).

Triggers keep who was touched since (an enrolment, a fact, a linked form sent in) and how many stand where. Where one
person stands is ``flows.goals.members``; a change of its meaning must empty ``standing_rules`` in a migration.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from flows.goals.kept import Kept, place
from flows.goals.kinds import Change, ShareBeside, Wait
from flows.goals.members import PeopleGoal
from flows.goals.standings import Cell, Place, Standing, Standings
from storage import evidence
from storage.unit import Unit


def refresh(unit: Unit, programme: str, goals: Mapping[str, Kept], day: date) -> None:
    """Evaluate anew, as of a day, all who were touched; everyone where it has changed how a goal is counted.

    Those of whom something holds only after the day stay touched.

    :param goals: all that is kept of the programme's people, by name
    """
    _follow_rules(unit, programme, {name: goal.rule for name, goal in goals.items()})
    touched = [row[0] for row in unit.rows("SELECT enrolment FROM touched WHERE programme = ?", programme)]
    if not touched:
        return
    people = {person.key: person for person in evidence.touched(unit, programme, day)}
    _keep(
        unit,
        programme,
        {
            (name, key): place(goal, people[key]) if key in people else None
            for key in touched
            for name, goal in goals.items()
        },
    )
    unit.run(
        "DELETE FROM touched WHERE programme = ?1 AND NOT EXISTS ("
        "SELECT 1 FROM enrolments WHERE id = touched.enrolment AND (enrolled_on > ?2 OR closed_on > ?2))",
        programme,
        day.isoformat(),
    )


def _follow_rules(unit: Unit, programme: str, rules: dict[str, str]) -> None:
    """Touch everyone if a goal is new or counted otherwise, or one is gone that may come back."""
    kept = unit.rows("SELECT goal, rule FROM standing_rules WHERE programme = ?", programme)
    if {row["goal"]: row["rule"] for row in kept} == rules:
        return
    unit.run(
        "INSERT INTO touched SELECT programme, id FROM enrolments"
        " WHERE programme = ? AND enrolled_on IS NOT NULL ON CONFLICT DO NOTHING",
        programme,
    )
    unit.run("DELETE FROM standing_rules WHERE programme = ?", programme)
    unit.run_many("INSERT INTO standing_rules VALUES (?, ?, ?)", [(programme, *each) for each in rules.items()])


def _keep(unit: Unit, programme: str, places: Mapping[tuple[str, int], Place | None]) -> None:
    unit.run_many(
        "INSERT INTO standings (programme, goal, enrolment, standing, value) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET standing = excluded.standing, value = excluded.value",
        ((programme, *which, *place) for which, place in places.items() if place),
    )
    unit.run_many(
        "UPDATE standings SET standing = '', value = 0 WHERE programme = ? AND goal = ? AND enrolment = ?",
        ((programme, *which) for which, place in places.items() if place is None),
    )


def of_programme(unit: Unit, programme: str, goals: Mapping[str, Kept]) -> dict[str, Standings]:
    """Give how many people stand where for each goal, by name."""
    rows = unit.rows("SELECT goal, standing, value, shown, n FROM standing_counts WHERE programme = ?", programme)
    cells: dict[str, dict[Cell, int]] = defaultdict(dict)
    for row in rows:
        cells[row["goal"]][Cell(row["standing"], row["value"], row["shown"])] = row["n"]
    return {
        name: Standings(
            cells.get(name, {}),
            is_breakdown=isinstance(goal, ShareBeside),
            waits=isinstance(goal, Wait),
            pairs=isinstance(goal, Change),
        )
        for name, goal in goals.items()
    }


def show(unit: Unit, programme: str, goal: str, but: Collection[int] = ()) -> None:
    """Keep that a goal's numbers are released as people stand now; some enrolments are not among them."""
    unit.run("UPDATE standings SET shown = base WHERE programme = ? AND goal = ? AND base <> shown", programme, goal)
    unit.run_many(
        "UPDATE standings SET shown = '' WHERE programme = ? AND goal = ? AND enrolment = ?",
        [(programme, goal, enrolment) for enrolment in but],
    )


def shown(unit: Unit, programme: str) -> dict[str, dict[int, Standing]]:
    """Give how people stood in the base of each goal's newest release; those outside it as they stand now.

    Who has come into the base since stands nowhere.
    """
    rows = unit.rows(
        "SELECT goal, enrolment, CASE shown WHEN '' THEN standing ELSE shown END AS how FROM standings"
        " WHERE programme = ? AND (shown <> '' OR standing IN ('outside', 'missing'))",
        programme,
    )
    found: dict[str, dict[int, Standing]] = defaultdict(dict)
    for row in rows:
        found[row["goal"]][row["enrolment"]] = row["how"]
    return found


def beside(unit: Unit, programme: str, goal: str) -> dict[int, tuple[str, str]]:
    """Give how people stand in a goal's base now, and stood at its newest release; without those outside both."""
    rows = unit.rows(
        "SELECT enrolment, base, shown FROM standings WHERE programme = ? AND goal = ? AND base || shown <> ''",
        programme,
        goal,
    )
    return {row["enrolment"]: (row["base"], row["shown"]) for row in rows}


def stood(unit: Unit, programme: str, name: str, goal: PeopleGoal, until: date) -> bool:
    """Whether the goal was about anybody by the end of a day."""
    day = "enrolled_on" if goal.people == "enrolled" else "closed_on"
    return bool(
        unit.count(
            f"SELECT EXISTS (SELECT 1 FROM standings JOIN enrolments ON enrolments.id = enrolment"
            f" WHERE standings.programme = ? AND goal = ? AND standing <> '' AND {day} <= ?)",
            programme,
            name,
            until.isoformat(),
        )
    )
