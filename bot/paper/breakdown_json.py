"""Breakdowns as JSON, beside a status (design: 4)."""

from collections.abc import Sequence

from flows.disclosure.breakdown import Breakdown, Cell


def breakdowns_json(tables: Sequence[Breakdown]) -> list[dict[str, object]]:
    """Write tables; what is suppressed is null, with the reason beside."""
    return [_table_json(table) for table in tables]


def _table_json(table: Breakdown) -> dict[str, object]:
    written: dict[str, object] = {
        "dimension": table.dimension,
        "what": table.what,
        "label": table.label,
        "text": table.text,
        "released_in": table.released_in,
        "cells": [_cell_json(cell) for cell in table.cells],
    }
    return written | ({} if table.cells else {"withheld": "few"})


def _cell_json(cell: Cell) -> dict[str, object]:
    written: dict[str, object] = {
        "key": cell.key,
        "label": cell.label,
        "n": cell.n,
        "of": cell.of,
        "share": cell.n / cell.of if cell.n is not None and cell.of else None,
    }
    return written | ({"withheld": cell.withheld} if cell.withheld else {})
