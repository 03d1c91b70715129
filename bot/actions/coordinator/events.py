"""Events of staff (Kompetensutveckling, a practice day): a coordinator opens a form for as many as come, by one link.

An event is a programme's or, without one, the whole association's, which only they may open who are coordinators of
everything.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.actions.coordinator.status import READERS
from bot.actions.here import Here, NotAllowed, Refused
from bot.actions.participant.forms import Form, of_run
from bot.actions.words import tidied_line
from flows.forms import personal_data
from flows.forms.questionnaire import Questionnaire
from storage import events, guests, runs
from storage.events import Event, Terms
from storage.people import Role

WHOLE = ""
"""The programme of an event that is the whole association's."""
LONGEST_TITLE = 80


class BadTitle(Refused):
    """The title is empty or too long."""


class TitleIsPersonal(BadTitle):
    """The title holds a personal identity number, a telephone number or an e-mail address."""


@dataclass(frozen=True)
class Opening:
    """What to open: whose, with which form, under which title, until which day."""

    programme: str
    questionnaire: str
    title: str
    last_day: date
    begun: int | None = None
    """The update that began it, so that it is opened once."""


def event_forms(here: Here) -> tuple[Questionnaire, ...]:
    """Give the forms that events can be opened with."""
    return tuple(each for each in here.house.catalogue.questionnaires.values() if each.event)


def opens_for(here: Here) -> tuple[str, ...]:
    """Give the programmes for which the caller may open events, the whole association last.

    :raises NotAllowed: if there is none
    :raises Archived: if all of them are over
    """
    found = tuple(each.key for each in here.going_on(Role.COORDINATOR))
    return (*found, WHOLE) if _may(here, WHOLE, Role.COORDINATOR) else found


def checked_title(title: str) -> str:
    """Give a title as it is kept.

    :raises BadTitle: if it cannot be used
    """
    tidy = tidied_line(title)
    if not 0 < len(tidy) <= LONGEST_TITLE:
        raise BadTitle
    if personal_data.find(tidy):
        raise TitleIsPersonal
    return tidy


def open_event(here: Here, opening: Opening) -> Event:
    """Open an event: from now until its last day is over, everybody with its link can answer once.

    :raises NotAllowed: if the caller is no coordinator there, there is no such form for events, or the day has been
    :raises BadTitle: if the title cannot be used
    """
    _check(here, opening.programme, Role.COORDINATOR)
    form = next((each for each in event_forms(here) if each.key == opening.questionnaire), None)
    if form is None or opening.last_day < here.today:
        raise NotAllowed
    known = events.made_by(here.unit, opening.begun) if opening.begun else None
    return known or _opened(here, opening, form, checked_title(opening.title))


def _opened(here: Here, opening: Opening, form: Questionnaire, title: str) -> Event:
    runs.keep_definition(here.unit, form)
    closes = _end_of(opening.last_day, here)
    terms = Terms(opening.programme, form.key, form.version, title, opening.last_day, closes)
    made = events.add(here.unit, terms, opening.begun)
    here.note("event opened", f"event {made}")
    return event_of(here, made)


def _end_of(day: date, here: Here) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), here.house.association.zone)


def event_of(here: Here, event: int, *roles: Role) -> Event:
    """Give an event that the caller may look at, or do more with in one of the roles.

    :raises NotAllowed: if there is none
    """
    found = events.by_id(here.unit, event)
    if found is None:
        raise NotAllowed
    _check(here, found.programme, *(roles or READERS))
    return found


def opened_by(here: Here, begun: int) -> Event | None:
    """Give the event that was opened in the dialogue which an update began, if the caller may see it."""
    found = events.made_by(here.unit, begun)
    return found if found and _may(here, found.programme, *READERS) else None


def events_seen(here: Here) -> tuple[Event, ...]:
    """Give the events that the caller may look at, the newest first."""
    return tuple(each for each in events.everything(here.unit) if _may(here, each.programme, *READERS))


def close_event(here: Here, event: int) -> None:
    """Let an event's link hold no more, before its last day is over.

    :raises NotAllowed: if there is no such event, or the caller is no coordinator there
    """
    found = event_of(here, event, Role.COORDINATOR)
    if found.is_open(here.now):
        events.close(here.unit, found.id, here.now)
        here.note("event closed", f"event {found.id}")


def attended(here: Here, word: str) -> tuple[Event, Form] | None:
    """Give the event that a payload belongs to and the caller's own form there, if the caller is answering it."""
    person, event = here.caller.person, events.find(here.unit, word)
    run = guests.run_of(here.unit, event.id, person.id) if person and event else None
    found = runs.by_id(here.unit, run) if run else None
    return (event, of_run(here, found)) if event and found else None


def has_sent(here: Here, run: int) -> bool:
    """Whether a run was an event's form that the caller has sent in: of the form itself nothing is left."""
    return guests.has_sent(here.unit, run, here.caller.chat)


def has_answered_any(here: Here) -> bool:
    """Whether the caller has answered an event lately."""
    return guests.has_answered_any(here.unit, here.caller.chat)


def _check(here: Here, programme: str, *roles: Role) -> None:
    if not _may(here, programme, *roles):
        raise NotAllowed


def _may(here: Here, programme: str, *roles: Role) -> bool:
    """Whether the caller has one of the roles in a programme that there is, or in all of them."""
    if programme != WHOLE:
        return any(each.key == programme for each in here.programmes(*roles))
    person = here.caller.person
    return here.caller.is_operator or (person is not None and any(person.may(role, WHOLE) for role in roles))
