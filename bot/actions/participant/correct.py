"""Correcting what was sent in (GDPR 16): linked answers, for as long as the association allows.

What staff recorded is corrected by staff, whom the person asks. What was released as figures stays as it was.
"""

from bot.actions.here import Here, NotAllowed
from bot.actions.participant.answer import Place
from bot.actions.participant.forms import Form, load
from flows.timing.spans import after
from storage import runs


def can_be_corrected(here: Here, form: Form) -> bool:
    """Whether the answers of a form can be corrected today."""
    sent_on = form.run.finished_on if form.run.state == "sent" and form.run.linked else None
    return sent_on is not None and here.today <= after(sent_on, here.house.association.correct_within)


def correctable(here: Here, run: int) -> Form:
    """Give one of the caller's forms whose answers can be corrected.

    :raises NotAllowed: if it is not the caller's, or they can not
    """
    form = load(here, run)
    if not can_be_corrected(here, form):
        raise NotAllowed
    return form


def correct(here: Here, place: Place) -> None:
    """Show an answered question of a form that was sent in again; its answer is kept until it is changed.

    :raises NotAllowed: if the form is not the caller's, or can no longer be corrected
    """
    form = correctable(here, place.run)
    question = form.at(place.index)
    if question.key in form.answers:
        runs.touch(here.unit, place.run, here.now, reopened=question.key)
