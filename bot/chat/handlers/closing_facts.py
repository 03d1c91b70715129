"""The facts that are due when someone is closed: a step of the closing for each that is missing."""

from collections.abc import Iterator

from bot.actions.coach import close as closing
from bot.actions.drafts import Draft
from bot.actions.here import NotAllowed
from bot.chat.coach import fact_screens as screens
from bot.chat.coach.fact_screens import UNKNOWN
from bot.chat.coach.fact_words import packed, read, unpacked, why_not
from bot.chat.dialogue import Misread, Step
from bot.chat.screen import Screen
from bot.chat.turn import Turn
from flows.facts import Fact, FactValue
from flows.swedish.typed import Unread


def steps(turn: Turn, draft: Draft) -> Iterator[Step]:
    """Give a step for each fact that is due and missing, beside what the draft holds."""
    return map(_step, closing.facts_to_ask(turn.here, draft.subject, given(turn, draft)))


def _step(fact: Fact) -> Step:
    def screen(turn: Turn, draft: Draft) -> Screen:
        return screens.ask_at_the_end(turn.t, draft, _key(fact), fact, turn.here.today)

    def typed(turn: Turn, _: Draft, text: str) -> str:
        value = read(fact, text, turn.here.today)
        if isinstance(value, Unread):
            raise Misread(why_not(turn.t, fact, value))
        return packed(fact, value)

    return Step(_key(fact), screen, typed)


def _key(fact: Fact) -> str:
    """Name a fact's step so shortly that a button holds it, and so that no other fact is taken for it."""
    return fact.version[:8]


def given(turn: Turn, draft: Draft) -> dict[str, FactValue]:
    """Give the facts that a draft holds, without those left unknown.

    :raises NotAllowed: if a value is none that its fact can have
    """
    answers = {fact: draft.get(_key(fact)) for fact in closing.facts_of_closing(turn.here, draft.subject)}
    found = {
        fact.key: unpacked(fact, answer, turn.here.today)
        for fact, answer in answers.items()
        if answer not in {"", UNKNOWN}
    }
    if any(isinstance(value, Unread) for value in found.values()):
        raise NotAllowed
    return {key: value for key, value in found.items() if not isinstance(value, Unread)}
