"""Databases of every version with invented content, each made as time made it: migrated, used, migrated, used.

``versions/NNNN.sql`` is what came into a database while migration NNNN was its last, with that migration's checksum.
For a new migration run ``python -m tests.storage.released``: it fills what is new and writes what is missing. Look at
it and make it more telling where that helps; once it is released it is never changed again, nor is its migration.
"""

import hashlib
import re
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

from storage import audit
from storage.connection import connect
from storage.invitations import codes
from storage.migrate import migrate, migrations
from storage.payloads import NONCE_BYTES, payloads
from storage.seal import Seal
from storage.unit import Unit

FOLDER = Path(__file__).with_name("versions")
KEY = "Zm9sanNhbS1wcm92bnlja2VsLWludGUtaGVtbGlnISE="
"""What the content is sealed with; it opens nothing else."""

_DAY = re.compile(r"(day|since|until|due|expires|closes|touched|kept|at|.*_on|.*_end)$")
_CHOICE = re.compile(r"(\w+) TEXT[^,]*CHECK\s*\(\1 IN\s*\(\s*'([^']+)'", re.DOTALL)
_LINE = ("at", "actor", "action", "subject")


def file_of(version: int) -> Path:
    return FOLDER / f"{version:04}.sql"


def make(version: int, path: Path) -> None:
    """Make the database of a version."""
    path.unlink(missing_ok=True)
    path.touch()
    with closing(connect(path, "PRAGMA synchronous = OFF")) as db:
        build(db, version)
        db.execute("PRAGMA journal_mode = WAL")


def build(db: sqlite3.Connection, version: int) -> None:
    """Let an empty database become that of a version."""
    for reached in range(1, version + 1):
        step(db, reached)
        db.executescript(f"BEGIN; {file_of(reached).read_text('utf-8')} COMMIT;")


def checksum(version: int) -> str:
    """Give the line that tells by which migration a version came about."""
    migration = migrations()[version - 1]
    return f"-- {migration.name} {hashlib.sha256(migration.read_bytes()).hexdigest()}"


def version_of(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def schema(db: sqlite3.Connection) -> dict[str, str]:
    """Give what the tables, indexes and triggers are."""
    return dict(db.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"))


def columns(db: sqlite3.Connection, table: str) -> list[str]:
    """Give a table's columns, but for what it computes."""
    return [row[1] for row in db.execute(f"PRAGMA table_info({table})")]


def tables(db: sqlite3.Connection) -> list[str]:
    found = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    return [row[0] for row in db.execute(found)]


def step(db: sqlite3.Connection, version: int) -> None:
    """Apply migrations up to this one."""
    with patch("storage.migrate.migrations", lambda: migrations()[:version]):
        migrate(db)


def fill(db: sqlite3.Connection, before: dict[str, list[str]]) -> Iterator[str]:
    """Put a row into each table that has none, and a value into each column that was not there; give how."""
    for table in tables(db):
        yield from _fill_table(db, table)
        new = {column: value for column, value in _values(db, table) if column not in before.get(table, [column])}
        if new and _is_only_added_to(db, table):
            yield _inserted(db, table)
            continue
        for column, value in new.items():
            if not value.startswith("(SELECT"):
                key = ", ".join(_key(db, table)) or "rowid"
                one = f"SELECT {key} FROM {table} ORDER BY {key} LIMIT 1"
                yield _done(db, f"UPDATE {table} SET {column} = {value} WHERE ({key}) = ({one})")


def _fill_table(db: sqlite3.Connection, table: str) -> Iterator[str]:
    if db.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone():
        return
    for other in {row[2] for row in db.execute(f"PRAGMA foreign_key_list({table})")}:
        yield from _fill_table(db, other)
    yield _inserted(db, table)


def _inserted(db: sqlite3.Connection, table: str) -> str:
    row = dict(_values(db, table))
    if "nonce" in row:
        row |= _link(db, with_code="code_hash" in row)
    if table == "audit" and "mark" in row:
        row |= _noted(db)
    return _done(db, f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(row.values())})")


def _link(db: sqlite3.Connection, *, with_code: bool) -> dict[str, str]:
    """Give a link's nonce with the hashes of the words that it makes, or no key would open it."""
    unit, nonce = Unit(db, Seal([KEY])), secrets.token_bytes(NONCE_BYTES)
    made = {"nonce": nonce, "payload_hash": unit.seal.hash(payloads(unit, nonce)[0])}
    made |= {"code_hash": unit.seal.hash(codes(unit, nonce)[0])} if with_code else {}
    return {column: f"X'{value.hex()}'" for column, value in made.items()}


def _noted(db: sqlite3.Connection) -> dict[str, str]:
    """Give a line of the audit log with the mark that it must have."""
    line = ("2026-03-02", None, "påhittat", "påhittat")
    db.row_factory = sqlite3.Row
    db.execute("BEGIN")
    mark = audit._mark(audit.newest_mark(Unit(db, Seal([KEY]))), *line)
    db.execute("COMMIT")
    db.row_factory = None
    written = {name: f"'{value}'" if value else "NULL" for name, value in zip(_LINE, line, strict=True)}
    return written | {"mark": f"X'{mark.hex()}'"}


def _is_only_added_to(db: sqlite3.Connection, table: str) -> bool:
    """Whether rows that are there may not be changed, as those of the audit log."""
    return any(re.search(rf"BEFORE UPDATE ON {table}\b", sql) for sql in schema(db).values())


def _done(db: sqlite3.Connection, statement: str) -> str:
    db.execute(statement)
    return f"{statement};\n"


def _key(db: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in db.execute(f"PRAGMA table_info({table})") if row[5]]


def _values(db: sqlite3.Connection, table: str) -> Iterator[tuple[str, str]]:
    """Give a value for each column, as SQL writes it."""
    [script] = db.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
    choices = dict(_CHOICE.findall(script))
    pointing = {row[3]: row[2] for row in db.execute(f"PRAGMA foreign_key_list({table})")}
    for _, column, kind, *_ in db.execute(f"PRAGMA table_info({table})").fetchall():
        if column in pointing:
            [key] = _key(db, pointing[column])
            yield column, f"(SELECT MIN({key}) FROM {pointing[column]})"
        elif not (column == "id" and kind == "INTEGER" and _key(db, table) == ["id"]):
            value = choices.get(column) or _invented(column, kind)
            yield column, db.execute("SELECT quote(?)", (value,)).fetchone()[0]


def _invented(column: str, kind: str) -> object:
    if kind == "INTEGER":
        return 1
    if kind == "BLOB":
        is_mark = column in {"id", "nonce"} or column.endswith("hash")
        return secrets.token_bytes(32) if is_mark else Seal([KEY]).close(f"påhittat: {column}")
    return {"programme": "enter", "quarter": "2026-Q1"}.get(column) or (
        "2026-03-02" if _DAY.match(column) else f"påhittat: {column}"
    )


def main() -> None:
    """Write the files that are missing."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        for version in range(1, len(migrations()) + 1):
            before = {table: columns(db, table) for table in tables(db)}
            step(db, version)
            if not file_of(version).exists():
                new = "".join(fill(db, before))
                file_of(version).write_text(f"{checksum(version)}\n{new}", "utf-8")
            else:
                db.executescript(file_of(version).read_text("utf-8"))


if __name__ == "__main__":
    main()
