"""What participants meet when things come in unusual orders."""

from datetime import datetime, timedelta

from telegram import Update

from bot.actions.coach.coaching import Which, new_link
from bot.actions.coach.invite import NewParticipant, invite
from bot.actions.coach.people_of import mark, person_of
from bot.actions.due import send_due
from bot.chat.coach.reminder_buttons import RemindTomorrow
from bot.chat.incoming import Kind, read
from storage import invitations, runs
from storage.unit import Unit
from tests.cohorts.acting import END, HOUSE, Crowd
from tests.unusual.phone import Phone, coach

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


def test_a_new_phone_is_as_quiet_as_the_old_one(unit: Unit) -> None:
    kim = coach(unit, 50, TEAM)
    invited = invite(kim.here, NewParticipant(TEAM, "P-1"))
    old = Phone(unit, 1)
    old.says(f"/start {invited.invitation.payload}")
    for label in ("Svenska", "Ja"):
        old.presses(label)
    old.says("/paus")
    link = new_link(kim.here, Which(invited.enrolment.id, mark(kim.here, person_of(kim.here, invited.enrolment.id))))
    new = Phone(unit, 2)
    new.says(f"/start {link.invitation.payload}")
    new.presses("Svenska")
    assert new.here.person().silent


def test_a_link_works_to_the_end_of_the_day_that_is_said(unit: Unit) -> None:
    kim = coach(unit, 50, TEAM)
    kim.says("/ny P-1")
    assert "till och med 28 jan. 2029" in kim.text
    made = invitations.of_enrolment(unit, 1)
    assert made
    assert made.is_open(datetime(2029, 1, 28, 23, 59, tzinfo=HOUSE.association.zone))


def test_a_live_location_that_moves_is_no_edited_text() -> None:
    chat = {"id": 1, "type": "private"}
    message = {"message_id": 1, "date": 1, "edit_date": 2, "chat": chat}
    for what, kind in ({"location": {"longitude": 1, "latitude": 1}}, Kind.NONE), ({"text": "hej"}, Kind.EDITED):
        update = Update.de_json({"update_id": 1, "edited_message": {**message, **what}}, None)
        assert read(update).kind is kind


def test_who_has_not_said_yes_yet_can_ask_for_contact(unit: Unit) -> None:
    kim = coach(unit, 50, TEAM)
    invited = invite(kim.here, NewParticipant(TEAM, "P-1"))
    alva = Phone(unit, 1)
    alva.says(f"/start {invited.invitation.payload}")
    alva.presses("Svenska")
    alva.says("/kontakt")
    assert "Jag har sagt till." in alva.text
    kim.says("/uppfoljning")
    assert kim.labels[0] == "P-1 · vill ha kontakt"


def test_the_word_on_the_button_of_two_letters_asks_which_form_is_meant(unit: Unit) -> None:
    crowd = Crowd(unit, "nya-vagar")
    crowd.close(crowd.join(1), "arbete", {})
    assert send_due(unit, HOUSE, END) == 2
    alva = Phone(unit, 1, END)
    alva.says("börja")
    assert {*alva.labels} == {"Livshjulet", "Frågor i slutet"}
    alva.says("livshjulet")
    assert alva.text.startswith("Fråga 1 av 8")
