"""Handlers of help with a form."""

from dataclasses import replace

from bot.actions.here import NotAllowed
from bot.actions.participant import answer as answering
from bot.actions.participant import forms
from bot.actions.participant.helped import Help, Helped, set_help
from bot.chat.buttons import AskHelp, SetHelp
from bot.chat.handlers.survey import in_its_message, show_form
from bot.chat.participant import help_screens
from bot.chat.reply import Reply
from bot.chat.turn import Turn


def ask(turn: Turn, button: AskHelp) -> Reply:
    """Ask who helps, in the form's message, as long as its first question stands there.

    For typed words what it shows is no form.
    """
    form = forms.load(turn.here, button.run)
    if not form.run.is_open or form.question is None or form.before(form.question.key):
        return show_form(turn, button.run)
    turn.once(answering.set_aside, button.run)
    return replace(in_its_message(turn, form, help_screens.who(turn.t, form)), is_aside=True)


def choose(turn: Turn, button: SetHelp) -> Reply:
    """Keep who helps, and go on with the question."""
    if button.by not in tuple(Help):
        raise NotAllowed
    turn.once(set_help, Helped(button.run, Help(button.by)))
    turn.once(answering.begin, button.run)
    return show_form(turn, button.run)
