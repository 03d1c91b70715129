"""What an attacker reads from a copy of the database, with every key that lies beside it or was taken elsewhere."""

import json
import re
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from storage import batches
from storage.batch_keys import BatchKeys
from storage.seal import Seal, Unsealable
from storage.unit import Unit
from tests.storage.leftovers import plain
from tests.storage.pages import Place, cells

_COMMENTS = "unlinked_comments"
_WHO = ("enrolment", "run", "person", "subject")
_WHEN = ("at", "since", "settled_on", "touched", "kept", "day")


@dataclass(frozen=True)
class Row:
    """One anonymous answer."""

    key: bytes
    form: tuple[str, str, str]
    question: str
    answer: str
    is_words: bool
    place: str


@dataclass(frozen=True)
class Respondent:
    """One who is known to have sent a form in. Of a guest of an event nothing is known but run and hash."""

    run: int
    enrolment: int
    form: tuple[str, str, str]
    day: str
    message: int
    place: str


@dataclass(frozen=True)
class Copy:
    """What is read from one copy of the database."""

    raw: bytes
    log: bytes
    rows: tuple[Row, ...]
    respondents: tuple[Respondent, ...]
    drafts: tuple[tuple[int, str, str], ...]
    live: set[bytes]
    """The sealed answers that rows hold."""
    places: Mapping[int | bytes, Place]
    """Where comments lie, by key; and runs, by id."""
    tallies: Counter[tuple[tuple[str, str, str], str, str]]
    """How many are known to have answered so, by form, question and option."""
    mentions: Mapping[str, Mapping[int, object]]
    """By table and kind of order: when it last names somebody, by enrolment."""
    names: Mapping[int, tuple[str, ...]]
    """By what else an enrolment is known: the chat, and the coach's own word."""


def read(database: Path, seal: Seal, key_folders: Sequence[Path] = ()) -> Copy:
    """Read a copy of the database as it lies on disk, and leave the original alone.

    :param key_folders: batch keys that were taken elsewhere
    """
    log = database.with_name(database.name + "-wal")
    with TemporaryDirectory() as folder:
        here = Path(shutil.copy(database, Path(folder, "copy")))
        if log.exists():
            shutil.copy(log, Path(folder, "copy-wal"))
        for each in (BatchKeys.beside(database).folder, *key_folders):
            if each.exists():
                shutil.copytree(each, BatchKeys.beside(here).folder, dirs_exist_ok=True)
        with closing(sqlite3.connect(here, isolation_level=None)) as db:
            db.row_factory = sqlite3.Row
            db.execute("BEGIN")
            unit = Unit(db, seal)
            rows = tuple(_each_option(_rows(unit)))
            db.execute("COMMIT")
            return Copy(
                raw=database.read_bytes(),
                log=log.read_bytes() if log.exists() else b"",
                rows=rows,
                respondents=(*_respondents(db), *_guests(db)),
                drafts=tuple(_drafts(db, seal)),
                live=_live(db),
                places=_places(db, here),
                tallies=_tallies(db),
                mentions=dict(_mentions(db)),
                names=_names(db, seal),
            )


def _places(db: sqlite3.Connection, path: Path) -> dict[int | bytes, Place]:
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    roots = "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name IN (?, 'runs')"
    file = path.read_bytes()
    lying = {cell.first: cell.place for row in db.execute(roots, (_COMMENTS,)) for cell in cells(file, row[0])}
    # A guest's row lies in the order of its key, for the file is written anew after each sending in.
    return lying | {-guest.enrolment: (0, number) for number, guest in enumerate(_guests(db))}


def _rows(unit: Unit) -> Iterator[Row]:
    number = 0
    for (programme,) in unit.rows("SELECT DISTINCT programme FROM unlinked_batches"):
        for form, answers in batches.waiting(unit, programme).items():
            for each in answers:
                number += 1
                words = each.words is not None
                answer = str(each.words if words else each.option)
                yield Row(number.to_bytes(16, "big"), form, each.question, answer, words, each.place)
    for row in unit.rows(f"SELECT id, programme, questionnaire, version, question, words FROM {_COMMENTS}"):
        yield Row(row["id"], tuple(row)[1:4], row["question"], unit.seal.open(row["words"]), is_words=True, place="")


