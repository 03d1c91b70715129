"""A coach who is away: who stands in, and to the end of which day."""

from datetime import date, timedelta

from bot.actions import drafts
from bot.actions.coach import standing_in
from bot.actions.coach.standing_in import NotAhead, StandIn
from bot.actions.drafts import Draft
from bot.actions.here import NotAllowed
from bot.chat.coach import stand_in_screens as screens
from bot.chat.coach.coach_buttons import ChooseStandIn, EndStandIn, ShowPeople, ShowStandIn
from bot.chat.coach.person_words import colleague
from bot.chat.days import coming_day
from bot.chat.dialogue import Dialogue, Offer, Step, with_cancel
from bot.chat.reply import Reply
from bot.chat.screen import Key, Screen, column
from bot.chat.turn import Turn
from storage.people import Person, Role


def show_stand_in(turn: Turn, _: ShowStandIn) -> Reply:
    """Show who stands in for the coach, or ask who is to."""
    drafts.drop(turn.here)
    return _now(turn) or _who(turn)


def _now(turn: Turn) -> Reply | None:
    absence = standing_in.absence(turn.here)
    if absence is None:
        return None
    rows = column(Key(turn.t("Till listan"), ShowPeople(0)), Key(turn.t("Avsluta vikariatet"), EndStandIn()))
    return turn.show(screens.stand_in_now(turn.t, colleague(turn.t, absence.colleague), absence.until, rows))


def _who(turn: Turn) -> Reply:
    keys = (Key(colleague(turn.t, each), ChooseStandIn(each.id)) for each in standing_in.choosable(turn.here))
    return turn.show(screens.stand_in_who(turn.t, column(*keys)))


def choose_stand_in(turn: Turn, button: ChooseStandIn) -> Reply:
    """Ask for the last day."""
    return DIALOGUE.begin(turn, button.colleague)


def end_stand_in(turn: Turn, _: EndStandIn) -> Reply:
    """End the stand-in."""
    turn.once(standing_in.end, None)
    return _who(turn)


def _colleague(turn: Turn, draft: Draft) -> Person:
    found = next((each for each in standing_in.choosable(turn.here) if each.id == draft.subject), None)
    if found is None:
        raise NotAllowed
    return found


def _ask(turn: Turn, draft: Draft) -> Screen:
    offer, today = Offer(draft, "until"), turn.here.today
    weeks = (
        offer.day(turn.t("En vecka"), today + timedelta(weeks=1)),
        offer.day(turn.t("Två veckor"), today + timedelta(weeks=2)),
    )
    rows = with_cancel(turn.t, weeks)
    return screens.stand_in_until(turn.t, colleague(turn.t, _colleague(turn, draft)), rows)


def _finish(turn: Turn, draft: Draft) -> Reply:
    until = date.fromisoformat(draft.get("until"))
    try:
        turn.once(standing_in.let_stand_in, StandIn(draft.subject, until))
    except NotAhead:
        return DIALOGUE.go_on(turn, draft.without("until"), turn.t("Dagen har redan varit. Skriv en dag som kommer."))
    return _after(turn, draft.subject) or _who(turn)


def _after(turn: Turn, _: int) -> Reply | None:
    return _now(turn)


DIALOGUE = Dialogue(
    "vikarie",
    (Step("until", _ask, lambda turn, _, text: coming_day(turn, text).isoformat()),),
    _finish,
    _after,
    roles=(Role.COACH,),
)
