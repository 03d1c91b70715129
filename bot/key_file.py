"""The file that holds the keys, newest first: its owner alone may read it, and it is changed whole or not at all."""

import os
import stat
from collections.abc import Sequence
from pathlib import Path

_NAME = "FOLJSAM_KEY"


class KeyFileFault(Exception):
    """The key file cannot be used; the message is one line that says what to do."""


def read_keys(file: Path) -> str:
    """Give the keys as they are written.

    :raises KeyFileFault: if the file cannot be read, or others can
    """
    try:
        mode = file.stat().st_mode
        if not stat.S_ISREG(mode):
            raise KeyFileFault(f"FOLJSAM_KEY_FILE names '{file}', which is no file; correct it")
        if mode & 0o077:
            raise KeyFileFault(f"others can read {file}; run: chmod 600 {file}")
        return file.read_text("utf-8").replace(f"{_NAME}=", " ")
    except OSError as error:
        raise KeyFileFault(f"FOLJSAM_KEY_FILE cannot be read ({error.strerror}); check the path") from error
    except UnicodeDecodeError:
        raise KeyFileFault(f"{file} holds no key; make one with: foljsam keys new") from None


def write_keys(file: Path, keys: Sequence[str]) -> None:
    """Put these keys in the file, one a line, in place of what it held; a death leaves the one or the other.

    :raises KeyFileFault: if it cannot be written
    """
    real = file.resolve()  # a link stays a link
    beside = real.with_name(f".{real.name}.new")
    try:
        beside.unlink(missing_ok=True)
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as new:
            new.writelines(f"{key}\n" for key in keys)
            new.flush()
            os.fsync(new.fileno())
        beside.replace(real)
        folder = os.open(real.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise KeyFileFault(f"{file} cannot be written ({error.strerror}); see to its folder's rights") from error
