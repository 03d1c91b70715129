"""The place beside anonymous answers: of whom and of which questions it is kept, what is said, and what comes of it."""

import pytest

from bot.actions.participant.forms import Form
from bot.actions.participant.place import place_told, places_kept
from bot.chat.participant.review_screen import review
from flows.forms.conditions import Answer
from locales.translator import translator
from storage import course, enrolments, runs, unlinked
from storage.enrolments import Enrolment
from storage.unit import Unit
from tests.figures.answering import CLOSING, DAY, START, here, look
from tests.figures.dividing import SE_IPS, came, cells, table

COUNTED = {"stod-till-nytta", "hantera-situation"}
USE = "nytta-och-hantera/till-stor-nytta"


def enrolment(unit: Unit, key: int) -> Enrolment:
    found = enrolments.by_id(unit, key)
    assert found
    return found


def answer(unit: Unit, key: int, **answers: Answer) -> None:
    """Let somebody send the closing form in."""
    of = enrolment(unit, key)
    run = runs.open_run(unit, key, CLOSING, "closure")
    given = {name.replace("_", "-"): value for name, value in answers.items()}
    places = places_kept(here(unit), of, CLOSING)
    unlinked.fall_apart(unit, run, of.programme, CLOSING, given, moment="closure", places=places)
    runs.finish(unit, run, DAY)


def test_a_place_is_kept_of_the_questions_that_goals_count_where_five_share_it(unit: Unit) -> None:
    many, few = came(unit, 5, None, "Gnosjö"), came(unit, 4, None, "Värnamo")
    somewhere, elsewhere = came(unit, 5, None), came(unit, 5, None, "annan")

    kept = [places_kept(here(unit), enrolment(unit, each[0]), CLOSING) for each in (many, few, somewhere, elsewhere)]

    assert COUNTED <= kept[0].keys() < {question.key for question in CLOSING.questions}
    assert [set(places.values()) for places in kept] == [{"Gnosjö"}, set(), set(), {"annan"}]
    assert place_told(here(unit), enrolment(unit, elsewhere[0]), CLOSING) == "Annan ort"


def test_no_place_is_kept_of_others(unit: Unit) -> None:
    hidden, *others = came(unit, 6, None, "Gnosjö")
    course.protect(unit, hidden, None, None)
    not_broken_down = came(unit, 6, None, "Gnosjö", "mitt-val")
    # Five are left who share the place: somebody with a protected identity is in no breakdown.
    assert places_kept(here(unit), enrolment(unit, others[0]), CLOSING)

    assert places_kept(here(unit), enrolment(unit, hidden), CLOSING) == {}
    assert places_kept(here(unit), enrolment(unit, others[0]), START) == {}
    assert places_kept(here(unit), enrolment(unit, not_broken_down[0]), CLOSING) == {}


def test_what_goals_count_is_told_by_place_and_adds_up(unit: Unit) -> None:
    for place, number, helped in (("Gnosjö", 12, 6), ("Värnamo", 10, 5), ("Gislaved", 6, 1)):
        for nth, key in enumerate(came(unit, number, None, place)):
            answer(unit, key, stod_till_nytta="helt" if nth < helped else "inte-alls")

    by_place = table(unit, "ort", USE)
    whole = next(each for each in look(unit, SE_IPS).verdicts if each.goal.key == "nytta-och-hantera").parts[0]

    assert cells(by_place) == {
        "Gislaved": (None, None),
        "Gnosjö": (None, None),
        "Värnamo": (5, 10),
        "*": (7, 18),
    }
    assert (whole.n, whole.of) == (12, 28)


def test_a_look_before_and_after_one_answer_shows_the_same(unit: Unit) -> None:
    people = came(unit, 20, None, "Gnosjö") + came(unit, 20, None, "Värnamo")
    for nth, key in enumerate(people[:14] + people[20:34]):
        answer(unit, key, stod_till_nytta="helt" if nth % 2 else "inte-alls")
    before = table(unit, "ort", USE)
    assert cells(before) == {"Gnosjö": (7, 14), "Värnamo": (7, 14)}

    answer(unit, people[14], stod_till_nytta="helt")

    assert table(unit, "ort", USE) == before


@pytest.mark.parametrize(("place", "is_said"), [("Gnosjö", True), ("", False)])
def test_it_is_said_before_sending_in_that_the_place_is_kept(unit: Unit, place: str, is_said: bool) -> None:  # noqa: FBT001  # a case of the table
    [key] = came(unit, 1, None)
    run = runs.by_id(unit, runs.open_run(unit, key, CLOSING, "closure"))
    assert run

    text = review(
        translator("sv"), Form(run, CLOSING, dict.fromkeys(question.key for question in CLOSING.questions), place)
    ).text

    assert ("Bredvid några svar sparas din ort, Gnosjö." in text) is is_said
