"""Goals of every kind, on the shipped programmes: the seeds' tables first."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from flows.figures import wilson
from flows.forms.conditions import Answers
from flows.goals.evaluate import evaluate, period_of
from flows.goals.evidence import Evidence, Group, Note, Person
from flows.goals.judging import Judgement, Verdict, together
from flows.goals.kinds import Activities, PeopleShare
from tests.flows.cohorts import DAY, answering, first_look, goals_of, judged, people, standings_of


def numbers(verdict: Verdict) -> tuple[Judgement, int | None, int | None]:
    return verdict.judgement, verdict.n, verdict.of


def test_enter_25_of_the_56_able_to_work_of_87_closed_reach_work_or_studies() -> None:
    """Delårsrapport 2014: 128 began, 87 closed, 64 % of these able to work; 14 to work, 11 to studies: 45 % of 30 %."""
    able = {
        "arbete": 14,
        "studier": 11,
        "arbetssokande": 16,
        "annat": 15,
    }
    cohort = (
        *people(128 - 87, arbetsformaga=None),
        *(each for outcome, n in able.items() for each in people(n, outcome, arbetsformaga=True)),
        *people(31, "ratt-forsorjning", arbetsformaga=False),
    )

    goal = judged("enter", cohort)["arbete-eller-studier"]

    assert numbers(goal) == ("met", 25, 56)
    assert goal.share == Fraction(25, 56)
    assert goal.interval == wilson(25, 56)
    assert numbers(judged("enter", cohort)["ratt-forsorjning"]) == ("no_target", 31, 31)


def health(number: int, life: str | None, *, before: int | None, later: int | None) -> tuple[Person, ...]:
    """Give closed people with a start form and an end form, where ``None`` declines."""
    return answering(
        people(number, "annat"), halsa_start__start={"termometer": before}, halsa_slut__closure=end(life, later)
    )


def end(life: str | None, thermometer: int | None) -> Answers:
    return {"livskvalitet": life, "halsa": "samma", "termometer": thermometer}


def test_enter_42_of_70_42_of_67_and_50_of_70_have_better_life_quality_and_health() -> None:
    """Of 87 closed 70 answered both forms, three of them without a pair on the thermometer: each figure has its N."""
    cohort = (
        *health(34, "battre", before=30, later=60),
        *health(7, "battre", before=50, later=50),
        *health(1, "battre", before=None, later=60),
        *health(8, "samma", before=40, later=90),
        *health(18, "samre", before=60, later=60),
        *health(2, "samma", before=50, later=None),
        *answering(people(9, "annat"), halsa_start__start={"termometer": 50}),
        *people(8, "annat"),
    )

    goals = judged("enter", cohort)

    assert len(cohort) == 87
    assert numbers(goals["livskvalitet"]) == ("no_target", 42, 70)
    assert numbers(goals["termometer"]) == ("no_target", 42, 67)
    assert numbers(goals["halsa-eller-livskvalitet"]) == ("not_met", 50, 70)
    assert [goals[key].missing for key in ("livskvalitet", "termometer", "halsa-eller-livskvalitet")] == [17, 20, 17]


@pytest.mark.parametrize(
    ("positive", "of", "judgement"),
    [(8, 16, "met"), (7, 16, "not_met"), (4, 4, "too_few"), (99, 199, "not_met"), (100, 200, "met")],
)
def test_half_by_skapa_is_compared_exactly_and_hidden_below_five(positive: int, of: int, judgement: Judgement) -> None:
    cohort = (*people(positive, "arbete", skapa="ja"), *people(of - positive, "annat", skapa="nej"))

    assert judged("samverkansteam-finnveden", cohort)["narmat-sig-enligt-skapa"].judgement == judgement


def test_who_was_not_measured_stands_outside_and_is_told() -> None:
    cohort = (*people(5, "annat", skapa="ja"), *people(1, "annat", skapa="ej-matt"), *people(2, "annat"))

    goal = judged("samverkansteam-finnveden", cohort)["narmat-sig-enligt-skapa"]

    assert (numbers(goal), goal.missing) == (("met", 5, 5), 3)


def test_who_goes_on_is_in_no_share_of_those_closed() -> None:
    cohort = (*people(10, "arbete"), *people(9, "annat"), *people(30))

    assert numbers(judged("stod-till-arbete", cohort)["arbete-eller-studier"]) == ("met", 10, 19)
    assert judged("stod-till-arbete", people(30))["arbete-eller-studier"].judgement == "not_asked"


def test_connect_counts_work_studies_and_other_rehabilitation_together() -> None:
    cohort = tuple(
        each
        for outcome, n in {"arbete": 2, "studier": 1, "annan-rehabilitering": 3, "avbrott": 14}.items()
        for each in people(n, outcome)
    )

    assert numbers(judged("connect", cohort)["arbete-studier-rehabilitering"]) == ("met", 6, 20)


def test_a_part_of_fewer_than_five_outside_the_base_hides_the_share() -> None:
    """Of 20 closed 19 able to work would tell that one is not."""
    able, not_able = people(19, "arbete", arbetsformaga=True), people(4, "annat", arbetsformaga=False)

    assert judged("enter", able + not_able)["arbete-eller-studier"].judgement == "too_few"
    more = people(1, "annat", arbetsformaga=False)
    assert numbers(judged("enter", able + not_able + more)["arbete-eller-studier"]) == ("met", 19, 19)


def wheel(number: int, risen: int, *, fallen: int = 0, left_out: int = 0) -> tuple[Person, ...]:
    """Give closed people who rose by one in so many parts, fell in others, and left some out at the end."""
    changes = [1] * risen + [-1] * fallen + [0] * (8 - risen - fallen)
    later = {f"omrade-{n}": 5 + change for n, change in enumerate(changes, 1)}
    unanswered = dict.fromkeys(list(later)[8 - left_out :] if left_out else (), None)
    start = {f"omrade-{n}": 5 for n in range(1, 9)}
    return answering(people(number, "annat"), livshjulet__start=start, livshjulet__closure={**later, **unanswered})


def test_three_parts_of_eight_must_rise_and_only_pairs_count() -> None:
    cohort = (
        *wheel(4, 3, fallen=5),
        *wheel(3, 8),
        *wheel(2, 2),
        *wheel(1, 2, left_out=1),
        *wheel(1, 3, left_out=5),
        *answering(people(6, "avbrott"), livshjulet__start={"omrade-1": 5}),
    )

    goal = judged("nya-vagar", cohort)["livshjulet"]

    assert numbers(goal) == ("not_met", 8, 10)
    assert goal.missing == 7, "six without a pair, and one whose unanswered part would decide it"
    assert numbers(judged("mitt-val", wheel(9, 3))["livshjulet"]) == ("met", 9, 9)


def test_places_have_a_count_and_a_verdict_each_and_one_together() -> None:
    gislaved, gnosjo = people(61, ort="Gislaved"), people(9, ort="Gnosjö")

    goal = judged("nya-vagar", (*gislaved, *gnosjo, *people(5)))["inskrivna-per-ort"]

    assert [(part.judgement, part.value) for part in goal.parts] == [("met", 61), ("not_met", 9)]
    assert [part.goal.aim for part in goal.parts] == [60, 10]
    assert (numbers(goal), goal.goes_on) == (("not_met", 1, 2), True)


def test_a_year_counts_its_own_people_protected_ones_too_and_is_open_until_it_is_over() -> None:
    last_year = tuple(replace(each, enrolled_on=date(2025, 12, 31)) for each in people(40))
    cohort = (*people(56), *last_year, *(replace(each, protected=True) for each in people(1)))

    now = judged("stod-till-arbete", cohort)["inskrivna-per-ar"]
    assert (now.judgement, now.value, now.goes_on) == ("met", 57, True)
    assert now.period == (date(2026, 1, 1), date(2026, 12, 31))
    before = judged("stod-till-arbete", cohort, today=date(2025, 12, 31))["inskrivna-per-ar"]
    assert (before.judgement, before.value, before.goes_on) == ("not_met", 40, True)
    over = judged("stod-till-arbete", cohort, today=date(2025, 12, 31), is_past=True)["inskrivna-per-ar"]
    assert (over.value, over.goes_on) == (40, False), "a report on the year says that it is over"
    earlier = judged("stod-till-arbete", cohort, today=date(2025, 9, 30), is_past=True)["inskrivna-per-ar"]
    assert earlier.goes_on, "a report on a quarter does not"
    after = judged("stod-till-arbete", cohort, today=date(2027, 1, 1))["inskrivna-per-ar"]
    assert (after.judgement, after.value) == ("not_met", 0)


def test_a_protected_identity_is_in_no_share() -> None:
    cohort = (*people(5, "arbete"), *(replace(each, protected=True) for each in people(5, "annat")))

    assert numbers(judged("stod-till-arbete", cohort)["arbete-eller-studier"]) == ("met", 5, 5)


def scored(place: str, points: int, day: date = date(2020, 1, 31)) -> Note:
    return Note("programtrohet", place, day, points)


@pytest.mark.parametrize(
    ("notes", "parts", "judgement"),
    [
        ([scored("Gislaved", 90), scored("Gnosjö", 125), scored("Värnamo", 104)], [90, 125, 104], "met"),
        ([scored("Gislaved", 89), scored("Gnosjö", 90), scored("Värnamo", 90)], [89, 90, 90], "not_met"),
        ([scored("Gislaved", 90), scored("Gnosjö", 90)], [90, 90, None], "not_asked"),
        ([scored("Gislaved", 90, date(2020, 2, 1))], [None, None, None], "not_asked"),
        ([scored("Gislaved", 80, date(2019, 9, 1)), scored("Gislaved", 95)], [95, None, None], "not_asked"),
        ([], [None, None, None], "not_asked"),
    ],
)
def test_each_place_reaches_its_score_by_the_day(
    notes: list[Note], parts: list[int | None], judgement: Judgement
) -> None:
    goal = judged("stod-till-arbete", notes=tuple(notes), today=date(2020, 6, 30))["programtrohet"]

    assert [part.value for part in goal.parts] == parts
    assert (goal.judgement, goal.goes_on) == (judgement, False)


def moved_on(number: int, days: int) -> tuple[Person, ...]:
    day = (DAY + timedelta(days=days)).isoformat()
    return people(number, "annat", gatt_vidare=True, gatt_vidare_dag=day)


def test_the_longest_wait_decides_and_fourteen_days_are_in_time() -> None:
    in_time = (*moved_on(6, 14), *moved_on(2, 0), *moved_on(1, -3))

    assert numbers(judged("mitt-val", in_time)["vantetid"]) == ("met", 9, 9)
    late = judged("mitt-val", (*in_time, *moved_on(1, 15), *people(2, "annat", gatt_vidare=True)))["vantetid"]
    assert numbers(late) == ("not_met", 9, 10)
    assert (late.value, late.missing) == (15, 2)
    assert late.goal.aim == 14
    assert judged("mitt-val", moved_on(4, 3))["vantetid"].value is None


def test_three_in_four_go_on_to_the_next_programme() -> None:
    cohort = (*moved_on(15, 3), *people(5, "annat", gatt_vidare=False))

    assert numbers(judged("mitt-val", cohort)["gatt-vidare"]) == ("met", 15, 20)


@pytest.mark.parametrize(
    ("sizes", "judgement", "fitting"),
    [([6, 7, 8, 6, 7, 8], "met", 6), ([6, 7, 8, 6, 7, 9, 5], "not_met", 5), ([], "not_met", 0)],
)
def test_groups_count_when_their_size_fits(sizes: list[int], judgement: Judgement, fitting: int) -> None:
    groups = tuple(Group(f"Grupp {n}", date(2026, 1, n + 1), size) for n, size in enumerate(sizes))
    others = (Group("I fjol", date(2025, 9, 1), 7), Group("Sedan", date(2026, 9, 1), 7))

    goal = judged("mitt-val", groups=(*groups, *others))["grupper"]

    assert (goal.judgement, goal.value, goal.of) == (judgement, fitting, len(sizes))


def test_women_and_men_are_shown_beside_a_reference_and_never_judged() -> None:
    goal = judged("mitt-val", (*people(8, kon="kvinna"), *people(5, kon="man")))["kvinnor-och-man"]

    assert numbers(goal) == ("no_target", 8, 13)
    few = judged("mitt-val", (*people(8, kon="kvinna"), *people(4, kon="man")))["kvinnor-och-man"]
    assert numbers(few) == ("too_few", None, None), "four men are a group of fewer than five"


def test_something_written_is_done_by_its_day_or_not() -> None:
    def goal(*notes: Note, today: date = date(2025, 1, 31)) -> Verdict:
        return judged("connect", notes=notes, today=today)["arbetsgang"]

    written = Note("arbetsgang-beskriven", None, date(2024, 12, 31), value=True)
    known, late = (Note("arbetsgang-kand", None, date(2024, 12, 31) + timedelta(days=n), value=True) for n in (0, 1))
    undone = Note("arbetsgang-kand", None, date(2024, 12, 1), value=False)
    assert numbers(goal(written, known)) == ("met", 2, 2)
    assert numbers(goal(undone, written, late)) == ("not_met", 1, 2)
    assert goal(written, today=date(2024, 12, 31)).goes_on
    assert not goal(written).goes_on


def test_a_meeting_each_half_year_with_every_group() -> None:
    goal = Activities.model_validate(
        {"kind": "activities", "key": "a", "text": "Möten", "source": "-", "fact": "mote", "places": ["Norr", "Syd"]}
    )
    notes = tuple(Note("mote", place, day, value=True) for place, day in [("Norr", DAY), ("Syd", date(2026, 7, 1))])

    def at(day: date) -> Verdict:
        return evaluate(goal, Evidence(day, notes=notes), {})

    assert [(part.goal.key, part.value) for part in at(DAY).parts] == [("Norr", 1), ("Syd", 0)]
    assert [part.value for part in at(date(2026, 7, 1)).parts] == [0, 1]
    assert period_of("half_year", date(2026, 7, 1)) == (date(2026, 7, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (("met", "met"), "met"),
        (("met", "not_met", "too_few"), "not_met"),
        (("met", "too_few", "not_asked"), "too_few"),
        (("met", "not_asked"), "not_asked"),
        (("met", "no_target"), "met"),
        (("no_target", "no_target"), "no_target"),
    ],
)
def test_a_whole_is_met_when_every_part_with_a_target_is(parts: tuple[Judgement, ...], whole: Judgement) -> None:
    assert together(parts) == whole


def test_numbers_released_before_are_judged_whoever_is_there_now() -> None:
    [goal] = [each for each in goals_of("stod-till-arbete") if each.key == "arbete-eller-studier"]
    assert isinstance(goal, PeopleShare)
    releases = first_look([goal], people(10, "arbete"))

    verdict = evaluate(goal, Evidence(DAY, standings=standings_of([goal], people(3, "annat"))), releases)

    assert numbers(verdict) == ("met", 10, 10)
