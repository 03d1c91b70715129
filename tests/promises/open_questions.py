"""Questions that are answered by typing: how one comes to them, what they take a text for, and what is then kept."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.actions.drafts import PREFIX
from flows.forms.conditions import Answer
from storage import linked, unlinked
from storage.unit import Unit
from tests.promises.hostile import NUMBERS, PERSONAL, visible

FORM = """\
key: halsa-start
title: Alla sorter
purpose: Provar.
source: Påhittad.
linked: true
minutes: 2
questions:
  - {key: ett, kind: choice, text: Vad vill du?, options: [{key: ja, label: Gärna}, {key: nej, label: Helst inte}]}
  - {key: flera, kind: choices, text: Vad har hjälpt?, options: [{key: a, label: Samtal}, {key: b, label: Besök}]}
  - {key: skala, kind: scale, text: Hur nära är du?, low: Långt, high: Nära}
  - {key: termometer, kind: thermometer, text: Hur mår du i dag?, low: Sämst, high: Bäst}
  - {key: timmar, kind: number, text: Hur många timmar?, highest: 40, unit: timmar}
  - {key: dag, kind: date, text: När började du?, earliest: 2026-01-01, latest: today}
  - {key: framat, kind: date, text: När slutar du?, earliest: today}
  - {key: ord, kind: text, text: Vad vill du säga?}
  - {key: kort, kind: information, text: Läs det här.}
"""
"""A question of every kind."""
RIGHT: dict[str, Answer] = {
    "ett": "ja",
    "flera": ("a",),
    "skala": 3,
    "termometer": 50,
    "timmar": 5,
    "dag": "2029-01-01",
    "framat": "2029-06-01",
    "ord": "ord",
    "kort": True,
}
"""An answer to each, in order."""

Takes = Callable[[str], object]
"""What a typed text is to be taken for; ``None``: for nothing, and nothing changes."""


def nothing(_: str) -> object:
    return None


def words(longest: int) -> Takes:
    """Words are kept as they are seen, if anything is seen of them, and nothing that tells who somebody is."""

    def take(text: str) -> object:
        seen = visible(text)
        too_much = len(tidy(text)) > longest
        return None if not seen or too_much or text in PERSONAL or is_command(text) else seen

    return take


def tidy(text: str) -> str:
    """Give a text about as long as it is kept: without blanks at its ends."""
    return text.strip()


def among(meant: Mapping[str, object]) -> Takes:
    return meant.get


def as_text(takes: Takes) -> Takes:
    """Of a dialogue that keeps numbers as text."""
    return lambda text: None if (taken := takes(text)) is None else str(taken)


def number(lowest: int, highest: int, meant: Mapping[str, int]) -> Takes:
    return among({text: value for text, value in meant.items() if lowest <= value <= highest})


def is_command(text: str) -> bool:
    return text.startswith("/")


WITH_UNITS = NUMBERS | {
    "41": 41,
    "12abc": 12,
    "3 marš": 3,
    "٣ مارس": 3,
    "1000 000": 1000000,
    "100000": 100000,
    "-1": -1,
    "−7": -7,
}
COUNTED = {text: value for text, value in NUMBERS.items() if "timmar" not in text} | {"41": 41}
"""Numbers that staff type; a unit that is not theirs hinders."""
BELOW = {"-1": -1, "−7": -7, "41": 41}


@dataclass(frozen=True)
class Open:
    """An open question. A step of the ``way`` is a label to press, or after ``>`` a text to type."""

    name: str
    who: str
    way: tuple[str, ...]
    asks: str
    takes: Takes = nothing
    found: Callable[[Unit], object] = field(default=lambda _: None)


def answer(key: str) -> Callable[[Unit], object]:
    """Look for a participant's answer; words as they are seen."""

    def find(unit: Unit) -> object:
        runs = unit.rows("SELECT id FROM runs WHERE questionnaire = 'halsa-start'")
        return _seen(next((linked.answers(unit, run["id"]).get(key) for run in runs), None))

    return find


def draft_answer(key: str) -> Callable[[Unit], object]:
    """Look for an answer of an anonymous form that is not sent in."""

    def find(unit: Unit) -> object:
        runs = unit.rows("SELECT id FROM runs WHERE NOT linked AND state = 'open'")
        return _seen(next((unlinked.draft(unit, run["id"]).get(key) for run in runs), None))

    return find


def _seen(value: Answer) -> object:
    if isinstance(value, tuple):
        return value or None
    return visible(value) if isinstance(value, str) and not _is_day(value) else value


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def said(step: str) -> Callable[[Unit], object]:
    """Look for what was answered to a step of a dialogue with staff."""

    def find(unit: Unit) -> object:
        row = unit.row("SELECT detail FROM expectations WHERE kind LIKE ?", f"{PREFIX}%")
        kept = json.loads(unit.seal.open(bytes.fromhex(row["detail"])))[1].get(step) if row else None
        return kept if kept is None or _is_day(kept) else visible(kept)

    return find


def sealed(table: str, column: str) -> Callable[[Unit], object]:
    """Look for the sealed words of a table, of which there is one row at most."""

    def find(unit: Unit) -> object:
        row = unit.row(f"SELECT {column} AS words FROM {table} WHERE {column} IS NOT NULL LIMIT 1")
        return visible(unit.seal.open(row["words"])) if row and row["words"] else None

    return find


def newest(sql: str) -> Callable[[Unit], object]:
    """Look for the first value of a query."""

    def find(unit: Unit) -> object:
        row = unit.row(sql)
        return row[0] if row else None

    return find


def fact(key: str) -> Callable[[Unit], object]:
    """Look for what was recorded last of a fact."""

    def find(unit: Unit) -> object:
        row = unit.row("SELECT value FROM facts WHERE fact = ? ORDER BY rowid DESC LIMIT 1", key)
        return json.loads(row["value"]) if row else None

    return find
