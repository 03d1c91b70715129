"""P10: who stops or is erased gets no further message, whatever was due, waited or was planned; others get theirs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.actions.due import send_due
from bot.actions.here import Caller, Here
from bot.actions.participant import contact
from bot.actions.participant.erase import erase, withdraw
from bot.chat.letters import make_ready
from bot.house import House
from storage import enrolments, outbox, people, tasks
from storage.outbox import Letter
from storage.unit import Unit
from tests.promises.leaving import FIRST_CHAT, HOUSE, Home, at_home, deciding
from tests.promises.telling import Tell

OTHERS = 3
WEEKS = 12

Leaving = Callable[[Here], None]


async def written_to(home: Home) -> list[int]:
    """Let the time pass, week by week; give the chats that are written to."""
    chats: list[int] = []
    for _ in range(WEEKS):
        chats += await home.do(_a_week)
        home.now += timedelta(weeks=1)
    return [chat for chat in chats if chat >= FIRST_CHAT]


def _take_every_wish(here: Here, coach: int) -> None:
    """Let the coach take all wishes for contact, which is told to those who wished."""
    as_coach = replace(here, caller=Caller(1, people.by_id(here.unit, coach)))
    for task in tasks.open_of_kind(here.unit, "contact"):
        contact.take(as_coach, task.id)


def _a_week(here: Here) -> list[int]:
    """Write what is due and take every letter as the deliverer does: made ready at the moment it is sent."""
    send_due(here.unit, here.house, here.now)
    chats = []
    while letter := outbox.next_due(here.unit, here.now):
        ready = make_ready(here.unit, here.house, letter, here.now)
        chats += [ready.chat] if ready and ready.screen else []
        outbox.settle(here.unit, letter.id, "sent" if ready else "dropped")
    return chats


async def mailing_under_way(home: Home) -> list[int]:
    """Let everybody have a letter that waits, and more planned; give the chats."""
    met = [await home.somebody() for _ in range(1 + OTHERS)]
    await home.do(lambda here: send_due(here.unit, here.house, here.now + timedelta(days=8)))
    return [each.chat for each in met]


@pytest.mark.parametrize(
    ("leaving", "house"),
    [(erase, HOUSE), (erase, deciding()), (withdraw, HOUSE)],
    ids=["erased", "asked", "stopped"],
)
async def test_who_leaves_is_never_written_to_again(
    tmp_path: Path, record_property: Tell, house: House, leaving: Leaving
) -> None:
    async with at_home(tmp_path / "bot", house) as home:
        alva, *others = await mailing_under_way(home)
        await home.do(lambda here: _take_every_wish(here, home.coach))
        await home.leave(leaving, alva)
        written = await written_to(home)
    assert alva not in written
    assert set(others) <= set(written)
    record_property("P10", f"{leaving.__name__} in a mailing, {WEEKS} weeks on: 0 messages, others {len(written)}")


async def test_messages_come_if_stopping_only_keeps_the_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def withdrawn(unit: Unit, enrolment: int, _: str) -> None:
        unit.run("UPDATE enrolments SET coach = coach WHERE id = ?", enrolment)

    monkeypatch.setattr(enrolments, "withdraw", withdrawn)
    async with at_home(tmp_path / "bot") as home:
        alva, *_ = await mailing_under_way(home)
        await home.leave(withdraw, alva)
        assert alva in await written_to(home)


async def test_a_letter_that_was_claimed_is_not_made_ready_once_more(tmp_path: Path) -> None:
    async with at_home(tmp_path / "bot") as home:
        alva, *_ = await mailing_under_way(home)
        letter = await home.do(lambda here: _first_for(here, home.met[0].person))
        await home.leave(withdraw, alva)
        assert await home.do(lambda here: make_ready(here.unit, here.house, letter, here.now)) is None


def _first_for(here: Here, person: int) -> Letter:
    """Give the first letter to a person that holds; what does not is dropped, as the deliverer does."""
    while letter := outbox.next_due(here.unit, here.now + timedelta(days=8)):
        if letter.person == person and make_ready(here.unit, here.house, letter, here.now):
            return letter
        outbox.settle(here.unit, letter.id, "dropped")
    raise AssertionError("no letter waits for them")
