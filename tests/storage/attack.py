"""The attack: who holds the database file, its log, backups and the key tries to tell whose answers are whose.

``attack`` makes claims ("this enrolment chose this"), each by a named method. It knows only what lies on disk; what it
is worth, ``grading`` tells against the truth.

The methods: drafts of forms that were sent in, still in their table or left in free space; copies of the database that
differ by one person; a place where only one answered; and orders: rows are lined up with people by every order that
either of them has (of selecting, of keys, of where they lie in the file, of first appearance in the log, of copies
left), and rows with one another.
"""

import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from storage.seal import Seal, Unsealable
from tests.storage.leftovers import Known, leftovers, plain
from tests.storage.pages import Place, cells

ANSWERS = ("unlinked_waiting", "unlinked_comments")


class Claim(NamedTuple):
    """Somebody (an enrolment's id, less than 0 a guest's run, or by words that were written) answered a question so."""

    method: str
    who: int | str
    question: str
    answer: str


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
    """Where answers lie, by key; and runs, by id."""


def attack(database: Path, keys: Sequence[str], backups: Sequence[Path] = ()) -> tuple[Claim, ...]:
    """Give everything that can be claimed from a database and the backups made of it, oldest first."""
    seal = Seal(keys)
    now = _copy(database, seal)
    earlier = [_copy(backup, seal) for backup in backups]
    enrolment_of = {respondent.run: respondent.enrolment for respondent in now.respondents}
    claims = [*_from_orders(now), *_from_neighbours(now), *_from_places(now), *_from_differences([*earlier, now])]
    for copy in (now, *earlier):
        claims += [Claim("draft kept", enrolment_of[r], q, a) for r, q, a in copy.drafts if r in enrolment_of]
        known = Known(set(enrolment_of), {row.question for row in now.rows}, copy.live)
        found = leftovers(copy.raw + copy.log, seal, known)
        claims += [Claim("draft left over", enrolment_of[r], q, a) for r, q, a in found]
    return tuple(dict.fromkeys(claims))


def _copy(database: Path, seal: Seal) -> Copy:
    """Read a copy of the database as it lies on disk, and leave the original alone."""
    log = database.with_name(database.name + "-wal")
    with TemporaryDirectory() as folder:
        here = shutil.copy(database, Path(folder, "copy"))
        if log.exists():
            shutil.copy(log, Path(folder, "copy-wal"))
        with closing(sqlite3.connect(here, isolation_level=None)) as db:
            db.row_factory = sqlite3.Row
            return Copy(
                raw=database.read_bytes(),
                log=log.read_bytes() if log.exists() else b"",
                rows=tuple(_each_option(_rows(db, seal))),
                respondents=(*_respondents(db), *_guests(db)),
                drafts=tuple(_drafts(db, seal)),
                live=_live(db),
                places=_places(db, Path(here)),
            )


def _places(db: sqlite3.Connection, path: Path) -> dict[int | bytes, Place]:
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    roots = "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name IN (?, ?, 'runs')"
    file = path.read_bytes()
    lying = {cell.first: cell.place for row in db.execute(roots, ANSWERS) for cell in cells(file, row[0])}
    # A guest's row lies in the order of its key, for the file is written anew after each sending in.
    return lying | {-guest.enrolment: (0, number) for number, guest in enumerate(_guests(db))}


def _rows(db: sqlite3.Connection, seal: Seal) -> Iterator[Row]:
    for table, beside in zip(ANSWERS, ("option, place", "'' AS option, '' AS place"), strict=True):
        for row in db.execute(f"SELECT id, programme, questionnaire, version, question, {beside}, words FROM {table}"):
            words = seal.open(row["words"]) if row["words"] else None
            answer = words or str(row["option"])
            yield Row(row["id"], tuple(row[1:4]), row["question"], answer, words is not None, row["place"])


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
    return {
        row[0]
        for row in db.execute(
            "SELECT answer FROM unlinked_drafts UNION SELECT words FROM unlinked_waiting WHERE words IS NOT NULL"
            " UNION SELECT words FROM unlinked_comments"
        )
    }


