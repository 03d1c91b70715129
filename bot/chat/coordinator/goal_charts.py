"""Pictures of goals: shares against their targets with what is uncertain, and shares over quarters."""

from collections.abc import Iterable, Iterator

from bot.actions.coordinator.status import Status
from bot.actions.coordinator.trend import Trend
from bot.chat.coordinator.goal_words import in_one_line, short
from bot.chat.reply import Picture
from bot.chat.screen import Key, bold, lines, plain
from bot.paper.chart import ChartPicture
from bot.paper.document import Bar, Chart, Series
from flows.goals.judging import Verdict
from locales.translator import Translator


def picture(t: Translator, chart: Chart, why: Key) -> Picture:
    """Give a chart with the same in words below it, and a way to ask why."""
    words = lines(bold(chart.caption), *map(plain, chart.alt.splitlines()))
    return Picture(ChartPicture((chart,), t.language), words, ((why,),))


def goal_chart(t: Translator, status: Status) -> Chart | None:
    """Draw the goals that are shares, each against its target; ``None`` where none of them has a number."""
    shares = tuple(_shares(status.verdicts))
    if not any(each.share is not None for each in shares):
        return None
    return Chart(
        name="goals",
        form="bars",
        caption=t("{programme}: mål", programme=t(status.programme.title)),
        alt="\n".join(in_one_line(t, each) for each in shares),
        bars=tuple(_bar(t, each) for each in shares),
    )


def _shares(verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
    """Give the goals that are shares, and the parts of goals that are, but for those that nobody was asked about."""
    for verdict in verdicts:
        yield from _shares(verdict.parts)
        if verdict.goal.is_share and verdict.judgement != "not_asked":
            yield verdict


def _bar(t: Translator, verdict: Verdict) -> Bar:
    sign, _, said = short(t, verdict).partition(" ")
    low, high = verdict.interval or (None, None)
    return Bar(
        label=t(verdict.goal.text),
        value=_value(verdict),
        said=said,
        target=None if verdict.goal.aim is None else float(verdict.goal.aim),
        low=low,
        high=high,
        sign=sign,
    )


def _value(verdict: Verdict) -> float | None:
    return None if verdict.share is None else float(verdict.share)


def trend_chart(t: Translator, found: Trend) -> Chart | None:
    """Draw the goals that are shares over quarters; ``None`` where there is no such goal, or but one point in time."""
    rows = [row for row in found.goals if row[-1].goal.is_share and any(each.share is not None for each in row)]
    if not rows or not found.quarters:
        return None
    title = t(found.programme.title) if found.programme else t("Hela förbundet")
    targets = {row[-1].goal.aim for row in rows}
    target = targets.pop() if len(targets) == 1 else None
    return Chart(
        name="trend",
        form="quarters",
        caption=t("{programme}: mål över tid", programme=title),
        alt="\n".join(_in_words(t, found, row) for row in rows),
        labels=(*found.quarters, t("nu")),
        series=tuple(_series(t, row) for row in rows),
        target=None if target is None else float(target),
    )


def _series(t: Translator, row: tuple[Verdict, ...]) -> Series:
    said = tuple(short(t, each).partition(" ")[2] for each in row)
    return Series(name=t(row[-1].goal.text), values=tuple(map(_value, row)), said=said)


def _in_words(t: Translator, found: Trend, row: tuple[Verdict, ...]) -> str:
    along = zip((*found.quarters, t("nu")), row, strict=True)
    said = ", ".join(f"{when} {short(t, verdict)}" for when, verdict in along)
    return f"{t(row[-1].goal.text)}: {said}"
