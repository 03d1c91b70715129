"""Joining: what a link is to the one who opens it, and becoming a participant or a member of staff through it.

A link is used by the first choice made after it, not by the opening. Whoever has no right to it is told the same thing
in the same time, whether it was used, has expired, was revoked or never existed.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.actions.administrator.guessing import tell_of_guessing
from bot.actions.coach.carers import carers
from bot.actions.here import Here, NotAllowed
from bot.actions.menus import say_farewell
from bot.actions.participant.choice import is_over
from bot.actions.words import tidied_line
from storage import enrolments, events, guesses, guests, invitations, outbox, people, runs
from storage.enrolments import Enrolment, State
from storage.events import Event
from storage.invitations import Invitation
from storage.people import Role

_LONGEST_NAME = 40


class Door(StrEnum):
    """What a link is to the caller."""

    NOTHING = "nothing"
    PARTICIPANT = "participant"
    """An unused link to taking part."""
    STAFF = "staff"
    """An unused link to a staff role."""
    OWN = "own"
    """The caller used it before."""
    AGAIN = "again"
    """The caller takes part in the same programme already: the same person once more, or another on a shared phone."""
    COLLEAGUE = "colleague"
    """The caller is staff of the programme and holds a participant's link."""
    EVENT = "event"
    """The link of an event, for as many as come until its last day is over."""
    ANSWERED = "answered"
    """The link of an event that the caller has answered."""


@dataclass(frozen=True)
class Opened:
    """A link opened: what it is to the caller, and what it leads to."""

    door: Door
    word: str = ""
    invitation: Invitation | None = None
    enrolment: Enrolment | None = None
    event: Event | None = None


_NOTHING = Opened(Door.NOTHING)


def open_link(here: Here, word: str) -> Opened:
    """Tell what a payload or a typed code is to the caller; nothing changes by it.

    Who has guessed too often gets the answer to a word that is none, by the same work.
    """
    tried = "" if _is_hindered(here, word) else word
    invitation = invitations.find(here.unit, tried, here.now, here.caller.id)
    event = events.find_open(here.unit, tried, here.now)
    if event:
        return _event_opened(here, event)
    return _opened(here, invitation) if invitation else _NOTHING


def _is_hindered(here: Here, word: str) -> bool:
    is_code = invitations.typed_code(word) is not None
    return guesses.lately(here.unit, here.caller.chat, here.now).hinder(is_code=is_code)


def guessed_wrong(here: Here, _: None = None) -> None:
    """Count a word that opened nothing, up to as many as are too many; then administrators are told."""
    if not guesses.lately(here.unit, here.caller.chat, here.now).are_too_many:
        guesses.note(here.unit, here.caller.chat, here.now)
    tell_of_guessing(here, guesses.lately(here.unit, here.caller.chat, here.now))


def _opened(here: Here, invitation: Invitation) -> Opened:
    enrolment = enrolments.by_id(here.unit, invitation.enrolment) if invitation.enrolment else None
    door = _door(here, invitation, enrolment)
    return Opened(door, invitation.payload, invitation, enrolment) if door is not Door.NOTHING else _NOTHING


def _event_opened(here: Here, event: Event) -> Opened:
    door = Door.ANSWERED if guests.has_answered(here.unit, event.id, here.caller.chat) else Door.EVENT
    return Opened(door, event.payload, event=event)


def _door(here: Here, invitation: Invitation, enrolment: Enrolment | None) -> Door:
    person = here.caller.person
    used_it = invitation.used and person and invitation.person == person.id and not invitation.revoked
    if used_it or (person and enrolment and enrolment.person == person.id and invitation.is_open(here.now)):
        return Door.OWN
    if not invitation.is_open(here.now):
        return Door.NOTHING
    if enrolment and enrolment.state is State.INVITED and is_over(here, enrolment):
        return Door.NOTHING
    if enrolment is None:
        return Door.NOTHING if _takes_part_where_granted(here, invitation) else Door.STAFF
    if person and any(person.may(role, enrolment.programme) for role in Role):
        return Door.COLLEAGUE
    return Door.AGAIN if _takes_part_in(here, enrolment) else Door.PARTICIPANT


