"""What coaches are told when things come in unusual orders."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.actions.administrator import roles
from bot.actions.coach.invite import Invited, NewParticipant, invite
from bot.actions.due import send_due
from bot.chat.buttons import Begin
from bot.chat.coach.reminder_buttons import SnoozeUntilTyped
from flows.timing.schedule import SendWindow
from storage import linked, occasions, people, runs
from storage.people import Grant, Role
from storage.unit import Unit
from tests.cohorts.acting import END, HOUSE, Crowd
from tests.unusual.phone import Phone, coach

TEAM = "samverkansteam-finnveden"


def joined(of: Phone, chat: int = 1) -> tuple[Invited, Phone]:
    """Let a coach invite someone, who says yes."""
    invited = invite(of.here, NewParticipant(TEAM, f"P-{chat}"))
    phone = Phone(of.unit, chat, of.now, of.house)
    phone.says(f"/start {invited.invitation.payload}")
    phone.presses("Svenska")
    phone.presses("Ja")
    return invited, phone


@pytest.mark.parametrize(
    ("stops", "day", "asked"), [(False, "idag", True), (True, "idag", False), (False, "2029-01-20", False)]
)
def test_a_closing_promises_forms_only_to_who_gets_them(
    unit: Unit,
    stops: bool,  # noqa: FBT001  # given by pytest
    day: str,
    asked: bool,  # noqa: FBT001  # given by pytest
) -> None:
    kim = coach(unit, 50, TEAM)
    _, alva = joined(kim)
    if stops:
        alva.says("/radera")
        alva.presses("Sluta")
    kim.now = END
    kim.says("/avsluta")
    for label in ("P-1", "Arbete"):
        kim.presses(label)
    kim.says(day)
    kim.presses("Nej")
    while "Vet inte än" in kim.labels:
        kim.presses("Vet inte än")
    assert kim.text.startswith("Avsluta P-1 med Arbete")
    assert ("frågorna i slutet" in kim.text) is asked
    kim.presses("Avsluta")
    assert (send_due(unit, HOUSE, END) > 0) is asked


def test_what_is_snoozed_to_a_free_day_is_said_to_come_on_the_working_day(unit: Unit) -> None:
    office = replace(HOUSE, window=SendWindow(time(8), time(19)))
    kim = replace(coach(unit, 50, TEAM), house=office)
    invited, _ = joined(kim)
    task = next(each for each in occasions.of_enrolment(unit, invited.enrolment.id) if each.audience == "coach")
    kim.now = datetime(2029, 3, 1, 12, tzinfo=UTC)  # a Thursday
    kim.taps(SnoozeUntilTyped(task.id))
    kim.says("på lördag")
    assert "väntar till måndag 5 mars" in kim.text


def test_who_asks_again_after_nobody_came_gets_a_day_ahead_and_the_coach_is_told_again(unit: Unit) -> None:
    kim = coach(unit, 50, TEAM)
    _, alva = joined(kim)
    alva.says("/kontakt")
    alva.says("/kontakt")
    assert told(unit, kim) == 1
    alva.now += timedelta(days=9)
    for _ in range(2):
        alva.says("/kontakt")
        assert alva.text.endswith("senast imorgon, torsdag 25 januari.")
    assert told(unit, kim) == 2


def told(unit: Unit, of: Phone) -> int:
    """Count the letters about a wish for contact."""
    kind = "SELECT COUNT(*) FROM outbox WHERE kind = 'contact' AND person = ?"
    return unit.count(kind, of.here.person().id)


def test_who_was_a_removed_coachs_is_said_to_have_none(unit: Unit) -> None:
    kim = coach(unit, 50, TEAM)
    joined(kim)
    robin = coach(unit, 51, TEAM)
    roles.take_away(Crowd(unit, TEAM).operator, roles.member(Crowd(unit, TEAM).operator, kim.here.person().id))
    robin.says("/deltagare")
    assert "P-1</b>: aktiv, utan coach" in robin.text


def test_a_coach_who_edits_is_not_sent_to_the_questions_of_participants(unit: Unit) -> None:
    kim = coach(unit, 50, TEAM)
    kim.edits()
    assert "/enkat" not in kim.text
    _, alva = joined(kim)
    alva.edits()
    assert "/enkat" in alva.text
    people.grant(unit, alva.here.person().id, [Grant(Role.COACH, "mitt-val")])
    alva.edits()
    assert "/enkat" in alva.text


def test_a_coachs_own_words_in_a_form_never_become_a_reference(unit: Unit) -> None:
    kim = coach(unit, 50, "mitt-val")
    Crowd(unit, TEAM).join(kim.chat)
    run = runs.open_of_person(unit, kim.here.person().id)[0]
    kim.says("/ny")
    kim.taps(Begin(run.id))
    for label in ("Ett arbete", "3", "Ganska dåligt"):
        kim.presses(label)
    kim.says("Jag orkar inte vänta")
    assert linked.answers(unit, run.id)["vad-saknas"] == "Jag orkar inte vänta"


def test_a_link_that_is_over_is_said_to_be_and_only_a_new_one_is_offered(unit: Unit) -> None:
    kim = coach(unit, 50, TEAM)
    invite(kim.here, NewParticipant(TEAM, "P-1"))
    kim.now += timedelta(days=14)
    kim.says("/deltagare")
    assert kim.text.endswith("Länken fungerar inte längre.")
    kim.presses("P-1")
    assert "Ny länk" in kim.labels
    assert not {"Visa länken", "Dra tillbaka"} & {*kim.labels}
