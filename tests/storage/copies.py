"""Backups in plain: what somebody reads who holds a backup and the key."""

from pathlib import Path

from storage.backup import backup, open_backup
from storage.seal import Seal, new_key


def opened(file: Path, seal: Seal, target: Path) -> Path:
    """Write what a backup holds to a file that SQLite reads."""
    db = open_backup(file, seal)
    target.write_bytes(db.serialize())
    db.close()
    return target


def plain_backup(source: Path, target: Path) -> None:
    """Make a backup, and put in its place what it holds."""
    seal = Seal([new_key()])
    sealed = target.with_name(f"{target.name}.sealed")
    backup(source, sealed, seal)
    opened(sealed, seal, target)
    sealed.unlink()
