"""``/status`` of several programmes: a few lines each, and a button to each."""

from collections.abc import Iterator

from bot.actions.coordinator.explain import OVERVIEW, address
from bot.actions.coordinator.situation import Situation
from bot.chat.buttons import StatusOf
from bot.chat.coordinator.figure_lines import Block, Line, ask_why, heading, html
from bot.chat.coordinator.status_screen import states
from bot.chat.screen import Key, Screen, column, fitting
from locales.translator import Translator

ALL = "o"
"""The overview, on a button that asks why."""


def overview(t: Translator, found: tuple[Situation, ...]) -> Screen:
    """Show all of a coordinator's programmes, and let them choose one."""
    titles = column(*(Key(fitting(t(each.programme.title)), StatusOf(each.programme.key)) for each in found))
    return Screen(html(overview_blocks(t, found)), (*titles, (ask_why(t, "", ALL),)))


def overview_blocks(t: Translator, found: tuple[Situation, ...]) -> tuple[Block, ...]:
    """Give what stands on the overview, programme by programme."""
    return tuple((heading(t(each.programme.title)), *_in_short(t, each)) for each in found)


def _in_short(t: Translator, found: Situation) -> Iterator[Line]:
    if found.is_empty:
        yield Line(t("Inget att räkna än."))
        return
    about, label = address(found.programme.key, OVERVIEW), t(found.programme.title)
    if found.programme.has_participants:
        yield Line(states(t, found.status.people) or t("Inga personer än."), about, label)
    yield Line(f"{t('Mål:')} {_verdicts(t, found)}", about, label)
    if found.attention.kinds:
        yield Line(t.plural("{n} sak att göra.", "{n} saker att göra.", found.attention.kinds), about, label)


def _verdicts(t: Translator, found: Situation) -> str:
    """Count goals by how they are judged, each with its sign."""
    judged = [each.judgement for each in found.status.verdicts]
    met, not_met, other = judged.count("met"), judged.count("not_met"), judged.count("no_target")
    counts = (
        (met, t.plural("✓ {n} nått", "✓ {n} nådda", met)),
        (not_met, t.plural("✗ {n} inte nått", "✗ {n} inte nådda", not_met)),
        (other, t.plural("• {n} utan målvärde", "• {n} utan målvärde", other)),
        (
            rest := len(judged) - met - not_met - other,
            t.plural("– {n} utan siffra än", "– {n} utan siffra än", rest),
        ),
    )
    return ", ".join(said for n, said in counts if n) or t("inga satta")
