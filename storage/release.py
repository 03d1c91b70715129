"""Release: answers that have gathered become numbers (design: 3.8).

This is the only way from answers to figures. What is released is added to tallies that know no people and never
shrink, neither by a later change nor by an erasure; so any two looks differ by at least ``minimum`` people or by
nobody.
"""

import secrets
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from flows.disclosure.minimum import places_told, releasable
from flows.figures import QuestionKey
from flows.goals.counting import ANSWERED, DECLINED, marks
from storage import batches, runs
from storage.answers import from_text
from storage.batches import Form, Waiting
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
    became_numbers = undated and _fold_unlinked(unit, programme, quarter, minimum)
    for question, answered in waiting_linked(unit, programme, last_day).items():
        if releasable(answered, minimum):
            _fold_linked(unit, programme, question, quarter, last_day)
    return became_numbers


def waiting_unlinked(unit: Unit, programme: str) -> dict[QuestionKey, int]:
    """Give how many people's unlinked answers to each question wait; those who declined are not counted."""
    return {key: _people(answers) for key, answers in _by_key(batches.waiting(unit, programme)).items()}


def _by_key(waiting: Mapping[Form, Sequence[Waiting]]) -> dict[QuestionKey, list[Waiting]]:
    found = defaultdict[QuestionKey, list[Waiting]](list)
    for form, answers in waiting.items():
        for each in answers:
            found[_key(form, each)].append(each)
    return found


def _key(form: Form, answer: Waiting) -> QuestionKey:
    return QuestionKey(form.questionnaire, form.version, answer.moment, answer.question)


def _people(answers: Sequence[Waiting]) -> int:
    """Count people: of several choices one stands for the person."""
    options = Counter(each.option for each in answers)
    return options[ANSWERED] or sum(n for option, n in options.items() if option is not None)


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


def _fold_unlinked(unit: Unit, programme: str, quarter: str, minimum: int) -> bool:
    """Count the unlinked answers to every question that has gathered enough; tell whether there was one.

    What is left waits on under a new key, and what the old one sealed can be opened by nobody any more.
    """
    waiting = batches.waiting(unit, programme)
    gathered = {key: of for key, of in _by_key(waiting).items() if releasable(_people(of), minimum)}
    for key, answers in gathered.items():
        _add(unit, programme, key, quarter, _counts(answers, minimum))
        _keep_comments(unit, programme, key, quarter, answers)
    for form, answers in waiting.items():
        left = [each for each in answers if _key(form, each) not in gathered]
        if len(left) < len(answers):
            batches.keep_only(unit, form, left)
    return bool(gathered)


def _counts(answers: Sequence[Waiting], minimum: int) -> Counter[tuple[str, str]]:
    """Count answers by place and option, a place only where it may be told."""
    by_place = Counter(each.place for each in answers if each.option is not None)
    told = places_told(by_place, minimum)
    counted = (each for each in answers if each.words is None)
    return Counter((each.place if each.place in told else "", each.option or DECLINED) for each in counted)


def _keep_comments(unit: Unit, programme: str, key: QuestionKey, quarter: str, answers: Sequence[Waiting]) -> None:
    """Keep words to be read, under keys that tell no order."""
    words = ((secrets.token_bytes(16), unit.seal.close(each.words)) for each in answers if each.words is not None)
    unit.run_many(
        "INSERT INTO unlinked_comments (id, words, programme, questionnaire, version, moment, question, quarter)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(*row, programme, *key, quarter) for row in sorted(words)],
    )


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
