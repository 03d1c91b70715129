"""Handlers of recording facts about a person: from the card, or from what is missing."""

from dataclasses import replace

from bot.actions import drafts
from bot.actions.coach.limits import limits_of_fact
from bot.actions.coach.record import DoesNotFit, Recording, Standing, record, standing
from bot.actions.coach.worksheet import worksheet
from bot.actions.here import NotAllowed
from bot.chat.coach import close_screens
from bot.chat.coach import fact_screens as screens
from bot.chat.coach.fact_words import read, unpacked, why_not
from bot.chat.coach.limit_words import limit_words
from bot.chat.coach.person_words import name
from bot.chat.coach.record_buttons import AskFact, SetFact, ShowFacts, ShowWorksheet
from bot.chat.reply import Reply
from bot.chat.turn import Turn
from flows.facts import Fact, FactValue
from flows.swedish.typed import Unread
from storage import expectations
from storage.enrolments import State

VALUE = "fact"
"""The expectation of a typed value; its detail is the enrolment and the fact's key."""


def show_facts(turn: Turn, button: ShowFacts) -> Reply:
    """Show a page of a person's facts."""
    drafts.drop(turn.here)
    _expect_nothing(turn)
    return turn.show(screens.facts(turn.t, standing(turn.here, button.enrolment), button.page))


def ask_fact(turn: Turn, button: AskFact) -> Reply:
    """Ask for one of a person's facts."""
    found = standing(turn.here, button.enrolment)
    return _ask(turn, found, found.fact(button.fact))


def _ask(turn: Turn, found: Standing, fact: Fact, notice: str = "") -> Reply:
    """Ask for a fact, and expect that it may be typed."""
    if turn.first_time:
        detail = f"{found.enrolment.id}:{fact.key}"
        expectations.expect(turn.here.unit, turn.here.person().id, VALUE, detail)
    screen = screens.ask(turn.t, found, fact, turn.here.today)
    return turn.show(screen.with_notice(notice) if notice else screen)


def set_fact(turn: Turn, button: SetFact) -> Reply:
    """Record what was pressed.

    :raises NotAllowed: if the fact is not the programme's as it was shown, or cannot have the value
    """
    found = standing(turn.here, button.enrolment)
    fact = next((each for each in found.facts if each.version == button.fact), None)
    value = unpacked(fact, button.value, turn.here.today) if fact else Unread.UNKNOWN
    if fact is None or isinstance(value, Unread):
        raise NotAllowed
    return _record(turn, found, fact, value)


def typed(turn: Turn, detail: str) -> Reply:
    """Take a typed value, or the word on a button of the question."""
    enrolment, key = detail.split(":")
    found = standing(turn.here, int(enrolment))
    fact = found.fact(key)
    if not turn.first_time:
        return _ask(turn, found, fact)
    screen = screens.ask(turn.t, found, fact, turn.here.today)
    text = turn.incoming.text
    match screen.typed(text) if fact.options else screen.labelled(text):
        case SetFact() as button:
            return replace(set_fact(turn, button), again=ShowFacts(found.enrolment.id, 0))
        case ShowFacts() as button:
            return show_facts(turn, button)
    value = read(fact, text, turn.here.today)
    if isinstance(value, Unread):
        return _ask(turn, found, fact, why_not(turn.t, fact, value))
    return replace(_record(turn, found, fact, value), again=ShowFacts(found.enrolment.id, 0))


def _record(turn: Turn, found: Standing, fact: Fact, value: FactValue) -> Reply:
    try:
        before = turn.once(record, Recording(found.enrolment.id, fact.key, value))
    except DoesNotFit:
        raise NotAllowed from None
    notice = screens.recorded(turn.t, fact, value, before, found.staff)
    _expect_nothing(turn)
    now = standing(turn.here, found.enrolment.id)
    limits = (limit_words(turn.t, limit) for limit in limits_of_fact(turn.here, now, fact))
    return turn.show(screens.facts(turn.t, now, 0).with_notice(" ".join((notice, *limits))))


def show_worksheet(turn: Turn, button: ShowWorksheet) -> Reply:
    """Show the worksheet of someone who is closed."""
    found = standing(turn.here, button.enrolment)
    sheet = worksheet(turn.here, found.programme, found.enrolment)
    if sheet is None or found.enrolment.state is not State.CLOSED:
        raise NotAllowed
    return turn.show(close_screens.worksheet(turn.t, sheet, name(turn.t, found.enrolment)))


def _expect_nothing(turn: Turn) -> None:
    if turn.first_time:
        expectations.clear(turn.here.unit, turn.here.person().id)
