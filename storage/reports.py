"""Reports that are kept: frozen figures, the texts that were sent with them, and the bytes that were made of both."""

import sqlite3
from dataclasses import dataclass
from datetime import date

from flows.reports.report import Figures, Texts, figures_from, texts_from, written
from storage.unit import Unit

DOCUMENT = "document"
"""The format of what the other files are made of."""


@dataclass(frozen=True)
class Edition:
    """An edition of a report."""

    id: int
    number: str
    """The report's number, such as ``2026:3``."""
    edition: int
    """From 1; a later one is a correction."""
    figures: Figures
    texts: Texts | None
    """What it was sent with; ``None`` until then."""
    sent_on: date | None


@dataclass(frozen=True)
class Request:
    """A file that somebody asked for."""

    programme: str
    period: str
    format: str


_SELECT = "SELECT report_editions.*, year, running FROM report_editions JOIN reports ON reports.id = report"


def editions(unit: Unit, programme: str, period: str) -> tuple[Edition, ...]:
    """Give the editions of a period's report, the newest first."""
    rows = unit.rows(f"{_SELECT} WHERE programme = ? AND period = ? ORDER BY edition DESC", programme, period)
    return tuple(_edition(unit, row) for row in rows)


def newest(unit: Unit, programme: str, period: str) -> Edition | None:
    """Give the newest edition of a period's report."""
    row = unit.row(f"{_SELECT} WHERE programme = ? AND period = ? ORDER BY edition DESC LIMIT 1", programme, period)
    return _edition(unit, row) if row else None


def is_kept(unit: Unit, programme: str, period: str) -> bool:
    """Whether a period has a report."""
    return unit.row("SELECT 1 FROM reports WHERE programme = ? AND period = ?", programme, period) is not None


def add(unit: Unit, figures: Figures) -> Edition:
    """Freeze figures as the first edition of a report, which gets the year's next number, or as the next edition."""
    programme, period, year = figures.programme, figures.period.key, figures.cut.year
    unit.run(
        "INSERT INTO reports (programme, period, year, running) VALUES (?1, ?2, ?3,"
        " 1 + (SELECT COALESCE(MAX(running), 0) FROM reports WHERE year = ?3))"
        " ON CONFLICT (programme, period) DO NOTHING",
        programme,
        period,
        year,
    )
    unit.run(
        "INSERT INTO report_editions (report, edition, figures) SELECT id, 1 + (SELECT COUNT(*) FROM report_editions"
        " WHERE report = reports.id), ? FROM reports WHERE programme = ? AND period = ?",
        unit.seal.close(written(figures)),
        programme,
        period,
    )
    return editions(unit, programme, period)[0]


def send(unit: Unit, edition: int, texts: Texts, day: date) -> None:
    """Keep that an edition is sent, with its texts, which never change from now on."""
    unit.run(
        "UPDATE report_editions SET texts = ?, sent_on = ? WHERE id = ? AND sent_on IS NULL",
        unit.seal.close(written(texts)),
        day.isoformat(),
        edition,
    )


def _edition(unit: Unit, row: sqlite3.Row) -> Edition:
    return Edition(
        id=row["id"],
        number=f"{row['year']}:{row['running']}",
        edition=row["edition"],
        figures=figures_from(unit.seal.open(row["figures"])),
        texts=texts_from(unit.seal.open(row["texts"])) if row["texts"] else None,
        sent_on=date.fromisoformat(row["sent_on"]) if row["sent_on"] else None,
    )


def analysis(unit: Unit, programme: str, period: str) -> str:
    """Give the analysis of a period; empty where none is written."""
    row = unit.row("SELECT words FROM report_analyses WHERE programme = ? AND period = ?", programme, period)
    return unit.seal.open(row["words"]) if row else ""


def set_analysis(unit: Unit, programme: str, period: str, words: str) -> None:
    """Keep the analysis of a period, in place of an earlier one."""
    unit.run(
        "INSERT INTO report_analyses (programme, period, words) VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET words = excluded.words",
        programme,
        period,
        unit.seal.close(words),
    )


def file(unit: Unit, edition: int, content: str, kind: str) -> bytes | None:
    """Give the bytes that were made of an edition with this content, if they were."""
    row = unit.row(
        "SELECT bytes FROM report_files WHERE edition = ? AND content = ? AND format = ?", edition, content, kind
    )
    return unit.seal.open_bytes(row["bytes"]) if row else None


def keep_file(unit: Unit, edition: int, content: str, kind: str, made: bytes) -> bytes:
    """Keep bytes, unless some were kept before; give those that are."""
    unit.run(
        "INSERT INTO report_files (edition, content, format, bytes) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        edition,
        content,
        kind,
        unit.seal.close_bytes(made),
    )
    return file(unit, edition, content, kind) or made


def ask(unit: Unit, request: Request, update: int | None) -> int:
    """Keep a request; give its id."""
    return unit.insert(
        "INSERT INTO report_requests (programme, period, format, made_by_update) VALUES (?, ?, ?, ?)",
        request.programme,
        request.period,
        request.format,
        update,
    )


def asked(unit: Unit, request: int) -> Request | None:
    """Give a request."""
    row = unit.row("SELECT programme, period, format FROM report_requests WHERE id = ?", request)
    return Request(*row) if row else None


def is_on_its_way(unit: Unit, letter: str, person: int, request: Request) -> bool:
    """Whether a letter of this kind that brings the same file to the same person is not settled yet."""
    row = unit.row(
        "SELECT 1 FROM outbox JOIN report_requests ON report_requests.id = subject"
        " WHERE kind = ? AND state IN ('waiting', 'claimed') AND person = ?"
        " AND programme = ? AND period = ? AND format = ?",
        letter,
        person,
        request.programme,
        request.period,
        request.format,
    )
    return row is not None
