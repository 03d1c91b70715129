"""The choice to take part or not: before the first question, to a text that has changed, or after having stopped."""

from dataclasses import dataclass

from bot.actions.due import offer_at_once
from bot.actions.here import Archived, Here, NotAllowed
from bot.actions.participant.erase import stop
from bot.actions.replan import replan
from bot.taking_part import language_of, text_in, version_in, waits_for_a_choice
from flows.timing.plan import follows_closure
from storage import enrolments, people, runs, taking_part
from storage.enrolments import Enrolment, State
from storage.taking_part import Agreed

_LONGEST_NAME = 40


@dataclass(frozen=True)
class Choice:
    """Whether to take part, after reading a text."""

    enrolment: int
    takes_part: bool
    text: str | None = None
    """How the version of the text begins that was read; ``None``: the present one in the caller's language."""


def own_enrolment(here: Here, enrolment: int) -> Enrolment:
    """Give one of the caller's own enrolments.

    :raises NotAllowed: if it is not the caller's
    """
    here.person()
    found = enrolments.by_id(here.unit, enrolment)
    if found is None or not takes_part(here, enrolment):
        raise NotAllowed
    return found


def choose(here: Here, choice: Choice) -> bool:
    """Take part, which opens the forms of the start; or decline, which keeps nothing but that someone declined.

    Somebody who takes part already says yes to a new text, or stops; somebody who stopped begins again.

    :returns: whether the choice holds: a yes to a text that has changed since it was shown does not
    :raises Archived: if the programme is over
    :raises NotAllowed: if the enrolment is not the caller's
    """
    enrolment = own_enrolment(here, choice.enrolment)
    if not waits_for_a_choice(here.house, enrolment) and enrolment.withdrawn_on is None:
        return True
    if not choice.takes_part:
        _decline(here, enrolment)
        return True
    language = here.person().language if choice.text is None else language_of(here.house, choice.text)
    if language is None:
        return False
    if is_over(here, enrolment):
        raise Archived
    association = here.house.association
    agreed = Agreed(version_in(association, language), language, text_in(association, language))
    taking_part.agree(here.unit, enrolment.id, agreed)
    _begin(here, enrolment)
    return True


def _decline(here: Here, enrolment: Enrolment) -> None:
    if enrolment.state is not State.INVITED:
        stop(here, enrolment)
        return
    enrolments.let_go(here.unit, enrolment.id, State.DECLINED)
    people.let_go(here.unit, here.person().id)


def _begin(here: Here, enrolment: Enrolment) -> None:
    """Let an enrolment begin; one that stopped goes on, and one that goes on needs nothing."""
    is_new = enrolment.state is State.INVITED
    if is_new:
        enrolments.start(here.unit, enrolment.id, here.today)
    elif enrolment.withdrawn_on is None:
        return
    enrolments.withdraw(here.unit, enrolment.id, "")
    replan(here.unit, here.house, enrolment.id)
    if is_new:
        offer_at_once(here.unit, here.house, enrolment.id, here.today)
    else:
        _take_up_again(here, enrolment)


def _take_up_again(here: Here, enrolment: Enrolment) -> None:
    """Ask again what ended, unanswered, when the person stopped, and can be answered still."""
    is_closed = enrolment.state is State.CLOSED
    for run in runs.of_enrolment(here.unit, enrolment.id):
        last = runs.last_day(here.unit, run.id)
        if follows_closure(run.moment) is is_closed and (last is None or here.today <= last):
            runs.open_again(here.unit, run.id)


def takes_part(here: Here, enrolment: int) -> bool:
    """Whether an enrolment is the caller's own."""
    person, found = here.caller.person, enrolments.by_id(here.unit, enrolment)
    return person is not None and found is not None and found.person == person.id


def pending(here: Here) -> Enrolment | None:
    """Give the caller's enrolment that waits for a yes or a no, if there is one: a first one, or to a new text."""
    person = here.caller.person
    if person is None:
        return None
    found = enrolments.of_person(here.unit, person.id)
    return next((each for each in found if waits_for_a_choice(here.house, each)), None)


def withdrawn(here: Here) -> Enrolment | None:
    """Give an enrolment in which the caller takes part no longer, if they take part in none."""
    person = here.caller.person
    found = enrolments.of_person(here.unit, person.id) if person else ()
    stopped = tuple(each for each in found if each.withdrawn_on is not None)
    return stopped[0] if stopped and len(stopped) == len(found) else None


def is_over(here: Here, enrolment: Enrolment) -> bool:
    """Whether the enrolment's programme takes nobody any more."""
    programme = here.house.programme(enrolment.programme)
    return programme is None or programme.archived
