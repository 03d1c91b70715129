"""People: Telegram chats that are someone here, and the roles that staff have been given."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from storage.unit import Unit

INVENTED = 1 << 60
"""Chats of invented people begin here. Telegram's ids have at most 52 bits, so no such chat can be anybody's."""


class Role(StrEnum):
    """What a member of staff may be."""

    ADMINISTRATOR = "administrator"
    COORDINATOR = "coordinator"
    COACH = "coach"


@dataclass(frozen=True)
class Grant:
    """A role, in one programme or (``programme`` empty) in all."""

    role: Role
    programme: str = ""


@dataclass(frozen=True)
class Person:
    """A chat that is someone here."""

    id: int
    chat: int
    language: str
    reachable: bool
    grants: tuple[Grant, ...] = ()
    silent: bool = False
    """Whether the person asked not to be written to."""
    digest_hour: int = 8
    """Staff: the local hour of the day's digest."""
    name: str | None = None
    """Staff: what colleagues know them by."""

    @property
    def is_invented(self) -> bool:
        """Whether a simulation made the person up, so that there is nobody to write to."""
        return self.chat >= INVENTED

    def may(self, role: Role, programme: str) -> bool:
        """Whether the person has the role in the programme."""
        return any(grant.role == role and grant.programme in {"", programme} for grant in self.grants)

    def has(self, role: Role) -> bool:
        """Whether the person has the role anywhere."""
        return any(grant.role == role for grant in self.grants)


_WITH_GRANTS = (
    "SELECT *, (SELECT json_group_array(json_array(role, programme)) FROM"
    " (SELECT role, programme FROM grants WHERE person = people.id ORDER BY id)) AS roles FROM people"
)


def by_chat(unit: Unit, chat: int) -> Person | None:
    """Give the person of a chat, if it is someone here."""
    for hashed in unit.seal.hashes(str(chat)):
        row = unit.row(f"{_WITH_GRANTS} WHERE chat_hash = ?", hashed)
        if row:
            return _person(unit, row)
    return None


def by_id(unit: Unit, person: int) -> Person | None:
    """Give a person."""
    row = unit.row(f"{_WITH_GRANTS} WHERE id = ?", person)
    return _person(unit, row) if row else None


def staff(unit: Unit) -> tuple[Person, ...]:
    """Give everyone who has a role."""
    rows = unit.rows(f"{_WITH_GRANTS} WHERE id IN (SELECT person FROM grants) ORDER BY id")
    return tuple(_person(unit, row) for row in rows)


def digest_hours(unit: Unit) -> tuple[int, ...]:
    """Give the hours at which members of staff get the day's digest, earliest first."""
    found = "SELECT DISTINCT digest_hour FROM people WHERE id IN (SELECT person FROM grants) ORDER BY digest_hour"
    return tuple(row["digest_hour"] for row in unit.rows(found))


def add(unit: Unit, chat: int, language: str) -> Person:
    """Give the person of a chat, made now if it was no one."""
    found = by_chat(unit, chat)
    if found:
        return found
    sealed, hashed = unit.seal.close(str(chat)), unit.seal.hash(str(chat))
    new = unit.insert("INSERT INTO people (chat, chat_hash, language) VALUES (?, ?, ?)", sealed, hashed, language)
    return Person(new, chat, language, reachable=True)


def set_language(unit: Unit, person: int, language: str) -> None:
    """Keep the language that a person reads."""
    unit.run("UPDATE people SET language = ? WHERE id = ?", language, person)


def set_name(unit: Unit, person: int, name: str) -> None:
    """Keep what colleagues know a member of staff by."""
    unit.run("UPDATE people SET name = ? WHERE id = ?", unit.seal.close(name), person)


def set_reachable(unit: Unit, person: int, *, reachable: bool) -> None:
    """Keep whether messages reach a person."""
    unit.run("UPDATE people SET reachable = ? WHERE id = ?", int(reachable), person)


def set_silent(unit: Unit, person: int, *, silent: bool) -> None:
    """Keep whether a person asked not to be written to."""
    unit.run("UPDATE people SET silent = ? WHERE id = ?", int(silent), person)


def set_digest_hour(unit: Unit, person: int, hour: int) -> None:
    """Keep the local hour at which a member of staff gets the day's list."""
    unit.run("UPDATE people SET digest_hour = ? WHERE id = ?", hour, person)


def grant(unit: Unit, person: int, grants: Iterable[Grant]) -> None:
    """Give roles; those a person already has stay."""
    for each in grants:
        unit.run(
            "INSERT INTO grants (person, role, programme) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            person,
            each.role,
            each.programme,
        )


def revoke(unit: Unit, person: int, grants: Iterable[Grant]) -> bool:
    """Take roles from a person, and with the last one the name; tell whether the person had any of them."""
    role = "DELETE FROM grants WHERE person = ? AND role = ? AND programme = ?"
    taken = sum(unit.run(role, person, each.role, each.programme).rowcount for each in grants)
    unnamed = "UPDATE people SET name = NULL WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM grants WHERE person = ?1)"
    unit.run(unnamed, person)
    return taken > 0


def let_go(unit: Unit, person: int) -> None:
    """Forget a chat that is nobody here any more: no role, no enrolment."""
    unit.run(
        "DELETE FROM people WHERE id = ? AND NOT EXISTS (SELECT 1 FROM grants WHERE person = people.id)"
        " AND NOT EXISTS (SELECT 1 FROM enrolments WHERE person = people.id)",
        person,
    )


def grants_as_text(grants: Iterable[Grant]) -> str:
    """Write roles for keeping with an invitation."""
    return json.dumps([[each.role, each.programme] for each in grants])


def grants_from_text(text: str) -> tuple[Grant, ...]:
    """Read what ``grants_as_text`` wrote."""
    return tuple(Grant(Role(role), programme) for role, programme in json.loads(text))


def _person(unit: Unit, row: sqlite3.Row) -> Person:
    return Person(
        id=row["id"],
        chat=int(unit.seal.open(row["chat"])),
        language=row["language"],
        reachable=bool(row["reachable"]),
        grants=grants_from_text(row["roles"]),
        silent=bool(row["silent"]),
        digest_hour=row["digest_hour"],
        name=unit.seal.open(row["name"]) if row["name"] else None,
    )