def _row_orders(copy: Copy) -> dict[str, Callable[[Row], tuple[int, ...] | bytes]]:
    def down(row: Row) -> tuple[int, ...]:
        page, place = copy.places[row.key]
        return page, -place

    selected = {row.key: number for number, row in enumerate(copy.rows)}
    return {
        "select": lambda row: (selected[row.key],),
        "key": lambda row: row.key,
        "place": lambda row: copy.places[row.key],
        "place down the page": down,
        "log": lambda row: (copy.log.find(row.key),),
        "copies": lambda row: (copy.raw.count(row.key) + copy.log.count(row.key), -copy.raw.find(row.key)),
    }


def _respondent_orders(copy: Copy) -> dict[str, Callable[[Respondent], tuple[int | str, ...]]]:
    def down(respondent: Respondent) -> tuple[int, ...]:
        page, place = copy.places[respondent.run]
        return page, -place

    return {
        "run": lambda respondent: (respondent.run,),
        "day": lambda respondent: (respondent.day, respondent.run),
        "message": lambda respondent: (respondent.message, respondent.run),
        "place": down,
    }


def _from_orders(copy: Copy) -> Iterator[Claim]:
    for row_order, by in _row_orders(copy).items():
        for form, question in sorted({(row.form, row.question) for row in copy.rows}):
            rows = sorted((row for row in copy.rows if (row.form, row.question) == (form, question)), key=by)
            yield from _with_people(copy, row_order, form, rows)
            words = sorted((row for row in copy.rows if row.form == form and row.is_words), key=by)
            if not rows[0].is_words:
                for writer, row in zip(words, rows, strict=False):
                    yield Claim(f"together by {row_order}", writer.answer, question, row.answer)


def _from_neighbours(copy: Copy) -> Iterator[Claim]:
    """Take the options that lie before somebody's words, in any order of rows, for what the same person chose."""
    options = sorted({row.question for row in copy.rows if "=" in row.question})
    for row_order, by in _row_orders(copy).items() if options else ():
        before = set[str]()
        for row in sorted(copy.rows, key=by):
            if row.is_words:
                yield from (Claim(f"before by {row_order}", row.answer, each, str(each in before)) for each in options)
                before.clear()
            before.add(row.question)


def _from_places(copy: Copy) -> Iterator[Claim]:
    """Take the only answer from a place for that of the only one there who is known to have answered."""
    answered = Counter((each.form, each.place) for each in copy.respondents)
    for person in copy.respondents:
        rows = [row for row in copy.rows if person.place and (row.form, row.place) == (person.form, person.place)]
        alone = Counter(row.question for row in rows)
        for row in rows:
            if answered[person.form, person.place] == alone[row.question] == 1:
                yield Claim("place", person.enrolment, row.question, row.answer)


def _with_people(copy: Copy, row_order: str, form: tuple[str, str, str], rows: list[Row]) -> Iterator[Claim]:
    """Line rows up with people from the start and from the end, as the earliest or the latest may be there still."""
    for order, by in _respondent_orders(copy).items():
        people = sorted((respondent for respondent in copy.respondents if respondent.form == form), key=by)
        for way, line in (("", rows), (" backwards", rows[::-1])):
            for side, aligned in (("first", people), ("last", people[-len(line) :])):
                for person, row in zip(aligned, line, strict=False):
                    yield Claim(f"{row_order} by {order}, {side}{way}", person.enrolment, row.question, row.answer)


def _from_differences(copies: list[Copy]) -> Iterator[Claim]:
    """Compare copies that follow each other: what is new came from whoever is new, if that is one."""
    for before, after in pairwise(copies):
        new_people = set(after.respondents) - set(before.respondents)
        if len(new_people) == 1:
            (person,) = new_people
            known = {row.key for row in before.rows}
            new = [row for row in after.rows if row.key not in known and row.form == person.form]
            alone = Counter(row.question for row in new)
            for row in new:
                if alone[row.question] == 1:
                    yield Claim("difference", person.enrolment, row.question, row.answer)
