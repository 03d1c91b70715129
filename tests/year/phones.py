"""What people do on their phones in the year, each thing as a person would do it."""

from dataclasses import dataclass, field
from random import Random

from bot.playground import Person
from tests.harness import shows
from tests.year.behaviour import Act
from tests.year.diary import Diary
from tests.year.install import Install

_LEAVES = {"Tillbaka", "Pausa", "Vill inte svara", "Jag får hjälp att svara"}


@dataclass
class Phones:
    """Phones before an installation, and the diaries of those whose year is read."""

    install: Install
    chance: Random
    diaries: dict[int, Diary] = field(default_factory=dict)

    def diary(self, person: Person) -> Diary:
        """Begin a person's diary."""
        return self.diaries.setdefault(person.id, Diary(person))

    def look(self) -> None:
        """Let those whose year is read look at their phones."""
        for diary in self.diaries.values():
            diary.look(self.install.now)

    async def say(self, person: Person, text: str) -> None:
        """Let a person write."""
        self.look()
        await self.install.say(person, text)
        self._note(person, f"» {text}")

    async def press(self, person: Person, *labels: str) -> None:
        """Let a person press buttons one after the other."""
        for label in labels:
            self.look()
            toast = await self.install.press(person, label)
            self._note(person, f"» [{label}]{f' ({toast})' if toast else ''}")

    def _note(self, person: Person, done: str) -> None:
        if person.id in self.diaries:
            self.diaries[person.id].look(self.install.now, done)

    async def invite(self, coach: Person, reference: str) -> str:
        """Let a coach invite someone in one go; give the link."""
        await self.say(coach, f"/ny {reference}")
        return _link(coach)

    async def open(self, person: Person, link: str) -> None:
        """Let a person open a link and choose Swedish."""
        await self.say(person, f"/start {link.partition('=')[2]}")
        await self.press(person, "Svenska")

    async def fill(self, person: Person) -> None:
        """Let a person fill in the form that waits and send it in."""
        await self._begin(person)
        while (labels := _labels(person)) and "Skicka in" not in labels:
            await self.press(person, self.chance.choice([each for each in labels if each not in _LEAVES]))
        await self.press(person, "Skicka in")

    async def begin(self, person: Person) -> None:
        """Let a person answer a question and leave the form."""
        await self._begin(person)
        await self.press(person, _labels(person)[0], "Pausa")

    async def _begin(self, person: Person) -> None:
        if not {"Börja", "Fortsätt"} & set(_labels(person)):
            await self.say(person, "/enkat")
        await self.press(person, *({"Börja", "Fortsätt"} & set(_labels(person))))

    async def card(self, coach: Person, reference: str) -> None:
        """Let a coach open someone's card."""
        await self._find(coach, "/deltagare", reference)

    async def close(self, coach: Person, reference: str, act: Act, outcome: str) -> None:
        """Let a coach close someone, today or on an earlier day."""
        await self._find(coach, "/avsluta", reference)
        await self.press(coach, outcome)
        if act.last_day == act.day:
            await self.press(coach, "Idag")
        else:
            await self.say(coach, act.last_day.isoformat())
        await self.press(coach, "Nej")
        while "Vet inte än" in _labels(coach):
            await self.press(coach, "Vet inte än")
        await self.press(coach, "Avsluta")
        await shows(coach, f"Underlag för SUS: {reference}")

    async def _find(self, coach: Person, command: str, reference: str) -> None:
        await self.say(coach, command)
        while reference not in _labels(coach):
            await self.press(coach, "Fler")
        await self.press(coach, reference)

    async def new_link(self, coach: Person, reference: str) -> str:
        """Let a coach make a new link for someone; give it."""
        await self.card(coach, reference)
        await self.press(coach, "Ny länk")
        return _link(coach)

    async def planned_end(self, coach: Person, reference: str, act: Act) -> None:
        """Let a coach write when someone is to end."""
        await self.card(coach, reference)
        await self.press(coach, "Planerat slut")
        await self.say(coach, act.words.split()[-1])

    async def follow_up(self, coach: Person, line: str, how: str) -> None:
        """Let a coach handle one thing in the list."""
        await self.press(coach, next(each for each in _labels(coach) if line.startswith(each.removesuffix("…"))))
        if how.startswith("snoozed"):
            await self.press(coach, "Snooza", "Ett annat datum")
            await self.say(coach, how.split()[1])
        elif how:
            await self.press(coach, "Inte aktuellt")
            await self.say(coach, "Vi sågs i gruppen i stället")
        else:
            await self.press(coach, "Gjort")


def _labels(person: Person) -> list[str]:
    """Give what stands on the buttons of the newest message that has any."""
    shown = next((message for message in reversed(person.chat.from_bot) if message.buttons), None)
    return [label for row in shown.labels for label in row] if shown else []


def _link(coach: Person) -> str:
    texts = reversed([message.text for message in coach.chat.from_bot])
    return next(word for text in texts for word in text.split() if word.startswith("https://t.me/"))
