"""A participant's own wheel of life, then and now: theirs alone."""

from bot.actions.here import Here
from bot.actions.participant.forms import Form, of_run
from flows.forms.wheel import ThenAndNow, then_and_now
from storage import enrolments, runs


def own_wheel(here: Here, form: Form) -> ThenAndNow | None:
    """Compare a linked form that was sent in with the first time that it was, if that was another."""
    if form.run.state != "sent" or not form.run.linked:
        return None
    earlier = [
        run
        for run in runs.of_enrolment(here.unit, form.run.enrolment)
        if run.questionnaire == form.run.questionnaire and run.state == "sent" and run.id < form.run.id
    ]
    if not earlier:
        return None
    first = of_run(here, earlier[0])
    return then_and_now((first.questionnaire, first.answers), (form.questionnaire, form.answers))


def newest_wheel(here: Here) -> tuple[Form, ThenAndNow] | None:
    """Give the caller's wheel that was sent in last and can be compared."""
    person = here.caller.person
    found = enrolments.of_person(here.unit, person.id) if person else ()
    sent = [run for each in found for run in runs.of_enrolment(here.unit, each.id) if run.state == "sent"]
    for run in sorted(sent, key=lambda run: run.id, reverse=True):
        form = of_run(here, run)
        if wheel := own_wheel(here, form):
            return form, wheel
    return None
