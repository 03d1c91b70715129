"""Whose data are erased still counts where their answers do, so that the numbers beside each other agree."""

from datetime import date

from storage import enrolments
from storage.enrolments import State
from storage.responses import Responses
from storage.unit import Unit
from tests.figures.answering import SUMMER, look, send_in, send_in_linked

TEAM = "samverkansteam-finnveden"


def shown(unit: Unit, programme: str, until: date | None = None) -> tuple[Responses, int | None]:
    """Give the responses to the programme's first form, and the base of one of its questions."""
    key = "hur-nara" if programme == TEAM else "bemotande"
    forms = look(unit, programme, now=SUMMER, until=until).forms
    form = next(each for each in forms if any(figure.key == key for figure in each.figures))
    return form.responses, next(figure.of for figure in form.figures if figure.key == key)


def erase(unit: Unit, *people: int) -> None:
    for each in people:
        enrolments.let_go(unit, each, State.ERASED)


def test_the_answers_that_stay_in_the_figures_are_still_said_to_be_answered(unit: Unit) -> None:
    for _ in range(6):
        send_in_linked(unit, TEAM, {"hur-nara": 7})
        send_in(unit, {"bemotande": "instammer"})
    linked, unlinked = shown(unit, TEAM), shown(unit, "enter")
    assert (linked[0].asked, linked[0].answered, linked[1]) == (6, 6, 6)

    erase(unit, *(row["id"] for row in unit.rows("SELECT id FROM enrolments WHERE id <= 4")))

    assert (shown(unit, TEAM), shown(unit, "enter")) == (linked, unlinked)
    assert shown(unit, TEAM, date(2026, 6, 30)) == linked
    assert shown(unit, TEAM, date(2026, 3, 31))[0].answered == 0


def test_linked_answers_erased_before_they_were_released_count_nowhere(unit: Unit) -> None:
    for _ in range(6):
        send_in_linked(unit, TEAM, {"hur-nara": 7})
    erase(unit, 1)

    found, of = shown(unit, TEAM)

    assert (found.asked, found.answered, of) == (5, 5, 5)


def test_who_was_asked_and_did_not_answer_is_gone_with_the_erasure(unit: Unit) -> None:
    for _ in range(6):
        send_in_linked(unit, TEAM, {"hur-nara": 7})
    unit.run("UPDATE runs SET state = 'open', finished_on = NULL WHERE id = 1")
    assert shown(unit, TEAM)[0] == Responses("start", "start", 6, 5)

    erase(unit, 1)

    assert shown(unit, TEAM)[0] == Responses("start", "start", 5, 5)
    assert not unit.rows("SELECT * FROM responses_erased")
