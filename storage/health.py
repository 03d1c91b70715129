"""What ``foljsam doctor`` looks at in the database."""

from storage import outbox
from storage.seal import Unsealable
from storage.unit import Unit


def problems(unit: Unit) -> tuple[str, ...]:
    """Give what is wrong with the database, each with what to do; nothing when it is sound."""
    found = [f"the database is damaged ({row[0]}); restore a backup" for row in _damage(unit)]
    broken = unit.rows("PRAGMA foreign_key_check")
    if broken:
        found.append(f"{len(broken)} rows point to nothing; restore a backup")
    row = unit.row("SELECT chat FROM people ORDER BY id DESC LIMIT 1")
    try:
        if row:
            unit.seal.open(row["chat"])
    except Unsealable as error:
        found.append(f"people cannot be read: {error}")
    return tuple(found)


def _damage(unit: Unit) -> list[tuple[str]]:
    return [tuple(row) for row in unit.rows("PRAGMA integrity_check") if row[0] != "ok"]


def counts(unit: Unit) -> dict[str, int]:
    """Give figures for the operator: letters by state, updates put aside."""
    letters = {f"outbox {state}": n for state, n in outbox.counts(unit).items()}
    return letters | {"updates put aside": unit.count("SELECT COUNT(*) FROM failures")}
