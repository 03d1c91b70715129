"""The keys of what waits: each in a file of its own beside the database, in no backup, destroyed when it is spent.

A key is random, so nothing that is kept elsewhere can give it again. Its name is random too and tells no order. What it
seals also needs the association's own key (storage.batches), so neither of the two alone opens anything.
"""

import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_NAME_BYTES, _KEY_BYTES = 16, 32


@dataclass(frozen=True)
class BatchKeys:
    """The folder of the keys of one database."""

    folder: Path

    @classmethod
    def beside(cls, database: Path) -> "BatchKeys":
        """Give the keys that belong to a database file."""
        return cls(database.with_name(f"{database.name}-keys"))

    def new(self) -> tuple[bytes, bytes]:
        """Make a key and give its name and itself; it outlives a power cut from here on.

        :raises OSError: if it cannot be kept
        """
        name, key = secrets.token_bytes(_NAME_BYTES), secrets.token_bytes(_KEY_BYTES)
        self.folder.mkdir(mode=0o700, exist_ok=True)
        file = os.open(self._file(name), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(file, key)
            _see_it_on_disk(file)
        finally:
            os.close(file)
        self._see_names_on_disk()
        return name, key

    def find(self, name: bytes) -> bytes | None:
        """Give a key; ``None`` if its file is gone, damaged or cannot be read."""
        with suppress(OSError):
            key = self._file(name).read_bytes()
            return key if len(key) == _KEY_BYTES else None
        return None

    def names(self) -> set[bytes]:
        """Give the names of all keys that are kept."""
        with suppress(FileNotFoundError):
            return {bytes.fromhex(file.name) for file in self.folder.iterdir() if _is_name(file.name)}
        return set()

    def destroy(self, names: Iterable[bytes]) -> None:
        """Write over keys and remove them. To remove alone would leave them in the disk's free space.

        :raises OSError: if one of them cannot be destroyed
        """
        gone = False
        for name in names:
            with suppress(FileNotFoundError), self._file(name).open("r+b") as file:
                file.write(bytes(_KEY_BYTES))
                file.flush()
                _see_it_on_disk(file.fileno())
                self._file(name).unlink()
                gone = True
        if gone:
            self._see_names_on_disk()

    def _file(self, name: bytes) -> Path:
        return self.folder / name.hex()

    def _see_names_on_disk(self) -> None:
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            _see_it_on_disk(folder)
        finally:
            os.close(folder)


def _is_name(text: str) -> bool:
    return len(text) == 2 * _NAME_BYTES and not set(text) - set("0123456789abcdef")


def _see_it_on_disk(handle: int) -> None:
    os.fsync(handle)
