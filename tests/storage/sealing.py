"""Rows of every table that holds anything sealed, made from the schema, so that a new table cannot be forgotten."""

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from storage import batches, invitations
from storage.batches import Form, Waiting
from storage.payloads import NONCE_BYTES, payloads
from storage.resealing import SEALED, Sealed, reseal_some
from storage.unit import Unit, Value

NOT_SEALED = {
    ("audit", "mark"),
    ("audit_anchor", "mark"),
    ("people", "chat_hash"),
    ("enrolments", "reference_hash"),
    ("invitations", "payload_hash"),
    ("invitations", "code_hash"),
    ("events", "payload_hash"),
    ("unlinked_batches", "key"),
    ("unlinked_unsealed", "id"),  # what waited before there were batches: empty once the program has opened it
    ("unlinked_unsealed", "words"),
    ("unlinked_comments", "id"),
    ("event_answers", "chat_hash"),  # gone 48 hours after the event: nothing is left that it could be made from
    ("guesses", "chat_hash"),  # gone after an hour
    ("papers_counted", "hash"),  # gone after 30 days
}
"""Columns of bytes that are hashes or drawn at random."""
BY_HAND = {"invitations", "events", "expectations", "unlinked_batches"}


def blobs(unit: Unit) -> set[tuple[str, str]]:
    """Give every column of bytes in the database."""
    tables = [row["name"] for row in unit.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    rows = ((table, row) for table in tables for row in unit.rows("SELECT * FROM pragma_table_info(?)", table))
    return {(table, row["name"]) for table, row in rows if row["type"] == "BLOB"}


def fill(unit: Unit, each: int) -> None:
    """Put some rows into every table that holds anything sealed; foreign keys and checks must be off."""
    for sealed in SEALED:
        for number in range(each):
            if sealed.table not in BY_HAND:
                _insert(unit, sealed, number)
    for number in range(each):
        invitations.make(unit, datetime.now(UTC) + timedelta(days=1))
        batches.add(unit, Form(f"insats-{number}", "avslut", "1"), [Waiting("nytta", "helt", None, "closure", "")])
        detail = unit.seal.close(f"utkast {number}").hex()
        unit.run("INSERT INTO expectations VALUES (?, 'draft:x', ?)", number, detail)
        nonce = secrets.token_bytes(NONCE_BYTES)
        unit.run(
            "INSERT INTO events (programme, questionnaire, version, title, last_day, closes, nonce, payload_hash)"
            " VALUES ('', '', '', '', '', '', ?, ?)",
            nonce,
            unit.seal.hash(payloads(unit, nonce)[0]),
        )


def _insert(unit: Unit, sealed: Sealed, number: int) -> None:
    values = {
        row["name"]: _value(unit, sealed, row["name"], row["type"], number)
        for row in unit.rows("SELECT * FROM pragma_table_info(?)", sealed.table)
    }
    names = ", ".join(values)
    unit.run(f"INSERT INTO {sealed.table} ({names}) VALUES ({', '.join('?' * len(values))})", *values.values())


def _value(unit: Unit, sealed: Sealed, name: str, kind: str, number: int) -> Value:
    if name in sealed.columns:
        return unit.seal.close(f"{sealed.table} {number}")
    if name.endswith("_hash"):
        return unit.seal.hash(f"{sealed.table} {number}")
    if kind == "BLOB":
        return secrets.token_bytes(16)
    return number + 1 if kind == "INTEGER" else f"{number}"


def reseal_all(unit: Unit, tables: tuple[Sealed, ...] = SEALED) -> Iterator[int]:
    """Seal everything anew, unit by unit; give how many rows each did."""
    for sealed in tables:
        some = reseal_some(unit, sealed, None)
        yield some.done
        while some.after is not None:
            some = reseal_some(unit, sealed, some.after)
            yield some.done
