"""Many people walking through the bot: joining by a link, being closed by a coach, answering a form."""

import asyncio
from collections.abc import Coroutine, Iterable, Sequence
from typing import Any, TypeVar

from bot.playground import Person
from tests.harness import Stage, leave_unknown, shows, tap

OUTCOME = "Annat"
NBSP = "\u00a0"
"""Stands before every per cent sign."""

_Result = TypeVar("_Result")
_ABREAST = 8
"""So few that everybody's press is answered while Telegram still takes answers to it, on a busy machine too."""


async def abreast(walks: Iterable[Coroutine[Any, Any, _Result]]) -> list[_Result]:
    """Let some people at a time go their way; give what comes of it, in order."""
    room = asyncio.Semaphore(_ABREAST)

    async def walk(one: Coroutine[Any, Any, _Result]) -> _Result:
        async with room:
            return await one

    return await asyncio.gather(*map(walk, walks))


async def joined(stage: Stage, programme: str, count: int) -> list[Person]:
    """Let people join by links without a coach."""
    payloads = await stage.payloads(programme, count)
    return await abreast(_join(stage, payload) for payload in payloads)


async def _join(stage: Stage, payload: str) -> Person:
    person = stage.world.person("Alva", "sv")
    person.start(payload)
    await tap(person, "Svenska")
    await tap(person, "Ja")
    await person.chat.wait(lambda chat: "Vill du vara med" not in chat.text, timeout=20)
    return person


async def close_next(coach: Person, count: int) -> None:
    """Let a coach close the first in their list, again and again."""
    for _ in range(count):
        await asks(coach, "/avsluta")
        coach.press(0, 0)
        for label in (OUTCOME, "Idag", "Nej"):
            await tap(coach, label)
        await leave_unknown(coach)
        await tap(coach, "Avsluta")
        await coach.chat.wait(lambda chat: "Underlag för" in chat.from_bot[-1].text, timeout=20)


async def answer(person: Person, choices: Sequence[str]) -> None:
    """Answer the form with so many questions that was offered, and send it in."""
    letter = await shows(person, f"Hej! Här är några frågor till dig.\n\nDet är {len(choices)} frågor")
    person.press_label("Börja", message=letter)
    for number, choice in enumerate(choices, 1):
        await shows(person, f"Fråga {number} av")
        await tap(person, choice)
    await tap(person, "Skicka in")
    # Taking part was thanked for too, in a message above the form's.
    await person.chat.wait(lambda chat: "Tack!" in chat.from_bot[-1].text, timeout=20)


async def answered(stage: Stage, coach: Person, programme: str, sheets: Sequence[Sequence[str]]) -> None:
    """Let as many people as there are sheets of choices join, be closed, and answer."""
    people = await joined(stage, programme, len(sheets))
    await close_next(coach, len(sheets))
    await abreast(answer(person, sheet) for person, sheet in zip(people, sheets, strict=True))


async def presses(person: Person, label: str) -> str:
    """Press a button of the newest message and give what it shows then."""
    newest = person.chat.from_bot[-1]
    before = newest.text
    person.press_label(label, message=newest)
    await person.chat.wait(lambda chat: chat.from_bot[-1].text != before, timeout=20)
    return person.chat.from_bot[-1].text


async def asks(person: Person, command: str) -> str:
    """Send a command and give the text of the message that answers it."""
    seen = person.chat.from_bot[-1].id
    person.send(command)
    await person.chat.wait(lambda chat: chat.from_bot[-1].id > seen, timeout=20)
    return person.chat.from_bot[-1].text
