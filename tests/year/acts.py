"""The year, acted out: everybody does on their phone what the file says, and what the bot says by itself is noted."""

import re
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.playground import Person
from tests.year.behaviour import COACHES_HOUR, END, PARTICIPANTS_HOUR, Act, Behaviour, Year
from tests.year.expected import Expected
from tests.year.install import Heard
from tests.year.letters import TEAM, Came
from tests.year.phones import Phones

_BY_ITSELF = (
    (re.compile(r"Hej! Här är några frågor till dig\."), "offer"),
    (re.compile(r"Hej! Frågorna till dig finns kvar\."), "reminder"),
    (re.compile(r"Hej! (Idag är sista dagen|Sista dagen) att svara på frågorna"), "last_day"),
    (re.compile(r"Hej! Vi har sett att du vill ha kontakt\."), "taken"),
    (re.compile(r"(\S+): har väntat länge\s+(.+)"), "late {0} · {1}"),
    (re.compile(r"(\S+) har varit med längre än insatsens längsta tid"), "longest {0}"),
    (re.compile(r"(\S+) vill ha kontakt"), "asks for contact {0}"),
    (re.compile(r"(\S+) går inte att nå här just nu"), "blocks {0}"),
    (re.compile(r"Kvar att göra senast (\d+ \w+)"), "left {0}"),
    (re.compile(r"Nu är kvartal (\d) (\d+) klart\."), "quarter {1}-Q{0}"),
)
_DIGEST = re.compile(r"(Mån|Tis|Ons|Tors|Fre)dag \d+ \w+(?:: \d+ att följa upp)?\n")
_COUNTS = ("Vill ha kontakt", "Försenat", "Idag", "Senare i veckan")


def _number(words: str, text: str) -> int:
    found = re.search(words.replace("#", r"(\d+)"), text)
    return int(found[1]) if found else 0


def said_by_itself(text: str) -> str:
    """Say what a message of the bot is, if it is one that the bot begins."""
    if _DIGEST.match(text):
        return f"digest {tuple(_number(f'{each}: #', text) for each in _COUNTS)}"
    if text.startswith("Veckan börjar så här:"):
        return f"week {_number('# uppföljning', text)} {_number('# person(?:er)? går', text)}"
    for pattern, what in _BY_ITSELF:
        if found := pattern.match(text):
            return what.format(*found.groups())
    return ""


@dataclass
class Acting:
    """Everybody with their phones."""

    phones: Phones
    behaviour: Behaviour
    expected: Expected
    staff: dict[str, Person]
    people: dict[str, Person] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    chats: dict[int, str] = field(default_factory=dict)
    """Whose a chat is, or was."""
    read: tuple[str, ...] = ()
    """Whose diary is kept, of those who take part."""

    async def through(self) -> None:
        """Act out the whole year."""
        self.chats |= {person.id: name for name, person in self.staff.items()}
        for day, hour in self.behaviour.moments:
            await self.phones.install.until(day, hour)
            for year in self.behaviour.people:
                for act in year.acts:
                    if (act.day, act.hour) == (day, hour):
                        await self._do(year, act)
            for coach in self.behaviour.coaches if hour == COACHES_HOUR else ():
                await self._work(coach, [(item.line, item.how) for item in self.expected.done.get((coach, day), ())])
        await self.phones.install.until(END, PARTICIPANTS_HOUR)
        self.phones.look()

    async def _work(self, coach: str, items: list[tuple[str, str]]) -> None:
        """Let a coach work through what presses."""
        if items:
            await self.phones.say(self.staff[coach], "/uppfoljning")
        for line, how in items:
            await self.phones.follow_up(self.staff[coach], line, how)

    async def _do(self, year: Year, act: Act) -> None:
        acts = self._of_coach(year, act) if act.hour == COACHES_HOUR else self._of_participant(year)
        await next(do for words, do in acts.items() if act.words.startswith(words))()

    def _of_coach(self, year: Year, act: Act) -> dict[str, Callable[[], Awaitable[None]]]:
        phones, coach, reference = self.phones, self.staff[year.coach], year.reference

        async def invited() -> None:
            self.links[reference] = await phones.invite(coach, reference)

        async def new_link() -> None:
            self.links[reference] = await phones.new_link(coach, reference)

        async def closed() -> None:
            outcome = TEAM.outcome(act.words.split()[1])
            assert outcome
            await phones.close(coach, reference, act, outcome.label)

        async def on_card(*labels: str) -> None:
            await phones.card(coach, reference)
            await phones.press(coach, *labels)

        return {
            "invited": invited,
            "new link": new_link,
            "closed": closed,
            "planned end": lambda: phones.planned_end(coach, reference, act),
            "paused": lambda: on_card("Pausa"),
            "resumed": lambda: on_card("Fortsätt"),
            "erased": lambda: on_card("Radera", "Radera"),
            "had contact": lambda: phones.press(coach, "Jag tar det", "Klart"),
        }

    def _of_participant(self, year: Year) -> dict[str, Callable[[], Awaitable[None]]]:
        phones, reference = self.phones, year.reference

        async def comes(answer: str) -> None:
            person = self.people[reference] = self._phone(reference)
            await phones.open(person, self.links[reference])
            await phones.press(person, answer)

        async def moves() -> None:
            person = self.people[reference] = self._phone(reference)
            await phones.open(person, self.links[reference])

        async def says(text: str, *labels: str) -> None:
            await phones.say(self.people[reference], text)
            await phones.press(self.people[reference], *labels)

        async def returns() -> None:
            self.people[reference].unblock()
            await says("/start")

        async def blocks() -> None:
            self.people[reference].block()
            await phones.install.quiet()

        return {
            "joins": lambda: comes("Ja"),
            "declines": lambda: comes("Nej"),
            "moves": moves,
            "answers": lambda: phones.fill(self.people[reference]),
            "begins": lambda: phones.begin(self.people[reference]),
            "asks for tomorrow": lambda: phones.press(self.people[reference], "Påminn mig imorgon"),
            "is silent": lambda: says("/paus"),
            "is heard": lambda: says("/paus"),
            "asks for contact": lambda: says("/kontakt"),
            "blocks": blocks,
            "returns": returns,
            "erases": lambda: says("/radera", "Radera"),
        }

    def _phone(self, reference: str) -> Person:
        person = self.phones.install.world.person("Deltagare")
        self.chats[person.id] = reference
        if reference in self.read:
            self.phones.diary(person)
        return person

    def came(self) -> tuple[Counter[Came], list[Heard]]:
        """Give all that the bot began, counted, and what else it said."""
        came, other = Counter[Came](), []
        for heard in self.phones.install.heard:
            what = said_by_itself(heard.text)
            if what:
                came[Came(heard.at.date(), heard.at.hour, self.chats[heard.chat], what)] += 1
            else:
                other.append(heard)
        return came, other
