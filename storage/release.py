"""Release: answers that have gathered become numbers (design: 3.8).

This is the only way from answers to figures. What is released is added to tallies that know no people and never
shrink, neither by a later change nor by an erasure; so any two looks differ by at least ``minimum`` people or by
nobody.
"""

import secrets
from collections import Counter
from collections.abc import Mapping
from datetime import date

from flows.disclosure.minimum import places_told, releasable
from flows.figures import QuestionKey
from flows.goals.counting import ANSWERED, DECLINED, marks
from storage import runs
from storage.answers import from_text
from storage.unit import FOREVER, Unit


def release(
    unit: Unit, programme: str, quarter: str, minimum: int, until: date | None = None, *, undated: bool = True
) -> bool:
    """Count what waits, question by question, wherever at least ``minimum`` people's answers have gathered.

    :param quarter: the quarter of the release, as ``2026-Q3``
    :param until: leave out linked forms sent in after this day
    :param undated: whether unlinked answers count too, of which nobody knows when they came
    :returns: whether unlinked answers became numbers, so that the disk must forget them
    """
    last_day = until.isoformat() if until else FOREVER
    waiting = waiting_unlinked(unit, programme) if undated else {}
    gathered = [key for key, n in waiting.items() if releasable(n, minimum)]
    for question in gathered:
        _fold_unlinked(unit, programme, question, quarter, minimum)
    for question, answered in waiting_linked(unit, programme, last_day).items():
        if releasable(answered, minimum):
            _fold_linked(unit, programme, question, quarter, last_day)
    return bool(gathered)


def waiting_unlinked(unit: Unit, programme: str) -> dict[QuestionKey, int]:
    """Give how many people's unlinked answers to each question wait; those who declined are not counted."""
    return _by_question(
        unit,
        "SELECT questionnaire, version, moment, question,"
        " CASE WHEN TOTAL(option = ?2) THEN SUM(option = ?2) ELSE COUNT(option) END"
        " FROM unlinked_waiting WHERE programme = ?1 GROUP BY questionnaire, version, moment, question",
        programme,
        ANSWERED,
    )


_COUNTABLE = (
    "FROM linked_answers INDEXED BY linked_waiting CROSS JOIN runs ON runs.id = linked_answers.run"
    " CROSS JOIN enrolments ON enrolments.id = runs.enrolment"
    " WHERE linked_answers.counted = 0 AND linked_answers.words IS NULL AND linked_answers.answer <> 'true'"
    " AND enrolments.programme = ? AND runs.state = 'sent' AND finished_on <= ?"
)
"""Linked answers of sent-in forms that no tally holds yet, by an index of those alone; neither free texts nor
information cards. SQLite joins in the order written where it says CROSS JOIN."""


def waiting_linked(unit: Unit, programme: str, last_day: str = FOREVER) -> dict[QuestionKey, int]:
    """Give how many people's linked answers to each question wait; those who declined are not counted.

    Repetitions of an asking count at its one moment, and who answered several of them is one person.
    """
    return _by_question(
        unit,
        f"SELECT questionnaire, version, asking, question, "
        f"COUNT(DISTINCT CASE WHEN answer <> 'null' THEN enrolment END) {_COUNTABLE}"
        " GROUP BY questionnaire, version, asking, question",
        programme,
        last_day,
    )


def _by_question(unit: Unit, sql: str, *values: str) -> dict[QuestionKey, int]:
    return {QuestionKey(row[0], row[1], row[2], row[3]): row[4] for row in unit.rows(sql, *values)}


_WAITING = (
    "FROM unlinked_waiting WHERE programme = ? AND questionnaire = ? AND version = ? AND moment = ? AND question = ?"
)


def _fold_unlinked(unit: Unit, programme: str, question: QuestionKey, quarter: str, minimum: int) -> None:
    waiting = _WAITING
    told = places_told(_waiting_by_place(unit, programme, question), minimum)
    counts: Counter[tuple[str, str]] = Counter()
    for row in unit.rows(
        f"SELECT place, option, COUNT(*) AS n {waiting} AND words IS NULL GROUP BY place, option", programme, *question
    ):
        counts[row["place"] if row["place"] in told else "", row["option"] or DECLINED] += row["n"]
    _add(unit, programme, question, quarter, counts)
    comments = unit.rows(f"SELECT words {waiting} AND words IS NOT NULL", programme, *question)
    shuffled = sorted((secrets.token_bytes(16), row["words"]) for row in comments)
    unit.run_many(
        "INSERT INTO unlinked_comments (id, words, programme, questionnaire, version, moment, question, quarter)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(key, words, programme, *question, quarter) for key, words in shuffled],
    )
    unit.run(f"DELETE {waiting}", programme, *question)


def _waiting_by_place(unit: Unit, programme: str, question: QuestionKey) -> dict[str, int]:
    """Give how many people's answers to a question wait, by the place that is kept beside."""
    rows = unit.rows(f"SELECT place, COUNT(option) AS n {_WAITING} GROUP BY place", programme, *question)
    return {row["place"]: row["n"] for row in rows}


def _fold_linked(unit: Unit, programme: str, question: QuestionKey, quarter: str, last_day: str) -> None:
    waiting = f"{_COUNTABLE} AND runs.questionnaire = ? AND version = ? AND asking = ? AND linked_answers.question = ?"
    rows = unit.rows(f"SELECT answer, COUNT(*) AS n {waiting} GROUP BY answer", programme, last_day, *question)
    form = runs.definition(unit, question.version)
    asked = form.questions[form.index(question.question)]
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        found = marks(asked, from_text(row["answer"]), linked=True)
        counts.update({("", mark): row["n"] for mark in found})
    _add(unit, programme, question, quarter, counts)
    # A pair is made of answers that are counted (flows.goals.paired).
    unit.run(
        f"INSERT INTO touched SELECT DISTINCT programme, enrolment {waiting} ON CONFLICT DO NOTHING",
        programme,
        last_day,
        *question,
    )
    unit.run(
        f"UPDATE linked_answers SET counted = 1 WHERE (run, question) IN (SELECT run, question {waiting})",
        programme,
        last_day,
        *question,
    )


def _add(
    unit: Unit, programme: str, question: QuestionKey, quarter: str, counts: Mapping[tuple[str, str], int]
) -> None:
    """Add to the tallies, by place and option."""
    unit.run_many(
        "INSERT INTO tallies (programme, questionnaire, version, moment, question, place, option, quarter, n)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n",
        [(programme, *question, *of, quarter, n) for of, n in counts.items()],
    )
