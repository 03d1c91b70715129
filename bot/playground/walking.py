"""Invented people who find their own way: they read what the bot shows and press what a person would press."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import TypeAlias

from bot.playground.chats import Chat
from bot.playground.messages import Message
from bot.playground.people import Person

PATIENCE = 20.0
#: What leads out of the way, back or aside.
ASIDE = frozenset(
    {
        "Avbryt",
        "Tillbaka",
        "Pausa",
        "Läs mer",
        "Vill inte svara",
        "Skyddade uppgifter",
        "Ta bort mitt svar",
        "Fler",
        "Jag får hjälp att svara",
    }
)
FORWARD = ("Skicka in", "Svenska", "Ja", "Klar")
SKIP = "Hoppa över"
COMMENTS = (
    "Bra bemötande hela vägen.",
    "Jag hade gärna börjat tidigare.",
    "Det hjälpte att ha samma person att prata med.",
    "Lite långt att resa, men värt det.",
)
OFTEN = 0.4

Screen: TypeAlias = tuple[tuple[int, str, object], ...]
Finished: TypeAlias = Callable[[Message], bool]


@dataclass
class Walker:
    """Presses and writes by chance, the same way for the same seed."""

    random: Random = field(default_factory=Random)

    async def walk(self, person: Person, since: int, finished: Finished, wish: str = "") -> Message:
        """Go on from button to button until a message newer than `since` is what was wanted; return it.

        A button whose text holds `wish` is taken before others. Raises WaitedInVainError where the way ends.
        """
        seen: Screen = ()
        chat = person.chat
        while True:
            await chat.wait(partial(ready, since=since, seen=seen, finished=finished), PATIENCE)
            done = [message for message in newer(chat, since) if finished(message)]
            if done:
                return done[0]
            seen = screen(chat, since)
            self.act(person, asked(chat, since), wish)

    def act(self, person: Person, message: Message, wish: str) -> None:
        """Do one thing that the message asks for."""
        labels = [label for row in message.labels for label in row]
        if labels[0] == SKIP and not wish and self.random.random() < OFTEN:
            person.send(self.random.choice(COMMENTS))
        else:
            person.press_label(self.chosen(labels, wish), message=message)

    def chosen(self, labels: list[str], wish: str) -> str:
        """Return the label to press: what is wished for, what leads on, or one by chance, the first ones more often."""
        wished = [label for label in labels if wish and wish in label]
        leading = [label for label in FORWARD if label in labels]
        if wished or leading:
            return (wished or leading)[0]
        options = [label for label in labels if label not in ASIDE and not label.startswith("Ändra ")] or labels
        return self.random.choices(options, range(len(options), 0, -1))[0]


def newer(chat: Chat, since: int) -> list[Message]:
    """Return the bot's messages that came after a number, the newest first."""
    return [message for message in reversed(chat.from_bot) if message.id > since]


def asked(chat: Chat, since: int) -> Message:
    """Return the newest message that asks for something."""
    return next(message for message in newer(chat, since) if message.keyboard)


def screen(chat: Chat, since: int) -> Screen:
    """Return what the bot shows, to see whether it changes."""
    return tuple((message.id, message.text, message.keyboard) for message in newer(chat, since))


def ready(chat: Chat, since: int, seen: Screen, finished: Finished) -> bool:
    """Tell whether the way has ended, or something new asks for a press."""
    news = newer(chat, since)
    return any(map(finished, news)) or (screen(chat, since) != seen and any(message.keyboard for message in news))
