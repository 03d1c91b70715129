"""A cohort as data: a row a person, with the days, what the coach knows, and what the person presses."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

Row: TypeAlias = Mapping[str, str]
"""A person by column. What is not known, asked or answered has no column.

``ref`` is the coach's reference and ``joined`` the day of the yes; ``nej`` is someone who declines, and without it the
link was never opened. ``closed`` and ``outcome`` are how it ended, ``grupp`` the group. A column named ``MOMENT.FORM``
holds what is pressed in a form; every other column is a fact.
"""

_COLUMNS = {"ref", "joined", "closed", "outcome", "grupp"}
_TOKEN = re.compile(r":\d+|.")


def table(text: str) -> tuple[Row, ...]:
    """Read a table of words; ``-`` is an empty cell."""
    head, *lines = (line.split() for line in text.strip().splitlines())
    return tuple({key: cell for key, cell in zip(head, line, strict=True) if cell != "-"} for line in lines if line)


@dataclass(frozen=True)
class Cohort:
    """A programme's people, what is noted of the programme, and the last day, on which one looks."""

    programme: str
    rows: tuple[Row, ...]
    looked_on: date
    protected: tuple[tuple[str, str], ...] = (("Kvinna", "1985"),)
    """Those with a protected identity: sex and year of birth, counted on the first day."""
    notes: tuple[tuple[str, ...], ...] = ()
    """What a coordinator notes at the end, step by step, in labels and words."""
    after: int = 0
    """When a form on the way is answered, in days after the start."""

    @property
    def first(self) -> date:
        """The first day."""
        return min(date.fromisoformat(row["joined"]) for row in joined(self.rows))


def joined(rows: tuple[Row, ...]) -> list[Row]:
    """Give those who said yes."""
    return [row for row in rows if row.get("joined", "nej") != "nej"]


def closed(rows: tuple[Row, ...]) -> list[Row]:
    """Give those whose time is over."""
    return [row for row in rows if "closed" in row]


def people(cohort: Cohort) -> dict[str, int]:
    """Give how many stand where at the end."""
    rows, over = cohort.rows, len(closed(cohort.rows))
    found = {
        "invited": sum("joined" not in row for row in rows),
        "declined": sum(row.get("joined") == "nej" for row in rows),
        "active": len(joined(rows)) - over + len(cohort.protected),
        "closed": over,
    }
    return {state: count for state, count in found.items() if count}


def facts(row: Row) -> dict[str, str]:
    """Give what the coach knows of a person."""
    return {key: value for key, value in row.items() if key not in _COLUMNS and "." not in key}


def forms(row: Row, moment: str) -> dict[str, list[str]]:
    """Give what a person presses at a moment, by form: ``a`` the first option, ``.`` no answer, ``-`` nothing to say.

    A digit is a number of a scale, with ``X`` for 10; ``:73`` a mark on a thermometer.
    """
    found = ((key.partition("."), cell) for key, cell in row.items() if "." in key)
    return {form: _TOKEN.findall(cell) for (at, _, form), cell in found if at == moment}


def chosen(row: Row, column: str, question: int) -> str | None:
    """Give what a person pressed at one question of a form, ``None`` where there is no answer."""
    moment, _, form = column.partition(".")
    found = forms(row, moment).get(form)
    return None if found is None or found[question] == "." else found[question]


def pressed(rows: Iterable[Row], column: str, question: int) -> list[str | None]:
    """Give what each pressed at one question of a form."""
    return [chosen(row, column, question) for row in rows]


def says(row: Row, fact: str) -> bool | None:
    """Tell whether a fact is yes or no; whatever else it is says neither."""
    return {"ja": True, "nej": False}.get(row.get(fact, ""))


def mark(number: str | None) -> int | None:
    """Read a number that was pressed."""
    return None if number is None else int(number.replace("X", "10").lstrip(":"))
