"""What a member of staff was asked to type; it holds until it is answered or something else is done."""

from storage.unit import Unit


def expect(unit: Unit, person: int, kind: str, detail: str) -> None:
    """Keep what the person's next typed text is for."""
    unit.run(
        "INSERT INTO expectations (person, kind, detail) VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET kind = excluded.kind, detail = excluded.detail",
        person,
        kind,
        detail,
    )


def expected(unit: Unit, person: int) -> tuple[str, str] | None:
    """Give the kind and detail of what is expected, if anything is."""
    row = unit.row("SELECT kind, detail FROM expectations WHERE person = ?", person)
    return (row["kind"], row["detail"]) if row else None


def clear(unit: Unit, person: int) -> bool:
    """Expect nothing any more; tell whether anything was expected."""
    return unit.run("DELETE FROM expectations WHERE person = ?", person).rowcount > 0
