"""What a goal came to, in words and a sign: how it is judged first, then the goal, its parts, and how it is counted."""

import math
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from bot.chat.coordinator import change_words
from bot.chat.said_words import spoken
from flows.goals.judging import Verdict
from flows.goals.kinds import (
    Activities,
    AnswerShare,
    Change,
    Deliverable,
    Groups,
    Parts,
    PeopleCount,
    Periods,
    Score,
    Wait,
    Wave,
)
from locales.translator import Translator, marked

_SIGNS = {"met": "✓", "not_met": "✗", "too_few": "–", "no_target": "•", "not_asked": "–"}
_JUDGEMENTS = {
    "met": marked("Målet är nått"),
    "not_met": marked("Målet är inte nått"),
    "too_few": marked("För få svar än"),
    "no_target": marked("Utan målvärde"),
    "not_asked": marked("Ingen har fått frågan än"),
}


def judgement(t: Translator, verdict: Verdict) -> str:
    """Say how a goal is judged, with its numbers and what it aims at."""
    said = _said(t, verdict)
    numbers = _numbers(t, verdict)
    return f"{_SIGNS[verdict.judgement]} {said}: {numbers}" if numbers else f"{_SIGNS[verdict.judgement]} {said}"


_BRIEFLY = {"met": marked("Nått"), "not_met": marked("Inte nått"), "no_target": marked("Utan målvärde")}


def in_brief(t: Translator, verdict: Verdict) -> str:
    """Say how a goal is judged, where it stands below a heading that says that these are goals."""
    if not verdict.is_judged:
        return judgement(t, verdict)
    said = marked("Inte nått än") if verdict.judgement == "not_met" and verdict.goes_on else _BRIEFLY[verdict.judgement]
    numbers = _numbers(t, verdict)
    return f"{_SIGNS[verdict.judgement]} {t(said)}{f': {numbers}' if numbers else ''}"


def in_a_word(t: Translator, verdict: Verdict) -> str:
    """Say how a goal is judged, where its numbers stand beside."""
    known = verdict.judgement in _BRIEFLY and not verdict.goes_on
    return f"{_SIGNS[verdict.judgement]} {t(_BRIEFLY[verdict.judgement]) if known else _said(t, verdict)}"


def short(t: Translator, verdict: Verdict) -> str:
    """Say what a goal came to by a sign and its numbers alone."""
    counted = _parts_met(t, verdict) if verdict.parts and not _adds_up(verdict) else _counted(t, verdict)
    said = counted if counted and verdict.is_judged else _said(t, verdict)
    return f"{_SIGNS[verdict.judgement]} {said}"


def in_one_line(t: Translator, verdict: Verdict) -> str:
    """Say a goal or a part of one, and what it came to, in one line."""
    return f"{_SIGNS[verdict.judgement]} {t(verdict.goal.text)}: {_numbers(t, verdict) or _said(t, verdict)}"


def _said(t: Translator, verdict: Verdict) -> str:
    """Say how a goal is judged; where only some of its parts have numbers, how many do."""
    if verdict.has_numbers and not verdict.is_judged:
        n = sum(part.has_numbers for part in verdict.parts)
        return t("{n} av {of} delar har siffror", n=n, of=len(verdict.parts))
    return t(_judged(verdict))


def _judged(verdict: Verdict) -> str:
    goal, judgement = verdict.goal, verdict.judgement
    if isinstance(goal, Parts) and not verdict.is_judged:
        return _judged(next(part for part in verdict.parts if part.judgement == judgement))
    if judgement == "not_met" and verdict.goes_on:
        return marked("Målet är inte nått än")
    if judgement == "not_asked" and not isinstance(goal, AnswerShare):
        return marked("Inget är noterat än") if isinstance(goal, Score) else marked("Ingen att räkna än")
    if judgement == "too_few" and not isinstance(goal, AnswerShare):
        return marked("För få personer än")
    return _JUDGEMENTS[judgement]


def _numbers(t: Translator, verdict: Verdict) -> str:
    """Give n of N and the share, or the value, each beside what is aimed at; of too few pairs the direction alone."""
    if not verdict.is_judged and not verdict.pairs:
        return ""
    if verdict.parts and not _adds_up(verdict):
        return _parts_met(t, verdict)
    counted = _counted(t, verdict)
    return f"{counted}{_target(t, verdict)}" if counted else ""


def _adds_up(verdict: Verdict) -> bool:
    """Whether the parts are summands and not goals of their own."""
    goal = verdict.goal
    return isinstance(goal, Periods | Wave) or (isinstance(goal, Activities) and goal.aim is None)


def _parts_met(t: Translator, verdict: Verdict) -> str:
    return t("{n} av {of} delar", n=verdict.n, of=verdict.of)


