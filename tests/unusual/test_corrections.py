"""Correcting what was sent in, in orders that are unusual: left halfway, beside another form, too late, in distress."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from bot.chat.buttons import Correct
from flows.forms.conditions import Answer
from flows.forms.questionnaire import Questionnaire
from storage import linked, runs
from storage.unit import Unit
from tests.cohorts.acting import START, Crowd
from tests.unusual.phone import Phone

TEAM = "samverkansteam-finnveden"
SENT: Mapping[str, Answer] = {
    "vill-na": "arbete",
    "hur-nara": 3,
    "stod-i-dag": "ganska-daligt",
    "vad-saknas": "Mer tid",
}
WORDS = "Ändra 4"


def sent_in(unit: Unit, answers: Mapping[str, Answer] = SENT) -> Phone:
    """Let someone have sent in the form of the start."""
    crowd = Crowd(unit, TEAM)
    crowd.join(1)
    crowd.answer(1, "start", answers, at_start=True)
    return Phone(unit, 1, START + timedelta(days=1))


def correct(phone: Phone, which: str) -> None:
    phone.says("/mindata")
    phone.leafs_to("Ändra: ")
    phone.presses("Ändra: ")
    phone.presses(which)


def kept(phone: Phone) -> dict[str, Answer]:
    return linked.answers(phone.unit, 1)


@pytest.mark.parametrize(
    ("text", "said", "left"),
    [
        ("Ring mig på 070-123 45 67, mer tid", "telefonnummer", "Ta bort det"),
        ("jag vill dö", "112", "Spara texten och fortsätt"),
    ],
)
def test_what_waits_for_the_writers_word_waits_in_a_correction_too(unit: Unit, text: str, said: str, left: str) -> None:
    phone = sent_in(unit)
    correct(phone, WORDS)
    phone.says(text)
    assert said in phone.text
    assert "Pausa" not in phone.labels
    assert kept(phone) == SENT
    phone.presses(left)
    assert kept(phone)["vad-saknas"] not in {SENT["vad-saknas"], None}
    assert "Tack" in phone.text


def test_a_correction_that_is_left_takes_no_more_words(unit: Unit) -> None:
    phone = sent_in(unit)
    correct(phone, WORDS)
    phone.says("/avbryt")
    assert "Tack" in phone.text
    assert not phone.screen.rows
    phone.says("hej")
    assert kept(phone) == SENT


def test_what_is_typed_belongs_to_the_correction_and_not_to_another_form_that_is_begun(unit: Unit) -> None:
    phone = sent_in(unit)
    Crowd(unit, "mitt-val").join(1)
    phone.says("/enkat")
    phone.presses("Börja")
    correct(phone, WORDS)
    phone.says("Kortare väg")
    assert kept(phone) == {**SENT, "vad-saknas": "Kortare väg"}
    phone.says("/enkat")
    assert phone.text.startswith("Här är några frågor")


def test_a_correction_is_left_before_another_form_that_waits(unit: Unit) -> None:
    crowd = Crowd(unit, "mitt-val")
    crowd.join(1)
    phone = sent_in_second(unit)
    phone.says("/avbryt")
    assert "Tack" in phone.text
    phone.says("hej")
    assert linked.answers(unit, 2) == SENT


def sent_in_second(unit: Unit) -> Phone:
    """Let someone correct the form of the start while an older one waits."""
    phone = sent_in(unit)
    correct(phone, WORDS)
    return phone


def test_a_question_that_a_correction_leads_to_is_asked(unit: Unit) -> None:
    phone = sent_in(unit, {"vill-na": "arbete", "hur-nara": 3, "stod-i-dag": "mycket-bra"})
    correct(phone, "Ändra 3")
    phone.presses("Ganska dåligt")
    assert "Vad skulle göra stödet bättre?" in phone.text
    phone.says("Mer tid")
    assert "Tack" in phone.text
    assert kept(phone) == SENT


def test_a_correction_that_was_never_finished_ends_with_the_time_for_it(unit: Unit) -> None:
    phone = sent_in(unit)
    correct(phone, WORDS)
    phone.now += timedelta(weeks=3)
    phone.says("Något helt annat")
    assert kept(phone) == SENT
    phone.says("/enkat")
    assert phone.text == "Du har inga frågor att svara på just nu."
    assert phone.taps(Correct(1, 3)).toast


HELP = Questionnaire.model_validate(
    {
        "key": "hjalp",
        "title": "Hjälp",
        "purpose": "För att veta.",
        "source": "Påhittat.",
        "linked": True,
        "minutes": 1,
        "questions": [
            {
                "key": "hjalp",
                "kind": "choices",
                "text": "Vad hjälper?",
                "options": [{"key": each, "label": each} for each in ("tid", "ro", "vila")],
            }
        ],
    }
)


def test_what_was_sent_in_is_never_half_an_answer(unit: Unit) -> None:
    enrolment = Crowd(unit, "it-sparet").join(1)
    run = runs.open_run(unit, enrolment, HELP, "start")
    phone = Phone(unit, 1)
    phone.says("/enkat")
    for label in ("Börja", "tid", "Klar", "Skicka in"):
        phone.presses(label)
    correct(phone, "Ändra 1")
    phone.presses("ro")
    assert linked.answers(unit, run) == {"hjalp": ("tid", "ro")}
    phone.presses("✓ tid")
    phone.presses("✓ ro")
    assert linked.answers(unit, run) == {"hjalp": ("ro",)}
    phone.presses("Klar")
    assert "Tack" in phone.text
