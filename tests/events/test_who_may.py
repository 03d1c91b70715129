"""Who may open an event and look at it, and what cannot be opened."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.actions.coordinator.event_figures import all_event_figures, event_figures, release_events
from bot.actions.coordinator.events import (
    BadTitle,
    Opening,
    TitleIsPersonal,
    close_event,
    event_of,
    open_event,
    opens_for,
)
from bot.actions.here import Caller, Here, NotAllowed
from bot.actions.participant.answer import Given, answer
from bot.actions.participant.send_in import send_in
from storage import guests, people, runs
from storage.people import Grant, Person, Role
from storage.unit import Unit
from tests.figures.answering import DAY, HOUSE, SPRING, here, look
from tests.figures.conftest import unit
from tests.waiting import waiting

__all__ = ["unit"]

WEEK = DAY + timedelta(days=7)


def asks(unit: Unit, role: Role = Role.COORDINATOR, programme: str = "enter") -> Here:
    """Where a member of staff acts."""
    person = Person(1, 7, "sv", reachable=True, grants=(Grant(role, programme),))
    return Here(unit, HOUSE, Caller(7, person), SPRING)


def opening(programme: str = "enter", title: str = "Prova på-dag", **changed: object) -> Opening:
    return Opening(programme, **{"questionnaire": "traff", "last_day": WEEK, "title": title} | changed)  # type: ignore[arg-type]  # of a test's own


def test_a_coordinator_opens_events_of_their_own_programme(unit: Unit) -> None:
    made = open_event(asks(unit), opening(title="  Prova\tpå-dag "))

    assert made.title == "Prova på-dag"
    assert len(made.payload) == 32
    assert made.closes == datetime(2026, 7, 7, 22, tzinfo=UTC), "the day ends where the association is"
    assert event_of(asks(unit, Role.ADMINISTRATOR, ""), made.id) == made
    payloads = unit.row("SELECT nonce, payload_hash FROM events")
    assert payloads
    assert made.payload.encode() not in b"".join(payloads)


@pytest.mark.parametrize(
    ("role", "programme"), [(Role.COORDINATOR, "mitt-val"), (Role.COACH, "enter"), (Role.ADMINISTRATOR, "enter")]
)
def test_nobody_else_opens_them(unit: Unit, role: Role, programme: str) -> None:
    with pytest.raises(NotAllowed):
        open_event(asks(unit, role, programme), opening())


def test_another_programmes_coordinator_neither_sees_nor_closes_them(unit: Unit) -> None:
    made, other = open_event(asks(unit), opening()), asks(unit, programme="mitt-val")

    assert all_event_figures(other) == ()
    for action in (event_figures, close_event):
        with pytest.raises(NotAllowed):
            action(other, made.id)
    assert len(all_event_figures(asks(unit))) == 1


def test_the_whole_associations_are_for_who_coordinates_everything(unit: Unit) -> None:
    assert opens_for(asks(unit)) == ("enter",)
    assert opens_for(asks(unit, programme=""))[-1] == ""
    with pytest.raises(NotAllowed):
        open_event(asks(unit), opening(""))
    made = open_event(asks(unit, programme=""), opening(""))
    with pytest.raises(NotAllowed):
        event_of(asks(unit), made.id)


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"last_day": DAY - timedelta(days=1)}, NotAllowed),
        ({"questionnaire": "avslut"}, NotAllowed),
        ({"title": " "}, BadTitle),
        ({"title": "d" * 81}, BadTitle),
        ({"title": "Ring 070-174 06 35"}, TitleIsPersonal),
    ],
)
def test_what_cannot_be_opened(unit: Unit, changed: dict[str, object], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        open_event(asks(unit), opening(**changed))  # type: ignore[arg-type]  # of a test's own
    assert unit.count("SELECT COUNT(*) FROM events") == 0


def answers(unit: Unit, event: int, chat: int) -> None:
    """Let a new chat answer an event."""
    found = event_of(here(unit), event)
    run = guests.join(unit, found, people.add(unit, chat, "sv").id)
    taken = runs.by_id(unit, run)
    assert taken
    at = Here(unit, HOUSE, Caller(chat, people.by_chat(unit, chat)), SPRING)
    send(at, run)


def send(at: Here, run: int) -> None:
    for index, value in enumerate(("helt", "delvis", None, "Mer tid")):
        answer(at, Given(run, index, value))
    assert send_in(at, run)


def test_no_two_looks_differ_by_fewer_than_the_minimum_and_a_closed_event_can_be_read(unit: Unit) -> None:
    made = open_event(asks(unit), opening())
    shown = []
    for chat in range(12):
        answers(unit, made.id, 1000 + chat)
        [useful, *_] = event_figures(here(unit), made.id).figures
        shown.append(useful.of)
    close_event(asks(unit), made.id)
    found = event_figures(asks(unit), made.id)

    assert shown == [None] * 4 + [5] * 5 + [10] * 3
    assert (found.is_open, found.waiting, found.event.answered) == (False, 2, 12)
    assert [figure.of for figure in found.figures] == [10, 10, None]
    assert found.figures[2].withheld == "few"
    assert len(found.comments[0].words) == 10


def test_a_backup_releases_what_has_gathered_first(unit: Unit) -> None:
    made = open_event(asks(unit), opening())
    for chat in range(5):
        answers(unit, made.id, 1000 + chat)
    release_events(here(unit))
    assert [each for each in waiting(unit) if each.option is not None] == []


def test_an_events_answers_are_in_no_programmes_figures(unit: Unit) -> None:
    made = open_event(asks(unit), opening())
    before = look(unit, "enter")
    for chat in range(6):
        answers(unit, made.id, 1000 + chat)
    event_figures(here(unit), made.id)
    assert look(unit, "enter") == before
