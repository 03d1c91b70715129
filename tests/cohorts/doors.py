"""What every door tells of a programme, gathered once: chat, terminal and JSON, and the report's files read back."""

import asyncio
import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from io import StringIO
from itertools import groupby, takewhile
from pathlib import Path
from typing import Any, TypeAlias

import docx
from openpyxl import load_workbook

from storage.database import open_database
from storage.seal import Seal
from storage.unit import Unit
from tests.cohorts.acting import END, Crowd
from tests.command_line.program import KEY, ran_here
from tests.figures.reading import Reader, words
from tests.prepared import prepare

Row: TypeAlias = list[str]
Judged: TypeAlias = tuple[str, str]
"""A sign, and numbers in words."""

HALF_YEAR = "2029-H1"
_JULY = datetime(2029, 7, 3, 9, tzinfo=UTC)
_COORDINATOR = 10_000
"""A chat that is no participant's."""
_JUDGED = re.compile(r"(?:Nu: )?(?P<sign>[✓✗•–]) [^:]+(?:: (?P<numbers>.*))?")
_COUNTED = re.compile(r"(?P<label>.+?): (?P<count>\d+) \((?P<share>[\d,]+ %)\)")


@dataclass(frozen=True)
class Doors:
    """What is told, by door. A figure is asked for once and given as a set, of one value where all doors agree."""

    texts: dict[str, list[str]]
    """Lines of the chat's screens, the terminal and the Word document."""
    tables: dict[str, dict[str, list[Row]]]
    """Tables of Word, Excel and CSV by name, headings first."""
    values: dict[str, Any]
    """JSON of the status and of reports."""
    captions: dict[str, str]
    """The names of the tables, by caption."""

    def judged(self, goal: str, part: str | None = None) -> set[Judged]:
        """Give how a goal or a part of it is judged in words, with its numbers; Word says so of goals with a target."""
        heard = [set(_heard(self.texts[door], goal, part)) for door in ("chat", "terminal")]
        if part is None and any(sign in "✓✗" for sign, _ in set().union(*heard)):
            heard.append(set(_in_short(self.texts["word"], goal)))
        assert all(heard), "a door says nothing"
        return set().union(*heard)

    def came_to(self, goal: str, part: str | None = None) -> set[Judged]:
        """Give the sign of a goal or a part of it in the tables, and what it came to."""
        return {(row[1][:1], row[2]) for row in self._rows(goal, part)}

    def goal(self, key: str) -> set[str]:
        """Give a goal as JSON has it, with its parts."""
        return {json.dumps(_by_key(each["goals"], key), sort_keys=True) for each in self.values.values()}

    def answers(self, question: str) -> set[tuple[Judged, ...]]:
        """Give how a question was answered in every door: each option's label with count and share, and the total."""
        heard = (tuple(_options(self.texts[door], question)) for door in ("chat", "terminal"))
        written = (tuple(map(_option, tables[self.captions[question]][1:-1])) for tables in self.tables.values())
        valued = (tuple(_valued(_by_text(each["questions"], question))) for each in self.values.values())
        return {*heard, *written, *valued}

    def says(self, words: str) -> set[str]:
        """Give the doors that say something in a line."""
        cells = {
            door: [cell for rows in each.values() for row in rows for cell in row] for door, each in self.tables.items()
        }
        told = [*self.texts.items(), *cells.items()]
        return {door for door, lines in told if any(words in line for line in lines)}

    def _rows(self, goal: str, part: str | None) -> Iterator[Row]:
        """Give the row of a goal or a part of it in each table of goals."""
        for tables in self.tables.values():
            rows = tables["mal"][1:]
            at = next(number for number, row in enumerate(rows) if row[0] == goal)
            below = takewhile(lambda row: row[0].startswith("– "), rows[at + 1 :])
            yield next(row for row in below if row[0] == f"– {part}") if part else rows[at]


def opened(folder: Path, programme: str, live: Callable[[Crowd], object]) -> Doors:
    """Let people live, and ask at every door."""
    screens = asyncio.run(_lived(folder, programme, live))
    of = ("--programme", programme)
    texts = {"chat": "\n\n".join(screens), "terminal": _ran(folder, END, "status", *of)}
    values = {"status": json.loads(_ran(folder, END, "status", *of, "--json"))}
    for period, when in (("all", END), ("2029", END), (HALF_YEAR, _JULY)):
        values[period] = json.loads(_ran(folder, when, "report", *of, "--period", period, "--json"))
    for kind in ("docx", "xlsx", "csv"):
        _ran(folder, _JULY, "report", *of, "--period", HALF_YEAR, "--format", kind, "--output", f"report.{kind}")
    return _read(folder, texts, values)


