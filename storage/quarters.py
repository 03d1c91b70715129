"""Which quarter of each programme was settled last (bot.actions.coordinator.settle)."""

from storage.unit import Unit


def settled(unit: Unit, programme: str) -> str | None:
    """Give the last quarter at whose close all that had gathered was released; ``None`` before the first."""
    row = unit.row("SELECT quarter FROM quarters_settled WHERE programme = ?", programme)
    return str(row["quarter"]) if row else None


def settle(unit: Unit, programme: str, quarter: str) -> None:
    """Keep that a quarter is settled."""
    unit.run(
        "INSERT INTO quarters_settled (programme, quarter) VALUES (?, ?)"
        " ON CONFLICT DO UPDATE SET quarter = excluded.quarter",
        programme,
        quarter,
    )
