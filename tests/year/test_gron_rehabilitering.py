"""Grön rehabilitering's year with dropouts, on phones and through the time machine: five groups, four moments each.

All answers are invented. What the goals ought to come to is worked out from the raw values by plain arithmetic.
"""

from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path

import pytest

from bot.actions.coach.close import Closure, close
from bot.actions.coach.invite import NewGroup, NewParticipant, invite
from bot.actions.here import Here
from bot.playground import Person
from tests.cohorts.gron import (
    LAST_DAY,
    PROGRAMME,
    QUESTIONS,
    STARTS,
    One,
    Values,
    everybody,
    lost_is_said,
    pairs_as_they_ought,
)
from tests.year.install import TOO_OLD, Install, installed
from tests.year.zone import STOCKHOLM


@dataclass
class Course:
    """Lets invented people live through the programme on their phones, several at a time."""

    install: Install
    phones: dict[int, Person] = field(default_factory=dict)
    enrolled: dict[int, int] = field(default_factory=dict)

    async def through(self, some: list[One]) -> None:
        """Go through the days on which somebody does something."""
        for day in sorted({day for one in some for day in (one.starts, one.closes, *map(one.day, one.answers))}):
            await self.install.until(day, 12)
            await self.come([one for one in some if one.starts == day])
            await self.go([one for one in some if one.closes == day])
            await self.answer({one.number: one.answers[at] for one in some for at in one.answers if one.day(at) == day})

    async def come(self, some: list[One]) -> None:
        """Let people of a group be invited, and say yes."""
        if some:
            payloads = await self.install.unit(lambda here: self._invited(here, some))
            for one, payload in zip(some, payloads, strict=True):
                self.phones[one.number] = self.install.world.person(f"Påhittad {one.number}")
                self.phones[one.number].start(payload)
            await self.install.quiet()
            for label in ("Svenska", "Ja"):
                await self.together([one.number for one in some], label)

    def _invited(self, here: Here, some: list[One]) -> list[str]:
        made = [
            invite(
                here, NewParticipant(PROGRAMME, f"G-{one.number}", group=NewGroup(f"Grupp {one.starts}", one.starts))
            )
            for one in some
        ]
        self.enrolled |= {one.number: each.enrolment.id for one, each in zip(some, made, strict=True)}
        return [each.invitation.payload for each in made]

    async def go(self, some: list[One]) -> None:
        """Close people, as is done at the command line."""

        def closed(here: Here) -> None:
            for one in some:
                close(here, Closure(self.enrolled[one.number], "genomford"))

        if some:
            await self.install.unit(closed)

    async def answer(self, given: dict[int, Values]) -> None:
        """Let people fill in the form that waits, typing every answer, and send it in."""
        await self.write(dict.fromkeys(given, "/enkat"))
        await self.together(list(given), "Börja")
        for question in QUESTIONS:
            await self.write({number: str(values[question]) for number, values in given.items()})
        await self.together(list(given), "Skicka in")

    async def write(self, texts: dict[int, str]) -> None:
        """Let each write something."""
        for number, text in texts.items():
            self.phones[number].send(text)
        await self.install.quiet()

    async def together(self, numbers: list[int], label: str) -> None:
        """Let each press the same button."""
        for number in numbers:
            self.phones[number].press_label(label)
        await self.install.quiet()


@pytest.mark.timeout(300)
async def test_the_year_ends_with_what_the_raw_values_come_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    some = everybody()
    async with installed(tmp_path, datetime.combine(STARTS[0], time(9), STOCKHOLM), monkeypatch) as install:
        await Course(install).through(some)
        await install.until(LAST_DAY, 12)
        figures = await install.stage.made("status", "--programme", PROGRAMME, "--json")
        pairs_as_they_ought(some, {goal["key"]: goal for goal in figures["goals"]})
        said = await install.stage.program.say("status", "--programme", PROGRAMME, at=install.now.isoformat())
        lost_is_said(said.replace("\u00a0", " "))
        assert {call.description for call in install.world.calls.refused} <= {TOO_OLD}
