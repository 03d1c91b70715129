"""Key figures in a report: the flow of people, outcomes, livelihood before and after, and times."""

from collections.abc import Iterator, Sequence

from bot.chat.coordinator.report.words import STATES, flow_rows, room, why
from bot.chat.said_words import spoken
from bot.paper.document import Cell, Chart, Paragraph, Series, Share, Table, Withheld
from flows.figures import OptionCount, rounded
from flows.reports.consistency import in_words, sums
from flows.reports.key_figures import Distribution, Spread
from flows.reports.report import Figures
from locales.translator import Translator


def key_figure_parts(t: Translator, figures: Figures) -> Iterator[Table | Chart | Paragraph]:
    """Give all key figures that the programme has the facts for."""
    if figures.has_participants:
        yield from _people(t, figures)
    if figures.end.noted:
        yield _noted(t, figures)
    if not (figures.has_participants or figures.end.noted):
        yield Paragraph(text=t("Inget är antecknat för perioden."))


def _people(t: Translator, figures: Figures) -> Iterator[Table | Chart | Paragraph]:
    yield _flow(t, figures)
    yield _states(t, figures)
    if figures.capacity:
        yield Paragraph(text=room(t, figures))
    if len(figures.quarters) > 1:
        yield _quarters(t, figures)
    yield from _outcomes(t, figures)
    yield from _livelihood(t, figures)
    yield from _times(t, figures)


def _flow(t: Translator, figures: Figures) -> Table:
    rows = flow_rows(t, figures.flow, figures.flow_before)
    before = (t("Perioden före"),) if figures.flow_before else ()
    return Table(
        name="floden",
        caption=t("Personer som kom och gick under perioden"),
        headings=(t("Personer"), t("Perioden"), *before),
        rows=tuple((label, now, *((then,) if before else ())) for label, now, then in rows),
    )


def _states(t: Translator, figures: Figures) -> Table:
    then = figures.before.people if figures.before else None
    before = (t("Vid slutet av perioden före"),) if then is not None else ()
    return Table(
        name="laget",
        caption=t("Läget vid periodens slut"),
        headings=(t("Personer"), t("Antal"), *before),
        rows=tuple(
            (t(label), figures.end.people.get(state, 0), *((then.get(state, 0),) if then is not None else ()))
            for state, label in STATES.items()
        ),
        note=t("Den som har tackat nej eller raderat sina uppgifter har ingen dag kvar, så de räknas som nu."),
    )


def _quarters(t: Translator, figures: Figures) -> Chart:
    labels = tuple(each.quarter for each in figures.quarters)
    began = tuple(each.flow.enrolled for each in figures.quarters)
    ended = tuple(each.flow.closed for each in figures.quarters)
    series = tuple(
        Series(name=name, values=tuple(map(float, numbers)), said=tuple(map(t.number, numbers)))
        for name, numbers in ((t("Började"), began), (t("Avslutade"), ended))
    )
    said = "; ".join(
        t(
            "{quarter}: {began} började, {ended} avslutade",
            quarter=each.quarter,
            began=each.flow.enrolled,
            ended=each.flow.closed,
        )
        for each in figures.quarters
    )
    return Chart(
        name="kvartal-bild",
        form="quarters",
        caption=t("Personer som började och avslutade, kvartal för kvartal"),
        alt=t("Diagram över kvartal. {said}.", said=said),
        is_share=False,
        labels=labels,
        series=series,
    )


def _outcomes(t: Translator, figures: Figures) -> Iterator[Table | Paragraph]:
    whole = figures.end.key_figures.outcomes
    if whole is None:
        return
    if whole.of is None:
        yield _too_few(t, t("Avslutade efter utfall"))
        return
    in_period = {each.key: each for each in figures.outcomes.options} if figures.outcomes else {}
    period = (t("Nya i perioden"),) if figures.outcomes else ()
    totals = (_of(t, each) for each in (figures.outcomes, whole) if each)
    rows = (
        (
            t(each.label),
            *((_count(t, in_period.get(each.key), figures.outcomes),) if period else ()),
            _count(t, each, whole),
            _share(t, each, whole),
        )
        for each in whole.options
    )
    yield Table(
        name="utfall",
        caption=t("Avslutade efter utfall"),
        headings=(t("Utfall"), *period, t("Hittills"), t("Andel")),
        rows=(*rows, (t("Totalt"), *totals, _all(whole))),
        note=_batches(t, figures),
    )


def _livelihood(t: Translator, figures: Figures) -> Iterator[Table | Chart | Paragraph]:
    before, after = figures.end.key_figures.livelihood_before, figures.end.key_figures.livelihood_after
    if before is None or after is None:
        return
    if before.of is None and after.of is None:
        yield _too_few(t, t("Försörjning före och efter, bland avslutade"))
        return
    pairs = _pairs(before, after)
    rows = ((t(one.label), _count(t, one, before), _count(t, two, after), _change(one, two)) for one, two in pairs)
    yield Table(
        name="forsorjning",
        caption=t("Försörjning före och efter, bland avslutade"),
        headings=(t("Försörjning"), t("Före"), t("Efter"), t("Förändring")),
        rows=(*rows, (t("Totalt"), _of(t, before), _of(t, after), None)),
        note=t("De vars försörjning är känd både före och efter."),
    )
    if before.of and after.of:
        yield _before_after(t, before, after)


