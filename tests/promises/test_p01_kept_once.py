"""P1, P2, P3: whatever dies when, every answer is kept once with the value pressed, and everyone finishes."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from bot.actions.coach.close import Closure, close
from bot.actions.here import OPERATOR, Here
from bot.app import now
from bot.playground import WaitedInVainError
from flows.catalogue import SHIPPED, read_catalogue
from flows.forms.conditions import Answer
from storage import enrolments, linked, outbox, people, runs
from storage.unit import Unit
from tests.harness import PROGRAMME, Stage, shows, staged
from tests.promises.crowd import NEWS_WITHIN, Respondent, has_button
from tests.promises.killing import SERVED_WITHIN, SHORTEST_WAIT, Killing
from tests.promises.telling import Tell
from tests.waiting import waiting

FORMS = read_catalogue(SHIPPED).questionnaires
START, CLOSING = FORMS["start"], FORMS["avslut"]
ACTS_A_PERSON = 15
OFFER_WITHIN = 60.0
SLOW = NEWS_WITHIN - SERVED_WITHIN - SHORTEST_WAIT
"""The seconds that a start may take, so that who waits through a death has news in time."""
HARMLESS = {"query is too old", "message is not modified", "message to delete not found", "message to edit not found"}
"""What Telegram says to a reply that it took from the bot that died, and that the next one gives once more."""

Multiset = Counter[tuple[str, Answer]]


@dataclass(frozen=True)
class Kept:
    """What the database holds at the end."""

    linked: dict[int, dict[str, Answer]]
    unlinked: Multiset
    sent: int
    started: int
    letters: dict[str, int]
    """How many are in each state."""


@dataclass(frozen=True)
class Size:
    people: int
    kills: int


@pytest.mark.small
@pytest.mark.timeout(240)
async def test_thirty_kills_lose_and_double_nothing(tmp_path: Path, record_property: Tell) -> None:
    async with staged(tmp_path, alone=True, start=False) as stage:
        await stage.start()
        await prove(stage, Size(people=20, kills=30), record_property)


@pytest.mark.proof
@pytest.mark.timeout(1800)
async def test_two_hundred_kills_lose_and_double_nothing(tmp_path: Path, record_property: Tell) -> None:
    async with staged(tmp_path, alone=True) as stage:
        await prove(stage, Size(people=50, kills=200), record_property)


async def prove(stage: Stage, size: Size, told: Tell) -> None:
    chance, permits = Random(), asyncio.Semaphore(0)  # noqa: S311  # no secret
    payloads = await stage.payloads(PROGRAMME, size.people)
    crowd = [Respondent(stage.world.person(f"Deltagare {n}"), chance, permits) for n in range(size.people)]
    acts_in_a_life = max(2, size.people * ACTS_A_PERSON // size.kills)
    killing = Killing(stage, crowd, permits, size.kills, acts_in_a_life, chance)
    await killing.during(*(walk(stage, *each) for each in zip(crowd, payloads, strict=True)))
    await stage.stop()
    kept = await stage.unit(lambda unit: everything(unit, crowd))
    told("P1", figures(stage, killing, crowd, kept))
    check(crowd, kept)
    assert refusals(stage).keys() <= HARMLESS
    assert not pressed_again(crowd) or killing.slowest_start > SLOW, "people wait long only where the machine is slow"
    assert killing.at_work > size.kills // 2, "most kills must strike a bot at work"


async def walk(stage: Stage, respondent: Respondent, payload: str) -> None:
    """Walk from the link to the thanks of the closing form."""
    await join(respondent, payload)
    await respondent.fill(START)
    await stage.unit(lambda unit: close_enrolment(unit, stage, respondent.person.id))
    await be_offered(respondent)
    await respondent.fill(CLOSING)


async def join(respondent: Respondent, payload: str) -> None:
    """Open a link and say yes."""
    await respondent.do(lambda: respondent.person.start(payload), lambda chat: has_button(chat, "Svenska"))
    await respondent.press("Svenska", lambda chat: has_button(chat, "Ja"))
    await respondent.press("Ja", lambda chat: has_button(chat, "Börja"))


async def be_offered(respondent: Respondent) -> None:
    """Wait for the closing form; ask for it when its letter does not come: one that died twice is not sent again."""
    try:
        await shows(respondent.person, "Hej! Här är några frågor", OFFER_WITHIN)
    except WaitedInVainError:
        respondent.asked_for_offer += 1
        await respondent.do(lambda: respondent.person.send("/enkat"), lambda chat: has_button(chat, "Börja"))


def close_enrolment(unit: Unit, stage: Stage, chat: int) -> None:
    """Close somebody, as the command line does."""
    close(Here(unit, stage.settings().house(), OPERATOR, now()), Closure(enrolment_of(unit, chat), "annat"))


def enrolment_of(unit: Unit, chat: int) -> int:
    person = people.by_chat(unit, chat)
    assert person
    (enrolment,) = enrolments.of_person(unit, person.id)
    return enrolment.id


def everything(unit: Unit, crowd: list[Respondent]) -> Kept:
    of_person = {each.person.id: runs.of_enrolment(unit, enrolment_of(unit, each.person.id)) for each in crowd}
    answers = {chat: linked.answers(unit, run.id) for chat, found in of_person.items() for run in found if run.linked}
    found: Multiset = Counter((each.question, each.words or each.option) for each in waiting(unit))
    states = [run.state for found in of_person.values() for run in found]
    return Kept(answers, found, states.count("sent"), len(states), outbox.counts(unit))


def check(crowd: list[Respondent], kept: Kept) -> None:
    assert kept.linked == {each.person.id: each.given["start"] for each in crowd}
    assert kept.unlinked == pressed(crowd)
    assert (kept.sent, kept.started) == (2 * len(crowd), 2 * len(crowd))


def pressed(crowd: list[Respondent]) -> Multiset:
    """What was pressed and written in the unlinked form; a text left out leaves nothing."""
    return Counter(
        (question, answer)
        for each in crowd
        for question, answer in each.given["avslut"].items()
        if not (question == "egna-ord" and answer is None)
    )


def figures(stage: Stage, killing: Killing, crowd: list[Respondent], kept: Kept) -> str:
    asked = sum((pressed(crowd) - kept.unlinked).values())
    doubled = sum((kept.unlinked - pressed(crowd)).values())
    lost = sum(kept.linked.get(each.person.id) != each.given["start"] for each in crowd)
    return (
        f"{len(crowd)} people, {sum(each.acts for each in crowd)} acts, {killing.kills} kills"
        f" ({killing.at_work} in the midst of work, {killing.put_off} put off until somebody had news):"
        f" unlinked answers lost {asked}, doubled {doubled};"
        f" people with other linked answers than pressed {lost}; pressed again {pressed_again(crowd)}"
        f" (slowest start {killing.slowest_start:.1f} s);"
        f" offers sent once more {kept.letters['again']}, asked for {sum(each.asked_for_offer for each in crowd)};"
        f" calls {len(stage.world.calls)}, of them refused {dict(refusals(stage))}"
    )


def pressed_again(crowd: list[Respondent]) -> int:
    return sum(each.again for each in crowd)


def refusals(stage: Stage) -> Counter[str]:
    """Count what was refused, by Telegram's words."""
    descriptions = (call.description.removeprefix("Bad Request: ") for call in stage.world.calls if call.ok is False)
    return Counter(each.partition(":")[0].partition(" and ")[0] for each in descriptions)
