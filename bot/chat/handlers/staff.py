"""Handlers that all staff share: trying a form, and leaving what was begun undone."""

from bot.chat import staff_screens as screens
from bot.chat.buttons import Cancel, Try
from bot.chat.reply import Reply
from bot.chat.turn import Turn
from storage import expectations
from storage.people import Role


def try_form(turn: Turn, button: Try) -> Reply:
    """Show the next question of a try; nothing is kept."""
    programme = turn.here.programme(button.programme, *Role)
    forms = programme.questionnaires
    if button.form >= len(forms):
        return turn.show(screens.trying_over(turn.t))
    questionnaire = turn.here.house.catalogue.questionnaires[forms[button.form].questionnaire]
    if button.index >= len(questionnaire.questions) or questionnaire.state == "retired":
        return try_form(turn, Try(button.programme, button.form + 1, 0))
    return turn.show(screens.tried(turn.t, programme.key, button.form, questionnaire, button.index))


def cancel(turn: Turn, _: Cancel) -> Reply:
    """Leave what was begun undone."""
    if turn.here.caller.person and turn.first_time:
        expectations.clear(turn.here.unit, turn.here.caller.person.id)
    return cancelled(turn)


def cancelled(turn: Turn) -> Reply:
    """Confirm that nothing was done."""
    return turn.show(screens.cancelled(turn.t))
