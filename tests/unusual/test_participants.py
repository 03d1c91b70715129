"""What participants meet when things come in unusual orders."""

from bot.chat.coach.reminder_buttons import RemindTomorrow
from storage import runs
from storage.unit import Unit
from tests.cohorts.acting import Crowd
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
