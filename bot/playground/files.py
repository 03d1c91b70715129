"""Files as Telegram keeps them, and what it finds out about pictures."""

import hashlib
import struct
from dataclasses import dataclass

from bot.playground.values import Json

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8"


@dataclass(frozen=True)
class StoredFile:
    """A file that somebody sent."""

    id: str
    name: str
    mime: str
    data: bytes

    @property
    def path(self) -> str:
        """The path under which it can be fetched."""
        return f"documents/{self.id}/{self.name}"

    def api(self) -> Json:
        """Return what every kind of file has in common, as the Bot API writes it."""
        return {"file_id": self.id, "file_unique_id": self.id[:16], "file_size": len(self.data)}


def stored(name: str, mime: str, data: bytes) -> StoredFile:
    """Return a file under an id that its content decides."""
    digest = hashlib.sha256(name.encode() + b"\0" + data).hexdigest()
    return StoredFile(f"BQAC{digest[:40]}", name, mime, data)


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG or JPEG, None for what is neither."""
    if data.startswith(PNG) and len(data) >= 24:  # noqa: PLR2004  # signature, length, IHDR and two numbers
        width, height = struct.unpack(">II", data[16:24])
        return int(width), int(height)
    return jpeg_size(data) if data.startswith(JPEG) else None


def jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Return width and height from a JPEG's frame header."""
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:  # noqa: PLR2004  # every segment starts with it
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):  # noqa: PLR2004  # start of a frame
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return int(width), int(height)
        at += 2 + length
    return None
