"""``/mal``: goals over quarters, in words and as a picture."""

from collections.abc import Iterator
from itertools import groupby

from bot.actions.coordinator.explain import TREND, address
from bot.actions.coordinator.trend import Trend
from bot.chat.coordinator.figure_buttons import DrawTrend, ShowTrend
from bot.chat.coordinator.figure_lines import Block, Line, ask_why, heading, html, paged, turns
from bot.chat.coordinator.goal_charts import trend_chart
from bot.chat.coordinator.goal_words import in_brief, judgement, numbers, short
from bot.chat.screen import Key, Screen, column, fitting, plain
from flows.goals.judging import Verdict
from flows.programme import Programme
from locales.translator import Translator

OVER_TIME = "m"
"""The screen, on a button that asks why."""


def choose(t: Translator, programmes: tuple[Programme, ...], *, sees_all: bool) -> Screen:
    """Let a coordinator choose whose goals to see: a programme's, or those of the whole association."""
    keys = (Key(fitting(t(each.title)), ShowTrend(each.key, 0)) for each in programmes)
    whole = (Key(t("Hela förbundet"), ShowTrend("", 0)),) if sees_all else ()
    return Screen(plain(t("Vilka mål?")), column(*keys, *whole))


def over_time(t: Translator, found: Trend, page: int) -> Screen:
    """Show what each goal came to when the last quarters ended, and now."""
    title, key = heading(_title(t, found)), found.programme.key if found.programme else ""
    blocks = trend_blocks(t, found)
    if not blocks:
        return Screen(html(((title, Line(t("Här är inga mål satta."))),)))
    pages = paged(blocks)
    place = min(page, len(pages) - 1)
    turning = turns(t, place, len(pages), lambda to: ShowTrend(key, to))
    drawn = (Key(t("Bild"), DrawTrend(key)),) if trend_chart(t, found) else ()
    return Screen(html(((title,), *pages[place])), (*turning, (*drawn, ask_why(t, key, OVER_TIME, place))))


def trend_blocks(t: Translator, found: Trend) -> tuple[Block, ...]:
    """Give what is said of each goal."""
    return tuple(_block(t, found, row) for row in found.goals)


def _title(t: Translator, found: Trend) -> str:
    if found.programme is None:
        return t("Hela förbundet: mål över tid")
    return t("{programme}: mål över tid", programme=t(found.programme.title))


def _block(t: Translator, found: Trend, row: tuple[Verdict, ...]) -> Block:
    now, key = row[-1], found.programme.key if found.programme else ""
    about, text = address(key, TREND, now.goal.key), t(now.goal.text)
    if not any(each.has_numbers for each in row):
        return (Line(f"{judgement(t, now)}: {text}", about, text),)
    return (
        Line(t("Nu: {verdict}", verdict=in_brief(t, now)), about, text, "bold"),
        *(Line(each, about) for each in numbers(t, now)),
        *(Line(each, about) for each in _quarters(t, found.quarters, row)),
    )


def _quarters(t: Translator, quarters: tuple[str, ...], row: tuple[Verdict, ...]) -> Iterator[str]:
    """Say what a goal came to, the latest quarter first; quarters of which the same is to be said are said together."""
    pairs = reversed([(quarter, short(t, verdict)) for quarter, verdict in zip(quarters, row, strict=False)])
    for said, group in groupby(pairs, key=lambda pair: pair[1]):
        names = [quarter for quarter, _ in group]
        together = t("{first} till {last}", first=names[-1], last=names[0]) if len(names) > 1 else names[0]
        yield f"{together}: {said}"
