"""Arenasamverkan: work among staff, counted only (delårsrapport 2014, Södra Vätterbygden).

Of seven groups one had 9 meetings with 25 cases and the others 1 to 3 meetings; at least 45 cases in all.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest

from bot.actions.coach.invite import NewParticipant, Protected, count_protected, invite
from bot.actions.coordinator.left_to_do import remind_of_what_is_left
from bot.actions.coordinator.note import Noting, note
from bot.actions.here import Caller, Here, NotAllowed
from bot.chat import staff_letters
from bot.chat.screen import Screen
from storage import people
from storage.people import Grant, Person, Role
from storage.unit import Unit
from tests.cohorts.acting import Crowd

PROGRAMME = "samverkan-ggv"
MEETINGS = {"Enhet 1": 9, "Enhet 2": 3, "Enhet 3": 1, "Enhet 4": 2, "Enhet 5": 1, "Enhet 6": 3, "Enhet 7": 2}
CASES = {"Enhet 1": (3, 2, 4, 3, 2, 3, 2, 3, 3), "Enhet 2": (2, 2, 1), "Enhet 4": (3, 1), "Enhet 6": (2, 3, 2)}
CASES |= {"Enhet 3": (1,), "Enhet 5": (2,), "Enhet 7": (1, 0)}


def note_half_year(crowd: Crowd) -> None:
    """Note every meeting on a day of its own with its number of cases, and two deviations."""
    begun = count(1)

    def jot(fact: str, place: str | None, ago: int, value: int) -> None:
        day = crowd.operator.today - timedelta(days=ago)
        note(crowd.operator, Noting(PROGRAMME, fact, place, day, value, next(begun)))

    for place, meetings in MEETINGS.items():
        for ago in range(meetings):
            jot("arenamote", place, ago, value=True)
            jot("arenden", place, ago, CASES[place][ago])
    jot("avvikelse", None, 3, value=True)
    jot("avvikelse", None, 3, value=True)


def test_meetings_and_cases_come_out_as_they_were_noted(unit: Unit) -> None:
    crowd = Crowd(unit, PROGRAMME)
    note_half_year(crowd)

    goals = {goal["key"]: goal for goal in crowd.status()["goals"]}

    meetings, cases = goals["moten"], goals["arenden"]
    assert {part["key"]: part["value"] for part in meetings["parts"]} == MEETINGS
    assert (meetings["verdict"], meetings["n"], meetings["of"], meetings["target"]) == ("met", 7, 7, 1)
    assert {part["key"]: part["value"] for part in cases["parts"]} == {place: sum(n) for place, n in CASES.items()}
    assert (cases["value"], cases["verdict"], sum(CASES["Enhet 1"])) == (45, "no_target", 25)
    assert goals["avvikelser"]["value"] == 2
    assert crowd.said("Delta i minst ett möte per halvår med respektive Arenagrupp") == "✓ Målet är nått: 7 av 7 delar"
    assert crowd.said("Ärenden i Arenagrupperna") == "• Utan målvärde: 45"
    assert "  • Enhet 1: 25" in crowd.words()
    assert "Personer" not in crowd.words()
    assert "Antecknade tal" not in crowd.words(), "the last of several meetings says nothing of them all"
    assert "✓ Enhet 1: 9, mål 1" in crowd.words()


def test_a_group_without_a_meeting_misses_the_goal_until_the_half_year_is_over(unit: Unit) -> None:
    crowd = Crowd(unit, PROGRAMME)
    note_half_year(crowd)
    later = replace(crowd.operator, now=crowd.operator.now + timedelta(days=60))
    note(later, Noting(PROGRAMME, "arenamote", "Enhet 1", later.today, value=True, begun=99))

    [moten] = [goal for goal in crowd.status(later)["goals"] if goal["key"] == "moten"]

    assert (moten["verdict"], moten["n"]) == ("not_met", 1)


def test_a_number_noted_again_for_the_same_day_takes_the_place_of_the_first(unit: Unit) -> None:
    crowd = Crowd(unit, PROGRAMME)
    for begun, cases in enumerate((4, 6), 1):
        note(crowd.operator, Noting(PROGRAMME, "arenden", "Enhet 2", crowd.operator.today, cases, begun))
    [found] = [goal for goal in crowd.status()["goals"] if goal["key"] == "arenden"]
    assert found["value"] == 6


def test_nobody_can_be_invited_where_nobody_takes_part(unit: Unit) -> None:
    here: Here = Crowd(unit, PROGRAMME).operator
    assert PROGRAMME not in [programme.key for programme in here.programmes(Role.COACH)]
    assert PROGRAMME in [programme.key for programme in here.programmes(Role.COORDINATOR)]
    with pytest.raises(NotAllowed):
        invite(here, NewParticipant(PROGRAMME))
    with pytest.raises(NotAllowed):
        count_protected(here, Protected(PROGRAMME))


def letters(unit: Unit) -> list[str]:
    return [row["key"] for row in unit.rows("SELECT key FROM outbox WHERE kind = 'left' ORDER BY id")]


def test_a_coordinator_is_told_in_the_last_month_once_which_groups_have_had_no_meeting(unit: Unit) -> None:
    crowd = Crowd(unit, PROGRAMME)
    boss = people.add(unit, 7, "sv")
    people.grant(unit, boss.id, [Grant(Role.COORDINATOR, PROGRAMME)])
    other = people.add(unit, 8, "sv")
    people.grant(unit, other.id, [Grant(Role.COORDINATOR, "enter")])

    def at(month: int, day: int) -> Here:
        return replace(crowd.operator, now=datetime(2029, month, day, 12, tzinfo=UTC))

    def told(here: Here, person: Person) -> Screen | None:
        caller = Caller(person.chat, people.by_id(unit, person.id))
        return staff_letters.left(replace(here, caller=caller), date(2029, 6, 30).toordinal())

    remind_of_what_is_left(at(5, 30))
    assert letters(unit) == [], "there is time enough"
    for begun, place in enumerate(MEETINGS):
        if place not in {"Enhet 3", "Enhet 5"}:
            note(at(5, 30), Noting(PROGRAMME, "arenamote", place, at(5, 30).today, value=True, begun=begun))
    remind_of_what_is_left(at(6, 2))
    assert letters(unit) == [], "nobody is written to on a Saturday"
    for day in (4, 5):
        remind_of_what_is_left(at(6, day))
    assert letters(unit) == [f"left:{boss.id}:2029-06-30"]
    found = told(at(6, 4), boss)
    assert found
    assert [line for line in found.text.splitlines() if line.startswith("•")] == ["• Enhet 3", "• Enhet 5"]
    assert "Kvar att göra senast 30 juni" in found.text
    assert told(at(6, 4), other) is None
    for begun, place in enumerate(("Enhet 3", "Enhet 5"), 50):
        note(at(6, 4), Noting(PROGRAMME, "arenamote", place, at(6, 4).today, value=True, begun=begun))
    assert told(at(6, 4), boss) is None, "what is done since is not told of"
