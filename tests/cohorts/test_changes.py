"""What is told of pairs, and what a few who answered once keep to themselves (flows.goals.pairs)."""

from typing import Any

from bot.actions.coordinator.status import Look, status
from bot.paper.status_json import as_json
from storage import enrolments
from storage.enrolments import State
from storage.unit import Unit
from tests.cohorts.acting import Crowd

PROGRAMME = "nasta-steg"
END = {"livskvalitet": "battre", "beror-pa": "lite", "halsa": "battre"}


def begun(crowd: Crowd, number: int, mark: int | None) -> int:
    """Let someone join and answer the form of the start, unless they never do."""
    enrolment = crowd.join(number)
    if mark is not None:
        crowd.answer(number, "halsa-start", {"termometer": mark}, at_start=True)
    return enrolment


def ended(crowd: Crowd, people: dict[int, int], marks: dict[int, int]) -> None:
    """Close people, by number and enrolment, of whom some answer the form of the end."""
    for enrolment in people.values():
        crowd.close(enrolment, "annat", {})
    crowd.let_forms_come()
    for number in people.keys() & marks.keys():
        crowd.answer(number, "halsa-slut", {**END, "termometer": marks[number]})


def health(crowd: Crowd) -> dict[str, Any]:
    [found] = [goal for goal in crowd.status()["goals"] if goal["key"] == "halsan-har-stigit"]
    return dict(found)


def cohort(unit: Unit, starts: int, ends: int) -> Crowd:
    """Let so many answer at the start, of whom the first answer at the end: each rises by 10, the first from 0."""
    crowd = Crowd(unit, PROGRAMME)
    people = {number: begun(crowd, number, number * 5 - 5) for number in range(1, starts + 1)}
    ended(crowd, people, {number: number * 5 + 5 for number in range(1, ends + 1)})
    return crowd


def test_numbers_are_told_where_nobody_or_at_least_five_answered_once(unit: Unit) -> None:
    found = health(cohort(unit, 15, 10))
    assert found["pairs"] == {
        "of": 10,
        "direction": 1,
        "before": 22.5,
        "later": 32.5,
        "change": 10,
        "interval": [10, 10],
    }
    assert found["value"] == 10 / 22.5


def test_of_fewer_pairs_than_the_goal_sets_the_direction_alone_is_told(unit: Unit) -> None:
    crowd = cohort(unit, 9, 9)
    assert health(crowd)["pairs"] == {"of": 9, "direction": 1, "withheld": "few"}
    assert "value" not in health(crowd)
    assert crowd.said("Deltagarna mår bättre") == "• Utan målvärde: uppåt (9 par, bara riktning)"


def test_where_a_few_answered_once_no_numbers_are_told_for_the_totals_would_tell_theirs(unit: Unit) -> None:
    """The form of the start shows twelve answers; ten pairs beside it would tell what the other two answered."""
    crowd = cohort(unit, 12, 10)
    assert health(crowd)["pairs"] == {"of": 10, "direction": 1, "withheld": "complement"}
    assert "Där talen saknas är de som bara har svarat en gång för få för att tal ska visas." in crowd.words()


def test_numbers_that_were_held_back_stay_so_when_more_have_answered_once(unit: Unit) -> None:
    """Who remembers the totals of the first look could tell the two apart for ever."""
    crowd = cohort(unit, 12, 10)
    assert health(crowd)["pairs"]["withheld"] == "complement"
    for number in range(101, 106):
        begun(crowd, number, 50)
    assert health(crowd)["pairs"]["withheld"] == "complement"


def test_who_never_answered_at_the_start_is_in_no_pair_and_is_counted(unit: Unit) -> None:
    crowd = Crowd(unit, PROGRAMME)
    people = {number: begun(crowd, number, 40 if number <= 10 else None) for number in range(1, 16)}
    ended(crowd, people, dict.fromkeys(range(1, 16), 60))
    found = health(crowd)
    assert (found["pairs"]["of"], found["pairs"]["change"], found["missing"]) == (10, 20, 5)


def test_a_wave_whose_first_form_nobody_answered_has_nobody_to_compare(unit: Unit) -> None:
    crowd = Crowd(unit, PROGRAMME)
    people = {number: begun(crowd, number, None) for number in range(1, 8)}
    ended(crowd, people, dict.fromkeys(range(1, 8), 60))
    assert (health(crowd)["verdict"], health(crowd).get("pairs")) == ("too_few", None)


def test_only_answers_that_are_in_the_figures_are_paired(unit: Unit) -> None:
    """Of twelve who answered at the end the last two wait beside ten that are shown, so they are in no pair yet."""
    crowd = cohort(unit, 12, 10)
    health(crowd)
    for number in (11, 12):
        crowd.answer(number, "halsa-slut", {**END, "termometer": 90})
    assert health(crowd)["pairs"]["of"] == 10


def test_who_is_erased_stays_in_the_numbers_that_come(unit: Unit) -> None:
    crowd = cohort(unit, 10, 10)
    before = health(crowd)["pairs"]
    enrolments.let_go(unit, 1, State.ERASED)
    assert health(crowd)["pairs"] == before
    people = {number: begun(crowd, number, 50) for number in range(21, 31)}
    ended(crowd, people, dict.fromkeys(people, 30))
    found = health(crowd)["pairs"]
    assert (found["of"], found["before"], found["change"]) == (20, (225 + 500) / 20, (100 - 200) / 20)
    assert found["interval"][0] < -5 < found["interval"][1]


def test_a_look_back_at_a_day_before_anything_was_released_tells_nothing(unit: Unit) -> None:
    crowd = cohort(unit, 10, 10)
    health(crowd)
    day = crowd.operator.today.replace(year=crowd.operator.today.year - 1)
    then = as_json(status(crowd.operator, Look(PROGRAMME, day)))
    [goal] = [goal for goal in then["goals"] if goal["key"] == "halsan-har-stigit"]  # type: ignore[attr-defined]  # JSON
    assert goal["verdict"] == "not_asked"


def test_some_pairs_wait_so_that_nobody_who_answered_once_can_be_told_from_the_totals(unit: Unit) -> None:
    """Of twenty who began three have no pair: five pairs wait, so that five stand beside the others."""
    crowd = cohort(unit, 20, 17)
    found = health(crowd)["pairs"]
    assert (found["of"], found["before"]) == (12, sum(number * 5 - 5 for number in range(1, 13)) / 12)
    assert health(crowd)["pairs"] == found


def test_numbers_that_were_told_stay_when_new_pairs_could_tell_of_a_few(unit: Unit) -> None:
    crowd = cohort(unit, 10, 10)
    before = health(crowd)["pairs"]
    people = {number: begun(crowd, number, 50) for number in range(21, 28)}
    ended(crowd, people, dict.fromkeys(range(21, 27), 30))
    assert health(crowd)["pairs"] == before, "one of seven answered once, and of six new pairs five would have to wait"


def test_pairs_that_waited_are_told_with_those_that_come(unit: Unit) -> None:
    crowd = cohort(unit, 20, 17)
    assert health(crowd)["pairs"]["of"] == 12
    people = {number: begun(crowd, number, 50) for number in range(31, 41)}
    ended(crowd, people, dict.fromkeys(people, 70))
    found = health(crowd)["pairs"]
    # 27 pairs, three who answered at the start only: five of the newest wait.
    firsts = [number * 5 - 5 for number in range(1, 18)] + [50] * 5
    assert (found["of"], found["before"]) == (22, sum(firsts) / 22)
