"""The published results of 200 i praktiken at their real size (delårsrapport 2014, Södra Vätterbygden).

169 young people and 508 months, 284 + 143 + 81; of these 23 with special needs and 92 months, 37 + 25 + 30; five with
an SE coach. The report does not tell how the months lie between people: here everybody has about as many as the next.
"""

from collections.abc import Sequence

from storage import enrolments
from storage.enrolments import State
from storage.unit import Unit
from tests.cohorts.acting import Crowd
from tests.cohorts.expecting import flat

YOUNG, SPECIAL, COACHED = 169, 23, 5
MONTHS = {"manader-praktik": (284, 37), "manader-arbete": (143, 25), "manader-studier": (81, 30)}
"""Of everybody, and of those with special needs."""
ASKED = ("meningsfull", "stod-pa-vagen")


def spread(months: int, people: int) -> Sequence[int]:
    """Share out months so that nobody has two more than another."""
    return [months // people + (number < months % people) for number in range(people)]


def of_person(fact: str) -> list[int]:
    """Give everybody's months of a fact; those with special needs come first."""
    everybody, special = MONTHS[fact]
    return [*spread(special, SPECIAL), *spread(everybody - special, YOUNG - SPECIAL)]


def live_as_published(crowd: Crowd) -> None:
    """Let 169 young people come, and record what is known of them."""
    months = {fact: of_person(fact) for fact in MONTHS}
    for number in range(YOUNG):
        enrolment = crowd.join(number + 1)
        crowd.record(enrolment, "sarskilda-behov", number < SPECIAL)
        crowd.record(enrolment, "se-coach", number < COACHED)
        for fact, each in months.items():
            crowd.record(enrolment, fact, each[number])


def test_the_published_periods_come_out_of_what_is_recorded_of_each(unit: Unit) -> None:
    crowd = Crowd(unit, "200-i-praktiken")
    live_as_published(crowd)

    goals = {goal["key"]: goal for goal in crowd.status()["goals"]}

    everybody, special = goals["praktikperioder"], goals["perioder-sarskilda-behov"]
    assert [part["n"] for part in everybody["parts"]] == [284, 143, 81]
    assert [part["of"] for part in everybody["parts"]] == [169] * 3
    assert (everybody["n"], everybody["value"], everybody["target"]) == (508, 508 / 3, 200)
    assert everybody["verdict"] == "not_met"
    assert [part["n"] for part in special["parts"]] == [37, 25, 30]
    assert (special["n"], special["value"], special["verdict"]) == (92, 92 / 3, "no_target")
    assert (goals["se-coach"]["n"], goals["se-coach"]["of"]) == (5, 169)

    words = crowd.words()
    assert "✗ Målet är inte nått än: 169,3, ca 169 perioder, mål 200" in words
    assert "  284 + 143 + 81 = 508 månader" in words
    assert "• Utan målvärde: 30,7, ca 31 perioder" in words
    assert "  37 + 25 + 30 = 92 månader" in words
    assert "  • Månader i praktik: 284 månader från 169 personer" in words
    assert crowd.said("Unga med stöd av SE-coach") == "• Utan målvärde: 5 av 169 (3 %)"


def test_three_out_of_four_had_something_meaningful_to_do(unit: Unit) -> None:
    crowd = Crowd(unit, "200-i-praktiken")
    for number in range(1, 21):
        crowd.close(crowd.join(number), "arbete", {})
    crowd.let_forms_come()
    for number in range(1, 21):
        said = "helt" if number <= 15 else "delvis"
        crowd.answer(number, "utvardering-praktik", dict.fromkeys(ASKED, said) | {"egna-ord": None})
    found = flat(crowd.status()["goals"])["meningsfull-sysselsattning"]
    assert (found["n"], found["of"], found["verdict"]) == (15, 20, "met")


def test_months_change_only_when_five_people_more_are_behind_them(unit: Unit) -> None:
    crowd = Crowd(unit, "200-i-praktiken")

    def months() -> list[int | None]:
        [goal] = [goal for goal in crowd.status()["goals"] if goal["key"] == "praktikperioder"]
        return [part["n"] for part in goal["parts"]]

    people = [crowd.join(number) for number in range(1, 11)]
    for number, one in enumerate(people[:4]):
        crowd.record(one, "manader-praktik", 10 + number)
    assert months() == [None] * 3
    crowd.record(people[4], "manader-praktik", 1)
    assert months() == [47, None, None]
    crowd.record(people[0], "manader-praktik", 12)
    for one in people[5:8]:
        crowd.record(one, "manader-praktik", 3)
    assert months() == [47, None, None], "four people stand otherwise"
    crowd.record(people[8], "manader-praktik", 0)
    assert months() == [58, None, None]


def test_months_of_somebody_who_is_erased_stay_in_what_was_shown_and_in_what_comes(unit: Unit) -> None:
    crowd = Crowd(unit, "200-i-praktiken")

    def months() -> tuple[int, int]:
        [goal] = [goal for goal in crowd.status()["goals"] if goal["key"] == "praktikperioder"]
        return goal["parts"][0]["n"], goal["parts"][0]["of"]

    people = [crowd.join(number) for number in range(1, 11)]
    for one in people[:5]:
        crowd.record(one, "manader-praktik", 4)
    assert months() == (20, 5)
    enrolments.let_go(unit, people[0], State.ERASED)
    assert months() == (20, 5)
    for one in people[5:]:
        crowd.record(one, "manader-praktik", 2)
    assert months() == (30, 10)


def test_no_group_is_shown_whose_months_would_tell_those_of_a_few_others(unit: Unit) -> None:
    """Of eight with months five have special needs: nothing is shown of the three others, until they are five."""
    crowd = Crowd(unit, "200-i-praktiken")
    people = [crowd.join(number) for number in range(1, 13)]
    for number, one in enumerate(people):
        crowd.record(one, "sarskilda-behov", number < 5)

    def shown() -> list[int | None]:
        goals = {goal["key"]: goal for goal in crowd.status()["goals"]}
        return [goals[key]["parts"][0]["n"] for key in ("praktikperioder", "perioder-sarskilda-behov")]

    for one in people[:8]:
        crowd.record(one, "manader-praktik", 3)
    assert shown() == [15, 15]
    crowd.record(people[8], "manader-praktik", 1)
    assert shown() == [15, 15]
    crowd.record(people[9], "manader-praktik", 1)
    assert shown() == [15 + 9 + 2, 15]
