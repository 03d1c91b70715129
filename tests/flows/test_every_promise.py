"""Every goal that the seeds quote for these programmes is in a file, and the table of goals tells in which."""

import re

import pytest

from flows.catalogue import SHIPPED, read_shared
from flows.goals.kinds import Goal, SingleGoal
from flows.goals.members import singles
from tests.flows.cohorts import CATALOGUE

PROMISED = [
    ("samverkansteam-finnveden", "narmat-sig-enligt-skapa", "people_share", 0.5),
    ("samverkansteam-finnveden", "stor-nytta", "answer_share", 0.75),
    ("samverkansteam-finnveden", "tagit-tillvara", "answer_share", 0.85),
    ("stod-till-arbete", "inskrivna-per-ar", "people_count", 57),
    ("stod-till-arbete", "arbete-eller-studier", "people_share", 0.5),
    ("stod-till-arbete", "programtrohet", "score", 90),
    ("stod-till-arbete", "nytta-och-hantera/till-stor-nytta", "answer_share", 0.75),
    ("stod-till-arbete", "nytta-och-hantera/hantera-situation", "answer_share", 0.75),
    ("nya-vagar", "inskrivna-per-ort/gislaved", "people_count", 60),
    ("nya-vagar", "inskrivna-per-ort/gnosjo", "people_count", 10),
    ("nya-vagar", "livshjulet", "improved", 1),
    ("nya-vagar", "till-stor-nytta", "answer_share", 0.75),
    ("nya-vagar", "hantera-situation", "answer_share", 0.75),
    ("mitt-val", "grupper", "groups", 6),
    ("mitt-val", "vantetid", "wait", 14),
    ("mitt-val", "gatt-vidare", "people_share", 0.75),
    ("mitt-val", "livshjulet", "improved", 1),
    ("mitt-val", "kvinnor-och-man", "share_beside", None),
    ("mitt-val", "till-stor-nytta", "answer_share", 0.75),
    ("mitt-val", "hantera-situation", "answer_share", 0.75),
    ("enter", "arbete-eller-studier", "people_share", 0.3),
    ("enter", "ratt-forsorjning", "people_share", None),
    ("enter", "halsa-eller-livskvalitet", "people_share", 0.8),
    ("enter", "nya-per-ar", "people_count", 75),
    ("connect", "via-trisam", "people_count", 50),
    ("connect", "steg-mot-forsorjning", "people_share", None),
    ("connect", "arbete-studier-rehabilitering", "people_share", 0.3),
    ("connect", "arbetsgang/beskriven", "deliverable", None),
    ("connect", "arbetsgang/kand", "deliverable", None),
    ("200-i-praktiken", "praktikperioder", "periods", 200),
    ("200-i-praktiken", "meningsfull-sysselsattning", "answer_share", 0.75),
    ("samverkan-ggv", "moten", "activities", 1),
    ("samverkan-ggv", "avvikelser", "activities", None),
    ("it-sparet", "godkanda-betyg", "people_share", 0.9),
    ("it-sparet", "praktik/modul-2", "people_share", 1),
    ("it-sparet", "praktik/modul-3", "people_share", 1),
    ("it-sparet", "arbete-eller-studier", "people_share", 0.7),
    ("gron-rehabilitering", "valbefinnande", "change", None),
    ("gron-rehabilitering", "arbetsformaga", "change", 0.3),
    ("gron-rehabilitering", "vardkonsumtion", "change", 0.3),
    ("gron-rehabilitering", "i-slutet", "wave", None),
    ("nasta-steg", "steg-pa-trappan", "people_share", None),
    ("nasta-steg", "halsan-har-stigit", "change", None),
    ("fia-me-knuff", "stegforflyttning", "answer_share", None),
]
"""The programme, the goal's key, its kind, and what it aims at: a share, a number, or days."""

