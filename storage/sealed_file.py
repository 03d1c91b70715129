"""Files that only the association's keys open: no part of them can be changed, moved, left out or added.

A header (what it is, the mark of the key, a salt) is followed by chunks under AES-256-GCM. Each file has a key of its
own, derived from its header, so that a changed header opens nothing. A chunk's nonce is its number and whether it is
the last (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015).
"""

import secrets
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.seal import Seal

_MAGIC = b"foljsam backup 1\n"
_MARK_BYTES, _SALT_BYTES, _TAG_BYTES = 4, 32, 16
CHUNK = 1 << 20
"""How much is sealed at a time, in bytes."""


class Unreadable(Exception):
    """A sealed file cannot be opened; the message says why, and what to do."""


def marks(seal: Seal) -> tuple[str, ...]:
    """Give what tells the keys in use apart without telling them, newest first."""
    return tuple(derived[:_MARK_BYTES].hex() for derived in seal.derived("mark", b""))


def chunks(content: bytes, seal: Seal) -> Iterator[bytes]:
    """Give the parts of the file that holds this, sealed with the newest key."""
    header = _MAGIC + bytes.fromhex(marks(seal)[0]) + secrets.token_bytes(_SALT_BYTES)
    key = AESGCM(seal.derived("file", header)[0])
    yield header
    view = memoryview(content)
    for first in range(0, len(view) or 1, CHUNK):
        yield key.encrypt(_nonce(first // CHUNK, is_last=first + CHUNK >= len(view)), view[first : first + CHUNK], None)


def read_sealed(file: BinaryIO, seal: Seal) -> bytearray:
    """Give what a sealed file holds.

    :raises Unreadable: if it is another kind of file, its key is not given, or it is not as it was written
    """
    header = file.read(len(_MAGIC) + _MARK_BYTES + _SALT_BYTES)
    key = _key_of(header, seal)
    content, number, part = bytearray(), 0, file.read(CHUNK + _TAG_BYTES)
    while True:
        following = file.read(CHUNK + _TAG_BYTES)
        try:
            content += key.decrypt(_nonce(number, is_last=not following), part, None)
        except (InvalidTag, ValueError) as error:
            raise Unreadable("it is damaged or not whole; use another copy") from error
        if not following:
            return content
        number, part = number + 1, following


def _key_of(header: bytes, seal: Seal) -> AESGCM:
    if not header.startswith(_MAGIC):
        raise Unreadable("it is no backup that foljsam made; name another file")
    mark, known = header[len(_MAGIC) :][:_MARK_BYTES].hex(), marks(seal)
    if mark not in known:
        raise Unreadable(
            f"it is sealed with the key marked {mark}, and those given are marked {', '.join(known)};"
            " add its key after the newest in FOLJSAM_KEY"
        )
    return AESGCM(seal.derived("file", header)[known.index(mark)])


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])