def _each_option(rows: Iterable[Row]) -> Iterator[Row]:
    """Take each option of several for a question of its own, which those answered who chose it."""
    rows = tuple(rows)
    several = {row.question for row in rows if row.answer == "*"}
    for row in rows:
        if row.question not in several:
            yield row
        elif row.answer != "*":
            yield replace(row, question=f"{row.question}={row.answer}", answer="True")


def _respondents(db: sqlite3.Connection) -> Iterator[Respondent]:
    for row in db.execute(
        "SELECT runs.id, enrolment, programme, questionnaire, version, finished_on, message,"
        " (SELECT value FROM facts WHERE facts.enrolment = runs.enrolment AND fact = 'ort') AS place FROM runs"
        " JOIN enrolments ON enrolments.id = enrolment WHERE linked = 0 AND runs.state = 'sent'"
    ):
        place = json.loads(row["place"] or '""')
        yield Respondent(row["id"], row["enrolment"], tuple(row[2:5]), row["finished_on"], row["message"] or 0, place)


def _guests(db: sqlite3.Connection) -> Iterator[Respondent]:
    for run, event, questionnaire, version, hashed in db.execute(
        "SELECT run, event, questionnaire, version, chat_hash FROM event_answers JOIN events ON events.id = event"
        " ORDER BY event, chat_hash"
    ):
        form = (f"event:{event}", questionnaire, version)
        yield Respondent(run, -run, form, "", int.from_bytes(hashed[:6], "big"), "")


def _drafts(db: sqlite3.Connection, seal: Seal) -> Iterator[tuple[int, str, str]]:
    for run, question, answer in db.execute("SELECT run, question, answer FROM unlinked_drafts"):
        try:
            yield run, question, plain(seal.open(answer))
        except Unsealable:
            continue


def _live(db: sqlite3.Connection) -> set[bytes]:
    found = db.execute(f"SELECT answer FROM unlinked_drafts UNION SELECT words FROM {_COMMENTS}")
    return {row[0] for row in found}


def _tallies(db: sqlite3.Connection) -> Counter[tuple[tuple[str, str, str], str, str]]:
    form = "programme, questionnaire, version"
    found = db.execute(f"SELECT {form}, question, option, SUM(n) FROM tallies GROUP BY {form}, question, option")
    return Counter({((row[0], row[1], row[2]), row[3], row[4] or "None"): row[5] for row in found})


def _mentions(db: sqlite3.Connection) -> Iterator[tuple[str, dict[int, object]]]:
    """Go through every table that names people in any way, and see in which order it names them."""
    of_run = dict(map(tuple, db.execute("SELECT id, enrolment FROM runs")))
    of_person = dict(map(tuple, db.execute("SELECT person, id FROM enrolments WHERE person IS NOT NULL")))
    tables = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").fetchall()
    for (table,) in tables:
        columns = {row["name"] for row in db.execute(f"PRAGMA table_info({table})")}
        for who in columns.intersection(_WHO):
            known = {"run": of_run, "person": of_person}.get(who)
            for when in ("NULL", *columns.intersection(_WHEN)):
                found = db.execute(f"SELECT {who}, {when} FROM {table}").fetchall()
                yield f"{table}.{who} {when}", _last_named(found, known)


def _last_named(rows: Iterable[sqlite3.Row], known: Mapping[int, int] | None) -> dict[int, object]:
    """Give the time, if there is one, and the place of the last row that names somebody."""
    return {one: (str(row[1]), n) for n, row in enumerate(rows) for one in _named(row[0], known)}


def _named(value: object, known: Mapping[int, int] | None) -> Iterator[int]:
    """Give the enrolments that a value may name."""
    for number in re.findall(r"\d+", str(value)):
        one = int(number) if known is None else known.get(int(number))
        if one is not None:
            yield one


def _names(db: sqlite3.Connection, seal: Seal) -> dict[int, tuple[str, ...]]:
    found = db.execute(
        "SELECT enrolments.id, chat, reference FROM enrolments LEFT JOIN people ON people.id = enrolments.person"
    )
    return {row[0]: tuple(seal.open(sealed) for sealed in row[1:] if sealed) for row in found.fetchall()}
