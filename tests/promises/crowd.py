"""People who fill in forms one press at a time, and press again only after long without news."""

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from string import ascii_lowercase

from bot.playground import Chat, Message, Person, WaitedInVainError
from flows.forms.conditions import Answer
from flows.forms.questionnaire import Questionnaire
from flows.forms.questions import FreeText, Question, Scale

NEWS_WITHIN = 5.0
LONG = 90.0
NO_ANSWERS = frozenset({"Tillbaka", "Pausa", "Behåll mitt svar", "Jag får hjälp att svara"})

Shown = Callable[[Chat], bool]
"""Whether the chat shows what is to come."""


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
    _awaited: tuple[float, Shown] | None = None
    """When the person acted last, and what is to be shown for it."""

    @property
    def waits_since(self) -> float | None:
        """When the person acted, if what is to come of it is not shown yet."""
        return self._awaited[0] if self._awaited and not self._awaited[1](self.person.chat) else None

    async def do(self, act: Callable[[], object], shown: Shown) -> None:
        """Act once the time has come, and wait for what it shows; act again only when it does not come for long."""
        await self.permits.acquire()
        await self._do(act, shown)

    async def _do(self, act: Callable[[], object], shown: Shown) -> None:
        self.acts += 1
        begun = time.monotonic()
        while not await self._has_shown(act, shown):
            assert time.monotonic() - begun < LONG, self.person.chat.transcript
            self.again += 1

    async def _has_shown(self, act: Callable[[], object], shown: Shown) -> bool:
        self._awaited = time.monotonic(), shown
        act()
        try:
            return await self.person.chat.wait(shown, timeout=self.news_within)
        except WaitedInVainError:
            return shown(self.person.chat)  # it may have come at the last moment

    async def press(self, label: str, shown: Shown) -> None:
        """Wait for a button, and press it."""
        await self.person.chat.wait(lambda chat: has_button(chat, label), timeout=LONG)
        await self.do(lambda: self.person.press_label(label), shown)

    async def fill(self, form: Questionnaire) -> None:
        """Begin a form, answer it at random, and send it in."""
        await self.press("Börja", lambda chat: any(forms(chat)))
        await self.finish(form)

    async def finish(self, form: Questionnaire) -> None:
        """Answer at random what a form still asks, and send it in."""
        thanks = tells(self.person.chat, "Tack!")
        given = self.given.setdefault(form.key, {})
        while question := await self._asked(form):
            await self._answer(question, given)
        await self._do(lambda: self.person.press_label("Skicka in"), lambda chat: tells(chat, "Tack!") > thanks)

    async def _asked(self, form: Questionnaire) -> Question | None:
        """Give the question that is shown once the time to act has come; none at the review."""
        await self.permits.acquire()
        shown = next(forms(self.person.chat))
        return next((question for question in form.questions if question.text in shown.text), None)

    async def _answer(self, question: Question, given: dict[str, Answer]) -> None:
        buttons = labels(next(forms(self.person.chat))) - NO_ANSWERS
        if isinstance(question, FreeText) and self.chance.random() < 0.7:
            # no digits: they might look like a phone number, which is refused
            given[question.key] = "Ord " + "".join(self.chance.choices(ascii_lowercase, k=16))
        else:
            given[question.key] = value(question, self.chance.choice(sorted(buttons)))
        await self._do(lambda: self._give(question, given[question.key]), lambda chat: is_past(chat, question))

    def _give(self, question: Question, answer: Answer) -> None:
        if isinstance(question, FreeText) and isinstance(answer, str):
            self.person.send(answer)
        else:
            self.person.press_label(label(question, answer), message=next(forms(self.person.chat)))


def labels(message: Message) -> set[str]:
    return {text for row in message.labels for text in row}


def has_button(chat: Chat, label: str) -> bool:
    return any(label in labels(each) for each in chat.from_bot)


def tells(chat: Chat, words: str) -> int:
    """How many of the bot's messages tell this."""
    return sum(words in each.text for each in chat.from_bot)


def telling(words: str) -> Shown:
    return lambda chat: tells(chat, words) > 0


def is_past(chat: Chat, question: Question) -> bool:
    """Whether the form shows something else than this question."""
    shown = next(forms(chat), None)
    return shown is not None and question.text not in shown.text


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
