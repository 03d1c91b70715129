"""Linked answers: pseudonymous, kept with the enrolment so that a start can be paired with an end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flows.forms.conditions import Answer
from storage.answers import as_text, from_text
from storage.unit import Unit


def answers(unit: Unit, run: int) -> dict[str, Answer]:
    """Give a run's answers by question."""
    rows = unit.rows("SELECT question, answer, words FROM linked_answers WHERE run = ?", run)
    return {row["question"]: unit.seal.open(row["words"]) if row["words"] else from_text(row["answer"]) for row in rows}


def uncounted(unit: Unit, run: int) -> dict[str, Answer]:
    """Give a run's answers that no tally holds yet; never the person's own words."""
    rows = unit.rows("SELECT question, answer FROM linked_answers WHERE run = ? AND counted = 0 AND words IS NULL", run)
    return {row["question"]: from_text(row["answer"]) for row in rows}


def keep(unit: Unit, run: int, question: str, answer: Answer, *, is_words: bool) -> None:
    """Keep an answer, in place of an earlier one.

    :param is_words: whether it is the person's own words, which are sealed
    """
    sealed = unit.seal.close(answer) if is_words and isinstance(answer, str) else None
    unit.run(
        "INSERT INTO linked_answers (run, question, answer, words) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET answer = excluded.answer, words = excluded.words",
        run,
        question,
        '""' if sealed else as_text(answer),
        sealed,
    )


def keep_only(unit: Unit, run: int, relevant: Mapping[str, Answer]) -> None:
    """Drop the answers that were set aside, when the form is sent in."""
    for question in answers(unit, run).keys() - relevant.keys():
        unit.run("DELETE FROM linked_answers WHERE run = ? AND question = ?", run, question)


@dataclass(frozen=True)
class Counted:
    """The released answers of one sent-in form: the moment of its asking, the day it came, answers by question."""

    moment: str
    day: date
    answers: dict[str, Answer]
    register: str | None = None
    """In which register it was answered (``storage.runs``)."""
    supported: bool | None = None
    """Whether it was answered with somebody's help."""


def counted(unit: Unit, programme: str, questionnaire: str, version: str) -> list[Counted]:
    """Give the released answers of each sent-in form; never anybody's own words."""
    rows = unit.rows(
        "SELECT run, asking, finished_on, question, answer, register, supported FROM linked_answers"
        " JOIN runs ON runs.id = linked_answers.run JOIN enrolments ON enrolments.id = runs.enrolment"
        " WHERE programme = ? AND runs.questionnaire = ?"
        " AND runs.version = ? AND runs.state = 'sent' AND counted = 1 AND words IS NULL ORDER BY run",
        programme,
        questionnaire,
        version,
    )
    found: dict[int, Counted] = {}
    for row in rows:
        supported = None if row["supported"] is None else bool(row["supported"])
        of_run = Counted(row["asking"], date.fromisoformat(row["finished_on"]), {}, row["register"], supported)
        found.setdefault(row["run"], of_run).answers[row["question"]] = from_text(row["answer"])
    return list(found.values())
