"""A little invented history: people who were invited, answered, were closed, and answered again.

Everything is done as people do it, press by press; whoever calls may let time pass in between.
"""

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from bot.playground.board import Board
from bot.playground.messages import Message
from bot.playground.people import LINK, Person
from bot.playground.together import together
from bot.playground.walking import Walker
from bot.playground.world import World

#: Invented people's first names; who comes later is told apart by a number.
NAMES = ("Alex", "Billie", "Charlie", "Elis", "Kim", "Lo", "Mika", "Noa", "Robin", "Sam", "Tove", "Love", "Eli", "Mio")
AT_ONCE = 12


@dataclass
class Progress:
    """How far something has come, told on the board."""

    board: Board
    of: int
    done: int = 0

    def step(self) -> None:
        """One more thing is done."""
        self.done += 1
        self.board.tell("progress", {"done": self.done, "of": self.of})


@contextmanager
def progress(board: Board, of: int) -> Iterator[Progress]:
    """Give a progress that everybody sees until its end."""
    board.tell("progress", {"done": 0, "of": of})
    try:
        yield Progress(board, of)
    finally:
        board.tell("progress", None)


@dataclass
class History:
    """Invented people and the coach who has them, each known by the coach's reference."""

    world: World
    coach: Person
    walker: Walker = field(default_factory=Walker)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(101))
    people: dict[str, Person] = field(default_factory=dict)

    async def welcome(self, person: Person, progress: Progress) -> None:
        """Let one of the staff take what they were invited to."""
        await self.walker.walk(person, 0, lambda message: over(message, "/"))
        progress.step()

    async def invite(self, person: Person) -> str:
        """Let the coach invite a person, who opens the link; return the coach's reference."""
        reference = f"F{next(self.numbers)}"
        sent = self.coach.send(f"/ny {reference}")
        told = await self.walker.walk(self.coach, sent.id, lambda message: bool(link(message, reference)), reference)
        self.people[reference] = person
        person.open(link(told, reference))
        return reference

    async def come(self, count: int, progress: Progress) -> list[str]:
        """Let new people take part and answer their first questions; return their references."""
        references = [await self.invite(self.world.person(unused_name(self.world))) for _ in range(count)]
        await self.answer([(self.people[reference], 0) for reference in references], progress)
        return references

    async def leave(self, references: Sequence[str], progress: Progress) -> None:
        """Let the coach close people, who then answer what they are asked at the end."""
        since = [(self.people[reference], max(self.people[reference].chat.messages)) for reference in references]
        for reference in references:
            await self.close(reference)
        await self.answer(since, progress)

    async def close(self, reference: str) -> None:
        """Let the coach close a person, with some outcome."""
        sent = self.coach.send("/avsluta")
        await self.walker.walk(self.coach, sent.id, lambda message: over(message, reference), reference)

    async def answer(self, since: Sequence[tuple[Person, int]], progress: Progress) -> None:
        """Let people answer, each to the end, what the bot asks after a message's number."""
        for first in range(0, len(since), AT_ONCE):
            batch = since[first : first + AT_ONCE]
            await together(*(self._answer(person, number, progress) for person, number in batch))

    async def _answer(self, person: Person, since: int, progress: Progress) -> None:
        # A form that is sent in always says thanks.
        await self.walker.walk(person, since, lambda message: over(message, "Tack"))
        progress.step()


def tidy(person: Person, keep: int) -> None:
    """Let a person clear away what lies before the last messages of a long chat, having looked at it."""
    for message in person.chat.shown[:-keep]:
        person.delete(message)
    person.look()


def link(message: Message, reference: str) -> str:
    """Return the link in a message about a reference, empty if there is none."""
    found = LINK.search(message.text) if reference in message.text else None
    return found[0] if found else ""


def over(message: Message, word: str) -> bool:
    """Tell whether a message holds a word and asks for nothing more."""
    return word in message.text and not message.keyboard


def unused_name(world: World) -> str:
    """Return a name that nobody has yet."""
    taken = {person.names["first_name"] for person in world.people.values()}
    return next((name for name in NAMES if name not in taken), f"Deltagare {len(taken) + 1}")
