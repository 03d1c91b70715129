"""What each type of button does."""

from collections.abc import Callable
from typing import Any

from bot.chat import buttons as b
from bot.chat.button import Button
from bot.chat.handlers import figures, joining, rights, staff, survey
from bot.chat.reply import Reply
from bot.chat.turn import Turn

PRESSES: dict[type[Button], Callable[[Turn, Any], Reply]] = {
    b.ChooseLanguage: joining.choose_language,
    b.AcceptRole: joining.accept_role,
    b.TakePart: joining.take_part,
    b.ShowPrivacy: joining.show_privacy,
    b.ShowTakingPart: joining.show_taking_part,
    b.Begin: survey.begin,
    b.Choose: survey.choose,
    b.Decline: survey.decline,
    b.Read: survey.read,
    b.Back: survey.back,
    b.Change: survey.change,
    b.KeepAnswer: survey.keep_answer,
    b.SendIn: survey.send,
    b.Pause: survey.pause,
    b.Erase: rights.erase,
    b.Hide: rights.hide,
    b.InviteTo: staff.invite_to,
    b.Try: staff.try_form,
    b.CloseList: staff.close_list,
    b.CloseWho: staff.close_who,
    b.CloseHow: staff.close_how,
    b.CloseNow: staff.close_now,
    b.Cancel: staff.cancel,
    b.StatusOf: figures.status_of,
}


def press(turn: Turn, button: Button) -> Reply:
    """Do what a button means."""
    return PRESSES[type(button)](turn, button)
