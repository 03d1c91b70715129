"""A planned end, typed by the coach."""

from datetime import date

from bot.actions.coach import coaching
from bot.actions.coach.card import card
from bot.actions.coach.coaching import EndBeforeStart, NewEnd, Which
from bot.actions.coach.people_of import Changed, as_shown
from bot.actions.drafts import Draft
from bot.chat.coach import card_screens
from bot.chat.coach.coach_buttons import SetEnd
from bot.chat.coach.person_words import name
from bot.chat.days import coming_day
from bot.chat.dialogue import Dialogue, Step, with_cancel
from bot.chat.handlers.people import show_card
from bot.chat.reply import Reply
from bot.chat.screen import Screen
from bot.chat.turn import Turn
from storage.people import Role


def set_end(turn: Turn, button: SetEnd) -> Reply:
    """Ask for the planned end."""
    try:
        as_shown(turn.here, button.enrolment, button.mark)
    except Changed:
        return show_card(turn, button.enrolment, card_screens.changed(turn.t))
    return DIALOGUE.begin(turn, button.enrolment, mark=str(button.mark))


def _ask(turn: Turn, draft: Draft) -> Screen:
    reference = name(turn.t, card(turn.here, draft.subject).enrolment)
    return card_screens.planned_end(turn.t, reference, with_cancel(turn.t))


def _finish(turn: Turn, draft: Draft) -> Reply:
    which = Which(draft.subject, int(draft.get("mark")))
    try:
        turn.once(coaching.set_planned_end, NewEnd(which, date.fromisoformat(draft.get("day"))))
    except EndBeforeStart:
        return DIALOGUE.go_on(turn, draft.without("day"), turn.t("Dagen ligger före starten. Skriv en senare dag."))
    except Changed:
        return show_card(turn, draft.subject, card_screens.changed(turn.t))
    return show_card(turn, draft.subject)


DIALOGUE = Dialogue(
    "slut",
    (Step("day", _ask, lambda turn, _, text: coming_day(turn, text).isoformat()),),
    _finish,
    show_card,
    roles=(Role.COACH,),
)
