"""Sealing anew with the newest key what an older one sealed, a few rows at a time, beside a running bot.

It begins wherever it was broken off, for what the newest key opens already is passed over. What is looked up by a keyed
hash gets a new hash in the same statement. A link's words were made by the key (``storage.payloads``): people have them
in hand, so they are sealed and stand in their nonce's place from then on.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from storage import batches, enrolments, invitations
from storage.payloads import NONCE_BYTES, kept, payloads, sealed_words
from storage.seal import Unsealable
from storage.unit import Unit, Value

MOST_ROWS = 25
"""The rows sealed anew in one unit: few, so that nobody who presses meanwhile has to wait."""

Key: TypeAlias = tuple[Value, ...]
"""The primary key of a row; of a table without one, its row id."""
_Row: TypeAlias = Mapping[str, Value]
_Anew: TypeAlias = Callable[[Unit, _Row], dict[str, Value]]


@dataclass(frozen=True)
class Sealed:
    """A table with what is sealed in it. ``anew`` gives the columns to change in a row, none if it is new already."""

    table: str
    columns: tuple[str, ...]
    anew: _Anew


def _columns(table: str, *columns: str, **hashed: Callable[[str], str]) -> Sealed:
    """Give a table whose columns are sealed by themselves.

    :param hashed: for a column that is also kept as ``…_hash``, what is hashed of its text
    """

    def anew(unit: Unit, row: _Row) -> dict[str, Value]:
        changed: dict[str, Value] = {}
        for column in columns:
            sealed = row[column]
            if isinstance(sealed, bytes) and not unit.seal.is_newest(sealed):
                content = unit.seal.open_bytes(sealed)
                changed[column] = unit.seal.close_bytes(content)
                if column in hashed:
                    changed[f"{column}_hash"] = unit.seal.hash(hashed[column](content.decode()))
        return changed

    return Sealed(table, columns, anew)


def _invitation(unit: Unit, row: _Row) -> dict[str, Value]:
    nonce, by_payload, by_code = (_blob(row, name) for name in ("nonce", "payload_hash", "code_hash"))
    if _is_new(unit, nonce, by_payload):
        return {}
    payload = kept(unit, payloads(unit, nonce), by_payload)
    code = kept(unit, invitations.codes(unit, nonce), by_code)
    return {**_words(unit, payload, code), "code_hash": unit.seal.hash(code)}


def _event(unit: Unit, row: _Row) -> dict[str, Value]:
    nonce, by_payload = _blob(row, "nonce"), _blob(row, "payload_hash")
    return {} if _is_new(unit, nonce, by_payload) else _words(unit, kept(unit, payloads(unit, nonce), by_payload))


def _batch(unit: Unit, row: _Row) -> dict[str, Value]:
    [whole] = unit.rows("SELECT * FROM unlinked_batches WHERE key = ?", row["key"])
    sealed = batches.resealed(unit, whole)
    return {} if sealed is None else {"sealed": sealed}


def _blob(row: _Row, name: str) -> bytes:
    value = row[name]
    return value if isinstance(value, bytes) else b""


def _words(unit: Unit, *words: str) -> dict[str, Value]:
    return {"nonce": unit.seal.close(" ".join(words)), "payload_hash": unit.seal.hash(words[0])}


def _is_new(unit: Unit, nonce: bytes, hashed: bytes) -> bool:
    """Whether a link needs no key but the newest."""
    is_derived = len(nonce) == NONCE_BYTES
    if not is_derived and not unit.seal.is_newest(nonce):
        return False
    return unit.seal.hash(payloads(unit, nonce)[0] if is_derived else sealed_words(unit, nonce)[0]) == hashed


def _expectation(unit: Unit, row: _Row) -> dict[str, Value]:
    """Give a draft anew; what is no draft is plain, or hashes of labels that the next screen makes anew."""
    try:
        sealed = bytes.fromhex(str(row["detail"]))
    except ValueError:
        return {}
    if not sealed or unit.seal.is_newest(sealed):
        return {}
    try:
        return {"detail": unit.seal.close_bytes(unit.seal.open_bytes(sealed)).hex()}
    except Unsealable:
        return {}  # a number that looks like one


SEALED = (
    _columns("people", "chat", "name", chat=str),
    _columns("enrolments", "reference", reference=enrolments.folded),
    Sealed("invitations", ("nonce",), _invitation),
    _columns("linked_answers", "words"),
    _columns("held_texts", "words"),
    _columns("unlinked_drafts", "answer"),
    Sealed("unlinked_batches", ("sealed",), _batch),
    _columns("unlinked_comments", "words"),
    _columns("occasions", "reason"),
    _columns("own_reminders", "words"),
    _columns("report_editions", "figures", "texts"),
    _columns("report_analyses", "words"),
    _columns("report_files", "bytes"),
    _columns("report_notes", "words"),
    _columns("paper_uploads", "held"),
    Sealed("events", ("nonce",), _event),
    Sealed("expectations", ("detail",), _expectation),
)
"""Everything that is sealed; a test holds it against the schema."""


@dataclass(frozen=True)
class Some:
    """What a unit did to a table."""

    after: Key | None
    """The row after which the next unit goes on; ``None``: the table is done."""
    done: int
    """How many rows were sealed anew."""
    lost: int
    """How many rows no key opens."""


def reseal_some(unit: Unit, sealed: Sealed, after: Key | None) -> Some:
    """Seal the next rows of a table anew.

    :param after: the row after which to begin
    """
    rows = tuple(_rows(unit, sealed, after, MOST_ROWS))
    done = lost = 0
    for key, row in rows:
        try:
            changed = sealed.anew(unit, row)
        except Unsealable:
            lost += 1
            continue
        if changed:
            done += 1
            _change(unit, sealed.table, key, changed)
    return Some(rows[-1][0] if len(rows) == MOST_ROWS else None, done, lost)


def older(unit: Unit) -> dict[str, int]:
    """Count, by table, the rows that the newest key alone does not open; tables without any are left out."""
    counts = {sealed.table: sum(_is_older(unit, sealed, row) for _, row in _rows(unit, sealed)) for sealed in SEALED}
    return {table: n for table, n in counts.items() if n}


def _is_older(unit: Unit, sealed: Sealed, row: _Row) -> bool:
    try:
        return bool(sealed.anew(unit, row))
    except Unsealable:
        return True


def _rows(unit: Unit, sealed: Sealed, after: Key | None = None, most: int = -1) -> Iterator[tuple[Key, _Row]]:
    names = _key_of(unit, sealed.table)
    columns = ", ".join(names)
    where = f"WHERE ({columns}) > ({', '.join('?' * len(names))})" if after else ""
    query = f"SELECT {columns}, * FROM {sealed.table} {where} ORDER BY {columns} LIMIT ?"
    for row in unit.run(query, *(after or ()), most):
        yield tuple(row[: len(names)]), {name: row[name] for name in row.keys()}  # noqa: SIM118  # rows iterate values


def _change(unit: Unit, table: str, key: Key, changed: Mapping[str, Value]) -> None:
    where = " AND ".join(f"{name} = ?" for name in _key_of(unit, table))
    given = ", ".join(f"{name} = ?" for name in changed)
    unit.run(f"UPDATE {table} SET {given} WHERE {where}", *changed.values(), *key)


def _key_of(unit: Unit, table: str) -> tuple[str, ...]:
    rows = unit.rows("SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", table)
    return tuple(row["name"] for row in rows) or ("rowid",)


def known_by_older(unit: Unit) -> str | None:
    """Give the last moment, as text, until which hashes that cannot be made anew may need an older key.

    They are of chats that answered an event: without the key these people may answer it once more.
    """
    row = unit.row("SELECT MAX(closes) AS last FROM events JOIN event_answers ON event = events.id")
    return row["last"] if row else None
