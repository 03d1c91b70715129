"""Simulations for tests: a few programmes, a fixed span of days, and what the status says afterwards."""

from collections import Counter, defaultdict
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot.actions.coordinator.status import Look, status
from bot.actions.here import OPERATOR, Here
from bot.paper.status_json import as_json
from bot.simulate.dials import Dials
from bot.simulate.simulation import Simulation, programmes_in_use
from bot.simulate.truth import Truth
from storage import batches
from storage.connection import connect
from storage.seal import Seal, new_key
from storage.unit import Unit
from tests.figures.answering import HOUSE
from tests.prepared import prepare

SINCE, UNTIL = date(2027, 1, 4), date(2028, 3, 31)
END = datetime(2028, 3, 31, 15, tzinfo=UTC)


def lived(unit: Unit, dials: Dials, *programmes: str) -> dict[str, Truth]:
    """Let all days pass; give what the simulation knows itself."""
    simulation = Simulation(HOUSE, dials, programmes_in_use(HOUSE, programmes), END)
    simulation.live(simulation.days(), unit)
    return simulation.truths


def looked(unit: Unit, programme: str) -> Any:  # noqa: ANN401  # JSON
    """Give what ``status --json`` prints at the end."""
    return as_json(status(Here(unit, HOUSE, OPERATOR, END), Look(programme)))


def figures(folder: Path, dials: Dials, programme: str) -> Any:  # noqa: ANN401  # JSON
    """Give what ``status --json`` prints after a simulation in a database of its own."""
    folder.mkdir()
    with closing(connect(prepare(folder / "foljsam.db"))) as db:
        db.execute("BEGIN IMMEDIATE")
        unit = Unit(db, Seal([new_key()]))
        lived(unit, dials, programme)
        return looked(unit, programme)


def waiting(unit: Unit, programme: str) -> dict[tuple[str, str, str], Counter[str]]:
    """Give the answers that no figure holds yet, as they lie in the database."""
    found = defaultdict[tuple[str, str, str], Counter[str]](Counter)
    for form, answers in batches.waiting(unit, programme).items():
        for each in answers:
            if each.words is None:
                found[form.questionnaire, each.moment, each.question][each.option or ""] += 1
    linked = unit.rows(
        "SELECT runs.questionnaire, runs.asking AS moment, question, answer AS said"
        " FROM linked_answers JOIN runs ON runs.id = run JOIN enrolments ON enrolments.id = enrolment"
        " WHERE programme = ? AND runs.state = 'sent' AND counted = 0 AND words IS NULL",
        programme,
    )
    for row in linked:
        said = "" if row["said"] == "null" else str(row["said"]).strip('"')
        found[row["questionnaire"], row["moment"], row["question"]][said] += 1
    return found
