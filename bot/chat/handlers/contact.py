"""Handlers of a participant's wish for contact, for quiet, and for a reminder tomorrow."""

from dataclasses import replace

from bot.actions.coach.carers import carers
from bot.actions.coach.follow_ups import Contact
from bot.actions.here import NotAllowed
from bot.actions.participant import contact, forms, quiet
from bot.chat.coach import wish_screen
from bot.chat.coach.reminder_buttons import (
    AskContact,
    FinishContact,
    RemindTomorrow,
    SetSilent,
    ShowContact,
    TakeContact,
)
from bot.chat.handlers.survey import show_form
from bot.chat.participant import contact_screens as screens
from bot.chat.reply import Reply
from bot.chat.screen import Screen
from bot.chat.turn import Turn
from storage import runs
from storage.enrolments import Enrolment


def kontakt(turn: Turn) -> Reply:
    """``/kontakt``: ask for contact; where there are several programmes, with which."""
    found = contact.own(turn.here)
    if len(found) == 1:
        return ask(turn, AskContact(found[0].id))
    if not found:
        raise NotAllowed
    return turn.show(screens.choose(turn.t, [(each.id, _title(turn, each)) for each in found]))


def _title(turn: Turn, enrolment: Enrolment) -> str:
    programme = turn.here.house.programme(enrolment.programme)
    return programme.neutral_title if programme else ""


def ask(turn: Turn, button: AskContact) -> Reply:
    """Ask for contact."""
    enrolment = next((each for each in contact.own(turn.here) if each.id == button.enrolment), None)
    if enrolment is None:
        raise NotAllowed
    turn.once(contact.ask, enrolment.id)
    if not carers(turn.here, enrolment):
        return turn.show(screens.nobody_here(turn.t, turn.here.house.association.contact))
    return turn.show(screens.asked(turn.t, contact.asked(turn.here, enrolment.id), turn.here.today))


def show(turn: Turn, button: ShowContact) -> Reply:
    """Show a coach who wants contact."""
    return _wish(turn, button.task)


def _wish(turn: Turn, task: int) -> Reply:
    return turn.show(wish_screen.wish(turn.t, Contact(*contact.find(turn.here, task)), turn.here.today))


def take(turn: Turn, button: TakeContact) -> Reply:
    """Take it on; the person is told."""
    turn.once(contact.take, button.task)
    return _wish(turn, button.task)


def finish(turn: Turn, button: FinishContact) -> Reply:
    """Keep that the person has had contact."""
    turn.once(contact.finish, button.task)
    return _wish(turn, button.task)


def paus(turn: Turn) -> Reply:
    """``/paus``: quiet until further notice; once more, and the bot is heard again."""
    turn.once(quiet.set_silent, not turn.here.person().silent)
    return _as_it_is(turn)


def set_silent(turn: Turn, button: SetSilent) -> Reply:
    """Be quiet, or be heard again."""
    turn.once(quiet.set_silent, button.yes)
    return _as_it_is(turn)


def _as_it_is(turn: Turn) -> Reply:
    silent = turn.again().here.person().silent
    return turn.show(screens.quiet(turn.t) if silent else screens.heard_again(turn.t))


def remind_tomorrow(turn: Turn, button: RemindTomorrow) -> Reply:
    """Remind of a form tomorrow."""
    form = forms.load(turn.here, button.run)
    if not form.run.is_open:
        return show_form(turn, button.run)
    if turn.here.person().silent:  # a reminder would not come; the message that was pressed stays
        return replace(turn.show(screens.quiet(turn.t)), edit=None)
    turn.once(quiet.remind_tomorrow, button.run)
    day = quiet.tomorrow(turn.here, button.run)
    return _in_pressed(turn, form.run.id, screens.tomorrow(turn.t, form, day, turn.here.today))


def _in_pressed(turn: Turn, run: int, screen: Screen) -> Reply:
    """Show a form's screen in the message that was pressed, which is the form's from now on."""
    shown = turn.show(screen)
    if shown.edit is not None:
        runs.show_in(turn.here.unit, run, shown.edit)
    return replace(shown, run=run)
