"""Change between two forms in words: how much or whither, of how many pairs, and who is lost between."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from bot.chat.coordinator.asking_words import asked_when
from flows.figures import rounded
from flows.goals.judging import Verdict
from flows.goals.kinds import Change, Wave
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
    if verdict.lost and isinstance(goal, Wave):
        yield from _lost(t, verdict.lost, _moments(t, goal))


def _is_held_back(verdict: Verdict) -> bool:
    """Whether numbers are not told though there are pairs enough: they would tell of a few who answered once."""
    return verdict.pairs is not None and verdict.pairs.withheld == "complement"


def _moments(t: Translator, goal: Wave) -> tuple[str, str]:
    """Name the two moments that are compared; where a form is asked at one alone, by their order."""
    first, last = goal.before.moment, goal.later.moment
    return asked_when(t, first) if first else t("före"), asked_when(t, last) if last else t("efter")


def _lost(t: Translator, lost: Lost, moments: tuple[str, str]) -> Iterator[str]:
    for when, responses in zip(moments, (lost.before, lost.later), strict=True):
        asked, answered = responses or (0, 0)
        if asked:
            begun = f"{when[:1].upper()}{when[1:]}"
            yield t("{when}: {answered} av {asked} har svarat.", when=begun, answered=answered, asked=asked)
    yield from _beside_pairs(t, dict(lost.why), moments)


def _beside_pairs(t: Translator, why: Mapping[Lack, int], moments: tuple[str, str]) -> Iterator[str]:
    """Say who of those who answered is in no pair, by the first question."""
    before, later = moments
    gone = sum(why.get(each, 0) for each in (Lack.STAYS, Lack.UNANSWERED, Lack.OPEN))
    if gone:
        told = ", ".join(_why(t, each, n) for each, n in why.items() if n and each in _GONE)
        yield t.plural(
            "{n} har bara svarat {when}: {told}.",
            "{n} har bara svarat {when}: {told}.",
            gone,
            when=before,
            told=told,
        )
    if only_later := why.get(Lack.FIRST):
        yield t.plural("{n} har bara svarat {when}.", "{n} har bara svarat {when}.", only_later, when=later)
    if waits := why.get(Lack.WAITS):
        yield t.plural(
            "{n} har svarat båda gångerna, och väntar på att få räknas i paren.",
            "{n} har svarat båda gångerna, och väntar på att få räknas i paren.",
            waits,
        )


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
