"""``/avsluta``: a coach closes an enrolment: who, how, when, was it handed over, what is known; then the worksheet."""

from dataclasses import replace
from datetime import date

from bot.actions import drafts
from bot.actions.coach import close as closing
from bot.actions.coach.close import BadClosingDay, ClosedBeforeStart, Closure
from bot.actions.coach.worksheet import worksheet
from bot.actions.drafts import Draft
from bot.actions.here import NotAllowed
from bot.chat.buttons import CloseList, CloseWho
from bot.chat.coach import close_screens as screens
from bot.chat.coach.close_screens import YES
from bot.chat.coach.person_words import name
from bot.chat.day_words import still_ahead
from bot.chat.days import past_day
from bot.chat.dialogue import Dialogue, Misread, Step
from bot.chat.handlers import closing_facts
from bot.chat.reply import Reply
from bot.chat.screen import Screen
from bot.chat.turn import Turn
from flows.programme import Programme
from storage.enrolments import Enrolment, State
from storage.people import Role


def avsluta(turn: Turn) -> Reply:
    """``/avsluta``: whom to close."""
    return close_list(turn, CloseList(0))


def close_list(turn: Turn, button: CloseList) -> Reply:
    """Show a page of the people whom the coach can close."""
    if not turn.here.programmes(Role.COACH):
        raise NotAllowed
    drafts.drop(turn.here)
    found = tuple((each, _programme(turn, each)) for each in closing.closable(turn.here))
    return turn.show(screens.close_list(turn.t, found, button.page))


def close_who(turn: Turn, button: CloseWho) -> Reply:
    """Begin to close someone."""
    return DIALOGUE.begin(turn, button.enrolment)


def _programme(turn: Turn, enrolment: Enrolment) -> Programme:
    return turn.here.programme(enrolment.programme, Role.COACH)


def _who(turn: Turn, draft: Draft) -> tuple[Enrolment, Programme]:
    found = closing.to_close(turn.here, draft.subject)
    return found, _programme(turn, found)


def _ask_outcome(turn: Turn, draft: Draft) -> Screen:
    return screens.outcome(turn.t, draft, *_who(turn, draft))


def _ask_day(turn: Turn, draft: Draft) -> Screen:
    return screens.day(turn.t, draft, turn.here.today, _who(turn, draft)[0].enrolled_on)


def _read_day(turn: Turn, draft: Draft, text: str) -> str:
    day = past_day(turn, text)
    try:
        closing.usable_day(turn.here, _who(turn, draft)[0], day)
    except BadClosingDay as fault:
        raise Misread(_bad_day(turn, draft, fault)) from None
    return day.isoformat()


def _bad_day(turn: Turn, draft: Draft, fault: BadClosingDay) -> str:
    start = _who(turn, draft)[0].enrolled_on
    if isinstance(fault, ClosedBeforeStart) and start:
        return turn.t("Dagen ligger före starten {date}. Skriv en senare dag.", date=turn.t.date(start))
    return still_ahead(turn.t)


def _ask_sure(turn: Turn, draft: Draft) -> Screen:
    enrolment, programme = _who(turn, draft)
    outcome = programme.outcomes[int(draft.get("outcome"))]
    day = date.fromisoformat(draft.get("day"))
    is_asked = closing.is_asked_at_the_end(turn.here, enrolment, day)
    return screens.sure(turn.t, draft, name(turn.t, enrolment), turn.t(outcome.label), day, is_asked=is_asked)


def _finish(turn: Turn, draft: Draft) -> Reply:
    enrolment, programme = _who(turn, draft)
    outcome, day = programme.outcomes[int(draft.get("outcome"))], date.fromisoformat(draft.get("day"))
    facts = closing_facts.given(turn, draft)
    try:
        turn.once(closing.close, Closure(enrolment.id, outcome.key, day, draft.get("handed_over") == YES, facts))
    except BadClosingDay as fault:
        return DIALOGUE.go_on(turn, draft.without("day").without("sure"), _bad_day(turn, draft, fault))
    shown = _after(turn, enrolment.id)
    if shown is None:
        raise NotAllowed
    return replace(shown, forget=turn.first_time)


def _after(turn: Turn, subject: int) -> Reply | None:
    """Show how an enrolment was closed, with the worksheet."""
    enrolment = closing.to_close(turn.here, subject)
    if enrolment.state is not State.CLOSED:
        return None
    programme = _programme(turn, enrolment)
    sheet = worksheet(turn.here, programme, enrolment)
    more = (screens.worksheet(turn.t, sheet, name(turn.t, enrolment)),) if sheet else ()
    return turn.show(screens.closed(turn.t, enrolment, programme), *more)


def _over(turn: Turn, draft: Draft) -> Reply | None:
    """Tell that someone else has closed the enrolment."""
    enrolment, programme = _who(turn, draft)
    if enrolment.state is not State.CLOSED:
        return None
    return turn.show(screens.closed_already(turn.t, enrolment, programme))


DIALOGUE = Dialogue(
    "avsluta",
    (
        Step("outcome", _ask_outcome),
        Step("day", _ask_day, _read_day),
        Step("handed_over", lambda turn, draft: screens.handed_over(turn.t, draft)),
        closing_facts.steps,
        Step("sure", _ask_sure),
    ),
    _finish,
    _after,
    _over,
    roles=(Role.COACH,),
)
