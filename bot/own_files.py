"""Files that their owner alone should read, and are open to others: made by hand, copied, or unpacked."""

from collections.abc import Iterator
from pathlib import Path

from bot.discreet import OWN
from bot.settings import Settings

_ENV_FILE = Path(".env")


def open_to_others(found: Settings) -> Iterator[str]:
    """Give a line for each such file, which says what to do. A key file that others can read is refused before."""
    database = found.database
    for file in (database, Path(f"{database}-wal"), Path(f"{database}-shm"), _ENV_FILE):
        if file.exists() and file.stat().st_mode & OWN:
            yield f"others can read {file}; run: chmod 600 {file}"
