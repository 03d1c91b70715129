"""Goals in a report: the table of what they came to, and the chart of goals against their targets."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from bot.chat.coordinator.change_words import numbers
from bot.chat.coordinator.goal_words import added_up, in_a_word, judgement, short
from bot.paper.document import Bar, Bullets, Cell, Chart, Paragraph, Percent, Share, Table, Withheld
from flows.figures import rounded
from flows.goals.judging import Verdict
from flows.goals.kinds import Change, Periods
from flows.goals.pairs import Pairs
from flows.reports.report import Figures
from locales.translator import Translator

_SIGNS = {"met": "✓", "not_met": "✗"}


def goal_parts(t: Translator, figures: Figures) -> Iterator[Table | Chart | Paragraph | Bullets]:
    """Give the table of goals, and their chart where there are shares to draw."""
    if not figures.end.verdicts:
        yield Paragraph(text=t("Insatsen har inga mål som mäts här."))
        return
    yield goal_table(t, figures)
    beside = (*_added(t, figures.end.verdicts), *_missing(t, figures.end.verdicts))
    if beside:
        yield Bullets(items=beside)
    chart = goal_chart(t, figures.end.verdicts)
    if chart:
        yield chart


def _added(t: Translator, verdicts: tuple[Verdict, ...]) -> Iterator[str]:
    """Say which months periods are made of."""
    for verdict in verdicts:
        if added := added_up(t, verdict):
            yield f"{t(verdict.goal.text)}: {added}"


def _missing(t: Translator, verdicts: tuple[Verdict, ...]) -> Iterator[str]:
    """Say of whom too little is known to count them."""
    for name, verdict in _named(t, verdicts):
        if verdict.missing:
            said = t.plural(
                "{n} person räknas inte med, för uppgifter saknas.",
                "{n} personer räknas inte med, för uppgifter saknas.",
                verdict.missing,
            )
            yield f"{name}: {said}"


def goal_table(t: Translator, figures: Figures) -> Table:
    """Give a row for each goal, and for each of its parts below it."""
    then = _by_key(figures.before.verdicts) if figures.before else {}
    before = (t("Vid slutet av perioden före"),) if figures.before else ()
    rows = tuple(
        (name, in_a_word(t, verdict), _came_to(t, verdict), _target(verdict), *_before(t, key, then, figures))
        for key, name, verdict in _rows(t, figures.end.verdicts)
    )
    return Table(
        name="mal",
        caption=t("Mål och delmål vid periodens slut"),
        headings=(t("Mål"), t("Bedömning"), t("Utfall"), t("Målvärde"), *before),
        rows=rows,
        note=t("Andelar jämförs exakt med målvärdet, före avrundning."),
    )


def _rows(t: Translator, verdicts: tuple[Verdict, ...]) -> Iterator[tuple[str, str, Verdict]]:
    for verdict in verdicts:
        yield verdict.goal.key, t(verdict.goal.text), verdict
        for part in verdict.parts:
            yield f"{verdict.goal.key}/{part.goal.key}", f"– {t(part.goal.text)}", part


def _named(t: Translator, verdicts: tuple[Verdict, ...]) -> Iterator[tuple[str, Verdict]]:
    """Give goals and parts by names that tell them apart outside the table."""
    for verdict in verdicts:
        yield t(verdict.goal.text), verdict
        for part in verdict.parts:
            yield t("{goal}, ”{part}”", goal=t(verdict.goal.text), part=t(part.goal.text)), part


def _by_key(verdicts: tuple[Verdict, ...]) -> Mapping[str, Verdict]:
    parts = {f"{each.goal.key}/{part.goal.key}": part for each in verdicts for part in each.parts}
    return {each.goal.key: each for each in verdicts} | parts


def _before(t: Translator, key: str, then: Mapping[str, Verdict], figures: Figures) -> tuple[Cell, ...]:
    if figures.before is None:
        return ()
    return (short(t, then[key]) if key in then else None,)


def _came_to(t: Translator, verdict: Verdict) -> Cell:
    if verdict.pairs and not verdict.pairs.withheld:
        return _change(verdict.pairs, in_per_cent=verdict.goal.aim is not None)
    if verdict.judgement == "too_few":
        return Withheld(why=t("för få"))
    if verdict.pairs:
        return numbers(t, verdict)
    if verdict.share is not None and verdict.n is not None and verdict.of:
        return Share(n=verdict.n, of=verdict.of)
    months = verdict.n if isinstance(verdict.goal, Periods) else None
    value = months if verdict.value is None else verdict.value
    return None if value is None else _number(value)


def _change(pairs: Pairs, *, in_per_cent: bool) -> Cell:
    """Give the change of the mean in per cent, or the mean change."""
    share = pairs.relative if in_per_cent else None
    return _number(pairs.change) if share is None else Percent(share=float(share))


def _number(value: int | Fraction) -> int | float:
    """Give a whole number as it is, another with one decimal."""
    return int(value) if value == int(value) else float(rounded(Fraction(value) / 100, 1))


def _target(verdict: Verdict) -> Cell:
    aim = verdict.goal.aim
    if aim is None:
        return None
    if isinstance(verdict.goal, Change):
        return Percent(share=float(aim if verdict.goal.better == "higher" else -aim))
    return Percent(share=float(aim)) if verdict.goal.is_share else int(aim)


def goal_chart(t: Translator, verdicts: tuple[Verdict, ...]) -> Chart | None:
    """Give the chart of the goals that are shares of people."""
    bars = tuple(_bar(t, name, verdict) for _, name, verdict in _rows(t, verdicts) if verdict.goal.is_share)
    if not any(bar.value is not None for bar in bars):
        return None
    said = "; ".join(f"{bar.label}: {bar.sign} {bar.said}".replace(":  ", ": ") for bar in bars)
    return Chart(
        name="mal-bild",
        form="bars",
        caption=t("Utfall mot målvärde, med 95 % osäkerhet"),
        alt=t("Stapeldiagram över mål. {said}.", said=said),
        bars=bars,
    )


def _bar(t: Translator, name: str, verdict: Verdict) -> Bar:
    share, interval, aim = verdict.share, verdict.interval, verdict.goal.aim
    if share is None:
        return Bar(label=name, value=None, said=judgement(t, verdict))
    return Bar(
        label=name,
        value=float(share),
        said=t("{n} av {of} ({share})", n=verdict.n, of=verdict.of, share=t.percent(share)),
        target=None if aim is None else float(aim),
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        sign=_SIGNS.get(verdict.judgement, ""),
    )
