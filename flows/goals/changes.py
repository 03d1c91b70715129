"""What two looks at the same goals differ in, and which goals must be reached soon."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flows.goals.judging import Verdict
from flows.goals.kinds import Deliverable, Score
from flows.timing.spans import Span, after

_SOON = Span(days=30)


@dataclass(frozen=True)
class Change:
    """A goal that came to something else then than it does now."""

    then: Verdict
    now: Verdict


def changes(then: Iterable[Verdict], now: Iterable[Verdict]) -> tuple[Change, ...]:
    """Give the goals that have other numbers, or are judged otherwise; what is counted anew each year is no change."""
    before = {verdict.goal.key: verdict for verdict in then}
    found = (Change(before[verdict.goal.key], verdict) for verdict in now if verdict.goal.key in before)
    return tuple(change for change in found if _differ(change.then, change.now))


def _differ(then: Verdict, now: Verdict) -> bool:
    if then.period != now.period or not (then.is_judged or now.is_judged):
        return False
    parts = zip(then.parts, now.parts, strict=True) if len(then.parts) == len(now.parts) else ()
    return _shown(then) != _shown(now) or any(_differ(*pair) for pair in parts)


def _shown(verdict: Verdict) -> tuple[object, ...]:
    return verdict.judgement, verdict.n, verdict.of, verdict.value


def deadline(verdict: Verdict) -> date | None:
    """Give the day by which a goal that is not met must be, while that day lies ahead."""
    if not verdict.goes_on or verdict.judgement not in {"not_met", "not_asked"}:
        return None
    if isinstance(verdict.goal, Score | Deliverable):
        return verdict.goal.by
    return min(filter(None, map(deadline, verdict.parts)), default=verdict.period[1] if verdict.period else None)


def near(verdicts: Iterable[Verdict], today: date) -> tuple[Verdict, ...]:
    """Give the goals that are not met and must be within a month."""
    return tuple(each for each in verdicts if (day := deadline(each)) and today <= day <= after(today, _SOON))