def _pairs(before: Distribution, after: Distribution) -> tuple[tuple[OptionCount, OptionCount], ...]:
    """Give each option before and after; one that stands in one of them alone is none in the other."""
    first, last = ({each.key: each for each in found.options} for found in (before, after))
    return tuple((first.get(key) or _none(last[key]), last.get(key) or _none(first[key])) for key in {**first, **last})


def _none(other: OptionCount) -> OptionCount:
    return OptionCount(other.key, other.label, 0, other.share and 0 * other.share)


def _change(before: OptionCount, after: OptionCount) -> Cell:
    return None if before.count is None or after.count is None else after.count - before.count


def _before_after(t: Translator, before: Distribution, after: Distribution) -> Chart:
    shown = tuple((one, two) for one, two in _pairs(before, after) if one.count or two.count)
    firsts, lasts = (tuple(pair[place] for pair in shown) for place in (0, 1))
    first, last = _series(t, t("Före"), firsts), _series(t, t("Efter"), lasts)
    labels = tuple(t(one.label) for one, _ in shown)
    said = "; ".join(
        t("{name}: {before} före, {after} efter", name=label, before=one, after=two)
        for label, one, two in zip(labels, first.said, last.said, strict=True)
    )
    return Chart(
        name="forsorjning-bild",
        form="before_after",
        caption=t("Försörjning före och efter"),
        alt=t("Diagram över försörjning. {said}.", said=said),
        labels=labels,
        series=(first, last),
    )


def _series(t: Translator, name: str, options: Sequence[OptionCount]) -> Series:
    shares = [each.share for each in options if each.share is not None]
    return Series(name=name, values=tuple(map(float, shares)), said=tuple(map(t.percent, shares)))


def _too_few(t: Translator, what: str) -> Paragraph:
    """Say in a line what a table would say in every cell."""
    return Paragraph(text=t("{what}: för få personer än.", what=what))


def _times(t: Translator, figures: Figures) -> Iterator[Table | Paragraph]:
    found = figures.end.key_figures
    if found.throughput and found.throughput.of is None:
        yield _too_few(t, t("Genomströmningstid: dagar från start till avslut"))
    elif found.throughput:
        yield _throughput(t, found.throughput)
    if found.support_before:
        caption = t("Tid i offentlig försörjning före insatsen")
        table = _options(t, "tid-fore", caption, t("Tid"), found.support_before)
        middle = found.support_before.middle
        note = t("Medianen ligger i ”{label}”.", label=t(middle.label)) if middle else table.note
        yield table.model_copy(update={"note": note})


def _noted(t: Translator, figures: Figures) -> Table:
    """Give the numbers that are noted, and beside a total whether its parts add up."""
    checked = {each.total: spoken(t, in_words(each)) for each in sums(figures.end.noted)}
    check = (t("Kontroll"),) if checked else ()
    has_places = any(each.place for each in figures.end.noted)
    place = (t("Ort"),) if has_places else ()
    # A year is a name, not a number: it has no thousands.
    rows = (
        (
            t(each.fact.label),
            *((each.place,) if has_places else ()),
            str(each.year),
            each.value,
            *((checked.get(each),) if check else ()),
        )
        for each in figures.end.noted
    )
    return Table(
        name="noterade-tal",
        caption=t("Antecknade tal"),
        headings=(t("Vad"), *place, t("År"), t("Antal"), *check),
        rows=tuple(rows),
        note=t("Det senaste som är antecknat för varje år."),
    )


def _throughput(t: Translator, found: Spread) -> Table:
    few = Withheld(why=why(t, "few"))
    measures = ((t("Undre kvartil"), found.lower), (t("Median"), found.median), (t("Övre kvartil"), found.upper))
    rows = tuple((label, few if days is None else float(rounded(days / 100, 1))) for label, days in measures)
    return Table(
        name="genomstromning",
        caption=t("Genomströmningstid: dagar från start till avslut"),
        headings=(t("Mått"), t("Dagar")),
        rows=(*rows, (t("Personer"), found.of)),
        note=t("Kvartiler visas när det finns nog med personer på båda sidor om medianen."),
    )


def _options(t: Translator, name: str, caption: str, heading: str, found: Distribution) -> Table:
    rows = ((t(each.label), _count(t, each, found), _share(t, each, found)) for each in found.options)
    return Table(
        name=name,
        caption=caption,
        headings=(heading, t("Antal"), t("Andel")),
        rows=(*rows, (t("Totalt"), _of(t, found), _all(found))),
    )


def _count(t: Translator, option: OptionCount | None, found: Distribution | None) -> Cell:
    if found is None or found.of is None:
        return Withheld(why=why(t, "few"))
    return Withheld(why=why(t, "complement")) if option is None or option.count is None else option.count


def _share(t: Translator, option: OptionCount, found: Distribution) -> Cell:
    if option.count is None or not found.of:
        return _count(t, option, found)
    return Share(n=option.count, of=found.of)


def _of(t: Translator, found: Distribution | None) -> Cell:
    return Withheld(why=why(t, found.withheld if found else None)) if found is None or found.of is None else found.of


def _all(found: Distribution) -> Cell:
    """Give the 100 % that a total is, whatever its rounded parts come to."""
    return Share(n=found.of, of=found.of) if found.of else None


def _batches(t: Translator, figures: Figures) -> str:
    return t(
        "Räknas när minst {minimum} personer har tillkommit. "
        "Därför kan en period ha med några från den förra, och några räknas först i nästa.",
        minimum=figures.minimum,
    )
