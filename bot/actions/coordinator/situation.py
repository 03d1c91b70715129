"""The situation of a programme: its status, what has changed since the last quarter ended, and what needs attention."""

from collections import Counter
from dataclasses import dataclass

from bot.actions.coach.limits import places_taken
from bot.actions.coordinator.attention import Attention, attention, late_by_programme
from bot.actions.coordinator.status import READERS, Look, Status, status
from bot.actions.here import Here, NotAllowed
from flows.goals.changes import Change, changes
from flows.programme import Programme
from flows.timing.schedule import last_day, quarters_closed
from storage import figures, notes


@dataclass(frozen=True)
class Since:
    """What has changed since a quarter ended: how many people began and were closed, and which goals differ."""

    quarter: str
    began: int
    closed: int
    goals: tuple[Change, ...]

    def change_of(self, goal: str) -> Change | None:
        """Give the change of the goal with this key, if it changed."""
        return next((change for change in self.goals if change.now.goal.key == goal), None)


@dataclass(frozen=True)
class Situation:
    """Everything that a coordinator sees of a programme at one look."""

    status: Status
    attention: Attention
    places_taken: int | None = None
    since: Since | None = None
    """``None`` where the programme had nobody when the last quarter ended."""
    has_notes: bool = False
    """Whether anything is noted of the programme or its places."""

    @property
    def programme(self) -> Programme:
        """The programme."""
        return self.status.programme

    @property
    def is_empty(self) -> bool:
        """Whether nobody has been here and nothing is noted."""
        return self.status.is_empty and not self.has_notes


def situation(here: Here, programme: str) -> Situation:
    """Give a programme's situation.

    :raises NotAllowed: if the caller is no coordinator there
    """
    return _situation(here, status(here, Look(programme)), late_by_programme(here))


def situations(here: Here) -> tuple[Situation, ...]:
    """Give the situation of each of the caller's programmes where something has happened, or of all where nothing has.

    :raises NotAllowed: if the caller is coordinator nowhere
    """
    found = lively(here)
    late = late_by_programme(here)
    return tuple(_situation(here, status(here, Look(each.key)), late) for each in found)


def lively(here: Here) -> tuple[Programme, ...]:
    """Give the caller's programmes that have or had people, or of which something is noted; all where there is none.

    :raises NotAllowed: if the caller is coordinator nowhere
    """
    programmes = here.programmes(*READERS)
    if not programmes:
        raise NotAllowed
    return tuple(each for each in programmes if _is_alive(here, each.key)) or programmes


def _is_alive(here: Here, programme: str) -> bool:
    return any(figures.people(here.unit, programme).values()) or bool(notes.of_programme(here.unit, programme))


def _situation(here: Here, found: Status, late: Counter[str]) -> Situation:
    return Situation(
        found,
        attention(here, found, late),
        places_taken(here, found.programme),
        _since(here, found),
        has_notes=bool(notes.of_programme(here.unit, found.programme.key)),
    )


def _since(here: Here, found: Status) -> Since | None:
    [quarter] = quarters_closed(here.today, 1)
    end, key = last_day(quarter), found.programme.key
    then = status(here, Look(key, end))
    if then.is_empty:
        return None
    return Since(quarter, *figures.since(here.unit, key, end), changes(then.verdicts, found.verdicts))
