"""What must be so after every update, whoever sent it and whatever it was."""

from dataclasses import dataclass, field

from structlog.typing import EventDict

from bot.playground import Message, Person
from tests.promises.direct import Direct
from tests.promises.spoken import foreign_lines

HARMLESS = ("query is too old", "message is not modified", "message to delete not found", "message to edit not found")
"""What Telegram says of messages and presses that are gone."""


@dataclass
class Watch:
    """Watches what updates lead to. ``logs`` is what the bot logs meanwhile."""

    at: Direct
    logs: list[EventDict] = field(default_factory=list)
    _calls: int = 0
    _aside: object = None
    _before: dict[int, Message] = field(default_factory=dict)

    def look(self, person: Person) -> None:
        """Look at a chat just before its person acts."""
        self._before, self._calls = dict(person.chat.messages), len(self.at.world.calls)
        self._aside = self.at.rows("SELECT COUNT(*) FROM failures")
        self.logs.clear()

    def shown(self, person: Person) -> list[Message]:
        """Give what the bot has written or changed since."""
        return [message for message in person.chat.from_bot if self._before.get(message.id) != message]

    def wrong(self, person: Person, language: str) -> str:
        """Say what is wrong with the answer to what the person did; empty where all is well."""
        shown = self.shown(person)
        texts = [each.text for each in shown] + [button.text for each in shown for button in each.buttons]
        calls = self.at.world.calls[self._calls :]
        found = {
            "no answer": not any(call.chat_id == person.id or call.method == "answerCallbackQuery" for call in calls),
            "in another language": [line for line in foreign_lines(texts, language) if line not in self.at.typed],
            "put aside": self.at.rows("SELECT COUNT(*) FROM failures") != self._aside,
            "refused by Telegram": [
                call.description for call in calls if call.ok is False and not harmless(call.description)
            ],
            "logged": [each for each in self.logs if each["log_level"] in {"error", "critical"}],
        }
        return "; ".join(f"{name}: {what}" for name, what in found.items() if what)


def harmless(description: str) -> bool:
    """Whether a refusal only tells of something that is gone."""
    return any(words in description for words in HARMLESS)
