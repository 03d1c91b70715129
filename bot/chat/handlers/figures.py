"""Handlers of coordinators: the situation of a programme or of several, its details, and goals over quarters."""

from dataclasses import replace

from bot.actions.coordinator.events import events_seen
from bot.actions.coordinator.situation import Situation, lively, situation, situations
from bot.actions.coordinator.status import READERS
from bot.actions.coordinator.tables import dimensions_of
from bot.actions.coordinator.trend import Trend, association_trend, sees_all, trend
from bot.chat.buttons import StatusOf
from bot.chat.coordinator import event_screens, overview_screen, situation_screens, trend_screen
from bot.chat.coordinator.breakdown_screen import breakdown_keys
from bot.chat.coordinator.figure_buttons import DrawGoals, DrawTrend, ShowAnswers, ShowGoals, ShowOverview, ShowTrend
from bot.chat.coordinator.figure_lines import ask_why
from bot.chat.coordinator.goal_charts import goal_chart, picture, trend_chart
from bot.chat.reply import Reply
from bot.chat.screen import Key
from bot.chat.turn import Turn
from bot.paper.document import Chart
from flows.programme import Programme


def show_status(turn: Turn) -> Reply:
    """``/status [programme]``: the situation of the coordinator's programme, or of all of them in short."""
    chosen = _chosen(turn, lively(turn.here))
    return _summary(turn, situation(turn.here, chosen.key)) if chosen else _overview(turn)


def status_of(turn: Turn, button: StatusOf) -> Reply:
    """Show a programme's situation."""
    return _summary(turn, situation(turn.here, button.programme))


def overview(turn: Turn, _: ShowOverview) -> Reply:
    """Show all of the coordinator's programmes in short."""
    return _overview(turn)


def goals(turn: Turn, button: ShowGoals) -> Reply:
    """Show a programme's goals one by one."""
    return turn.show(situation_screens.goals(turn.t, situation(turn.here, button.programme), button.page))


def answers(turn: Turn, button: ShowAnswers) -> Reply:
    """Show how a programme's questions were answered."""
    return turn.show(situation_screens.answers(turn.t, situation(turn.here, button.programme), button.page))


def draw_goals(turn: Turn, button: DrawGoals) -> Reply:
    """Send a picture of a programme's goals against their targets."""
    t, found = turn.t, situation(turn.here, button.programme)
    why = ask_why(t, button.programme, situation_screens.SUMMARY, below=True)
    return _with_picture(turn, _summary(turn, found), goal_chart(t, found.status), why)


def draw_trend(turn: Turn, button: DrawTrend) -> Reply:
    """Send a picture of goals over quarters."""
    t, found = turn.t, trend_of(turn, button.programme)
    why = ask_why(t, button.programme, trend_screen.OVER_TIME, below=True)
    return _with_picture(turn, turn.show(trend_screen.over_time(t, found, 0)), trend_chart(t, found), why)


def _with_picture(turn: Turn, reply: Reply, chart: Chart | None, why: Key) -> Reply:
    """Show the figures as they are now, and send the picture, if there is still something to draw."""
    return replace(reply, picture=picture(turn.t, chart, why)) if chart else reply


def mal(turn: Turn) -> Reply:
    """``/mal [programme]``: the goals over quarters, of a programme or of the whole association."""
    programmes, is_all = lively(turn.here), sees_all(turn.here)
    chosen = _chosen(turn, programmes)
    if chosen is None or (is_all and not turn.incoming.text):
        return turn.show(trend_screen.choose(turn.t, programmes, sees_all=is_all))
    return _trend(turn, chosen.key, 0)


def show_trend(turn: Turn, button: ShowTrend) -> Reply:
    """Show goals over quarters."""
    return _trend(turn, button.programme, button.page)


def trend_of(turn: Turn, programme: str) -> Trend:
    """Give the way of a programme's goals, or of the association's."""
    return trend(turn.here, programme) if programme else association_trend(turn.here)


def _trend(turn: Turn, programme: str, page: int) -> Reply:
    return turn.show(trend_screen.over_time(turn.t, trend_of(turn, programme), page))


def _chosen(turn: Turn, alive: tuple[Programme, ...]) -> Programme | None:
    """Give the programme that was named, or the only one with people."""
    wanted = turn.incoming.text.casefold()
    programmes = turn.here.programmes(*READERS)
    named = next((each for each in programmes if wanted in {each.key, each.title.casefold()}), None)
    return named or (alive[0] if len(alive) == 1 else None)


def _summary(turn: Turn, found: Situation) -> Reply:
    others = any(each.key != found.programme.key for each in lively(turn.here))
    breakdowns = breakdown_keys(turn.t, found.programme, dimensions_of(turn.here, found.programme))
    screen = situation_screens.summary(turn.t, found, breakdowns, one_of_several=others)
    events = sum(each.programme == found.programme.key for each in events_seen(turn.here))
    return turn.show(event_screens.with_events(turn.t, screen, found.programme.key, events))


def _overview(turn: Turn) -> Reply:
    return turn.show(overview_screen.overview(turn.t, situations(turn.here)))
