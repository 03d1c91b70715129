"""What one look shows, and what two looks tell together."""

import json
from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.actions.coordinator.status import Status
from bot.paper.status_json import as_json
from flows.figures import QuestionFigure
from flows.forms.conditions import Answer
from storage.unit import Unit
from tests.figures.answering import JULY, SUMMER, look, send_in, send_in_linked
from tests.waiting import kept_nowhere_for_long

AGREES: dict[str, Answer] = dict.fromkeys(
    ("delaktig", "narmare-arbete", "bemotande", "hallbara-losningar"), "instammer"
)


def figure(status: Status, key: str = "narmare-arbete") -> QuestionFigure:
    return next(each for form in status.forms for each in form.figures if each.key == key)


def test_fewer_than_five_show_nothing_and_are_said_to_wait(unit: Unit) -> None:
    for _ in range(4):
        send_in(unit, AGREES)

    status = look(unit)

    form = status.forms[0]
    assert (form.responses.asked, form.responses.answered, form.waiting) == (4, 4, 4)
    assert {(each.of, each.declined, each.withheld) for each in form.figures} == {(None, None, "few")}
    assert {option.count for each in form.figures for option in each.options} == {None}


def test_a_look_shows_all_that_wait_once_five_have_gathered(unit: Unit) -> None:
    for _ in range(39):
        send_in(unit, AGREES)

    assert figure(look(unit)).of == 39
    send_in(unit, AGREES)
    send_in(unit, AGREES)

    assert (figure(look(unit)).of, look(unit).forms[0].waiting) == (39, 2)


def test_who_declines_is_outside_the_base_and_shown_beside_it(unit: Unit) -> None:
    for _ in range(5):
        send_in(unit, AGREES)
    for _ in range(3):
        send_in(unit, {**AGREES, "bemotande": None})

    status = look(unit)

    assert (figure(status, "bemotande").of, figure(status, "bemotande").declined) == (5, 3)
    assert (figure(status).of, figure(status).declined) == (8, 0)


def test_each_question_waits_for_its_own_five(unit: Unit) -> None:
    """A question that few are asked, or that few answer, is withheld beside others that are shown."""
    for number in range(6):
        asked: dict[str, Answer] = {} if number < 2 else {"vad-saknas": "Mer tid"}
        send_in_linked(
            unit,
            "samverkansteam-finnveden",
            {"vill-na": "arbete", "hur-nara": 7, "stod-i-dag": None if number < 3 else "ganska-daligt", **asked},
        )

    status = look(unit, "samverkansteam-finnveden")

    assert figure(status, "vill-na").of == 6
    assert figure(status, "hur-nara").of == 6
    assert (figure(status, "stod-i-dag").of, figure(status, "stod-i-dag").withheld) == (None, "few")


def test_a_day_gives_the_last_release_before_it_and_says_which(unit: Unit) -> None:
    for _ in range(6):
        send_in(unit, AGREES)
    look(unit)
    look(unit, now=JULY)
    for _ in range(5):
        send_in(unit, AGREES, day=SUMMER.date())
    look(unit, now=SUMMER)

    def until(day: date) -> tuple[int | None, object]:
        found = look(unit, now=SUMMER, until=day)
        return figure(found).of, as_json(found)["released_until"]

    assert until(date(2026, 6, 29)) == (None, "2026-Q1")
    assert until(date(2026, 6, 30)) == (6, "2026-Q2")
    assert until(date(2026, 7, 31)) == (6, "2026-Q2")
    assert until(date(2026, 9, 30)) == (11, "2026-Q3")
    assert figure(look(unit, now=SUMMER)).of == 11


def test_two_askings_are_the_same_bytes_whenever_they_are_made(unit: Unit) -> None:
    for _ in range(6):
        send_in(unit, AGREES)

    assert json.dumps(as_json(look(unit))) == json.dumps(as_json(look(unit, now=SUMMER)))


def test_the_json_is_what_the_contract_says(unit: Unit) -> None:
    for number in range(5):
        send_in(unit, {**AGREES, "bemotande": "annat" if number else None})

    found = as_json(look(unit))

    assert set(found) == {"programme", "period", "people", "responses", "questions", "goals", "indicators", "noted"}
    assert (found["programme"], found["period"]) == ("enter", {"from": None, "until": None})
    assert found["people"] == {
        "invited": 0, "declined": 0, "waiting": 0, "active": 5, "paused": 0, "closed": 0, "unreachable": 0, "erased": 0,
    }  # fmt: skip  # a table
    questions = found["questions"]
    assert isinstance(questions, list)
    shown, withheld = questions[1], questions[2]
    assert {key: shown[key] for key in ("questionnaire", "key", "of", "declined")} == {
        "questionnaire": "utvardering-enter",
        "key": "narmare-arbete",
        "of": 5,
        "declined": 0,
    }
    assert shown["text"] == "Genom aktiviteterna har jag kommit närmare arbete eller studier."
    assert "withheld" not in shown
    assert shown["options"][0] == {"key": "instammer", "label": "Instämmer", "count": 5, "share": 1.0}
    assert shown["options"][1] == {"key": "delvis", "label": "Instämmer delvis", "count": 0, "share": 0.0}
    assert (withheld["of"], withheld["declined"], withheld["withheld"]) == (None, None, "few")
    assert withheld["options"][0] == {"key": "instammer", "label": "Instämmer", "count": None, "share": None}


def test_goals_in_the_json_are_unrounded_and_not_asked_is_said(unit: Unit) -> None:
    goals = as_json(look(unit, "samverkansteam-finnveden"))["goals"]

    assert isinstance(goals, list)
    assert goals[1] == {
        "key": "stor-nytta",
        "kind": "answer_share",
        "text": "75 % av deltagarna har fått stöd på ett sätt som är till stor nytta",
        "n": None,
        "of": None,
        "share": None,
        "target": 0.75,
        "verdict": "not_asked",
    }


Event = Answer | bool
_EVENTS = st.lists(st.sampled_from(["instammer", "delvis", None, True]), max_size=60)
"""Someone answers, someone declines, or (True) someone looks."""


@settings(max_examples=60, deadline=None)
@given(_EVENTS)
def test_no_two_looks_differ_by_fewer_than_five(events: list[Event]) -> None:
    with kept_nowhere_for_long() as unit:
        seen = [0]
        for event in [*events, True]:
            if event is True:
                seen.append(figure(look(unit)).of or 0)
            else:
                send_in(unit, {"narmare-arbete": event})
        answered = sum(isinstance(event, str) for event in events)

    assert all(after == before or after - before >= 5 for before, after in pairwise(seen))
    assert answered - 5 < seen[-1] <= answered
