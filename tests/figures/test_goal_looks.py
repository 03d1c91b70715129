"""Goals over people as a coordinator sees them: read from the storage, released in batches, kept over erasures."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.actions.coordinator.status import Status
from bot.chat.coordinator.status_screen import status_text
from bot.paper.status_json import as_json
from flows.facts import FactValue
from flows.goals.judging import Verdict
from flows.programme import Programme
from locales.translator import translator
from storage import cohorts, enrolments, facts, goal_releases, linked, notes, runs
from storage.enrolments import State
from storage.unit import Unit
from tests.figures.answering import DAY, HOUSE, SPRING, SUMMER, enrolled, look

SE_IPS, MITT_VAL = "stod-till-arbete", "mitt-val"


def closed(unit: Unit, programme: str, outcome: str, number: int = 1, day: date = DAY, **known: FactValue) -> list[int]:
    """Let people begin and end on one day."""
    ended = [enrolled(unit, programme) for _ in range(number)]
    for enrolment in ended:
        enrolments.close(unit, enrolment, outcome, day)
        record(unit, enrolment, **known)
    return ended


def record(unit: Unit, enrolment: int, **known: FactValue) -> None:
    for name, value in known.items():
        facts.record(unit, enrolment, facts.Recorded(name.replace("_", "-"), value, None, SPRING))


def verdict(status: Status, key: str = "arbete-eller-studier") -> Verdict:
    return next(each for each in status.verdicts if each.goal.key == key)


def seen(status: Status, key: str = "arbete-eller-studier") -> tuple[str, int | None, int | None]:
    found = verdict(status, key)
    return found.judgement, found.n, found.of


def test_a_share_of_people_waits_for_five_and_then_for_five_more(unit: Unit) -> None:
    seen_so_far = [seen(look(unit, SE_IPS))]
    for outcome, number in (("arbete", 4), ("annat", 1), ("annat", 4), ("studier", 1)):
        closed(unit, SE_IPS, outcome, number)
        seen_so_far.append(seen(look(unit, SE_IPS)))

    assert seen_so_far == [
        ("not_asked", None, None),
        ("too_few", None, None),
        ("met", 4, 5),
        ("met", 4, 5),
        ("met", 5, 10),
    ]


def test_a_corrected_outcome_or_fact_of_one_person_shows_nothing(unit: Unit) -> None:
    people = closed(unit, MITT_VAL, "annat", 6, gatt_vidare=True)
    before = as_json(look(unit, MITT_VAL))

    record(unit, people[0], gatt_vidare=False)

    assert as_json(look(unit, MITT_VAL)) == before
    for person in people[1:5]:
        record(unit, person, gatt_vidare=False)
    assert seen(look(unit, MITT_VAL), "gatt-vidare") == ("not_met", 1, 6)


def test_an_erasure_changes_no_number_and_leaves_no_trace_of_the_person(unit: Unit) -> None:
    people = closed(unit, SE_IPS, "arbete", 6)
    look(unit, SE_IPS)

    enrolments.let_go(unit, people[0], State.ERASED)

    assert seen(look(unit, SE_IPS)) == ("met", 6, 6)
    assert unit.count("SELECT COUNT(*) FROM standings WHERE enrolment = ?", people[0]) == 0
    closed(unit, SE_IPS, "annat", 5)
    assert seen(look(unit, SE_IPS)) == ("met", 6, 11)


def test_a_day_shows_the_last_numbers_released_before_its_quarter_ended(unit: Unit) -> None:
    closed(unit, SE_IPS, "arbete", 6)
    look(unit, SE_IPS)
    closed(unit, SE_IPS, "annat", 6, day=SUMMER.date())
    assert seen(look(unit, SE_IPS, now=SUMMER)) == ("met", 6, 12)

    assert seen(look(unit, SE_IPS, now=SUMMER, until=date(2026, 7, 31))) == ("met", 6, 6)
    assert seen(look(unit, SE_IPS, now=SUMMER, until=date(2026, 6, 29)))[0] == "not_asked"


def test_a_clock_that_goes_back_over_a_quarter_keeps_the_newest_numbers(unit: Unit) -> None:
    closed(unit, SE_IPS, "arbete", 6)
    look(unit, SE_IPS, now=SUMMER)
    closed(unit, SE_IPS, "annat", 6)

    assert seen(look(unit, SE_IPS, now=SPRING)) == ("met", 6, 12)
    assert seen(look(unit, SE_IPS, now=SUMMER)) == ("met", 6, 12)


def test_the_json_holds_what_each_kind_of_goal_has(unit: Unit) -> None:
    closed(unit, MITT_VAL, "annat", 6, gatt_vidare=True, gatt_vidare_dag=DAY.isoformat(), kon="kvinna")
    enrolled(unit, "nya-vagar")

    goals = {goal["key"]: goal for key in (MITT_VAL, "nya-vagar") for goal in _goals(as_json(look(unit, key)))}

    assert {name: goals["vantetid"][name] for name in ("n", "of", "share", "value", "target", "verdict")} == {
        "n": 6,
        "of": 6,
        "share": None,
        "value": 0,
        "target": 14,
        "verdict": "met",
    }
    assert (goals["kvinnor-och-man"]["share"], goals["kvinnor-och-man"]["reference"]) == (1, {"n": 1, "of": 2})
    places = goals["inskrivna-per-ort"]
    assert (places["verdict"], places["n"], places["of"], places["target"]) == ("too_few", 0, 2, None)
    assert [(part["key"], part["n"], part["target"], part["verdict"]) for part in places["parts"]] == [
        ("gislaved", None, 60, "too_few"),
        ("gnosjo", None, 10, "too_few"),
    ], "that the one who began lives in neither is not told"
    assert {"value", "parts", "missing", "reference"}.isdisjoint(goals["till-stor-nytta"])


def _goals(written: dict[str, Any]) -> list[dict[str, Any]]:
    goals: list[dict[str, Any]] = written["goals"]
    return goals


def test_counts_scores_groups_and_what_is_noted_are_shown_as_they_are(unit: Unit) -> None:
    for place, points in (("Gislaved", 92), ("Gnosjö", 89), ("Värnamo", 90)):
        notes.add(unit, notes.Note(SE_IPS, "programtrohet", place, date(2020, 1, 15), points, None, SPRING))
    enrolled(unit, SE_IPS)
    cohort = cohorts.add(unit, MITT_VAL, "Grupp 1", DAY)
    for _ in range(6):
        unit.run("UPDATE enrolments SET cohort = ? WHERE id = ?", cohort, enrolled(unit, MITT_VAL))

    support, choice = look(unit, SE_IPS), look(unit, MITT_VAL)

    assert verdict(support, "inskrivna-per-ar").value == 1
    assert [part.value for part in verdict(support, "programtrohet").parts] == [92, 89, 90]
    assert (verdict(choice, "grupper").value, verdict(choice, "grupper").of) == (1, 1)


def wheel(unit: Unit, **answers: int) -> None:
    """Let a new person fill in Livshjulet at some moments; a moment's ``__`` stands for ``#``."""
    person = enrolled(unit, "nya-vagar")
    for moment, answer in answers.items():
        run = runs.open_run(unit, person, HOUSE.catalogue.questionnaires["livshjulet"], moment.replace("__", "#"))
        linked.keep(unit, run, "omrade-1", answer, is_words=False)
        runs.finish(unit, run, DAY)


