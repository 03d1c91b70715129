"""Handlers of a participant's rights."""

from dataclasses import replace

from bot.actions.menus import renew_menu
from bot.actions.participant import erase as erasing
from bot.actions.participant import forms
from bot.actions.participant.own_wheel import newest_wheel
from bot.chat.buttons import Erase, Hide
from bot.chat.participant import rights_screens, wheel_screen
from bot.chat.reply import Reply
from bot.chat.turn import Turn


def mindata(turn: Turn) -> Reply:
    """``/mindata``: everything that is kept about the caller."""
    person = turn.here.person()
    reply = turn.show(*rights_screens.my_data(turn.t, turn.here.house, person, erasing.kept(turn.here)))
    found = newest_wheel(turn.here)
    if found is None:
        return reply
    form, wheel = found
    drawn, words = wheel_screen.shown(turn.t, form.questionnaire.title, wheel, rights_screens.hide_rows(turn.t))
    return replace(reply, picture=drawn, more=(*reply.more, *words))


def hide(turn: Turn, _: Hide) -> Reply:
    """Take a message out of the chat."""
    return Reply(delete=(turn.incoming.message,) if turn.incoming.message else ())


def radera(turn: Turn) -> Reply:
    """``/radera``: ask before anything is erased."""
    if not erasing.kept(turn.here) and not erasing.is_guest(turn.here):
        return turn.show(rights_screens.no_answers(turn.t))
    return turn.show(rights_screens.erase_question(turn.t, decided=_decided(turn)))


def _decided(turn: Turn) -> bool:
    return turn.here.house.association.retention is not None


def erase(turn: Turn, button: Erase) -> Reply:
    """Erase, or keep. Forms under way are taken out of the chat too."""
    if not button.yes:
        return turn.show(rights_screens.kept_as_it_was(turn.t))
    under_way = tuple(form.run.message for form in forms.open_forms(turn.here) if form.run.message)
    if turn.first_time:
        erasing.erase(turn.here)
    now = turn.again()
    is_gone = now.here.caller.person is None
    if turn.first_time and not is_gone:
        renew_menu(now.here)
    shown = turn.show(rights_screens.erased(turn.t, decided=_decided(turn)))
    return replace(shown, delete=under_way, forget=True, clear_menu=is_gone and turn.first_time)
