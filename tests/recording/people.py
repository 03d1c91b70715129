"""Coaches, coordinators and people who take part, in one unit of work, and what they do."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bot.actions.coach.record import Recording, record, standing
from bot.actions.here import OPERATOR, Caller, Here
from bot.settings import Settings
from flows.catalogue import SHIPPED
from flows.facts import FactValue
from storage import course, enrolments, people
from storage.facts import Recorded
from storage.people import Grant, Role
from storage.unit import Unit

HOUSE = Settings(association=SHIPPED / "association.yaml").house()
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
FINNVEDEN, SUPPORT = "samverkansteam-finnveden", "stod-till-arbete"


@dataclass(frozen=True)
class Office:
    """Everybody's place in one unit of work."""

    unit: Unit

    @property
    def operator(self) -> Here:
        return Here(self.unit, HOUSE, OPERATOR, NOW)

    def staff(self, role: str, name: str, *programmes: str) -> Here:
        """Give a new member of staff."""
        chat = 1000 + self.unit.count("SELECT COUNT(*) FROM people")
        person = people.add(self.unit, chat, "sv")
        for programme in programmes or (FINNVEDEN,):
            people.grant(self.unit, person.id, [Grant(Role(role), programme)])
        people.set_name(self.unit, person.id, name)
        return Here(self.unit, HOUSE, Caller(chat, people.by_id(self.unit, person.id)), NOW)

    def taking_part(self, coach: Here | None, reference: str = "A-17", programme: str = FINNVEDEN) -> int:
        """Give someone who takes part since today."""
        found = enrolments.invite(self.unit, programme, coach.caller.id if coach else None, reference, NOW.date())
        enrolments.start(self.unit, found.id, NOW.date())
        return found.id

    def protected(self) -> int:
        """Give someone with a protected identity."""
        found = enrolments.invite(self.unit, FINNVEDEN, None, None, NOW.date()).id
        course.protect(self.unit, found, "kvinna", 1990)
        return found

    def audit(self) -> list[str]:
        """Give the audit log's lines."""
        return [f"{row['action']}: {row['subject']}" for row in self.unit.rows("SELECT * FROM audit ORDER BY id")]


def records(here: Here, enrolment: int, fact: str, value: FactValue) -> Recorded | None:
    return record(here, Recording(enrolment, fact, value))


def lacks(here: Here, enrolment: int) -> list[str]:
    return [fact.key for fact in standing(here, enrolment).missing]


def later(here: Here, **time: int) -> Here:
    return replace(here, now=here.now + timedelta(**time))
