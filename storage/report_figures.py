"""What reports read beside the status: the flow of people in a period, and the comments released in it."""

from collections import defaultdict
from datetime import date

from flows.reports.report import Flow
from storage.unit import Unit


def flow(unit: Unit, programme: str, first: date, last: date) -> Flow:
    """Count who was invited, began and ended from the first day to the last."""
    row = unit.row(
        "SELECT TOTAL(invited_on BETWEEN ?2 AND ?3) AS invited, TOTAL(enrolled_on BETWEEN ?2 AND ?3) AS enrolled,"
        " TOTAL(closed_on BETWEEN ?2 AND ?3) AS closed FROM enrolments WHERE programme = ?1",
        programme,
        first.isoformat(),
        last.isoformat(),
    )
    return Flow(int(row["invited"]), int(row["enrolled"]), int(row["closed"])) if row else Flow(0, 0, 0)


def first_day(unit: Unit, programme: str) -> date | None:
    """Give the first day of which anything is known in a programme: an invitation or a note."""
    row = unit.row(
        "SELECT MIN(day) AS day FROM (SELECT MIN(invited_on) AS day FROM enrolments WHERE programme = ?1"
        " UNION ALL SELECT MIN(day) FROM notes WHERE programme = ?1"
        " UNION ALL SELECT MIN(day) FROM report_notes WHERE programme = ?1)",
        programme,
    )
    return date.fromisoformat(row["day"]) if row and row["day"] else None


def goes_on(unit: Unit, programme: str) -> bool:
    """Whether anybody takes part in a programme, or is to."""
    row = unit.row(
        "SELECT 1 FROM enrolments WHERE programme = ? AND state IN ('invited', 'waiting', 'active', 'paused')",
        programme,
    )
    return row is not None


def is_noted(unit: Unit, programme: str, first: date, last: date) -> bool:
    """Whether anything was noted of a programme for the days from the first to the last."""
    row = unit.row(
        "SELECT 1 FROM notes WHERE programme = ?1 AND day BETWEEN ?2 AND ?3"
        " UNION ALL SELECT 1 FROM report_notes WHERE programme = ?1 AND day BETWEEN ?2 AND ?3",
        programme,
        first.isoformat(),
        last.isoformat(),
    )
    return row is not None


def comments(unit: Unit, programme: str, after: str, until: str) -> dict[tuple[str, str, str], tuple[str, ...]]:
    """Give the free texts of anonymous forms, by form, version and question, in the order of their random keys.

    :param after: the quarter after which they were released, as ``2026-Q2``; empty for all
    :param until: the last quarter in which they were
    """
    rows = unit.rows(
        "SELECT questionnaire, version, question, words FROM unlinked_comments"
        " WHERE programme = ? AND quarter > ? AND quarter <= ? ORDER BY questionnaire, version, question, id",
        programme,
        after,
        until,
    )
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for row in rows:
        found[row["questionnaire"], row["version"], row["question"]].append(unit.seal.open(row["words"]))
    return {key: tuple(texts) for key, texts in found.items()}
