"""Responses: how often each form was asked and how often it was answered.

Both are counted as forms are opened and sent in. Somebody whose data are erased still counts where their answers do:
what was released of them stays, and so do anonymous answers; so it stays true how many are behind the figures.
"""

from dataclasses import dataclass
from datetime import date

from flows.goals.evidence import Filled
from flows.timing.schedule import last_quarter_closed
from storage.unit import FOREVER, Unit


@dataclass(frozen=True)
class Responses:
    """Of one questionnaire at one moment: how many times it was offered, and how many of these it was sent in."""

    questionnaire: str
    moment: str
    asked: int
    answered: int

    @property
    def of(self) -> Filled:
        """The form and its moment."""
        return self.questionnaire, self.moment


def responses(unit: Unit, programme: str, until: date | None = None) -> tuple[Responses, ...]:
    """Give how many were asked and how many answered until the end of a day, for each questionnaire and moment.

    The day of asking is that of the offer; what was filled in on paper counts from the day on which it came. Of those
    erased only the quarter is known.
    """
    kept = _until(unit, programme, until) if until else unit.rows(_NOW, programme)
    erased = unit.rows(_ERASED, programme, last_quarter_closed(until) if until else FOREVER)
    found = {(row[0], row[1]): (row[2], row[3]) for row in kept}
    gone = {(row[0], row[1]): row[2] for row in erased}
    return tuple(
        Responses(*which, *(n + gone.get(which, 0) for n in found.get(which, (0, 0))))
        for which in dict.fromkeys([*found, *gone])
    )


_NOW = "SELECT questionnaire, moment, asked, answered FROM response_counts WHERE programme = ?"
_ERASED = (
    "SELECT questionnaire, moment, SUM(n) FROM responses_erased WHERE programme = ? AND quarter <= ?"
    " GROUP BY questionnaire, moment"
)


def _until(unit: Unit, programme: str, until: date) -> list[tuple[str, str, int, int]]:
    rows = unit.rows(
        "SELECT questionnaire, asking, COUNT(*), COUNT(CASE WHEN runs.state = 'sent' AND finished_on <= ?1 THEN 1 END)"
        " FROM runs JOIN enrolments ON enrolments.id = runs.enrolment"
        " LEFT JOIN occasions ON occasions.enrolment = runs.enrolment AND item = questionnaire"
        " AND occasions.moment = runs.moment AND kind = 'offer'"
        " WHERE programme = ?2 AND COALESCE(settled_on, finished_on, '') <= ?1"
        " GROUP BY questionnaire, asking ORDER BY questionnaire, asking",
        until.isoformat(),
        programme,
    )
    return [tuple(row) for row in rows]


def keep_erased(unit: Unit, enrolment: int) -> None:
    """Count the forms that someone sent in and whose answers stay in the figures, before they are erased."""
    unit.run(
        "INSERT INTO responses_erased"
        " SELECT programme, questionnaire, asking,"
        " substr(finished_on, 1, 4) || '-Q' || ((CAST(substr(finished_on, 6, 2) AS INTEGER) + 2) / 3), COUNT(*)"
        " FROM runs JOIN enrolments ON enrolments.id = runs.enrolment WHERE enrolment = ? AND runs.state = 'sent'"
        " AND (linked = 0 OR EXISTS (SELECT 1 FROM linked_answers WHERE run = runs.id AND counted = 1))"
        " GROUP BY 1, 2, 3, 4 ON CONFLICT DO UPDATE SET n = n + excluded.n",
        enrolment,
    )