_HERE = {State.INVITED, State.ACTIVE, State.PAUSED}


def _takes_part_in(here: Here, enrolment: Enrolment) -> bool:
    """Whether the caller takes part in the enrolment's programme through another one."""
    person = here.caller.person
    found = enrolments.of_person(here.unit, person.id) if person else ()
    return any(each.programme == enrolment.programme and each.state in _HERE for each in found)


def _takes_part_where_granted(here: Here, invitation: Invitation) -> bool:
    """Whether the caller is a participant of a programme that the link gives a role in: nobody is both."""
    person = here.caller.person
    programmes = {enrolment.programme for enrolment in enrolments.of_person(here.unit, person.id)} if person else set()
    return any(programmes if grant.programme == "" else grant.programme in programmes for grant in invitation.grants)


@dataclass(frozen=True)
class Entry:
    """The first choice after a link: the link's payload and the language chosen."""

    word: str
    language: str
    name: str = ""
    """What colleagues are to know a member of staff by."""
    is_same: bool = False
    """Whether the caller said that it is the same person who takes part in the programme already."""


def enter(here: Here, entry: Entry) -> Opened:
    """Use a link: the chat becomes the invited participant, or the staff member with the roles offered.

    What it gives is ``Door.NOTHING`` if the link is not the caller's to use, whatever the reason.

    :raises NotAllowed: if the language is not offered
    """
    if entry.language not in here.house.languages:
        raise NotAllowed
    opened = open_link(here, entry.word)
    if opened.door is Door.NOTHING:
        guessed_wrong(here)
    if opened.door is Door.OWN:
        people.set_language(here.unit, here.person().id, entry.language)
        return opened
    if opened.event:
        return _attend(here, opened, opened.event, entry.language)
    if opened.invitation is None or opened.door is Door.COLLEAGUE:
        return _NOTHING
    if (opened.door is Door.AGAIN) != entry.is_same:
        return _NOTHING
    person = people.add(here.unit, here.caller.chat, entry.language)
    people.set_language(here.unit, person.id, entry.language)
    invitations.use(here.unit, opened.invitation.id, person.id)
    if opened.enrolment:
        _bind(here, opened.enrolment, opened.invitation, person.id)
    else:
        people.grant(here.unit, person.id, opened.invitation.grants)
        people.set_name(here.unit, person.id, tidied_line(entry.name)[:_LONGEST_NAME])
        here.note("staff joined", str(person.id))
    return opened


def _attend(here: Here, opened: Opened, event: Event, language: str) -> Opened:
    """Let the chat answer an event's form, unless it has; with that it becomes nobody here but the event's guest."""
    if opened.door is Door.EVENT:
        person = people.add(here.unit, here.caller.chat, language)
        people.set_language(here.unit, person.id, language)
        guests.join(here.unit, event, person.id)
    return opened


def _bind(here: Here, enrolment: Enrolment, invitation: Invitation, person: int) -> None:
    """Tie an enrolment to the chat; from another chat it moves here with the person's quiet, and that one is let go."""
    enrolments.bind(here.unit, enrolment.id, person)
    if enrolment.person is None:
        return
    before = people.by_id(here.unit, enrolment.person)
    if before and before.silent:
        people.set_silent(here.unit, person, silent=True)
    invitations.revoke(here.unit, enrolment.id, but=invitation.id)
    for run in runs.of_enrolment(here.unit, enrolment.id):
        runs.show_nowhere(here.unit, run.id)
    say_farewell(here, enrolment.person)
    here.note("moved to another phone", f"enrolment {enrolment.id}")


def not_the_same(here: Here, word: str) -> None:
    """Keep that another person than the one who takes part opened a link on a shared phone: the coach is told.

    The link stays unused.
    """
    opened = open_link(here, word)
    if opened.door is Door.NOTHING:
        guessed_wrong(here)
    if opened.door is not Door.AGAIN or opened.enrolment is None or opened.invitation is None:
        return
    for coach in carers(here, opened.enrolment):
        key = f"shared_phone:{opened.invitation.id}:{coach.id}"
        outbox.put(here.unit, key, coach.id, "shared_phone", opened.enrolment.id, here.now)
