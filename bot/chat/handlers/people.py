"""``/deltagare``: a coach's people, and what is done with one of them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol, TypeVar

from bot.actions import drafts
from bot.actions.coach import coaching
from bot.actions.coach.card import card, card_of
from bot.actions.coach.coaching import Extension, Moving, Pausing, Which
from bot.actions.coach.invite import Invited
from bot.actions.coach.people_of import Changed, colleagues, own_people
from bot.actions.erasing import promised
from bot.actions.here import NotAllowed
from bot.chat.coach import card_screens, people_screens
from bot.chat.coach.coach_buttons import (
    AskErase,
    ErasePerson,
    Extend,
    GivePlace,
    MoveTo,
    MoveWhere,
    NewLink,
    RevokeLink,
    SetPaused,
    ShowLink,
    ShowPeople,
    ShowPerson,
)
from bot.chat.coach.person_words import colleague, name
from bot.chat.handlers.inviting import show_link
from bot.chat.reply import Reply
from bot.chat.turn import Turn
from storage import people
from storage.people import Role


class _AboutPerson(Protocol):
    """A button about one person."""

    @property
    def enrolment(self) -> int: ...


_Button = TypeVar("_Button", bound=_AboutPerson)


def deltagare(turn: Turn) -> Reply:
    """``/deltagare``: the first page of the coach's people."""
    return show_people(turn, ShowPeople(0))


def show_people(turn: Turn, button: ShowPeople) -> Reply:
    """Show a page of the coach's people."""
    if not turn.here.programmes(Role.COACH):
        raise NotAllowed
    drafts.drop(turn.here)
    found = own_people(turn.here)
    last = max(0, len(found) - 1) // people_screens.PAGE
    page = min(button.page, last)
    shown = found[page * people_screens.PAGE : (page + 1) * people_screens.PAGE]
    cards = tuple(card_of(turn.here, each) for each in shown)
    zone = turn.here.house.association.zone
    return turn.show(people_screens.people(turn.t, zone, cards, page, len(found)))


def show_person(turn: Turn, button: ShowPerson) -> Reply:
    """Show a person's card."""
    drafts.drop(turn.here)
    return show_card(turn, button.enrolment)


def show_card(turn: Turn, enrolment: int, notice: str = "") -> Reply:
    """Show a person's card, with a line above it where there is something to say."""
    screen = card_screens.person(turn.t, turn.here.house.association.zone, card(turn.here, enrolment))
    return turn.show(screen.with_notice(notice) if notice else screen)


def changing(handler: Callable[[Turn, _Button], Reply]) -> Callable[[Turn, _Button], Reply]:
    """Let a handler that changes a person show the card as it is now where someone else was first."""

    def told(turn: Turn, button: _Button) -> Reply:
        drafts.drop(turn.here)
        try:
            with turn.here.unit.attempt():
                return handler(turn, button)
        except Changed:
            return show_card(turn, button.enrolment, card_screens.changed(turn.t))

    return told


@changing
def extend(turn: Turn, button: Extend) -> Reply:
    """Move the planned end some months on."""
    turn.once(coaching.extend, Extension(Which(button.enrolment, button.mark), button.months))
    return show_card(turn, button.enrolment)


@changing
def set_paused(turn: Turn, button: SetPaused) -> Reply:
    """Let an enrolment rest, or go on."""
    turn.once(coaching.set_paused, Pausing(Which(button.enrolment, button.mark), button.paused))
    return show_card(turn, button.enrolment)


@changing
def move_where(turn: Turn, button: MoveWhere) -> Reply:
    """Ask which coach is to have the person."""
    found = card(turn.here, button.enrolment)
    coaches = tuple(each for each in colleagues(turn.here, found.programme.key) if each.id != found.enrolment.coach)
    return turn.show(card_screens.move_where(turn.t, found, coaches, turn.here.person().id))


@changing
def move_to(turn: Turn, button: MoveTo) -> Reply:
    """Give the person to another coach."""
    turn.once(coaching.move, Moving(Which(button.enrolment, button.mark), button.coach))
    if button.coach == turn.here.caller.id:
        return show_card(turn, button.enrolment)
    return _moved(turn, button)


def _moved(turn: Turn, button: MoveTo) -> Reply:
    enrolment = coaching.moved(turn.here, button.enrolment, button.coach)
    coach = people.by_id(turn.here.unit, button.coach)
    if coach is None:
        raise NotAllowed
    return turn.show(card_screens.moved(turn.t, name(turn.t, enrolment), colleague(turn.t, coach)))


def show_unused_link(turn: Turn, button: ShowLink) -> Reply:
    """Show a person's unused link again."""
    return _link(turn, button.enrolment)


def _link(turn: Turn, enrolment: int, made: Invited | None = None) -> Reply:
    found = made or coaching.link_of(turn.here, enrolment)
    return show_link(turn, found) if found else show_card(turn, enrolment)


@changing
def new_link(turn: Turn, button: NewLink) -> Reply:
    """Make a new link."""
    return _link(turn, button.enrolment, turn.once(coaching.new_link, Which(button.enrolment, button.mark)))


@changing
def revoke_link(turn: Turn, button: RevokeLink) -> Reply:
    """Let the unused link work no longer."""
    turn.once(coaching.revoke_link, Which(button.enrolment, button.mark))
    return show_card(turn, button.enrolment, turn.t("Länken fungerar inte längre."))


@changing
def give_place(turn: Turn, button: GivePlace) -> Reply:
    """Let a person on the waiting list begin."""
    return _link(turn, button.enrolment, turn.once(coaching.give_place, Which(button.enrolment, button.mark)))


def ask_erase(turn: Turn, button: AskErase) -> Reply:
    """Ask whether to erase a person."""
    drafts.drop(turn.here)
    return turn.show(card_screens.ask_erase(turn.t, card(turn.here, button.enrolment), promised(turn.here)))


@changing
def erase_person(turn: Turn, button: ErasePerson) -> Reply:
    """Erase a person, or ask the association to."""
    turn.once(coaching.erase_person, Which(button.enrolment, button.mark))
    return replace(turn.show(card_screens.erased(turn.t, promised(turn.here))), forget=True)
