"""What participants meet when things come in unusual orders."""

from datetime import timedelta

from bot.actions.due import send_due
from bot.chat.coach.reminder_buttons import RemindTomorrow
from storage import runs
from storage.unit import Unit
from tests.cohorts.acting import END, HOUSE, Crowd
from tests.unusual.phone import Phone

TEAM = "samverkansteam-finnveden"


def test_nobody_is_promised_a_reminder_that_their_own_quiet_holds_back(unit: Unit) -> None:
    Crowd(unit, TEAM).join(1)
    alva = Phone(unit, 1)
    alva.says("/paus")
    assert alva.taps(RemindTomorrow(1)).edit is None
    assert "påminner" not in alva.text
    alva.presses("Hör av dig igen")
    alva.taps(RemindTomorrow(1))
    assert "Jag påminner dig imorgon" in alva.text


def test_the_same_form_of_two_programmes_can_be_told_apart(unit: Unit) -> None:
    for programme in ("mitt-val", "nya-vagar"):
        Crowd(unit, programme).join(1)
    alva = Phone(unit, 1)
    alva.says("/enkat")
    first, second = alva.labels
    assert first != second
    assert first.startswith("Livshjulet · ")
    alva.says(second)
    begun = [run.enrolment for run in runs.open_of_person(unit, alva.here.person().id) if run.begun]
    assert begun == [2]


def test_who_types_an_answer_to_a_form_that_was_closed_meanwhile_is_told_once(unit: Unit) -> None:
    crowd = Crowd(unit, TEAM)
    enrolment = crowd.join(1)
    alva = Phone(unit, 1)
    alva.says("/enkat")
    for label in ("Börja", "Ett arbete", "3", "Ganska dåligt"):
        alva.presses(label)
    crowd.close(enrolment, "arbete", {})
    typed = alva.says("Mer tid")
    assert alva.text == "De här frågorna är stängda nu. Tack ändå!"
    assert typed.delete
    assert not alva.says("Hej").delete
    assert "/hjalp" in alva.text


def stop(phone: Phone) -> None:
    phone.says("/radera")
    phone.presses("Sluta")


def begin_again(phone: Phone) -> None:
    phone.says("/start")
    phone.presses("Var med igen")
    phone.presses("Ja")


def test_who_begins_again_gets_the_questions_that_ended_with_stopping(unit: Unit) -> None:
    Crowd(unit, TEAM).join(1)
    alva = Phone(unit, 1)
    alva.says("/enkat")
    alva.presses("Börja")
    alva.presses("Ett arbete")
    stop(alva)
    begin_again(alva)
    assert alva.text.startswith("Här är några frågor till dig.")
    alva.presses("Börja")
    assert "Du har valt" not in alva.text


def test_who_begins_again_gets_what_came_due_meanwhile_while_it_can_be_answered(unit: Unit) -> None:
    crowd = Crowd(unit, TEAM)
    enrolment = crowd.join(1)
    alva = Phone(unit, 1)
    stop(alva)
    crowd.close(enrolment, "arbete", {})
    assert send_due(unit, HOUSE, END) == 0
    alva.now = END + timedelta(days=1)
    begin_again(alva)
    assert send_due(unit, HOUSE, alva.now) == 1
    assert [run.questionnaire for run in runs.open_of_person(unit, alva.here.person().id)] == ["avslut"]


def test_who_begins_again_too_late_is_asked_nothing_that_is_over(unit: Unit) -> None:
    crowd = Crowd(unit, TEAM)
    enrolment = crowd.join(1)
    alva = Phone(unit, 1)
    stop(alva)
    crowd.close(enrolment, "arbete", {})
    alva.now = END + timedelta(days=90)
    begin_again(alva)
    assert send_due(unit, HOUSE, alva.now) == 0
    assert not runs.open_of_person(unit, alva.here.person().id)
