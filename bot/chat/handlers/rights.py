"""Handlers of a participant's rights."""

from dataclasses import replace

from bot.actions.erasing import Promise, promised
from bot.actions.menus import renew_menu
from bot.actions.participant import correct as correcting
from bot.actions.participant import erase as erasing
from bot.actions.participant import forms
from bot.actions.participant.answer import Place
from bot.actions.participant.own_wheel import newest_wheel
from bot.chat.buttons import Correct, Erase, FetchMyData, Hide, ShowCorrection, ShowMyData, StopTakingPart
from bot.chat.handlers.survey import show_form
from bot.chat.participant import join_screens, my_data_screens, rights_screens, wheel_screen
from bot.chat.participant.my_data_file import NAME, as_file
from bot.chat.participant.review_screen import correction
from bot.chat.reply import Attachment, Reply
from bot.chat.screen import Screen
from bot.chat.turn import Turn
from flows.association import OnRequest


def mindata(turn: Turn) -> Reply:
    """``/mindata``: everything that is kept about the caller."""
    reply = turn.show(_pages(turn)[0])
    found = newest_wheel(turn.here)
    if found is None:
        return reply
    form, wheel = found
    drawn, words = wheel_screen.shown(turn.t, form.questionnaire.title, wheel, my_data_screens.hide_rows(turn.t))
    return replace(reply, picture=drawn, more=(*reply.more, *words))


def _pages(turn: Turn) -> tuple[Screen, ...]:
    kept = erasing.kept(turn.here)
    forms_sent = (form for each in kept for form in each.forms)
    wrong = tuple(form for form in forms_sent if forms.can_be_corrected(turn.here, form.run))
    return my_data_screens.my_data(turn.t, turn.here.house, turn.here.person(), kept, wrong)


def show_my_data(turn: Turn, button: ShowMyData) -> Reply:
    """Show a page of it, the last one where there are fewer by now."""
    found = _pages(turn)
    return turn.show(found[min(button.page, len(found) - 1)])


def fetch_my_data(turn: Turn, _: FetchMyData) -> Reply:
    """Send it as a file; it lies in the chat until the person takes it away."""
    content = as_file(turn.t, turn.here.house, turn.here.person(), erasing.kept(turn.here))
    caption = turn.t("Allt som finns sparat om dig. Filen ligger kvar i chatten tills du tar bort den.")
    return Reply(attachment=Attachment(NAME, lambda: content, caption))


def show_correction(turn: Turn, button: ShowCorrection) -> Reply:
    """Show the answers of a form that was sent in, to correct one."""
    return turn.show(correction(turn.t, correcting.correctable(turn.here, button.run)))


def correct(turn: Turn, button: Correct) -> Reply:
    """Ask a question of a form that was sent in once more."""
    turn.once(correcting.correct, Place(button.run, button.index))
    return show_form(turn, button.run)


def hide(turn: Turn, _: Hide) -> Reply:
    """Take a message out of the chat."""
    return Reply(delete=(turn.incoming.message,) if turn.incoming.message else ())


def radera(turn: Turn) -> Reply:
    """``/radera``: ask before anything is erased."""
    found = erasing.kept(turn.here)
    if not found and not erasing.is_guest(turn.here):
        return turn.show(rights_screens.no_answers(turn.t))
    takes_part = any(each.enrolment.withdrawn_on is None for each in found)
    promise = promised(turn.here) if found else Promise(OnRequest.ERASE)
    return turn.show(rights_screens.erase_question(turn.t, promise, takes_part=takes_part))


def _under_way(turn: Turn) -> tuple[int, ...]:
    """Give the messages that show forms under way; with them what was answered leaves the chat."""
    return tuple(form.run.message for form in forms.open_forms(turn.here) if form.run.message)


def erase(turn: Turn, button: Erase) -> Reply:
    """Erase, or keep. Forms under way are taken out of the chat too."""
    if not button.yes:
        return turn.show(rights_screens.kept_as_it_was(turn.t))
    under_way = _under_way(turn)
    is_guest_only = turn.first_time and not erasing.kept(turn.here)
    if turn.first_time:
        erasing.erase(turn.here)
    now = turn.again()
    is_gone = now.here.caller.person is None
    if turn.first_time and not is_gone:
        renew_menu(now.here)
    promise = Promise(OnRequest.ERASE) if is_guest_only else promised(turn.here)
    shown = turn.show(rights_screens.erased(turn.t, promise))
    return replace(shown, delete=under_way, forget=True, clear_menu=is_gone and turn.first_time)


def stop_taking_part(turn: Turn, _: StopTakingPart) -> Reply:
    """Take part no longer. Forms under way are taken out of the chat too, and what was not sent in is forgotten."""
    under_way = _under_way(turn)
    turn.once(erasing.withdraw, None)
    return replace(turn.show(join_screens.stopped(turn.t)), delete=under_way, forget=True)
