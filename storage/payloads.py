"""Payloads of links: derived from a nonce and the key, and kept as hashes, so that the database alone opens no door.

When the key is changed, the words that it made are sealed with the new one and stand where the nonce stood, for people
have them in hand (``storage.resealing``).
"""

import base64
import re
from collections.abc import Iterable

from storage.seal import Unsealable
from storage.unit import Unit

NONCE_BYTES = 16
_BYTES = 24  # 192 bits: 32 characters of A-Z a-z 0-9 _ -
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


def payloads(unit: Unit, nonce: bytes) -> tuple[str, ...]:
    """Give a nonce's payload with each key, the newest first; or the one that was sealed in its place."""
    if len(nonce) != NONCE_BYTES:
        return (sealed_words(unit, nonce)[0],)
    return tuple(base64.urlsafe_b64encode(secret[:_BYTES]).decode() for secret in unit.seal.derived("payload", nonce))


def sealed_words(unit: Unit, sealed: bytes) -> tuple[str, ...]:
    """Give the words that stand sealed in a nonce's place: the payload, and the code if there is one."""
    return tuple(unit.seal.open(sealed).split())


def hashes(unit: Unit, word: str) -> tuple[bytes, ...]:
    """Give the hashes under which a payload may be kept; for what can be none, as many of nothing."""
    return tuple(unit.seal.hashes(word if _PAYLOAD.fullmatch(word) else ""))


def kept(unit: Unit, words: Iterable[str], hashed: bytes) -> str:
    """Give the word whose hash was kept: it was derived by one of the keys.

    :raises Unsealable: if none was
    """
    for word in words:
        if hashed in unit.seal.hashes(word):
            return word
    raise Unsealable("the link was made with a key that is not given; add the old key after the new one in FOLJSAM_KEY")
