"""Breakdowns in words, for the chat and for the terminal alike: each table, what is not shown by itself, and why."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from bot.actions.coordinator.explain import of_table
from bot.chat.buttons import StatusOf
from bot.chat.coordinator.breakdown_buttons import ShowBreakdown
from bot.chat.coordinator.figure_lines import Block, Line, ask_why, heading
from bot.chat.screen import Key, Screen, fitting, pages, pairs
from flows.disclosure.breakdown import ENROLLED, Breakdown, Cell, Dimension, dimensions
from flows.programme import Programme
from locales.translator import Translator

DIMENSION = "b"
"""The tables of a dimension, with its number, on a button that asks why."""


def breakdown_keys(t: Translator, programme: Programme, found: Sequence[Dimension] | None = None) -> tuple[Key, ...]:
    """Give a button for each dimension of a programme; most fit two in a row.

    :param found: its dimensions, where people are in groups though the programme does not say so
    """
    of = dimensions(programme) if found is None else found
    return tuple(
        Key(fitting(_by(t, each.label)), ShowBreakdown(programme.key, number)) for number, each in enumerate(of)
    )


def _by(t: Translator, label: str) -> str:
    name = t(label)
    return t("Per {dimension}", dimension=name[:1].lower() + name[1:])


def breakdown_screens(
    t: Translator, programme: Programme, tables: Sequence[Breakdown], minimum: int, *, number: int = 0
) -> tuple[Screen, ...]:
    """Show the tables of one dimension as one message, or as several where they are longer than Telegram allows.

    :param minimum: the fewest people of whom anything is told
    :param number: the dimension's place among the programme's
    """
    title: Block = (heading(t(programme.title)), Line(_by(t, tables[0].label)))
    blocks = (title, *breakdown_blocks(t, programme.key, tables, minimum))
    *most, last = pages(tuple(line.html for line in block) for block in blocks)
    why = ask_why(t, programme.key, f"{DIMENSION}{number}")
    return (*map(Screen, most), Screen(last, pairs((why, Key(t("Tillbaka"), StatusOf(programme.key))))))


def breakdown_blocks(t: Translator, programme: str, tables: Sequence[Breakdown], minimum: int) -> tuple[Block, ...]:
    """Give the tables, each under the address at which it is explained."""
    found = ((each, of_table(programme, each), t(each.text)) for each in tables)
    return tuple(
        (Line(text, about, text, "bold"), *(Line(said, about) for said in _table(t, each, minimum)))
        for each, about, text in found
    )


def breakdown_text(t: Translator, tables: Sequence[Breakdown], minimum: int) -> str:
    """Give all tables of a programme for a terminal."""
    blocks = (
        "\n".join((_by(t, label), *(f"  {line}" for each in of for line in _titled(t, each, minimum))))
        for label, of in groupby(tables, lambda table: table.label)
    )
    return "\n\n".join(blocks)


def _titled(t: Translator, table: Breakdown, minimum: int) -> Iterator[str]:
    yield t(table.text)
    yield from (f"  {line}" for line in _table(t, table, minimum))


def _table(t: Translator, table: Breakdown, minimum: int) -> Iterator[str]:
    if not table.cells or table.released_in is None:
        yield t("För få personer (färre än {minimum} i någon del)", minimum=minimum)
        return
    for cell in table.cells:
        if cell.n is not None and cell.of is not None:
            yield f"{t(cell.label)}: {_numbers(t, table, cell.n, cell.of)}"
    if table.withheld:
        yield _why(t, table.withheld, minimum)
    yield t("Läget i {quarter}.", quarter=table.released_in)


def _numbers(t: Translator, table: Breakdown, n: int, of: int) -> str:
    share = t.percent(Fraction(n, of)) if of else ""
    if table.what == ENROLLED:
        return f"{t.number(n)} ({share})"
    return t("{n} av {of} ({share})", n=n, of=of, share=share)


def _why(t: Translator, withheld: Sequence[Cell], minimum: int) -> str:
    """Say what is not shown by itself, and why."""
    few, others = (
        ", ".join(t(cell.label) for cell in withheld if cell.withheld == why) for why in ("few", "complement")
    )
    if not few:
        return t("{others} visas tillsammans som förut, så att inget tidigare tal kan räknas ut.", others=others)
    if not others:
        return t("{few} visas bara tillsammans, för något av talen är mindre än {minimum}.", few=few, minimum=minimum)
    return t(
        "{few} visas inte för sig, för något av talen är mindre än {minimum}, och därför inte heller {others}: "
        "då kunde det räknas ut.",
        few=few,
        others=others,
        minimum=minimum,
    )
