"""What invented people and their staff do, each by the action that others do it by."""

from dataclasses import dataclass, replace

from bot.actions.coach.close import Closure, close
from bot.actions.coach.invite import NewParticipant, invite
from bot.actions.coach.record import Recording, record
from bot.actions.coordinator.note import Noting, note
from bot.actions.coordinator.report_note import Telling, tell
from bot.actions.here import Caller, Here
from bot.actions.participant import answer as answering
from bot.actions.participant import choice, join
from bot.actions.participant.answer import Given
from bot.actions.participant.choice import Choice
from bot.actions.participant.forms import load
from bot.actions.participant.join import Entry
from bot.actions.participant.send_in import send_in
from bot.simulate.filling import Filler
from bot.simulate.known import Knowing, draw
from bot.simulate.lives import Life
from bot.simulate.noting import Occasion, Told
from flows.facts import FactValue, Known
from flows.forms.conditions import Answer
from storage import people


@dataclass(frozen=True)
class Someone:
    """An invented person's chat and enrolment."""

    chat: int
    enrolment: int
    link: str


def invited(here: Here, life: Life, chat: int) -> Someone:
    """Let a coach invite someone."""
    found = invite(here, NewParticipant(life.programme, f"SIM-{life.number}", group=life.group))
    return Someone(chat, found.enrolment.id, found.invitation.payload)


def decided(here: Here, someone: Someone, *, takes_part: bool) -> None:
    """Let someone open the link and say yes or no."""
    join.enter(as_person(here, someone), Entry(someone.link, here.house.languages[0]))
    choice.choose(as_person(here, someone), Choice(someone.enrolment, takes_part=takes_part))


def as_person(here: Here, someone: Someone) -> Here:
    """Give where an invented person acts."""
    return replace(here, caller=Caller(someone.chat, people.by_chat(here.unit, someone.chat)))


def filled_in(here: Here, run: int, filler: Filler) -> dict[str, Answer]:
    """Let a person answer a form to its end and send it in; give the answers."""
    given: dict[str, Answer] = {}
    while question := (form := load(here, run)).question:
        given[question.key] = value = filler.answer(form.questionnaire.key, question)
        index = form.questionnaire.index(question.key)
        complaint = answering.answer(here, Given(run, index, value))
        assert complaint is None, f"{question.key} does not take what was drawn"  # noqa: S101  # our own words
    send_in(here, run)
    return given


def recorded(here: Here, someone: Someone, knowing: Knowing) -> None:
    """Let a coach record what is known at the start."""
    for key, value in _drawn(knowing, "start").items():
        record(here, Recording(someone.enrolment, key, value))


def closed(here: Here, someone: Someone, knowing: Knowing) -> Known:
    """Let a coach close someone with what is known at the end, and what was found out on the way; give that."""
    known = _drawn(knowing, None, "end")
    close(here, Closure(someone.enrolment, knowing.life.outcome, facts=known))
    return known


def _drawn(knowing: Knowing, *due: str | None) -> dict[str, FactValue]:
    """Draw the facts about a person that are due, in their order."""
    known: dict[str, FactValue] = {}
    for fact in knowing.programme.facts_about("person"):
        if fact.due in due and fact.applies(known) and (value := draw(knowing, fact)) is not None:
            known[fact.key] = value
    return known


def noted(here: Here, occasion: Occasion, begun: int) -> None:
    """Let a coordinator note something for today."""
    note(here, Noting(occasion.programme, occasion.fact, occasion.place, here.today, occasion.value, begun))


def told(here: Here, what: Told, begun: int) -> None:
    """Let a coordinator note something for the report."""
    tell(here, Telling(what.programme, what.kind, here.today, what.words, begun, what.attended))


def known_later(knowing: Knowing, known: Known) -> tuple[str, ...]:
    """Give the days that are known only some time after the closing."""
    return tuple(
        fact.key
        for fact in knowing.programme.facts_about("person")
        if fact.kind == "date" and fact.due == "end" and fact.key not in known and fact.applies(known)
    )
