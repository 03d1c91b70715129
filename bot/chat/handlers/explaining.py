"""Handlers of "Varför?": which of a screen's figures, and why it is what it is."""

from dataclasses import replace

from bot.actions.coordinator import explain as explaining
from bot.actions.coordinator.event_figures import event_figures
from bot.actions.coordinator.explain import EVENT_ANSWERS, QUESTION, TREND, Address, Explained, explain
from bot.actions.coordinator.explain_event import explain_event
from bot.actions.coordinator.explain_report import explain_in_report
from bot.actions.coordinator.report import Asked, report
from bot.actions.coordinator.situation import situation, situations
from bot.actions.daily import weeks_count
from bot.actions.here import NotAllowed
from bot.chat.button import Button
from bot.chat.buttons import StatusOf
from bot.chat.coordinator import overview_screen, situation_screens, trend_screen, why_screens
from bot.chat.coordinator.breakdown_buttons import ShowBreakdown
from bot.chat.coordinator.breakdown_screen import DIMENSION, breakdown_blocks
from bot.chat.coordinator.event_buttons import ShowEvent
from bot.chat.coordinator.event_screens import EVENT
from bot.chat.coordinator.event_words import event_blocks
from bot.chat.coordinator.figure_buttons import AskWhy, ShowAnswers, ShowGoals, ShowOverview, ShowTrend, Why
from bot.chat.coordinator.figure_lines import Block, paged
from bot.chat.coordinator.overview_screen import overview_blocks
from bot.chat.coordinator.report.summary import LETTER, SUMMARY, letter_blocks
from bot.chat.coordinator.report.summary import summary_blocks as report_blocks
from bot.chat.coordinator.report_buttons import ShowQuarter, ShowSummary
from bot.chat.coordinator.situation_screens import summary_blocks
from bot.chat.coordinator.status_screen import answer_blocks, detail_blocks
from bot.chat.coordinator.trend_screen import trend_blocks
from bot.chat.handlers.breaking_down import tables_of
from bot.chat.handlers.figures import trend_of
from bot.chat.handlers.reporting import reports_of_quarter
from bot.chat.letter_screens import WEEK, week_blocks
from bot.chat.reply import Reply
from bot.chat.turn import Turn
from storage.people import Role

_OF_EVENTS = {EVENT_ANSWERS, explaining.EVENT}


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
    return _named(turn, button.programme, button.screen[:1], button.screen[1:])


def _named(turn: Turn, key: str, kind: str, name: str) -> tuple[tuple[Block, ...], Button]:
    """Give what stands on a screen of which there are many: of a dimension, or of a period."""
    if kind == DIMENSION and name.isdecimal():
        home = ShowBreakdown(key, int(name))
        return breakdown_blocks(turn.t, key, tables_of(turn, home), turn.here.house.minimum_base), home
    if kind == WEEK:
        here = turn.here
        titles = {each.key: each.title for each in here.programmes(Role.COORDINATOR)}
        if not titles:
            raise NotAllowed
        return week_blocks(turn.t, weeks_count(here), titles), ShowOverview()
    if kind == EVENT and name.isdecimal():
        return event_blocks(turn.t, event_figures(turn.here, int(name))), ShowEvent(int(name))
    if kind == LETTER:
        return letter_blocks(turn.t, reports_of_quarter(turn, name)), ShowQuarter(name)
    if kind == SUMMARY:
        found = report(turn.here, Asked(key, name), in_short=True)
        return report_blocks(turn.t, found), ShowSummary(key, name)
    raise NotAllowed


def _on_page(blocks: tuple[Block, ...], page: int) -> tuple[Block, ...]:
    pages = paged(blocks)
    return pages[min(page, len(pages) - 1)]


def why(turn: Turn, button: Why) -> Reply:
    """Explain a figure."""
    about = Address(button.programme, button.kind, button.mark, button.period)
    return turn.show(why_screens.why(turn.t, _explained(turn, about), _home(about)))


def _explained(turn: Turn, about: Address) -> Explained:
    if about.kind in _OF_EVENTS:
        return explain_event(turn.here, about)
    return explain_in_report(turn.here, about) if about.period else explain(turn.here, about)


def _home(about: Address) -> Button:
    """Give what leads to the screen on which a figure stands."""
    if about.kind in _OF_EVENTS:
        return ShowEvent(about.mark)
    if about.period:
        return ShowSummary(about.programme, about.period)
    if about.kind == TREND:
        return ShowTrend(about.programme, 0)
    return ShowAnswers(about.programme, 0) if about.kind == QUESTION else StatusOf(about.programme)
