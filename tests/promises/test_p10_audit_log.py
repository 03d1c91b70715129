"""P10: the audit log is only added to; whatever is changed in it or taken from it is found and named."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from storage import audit, health
from storage.unit import Unit
from tests.figures.conftest import transaction
from tests.promises.leaving import NOW
from tests.promises.telling import Tell

LINES = 12
CHANGES = {"at": "'2020-01-01T00:00:00Z'", "actor": "99", "action": "'nothing'", "subject": "'nobody'", "mark": "x'00'"}


def kept(unit: Unit) -> None:
    """Keep lines, a day between them."""
    for number in range(LINES):
        audit.note(unit, NOW + timedelta(days=number), number % 3 or None, "closed", f"enrolment {number}")


def found_after(unit: Unit, statement: str) -> tuple[str, ...]:
    """Do what the triggers hinder, give what is found, and undo it."""
    unit.run("SAVEPOINT tampering")
    for trigger in ("audit_stays", "audit_is_whole"):
        unit.run(f"DROP TRIGGER {trigger}")
    unit.run(statement)
    found = health.problems(unit)
    unit.run("ROLLBACK TO tampering")
    return found


def tamperings(first: int) -> list[tuple[int, str]]:
    """Give every change of every column of every line, and every line's removal, each with the line."""
    lines = range(first, LINES + 1)
    changes = [(n, f"UPDATE audit SET {column} = {to} WHERE id = {n}") for n in lines for column, to in CHANGES.items()]
    gaps = [(n, f"DELETE FROM audit WHERE id = {n}") for n in lines]
    swaps = [(n, f"INSERT OR REPLACE INTO audit (id, at, action, subject) VALUES ({n}, '', '', '')") for n in lines]
    return changes + gaps + swaps


@pytest.mark.parametrize("trimmed", [0, 5])
def test_every_change_and_every_gap_is_found_and_named(tmp_path: Path, record_property: Tell, trimmed: int) -> None:
    with transaction(tmp_path) as unit:
        kept(unit)
        audit.trim(unit, NOW + timedelta(days=trimmed))
        assert unit.count("SELECT COUNT(*) FROM audit") == LINES - trimmed
        assert health.problems(unit) == ()
        tried = tamperings(trimmed + 1)
        for line, statement in tried:
            found = found_after(unit, statement)
            assert any(f"line {line} " in each for each in found), statement
        assert health.problems(unit) == ()
    record_property("P10", f"audit log of {LINES - trimmed} lines: {len(tried)} of {len(tried)} tamperings found")


def test_nothing_is_found_if_the_marks_cover_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "_mark", lambda *_: b"same")
    with transaction(tmp_path) as unit:
        kept(unit)
        assert found_after(unit, "UPDATE audit SET subject = 'nobody' WHERE id = 3") == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET subject = 'nobody' WHERE id = 3",
        "DELETE FROM audit WHERE id = 12",
        "DELETE FROM audit",
        "UPDATE audit_anchor SET trimmed = 12",
        "UPDATE audit_anchor SET id = 12, mark = x'00', trimmed = 12",
        "UPDATE audit_anchor SET id = -1",
        "DELETE FROM audit_anchor",
    ],
)
def test_the_database_itself_refuses(tmp_path: Path, statement: str) -> None:
    with transaction(tmp_path) as unit:
        kept(unit)
        with pytest.raises(sqlite3.IntegrityError, match="audit log"):
            unit.run(statement)


def test_lines_are_read_newest_first_page_by_page(tmp_path: Path) -> None:
    with transaction(tmp_path) as unit:
        kept(unit)
        first = audit.newest(unit, 5)
        second = audit.newest(unit, 5, before=first[-1].id)
        assert [line.id for line in first + second] == list(range(LINES, LINES - 10, -1))
        assert first[0].subject == "enrolment 11"
