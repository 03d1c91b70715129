"""How one of a coach's people stands: what a card shows. Of answers only whether there are any."""

from dataclasses import dataclass
from datetime import datetime

from bot.actions.coach.carers import coaches_of
from bot.actions.coach.limits import Limit, limits_of_time
from bot.actions.coach.missing import gaps
from bot.actions.coach.people_of import colleagues, mark, person_of
from bot.actions.here import Here
from flows.forms.questionnaire import Questionnaire
from flows.programme import Programme
from flows.timing.plan import StaffReminder
from storage import cohorts, course, invitations, occasions, people, runs, tasks
from storage.cohorts import Cohort
from storage.enrolments import Enrolment, State
from storage.invitations import Invitation
from storage.occasions import Occasion
from storage.people import Person
from storage.runs import Run
from storage.tasks import Task

_MOST_COMING, _MOST_FORMS = 3, 4


@dataclass(frozen=True)
class FormStanding:
    """A form that was asked, and whether it was answered."""

    questionnaire: Questionnaire
    is_answered: bool
    can_be: bool
    """Whether it can still be answered."""


@dataclass(frozen=True)
class Coming:
    """Something that is planned: a form for the participant, or something for staff to do."""

    due: datetime
    questionnaire: Questionnaire | None
    reminder: StaffReminder | None
    is_offer: bool
    """Whether the form is offered then; else the participant is reminded of it."""


@dataclass(frozen=True)
class Card:
    """A person as the coach sees them."""

    enrolment: Enrolment
    programme: Programme
    mark: int
    forms: tuple[FormStanding, ...]
    coming: tuple[Coming, ...]
    link: Invitation | None
    """The newest link, if it can still be used."""
    is_link_over: bool
    """Whether it can not, though nobody has used it."""
    coach: Person | None
    """Who has the person; ``None`` also where that one is coach there no longer."""
    is_own: bool
    cohort: Cohort | None
    place_in_line: int
    """The place on the waiting list; 0 for who is not on it."""
    is_reachable: bool
    erasure: Task | None
    """That the person is to be erased: by the association's word, or on the task's day."""
    can_move: bool
    missing: int
    """How many facts ought to be recorded and are not."""
    has_worksheet: bool
    limits: tuple[Limit, ...]
    """What the programme's limits say about the person now."""


def card(here: Here, enrolment: int) -> Card:
    """Give the card of one of the caller's people.

    :raises NotAllowed: if it is another coach's
    """
    return card_of(here, person_of(here, enrolment))


def card_of(here: Here, found: Enrolment) -> Card:
    """Give the card of an enrolment that is known to be the caller's."""
    programme = here.house.catalogue.programmes[found.programme]
    link = invitations.of_enrolment(here.unit, found.id)
    coach = next((each for each in coaches_of(here.unit, found.programme) if each.id == found.coach), None)
    phone = people.by_id(here.unit, found.person) if found.person is not None else None
    return Card(
        enrolment=found,
        programme=programme,
        mark=mark(here, found),
        forms=_forms(here, found),
        coming=_coming(here, programme, found),
        link=link if link and link.is_open(here.now) else None,
        is_link_over=link is not None and not (link.used or link.is_open(here.now)),
        coach=coach,
        is_own=found.coach == here.caller.id,
        cohort=cohorts.by_id(here.unit, found.cohort) if found.cohort else None,
        place_in_line=_place_in_line(here, found),
        is_reachable=phone is None or phone.reachable,
        erasure=tasks.open_one(here.unit, "erasure", found.id),
        can_move=bool(colleagues(here, found.programme)) or found.coach != here.caller.id,
        missing=sum(len(each.missing) for each in gaps(here, (found,))),
        has_worksheet=found.state is State.CLOSED and here.house.association.follow_up_system is not None,
        limits=tuple(limits_of_time(here, programme, found)),
    )


def _place_in_line(here: Here, found: Enrolment) -> int:
    return course.place_in_line(here.unit, found.programme, found.id) if found.state is State.WAITING else 0


def _forms(here: Here, found: Enrolment) -> tuple[FormStanding, ...]:
    latest = runs.of_enrolment(here.unit, found.id)[-_MOST_FORMS:]
    return tuple(FormStanding(_questionnaire(here, run), run.state == "sent", run.is_open) for run in latest)


def _questionnaire(here: Here, run: Run) -> Questionnaire:
    return here.house.catalogue.questionnaires.get(run.questionnaire) or runs.definition(here.unit, run.version)


def _coming(here: Here, programme: Programme, found: Enrolment) -> tuple[Coming, ...]:
    planned = (each for each in occasions.of_enrolment(here.unit, found.id) if each.state == "planned")
    comes = (each for each in planned if _will_come(here, each))
    return tuple(_as_coming(here, programme, each) for each in comes)[:_MOST_COMING]


def _will_come(here: Here, occasion: Occasion) -> bool:
    """Whether a form is there to be written about: one that is offered, or that was opened before."""
    is_form = occasion.audience == "participant"
    if not is_form or here.house.is_offered(occasion.item):
        return True
    return runs.of_moment(here.unit, occasion.enrolment, occasion.item, occasion.moment) is not None


def _as_coming(here: Here, programme: Programme, occasion: Occasion) -> Coming:
    is_form = occasion.audience == "participant"
    return Coming(
        occasion.due,
        here.house.catalogue.questionnaires.get(occasion.item) if is_form else None,
        None if is_form else programme.staff_reminder(occasion.item),
        occasion.kind == "offer",
    )
