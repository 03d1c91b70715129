"""Reports of several förbund added up: what is shown is added, what is withheld is not, and the base is kept."""

from fractions import Fraction
from typing import Any

import pytest

from bot.paper.merged_json import merged_json
from flows.reports.merging import CannotMerge, ReportPart, merged


def question(of: int | None, *counts: int | None, moment: str = "closure", declined: int = 0) -> dict[str, Any]:
    options = [{"key": key, "label": key.upper(), "count": n} for key, n in zip("abc", counts, strict=False)]
    return {
        "questionnaire": "avslut",
        "moment": moment,
        "key": "nytta",
        "text": "Nytta",
        "of": of,
        "declined": None if of is None else declined,
        "options": options,
    }


def goal(n: int, of: int, target: float = 0.75) -> dict[str, Any]:
    share = n / of
    return {
        "key": "nytta",
        "kind": "answers",
        "text": "Tre av fyra",
        "n": n,
        "of": of,
        "share": share,
        "target": target,
    }


def report(checksum: str, minimum: int = 5, **parts: object) -> ReportPart:
    given = {
        "programme": f"insats-{checksum}",
        "period": {"key": "2026-Q2"},
        "preliminary": False,
        "checksum": checksum,
        "minimum_base": minimum,
        "people": {"active": 3, "closed": 4},
        "flow": {"invited": 2, "enrolled": 2, "closed": 1},
        "questions": [],
        "goals": [],
        "key_figures": {},
        "not_read": "whatever",
        **parts,
    }
    return ReportPart.model_validate(given)


def test_people_and_answers_are_added_and_shares_are_of_the_sum() -> None:
    found = merged((report("a", questions=[question(8, 6, 2)]), report("b", questions=[question(5, 1, 4)])))
    assert found.people == {"active": 6, "closed": 8}
    assert found.flow == {"invited": 4, "enrolled": 4, "closed": 2}
    [asked] = found.questions
    assert (asked.of, asked.reports) == (13, 2)
    assert [(option.count, share) for option, share in asked.options] == [(7, Fraction(7, 13)), (6, Fraction(6, 13))]


def test_what_one_withholds_is_not_in_the_sum_and_the_sum_says_of_how_many_it_is() -> None:
    withheld = question(None, None, None)
    found = merged((report("a", questions=[question(8, 6, 2)]), report("b", questions=[withheld])))
    assert [(asked.of, asked.reports) for asked in found.questions] == [(8, 1)]
    nothing = merged((report("a", questions=[withheld]), report("b", questions=[withheld])))
    assert [(asked.of, asked.reports, asked.options) for asked in nothing.questions] == [(None, 0, ())]


def test_the_highest_minimum_base_is_kept_over_the_sum() -> None:
    lower, higher = report("a", 3, questions=[question(3, 1, 2)], goals=[goal(2, 3)]), report("b", 5)
    found = merged((lower, higher))
    assert [asked.of for asked in found.questions] == [None]
    assert [(each.n, each.of, each.reports) for each in found.goals] == [(None, None, 0)]
    assert [asked.of for asked in merged((lower, report("c", 3))).questions] == [3]


def test_questions_with_other_options_are_not_mixed() -> None:
    found = merged((report("a", questions=[question(8, 6, 2)]), report("b", questions=[question(9, 3, 3, 3)])))
    assert [(asked.of, asked.reports) for asked in found.questions] == [(8, 1), (9, 1)]


def test_two_wordings_in_one_report_are_one_report() -> None:
    twice = report("a", questions=[question(8, 6, 2), question(5, 5, 0)])
    found = merged((twice, report("b", questions=[question(None, None, None)])))
    assert [(asked.of, asked.reports) for asked in found.questions] == [(13, 1)]


def test_start_and_end_stay_apart_and_those_who_would_not_answer_stand_beside() -> None:
    both = [question(8, 6, 2, moment="start", declined=1), question(7, 6, 1, declined=2)]
    found = merged_json(merged((report("a", questions=both), report("b", questions=both))))
    asked = found["questions"]
    assert isinstance(asked, list)
    assert [(each["key"], each["moment"], each["of"], each["declined"]) for each in asked] == [
        ("avslut/nytta", "start", 16, 2),
        ("avslut/nytta", "closure", 14, 4),
    ]


def test_goals_are_judged_of_the_sum_and_what_cannot_be_added_is_named() -> None:
    change = {"key": "halsa", "kind": "change", "text": "Bättre hälsa", "n": None, "of": None, "target": None}
    found = merged((report("a", goals=[goal(8, 10), change]), report("b", goals=[goal(6, 10)])))
    assert [(each.n, each.of, each.share, each.target) for each in found.goals] == [(14, 20, Fraction(7, 10), 0.75)]
    assert found.left_out == ("Bättre hälsa",)
    other = merged((report("a", goals=[goal(8, 10)]), report("b", goals=[goal(6, 10, 0.85)])))
    assert [each.target for each in other.goals] == [None]


def test_key_figures_by_option_are_added_and_spreads_are_not() -> None:
    outcomes = {"of": 6, "options": [{"key": "arbete", "label": "Arbete", "count": 6, "share": 1.0}]}
    figures = {"outcomes": outcomes, "throughput_days": {"of": 6, "median": 80.0}}
    found = merged((report("a", key_figures=figures), report("b", key_figures=figures)))
    assert [(each.key, each.of) for each in found.key_figures] == [("outcomes", 12)]
    assert found.left_out == ("throughput_days",)


@pytest.mark.parametrize(
    ("reports", "why"),
    [
        ((report("a"),), "at least two"),
        ((report("a"), report("a")), "twice"),
        ((report("a"), report("b", preliminary=True)), "preliminary"),
        ((report("a"), report("b", period={"key": "2026-Q3"})), "different periods"),
    ],
)
def test_what_cannot_be_added_up_is_refused_with_the_reason(reports: tuple[ReportPart, ...], why: str) -> None:
    with pytest.raises(CannotMerge, match=why):
        merged(reports)
