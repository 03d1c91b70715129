"""Evaluates goals over evidence. Pure: the same evidence gives the same verdict, whenever it is asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import TypeAlias

from flows.disclosure.minimum import Released
from flows.goals.evidence import Evidence, Note
from flows.goals.judging import Verdict, judge, together
from flows.goals.kinds import (
    Activities,
    AnswerShare,
    Change,
    Deliverable,
    Goal,
    Groups,
    Parts,
    PeopleCount,
    Period,
    Periods,
    Score,
    Wait,
    Wave,
)
from flows.goals.members import MembersGoal
from flows.goals.paired import changed
from flows.goals.standings import Standings
from flows.timing.spans import add_months

Releases: TypeAlias = Mapping[str, Released]
"""What may be shown of goals over people, by the name under which it is released."""


def evaluate(goal: Goal, evidence: Evidence, releases: Releases, name: str | None = None) -> Verdict:
    """Judge a goal.

    :param name: what it is released as, where that is not its key
    """
    name = name or goal.key
    match goal:
        case Parts():
            found = whole(goal, tuple(evaluate(part, evidence, releases, f"{name}/{part.key}") for part in goal.parts))
        case AnswerShare():
            found = _answer_share(goal, evidence)
        case PeopleCount():
            found = _people_count(goal, evidence, name)
        case Periods():
            found = _periods(goal, evidence, releases, name)
        case Change() | Wave():
            found = changed(goal, name, evidence, releases)
        case Groups():
            found = _groups(goal, evidence)
        case Deliverable():
            found = _deliverable(goal, evidence)
        case Score() | Activities():
            found = _at_places(goal, evidence)
        case _:
            found = _of_people(goal, _standings(evidence, name), releases.get(name))
    return found


def whole(goal: Goal, parts: tuple[Verdict, ...]) -> Verdict:
    """Judge a goal by its parts, of which so and so many are met."""
    met = sum(part.judgement == "met" for part in parts)
    goes_on = any(part.goes_on for part in parts if part.judgement == "not_met")
    return Verdict(goal, together(part.judgement for part in parts), met, len(parts), parts=parts, goes_on=goes_on)


def _at_places(goal: Score | Activities, evidence: Evidence) -> Verdict:
    def judged(place: str | None) -> Verdict:
        return _score(goal, place, evidence) if isinstance(goal, Score) else _activities(goal, place, evidence)

    found = whole(goal, tuple(map(judged, goal.places))) if goal.places else judged(None)
    return _together(found) if isinstance(goal, Activities) else found


def _answer_share(goal: AnswerShare, evidence: Evidence) -> Verdict:
    """Count the answers that may be shown; all versions of the question count together."""
    asked = [
        each for each in evidence.questions if (each.questionnaire, each.key) == (goal.questionnaire, goal.question)
    ]
    if not asked:
        return Verdict(goal, "not_asked")
    shown = [each for each in asked if each.withheld is None]
    of = sum(each.of or 0 for each in shown)
    if not of:
        return Verdict(goal, "too_few")
    n = sum(option.count or 0 for each in shown for option in each.options if option.key in goal.counted)
    return Verdict(goal, judge(Fraction(n, of), goal.aim), n, of)


def _standings(evidence: Evidence, name: str) -> Standings:
    return evidence.standings.get(name, Standings())


def _of_people(goal: MembersGoal, now: Standings, released: Released | None) -> Verdict:
    """Give what was released last; before that, whether there is anybody to count."""
    if released is None:
        return Verdict(goal, "too_few" if now.of or now.outside or now.missing else "not_asked")
    share = Fraction(released.n, released.of)
    judgement = judge(share, 1 if isinstance(goal, Wait) else goal.aim)
    return Verdict(goal, judgement, released.n, released.of, value=released.value, missing=released.missing)


def _periods(goal: Periods, evidence: Evidence, releases: Releases, name: str) -> Verdict:
    """Divide the months that may be shown; a sum that may not is no part of them, so nothing can be computed of it."""
    whole, ends = (goal.part_of, ("/apart",)) if goal.part_of else (name, ("", "/apart") if goal.apart else ("",))

    def part(fact: str) -> Verdict:
        named = [f"{whole}/{fact}{end}" for end in ends]
        return _added(_of_people(goal.sum_of(fact), _standings(evidence, key), releases.get(key)) for key in named)

    parts = tuple(map(part, goal.facts))
    shown = [each.n for each in parts if each.n is not None]
    if not shown:
        return Verdict(goal, together(each.judgement for each in parts), parts=parts)
    value = Fraction(sum(shown), goal.months)
    return Verdict(goal, judge(value, goal.aim), sum(shown), value=value, goes_on=True, parts=parts)


def _added(sums: Iterable[Verdict]) -> Verdict:
    """Add up the sums of different people that may be shown."""
    found = tuple(sums)
    shown = [each for each in found if each.n is not None]
    if not shown:
        return replace(found[0], judgement=together(each.judgement for each in found))
    n, of, missing = (sum(getattr(each, name) or 0 for each in shown) for name in ("n", "of", "missing"))
    return replace(shown[0], n=n, of=of, missing=missing)


def _people_count(goal: PeopleCount, evidence: Evidence, name: str) -> Verdict:
    """Give the number; of a group not even whether it is enough, where the number may not be shown."""
    period = period_of(goal.per, evidence.today)
    if goal.among and name not in evidence.groups_told:
        return Verdict(goal, "too_few", period=period)
    return _number(goal, counted_by(goal, _standings(evidence, name), evidence.today), period, evidence)


def counted_by(goal: PeopleCount, now: Standings, today: date) -> int:
    """Count those whose day lies in the goal's period, until a day."""
    period = period_of(goal.per, today)
    return now.between(period[0] if period else date.min, today)


