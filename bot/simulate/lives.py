"""Lives: who is invited when, says yes or no, leaves when and how. Drawn beforehand: a plan that can be read."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from bot.actions.coach.invite import NewGroup
from bot.simulate.dials import Dials
from flows.limits import GroupSize
from flows.programme import Programme
from flows.timing.free_days import is_working_day
from flows.timing.spans import in_days

_DECLINES, _NEVER_OPENS = 0.06, 0.05
_WORK = ("arbete", "studier")
_LIKELY = {"forstarkt-samarbete": 12, "annan-rehabilitering": 3, "ratt-forsorjning": 3, "arbetssokande": 2}
"""How much more often than others, of those who do not go to work or studies."""
_SHORTEST, _LONGEST, _USUAL = 60, 330, 180
"""Days in a programme that states no time."""


@dataclass(frozen=True)
class Life:
    """One invited person. ``joined`` is ``None`` for who declines, and for who never opens the link."""

    programme: str
    number: int
    invited: date
    joined: date | None
    declines: bool
    left: date | None
    """The day of closing, ``None`` for who is still there at the end."""
    outcome: str
    group: NewGroup | None = None

    def months(self) -> int:
        """Give the whole months between joining and closing."""
        return (self.left - self.joined).days // 30 if self.left and self.joined else 0


def lives(programme: Programme, count: int, dials: Dials) -> tuple[Life, ...]:
    """Plan so many lives in a programme, in the order of being invited."""
    random = dials.random(programme.key, "lives")
    starts = _grouped(programme, count, dials, random) if programme.groups else _single(count, dials, random)
    return tuple(
        _life(programme, number, start, dials, dials.random(programme.key, number))
        for number, start in enumerate(starts, 1)
    )


_Start = tuple[date, NewGroup | None]


def _single(count: int, dials: Dials, random: Random) -> list[_Start]:
    """Spread invitations over the time."""
    room = (dials.until - dials.since).days
    return [
        (day, None) for day in sorted(_working(dials.since + timedelta(random.randint(0, room))) for _ in range(count))
    ]


def _grouped(programme: Programme, count: int, dials: Dials, random: Random) -> list[_Start]:
    """Let groups of a fitting size begin at even distances; the last ends in time if it can."""
    sizes = _sizes(programme.groups, count, random) if programme.groups else []
    step = (dials.until - dials.since).days / max(1, len(sizes))
    starts = (_working(dials.since + timedelta(int(step * number) + 7)) for number in range(len(sizes)))
    return [
        (_working(day - timedelta(random.randint(1, 7))), NewGroup(f"Grupp {number}", day))
        for number, (size, day) in enumerate(zip(sizes, starts, strict=True), 1)
        for _ in range(size)
    ]


def _sizes(fitting: GroupSize, count: int, random: Random) -> list[int]:
    sizes: list[int] = []
    while (left := count - sum(sizes)) > 0:
        sizes.append(min(left, random.randint(fitting.least, fitting.most)))
    return sizes


def _life(programme: Programme, number: int, start: _Start, dials: Dials, random: Random) -> Life:
    invited, group = start
    invited = min(max(invited, dials.since), dials.until)
    chance = random.random()
    comes = chance >= _DECLINES + _NEVER_OPENS
    joined = max(_working(invited + timedelta(random.randint(0, 7))), group.starts_on if group else invited)
    left = _working(joined + timedelta(_stay(programme, random)))
    return Life(
        programme=programme.key,
        number=number,
        invited=invited,
        joined=joined if comes and joined <= dials.until else None,
        declines=chance < _DECLINES,
        left=left if comes and left <= dials.until else None,
        outcome=_outcome(programme, dials.to_work, random),
        group=group,
    )


def _stay(programme: Programme, random: Random) -> int:
    """Draw how many days someone takes part, by the programme's own times where it has such."""
    longest = in_days(programme.longest) if programme.longest else None
    if programme.normal is None:
        return int(random.triangular(_SHORTEST, longest or _LONGEST, min(_USUAL, longest or _USUAL)))
    normal = in_days(programme.normal)
    return int(random.triangular(normal * 0.7, longest or normal * (1.6 if programme.may_be_extended else 1.1), normal))


def _outcome(programme: Programme, to_work: float, random: Random) -> str:
    keys = [outcome.key for outcome in programme.outcomes]
    work = [key for key in keys if key in _WORK]
    others = [key for key in keys if key not in _WORK]
    if work and (random.random() < to_work or not others):
        return random.choice(work)
    return random.choices(others, [_LIKELY.get(key, 1) for key in others])[0]


def _working(day: date) -> date:
    """Give the day, or the next on which people work."""
    while not is_working_day(day):
        day += timedelta(1)
    return day
