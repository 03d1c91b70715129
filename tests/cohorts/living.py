"""Lets a cohort live: everybody on a phone of their own, over the Bot API, day by day to the end."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from bot.actions.coach.record_named import Named, record_named
from bot.playground import Message, Person
from flows.facts import Fact
from flows.programme import Programme
from tests.cohorts.cohort import Cohort, Row, closed, facts, forms, joined, people
from tests.conversations.scene import Scene, set_scene
from tests.harness import PATIENCE

_LETTER = "Här är några frågor till dig."
_UNKNOWN = "Vet inte än"


async def lived(tmp_path: Path, cohort: Cohort) -> list[dict[str, Any]]:
    """Let a cohort live to its end; give the goals as ``status --json`` prints them then.

    Time goes by in leaps, so there is little for the tick to do: each second is enough.
    """
    async with set_scene(tmp_path, tick_seconds="1") as scene:
        coach = await scene.staff("coach", cohort.programme)
        coordinator = await scene.staff("coordinator", cohort.programme)
        await _Life(scene, cohort, coach, coordinator).through()
        status = await scene.stage.figures(cohort.programme)
        found = {state: count for state, count in status["people"].items() if count}
        assert found == people(cohort), found
        return list(status["goals"])


@dataclass
class _Life:
    """A cohort on a scene, with its coach and its coordinator."""

    scene: Scene
    cohort: Cohort
    coach: Person
    coordinator: Person
    phones: dict[str, Person] = field(default_factory=dict)
    seen: dict[int, int] = field(default_factory=dict)
    """The last message of each chat before the person was closed."""

    @property
    def programme(self) -> Programme:
        return self.scene.house.catalogue.programmes[self.cohort.programme]

    async def through(self) -> None:
        """Go through all days in order."""
        for day in self._days():
            self._let_it_be(day)
            await self._begin([row for row in self.cohort.rows if self._invited_on(row) == day])
            await self._answer([row for row in joined(self.cohort.rows) if self._asked_on(row) == day], "vagen")
            over = [row for row in closed(self.cohort.rows) if date.fromisoformat(row["closed"]) == day]
            for row in over:
                await self._close(row)
            await self._answer(over, "slut")
        await self._at_the_end()

    def _days(self) -> list[date]:
        """Give the days on which something happens."""
        over = {date.fromisoformat(row["closed"]) for row in closed(self.cohort.rows)}
        rows = self.cohort.rows
        days = over | {self._invited_on(row) for row in rows} | {self._asked_on(row) for row in joined(rows)}
        return sorted(days | {self.cohort.looked_on})

    def _invited_on(self, row: Row) -> date:
        return date.fromisoformat(row["joined"]) if row.get("joined", "nej") != "nej" else self.cohort.first

    def _asked_on(self, row: Row) -> date:
        return self._invited_on(row) + timedelta(days=self.cohort.after)

    def _let_it_be(self, day: date) -> None:
        self.scene.stage.clock.ahead = datetime.combine(day, time(12), UTC) - datetime.now(UTC)

    async def _begin(self, rows: list[Row]) -> None:
        """Invite people, who say yes or no or nothing; the coach records what is known at the start."""
        for row in rows:
            link = await self._link(row)
            person = self.phones[row["ref"]] = self.scene.stage.world.person(row["ref"], "sv")
            if "joined" in row:
                person.open(link)
                await self.scene.quiet()
                await self.scene.press(person, "Svenska")
                await self.scene.press(person, "Nej" if row["joined"] == "nej" else "Ja")
        if rows and self._invited_on(rows[0]) == self.cohort.first:
            await self._count_protected()
            await self._record_in_chat(rows[0])
        await self._answer(joined(tuple(rows)), "start")

    async def _link(self, row: Row) -> str:
        """Let the coach invite; into a group, if there is one."""
        if "grupp" not in row:
            return await self.scene.link_with(self.coach, row["ref"])
        for words in ("/ny", row["ref"], "Hoppa över", "Vet inte"):
            await self.scene.say(self.coach, words)
        offered = (label for rows in _newest(self.coach, "Ny grupp").labels for label in rows)
        group = next((label for label in offered if label.startswith(row["grupp"])), None)
        for words in [group] if group else ["Ny grupp", row["grupp"], row["joined"]]:
            await self.scene.say(self.coach, words)
        shown = next(each for each in reversed(self.coach.chat.from_bot) if f"Länk till {row['ref']}:" in each.text)
        return next(line for line in shown.text.splitlines() if line.startswith("https://t.me/"))

    async def _count_protected(self) -> None:
        for sex, year in self.cohort.protected:
            for words in ("/ny", "Skyddade uppgifter", sex, year):
                await self.scene.say(self.coach, words)

    async def _record_in_chat(self, row: Row) -> None:
        """Record what is known of one person at the start in Registrera."""
        await self.scene.say(self.coach, "/deltagare")
        for label in (row["ref"], "Registrera"):
            await self.scene.press(self.coach, label)
        for fact in self.programme.facts_about("person"):
            if fact.due == "start" and fact.key in row:
                await self.scene.press(self.coach, fact.label)
                await self.scene.say(self.coach, _label(fact, row[fact.key]))
                assert _newest(self.coach, "Till personen").text.startswith(f"{fact.label}: "), self.coach.chat.text

    async def _close(self, row: Row) -> None:
        """Let the coach close someone, with the facts that are asked for then."""
        outcome = self.programme.outcome(row["outcome"])
        assert outcome
        person = self.phones[row["ref"]]
        self.seen[person.id] = person.chat.from_bot[-1].id
        await self.scene.say(self.coach, "/avsluta")
        for label in (row["ref"], outcome.label, "Idag", "Nej"):
            await self.scene.press(self.coach, label)
        while _newest(self.coach, "Avbryt").labels[0][0] != "Avsluta":
            await self._say(self._known_at_closure(row))
        await self.scene.press(self.coach, "Avsluta")

    async def _say(self, words: str) -> None:
        """Let the coach press what is offered, and type what is not."""
        is_offered = any(words in labels for labels in _newest(self.coach, "Avbryt").labels)
        await (self.scene.press(self.coach, words) if is_offered else self.scene.say(self.coach, words))

    def _known_at_closure(self, row: Row) -> str:
        """Give the answer to the fact that the closing asks for; a day that lies ahead is not known yet."""
        asked = _newest(self.coach, _UNKNOWN).text.splitlines()[0]
        fact = next(fact for fact in self.programme.facts_about("person") if fact.label == asked)
        value = row.get(fact.key)
        return _UNKNOWN if value is None or (fact.kind == "date" and value > row["closed"]) else _label(fact, value)

    async def _answer(self, rows: list[Row], moment: str) -> None:
        """Let people answer what they are asked at a moment."""
        for row in rows:
            for form, pressed in forms(row, moment).items():
                await self._press_through(self.phones[row["ref"]], form, pressed)

    async def _press_through(self, person: Person, form: str, pressed: list[str]) -> None:
        title = self.scene.house.catalogue.questionnaires[form].title
        await self._offered(person)
        await self.scene.say(person, "/enkat")
        await self.scene.press(person, title if _has(person, title) else "Börja")
        for each in pressed:
            await self._press(person, each)
        await self.scene.press(person, "Skicka in")
        assert any("Tack" in message.text for message in person.chat.from_bot[-3:]), person.chat.transcript

    async def _offered(self, person: Person) -> None:
        """Wait for the letter that offers a form."""
        seen = self.seen.get(person.id, 0)
        await person.chat.wait(
            lambda chat: any(_LETTER in each.text and each.id > seen for each in chat.from_bot), timeout=PATIENCE
        )

    async def _press(self, person: Person, pressed: str) -> None:
        """Press an answer; a mark on a thermometer is found among its ten."""
        if pressed.isalpha() and pressed != "X":
            asked = _newest(person, "Pausa")
            await self.scene.press(person, asked.labels[ord(pressed) - ord("a")][0])
            return
        label = {".": "Vill inte svara", "-": "Hoppa över", "X": "10"}.get(pressed, pressed.lstrip(":"))
        if pressed.startswith(":") and label != "100":
            await self.scene.press(person, f"{int(label) // 10 * 10}")
        await self.scene.press(person, label)

    async def _at_the_end(self) -> None:
        """Record what is left at the command line's door, and note what is known of the programme."""
        for row in joined(self.cohort.rows):
            named = Named(self.programme.key, row["ref"], tuple(f"{key}={value}" for key, value in facts(row).items()))
            await self.scene.do(lambda here, named=named: record_named(here, named))  # type: ignore[misc]  # bound now
        for note in self.cohort.notes:
            for words in ("/anteckna", *note):
                await self.scene.say(self.coordinator, words)
        confirmed = [each for each in self.coordinator.chat.from_bot if each.text.startswith("Antecknat: ")]
        assert len(confirmed) == len(self.cohort.notes), self.coordinator.chat.transcript


def _label(fact: Fact, value: str) -> str:
    """Give what stands on the button of a fact's value, or what is typed."""
    options = {option.key: option.label for option in fact.options} | {"ja": "Ja", "nej": "Nej"}
    return options.get(value, value)


def _has(person: Person, label: str) -> bool:
    return any((label in row) for message in person.chat.from_bot for row in message.labels)


def _newest(person: Person, label: str) -> Message:
    """Give the newest message with this button; a letter may have come since."""
    return next(each for each in reversed(person.chat.from_bot) if any(label in row for row in each.labels))
