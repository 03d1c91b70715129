"""The course of an enrolment: its days, its group, its coach, and the changes of state between start and end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flows.timing.plan import Days
from storage import cohorts, enrolments
from storage.enrolments import Enrolment, State
from storage.unit import Unit


@dataclass(frozen=True)
class Referral:
    """What a coach knows when inviting."""

    referred_on: date | None = None
    waiver: bool = False
    cohort: int | None = None
    waits: bool = False
    """Whether the person stands on the waiting list."""


def refer(unit: Unit, enrolment: int, referral: Referral) -> None:
    """Keep what is known of the referral."""
    unit.run(
        "UPDATE enrolments SET referred_on = ?, waiver = ?, cohort = ?, state = ? WHERE id = ? AND state = 'invited'",
        referral.referred_on.isoformat() if referral.referred_on else None,
        int(referral.waiver),
        referral.cohort,
        State.WAITING if referral.waits else State.INVITED,
        enrolment,
    )


def protect(unit: Unit, enrolment: int, sex: str | None, birth_year: int | None) -> None:
    """Keep someone with a protected identity: on paper only, counted by sex and year of birth alone."""
    unit.run(
        "UPDATE enrolments SET protected = 1, sex = ?, birth_year = ?, state = 'active', enrolled_on = invited_on"
        " WHERE id = ?",
        sex,
        birth_year,
        enrolment,
    )


def days(unit: Unit, enrolment: Enrolment) -> Days:
    """Give the days that the plan counts from."""
    cohort = cohorts.by_id(unit, enrolment.cohort) if enrolment.cohort else None
    return Days(
        referral=enrolment.referred_on,
        start=enrolment.enrolled_on,
        group_start=cohort.starts_on if cohort else None,
        planned_end=enrolment.planned_end,
        closure=enrolment.closed_on,
    )


def set_state(unit: Unit, enrolment: int, state: State) -> None:
    """Keep that an enrolment waits, is invited, goes on or is paused."""
    unit.run("UPDATE enrolments SET state = ? WHERE id = ?", state, enrolment)


def set_planned_end(unit: Unit, enrolment: int, day: date) -> None:
    """Keep the day on which it is meant to end."""
    unit.run("UPDATE enrolments SET planned_end = ? WHERE id = ?", day.isoformat(), enrolment)


def set_handed_over(unit: Unit, enrolment: int, *, handed_over: bool) -> None:
    """Keep whether a plan took over at the end."""
    unit.run("UPDATE enrolments SET handed_over = ? WHERE id = ?", int(handed_over), enrolment)


def move(unit: Unit, enrolment: int, coach: int) -> None:
    """Give an enrolment to another coach."""
    unit.run("UPDATE enrolments SET coach = ? WHERE id = ?", coach, enrolment)


def of_coaches(unit: Unit, coaches: Iterable[int]) -> tuple[Enrolment, ...]:
    """Give coaches' people by state and age, without those who declined, were erased or are protected."""
    marks = ",".join(str(int(coach)) for coach in coaches)
    rows = unit.rows(
        f"SELECT id FROM enrolments WHERE coach IN ({marks}) AND protected = 0"
        " AND state NOT IN ('declined', 'erased') ORDER BY state = 'closed', id"
    )
    return tuple(found for row in rows if (found := enrolments.by_id(unit, row["id"])))


def adrift(unit: Unit, programme: str, coaches: Iterable[int]) -> tuple[Enrolment, ...]:
    """Give a programme's people whom none of its coaches has, by state and age.

    :param coaches: those who are coaches there now
    """
    marks = ",".join(str(int(coach)) for coach in coaches)
    rows = unit.rows(
        f"SELECT id FROM enrolments WHERE programme = ? AND (coach IS NULL OR coach NOT IN ({marks}))"
        " AND protected = 0 AND state NOT IN ('declined', 'erased') ORDER BY state = 'closed', id",
        programme,
    )
    return tuple(found for row in rows if (found := enrolments.by_id(unit, row["id"])))


def place_in_line(unit: Unit, programme: str, enrolment: int) -> int:
    """Give the place of someone on a programme's waiting list."""
    return 1 + unit.count(
        "SELECT COUNT(*) FROM enrolments WHERE programme = ? AND state = 'waiting' AND id < ?", programme, enrolment
    )


def next_place_in_line(unit: Unit, programme: str) -> int:
    """Give the place in line that the next one on a programme's waiting list gets."""
    return 1 + unit.count("SELECT COUNT(*) FROM enrolments WHERE programme = ? AND state = 'waiting'", programme)


def places_taken(unit: Unit, programme: str, since: date | None) -> int:
    """Count who has a place in a programme: all who are invited or take part now, or, since a day, all who were."""
    if since:
        return unit.count(
            "SELECT COUNT(*) FROM enrolments WHERE programme = ? AND invited_on >= ?"
            " AND state NOT IN ('declined', 'erased', 'waiting')",
            programme,
            since.isoformat(),
        )
    return unit.count(
        "SELECT COUNT(*) FROM enrolments WHERE programme = ? AND state IN ('invited', 'active', 'paused')", programme
    )
