"""A simulation's people come out of the status as the simulation itself counted them, by what its dials say."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.actions.coordinator.consistency import inconsistencies, noted_numbers
from bot.actions.here import OPERATOR, Here, NoAssessment
from bot.actions.staff import Unknown
from bot.chat.letters import make_ready
from bot.simulate.dials import Dials
from bot.simulate.simulation import programmes_in_use
from bot.simulate.truth import DECLINED, Truth
from storage import outbox, people, report_notes
from storage.outbox import Letter
from storage.report_notes import NoteKind
from storage.unit import Unit
from tests.figures.answering import HOUSE
from tests.simulate.living import END, SINCE, UNTIL, figures, lived, looked, waiting

DIALS = Dials(60, SINCE, UNTIL, seed=3)
MANY = replace(DIALS, participants=120)
TEAM = "samverkansteam-finnveden"
MINIMUM = HOUSE.minimum_base


def shown(question: dict[str, Any]) -> Counter[str]:
    """Give the counts of a question, with those who declined; nothing where it is withheld."""
    if "withheld" in question:
        return Counter()
    counts = {option["key"]: option["count"] for option in question["options"]}
    return +Counter(counts | {DECLINED: question["declined"]})


def asked(found: dict[str, Any]) -> tuple[str, str]:
    return found["questionnaire"], found["moment"]


@pytest.mark.parametrize("programme", ["enter", "mitt-val", "stod-till-arbete"])
def test_every_figure_is_what_the_simulation_counted_itself(unit: Unit, programme: str) -> None:
    truth = lived(unit, DIALS, programme)[programme]

    found = looked(unit, programme)

    assert {state: n for state, n in found["people"].items() if n} == truth.people
    assert {asked(each): each["asked"] for each in found["responses"]} == truth.offered
    assert {asked(each): each["answered"] for each in found["responses"]} == truth.sent_in
    left = waiting(unit, programme)
    counted = [each for each in found["questions"] if each["options"] and each["key"] != "termometer"]
    assert counted
    for each in counted:
        expected = truth.answers[asked(each)][each["key"]]
        assert shown(each) + left.get((*asked(each), each["key"]), Counter()) == expected
    assert sum(truth.people.values()) == DIALS.participants


def goals(found: dict[str, Any]) -> dict[str, Any]:
    return {goal["key"]: goal for goal in found["goals"]}


def test_goals_over_people_lag_by_fewer_than_the_minimum(unit: Unit) -> None:
    truth = lived(unit, MANY, "enter")["enter"]

    found = goals(looked(unit, "enter"))

    for goal, outcome in {"till-arbete": "arbete", "till-studier": "studier", "soker-arbete": "arbetssokande"}.items():
        assert 0 <= truth.people["closed"] - found[goal]["of"] < MINIMUM
        assert 0 <= truth.outcomes[outcome] - found[goal]["n"] < MINIMUM


def test_work_among_staff_is_noted_and_nobody_invited(unit: Unit) -> None:
    truth = lived(unit, DIALS, "samverkan-ggv")["samverkan-ggv"]

    found = looked(unit, "samverkan-ggv")

    assert not any(found["people"].values())
    assert truth.notes["arenamote"] > len(HOUSE.catalogue.programmes["samverkan-ggv"].places)
    noted = [row["day"] for row in unit.rows("SELECT day FROM notes WHERE fact = 'arenamote'")]
    assert len(noted) == truth.notes["arenamote"]
    assert goals(found)["moten"]["value"] == sum(day >= "2028-01-01" for day in noted)


def test_coordinators_note_sums_that_add_up_and_words_for_the_report(unit: Unit) -> None:
    truth = lived(unit, replace(DIALS, participants=1), "connect")["connect"]

    here = Here(unit, HOUSE, OPERATOR, END)
    assert noted_numbers(here, "connect")
    assert not inconsistencies(here, "connect")
    told = report_notes.in_period(unit, "connect", SINCE, UNTIL)
    assert Counter(each.kind for each in told) == {kind: truth.notes[kind] for kind in NoteKind}
    assert {each.kind for each in told} == set(NoteKind)


def test_every_programme_can_be_lived_through(unit: Unit) -> None:
    truths = lived(unit, replace(DIALS, participants=70))

    programmes = HOUSE.catalogue.programmes
    assert truths.keys() == {key for key, programme in programmes.items() if not programme.archived}
    assert sum(sum(truth.people.values()) for truth in truths.values()) == 70
    for key, truth in truths.items():
        found = looked(unit, key)
        assert {state: n for state, n in found["people"].items() if n} == truth.people
        assert all(truth.sent_in.values())


def test_the_same_seed_gives_the_same_figures_and_another_does_not(tmp_path: Path) -> None:
    dials = replace(DIALS, participants=25)

    once, again = (figures(tmp_path / name, dials, TEAM) for name in ("once", "again"))
    other = figures(tmp_path / "other", replace(dials, seed=4), TEAM)

    assert once == again
    assert once != other


def rate(found: dict[str, Any]) -> float:
    [closing] = [each for each in found["responses"] if each["questionnaire"] == "avslut"]
    return float(closing["answered"] / closing["asked"])


def satisfaction(found: dict[str, Any]) -> float:
    return float(goals(found)["stor-nytta"]["share"])


def test_the_dials_show_in_the_figures(tmp_path: Path) -> None:
    """Bounds of three standard deviations or more of some eighty closed people, of whom a part answers."""
    few = figures(tmp_path / "few", replace(MANY, response_rate=0.4, satisfaction=0.9), TEAM)
    many = figures(tmp_path / "many", replace(MANY, response_rate=0.95, satisfaction=0.5), TEAM)
    worse = figures(tmp_path / "worse", replace(MANY, response_rate=0.95, satisfaction=0.9, drift=-0.15), TEAM)

    assert rate(few) == pytest.approx(0.4, abs=0.18)
    assert rate(many) == pytest.approx(0.95, abs=0.08)
    assert satisfaction(few) == pytest.approx(0.9, abs=0.16)
    assert satisfaction(many) == pytest.approx(0.5, abs=0.18)
    assert satisfaction(worse) < 0.7, "it falls from 0.9 to 0.15 in five quarters"


def to_work(truth: Truth) -> float:
    return (truth.outcomes["arbete"] + truth.outcomes["studier"]) / truth.people["closed"]


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_so_many_go_to_work_or_studies(unit: Unit, share: float) -> None:
    truth = lived(unit, replace(MANY, to_work=share, response_rate=0.1), TEAM)[TEAM]

    assert to_work(truth) == pytest.approx(share, abs=0.17 if 0 < share < 1 else 0)


def test_satisfaction_changes_each_quarter_and_stays_within_bounds() -> None:
    dials = replace(DIALS, satisfaction=0.7, drift=0.2)
    assert [dials.satisfaction_on(day) for day in (SINCE, SINCE.replace(month=4), SINCE.replace(month=12))] == [
        0.7,
        pytest.approx(0.9),
        1.0,
    ]
    assert replace(dials, drift=-0.3).satisfaction_on(UNTIL) == 0.0


def test_nothing_is_ever_sent_to_invented_people(unit: Unit) -> None:
    lived(unit, replace(DIALS, participants=8), TEAM)

    assert outbox.counts(unit).keys() == {"dropped", "again"}
    invented = [row["id"] for row in unit.rows("SELECT id FROM people")]
    assert invented
    for person in invented:
        assert people.by_id(unit, person)
        letter = Letter(1, person, "menu", person, 1)
        assert make_ready(unit, HOUSE, letter, END) is None
    real = people.add(unit, 7, "sv")
    assert make_ready(unit, HOUSE, Letter(2, real.id, "menu", real.id, 1), END)


def test_a_programme_that_is_not_there_or_has_no_assessment_is_told() -> None:
    with pytest.raises(Unknown, match="there is no programme 'entre'"):
        programmes_in_use(HOUSE, ("entre",))
    association = HOUSE.association.model_copy(update={"assessments": {}})
    house = replace(HOUSE, association=association)
    with pytest.raises(NoAssessment):
        programmes_in_use(house, ("enter",))
    assert [each.key for each in programmes_in_use(house, ())] == ["samverkan-ggv"]