def wheels(unit: Unit) -> dict[str, int | None]:
    forms = [each for each in look(unit, "nya-vagar").forms if each.questionnaire.key == "livshjulet"]
    return {each.moment: each.figures[0].of for each in forms}


def test_a_form_asked_twice_is_shown_twice_each_over_a_base_of_its_own(unit: Unit) -> None:
    for _ in range(4):
        wheel(unit, start=5, closure=8)
    assert wheels(unit) == {"start": None, "closure": None}
    wheel(unit, start=5)

    status = look(unit, "nya-vagar")

    assert wheels(unit) == {"start": 5, "closure": None}
    shown = status_text(translator("sv"), status)
    assert "Livshjulet, vid start\n  Svar från 5 av 5" in shown
    assert "Livshjulet, vid avslut\n  Svar från 4 av 4" in shown
    told = as_json(status)["questions"]
    assert isinstance(told, list)
    assert {each["moment"]: each["of"] for each in told if each["key"] == "omrade-1"} == {"start": 5, "closure": None}


def test_repetitions_count_at_their_askings_moment_and_three_people_asked_twice_are_not_six(unit: Unit) -> None:
    for _ in range(3):
        wheel(unit, start__1=5, start__2=6)
    assert wheels(unit)["start"] is None
    for _ in range(2):
        wheel(unit, start__1=5, start__2=6)
    assert wheels(unit)["start"] == 10


def test_numbers_of_a_moment_that_was_not_kept_stand_apart_and_say_so(unit: Unit) -> None:
    for _ in range(5):
        wheel(unit, start=5)
    look(unit, "nya-vagar")
    unit.run("UPDATE tallies SET moment = ''")

    status = look(unit, "nya-vagar")

    assert wheels(unit) == {"start": None, "closure": None, "": 5}
    shown = status_text(translator("sv"), status)
    assert "Livshjulet, okänt när\n\n" in shown


