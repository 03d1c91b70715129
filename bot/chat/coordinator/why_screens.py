"""Why a figure is what it is: which of a screen's figures, and the explanation of one."""

from collections.abc import Iterator

from bot.actions.coordinator.event_figures import EventFigures
from bot.actions.coordinator.explain import GOAL, MET, NOTED, OVERVIEW, QUESTION, RATE, Address, Explained, address
from bot.actions.coordinator.situation import Situation
from bot.actions.coordinator.trend import Trend
from bot.chat.button import Button
from bot.chat.coordinator.attention_words import changed_goal
from bot.chat.coordinator.breakdown_screen import breakdown_blocks
from bot.chat.coordinator.event_words import event_blocks
from bot.chat.coordinator.figure_lines import Block, about, why_keys
from bot.chat.coordinator.goal_words import judgement, numbers, uncertainty
from bot.chat.coordinator.overview_screen import overview_blocks
from bot.chat.coordinator.report.summary import letter_blocks
from bot.chat.coordinator.report.summary import summary_blocks as report_blocks
from bot.chat.coordinator.situation_screens import summary_blocks
from bot.chat.coordinator.status_screen import answer_blocks, noted_blocks
from bot.chat.coordinator.trend_screen import trend_blocks
from bot.chat.said_words import spoken
from bot.chat.screen import Key, Screen, bold, column, lines, paragraphs, plain
from flows.disclosure.breakdown import Breakdown
from locales.translator import Translator


def which(t: Translator, blocks: tuple[Block, ...], back: Button) -> Screen:
    """Let a coordinator choose which of a screen's figures to have explained."""
    keys = why_keys(blocks)
    asked = t("Vilken siffra?") if keys else t("Här finns inga siffror att förklara än.")
    return Screen(plain(asked), column(*keys, Key(t("Tillbaka"), back)))


def why(t: Translator, found: Explained, back: Button) -> Screen:
    """Explain a figure: how it is counted, of how many, over what time, what is left out, since when."""
    explanation = found.explanation
    rules = lines(bold(t("Så räknas det")), *(plain(spoken(t, each)) for each in explanation.rule))
    told = (
        (t("Underlag:"), explanation.base and spoken(t, explanation.base)),
        (t("Tid:"), spoken(t, explanation.period)),
        (t("Räknas inte:"), " ".join(spoken(t, each) for each in explanation.left_out)),
        (t("Uppdateras:"), spoken(t, explanation.since)),
        (t("Målet står i:"), explanation.source),
    )
    beside = lines(*(f"{bold(title)} {plain(said)}" for title, said in told if said))
    return Screen(
        paragraphs(lines(*map(plain, figure_lines(t, found))), rules, beside), column(Key(t("Tillbaka"), back))
    )


def figure_lines(t: Translator, found: Explained) -> tuple[str, ...]:
    """Give the figure itself, in the words in which it stands where most is said of it."""
    shown = found.shown
    if isinstance(shown, Situation):
        is_goal = found.about.kind == GOAL
        return tuple(_goal(t, shown, found.about)) if is_goal else about(_blocks(t, shown, found.about), found.about)
    if isinstance(shown, Breakdown):
        blocks = breakdown_blocks(t, found.about.programme, (shown,), found.minimum)
    elif isinstance(shown, Trend):
        blocks = trend_blocks(t, shown)
    elif isinstance(shown, EventFigures):
        blocks = event_blocks(t, shown)
    else:
        blocks = letter_blocks(t, (shown,)) if found.about.kind == MET else report_blocks(t, shown)
    return about(blocks, found.about)


def _blocks(t: Translator, shown: Situation, of: Address) -> tuple[Block, ...]:
    """Give the screen of a situation that says most of a figure."""
    if of.kind in {QUESTION, RATE}:
        return answer_blocks(t, shown.status)
    if of.kind == NOTED:
        return noted_blocks(t, shown.status)
    return overview_blocks(t, (shown,)) if of.kind == OVERVIEW else summary_blocks(t, shown)


def _goal(t: Translator, shown: Situation, of: Address) -> Iterator[str]:
    """Say what a goal came to, with its parts and its uncertainty, and what it came to when the last quarter ended."""
    for verdict in shown.status.verdicts:
        if address(of.programme, GOAL, verdict.goal.key) == of:
            yield from (judgement(t, verdict), *numbers(t, verdict), *filter(None, (uncertainty(t, verdict),)))
            if shown.since and (change := shown.since.change_of(verdict.goal.key)):
                yield changed_goal(t, shown.since.quarter, change)