async def _lived(folder: Path, programme: str, live: Callable[[Crowd], object]) -> list[str]:
    def work(unit: Unit) -> list[str]:
        live(Crowd(unit, programme))
        reader = Reader(unit, (programme,), now=END, chat=_COORDINATOR)
        return [words(each) for each in reader.everything(f"/status {programme}", f"/mal {programme}").values()]

    async with open_database(prepare(folder / "foljsam.db"), Seal([KEY])) as database:
        return await database.write(work)


def _ran(folder: Path, when: datetime, *arguments: str) -> str:
    ran = ran_here("--rehearse-at", when.isoformat(), *arguments, cwd=folder)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def _read(folder: Path, texts: dict[str, str], values: dict[str, Any]) -> Doors:
    """Read the files back; Word's tables have no names, but come in the same order as those of the others."""
    blocks = _blocks((folder / "report.csv").read_text("utf-8-sig"))
    book, sheets = docx.Document(str(folder / "report.docx")), load_workbook(folder / "report.xlsx")
    named = {head[0]: rows for head, *rows in blocks}
    word = [[[_plain(cell.text) for cell in row.cells] for row in table.rows] for table in book.tables]
    excel = {name: [list(map(_written, row)) for row in sheets[name].values] for name in named}
    return Doors(
        {
            **{door: [line.strip() for line in _plain(text).splitlines()] for door, text in texts.items()},
            "word": [_plain(each.text) for each in book.paragraphs],
        },
        {
            "word": dict(zip(named, word, strict=True)),
            "excel": {name: _folded(rows) for name, rows in excel.items()},
            "csv": {name: _folded(rows) for name, rows in named.items()},
        },
        values,
        {head[1]: head[0] for head, *_ in blocks},
    )


def _blocks(text: str) -> list[list[Row]]:
    """Give the tables of a CSV file, each with its name and caption above its headings."""
    rows = csv.reader(StringIO(_plain(text)), delimiter=";")
    return [list(block) for is_full, block in groupby(rows, bool) if is_full][1:]


def _folded(rows: list[Row]) -> list[Row]:
    """Put a share and the n and N in columns of their own together, as they are read in Word."""
    head = rows[0]
    wide = [column for column, name in enumerate(head) if f"{name}: antal" in head]
    skipped = {column + beside for column in wide for beside in (1, 2)}
    return [
        [_cell(row, column, is_share=column in wide) for column in range(len(head)) if column not in skipped]
        for row in rows
    ]


def _cell(row: Row, column: int, *, is_share: bool) -> str:
    if not is_share or not row[column + 1].isdigit():
        return row[column]
    share, n, of = row[column : column + 3]
    percent = _percent(share.replace(",", "."))
    is_based = n in row[:column]
    return percent if is_based else f"{n} av {of} ({percent})"


def _percent(share: object) -> str:
    """Write a share as tables have it: a decimal, but for a whole."""
    exact = Decimal(str(share)) * 100
    return f"{exact.quantize(Decimal('0.1'), ROUND_HALF_UP)} %".replace(".", ",").replace("100,0", "100")


def _written(value: object) -> str:
    text = str(value).replace(".", ",") if isinstance(value, float) else str(value)
    return "" if value is None else _plain(text)


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def _judged(line: str) -> Judged:
    found = _JUDGED.fullmatch(line)
    return (found["sign"], found["numbers"] or "") if found else ("", line)


def _heard(lines: Sequence[str], goal: str, part: str | None) -> Iterator[Judged]:
    """Give how a goal is judged in a text: on the line before it, or after it for a part."""
    for at, line in enumerate(lines):
        if line == goal and _JUDGED.fullmatch(lines[at - 1]):
            if part is None:
                yield _judged(lines[at - 1])
            below = takewhile(_JUDGED.fullmatch, lines[at + 1 :])
            yield from (_judged(each) for each in below if part and f" {part}: " in each)


def _in_short(lines: Sequence[str], goal: str) -> Iterator[Judged]:
    """Give how a goal is judged in the summary that Word begins with."""
    found = ((line[:1], line.removeprefix(f"{line[:1]} {goal}: ")) for line in lines)
    yield from ((sign, numbers) for sign, numbers in found if f"{sign} {goal}: {numbers}" in lines)


def _options(lines: Sequence[str], question: str) -> Iterator[tuple[str, str]]:
    for line in takewhile(bool, lines[lines.index(question) + 1 :]):
        if found := _COUNTED.fullmatch(line):
            yield found["label"], f"{found['count']} ({found['share']})"


def _option(row: Row) -> tuple[str, str]:
    label, _, count, share = row
    return label.replace("Svarade", "Totalt"), f"{count} ({share})"


def _valued(question: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for option in question["options"]:
        yield option["label"], f"{option['count']} ({_percent(option['share'])})"
    yield "Totalt", f"{question['of']} ({_percent(1)})"


def _by_key(goals: Iterable[dict[str, Any]], key: str) -> dict[str, Any]:
    return next(each for each in goals if each["key"] == key)


def _by_text(questions: Iterable[dict[str, Any]], text: str) -> dict[str, Any]:
    return next(each for each in questions if each["text"] == text)