def test_a_rule_that_changes_shows_no_old_number_under_new_words(unit: Unit) -> None:
    closed(unit, SE_IPS, "arbete", 6)
    programme = HOUSE.catalogue.programmes[SE_IPS]
    assert seen(look(unit, SE_IPS)) == ("met", 6, 6)
    rules = {goal.key: goal.rule for goal in programme.goals}

    reworded = _with(programme, text="Hälften ska ha fått arbete", target="0.6")
    changed = _with(programme, counted={"outcome": ["studier"]})

    assert goal_releases.released(unit, SE_IPS, {**rules, **reworded}, "9999")["arbete-eller-studier"].n == 6
    assert "arbete-eller-studier" not in goal_releases.released(unit, SE_IPS, {**rules, **changed}, "9999")


def _with(programme: Programme, **changes: object) -> dict[str, str]:
    """Give the rule of the changed goal."""
    written = next(goal for goal in programme.goals if goal.key == "arbete-eller-studier")
    goal = type(written).model_validate({**written.model_dump(by_alias=True), **changes})
    return {goal.key: goal.rule}


def test_the_status_says_every_kind_of_goal_in_words(unit: Unit) -> None:
    closed(unit, SE_IPS, "arbete", 4)
    closed(unit, SE_IPS, "annat", 6)
    notes.add(unit, notes.Note(SE_IPS, "programtrohet", "Gislaved", date(2020, 1, 15), 89, None, SPRING))

    shown = status_text(translator("sv"), look(unit, SE_IPS)).replace("\u00a0", "_")

    assert shown.startswith(
        """\
Stöd till arbete - SE/IPS
  Allt från början till nu.

✗ Målet är inte nått än: 10, mål 57
  Minst 57 deltagare inskrivna per år
  47 till behövs.
  Räknas: inskrivna, per kalenderår. Tid: 1 jan. 2026 till 31 dec. 2026.

✗ Målet är inte nått: 4 av 10 (40_%), mål 50_%
  Hälften av dem som avslutas har fått arbete eller påbörjar studier
  1 till hade behövts.
  Räknas: de där utfallet är Arbete, Studier. Bland: avslutade. Osäkerhet: 17_% till 69_%.

✗ Målet är inte nått: 0 av 3 delar
  I januari 2020 når alla kommuner minst 90 poäng på programtrohetsskalan enligt IPS
  ✗ Gislaved: 89, mål 90
  – Gnosjö: Inget är noterat än
  – Värnamo: Inget är noterat än
  Räknas: det senaste som är noterat för ”Programtrohet enligt IPS” till och med 31 jan. 2020.

– Ingen har fått frågan än
  75 % har fått stöd till stor nytta, och 75 % har utvecklat sätt att hantera sin situation
  – Stödet är till stor nytta: Ingen har fått frågan än
  – Stödet har hjälpt att hantera situationen: Ingen har fått frågan än
"""
    )


def test_a_whole_whose_other_parts_nobody_noted_says_how_many_parts_have_figures(unit: Unit) -> None:
    closed(unit, SE_IPS, "annat", 1)
    for place, points in (("Gislaved", 95), ("Gnosjö", 90)):
        notes.add(unit, notes.Note(SE_IPS, "programtrohet", place, date(2020, 1, 15), points, None, SPRING))
    status = look(unit, SE_IPS)

    assert verdict(status, "programtrohet").judgement == "not_asked"
    assert """
– 2 av 3 delar har siffror
  I januari 2020 når alla kommuner minst 90 poäng på programtrohetsskalan enligt IPS
  ✓ Gislaved: 95, mål 90
  ✓ Gnosjö: 90, mål 90
  – Värnamo: Inget är noterat än
""" in status_text(translator("sv"), status).replace("\u00a0", "_")


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("programme", sorted(HOUSE.catalogue.programmes))
def test_every_goal_of_every_programme_can_be_said(programme: str, language: str, unit: Unit) -> None:
    """Whatever it comes to, nothing is left to fill in and nothing is said in another language by its rule."""
    closed(unit, programme, "annat", 8, kon="kvinna", skapa="ja", arbetsformaga=True, gatt_vidare=True, bedomning=True)
    for enrolment in range(1, 9):
        record(unit, enrolment, gatt_vidare_dag=DAY.isoformat(), steg=True)

    status = look(unit, programme, now=datetime(2026, 7, 1, 12, tzinfo=UTC))

    shown = status_text(translator(language), status)
    assert "{" not in shown
    for each in status.verdicts:
        assert translator(language)(each.goal.text) in shown
        assert each.rule is not None
