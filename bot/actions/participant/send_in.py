"""Sending in: the form is done. An unlinked one falls apart, and nobody can change or remove it after this."""

from dataclasses import dataclass

from bot.actions.here import Here, NotAllowed
from bot.actions.participant.forms import load
from bot.actions.participant.place import places_kept
from flows.forms import engine
from storage import enrolments, guests, linked, runs, unlinked
from storage.enrolments import Enrolment


@dataclass(frozen=True)
class Sent:
    """What sending in did."""

    took_away: bool
    """Whether it deleted something of the person's, which must leave the disk: a draft, or answers set aside."""


def send_in(here: Here, run: int) -> Sent | None:
    """Send a form in; ``None`` if it was not done now, for it was before or a question is left.

    :raises NotAllowed: if the run is not the caller's
    """
    form = load(here, run)
    enrolment = enrolments.by_id(here.unit, form.run.enrolment)
    if enrolment is None:
        raise NotAllowed
    if not form.run.is_open or engine.next_question(form.questionnaire, form.answers) is not None:
        return None
    answers = engine.relevant(form.questionnaire, form.answers)
    if form.run.linked:
        linked.keep_only(here.unit, run, answers)
    else:
        places = places_kept(here, enrolment, form.questionnaire)
        unlinked.fall_apart(
            here.unit, run, enrolment.programme, form.questionnaire, answers, moment=form.run.moment, places=places
        )
    _finish(here, run, enrolment)
    return Sent(took_away=not form.run.linked or len(answers) < len(form.answers))


def _finish(here: Here, run: int, enrolment: Enrolment) -> None:
    """Keep that the form was sent in; of a guest of an event, nothing but that the chat has answered it."""
    if enrolment.event is None:
        runs.finish(here.unit, run, here.today)
        return
    guests.leave(here.unit, enrolment)
    guests.keep_answered(here.unit, enrolment.event, here.caller.chat, run)
