"""Invitations: links and codes that work once, for a while, and cannot be had from the file."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from storage import enrolments, invitations, people
from storage.database import Database
from storage.invitations import VALID_FOR, Invitation
from storage.people import Grant, Role
from storage.seal import Seal, Unsealable, new_key
from storage.unit import Unit

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def make(unit: Unit) -> Invitation:
    return invitations.make(unit, NOW, enrolment=enrolments.invite(unit, "enter", None, None, date(2026, 3, 1)).id)


def test_payload_and_code_are_long_enough_and_of_the_right_letters(unit: Unit) -> None:
    made = [make(unit) for _ in range(50)]

    assert all(re.fullmatch(r"[A-Za-z0-9_-]{32}", each.payload) for each in made)
    assert all(re.fullmatch(r"[A-HJ-NP-Z2-9]{10}", each.code) for each in made)
    assert len({each.payload for each in made} | {each.code for each in made}) == 100


def test_an_invitation_is_found_by_its_payload_and_by_its_code_as_people_type_it(unit: Unit) -> None:
    made, other = make(unit), make(unit)
    assert other.id != made.id
    spaced = f" {made.code[:5].lower()} {made.code[5:].lower()} "

    for word in (made.payload, made.code, made.code.lower(), spaced, f"{made.code[:5]}-{made.code[5:]}"):
        assert invitations.find(unit, word, NOW) == made


@pytest.mark.parametrize("word", ["", " ", "A" * 10, "A" * 32, "å" * 32, "A" * 5000, "'; --", "\0"])
def test_an_invented_word_finds_nothing(word: str, unit: Unit) -> None:
    make(unit)

    assert invitations.find(unit, word, NOW) is None


def test_a_payload_in_the_wrong_case_or_a_part_of_it_finds_nothing(unit: Unit) -> None:
    payload = make(unit).payload

    assert invitations.find(unit, payload.swapcase(), NOW) is None
    assert invitations.find(unit, payload[:-1], NOW) is None


def test_it_is_open_until_it_is_used_revoked_or_too_old(unit: Unit) -> None:
    made = make(unit)

    assert made.is_open(NOW)
    assert made.is_open(NOW + VALID_FOR - timedelta(seconds=1))
    assert not made.is_open(NOW + VALID_FOR)
    assert not replace(made, used=True).is_open(NOW)
    assert not replace(made, revoked=True).is_open(NOW)


def test_it_is_used_once_and_stays_whose_it_was(unit: Unit) -> None:
    made, first, second = make(unit), people.add(unit, 1, "sv").id, people.add(unit, 2, "sv").id

    assert invitations.use(unit, made.id, first)
    assert not invitations.use(unit, made.id, second)

    assert invitations.find(unit, made.payload, NOW) is None
    assert invitations.find(unit, made.payload, NOW, second) is None
    found = invitations.find(unit, made.payload, NOW, first)
    assert found == replace(made, used=True, person=first)


def test_staff_are_invited_to_roles(unit: Unit) -> None:
    grants = (Grant(Role.COACH, "enter"), Grant(Role.COORDINATOR))
    made = invitations.make(unit, NOW, grants=grants)

    found = invitations.find(unit, made.code, NOW)

    assert found
    assert (found.grants, found.enrolment) == (grants, None)


def test_the_newest_invitation_to_an_enrolment_can_be_shown_again(unit: Unit) -> None:
    first = make(unit)
    assert first.enrolment
    newest = invitations.make(unit, NOW, enrolment=first.enrolment)

    assert invitations.of_enrolment(unit, first.enrolment) == newest
    assert invitations.of_enrolment(unit, first.enrolment + 1) is None


async def test_the_file_holds_neither_payload_nor_code(database: Database, path: Path) -> None:
    made = await database.write(make)
    await database.forget()

    raw = path.read_bytes()  # noqa: ASYNC240  # small, and nobody else waits
    assert made.payload.encode() not in raw
    assert made.code.encode() not in raw


def test_after_a_change_of_keys_old_links_work_and_are_shown_as_they_were(unit: Unit, key: str) -> None:
    made = make(unit)
    assert made.enrolment
    later = Unit(unit.db, Seal([new_key(), key]))

    assert invitations.find(later, made.payload, NOW) == invitations.find(later, made.code, NOW) == made
    assert invitations.of_enrolment(later, made.enrolment) == made


def test_a_link_whose_key_is_gone_is_not_shown_as_if_it_worked(unit: Unit) -> None:
    made = make(unit)
    assert made.enrolment
    later = Unit(unit.db, Seal([new_key()]))

    assert invitations.find(later, made.payload, NOW) is None
    with pytest.raises(Unsealable, match="FOLJSAM_KEY"):
        invitations.of_enrolment(later, made.enrolment)
