"""What needs a coordinator's attention in a programme: counts, never who."""

from collections import Counter
from dataclasses import dataclass

from bot.actions.coach import follow_ups
from bot.actions.coach.follow_ups import CONTACT
from bot.actions.coach.missing import missing_by_fact
from bot.actions.coordinator.status import Status
from bot.actions.here import Here
from flows.facts import Fact
from flows.goals.changes import near
from flows.goals.judging import Verdict
from flows.reports.consistency import Sum, latest, sums
from flows.timing.spans import Span, after
from storage import agenda, tasks


@dataclass(frozen=True)
class Attention:
    """What waits for somebody to do something about it."""

    late: int = 0
    """Follow-ups that should have been made before today."""
    contacts: int = 0
    """People who asked for contact and have not had it."""
    unreachable: int = 0
    erasures: int = 0
    """People who want to be erased, which the association decides about."""
    without_outcome: int = 0
    missing: tuple[tuple[Fact, int], ...] = ()
    """Facts that ought to be known, and of how many people they are not."""
    waiting: int = 0
    """People's answers that wait until enough have gathered."""
    wrong_sums: tuple[Sum, ...] = ()
    """Noted totals to which their parts do not add up."""
    near: tuple[Verdict, ...] = ()
    """Goals that are not met and must be within a month."""

    @property
    def kinds(self) -> int:
        """How many kinds of things there are to do; waiting answers ask for nothing."""
        counts = (self.late, self.contacts, self.unreachable, self.erasures, self.without_outcome)
        return sum(map(bool, (*counts, self.missing))) + len(self.wrong_sums) + len(self.near)


def late_by_programme(here: Here) -> Counter[str]:
    """Count the follow-ups that should have been made before today, by programme."""
    yesterday = after(here.today, Span(days=1), -1)
    return Counter(each.enrolment.programme for each in follow_ups.everything_until(here, yesterday))


def attention(here: Here, status: Status, late: Counter[str]) -> Attention:
    """Give what needs attention in a programme whose status the caller has been given."""
    unit, key = here.unit, status.programme.key
    return Attention(
        late=late[key],
        contacts=tasks.count(unit, CONTACT, key),
        unreachable=agenda.unreachable(unit, key),
        erasures=status.erasures_asked_for,
        without_outcome=agenda.without_outcome(unit, key),
        missing=missing_by_fact(here, status.programme),
        waiting=sum(form.waiting for form in status.forms),
        wrong_sums=tuple(each for each in sums(latest(status.noted)) if not each.agrees),
        near=near(status.verdicts, here.today),
    )
