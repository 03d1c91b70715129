"""Seals what must not be readable at rest, and hashes what must be found again (design: 3.13).

Every key is 32 random bytes; three working keys are derived from it (HKDF, RFC 5869): one seals, one looks up, one
makes link payloads. Several keys may be in use at once, newest first: the first is used for all that is new, the
others still open and find what is old. Sealing is AES-256-GCM with a random nonce and carries no time.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_KEY_BYTES = 32
_NONCE_BYTES = 12
_MARK_BYTES = 6


class KeyFault(Exception):
    """The key cannot be used; the message says what to do."""


class Unsealable(Exception):
    """None of the keys opens this: it was sealed with a key that is no longer given."""


@dataclass(frozen=True)
class _Key:
    sealing: AESGCM
    finding: bytes
    linking: bytes
    mark: str

    def opened(self, sealed: bytes) -> bytes | None:
        """Give the bytes that this key sealed; ``None`` if it was another."""
        nonce, rest = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            return self.sealing.decrypt(nonce, rest, None) if rest else None
        except InvalidTag:
            return None


def new_key() -> str:
    """Make a key, as text for ``FOLJSAM_KEY``."""
    return base64.urlsafe_b64encode(secrets.token_bytes(_KEY_BYTES)).decode()


def _derived(master: bytes, purpose: str) -> bytes:
    return HKDF(hashes.SHA256(), _KEY_BYTES, salt=None, info=b"foljsam " + purpose.encode()).derive(master)


def _key(text: str) -> _Key:
    try:
        master = base64.b64decode(text.strip(), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise KeyFault("FOLJSAM_KEY is no key; make one with: foljsam keys new") from error
    if len(master) != _KEY_BYTES:
        raise KeyFault("FOLJSAM_KEY has the wrong length; make one with: foljsam keys new")
    mark = _derived(master, "mark")[:_MARK_BYTES].hex()
    return _Key(AESGCM(_derived(master, "seal")), _derived(master, "find"), _derived(master, "link"), mark)


class Seal:
    """The keys in use, newest first."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Take keys as text, newest first.

        :raises KeyFault: if there is none, or one is malformed
        """
        if not keys:
            raise KeyFault("FOLJSAM_KEY is missing; make one with: foljsam keys new")
        self._keys = tuple(_key(text) for text in keys)

    @property
    def mark(self) -> str:
        """What tells the newest key from others, and nothing of what it is."""
        return self._keys[0].mark

    @property
    def has_older(self) -> bool:
        """Whether older keys are given beside the newest."""
        return len(self._keys) > 1

    def is_newest(self, sealed: bytes) -> bool:
        """Whether it was sealed with the newest key."""
        return self._keys[0].opened(sealed) is not None

    def close(self, text: str) -> bytes:
        """Seal a text with the newest key."""
        return self.close_bytes(text.encode())

    def close_bytes(self, content: bytes) -> bytes:
        """Seal bytes with the newest key."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + self._keys[0].sealing.encrypt(nonce, content, None)

    def open(self, sealed: bytes) -> str:
        """Give the text that was sealed.

        :raises Unsealable: if none of the keys opens it
        """
        return self.open_bytes(sealed).decode()

    def open_bytes(self, sealed: bytes) -> bytes:
        """Give the bytes that were sealed.

        :raises Unsealable: if none of the keys opens them
        """
        for key in self._keys:
            content = key.opened(sealed)
            if content is not None:
                return content
        raise Unsealable("sealed with a key that is not given; add the old key after the new one in FOLJSAM_KEY")

    def hash(self, value: str) -> bytes:
        """Give the newest keyed hash of a value, to keep."""
        return _hmac(self._keys[0].finding, value)

    def hashes(self, value: str) -> tuple[bytes, ...]:
        """Give the value's hash by every key, to find what was kept with an older one."""
        return tuple(_hmac(key.finding, value) for key in self._keys)

    def derived(self, purpose: str, nonce: bytes) -> tuple[bytes, ...]:
        """Give 32 bytes for a purpose and a nonce, by every key: the same each time, and not to be had from disk."""
        return tuple(hmac.digest(key.linking, purpose.encode() + b"\0" + nonce, hashlib.sha256) for key in self._keys)


def _hmac(key: bytes, value: str) -> bytes:
    return hmac.digest(key, value.encode(), hashlib.sha256)
