"""Handlers of "Varför?": which of a screen's figures, and why it is what it is."""

from dataclasses import replace

from bot.actions.explain import QUESTION, TREND, Address, explain
from bot.actions.here import NotAllowed
from bot.actions.situation import situation, situations
from bot.chat import overview_screen, situation_screens, trend_screen, why_screens
from bot.chat.breakdown_buttons import ShowBreakdown
from bot.chat.breakdown_screen import DIMENSION, breakdown_blocks
from bot.chat.button import Button
from bot.chat.buttons import StatusOf
from bot.chat.figure_buttons import AskWhy, ShowAnswers, ShowGoals, ShowOverview, ShowTrend, Why
from bot.chat.figure_lines import Block, paged
from bot.chat.handlers.breaking_down import tables_of
from bot.chat.handlers.figures import trend_of
from bot.chat.overview_screen import overview_blocks
from bot.chat.reply import Reply
from bot.chat.situation_screens import summary_blocks
from bot.chat.status_screen import answer_blocks, detail_blocks
from bot.chat.trend_screen import trend_blocks
from bot.chat.turn import Turn


def ask(turn: Turn, button: AskWhy) -> Reply:
    """Let a coordinator choose which of a screen's figures to have explained."""
    blocks, back = _screen(turn, button)
    reply = turn.show(why_screens.which(turn.t, blocks, back))
    return replace(reply, edit=None) if button.below else reply


def _screen(turn: Turn, button: AskWhy) -> tuple[tuple[Block, ...], Button]:
    """Give what stands on a screen, and what leads back to it."""
    key, t = button.programme, turn.t
    match button.screen:
        case overview_screen.ALL:
            return overview_blocks(t, situations(turn.here)), ShowOverview()
        case trend_screen.OVER_TIME:
            return trend_blocks(t, trend_of(turn, key)), ShowTrend(key, button.page)
        case situation_screens.SUMMARY:
            return summary_blocks(t, situation(turn.here, key)), StatusOf(key)
        case situation_screens.GOALS:
            blocks = detail_blocks(t, situation(turn.here, key).status)
            return _on_page(blocks, button.page), ShowGoals(key, button.page)
        case situation_screens.ANSWERS:
            blocks = answer_blocks(t, situation(turn.here, key).status)
            return _on_page(blocks, button.page), ShowAnswers(key, button.page)
    if button.screen[:1] == DIMENSION and button.screen[1:].isdecimal():
        home = ShowBreakdown(key, int(button.screen[1:]))
        return breakdown_blocks(t, key, tables_of(turn, home), turn.here.house.minimum_base), home
    raise NotAllowed


def _on_page(blocks: tuple[Block, ...], page: int) -> tuple[Block, ...]:
    pages = paged(blocks)
    return pages[min(page, len(pages) - 1)]


def why(turn: Turn, button: Why) -> Reply:
    """Explain a figure."""
    about = Address(button.programme, button.kind, button.mark)
    return turn.show(why_screens.why(turn.t, explain(turn.here, about), _home(about)))


def _home(about: Address) -> Button:
    """Give what leads to the screen on which a figure stands."""
    if about.kind == TREND:
        return ShowTrend(about.programme, 0)
    return ShowAnswers(about.programme, 0) if about.kind == QUESTION else StatusOf(about.programme)
