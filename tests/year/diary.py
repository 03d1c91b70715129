"""A person's year as their phone showed it, with the days and hours, to be read as they would."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bot.playground import Person
from locales.translator import translator
from tests.conversations.transcript import check, gone, written
from tests.year.zone import STOCKHOLM

GOLDEN = Path(__file__).parent / "golden"
_SWEDISH = translator("sv")


@dataclass
class Diary:
    """What a person did and what then stood on the phone."""

    person: Person
    lines: list[str] = field(default_factory=list)
    _seen: dict[int, str] = field(default_factory=dict)
    _hour: str = ""

    def look(self, now: datetime, done: str = "") -> None:
        """Note what was done just now and what has changed since the last look, with its hour where it came by itself.

        A message that the person reads only now was written when it was written.
        """
        messages = {message.id: message for message in self.person.chat.from_bot}
        texts = {number: written(message) for number, message in messages.items()}
        changed = [messages[number] for number, text in texts.items() if self._seen.get(number) != text]
        if done:
            self._at(now)
            self.lines += [done, *gone(self._seen, texts), *(texts[each.id] for each in changed), ""]
        else:
            for each in changed:
                self._at(datetime.fromtimestamp(each.date, UTC).astimezone(STOCKHOLM))
                self.lines += [*gone(self._seen, texts), texts[each.id], ""]
                self._seen = {number: text for number, text in self._seen.items() if number in texts}
        self._seen = texts

    def _at(self, moment: datetime) -> None:
        hour = f"=== {_SWEDISH.weekday(moment.date())} {moment.year} kl {moment.hour}"
        if hour != self._hour:
            self.lines += [hour, ""]
            self._hour = hour

    def check(self, name: str) -> None:
        """Compare with the golden diary of this name, or write it."""
        check("\n".join(self.lines), GOLDEN / f"{name}.txt")
