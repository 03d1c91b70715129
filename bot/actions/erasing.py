"""Erasing an enrolment as the association's retention decision says (design: 3.11)."""

from dataclasses import dataclass
from datetime import date

from bot.actions.here import Here
from flows.association import OnRequest
from flows.timing.spans import after
from storage import enrolments, invitations, linked, people, runs, tasks, unlinked
from storage.enrolments import Enrolment, State


@dataclass(frozen=True)
class Promise:
    """What becomes of a person's data on their word; ``None``: nobody has decided, so the association is asked."""

    on_request: OnRequest | None
    until: date | None = None
    """The day on which what is kept for a time is erased."""

    @property
    def is_erased(self) -> bool:
        """Whether nothing of the person is left at once."""
        return self.on_request in {OnRequest.ERASE, OnRequest.ANONYMISE}


def promised(here: Here) -> Promise:
    """Give what the decision promises to somebody who asks today."""
    decision = here.house.association.retention
    if decision is None:
        return Promise(None)
    return Promise(decision.on_request, after(here.today, decision.keep_for) if decision.keep_for else None)


def erase_enrolment(here: Here, enrolment: Enrolment) -> Promise:
    """Do with an enrolment what the decision says, and let its chat go if it is nobody else here."""
    promise = promised(here)
    here.note("erased" if promise.is_erased else "erasure asked for", f"enrolment {enrolment.id}")
    if promise.on_request is OnRequest.ANONYMISE:
        _count_among_others(here, enrolment)
    if promise.is_erased:
        enrolments.let_go(here.unit, enrolment.id, State.ERASED)
    else:
        invitations.revoke(here.unit, enrolment.id)
        enrolments.detach(here.unit, enrolment.id)
        tasks.add(here.unit, "erasure", enrolment.programme, enrolment.id, here.now, promise.until)
    if enrolment.person is not None:
        people.let_go(here.unit, enrolment.person)
    return promise


def _count_among_others(here: Here, enrolment: Enrolment) -> None:
    """Let linked answers that no figure holds yet fall apart and wait among others' like anonymous ones."""
    for run in runs.of_enrolment(here.unit, enrolment.id):
        if run.linked and run.state == "sent":
            answers = linked.uncounted(here.unit, run.id)
            form = runs.definition(here.unit, run.version)
            unlinked.fall_apart(here.unit, run.id, enrolment.programme, form, answers, moment=run.moment)
