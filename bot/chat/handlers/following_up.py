"""Handlers of what a coach has to follow up."""

from datetime import date

from bot.actions.coach import follow_ups as following
from bot.actions.coach.follow_ups import FollowUp, NotRelevant, Snooze
from bot.actions.here import NotAllowed
from bot.chat import days
from bot.chat.buttons import Cancel
from bot.chat.coach import follow_up_screens as screens
from bot.chat.coach.reminder_buttons import (
    ChooseHour,
    FollowUpDone,
    FollowUpNotRelevant,
    SetHour,
    ShowFollowUp,
    ShowFollowUps,
    SnoozeFollowUp,
    SnoozeUntil,
    SnoozeUntilTyped,
)
from bot.chat.dialogue import Misread
from bot.chat.handlers.staff import cancel
from bot.chat.reply import Reply
from bot.chat.screen import Screen
from bot.chat.turn import Turn
from storage import expectations

DAY = "follow-up day"
"""The expectation of a day until which something waits; its detail is the occasion."""
REASON = "follow-up reason"
"""The expectation of why something is not relevant; its detail is the occasion."""


def uppfoljning(turn: Turn) -> Reply:
    """``/uppfoljning``: what the coach has to follow up."""
    return _page(turn, 0)


def show_page(turn: Turn, button: ShowFollowUps) -> Reply:
    """Show a page of it."""
    return _page(turn, button.page)


def _page(turn: Turn, page: int, notice: str = "") -> Reply:
    screen = screens.overview(turn.t, following.agenda(turn.here), page)
    return turn.show(screen.with_notice(notice) if notice else screen)


def show_one(turn: Turn, button: ShowFollowUp) -> Reply:
    """Show one of it."""
    return _one(turn, following.find(turn.here, button.occasion))


def _one(turn: Turn, found: FollowUp) -> Reply:
    return turn.show(screens.follow_up(turn.t, found, turn.here.today))


def done(turn: Turn, button: FollowUpDone) -> Reply:
    """Keep that it is done, unless it was settled before, by whomever."""
    before = following.find(turn.here, button.occasion)
    turn.once(following.done, button.occasion)
    return _after(turn, before, screens.is_done(turn.t, before))


def _after(turn: Turn, before: FollowUp, words: str) -> Reply:
    """Show the list with what has just happened; where something else had happened before, with that."""
    if before.is_open or not turn.first_time:
        return _page(turn, 0, words)
    return _page(turn, 0, screens.settled(turn.t, before))


def snooze(turn: Turn, button: SnoozeFollowUp) -> Reply:
    """Ask until when it waits."""
    found = following.find(turn.here, button.occasion)
    return turn.show(screens.snooze(turn.t, found, turn.here.today)) if found.is_open else _one(turn, found)


def snooze_until(turn: Turn, button: SnoozeUntil) -> Reply:
    """Let it wait until the day on the button."""
    if not 1 <= button.day <= date.max.toordinal():
        raise NotAllowed
    return _snoozed(turn, button.occasion, date.fromordinal(button.day))


def _snoozed(turn: Turn, occasion: int, day: date) -> Reply:
    before = following.find(turn.here, occasion)
    turn.once(following.snooze, Snooze(occasion, day))
    until = following.find(turn.here, occasion).day  # the working day on which it comes back
    return _after(turn, before, screens.waits(turn.t, before, until, turn.here.today))


def ask_day(turn: Turn, button: SnoozeUntilTyped) -> Reply:
    """Ask for the day until which it waits."""
    return _ask(turn, button.occasion, DAY)


def ask_reason(turn: Turn, button: FollowUpNotRelevant) -> Reply:
    """Ask why it is not relevant."""
    return _ask(turn, button.occasion, REASON)


def _ask(turn: Turn, occasion: int, kind: str, notice: str = "") -> Reply:
    found = following.find(turn.here, occasion)
    if not found.is_open:
        return _one(turn, found)
    if turn.first_time:
        expectations.expect(turn.here.unit, turn.here.person().id, kind, str(occasion))
    screen = _asking(turn, found, kind)
    return turn.show(screen.with_notice(notice) if notice else screen)


def _asking(turn: Turn, found: FollowUp, kind: str) -> Screen:
    return screens.ask_day(turn.t, found) if kind == DAY else screens.ask_reason(turn.t, found)


def _is_cancel(turn: Turn, found: FollowUp, kind: str) -> bool:
    return isinstance(_asking(turn, found, kind).labelled(turn.incoming.text), Cancel)


def typed_day(turn: Turn, detail: str) -> Reply:
    """Let it wait until the day that was typed."""
    found = following.find(turn.here, int(detail))
    if _is_cancel(turn, found, DAY):
        return cancel(turn, Cancel())
    try:
        day = days.coming_day(turn, turn.incoming.text)
    except Misread as misread:
        return _ask(turn, found.occasion.id, DAY, misread.words)
    if day <= turn.here.today:
        return _ask(turn, found.occasion.id, DAY, turn.t("Skriv en dag som kommer."))
    _expect_nothing(turn)
    return _snoozed(turn, found.occasion.id, day)


def typed_reason(turn: Turn, detail: str) -> Reply:
    """Take why it is not relevant. What may not be kept is taken out of the chat."""
    found = following.find(turn.here, int(detail))
    if _is_cancel(turn, found, REASON):
        return cancel(turn, Cancel())
    if not following.fits(turn.incoming.text):
        reply = _ask(turn, found.occasion.id, REASON, screens.reason_refused(turn.t))
        return Reply(reply.screen, delete=(turn.incoming.message,) if turn.incoming.message else ())
    turn.once(following.not_relevant, NotRelevant(found.occasion.id, turn.incoming.text))
    _expect_nothing(turn)
    return _after(turn, found, screens.is_not_relevant(turn.t, found))


def _expect_nothing(turn: Turn) -> None:
    expectations.clear(turn.here.unit, turn.here.person().id)


def choose_hour(turn: Turn, _: ChooseHour) -> Reply:
    """Ask when the day's list is to come."""
    following.agenda(turn.here)
    return turn.show(screens.hours(turn.t, turn.here.person().digest_hour))


def set_hour(turn: Turn, button: SetHour) -> Reply:
    """Let the day's list come at another hour."""
    turn.once(following.set_hour, button.hour)
    return _page(turn, 0, screens.hour_kept(turn.t, button.hour))
