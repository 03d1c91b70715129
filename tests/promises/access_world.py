"""Two programmes with people, staff and everything that a button can be about, in one database, for who may what.

What must not be seen by others stands in words of its own that can be looked for in whatever anybody is shown.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.actions.administrator import roles
from bot.actions.coach import own_reminders, standing_in
from bot.actions.coach.close import Closure, close
from bot.actions.coach.invite import NewParticipant, NewStaff, invite, invite_staff
from bot.actions.coach.record import Recording, record
from bot.actions.coordinator.events import Opening, open_event
from bot.actions.coordinator.report import Asked, report
from bot.actions.here import OPERATOR, Caller, Here
from bot.actions.participant import contact
from bot.actions.participant.answer import Given, answer
from bot.actions.participant.choice import Choice, choose
from bot.actions.participant.join import Entry, enter
from bot.house import House
from bot.settings import Settings
from bot.vitals import Vitals
from flows.catalogue import SHIPPED
from storage import enrolments, events, invitations, notes, paper_uploads, people, report_notes, runs
from storage.people import Grant, Role
from storage.report_notes import NoteKind, ReportNote
from storage.unit import Unit
from tests.figures.conftest import transaction
from tests.harness import PROGRAMME

HOUSE: House = replace(
    Settings(association=SHIPPED / "association.yaml").house(), bot_name="foljsam_bot", vitals=lambda: Vitals(30, 1)
)
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
HERE, ELSEWHERE = PROGRAMME, "stod-till-arbete"
QUARTER, LAST_QUARTER = "2026-Q3", date(2026, 8, 3)
HELD_UPDATE, REMINDER_UPDATE = 4711, 4712

STRANGER, GROUP = "stranger", "group chat"
ALVA, BO, CLEO, REMOVED = "participant", "other participant", "invited", "removed coach"
COACH, COLLEAGUE, COACH_ELSEWHERE = "coach", "other coach", "coach elsewhere"
COORDINATOR, COORDINATOR_ELSEWHERE = "coordinator", "coordinator elsewhere"
ADMINISTRATOR, ADMINISTRATOR_ELSEWHERE = "administrator", "administrator elsewhere"

STAFF = {
    COACH: Grant(Role.COACH, HERE),
    COLLEAGUE: Grant(Role.COACH, HERE),
    COACH_ELSEWHERE: Grant(Role.COACH, ELSEWHERE),
    REMOVED: Grant(Role.COACH, HERE),
    COORDINATOR: Grant(Role.COORDINATOR, HERE),
    COORDINATOR_ELSEWHERE: Grant(Role.COORDINATOR, ELSEWHERE),
    ADMINISTRATOR: Grant(Role.ADMINISTRATOR),
    ADMINISTRATOR_ELSEWHERE: Grant(Role.ADMINISTRATOR, ELSEWHERE),
}
ROLES = (STRANGER, ALVA, BO, CLEO, *STAFF, GROUP)
CHATS = {role: 900_000 + number for number, role in enumerate(ROLES)}


def staff_name(role: str) -> str:
    """What a member of staff is called, so that it can be looked for."""
    return f"Namn{CHATS[role]}"


@dataclass
class World:
    """Who there is and what there is. The owners are the test's own account of whose a thing is."""

    unit: Unit
    person: dict[str, int] = field(default_factory=dict)
    """Members of staff and participants, by role."""
    owner: dict[int, str] = field(default_factory=dict)
    """Whose an enrolment is as participant, by its id."""
    carers: dict[int, frozenset[str]] = field(default_factory=dict)
    """Who looks after an enrolment."""
    programme: dict[int, str] = field(default_factory=dict)
    """Of which programme an enrolment is."""
    events: dict[int, str] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    """Payloads and codes that open nothing, with whose they were; empty where nobody's."""
    secrets: dict[str, frozenset[str]] = field(default_factory=dict)
    """Words that only some may ever be shown."""

    def here(self, role: str) -> Here:
        """Where somebody acts, as it is now."""
        return Here(self.unit, HOUSE, Caller(CHATS[role], people.by_chat(self.unit, CHATS[role])), NOW)

    @property
    def operator(self) -> Here:
        return Here(self.unit, HOUSE, OPERATOR, NOW)

    def of_runs(self) -> Mapping[int, str]:
        """Whose each form is."""
        rows = self.unit.rows("SELECT id, enrolment FROM runs")
        return {row["id"]: self.owner.get(row["enrolment"], "") for row in rows}

    def of_occasions(self) -> Mapping[int, frozenset[str]]:
        """Who may act on each thing to follow up."""
        rows = self.unit.rows("SELECT id, enrolment FROM occasions WHERE audience = 'coach'")
        return {row["id"]: self.carers[row["enrolment"]] for row in rows}

    def of_tasks(self) -> Mapping[int, frozenset[str]]:
        """Who may act on each wish for contact."""
        rows = self.unit.rows("SELECT id, enrolment FROM tasks WHERE kind = 'contact'")
        return {row["id"]: self.carers[row["enrolment"]] for row in rows}


