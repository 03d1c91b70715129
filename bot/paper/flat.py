"""Tables as spreadsheets have them: a share stands beside its n and its N, each in a column of its own."""

from itertools import chain

from bot.paper.document import Cell, Share, Table
from locales.translator import Translator


def flat(t: Translator, table: Table) -> Table:
    """Give a table with two more columns after each that holds shares."""
    wide = share_columns(table)
    headings = chain.from_iterable(
        (heading, *(beside(t, heading) if column in wide else ())) for column, heading in enumerate(table.headings)
    )
    rows = (
        chain.from_iterable(_cells(cell) if column in wide else (cell,) for column, cell in enumerate(row))
        for row in table.rows
    )
    return table.model_copy(update={"headings": tuple(headings), "rows": tuple(map(tuple, rows))})


def share_columns(table: Table) -> frozenset[int]:
    """Give which columns hold shares."""
    return frozenset(column for row in table.rows for column, cell in enumerate(row) if isinstance(cell, Share))


def beside(t: Translator, heading: str) -> tuple[str, str]:
    """Give the headings of n and N."""
    return t("{heading}: antal", heading=heading), t("{heading}: av", heading=heading)


def _cells(cell: Cell) -> tuple[Cell, Cell, Cell]:
    return (cell if cell.of else None, cell.n, cell.of) if isinstance(cell, Share) else (cell, None, None)