LIMITS = [
    ("samverkansteam-finnveden", (16, 64), (16, 29), ("Gislaved", "Gnosjö", "Värnamo")),
    ("stod-till-arbete", None, None, ("Gislaved", "Gnosjö", "Värnamo")),
    ("nya-vagar", (16, 67), (16, 40), ("Gislaved", "Gnosjö")),
    ("mitt-val", (19, 67), None, ()),
    ("enter", (18, 64), (18, 29), ("Habo", "Jönköping", "Mullsjö", "Vaggeryd")),
    ("connect", (18, 64), None, ("Bollnäs",)),
    ("200-i-praktiken", (18, 24), None, ("Vaggeryd",)),
    ("nasta-steg", (18, 64), None, ()),
    ("gron-rehabilitering", None, None, ("Tenhult",)),
]
"""The seeds' limits side by side: ages, those who come first, places."""


def goals(programme: str) -> dict[str, SingleGoal]:
    return dict(singles(CATALOGUE.programmes[programme].goals))


@pytest.mark.parametrize(("programme", "key", "kind", "aim"), PROMISED)
def test_what_was_promised_is_in_a_file(programme: str, key: str, kind: str, aim: float | None) -> None:
    goal = goals(programme)[key]

    assert goal.kind == kind
    assert (None if goal.aim is None else float(goal.aim)) == aim
    assert goal.source


@pytest.mark.parametrize(("programme", "ages", "priority", "places"), LIMITS)
def test_whom_it_is_meant_for_is_in_the_file(
    programme: str, ages: tuple[int, int] | None, priority: tuple[int, int] | None, places: tuple[str, ...]
) -> None:
    found = CATALOGUE.programmes[programme]

    assert (found.ages and (found.ages.least, found.ages.most)) == ages
    assert (found.ages and found.ages.priority and (found.ages.priority.least, found.ages.priority.most)) == priority
    assert found.places == places


def test_how_many_and_how_long_is_in_the_files() -> None:
    of = CATALOGUE.programmes
    rooms = {key: each.capacity.model_dump() for key, each in of.items() if each.capacity}
    assert rooms == {
        "stod-till-arbete": {"people": 57, "per": "year"},
        "nya-vagar": {"people": 70, "per": "year"},
        "enter": {"people": 75, "per": "year"},
        "connect": {"people": 25, "per": "year"},
    }
    assert of["samverkansteam-finnveden"].longest is not None
    assert of["samverkansteam-finnveden"].longest.months == 12
    assert of["nya-vagar"].normal is not None
    assert (of["nya-vagar"].normal.months, of["nya-vagar"].may_be_extended) == (3, True)
    mitt_val = of["mitt-val"]
    assert mitt_val.normal is not None
    assert mitt_val.longest is not None
    assert mitt_val.groups is not None
    assert (mitt_val.normal.weeks, mitt_val.longest.weeks) == (4, 6)
    assert (mitt_val.groups.least, mitt_val.groups.most) == (6, 8)
    assert (of["connect"].waiting_list, mitt_val.waiting_list) == (True, True)


def named_in_the_table() -> set[tuple[str, str]]:
    table = (SHIPPED / "README.md").read_text("utf-8")
    return set(re.findall(r"^\| `([\w.-]+)` \| .* \| `([\w/-]+)` \|$", table, re.MULTILINE))


def test_the_table_names_every_goal_and_nothing_else() -> None:
    shared: tuple[Goal, ...] = read_shared(SHIPPED).goals
    of_association = {key for key, _ in singles(shared)}
    written = {
        (f"{programme}.yaml", key)
        for programme in {each[0] for each in PROMISED}
        for key in goals(programme)
        if key not in of_association or key in {"till-stor-nytta", "hantera-situation"}
    }
    written |= {("association-goals.yaml", key) for key in of_association - {"till-stor-nytta", "hantera-situation"}}

    assert named_in_the_table() == written


def test_every_goal_of_the_association_is_some_programmes() -> None:
    shared = {goal.key for goal in read_shared(SHIPPED).goals}

    assert shared <= {goal.key for programme in CATALOGUE.programmes.values() for goal in programme.goals}
