"""Files of anonymous paper answers that were counted: a keyed hash of each, and the day, so that none counts twice."""

from datetime import date, timedelta

from storage.unit import Unit

KEPT = timedelta(days=30)


def keep(unit: Unit, programme: str, questionnaire: str, content: str, day: date) -> None:
    """Remember what was counted on a day."""
    unit.run(
        "INSERT OR REPLACE INTO papers_counted (programme, questionnaire, hash, day) VALUES (?, ?, ?, ?)",
        programme,
        questionnaire,
        unit.seal.hash(content),
        day.isoformat(),
    )


def counted_on(unit: Unit, programme: str, questionnaire: str, content: str, today: date) -> date | None:
    """Give the last day on which the same was counted, if that is not too long ago."""
    hashes = unit.seal.hashes(content)
    row = unit.row(
        "SELECT MAX(day) AS day FROM papers_counted WHERE programme = ? AND questionnaire = ? AND day > ?"
        f" AND hash IN ({','.join('?' * len(hashes))})",
        programme,
        questionnaire,
        (today - KEPT).isoformat(),
        *hashes,
    )
    return date.fromisoformat(row["day"]) if row and row["day"] else None


def forget_old(unit: Unit, today: date) -> None:
    """Forget what was counted too long ago."""
    unit.run("DELETE FROM papers_counted WHERE day <= ?", (today - KEPT).isoformat())
