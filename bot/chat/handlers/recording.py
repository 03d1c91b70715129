"""Handlers of recording facts about a person: from the card, from what is missing, and after a closure."""

from bot.actions import drafts
from bot.actions.here import NotAllowed
from bot.actions.record import DoesNotFit, Recording, Standing, record, standing
from bot.actions.worksheet import worksheet
from bot.chat import close_screens
from bot.chat import fact_screens as screens
from bot.chat.fact_screens import Question
from bot.chat.fact_words import read, unpacked, why_not
from bot.chat.person_words import name
from bot.chat.record_buttons import AskFact, SetFact, ShowFacts, ShowWorksheet, SkipFact
from bot.chat.reply import Reply
from bot.chat.screen import Screen
from bot.chat.turn import Turn
from flows.facts import Fact, FactValue
from flows.typed import Unread
from storage import expectations
from storage.enrolments import State

VALUE = "fact"
"""The expectation of a typed value; its detail is the enrolment, the fact's key and whether the next is asked for."""


def show_facts(turn: Turn, button: ShowFacts) -> Reply:
    """Show a page of a person's facts."""
    drafts.drop(turn.here)
    _expect_nothing(turn)
    return turn.show(screens.facts(turn.t, standing(turn.here, button.enrolment), button.page))


def ask_fact(turn: Turn, button: AskFact) -> Reply:
    """Ask for one of a person's facts."""
    drafts.drop(turn.here)
    found = standing(turn.here, button.enrolment)
    return turn.show(asking(turn, Question(found, found.fact(button.fact), goes_on=False)))


def asking(turn: Turn, question: Question, notice: str = "") -> Screen:
    """Give the screen that asks for a fact, and expect that it may be typed."""
    if turn.first_time:
        detail = f"{question.standing.enrolment.id}:{question.fact.key}:{int(question.goes_on)}"
        expectations.expect(turn.here.unit, turn.here.person().id, VALUE, detail)
    screen = screens.ask(turn.t, question, turn.here.today)
    return screen.with_notice(notice) if notice else screen


def set_fact(turn: Turn, button: SetFact) -> Reply:
    """Record what was pressed.

    :raises NotAllowed: if the fact is not the programme's as it was shown, or cannot have the value
    """
    found = standing(turn.here, button.enrolment)
    fact = next((each for each in found.facts if each.version == button.fact), None)
    value = unpacked(fact, button.value, turn.here.today) if fact else Unread.UNKNOWN
    if fact is None or isinstance(value, Unread):
        raise NotAllowed
    return _record(turn, Question(found, fact, button.goes_on), value)


def skip_fact(turn: Turn, button: SkipFact) -> Reply:
    """Leave a fact unknown for now."""
    found = standing(turn.here, button.enrolment)
    return _next(turn, found, found.fact(button.fact))


def typed(turn: Turn, detail: str) -> Reply:
    """Take a typed value, or the word on a button of the question."""
    enrolment, key, goes_on = detail.split(":")
    found = standing(turn.here, int(enrolment))
    question = Question(found, found.fact(key), goes_on == "1")
    if not turn.first_time:
        return turn.show(asking(turn, question))
    screen = screens.ask(turn.t, question, turn.here.today)
    text = turn.incoming.text
    match screen.typed(text) if question.fact.options else screen.labelled(text):
        case SetFact() as button:
            return set_fact(turn, button)
        case SkipFact() as button:
            return skip_fact(turn, button)
        case ShowFacts() as button:
            return show_facts(turn, button)
    value = read(question.fact, text, turn.here.today)
    if isinstance(value, Unread):
        return turn.show(asking(turn, question, why_not(turn.t, question.fact, value)))
    return _record(turn, question, value)


def _record(turn: Turn, question: Question, value: FactValue) -> Reply:
    found, fact = question.standing, question.fact
    try:
        before = turn.once(record, Recording(found.enrolment.id, fact.key, value))
    except DoesNotFit:
        raise NotAllowed from None
    notice = screens.recorded(turn.t, fact, value, before, found.staff)
    now = standing(turn.here, found.enrolment.id)
    if question.goes_on:
        return _next(turn, now, fact, notice)
    _expect_nothing(turn)
    return turn.show(screens.facts(turn.t, now, 0).with_notice(notice))


def _next(turn: Turn, found: Standing, fact: Fact, notice: str = "") -> Reply:
    """Ask for the next missing fact; after the last, say so and show the worksheet that they fill in."""
    following = found.missing_after(fact.key)
    if following:
        return turn.show(asking(turn, Question(found, following, goes_on=True), notice))
    _expect_nothing(turn)
    end = screens.complete(turn.t, found)
    return turn.show(end.with_notice(notice) if notice else end, *_worksheet(turn, found))


def ask_missing(turn: Turn, enrolment: int) -> tuple[Screen, ...]:
    """Give the screen that asks for the first missing fact about someone, if any is missing."""
    try:
        found = standing(turn.here, enrolment)
    except NotAllowed:  # an erasure that the association decides about
        return ()
    return tuple(asking(turn, Question(found, fact, goes_on=True)) for fact in found.missing[:1])


def show_worksheet(turn: Turn, button: ShowWorksheet) -> Reply:
    """Show the worksheet of someone who is closed."""
    sheets = _worksheet(turn, standing(turn.here, button.enrolment))
    if not sheets:
        raise NotAllowed
    return turn.show(*sheets)


def _worksheet(turn: Turn, found: Standing) -> tuple[Screen, ...]:
    sheet = worksheet(turn.here, found.programme, found.enrolment)
    if sheet is None or found.enrolment.state is not State.CLOSED:
        return ()
    return (close_screens.worksheet(turn.t, sheet, name(turn.t, found.enrolment)),)


def _expect_nothing(turn: Turn) -> None:
    if turn.first_time:
        expectations.clear(turn.here.unit, turn.here.person().id)
