"""What came of an event: how many answered, and from the minimum on how. Looking releases what has gathered."""

from dataclasses import dataclass
from datetime import date

from bot.actions.coordinator.events import event_of, events_seen
from bot.actions.coordinator.status import Counted
from bot.actions.here import Here
from flows.figures import QuestionFigure
from flows.forms.questionnaire import Questionnaire
from flows.forms.questions import FreeText
from flows.timing.schedule import quarter
from storage import figures, runs
from storage.events import MOMENT, Event
from storage.release import release, waiting_unlinked


@dataclass(frozen=True)
class Comments:
    """What was written to a question; nothing where too few wrote."""

    text: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class EventFigures:
    """An event as a coordinator may see it; ``waiting`` counts people whose answers are too few to be shown."""

    event: Event
    is_open: bool
    questionnaire: Questionnaire
    figures: tuple[QuestionFigure, ...]
    comments: tuple[Comments, ...]
    waiting: int
    minimum: int

    @property
    def has_figures(self) -> bool:
        """Whether anything can be shown."""
        return any(each.withheld is None for each in self.figures)


def event_figures(here: Here, event: int) -> EventFigures:
    """Give an event's figures.

    :raises NotAllowed: if there is no such event, or the caller may not look at it
    """
    return _figures(here, event_of(here, event))


def all_event_figures(here: Here) -> tuple[EventFigures, ...]:
    """Give the figures of the events that the caller may look at, the newest first."""
    return tuple(_figures(here, each) for each in events_seen(here))


def event_figures_of(here: Here, programme: str, until: date | None = None) -> tuple[EventFigures, ...]:
    """Give the figures of a programme's events that the caller may look at; of how they stood on a day nothing is kept.

    :param until: the day for which a status is asked, or ``None`` for now
    """
    found = (each for each in events_seen(here) if each.programme == programme and until is None)
    return tuple(_figures(here, each) for each in found)


def release_events(here: Here) -> None:
    """Release what has gathered of the events that the caller may look at; a backup leaves out what still waits."""
    for event in events_seen(here):
        _release(here, event)


def _release(here: Here, event: Event) -> None:
    release(here.unit, event.counted_as, quarter(here.today), here.house.minimum_base)


def _figures(here: Here, event: Event) -> EventFigures:
    minimum, form = here.house.minimum_base, runs.definition(here.unit, event.version)
    _release(here, event)
    waiting = waiting_unlinked(here.unit, event.counted_as)
    counted = Counted(figures.tallies(here.unit, event.counted_as), waiting, minimum)
    return EventFigures(
        event=event,
        is_open=event.is_open(here.now),
        questionnaire=form,
        figures=counted.figures(form, MOMENT),
        comments=_comments(here, event, form),
        waiting=counted.waits(form, MOMENT),
        minimum=minimum,
    )


def _comments(here: Here, event: Event, form: Questionnaire) -> tuple[Comments, ...]:
    written = figures.comments(here.unit, event.counted_as, form.key)
    asked = (each for each in form.questions if isinstance(each, FreeText))
    return tuple(Comments(each.text, tuple(words for _, key, words in written if key == each.key)) for each in asked)
