"""Reads what goals are judged by, each part in one query (flows.goals.evidence)."""

import sqlite3
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from flows.facts import Known
from flows.forms.conditions import Answer
from flows.goals.evidence import Filled, Group, Note, Person
from storage import facts, notes
from storage.answers import from_text
from storage.unit import Unit


def touched(unit: Unit, programme: str, until: date) -> tuple[Person, ...]:
    """Give those of whom something changed since they were last evaluated, in the states that they had on a day.

    Facts and answers are those known now. Who did not take part by then, or is erased, is not among them.
    """
    rows = unit.rows(
        "SELECT enrolments.*, cohorts.name AS cohort_name FROM touched JOIN enrolments ON enrolments.id = enrolment"
        " LEFT JOIN cohorts ON cohorts.id = enrolments.cohort WHERE touched.programme = ? AND enrolled_on <= ?"
        " AND state IN ('active', 'paused', 'closed')",
        programme,
        until.isoformat(),
    )
    known = facts.known_of_touched(unit, programme)
    forms = _linked_forms(unit, programme)
    return tuple(_person(row, until, known.get(row["id"], {}), forms[row["id"]]) for row in rows)


@dataclass
class _Forms:
    """Someone's linked forms: the answers in those sent in, of these the ones that are counted, and those ended."""

    answers: dict[Filled, dict[str, Answer]] = field(default_factory=lambda: defaultdict(dict))
    counted: dict[Filled, dict[str, Answer]] = field(default_factory=lambda: defaultdict(dict))
    ended: set[Filled] = field(default_factory=set)


def _person(row: sqlite3.Row, until: date, known: Known, forms: _Forms) -> Person:
    closed_on = date.fromisoformat(row["closed_on"]) if row["closed_on"] else None
    is_closed = closed_on is not None and closed_on <= until
    state = "active" if row["state"] == "closed" and not is_closed else row["state"]
    return Person(
        key=row["id"],
        state=state,
        enrolled_on=date.fromisoformat(row["enrolled_on"]),
        closed_on=closed_on if is_closed else None,
        referred_on=date.fromisoformat(row["referred_on"]) if row["referred_on"] else None,
        outcome=row["outcome"] if is_closed else None,
        cohort=row["cohort_name"],
        protected=bool(row["protected"]),
        facts=known,
        answers=forms.answers,
        counted=forms.counted,
        unanswered=frozenset(forms.ended),
    )


def _linked_forms(unit: Unit, programme: str) -> dict[int, _Forms]:
    """Give their linked forms, by enrolment; never anybody's own words."""
    found: dict[int, _Forms] = defaultdict(_Forms)
    for row in unit.rows(
        "SELECT runs.enrolment, runs.questionnaire, moment, question, answer, counted FROM touched"
        " JOIN runs ON runs.enrolment = touched.enrolment JOIN linked_answers ON linked_answers.run = runs.id"
        " WHERE programme = ? AND runs.state = 'sent' AND words IS NULL ORDER BY finished_on, run",
        programme,
    ):
        forms, of, value = found[row["enrolment"]], (row["questionnaire"], row["moment"]), from_text(row["answer"])
        forms.answers[of][row["question"]] = value
        if row["counted"]:
            forms.counted[of][row["question"]] = value
    for row in unit.rows(
        "SELECT runs.enrolment, questionnaire, moment FROM touched JOIN runs ON runs.enrolment = touched.enrolment"
        " WHERE programme = ? AND linked AND state = 'ended'",
        programme,
    ):
        found[row["enrolment"]].ended.add((row["questionnaire"], row["moment"]))
    return found


def groups(unit: Unit, programme: str) -> tuple[Group, ...]:
    """Give a programme's groups with how many people are in each: those who took part."""
    rows = unit.rows(
        "SELECT name, starts_on, COUNT(enrolled_on) AS size FROM cohorts"
        " LEFT JOIN enrolments ON enrolments.cohort = cohorts.id WHERE cohorts.programme = ?"
        " GROUP BY cohorts.id ORDER BY starts_on, cohorts.id",
        programme,
    )
    return tuple(Group(row["name"], date.fromisoformat(row["starts_on"]), row["size"]) for row in rows)


def noted(unit: Unit, programme: str) -> tuple[Note, ...]:
    """Give what was noted of a programme and its places, by day."""
    return tuple(Note(each.fact, each.place, each.day, each.value) for each in notes.of_programme(unit, programme))