@contextmanager
def world(folder: Path) -> Iterator[World]:
    """Give a world in a database of its own; nothing that is done to it is kept."""
    with transaction(folder) as unit:
        yield peopled(World(unit))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with world(tmp_path_factory.mktemp("world")) as found:
        yield found


@pytest.fixture
def made(whole: World) -> Iterator[World]:
    """Give the module's world; nothing that a test does to it stays."""
    whole.unit.db.execute("SAVEPOINT test")
    yield whole
    whole.unit.db.execute("ROLLBACK TO test")
    whole.unit.db.execute("RELEASE test")


def peopled(made: World) -> World:
    for role, grant in STAFF.items():
        person = people.add(made.unit, CHATS[role], "sv").id
        people.grant(made.unit, person, [grant])
        people.set_name(made.unit, person, staff_name(role))
        made.person[role] = person
    both = frozenset({COACH, COLLEAGUE})
    _takes_part(made, ALVA, COACH, "REF-ALVA", frozenset({COACH}))
    _takes_part(made, BO, COLLEAGUE, "REF-BO", both)
    _invited(made, CLEO, COACH, "REF-CLEO", frozenset({COACH}))
    _takes_part(made, "Dina", REMOVED, "REF-DINA", both)
    _takes_part(made, "Erik", COACH_ELSEWHERE, "REF-ERIK", frozenset({COACH_ELSEWHERE}))
    _waits_for_a_phone(made)
    _closed(made)
    _things(made)
    _words(made)
    _removed(made)
    return made


def _invited(made: World, who: str, coach: str, reference: str, carers: frozenset[str]) -> int:
    """Let a coach invite somebody, who opens the link and chooses a language."""
    CHATS.setdefault(who, 900_000 + len(CHATS))
    found = invite(made.here(coach), NewParticipant(STAFF[coach].programme, reference))
    enrolment = found.enrolment.id
    enter(made.here(who), Entry(found.invitation.payload, "sv"))
    made.owner[enrolment], made.carers[enrolment] = who, carers
    made.programme[enrolment] = found.enrolment.programme
    made.person[who] = made.here(who).person().id
    made.secrets[reference] = carers | {who}
    made.words[found.invitation.payload] = who
    return enrolment


def _takes_part(made: World, who: str, coach: str, reference: str, carers: frozenset[str]) -> int:
    """Let somebody take part, answer a question, and ask for contact; the coach records something."""
    enrolment = _invited(made, who, coach, reference, carers)
    choose(made.here(who), Choice(enrolment, takes_part=True))
    contact.ask(made.here(who), enrolment)
    record(made.here(coach), Recording(enrolment, "kon", "kvinna"))
    for run in runs.of_enrolment(made.unit, enrolment):
        answer(made.here(who), Given(run.id, 0, "arbete"))
    runs.open_run(made.unit, enrolment, HOUSE.catalogue.questionnaires["halsa-start"], "start")
    return enrolment


def _waits_for_a_phone(made: World) -> None:
    """Invite somebody who has not opened the link, which only the coach may show again."""
    found = invite(made.here(COACH), NewParticipant(HERE, "REF-GUN"))
    made.carers[found.enrolment.id] = frozenset({COACH})
    made.programme[found.enrolment.id] = HERE
    for secret in ("REF-GUN", found.invitation.payload, found.invitation.code):
        made.secrets[secret] = frozenset({COACH})


def _closed(made: World) -> None:
    """Close somebody whose last form waits; in both programmes somebody was there a quarter ago."""
    for key in (HERE, ELSEWHERE):
        long_ago = enrolments.invite(made.unit, key, None, None, LAST_QUARTER).id
        enrolments.start(made.unit, long_ago, LAST_QUARTER)
        made.carers[long_ago] = frozenset({COACH, COLLEAGUE} if key == HERE else {COACH_ELSEWHERE})
        made.programme[long_ago] = key
    enrolment = _takes_part(made, "Hanna", COACH, "REF-HANNA", frozenset({COACH}))
    close(made.here(COACH), Closure(enrolment, "arbete"))
    runs.open_run(made.unit, enrolment, HOUSE.catalogue.questionnaires["avslut"], "closure")


