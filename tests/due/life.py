"""People who take part, and what the tick writes to them, over a real database file."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.actions.due import offer_at_once, send_due
from bot.actions.replan import replan
from bot.house import House
from flows.catalogue import SHIPPED, Catalogue, read_association, read_catalogue
from flows.programme import Programme
from flows.timing.schedule import SendWindow
from storage import course, enrolments, linked, occasions, people, runs, unlinked
from storage.database import Database
from storage.enrolments import State
from storage.runs import Run
from storage.seal import Seal
from storage.unit import Unit, moment

STOCKHOLM = ZoneInfo("Europe/Stockholm")
TEAM = "samverkansteam-finnveden"
OFFICE = SendWindow(time(8), time(19))
DAY, HOUR = timedelta(days=1), timedelta(hours=1)

SLOW = "langsam"
"""A programme with a cool-down, whose two forms would come close upon each other."""


def _slow(team: Programme) -> Programme:
    asked = {"open_for": {"days": 60}, "reminders": {"at_most": 2, "every": {"weeks": 1}, "last_day": True}}
    asked_at = [
        {"questionnaire": "start", "at": "start", "after": {"weeks": 1}, **asked},
        {"questionnaire": "avslut", "at": "start", "after": {"days": 9}, **asked},
        {"questionnaire": "start", "at": "planned_end", **asked, "open_for": {"days": 30}},
    ]
    made = team.model_dump(mode="json", exclude_defaults=True) | {
        "key": SLOW,
        "cool_down": {"days": 10},
        "questionnaires": asked_at,
    }
    return Programme.model_validate(made)


def house(window: SendWindow = OFFICE) -> House:
    shipped = read_catalogue(SHIPPED)
    programmes = {**shipped.programmes, SLOW: _slow(shipped.programmes[TEAM])}
    association = read_association(SHIPPED / "association.yaml")
    return House(Catalogue(shipped.questionnaires, programmes), association, window, 5, ("sv",))


def at(text: str) -> datetime:
    """Give a local moment."""
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


@dataclass(frozen=True)
class Written:
    """A letter in the outbox: when it was written, to whom, and about what."""

    at: datetime
    person: int
    kind: str
    form: str

    @property
    def line(self) -> str:
        local = self.at.astimezone(STOCKHOLM)
        return f"{local:%Y-%m-%d %H:%M} {self.kind} {self.form}"


@dataclass
class Life:
    """The people of an installation, and the days that pass."""

    database: Database
    house: House
    path: Path
    seal: Seal
    _chats: list[int] = field(default_factory=list)

    async def joined(self, day: date, programme: str = TEAM, person: int | None = None) -> int:
        """Let someone say yes on a day; give the enrolment."""

        def unit(unit: Unit) -> int:
            who = person or people.add(unit, 4711 + len(self._chats), "sv").id
            one = enrolments.invite(unit, programme, None, None, day).id
            enrolments.bind(unit, one, who)
            enrolments.start(unit, one, day)
            replan(unit, self.house, one)
            offer_at_once(unit, self.house, one, day)
            return one

        self._chats.append(0)
        return await self.database.write(unit)

    async def person_of(self, enrolment: int) -> int:
        found = await self.database.read(lambda unit: enrolments.by_id(unit, enrolment))
        assert found
        assert found.person
        return found.person

    async def closed(self, enrolment: int, day: date) -> None:
        """Close an enrolment as the action does."""

        def unit(unit: Unit) -> None:
            enrolments.close(unit, enrolment, "arbete", day)
            for run in runs.of_enrolment(unit, enrolment):
                runs.end(unit, run.id)
            replan(unit, self.house, enrolment)

        await self.database.write(unit)

    async def replan(self, enrolment: int, house: House | None = None) -> None:
        await self.database.write(lambda unit: replan(unit, house or self.house, enrolment))

    async def planned_end(self, enrolment: int, day: date) -> None:
        await self.database.write(lambda unit: course.set_planned_end(unit, enrolment, day))
        await self.replan(enrolment)

    async def state(self, enrolment: int, state: State) -> None:
        await self.database.write(lambda unit: course.set_state(unit, enrolment, state))

    async def silent(self, enrolment: int, *, silent: bool) -> None:
        person = await self.person_of(enrolment)
        await self.database.write(lambda unit: people.set_silent(unit, person, silent=silent))

    async def answered(self, enrolment: int, form: str, day: date) -> None:
        run = await self.run(enrolment, form)
        await self.database.write(lambda unit: runs.finish(unit, run.id, day))

    async def drafted(self, enrolment: int, form: str) -> None:
        """Let someone answer a question and stop there."""
        run = await self.run(enrolment, form)
        keep = linked.keep if run.linked else None

        def unit(unit: Unit) -> None:
            if keep:
                keep(unit, run.id, "nagot", "Mina ord", is_words=True)
            else:
                unlinked.keep_draft(unit, run.id, "nagot", "Mina ord")

        await self.database.write(unit)

    async def run(self, enrolment: int, form: str) -> Run:
        found = await self.database.read(lambda unit: runs.of_enrolment(unit, enrolment))
        return next(run for run in found if f"{run.questionnaire} {run.moment}" == form)

    async def last_day(self, enrolment: int, form: str) -> date | None:
        run = await self.run(enrolment, form)
        return await self.database.read(lambda unit: runs.last_day(unit, run.id))

    async def states(self, enrolment: int) -> list[str]:
        """Give the participant's occasions with their states, in order of time."""
        found = await self.database.read(lambda unit: occasions.of_enrolment(unit, enrolment))
        return [f"{each.kind} {each.item} {each.state}" for each in found if each.audience == "participant"]

    async def tick(self, now: datetime) -> int:
        return await self.database.write(lambda unit: send_due(unit, self.house, now))

    async def through(self, start: datetime, end: datetime, step: timedelta = HOUR) -> None:
        """Tick again and again."""
        while start <= end:
            await self.tick(start)
            start += step

    async def letters(self, enrolment: int | None = None) -> list[str]:
        """Give every letter about a form that was ever written, in order."""

        def unit(unit: Unit) -> list[Written]:
            rows = unit.rows(
                "SELECT outbox.*, questionnaire, moment, enrolment FROM outbox"
                " JOIN runs ON runs.id = subject ORDER BY outbox.id"
            )
            return [
                Written(moment(row["due"]), row["person"], row["kind"], f"{row['questionnaire']} {row['moment']}")
                for row in rows
                if enrolment in {None, row["enrolment"]}
            ]

        return [letter.line for letter in await self.database.read(unit)]

    async def keys(self) -> list[str]:
        return await self.database.read(lambda unit: [row["key"] for row in unit.rows("SELECT key FROM outbox")])

    def with_window(self, window: SendWindow) -> "Life":
        return replace(self, house=house(window))
