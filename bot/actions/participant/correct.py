"""Correcting what was sent in (GDPR 16): linked answers, for as long as the association allows.

What staff recorded is corrected by staff, whom the person asks. What was released as figures stays as it was.
"""

from bot.actions.here import Here, NotAllowed
from bot.actions.participant.answer import Place
from bot.actions.participant.forms import Form, can_be_corrected, load, open_forms
from storage import runs


def correctable(here: Here, run: int) -> Form:
    """Give one of the caller's forms whose answers can be corrected.

    :raises NotAllowed: if it is not the caller's, or they can not
    """
    form = load(here, run)
    if not can_be_corrected(here, form.run):
        raise NotAllowed
    return form


def correct(here: Here, place: Place) -> None:
    """Show an answered question of a form that was sent in again; its answer is kept until it is changed.

    :raises NotAllowed: if the form is not the caller's, or can no longer be corrected
    """
    form = correctable(here, place.run)
    question = form.at(place.index)
    if question.key in form.answers:
        for other in open_forms(here):  # what is typed from now on belongs to this one
            runs.leave(here.unit, other.run.id)
        runs.touch(here.unit, place.run, here.now, reopened=question.key)
