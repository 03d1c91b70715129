"""P8, end to end: who holds the database, its log and the key finds no way from people to the answers they sent in.

And finds one as soon as a part of the severing is taken away: so the attack is able to win.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random

import pytest

from storage import unlinked
from storage.unit import Unit
from tests.harness import PROGRAMME, Stage, staged
from tests.promises.crowd import LONG, Respondent
from tests.promises.test_p01_kept_once import CLOSING, close_enrolment, enrolment_of, join
from tests.storage.attack import attack
from tests.storage.grading import Grade, Truth, grades
from tests.storage.test_attack import inserted_under

PEOPLE = 20
MANY = 30
"""Enough for an order to stand out clearly from chance."""
FEW = 6
"""Enough where a method needs no luck."""


async def everybody_answers(stage: Stage, number: int = PEOPLE) -> tuple[Truth, list[Respondent]]:
    """Let people join and answer the closing form, one after the other: where order tells most."""
    payloads = await stage.payloads(PROGRAMME, number)
    permits = asyncio.Semaphore(100_000)
    # Always the same answers: by luck too many could be alike for twenty people to tell an order from chance.
    chances = [Random(n) for n in range(number)]  # noqa: S311  # no secret
    crowd = [Respondent(stage.world.person(f"Deltagare {n}"), chance, permits) for n, chance in enumerate(chances)]
    await asyncio.gather(*map(join, crowd, payloads))
    for each in crowd:
        await answer(stage, each)
    await stage.world.bell.until(lambda: not stage.world.inbox.pending, LONG)
    return await stage.unit(lambda unit: truth(unit, crowd)), crowd


async def answer(stage: Stage, respondent: Respondent) -> None:
    await stage.unit(lambda unit: close_enrolment(unit, stage, respondent.person.id))
    await respondent.person.chat.wait(lambda chat: "Hej!" in chat.text, timeout=LONG)
    await respondent.fill(CLOSING)


def truth(unit: Unit, crowd: list[Respondent]) -> dict[int | str, dict[str, str]]:
    """Whose answers are whose: by enrolment, and by the words somebody wrote."""
    told: dict[int | str, dict[str, str]] = {}
    for each in crowd:
        answers = {question: str(given) for question, given in each.given[CLOSING.key].items()}
        told[enrolment_of(unit, each.person.id)] = told[answers["egna-ord"]] = answers
    return told


def won(stage: Stage, told: Truth) -> tuple[Grade, ...]:
    """Give the methods that beat chance."""
    found = grades(attack(stage.database, [stage.environment["FOLJSAM_KEY"]]), told)
    assert len(found) > 20
    return tuple(grade for grade in found if grade.beats_chance)


async def test_nobody_finds_a_way_from_people_to_answers(tmp_path: Path) -> None:
    folder = tmp_path / "bot"
    folder.mkdir()
    async with staged(folder, alone=True) as stage:
        told, crowd = await everybody_answers(stage)
        assert won(stage, told) == ()
        while_running = on_disk(folder)
        assert await stage.stop() == 0
        assert won(stage, told) == ()
    everything = while_running + on_disk(folder)
    comments = [str(each.given[CLOSING.key]["egna-ord"]) for each in crowd]
    assert sum(comment.startswith("Ord ") for comment in comments) > PEOPLE // 3
    assert [comment for comment in comments if comment.startswith("Ord ") and comment.encode() in everything] == []
    payloads = [each.body["text"].split()[1] for each in stage.world.inbox.history if "/start " in str(each.body)]
    assert len(payloads) == PEOPLE
    assert [payload for payload in payloads if payload.encode() in everything] == []
    assert [each.person.id for each in crowd if str(each.person.id).encode() in everything] == []


def on_disk(folder: Path) -> bytes:
    """Everything that lies there: database, write-ahead log, lock and log."""
    files = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert {"foljsam.db", "bot.log"} <= files.keys()
    return b"\n".join(files.values())


@asynccontextmanager
async def answered_here(folder: Path, number: int) -> AsyncIterator[tuple[Stage, Truth]]:
    """Let everybody answer to a bot in this process, where the severing can be taken apart."""
    async with staged(folder) as stage:
        told, _ = await everybody_answers(stage, number)
        yield stage, told


async def test_it_is_found_if_drafts_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unlinked, "drop_draft", lambda *_: None)
    async with answered_here(tmp_path, FEW) as (stage, told):
        assert {grade.method for grade in won(stage, told)} == {"draft kept"}


async def test_it_is_found_if_nothing_is_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.database.write_anew", lambda _: True)
    monkeypatch.setattr("storage.database.truncate", lambda _: True)
    async with answered_here(tmp_path, FEW) as (stage, told):
        assert "draft left over" in {grade.method for grade in won(stage, told)}


async def test_it_is_found_if_rows_keep_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = iter(range(1, 10_000))
    monkeypatch.setattr(unlinked, "_write_anew", inserted_under(lambda: next(numbers).to_bytes(16, "big")))
    async with answered_here(tmp_path, MANY) as (stage, told):
        assert any(grade.method.startswith("key by run") for grade in won(stage, told))