def _counted(t: Translator, verdict: Verdict) -> str:
    n, of = verdict.n, verdict.of
    match verdict.goal:
        case Deliverable():
            return ""
        case Wait() if of and verdict.value is not None:
            return t("{n} av {of} i tid, längst {days} dagar", n=n, of=of, days=verdict.value)
        case Groups():
            return t("{n} av {of} grupper", n=n, of=of)
        case Periods() | Change():
            return _periods(t, verdict) if verdict.pairs is None else change_words.numbers(t, verdict)
        case PeopleCount() | Score() | Activities():
            return "" if verdict.value is None else t.number(int(verdict.value))
    return t("{n} av {of} ({share})", n=n, of=of, share=t.percent(verdict.share)) if verdict.share is not None else ""


def _periods(t: Translator, verdict: Verdict) -> str:
    """Give the exact number, and the whole one that it is about; of a summand its months."""
    if verdict.value is None:
        return t.plural("{n} månad från {of} personer", "{n} månader från {of} personer", verdict.n or 0, of=verdict.of)
    value = Fraction(verdict.value)
    whole, tenths = (math.floor(value * step + Fraction(1, 2)) for step in (1, 10))
    if value.denominator == 1:
        return t.plural("{n} period", "{n} perioder", whole)
    number = t.number(Decimal(tenths).scaleb(-1))
    return t.plural("{number}, ca {n} period", "{number}, ca {n} perioder", whole, number=number)


def _target(t: Translator, verdict: Verdict) -> str:
    goal, aim = verdict.goal, verdict.goal.aim
    if aim is None:
        return ""
    if isinstance(goal, Change):
        return change_words.target(t, goal)
    if isinstance(goal, Wait):
        return t(", mål högst {days} dagar", days=int(aim))
    return t(", mål {target}", target=t.percent(aim) if goal.is_share else t.number(int(aim)))


def lines(t: Translator, verdict: Verdict) -> Iterator[str]:
    """Give the goal, its parts one under the other, what lacks, and how it is counted."""
    yield from numbers(t, verdict)
    if verdict.is_judged:
        yield " ".join(_rule(t, verdict))


def numbers(t: Translator, verdict: Verdict) -> Iterator[str]:
    """Give the goal, its parts one under the other, and what lacks."""
    yield t(verdict.goal.text)
    for part in verdict.parts:
        yield in_one_line(t, part)
    if added := added_up(t, verdict):
        yield added
    yield from change_words.lines(t, verdict)
    if more := more_needed(t, verdict):
        yield more
    if verdict.missing:
        yield t.plural(
            "{n} person räknas inte med, för uppgifter saknas.",
            "{n} personer räknas inte med, för uppgifter saknas.",
            verdict.missing,
        )


def added_up(t: Translator, verdict: Verdict) -> str:
    """Say which months add up to how many, of a goal in periods."""
    if not verdict.parts or not isinstance(verdict.goal, Periods) or verdict.n is None:
        return ""
    summands = " + ".join(t.number(part.n) for part in verdict.parts if part.n is not None)
    return t("{summands} = {n} månader", summands=summands, n=t.number(verdict.n))


def more_needed(t: Translator, verdict: Verdict) -> str:
    """Say how many more would have met the goal, where that says something."""
    lacking = _lacking(verdict)
    if lacking and verdict.goes_on:
        return t.plural("{n} till behövs.", "{n} till behövs.", lacking)
    return t.plural("{n} till hade behövts.", "{n} till hade behövts.", lacking) if lacking else ""


def uncertainty(t: Translator, verdict: Verdict) -> str:
    """Say between what the share lies with 95 % certainty."""
    if verdict.interval is None:
        return ""
    low, high = map(t.percent, verdict.interval)
    return t("Osäkerhet: {low} till {high}.", low=low, high=high)


def _lacking(verdict: Verdict) -> int:
    """Give how many more people, groups or times would have met the goal; 0 where that says nothing."""
    aim = verdict.goal.aim
    if verdict.judgement != "not_met" or aim is None or verdict.n is None:
        return 0
    if isinstance(verdict.goal, Periods):
        return math.ceil(aim - (verdict.value or 0))
    if isinstance(verdict.goal, Wait) or verdict.parts:
        return 0
    return math.ceil(aim * verdict.of if verdict.goal.is_share and verdict.of else aim) - verdict.n


def _rule(t: Translator, verdict: Verdict) -> Iterator[str]:
    if verdict.rule:
        yield spoken(t, verdict.rule)
    if verdict.interval:
        yield uncertainty(t, verdict)
    if verdict.period:
        first, last = map(t.date, verdict.period)
        yield t("Tid: {first} till {last}.", first=first, last=last)