def _number(
    goal: Goal, number: int, period: tuple[date, date] | None, evidence: Evidence, of: int | None = None
) -> Verdict:
    goes_on = period is None or evidence.is_within(period[1])
    return Verdict(goal, judge(number, goal.aim), number, of, value=number, period=period, goes_on=goes_on)


def _score(goal: Score, place: str | None, evidence: Evidence) -> Verdict:
    here = _at_place(goal, place)
    noted = [note.value for note in _noted(goal, place, evidence) if note.day <= goal.by and type(note.value) is int]
    goes_on = evidence.is_within(goal.by)
    if not noted:
        return Verdict(here, "not_asked", goes_on=goes_on)
    return Verdict(here, judge(noted[-1], goal.aim), value=noted[-1], goes_on=goes_on)


def _at_place(goal: Score | Activities, place: str | None) -> Score | Activities:
    """Give the part of a goal that one place is; it is called after the place."""
    return goal.model_copy(update={"key": place, "text": place, "places": (place,)}) if place else goal


def _noted(goal: Score | Deliverable | Activities, place: str | None, evidence: Evidence) -> list[Note]:
    return [
        note
        for note in evidence.notes
        if note.item == goal.fact and note.day <= evidence.today and (place is None or note.place == place)
    ]


def _groups(goal: Groups, evidence: Evidence) -> Verdict:
    period = period_of(goal.per, evidence.today)
    begun = [
        group for group in evidence.groups if group.starts_on <= evidence.today and _is_in(group.starts_on, period)
    ]
    fitting = sum(goal.size.least <= group.size <= goal.size.most for group in begun)
    return _number(goal, fitting, period, evidence, len(begun))


def _deliverable(goal: Deliverable, evidence: Evidence) -> Verdict:
    """Find the first day on which it was done; a value that is a day is that day."""
    noted = [note for note in _noted(goal, None, evidence) if note.value is not False and note.value is not None]
    days = [date.fromisoformat(note.value) if isinstance(note.value, str) else note.day for note in noted]
    is_met = any(day <= goal.by for day in days)
    goes_on = evidence.is_within(goal.by)
    return Verdict(goal, "met" if is_met else "not_met", int(is_met), 1, goes_on=goes_on)


def _activities(goal: Activities, place: str | None, evidence: Evidence) -> Verdict:
    period = period_of(goal.per, evidence.today)
    noted = (note for note in _noted(goal, place, evidence) if _is_in(note.day, period))
    return _number(_at_place(goal, place), _amount(noted), period, evidence)


def _amount(noted: Iterable[Note]) -> int:
    """Count what happened; of numbers, add up the last that was noted for each place and day."""
    found = list(noted)
    numbers = {(note.place, note.day): note.value for note in found if type(note.value) is int}
    return sum(note.value is True for note in found) + sum(numbers.values())


def _together(whole: Verdict) -> Verdict:
    """Give the sum over the places beside how many of them are judged so."""
    values = [part.value for part in whole.parts if part.value is not None]
    return replace(whole, value=sum(values), period=whole.parts[0].period) if values else whole


def period_of(per: Period, day: date) -> tuple[date, date] | None:
    """Give the calendar period that a day lies in, first and last day; ``None`` is the whole time."""
    if per == "total":
        return None
    months = 12 if per == "year" else 6
    first = day.replace(day=1, month=(day.month - 1) // months * months + 1)
    return first, add_months(first, months) - timedelta(days=1)


def _is_in(day: date, period: tuple[date, date] | None) -> bool:
    return period is None or period[0] <= day <= period[1]
