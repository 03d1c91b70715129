"""Invitations: single-use links and typing codes, derived from a nonce and the key, kept only as hashes."""

import re
import secrets
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from storage.payloads import NONCE_BYTES, hashes, kept, payloads, sealed_words
from storage.people import Grant, grants_as_text, grants_from_text
from storage.unit import Unit, moment, stamp

VALID_FOR = timedelta(days=14)
"""How long a link works when nobody has used it."""

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is easily taken for another
_CODE_LENGTH = 10
_CODE = re.compile(rf"[{_LETTERS}]{{{_CODE_LENGTH}}}")


@dataclass(frozen=True)
class Invitation:
    """A link to one enrolment, or to staff roles."""

    id: int
    payload: str
    code: str
    expires: datetime
    enrolment: int | None
    grants: tuple[Grant, ...]
    person: int | None
    used: bool
    revoked: bool

    def is_open(self, now: datetime) -> bool:
        """Whether the link can still be used by someone."""
        return not self.used and not self.revoked and now < self.expires

    def last_day(self, zone: tzinfo) -> date:
        """Give the last day in a zone to whose end the link works; in the next it stops at some hour."""
        return self.expires.astimezone(zone).date() - timedelta(days=1)


def make(unit: Unit, now: datetime, *, enrolment: int | None = None, grants: Iterable[Grant] = ()) -> Invitation:
    """Make an invitation to an enrolment, or to staff roles."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    payload, code, expires = payloads(unit, nonce)[0], codes(unit, nonce)[0], now + VALID_FOR
    invited = tuple(grants)
    new = unit.insert(
        "INSERT INTO invitations (nonce, payload_hash, code_hash, expires, enrolment, grants)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        nonce,
        unit.seal.hash(payload),
        unit.seal.hash(code),
        stamp(expires),
        enrolment,
        grants_as_text(invited) if invited else None,
    )
    return Invitation(new, payload, code, expires, enrolment, invited, None, used=False, revoked=False)


_HOLDS = "revoked = 0 AND (used = 0 AND expires > ? OR used = 1 AND person = ?)"


def find(unit: Unit, word: str, now: datetime, person: int | None = None) -> Invitation | None:
    """Give the invitation that a payload or a typed code opens for a person: an open one, or the one that they used.

    Of what is someone else's, too old, revoked or invented no row leaves the database: the work for each is the same.
    """
    hashed = hashes(unit, word)
    by_code = unit.seal.hashes(typed_code(word) or "")
    rows = [
        unit.row(
            f"SELECT * FROM invitations WHERE (payload_hash = ? OR code_hash = ?) AND {_HOLDS}",
            one,
            other,
            stamp(now),
            person,
        )
        for one, other in zip(hashed, by_code, strict=True)
    ]
    row = next(filter(None, rows), None)
    return _invitation(unit, row) if row else None


def of_enrolment(unit: Unit, enrolment: int) -> Invitation | None:
    """Give the newest invitation to an enrolment."""
    row = unit.row("SELECT * FROM invitations WHERE enrolment = ? ORDER BY id DESC LIMIT 1", enrolment)
    return _invitation(unit, row) if row else None


def use(unit: Unit, invitation: int, person: int) -> bool:
    """Keep whose link it is now, unless it was used before; tell whether it was free."""
    free = "UPDATE invitations SET used = 1, person = ? WHERE id = ? AND used = 0"
    return unit.run(free, person, invitation).rowcount > 0


def revoke(unit: Unit, enrolment: int, *, but: int = 0, only_unused: bool = False) -> bool:
    """Let an enrolment's links work no longer; tell whether any did.

    :param but: the one that stays
    :param only_unused: leave the one with which the person came, so that it still shows them where they are
    """
    found = unit.run(
        "UPDATE invitations SET revoked = 1 WHERE enrolment = ? AND id <> ? AND revoked = 0 AND used <= ?",
        enrolment,
        but,
        int(not only_unused),
    )
    return found.rowcount > 0


def newest_to_staff(unit: Unit, now: datetime, grants: Iterable[Grant], *, after: int) -> Invitation | None:
    """Give the newest open invitation to just these roles that was made after another one."""
    row = unit.row(
        f"SELECT * FROM invitations WHERE grants = ? AND id > ? AND {_HOLDS} ORDER BY id DESC LIMIT 1",
        grants_as_text(grants),
        after,
        stamp(now),
        None,
    )
    return _invitation(unit, row) if row else None


def last(unit: Unit) -> int:
    """Give the number of the newest invitation; 0 where there is none."""
    return unit.count("SELECT MAX(id) FROM invitations")


def revoke_to_staff(unit: Unit) -> bool:
    """Let no link to a staff role work that nobody has used; tell whether any did."""
    revoked = "UPDATE invitations SET revoked = 1 WHERE grants IS NOT NULL AND used = 0 AND revoked = 0"
    return unit.run(revoked).rowcount > 0


def typed_code(text: str) -> str | None:
    """Give the code in a typed text, spaces and hyphens and letter case aside, if it can be one."""
    code = re.sub(r"[\s-]", "", text).upper()
    return code if _CODE.fullmatch(code) else None


def codes(unit: Unit, nonce: bytes) -> tuple[str, ...]:
    """Give a nonce's code for typing with each key, the newest first; or the one that was sealed in its place."""
    if len(nonce) != NONCE_BYTES:
        return (sealed_words(unit, nonce)[1],)
    secrets_ = unit.seal.derived("code", nonce)
    return tuple("".join(_LETTERS[byte % len(_LETTERS)] for byte in secret[:_CODE_LENGTH]) for secret in secrets_)


def _invitation(unit: Unit, row: sqlite3.Row) -> Invitation:
    return Invitation(
        id=row["id"],
        payload=kept(unit, payloads(unit, row["nonce"]), row["payload_hash"]),
        code=kept(unit, codes(unit, row["nonce"]), row["code_hash"]),
        expires=moment(row["expires"]),
        enrolment=row["enrolment"],
        grants=grants_from_text(row["grants"]) if row["grants"] else (),
        person=row["person"],
        used=bool(row["used"]),
        revoked=bool(row["revoked"]),
    )
