"""A programme that is over: nobody comes in by any door, nothing is planned, and what it came to can be looked at."""

from dataclasses import replace

import pytest

from bot.actions.coach.invite import (
    NewParticipant,
    Protected,
    count_protected,
    invite,
    put_in_line,
)
from bot.actions.coordinator.status import Look, status
from bot.actions.here import Archived, Caller, Here
from bot.actions.participant import choice, join
from bot.actions.participant.choice import Choice
from bot.actions.participant.join import Door, Entry
from bot.actions.replan import replan_all
from bot.actions.staff import programmes_named
from bot.chat.coordinator.status_screen import status_text
from bot.house import House
from bot.simulate.simulation import programmes_in_use
from locales.translator import translator
from storage import people
from storage.people import Role
from storage.unit import Unit
from tests.cohorts.acting import HOUSE, Crowd

KEY = "enter"


def over(house: House) -> House:
    """Give the house as it is when Enter is over."""
    programmes = dict(house.catalogue.programmes)
    programmes[KEY] = programmes[KEY].model_copy(update={"archived": True})
    return replace(house, catalogue=replace(house.catalogue, programmes=programmes))


def later(unit: Unit) -> Here:
    return replace(Crowd(unit, KEY).operator, house=over(HOUSE))


def test_nobody_is_invited_put_in_line_or_counted(unit: Unit) -> None:
    here = later(unit)
    for act in (
        lambda: invite(here, NewParticipant(KEY)),
        lambda: put_in_line(here, NewParticipant(KEY)),
        lambda: count_protected(here, Protected(KEY)),
    ):
        with pytest.raises(Archived):
            act()
    assert KEY not in [programme.key for programme in here.going_on(Role.COACH)]
    with pytest.raises(Archived):
        programmes_in_use(here.house, (KEY,))


def test_an_old_link_leads_nowhere_and_who_hesitated_cannot_begin(unit: Unit) -> None:
    crowd = Crowd(unit, KEY)
    opened, unopened = (invite(crowd.operator, NewParticipant(KEY, name)) for name in ("A", "B"))
    join.enter(_chat(crowd.operator, 1), Entry(opened.invitation.payload, "sv"))
    here = later(unit)

    assert join.enter(_chat(here, 2), Entry(unopened.invitation.payload, "sv")).door is Door.NOTHING
    with pytest.raises(Archived):
        choice.choose(_chat(here, 1), Choice(opened.enrolment.id, takes_part=True))
    choice.choose(_chat(here, 1), Choice(opened.enrolment.id, takes_part=False))


def _chat(here: Here, chat: int) -> Here:
    return replace(here, caller=Caller(chat, people.by_chat(here.unit, chat)))


def test_what_was_planned_is_planned_no_more(unit: Unit) -> None:
    crowd = Crowd(unit, KEY)
    crowd.close(crowd.join(1), "arbete", {})
    planned = "SELECT COUNT(*) FROM occasions WHERE state = 'planned'"
    assert unit.count(planned) > 0
    replan_all(unit, over(HOUSE), crowd.operator.now)
    assert unit.count(planned) == 0


def test_what_it_came_to_is_shown_to_who_asks_for_it_and_says_that_it_is_over(unit: Unit) -> None:
    Crowd(unit, KEY).join(1)
    here = later(unit)
    words = status_text(translator("sv"), status(here, Look(KEY)))
    assert "Insatsen är avslutad. Ingen ny deltagare kan börja, och inga frågor skickas." in words
    assert "1 aktiv" in words
    assert KEY not in [programme.key for programme in programmes_named(here, None)]
    assert [programme.key for programme in programmes_named(here, KEY)] == [KEY]


def test_who_is_coach_of_nothing_else_is_told_so(unit: Unit) -> None:
    here = later(unit)
    only = {KEY: here.house.catalogue.programmes[KEY]}
    house = replace(here.house, catalogue=replace(here.house.catalogue, programmes=only))
    with pytest.raises(Archived):
        replace(here, house=house).going_on(Role.COACH)
