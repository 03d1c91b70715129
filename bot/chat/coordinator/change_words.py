"""Change between two forms in words: how much or whither, of how many pairs, and who is lost between."""

from collections.abc import Iterator
from fractions import Fraction

from flows.figures import rounded
from flows.goals.judging import Verdict
from flows.goals.kinds import Change
from flows.goals.pairs import Lack, Lost, Pairs
from locales.translator import Translator, marked

_DIRECTIONS = {1: marked("uppåt"), 0: marked("oförändrat"), -1: marked("nedåt")}


def numbers(t: Translator, verdict: Verdict) -> str:
    """Give the means and how they changed, of how many pairs; or only whither."""
    pairs = verdict.pairs
    if pairs is None:
        return ""
    of = t.plural("{n} par", "{n} par", pairs.of)
    if pairs.withheld:
        return t("{direction} ({pairs}, bara riktning)", direction=t(_DIRECTIONS[pairs.direction]), pairs=of)
    before, later = (_number(t, each) for each in pairs.means)
    by = _in_per_cent(t, pairs) if verdict.goal.aim is not None else _on_average(t, pairs)
    return t("från {before} till {later}, {change}, {pairs}", before=before, later=later, change=by, pairs=of)


def _in_per_cent(t: Translator, pairs: Pairs) -> str:
    """Give the change in per cent; from zero there are none."""
    share = pairs.relative
    return _on_average(t, pairs) if share is None else _signed(share, t.percent(abs(share)))


def _on_average(t: Translator, pairs: Pairs) -> str:
    """Give the mean change and how certain it is."""
    change = _number(t, pairs.change, is_change=True)
    if pairs.interval is None:
        return t("i medel {change}", change=change)
    low, high = (_number(t, Fraction(end), is_change=True) for end in pairs.interval)
    return t("i medel {change} (osäkerhet: {low} till {high})", change=change, low=low, high=high)


def target(t: Translator, goal: Change) -> str:
    """Say what a change is to come to."""
    aim = goal.aim
    if aim is None:
        return ""
    sign = 1 if goal.better == "higher" else -1
    return t(", mål {target}", target=_signed(Fraction(sign), t.percent(aim)))


def lines(t: Translator, verdict: Verdict) -> Iterator[str]:
    """Give how certain a change in per cent is, why no numbers are told of many pairs, and who is lost between."""
    pairs, goal = verdict.pairs, verdict.goal
    if pairs and not pairs.withheld and goal.aim is not None and pairs.relative is not None:
        yield t("Ändringen: {change}.", change=_on_average(t, pairs))
    if any(_is_held_back(each) for each in (verdict, *verdict.parts)):
        yield t("Där talen saknas är de som bara har svarat en gång för få för att tal ska visas.")
    if verdict.lost:
        yield from _lost(t, verdict.lost)


def _is_held_back(verdict: Verdict) -> bool:
    """Whether numbers are not told though there are pairs enough: they would tell of a few who answered once."""
    return verdict.pairs is not None and verdict.pairs.withheld == "complement"


def _lost(t: Translator, lost: Lost) -> Iterator[str]:
    for when, responses in ((marked("Före"), lost.before), (marked("Efter"), lost.later)):
        asked, answered = responses or (0, 0)
        if asked:
            yield t("{when}: {answered} av {asked} har svarat.", when=t(when), answered=answered, asked=asked)
    why = dict(lost.why)
    gone = sum(why.get(each, 0) for each in (Lack.STAYS, Lack.UNANSWERED, Lack.OPEN))
    if gone:
        told = ", ".join(_why(t, each, n) for each, n in lost.why if n and each in _GONE)
        yield t.plural("{n} har bara svarat före: {told}.", "{n} har bara svarat före: {told}.", gone, told=told)
    if only_later := why.get(Lack.FIRST):
        yield t.plural("{n} har bara svarat efter.", "{n} har bara svarat efter.", only_later)


_GONE = {
    Lack.UNANSWERED: marked("{n} fick frågorna igen utan att svara"),
    Lack.STAYS: marked("{n} är kvar i insatsen"),
    Lack.OPEN: marked("{n} har inte fått frågorna igen eller kan svara än"),
}


def _why(t: Translator, lack: Lack, n: int) -> str:
    return t(_GONE[lack], n=t.number(n))


def _signed(of: Fraction, words: str) -> str:
    """Put a sign, of which the minus is the one that numbers are printed with, before a number."""
    return f"{'+' if of > 0 else '−' if of < 0 else ''}{words}"


def _number(t: Translator, value: Fraction, *, is_change: bool = False) -> str:
    """Write a number with one decimal, rounded half up; a change has its sign."""
    number = rounded(value / 100, 1)
    return _signed(Fraction(number), t.number(abs(number))) if is_change else t.number(number)
