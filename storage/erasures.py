"""Erasures that outlive a restore: a list beside the database of who was erased, stopped, or asked to be erased.

A backup knows nothing of what was erased after it was made. So whoever leaves is put on a list in the database, by
triggers that no code can forget, and from there into a file beside it which is only added to. Whenever a database is
opened, what the file says and the database does not know is done again (``replay``); a restore has only to leave the
file where it is and open the database. The file holds ids and keyed hashes, so nobody without the key can have somebody
erased by writing in it, and another installation's file means nothing here.
"""

import hmac
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from storage import enrolments, people, tasks
from storage.enrolments import State
from storage.seal import Seal
from storage.unit import Unit

_NOBODY_KNOWS_WHEN = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Erasure:
    """Somebody's leaving: what it was, the enrolment (of staff, the person), and a day where one belongs to it."""

    what: str
    id: int
    day: str = ""


def beside(database: Path) -> Path:
    """Give the file that belongs to a database."""
    return database.with_name(f"{database.name}.erasures")


def read(file: Path, seal: Seal) -> tuple[Erasure, ...]:
    """Give what a file says, the last word about each; lines that no key vouches for are nothing."""
    try:
        lines = file.read_text("ascii", "replace").splitlines()
    except FileNotFoundError:
        return ()
    found = filter(None, (_read(line, seal) for line in lines))
    return tuple({(each.what, each.id): each for each in found}.values())


def _read(line: str, seal: Seal) -> Erasure | None:
    said, _, proof = line.rpartition(" ")
    what, _, rest = said.partition(" ")
    number, _, day = rest.partition(" ")
    if not any(hmac.compare_digest(hashed.hex(), proof) for hashed in seal.hashes(f"erasure {said}")):
        return None
    return Erasure(what, int(number), day)


def unknown(unit: Unit, told: Iterable[Erasure]) -> tuple[Erasure, ...]:
    """Give what is told and the database does not know, because it is an older one.

    Of whom it knows something that is not in the file yet, it knows better.
    """
    known, newer = set(_listed(unit)), {(each.what, each.id) for each in unwritten(unit)}
    return tuple(each for each in told if each not in known and (each.what, each.id) not in newer)


def replay(unit: Unit, told: Iterable[Erasure]) -> int:
    """Do again what is told and not known here; give how many there were.

    No id on the list is given to anybody anew: the next one would be erased in their stead.
    """
    found = unknown(unit, told)
    for each in found:
        _do(unit, each)
        unit.run(
            "INSERT INTO erasures (what, id, day, is_kept) VALUES (?, ?, ?, 1)"
            " ON CONFLICT DO UPDATE SET day = excluded.day, is_kept = 1",
            each.what,
            each.id,
            each.day,
        )
        _give_no_more(unit, "people" if each.what == "staff" else "enrolments", each.id)
    return len(found)


def _do(unit: Unit, each: Erasure) -> None:
    if each.what == "staff":
        gone = people.by_id(unit, each.id)
        people.revoke(unit, each.id, gone.grants if gone else ())
        people.let_go(unit, each.id)
        return
    enrolment = enrolments.by_id(unit, each.id)
    if enrolment is None or enrolment.state in {State.ERASED, State.DECLINED}:
        return
    match each.what:
        case "erased" | "declined":
            enrolments.let_go(unit, each.id, State(each.what))
        case "withdrawn":
            enrolments.withdraw(unit, each.id, each.day)
        case "asked":
            enrolments.detach(unit, each.id)
            due = date.fromisoformat(each.day) if each.day else None
            tasks.add(unit, "erasure", enrolment.programme, each.id, _NOBODY_KNOWS_WHEN, due)
    if enrolment.person is not None and each.what != "withdrawn":
        people.let_go(unit, enrolment.person)


def _give_no_more(unit: Unit, table: str, number: int) -> None:
    if unit.row("SELECT 1 FROM sqlite_sequence WHERE name = ?", table) is None:
        unit.run("INSERT INTO sqlite_sequence (name, seq) VALUES (?, 0)", table)
    unit.run("UPDATE sqlite_sequence SET seq = MAX(seq, ?) WHERE name = ?", number, table)


def _listed(unit: Unit, where: str = "1") -> tuple[Erasure, ...]:
    rows = unit.rows(f"SELECT what, id, day FROM erasures WHERE {where} ORDER BY what, id")
    return tuple(Erasure(row["what"], row["id"], row["day"]) for row in rows)


def missing(unit: Unit, told: Iterable[Erasure]) -> tuple[Erasure, ...]:
    """Give what the database knows and the file does not say: it was lost, or its key is given no longer."""
    said = set(told)
    return tuple(each for each in _listed(unit) if each not in said)


def unwritten(unit: Unit) -> tuple[Erasure, ...]:
    """Give what was not yet written to the file."""
    return _listed(unit, "is_kept = 0")


def write(unit: Unit, file: Path, new: Iterable[Erasure]) -> None:
    """Add to the file, and keep that it is there; a death in between writes it twice, which means the same."""
    found = tuple(new)
    if not found:
        return
    lines = (f"{each.what} {each.id} {each.day}" for each in found)
    text = "".join(f"\n{line} {unit.seal.hash(f'erasure {line}').hex()}" for line in lines)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(handle, text.encode())
        os.fsync(handle)
    finally:
        os.close(handle)
    unit.run_many("UPDATE erasures SET is_kept = 1 WHERE what = ? AND id = ?", ((each.what, each.id) for each in found))
