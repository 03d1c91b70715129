"""A look counts what changed, not everybody: its work is the same over a few thousand people and over many more."""

from storage import facts
from storage.unit import Unit
from tests.figures.answering import SPRING, look
from tests.figures.loading import PROGRAMME, load

FEW, MANY = 800, 8_000
_GRAIN = 100


def work(unit: Unit) -> int:
    """Count the instructions of SQLite's machine that a look takes, to the hundred."""
    counted = 0

    def step() -> int:
        nonlocal counted
        counted += 1
        return 0

    unit.db.set_progress_handler(step, _GRAIN)
    look(unit, PROGRAMME)
    unit.db.set_progress_handler(None, _GRAIN)
    return counted * _GRAIN


def change(unit: Unit, enrolment: int) -> None:
    facts.record(unit, enrolment, facts.Recorded("gatt-vidare", True, None, SPRING))  # noqa: FBT003  # a fact's value


def work_after_a_change(unit: Unit) -> int:
    """Count the work of a look after a change: the least of three, for statements are prepared anew at times."""
    found = []
    for enrolment in (1, 2, 3):
        change(unit, enrolment)
        found.append(work(unit))
    return min(found)


def test_a_look_over_ten_times_as_many_people_does_the_same_work(unit: Unit) -> None:
    load(unit, FEW // 2, areas=3)
    look(unit, PROGRAMME)
    load(unit, FEW // 2, areas=3)
    first = work(unit)
    few = work(unit)
    few_changed = work_after_a_change(unit)
    load(unit, MANY - FEW, areas=3)
    look(unit, PROGRAMME)

    many = work(unit)

    assert many <= 1.1 * few
    assert work_after_a_change(unit) <= 1.1 * few_changed
    assert few * 20 < first, "the first look counts everyone; this is what the others are spared"


def test_no_part_of_a_look_reads_a_whole_table_of_people_facts_or_answers(unit: Unit) -> None:
    load(unit, 10)
    look(unit, PROGRAMME)
    asked: list[str] = []
    unit.db.set_trace_callback(asked.append)
    look(unit, PROGRAMME)
    unit.db.set_trace_callback(None)

    plans = [
        row["detail"]
        for sql in asked
        if sql.startswith(("SELECT", "UPDATE", "DELETE"))
        for row in unit.rows(f"EXPLAIN QUERY PLAN {sql}")
    ]

    assert len(plans) > 20
    scanned = [plan for plan in plans if plan.startswith("SCAN") and "INDEX linked_waiting" not in plan]
    large = ("enrolments", "facts", "runs", "linked_answers", "standings", "occasions")
    assert [plan for plan in scanned if plan.split()[1] in large] == []