def _things(made: World) -> None:
    """Let everything be there that coaches and coordinators have buttons for."""
    remind = replace(made.here(COACH), update=REMINDER_UPDATE)
    own_reminders.understand(remind, "imorgon kl 9 ORD-MINNE")
    own_reminders.keep(remind, REMINDER_UPDATE)
    made.secrets["ORD-MINNE"] = frozenset({COACH})
    standing_in.let_stand_in(
        made.here(COLLEAGUE), standing_in.StandIn(made.person[COACH], NOW.date() + timedelta(days=7))
    )
    for role, key in ((COORDINATOR, HERE), (COORDINATOR_ELSEWHERE, ELSEWHERE)):
        _noted(made, role, key)
        report(made.here(role), Asked(key, QUARTER))
    form = HOUSE.catalogue.questionnaires["avslut"]
    held = '[[2, "", {}]]'
    upload = paper_uploads.Upload(
        made.person[COORDINATOR], HELD_UPDATE, HERE, form.key, form.version, held, NOW + timedelta(hours=1)
    )
    paper_uploads.keep(made.unit, upload)


def _noted(made: World, role: str, key: str) -> None:
    """Let a coordinator note something and open an event."""
    seen = readers(key)
    made.secrets[f"ORD-{key}"], made.secrets[f"TRÄFF-{key}"] = frozenset({role}), seen
    told = ReportNote(key, NoteKind.ACTIVITY, NOW.date(), f"ORD-{key}", made.person[role], NOW)
    made.notes[report_notes.add(made.unit, told)] = role
    event = open_event(made.here(role), Opening(key, "traff", f"TRÄFF-{key}", NOW.date() + timedelta(days=9)))
    made.events[event.id] = key
    made.secrets[event.payload] = seen
    fact = next((each for each in HOUSE.catalogue.programmes[key].facts if each.about == "place"), None)
    if fact:
        place = HOUSE.catalogue.programmes[key].places[0]
        notes.add(made.unit, notes.Note(key, fact.key, place, NOW.date(), 99, made.person[role], NOW))


def _words(made: World) -> None:
    """Make words that open nothing: expired, revoked, invented, closed."""
    old = replace(made.operator, now=NOW - invitations.VALID_FOR)
    expired = invite(old, NewParticipant(HERE)).invitation
    revoked = invite_staff(made.operator, NewStaff(Role.ADMINISTRATOR))
    made.unit.run("UPDATE invitations SET revoked = 1 WHERE id = ?", revoked.id)
    event = open_event(made.here(COORDINATOR), Opening(HERE, "traff", "Stängd", NOW.date()))
    events.close(made.unit, event.id, NOW - timedelta(seconds=1))
    made.events[event.id] = HERE
    for word in (expired.payload, expired.code, revoked.payload, revoked.code, event.payload, "x" * 32, "ABCDEFGHJK"):
        made.words[word] = ""
    for row in made.unit.rows("SELECT id, programme FROM enrolments"):
        made.carers.setdefault(row["id"], frozenset({COACH, COLLEAGUE}))
        made.programme.setdefault(row["id"], row["programme"])


def _removed(made: World) -> None:
    """Let somebody be removed who came by a link, had a colleague stand in, and had begun something."""
    link = invite_staff(made.operator, NewStaff(Role.COACH, (HERE,)))
    enter(made.here(REMOVED), Entry(link.payload, "sv", name=staff_name(REMOVED)))
    made.words[link.payload] = REMOVED
    until = NOW.date() + timedelta(days=7)
    standing_in.let_stand_in(made.here(REMOVED), standing_in.StandIn(made.person[COACH], until))
    roles.take_away(made.operator, roles.member(made.operator, made.person[REMOVED]))
    for role in set(STAFF) - {REMOVED}:
        made.secrets[staff_name(role)] = _knows(role)
    assert not enrolments.of_person(made.unit, made.person[REMOVED])


def _knows(role: str) -> frozenset[str]:
    """Who may see what a member of staff is called: those who may take the role away, and coaches beside them."""
    grant = STAFF[role]
    beside = {each for each, other in STAFF.items() if other == grant and each != REMOVED}
    above = {ADMINISTRATOR, *({ADMINISTRATOR_ELSEWHERE} if grant.programme == ELSEWHERE else ())}
    return frozenset({role, *above, *(beside if grant.role is Role.COACH else ())})


def readers(programme: str) -> frozenset[str]:
    """Who may look at a programme's figures; ``""`` is all of them together."""
    of = {
        HERE: {COORDINATOR, ADMINISTRATOR},
        ELSEWHERE: {COORDINATOR_ELSEWHERE, ADMINISTRATOR, ADMINISTRATOR_ELSEWHERE},
        "": {ADMINISTRATOR},
    }
    return frozenset(of.get(programme, ()))
