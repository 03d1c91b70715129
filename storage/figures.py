"""Figures: released counts, and people by state. Only tallies speak of answers (design: 3.8)."""

from collections import Counter, defaultdict
from datetime import date

from flows.figures import QuestionKey, Tally
from flows.goals.counting import ANSWERED, DECLINED
from storage.unit import FOREVER, Unit

PEOPLE = ("invited", "declined", "waiting", "active", "paused", "closed", "unreachable", "erased")
"""The states that people are counted by, in the order shown."""


def people(unit: Unit, programme: str, until: date | None = None) -> dict[str, int]:
    """Count people by state, each once; until a day, by what was so when it ended.

    A participant whom messages do not reach counts as unreachable while the enrolment goes on. Nobody can say when
    someone declined or was erased: the day is gone with the person.
    """
    counted = _people_until(unit, programme, until) if until else _people_now(unit, programme)
    return {state: counted.get(state, 0) for state in PEOPLE}


def _people_now(unit: Unit, programme: str) -> dict[str, int]:
    """Read what is counted as people change, and look only for those who are unreachable."""
    counted = Counter({row[0]: row[1] for row in unit.rows(_COUNTS, programme)})
    unreachable = Counter({row[0]: row[1] for row in unit.rows(_UNREACHABLE_NOW, programme)})
    return counted - unreachable + Counter(unreachable=unreachable.total())


_COUNTS = "SELECT counts_as, n FROM people_counts WHERE programme = ?"
_UNREACHABLE_NOW = (
    "SELECT counts_as, COUNT(*) FROM people INDEXED BY people_unreachable CROSS JOIN enrolments"
    " ON enrolments.person = people.id WHERE reachable = 0 AND programme = ?"
    " AND counts_as IN ('waiting', 'active', 'paused') GROUP BY counts_as"
)


def _people_until(unit: Unit, programme: str, until: date) -> dict[str, int]:
    rows = unit.rows(
        "SELECT CASE"
        " WHEN state IN ('declined', 'erased') THEN state"
        " WHEN closed_on <= ?2 THEN 'closed'"
        " WHEN enrolled_on > ?2 OR state = 'invited' OR (state = 'closed' AND enrolled_on IS NULL) THEN 'invited'"
        " WHEN people.reachable = 0 THEN 'unreachable'"
        " WHEN state = 'closed' THEN 'active'"
        " ELSE state END AS counted, COUNT(*) AS n"
        " FROM enrolments LEFT JOIN people ON people.id = enrolments.person"
        " WHERE programme = ?1 AND invited_on <= ?2 GROUP BY counted",
        programme,
        until.isoformat(),
    )
    return {row["counted"]: row["n"] for row in rows}


def since(unit: Unit, programme: str, day: date) -> tuple[int, int]:
    """Give how many people began and how many were closed after a day."""
    row = unit.row(
        "SELECT COUNT(CASE WHEN enrolled_on > ?2 THEN 1 END) AS began, COUNT(CASE WHEN closed_on > ?2 THEN 1 END) AS"
        " closed FROM enrolments WHERE programme = ?1 AND state NOT IN ('declined', 'erased')",
        programme,
        day.isoformat(),
    )
    return (row["began"], row["closed"]) if row else (0, 0)


def tallies(unit: Unit, programme: str, last_quarter: str | None = None) -> dict[QuestionKey, Tally]:
    """Give the released counts by question.

    :param last_quarter: count only what was released until the end of this quarter; ``None`` counts all
    """
    rows = unit.rows(
        "SELECT questionnaire, version, moment, question, option, SUM(n) AS n FROM tallies"
        " WHERE programme = ? AND quarter <= ? GROUP BY questionnaire, version, moment, question, option",
        programme,
        last_quarter or FOREVER,
    )
    counts: dict[QuestionKey, dict[str, int]] = defaultdict(dict)
    for row in rows:
        counts[QuestionKey(*row[:4])][row["option"]] = row["n"]
    return {key: _tally(found) for key, found in counts.items()}


def by_place(unit: Unit, programme: str) -> dict[tuple[str, str], dict[str, Tally]]:
    """Give the released counts by questionnaire and question, in all versions and at all moments, for each place."""
    rows = unit.rows(
        "SELECT questionnaire, question, place, option, SUM(n) AS n FROM tallies WHERE programme = ?"
        " GROUP BY questionnaire, question, place, option",
        programme,
    )
    counts: dict[tuple[str, str], dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        counts[row["questionnaire"], row["question"]][row["place"]][row["option"]] = row["n"]
    return {question: {place: _tally(found) for place, found in places.items()} for question, places in counts.items()}


def released(unit: Unit, programme: str) -> dict[QuestionKey, str]:
    """Give the quarter in which answers to each question were last released."""
    rows = unit.rows(
        "SELECT questionnaire, version, moment, question, MAX(quarter) FROM tallies WHERE programme = ?"
        " GROUP BY questionnaire, version, moment, question",
        programme,
    )
    return {QuestionKey(*row[:4]): row[4] for row in rows}


def _tally(found: dict[str, int]) -> Tally:
    marks = {mark: n for mark, n in found.items() if mark not in {DECLINED, ANSWERED}}
    return Tally(marks, found.get(DECLINED, 0), found.get(ANSWERED))


def comments(unit: Unit, programme: str, questionnaire: str) -> tuple[tuple[str, str, str], ...]:
    """Give released free texts as version, question and words, in the order of their random keys."""
    rows = unit.rows(
        "SELECT version, question, words FROM unlinked_comments WHERE programme = ? AND questionnaire = ? ORDER BY id",
        programme,
        questionnaire,
    )
    return tuple((row["version"], row["question"], unit.seal.open(row["words"])) for row in rows)
