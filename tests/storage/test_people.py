"""People: found by their chat, kept sealed, let go when they are nobody here any more."""

from datetime import date
from pathlib import Path

from storage import enrolments, people
from storage.database import Database
from storage.people import Grant, Role
from storage.seal import Seal, new_key
from storage.unit import Unit

CHAT = 7_123_456_789


def test_a_chat_is_added_once_and_found_again(unit: Unit) -> None:
    added = people.add(unit, CHAT, "sv")

    assert people.add(unit, CHAT, "ar") == added
    assert people.by_chat(unit, CHAT) == people.by_id(unit, added.id) == added
    assert added.language == "sv"
    assert added.reachable
    assert people.by_chat(unit, CHAT + 1) is None
    assert people.by_id(unit, added.id + 1) is None


async def test_the_file_holds_no_chat(database: Database, path: Path) -> None:
    await database.write(lambda unit: people.add(unit, CHAT, "sv"))
    await database.forget()

    raw = path.read_bytes()  # noqa: ASYNC240  # small, and nobody else waits
    assert str(CHAT).encode() not in raw
    assert CHAT.to_bytes(5, "big") not in raw


def test_a_chat_kept_with_an_old_key_is_found_with_the_new_one_and_not_added_again(unit: Unit, key: str) -> None:
    added = people.add(unit, CHAT, "sv")
    later = Unit(unit.db, Seal([new_key(), key]))

    assert people.by_chat(later, CHAT) == added
    assert people.add(later, CHAT, "sv") == added


def test_language_and_reach_are_kept(unit: Unit) -> None:
    person = people.add(unit, CHAT, "sv").id
    people.set_language(unit, person, "ar")
    people.set_reachable(unit, person, reachable=False)

    found = people.by_id(unit, person)

    assert found
    assert (found.language, found.reachable) == ("ar", False)


def test_roles_hold_in_their_programme_or_in_all_and_are_given_once(unit: Unit) -> None:
    person = people.add(unit, CHAT, "sv").id
    here, everywhere = Grant(Role.COACH, "enter"), Grant(Role.COORDINATOR)
    people.grant(unit, person, [here, everywhere, here])
    people.grant(unit, person, [here])

    found = people.by_id(unit, person)

    assert found
    assert found.grants == (here, everywhere)
    assert found.may(Role.COACH, "enter")
    assert not found.may(Role.COACH, "fia-me-knuff")
    assert found.may(Role.COORDINATOR, "fia-me-knuff")
    assert found.has(Role.COACH)
    assert not found.has(Role.ADMINISTRATOR)


def test_staff_are_those_with_a_role_until_it_is_taken(unit: Unit) -> None:
    people.add(unit, CHAT, "sv")
    coach = people.add(unit, CHAT + 1, "sv").id
    grants = [Grant(Role.COACH, "enter"), Grant(Role.COACH, "nya-vagar")]
    people.grant(unit, coach, grants)
    people.set_name(unit, coach, "Cia")
    assert [person.id for person in people.staff(unit)] == [coach]

    assert people.revoke(unit, coach, grants[:1])
    left = people.by_id(unit, coach)
    assert left
    assert (left.grants, left.name) == ((grants[1],), "Cia")

    assert people.revoke(unit, coach, grants)
    assert not people.revoke(unit, coach, grants)
    gone = people.by_id(unit, coach)
    assert gone
    assert gone.name is None
    assert people.staff(unit) == ()


def test_who_has_a_role_or_an_enrolment_is_not_let_go(unit: Unit) -> None:
    participant, coach = people.add(unit, CHAT, "sv").id, people.add(unit, CHAT + 1, "sv").id
    enrolment = enrolments.invite(unit, "enter", coach, None, date(2026, 1, 1)).id
    enrolments.bind(unit, enrolment, participant)
    people.grant(unit, coach, [Grant(Role.COACH)])
    for person in (participant, coach):
        people.let_go(unit, person)
        assert people.by_id(unit, person)

    enrolments.detach(unit, enrolment)
    people.revoke(unit, coach, [Grant(Role.COACH)])
    for person in (participant, coach):
        people.let_go(unit, person)
        assert people.by_id(unit, person) is None
    left = enrolments.by_id(unit, enrolment)
    assert left
    assert (left.person, left.coach) == (None, None)


def test_roles_survive_being_kept_as_text() -> None:
    grants = (Grant(Role.COACH, "enter"), Grant(Role.ADMINISTRATOR))

    assert people.grants_from_text(people.grants_as_text(grants)) == grants
