"""People who fill in forms one press at a time, and press again only after long without news."""

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from bot.playground import Chat, Message, Person, WaitedInVainError
from flows.conditions import Answer
from flows.questionnaire import FreeText, Question, Questionnaire, Scale

NEWS_WITHIN = 5.0
LONG = 90.0
NO_ANSWERS = frozenset({"Tillbaka", "Pausa", "Behåll mitt svar"})

Look = tuple[tuple[int, str, tuple[tuple[str, ...], ...]], ...]


@dataclass
class Respondent:
    """Somebody with a phone, who remembers what they pressed. A permit is needed for each act."""

    person: Person
    chance: Random
    permits: asyncio.Semaphore
    news_within: float = NEWS_WITHIN
    acts: int = 0
    again: int = 0
    asked_for_offer: int = 0
    given: dict[str, dict[str, Answer]] = field(default_factory=dict)
    """What was answered: by form, by question."""
    _acted: tuple[float, Look] | None = None
    """When the person acted last, and what the bot showed then."""

    def look(self) -> Look:
        """What the bot shows."""
        return tuple((message.id, message.text, message.labels) for message in self.person.chat.from_bot)

    async def do(self, act: Callable[[], object]) -> None:
        """Act once the time has come, and wait for news; act again only when there are none for long."""
        await self.permits.acquire()
        await self._do(act)

    async def _do(self, act: Callable[[], object]) -> None:
        self.acts += 1
        while not await self._is_news(act):
            self.again += 1

    async def _is_news(self, act: Callable[[], object]) -> bool:
        self._acted = time.monotonic(), self.look()
        act()
        try:
            return await self.person.chat.wait(lambda _: not self.waits_since, timeout=self.news_within)
        except WaitedInVainError:
            return False

    @property
    def waits_since(self) -> float | None:
        """When the person acted, while the bot still shows what it showed then."""
        return self._acted[0] if self._acted and self._acted[1] == self.look() else None

    async def press(self, label: str) -> None:
        """Wait for a button, and press it."""
        await self.person.chat.wait(lambda chat: any(label in labels(each) for each in chat.from_bot), timeout=LONG)
        await self.do(lambda: self.person.press_label(label))

    async def fill(self, form: Questionnaire) -> None:
        """Begin a form, answer it at random, and send it in."""
        await self.press("Börja")
        given = self.given.setdefault(form.key, {})
        while question := await self._asked(form):
            await self._answer(question, given)
        await self._do(lambda: self.person.press_label("Skicka in"))
        await self.person.chat.wait(lambda chat: any("Tack" in each.text for each in chat.from_bot), timeout=LONG)

    async def _asked(self, form: Questionnaire) -> Question | None:
        """Give the question that is shown once the time to act has come; none at the review."""
        await self.person.chat.wait(lambda chat: any(forms(chat)), timeout=LONG)
        await self.permits.acquire()
        shown = next(forms(self.person.chat))
        return next((question for question in form.questions if question.text in shown.text), None)

    async def _answer(self, question: Question, given: dict[str, Answer]) -> None:
        shown = next(forms(self.person.chat))
        if question.key in given:
            self.again += 1
        elif isinstance(question, FreeText) and self.chance.random() < 0.7:
            given[question.key] = f"Ord {self.chance.getrandbits(64):016x}"
        else:
            given[question.key] = value(question, self.chance.choice(sorted(labels(shown) - NO_ANSWERS)))
        answer = given[question.key]
        if isinstance(question, FreeText) and isinstance(answer, str):
            await self._do(lambda: self.person.send(answer))
        else:
            await self._do(lambda: self.person.press_label(label(question, answer), message=shown))


def labels(message: Message) -> set[str]:
    return {text for row in message.labels for text in row}


def forms(chat: Chat) -> Iterator[Message]:
    """Give the messages that show a question or a review, newest first."""
    return (each for each in reversed(chat.from_bot) if each.text.startswith("Fråga ") or "Är allt rätt?" in each.text)


def value(question: Question, label: str) -> Answer:
    """What a button's label means."""
    if label in {"Vill inte svara", "Hoppa över"}:
        return None
    if isinstance(question, Scale):
        return int(label)
    return next(option.key for option in question.answers() if option.label == label)


def label(question: Question, answer: Answer) -> str:
    """Which button means an answer."""
    if answer is None:
        return "Hoppa över" if isinstance(question, FreeText) else "Vill inte svara"
    return next(option.label for option in question.answers() if str(option.key) == str(answer))
