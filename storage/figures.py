"""Figures: released counts, and people by state. Only tallies speak of answers (design: 3.8)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from flows.counting import ANSWERED, DECLINED
from flows.figures import QuestionKey, Tally
from storage.unit import Unit

FOREVER = "9999-12-31"

PEOPLE = ("invited", "declined", "waiting", "active", "paused", "closed", "unreachable", "erased")
"""The states that people are counted by, in the order shown."""


@dataclass(frozen=True)
class Responses:
    """Of one questionnaire at one moment: how many times it was offered, and how many of these it was sent in."""

    questionnaire: str
    moment: str
    asked: int
    answered: int


def people(unit: Unit, programme: str, until: date | None = None) -> dict[str, int]:
    """Count people by state, each once; until a day, by what was so when it ended.

    A participant whom messages do not reach counts as unreachable while the enrolment goes on. Nobody can say when
    someone declined or was erased: the day is gone with the person.
    """
    day = until.isoformat() if until else FOREVER
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
        day,
    )
    counted = {row["counted"]: row["n"] for row in rows}
    return {state: counted.get(state, 0) for state in PEOPLE}


def responses(unit: Unit, programme: str, until: date | None = None) -> tuple[Responses, ...]:
    """Give how many were asked and how many answered until the end of a day, for each questionnaire and moment.

    The day of asking is that of the offer; what was filled in on paper counts from the day on which it came.
    """
    rows = unit.rows(
        "SELECT questionnaire, asking, COUNT(*) AS asked,"
        " COUNT(CASE WHEN runs.state = 'sent' AND finished_on <= ?1 THEN 1 END) AS answered"
        " FROM runs JOIN enrolments ON enrolments.id = runs.enrolment"
        " LEFT JOIN occasions ON occasions.enrolment = runs.enrolment AND item = questionnaire"
        " AND occasions.moment = runs.moment AND kind = 'offer'"
        " WHERE programme = ?2 AND COALESCE(settled_on, finished_on, '') <= ?1"
        " GROUP BY questionnaire, asking ORDER BY MIN(runs.id)",
        until.isoformat() if until else FOREVER,
        programme,
    )
    return tuple(Responses(row["questionnaire"], row["asking"], row["asked"], row["answered"]) for row in rows)


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
