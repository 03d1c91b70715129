"""What ``foljsam doctor`` looks at in the database."""

from storage import audit, batches, outbox, resealing
from storage.seal import Unsealable
from storage.unit import Unit


def broken(unit: Unit) -> tuple[str, ...]:
    """Give what makes a database unfit for use, each with what to do; nothing when it can be used."""
    found = [f"the database is damaged ({row[0]}); restore a backup" for row in _damage(unit)]
    pointless = unit.rows("PRAGMA foreign_key_check")
    if pointless:
        found.append(f"{len(pointless)} rows point to nothing; restore a backup")
    return (*found, *filter(None, [unreadable(unit)]))


def problems(unit: Unit) -> tuple[str, ...]:
    """Give all that is wrong with the database, each with what to do; nothing when it is sound."""
    found = broken(unit)
    return (*found, *filter(None, [None if found else _sealed_by_older(unit)]), *audit.faults(unit))


def unreadable(unit: Unit) -> str | None:
    """Tell what to do if the keys do not open the oldest and the newest of what is sealed, as with a mistaken key.

    With such a key nothing would fail: everyone would be a stranger, and be made anew.
    """
    for table, column in (("people", "chat"), ("enrolments", "reference")):
        sealed = f"FROM {table} WHERE {column} IS NOT NULL"
        try:
            for row in unit.rows(
                f"SELECT {column} {sealed} AND id IN (SELECT MIN(id) {sealed} UNION SELECT MAX(id) {sealed})"
            ):
                unit.seal.open(row[0])
        except Unsealable as error:
            return f"{table} cannot be read: {error}"
    return None


def _sealed_by_older(unit: Unit) -> str | None:
    """Tell what to do if the newest key alone does not open everything."""
    found = resealing.older(unit)
    if not found:
        return None
    rows = f"{sum(found.values())} rows ({', '.join(found)})"
    if unit.seal.has_older:
        return f"{rows} are sealed with an older key; run: foljsam keys rotate"
    return f"{rows} cannot be read; add the old key after the new one in FOLJSAM_KEY"


def locked_up(unit: Unit) -> str | None:
    """Tell what to do if the key of answers that wait is gone. Nothing else needs it, so nothing else is held up."""
    forms = batches.lost(unit)
    if not forms:
        return None
    named = ", ".join(f"{form.programme} {form.questionnaire}" for form in forms)
    return (
        f"answers that wait ({named}) cannot be opened, for their key is not in {unit.batch_keys.folder} or is damaged;"
        " put that folder back as it was, or let go of these answers with: foljsam doctor --let-go"
    )


def _damage(unit: Unit) -> list[tuple[str]]:
    return [tuple(row) for row in unit.rows("PRAGMA integrity_check") if row[0] != "ok"]


def holds_anybody(unit: Unit) -> bool:
    """Whether anybody was ever invited, or anything noted."""
    tables = ("people", "enrolments", "invitations", "notes", "report_notes", "events")
    return any(unit.row(f"SELECT 1 FROM {table} LIMIT 1") for table in tables)


def counts(unit: Unit) -> dict[str, int]:
    """Give figures for the operator: letters by state, updates put aside."""
    letters = {f"outbox {state}": n for state, n in outbox.counts(unit).items()}
    return letters | {"updates put aside": unit.count("SELECT COUNT(*) FROM failures")}


def fingerprint(unit: Unit) -> str:
    """Give what stands for the whole audit log, to be kept elsewhere and compared (storage.audit)."""
    return audit.newest_mark(unit).hex()
