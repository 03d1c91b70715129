"""P8, end to end: who holds all that lies there finds no way from people to the answers they sent in.

That is the database, its log, backups made while people answer, an export, the association's key and the batch keys,
and all that every library logs at DEBUG. And finds one as soon as a part of the severing is taken away: so the attack
is able to win.
"""

import asyncio
import logging
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from bot.actions.coordinator.export import export as take_out
from bot.paper.export_file import MAKERS
from storage import batches, unlinked
from storage.batch_keys import BatchKeys
from storage.unit import Unit
from tests.harness import PROGRAMME, Stage, staged
from tests.promises.crowd import LONG, Respondent
from tests.promises.telling import Tell
from tests.promises.test_p01_kept_once import CLOSING, close_enrolment, enrolment_of, join
from tests.storage.attack import attack
from tests.storage.copies import plain_backup
from tests.storage.grading import Grade, Truth, grades

PEOPLE = 20
MANY = 30
"""Enough for an order to stand out clearly from chance."""
FEW = 6
"""Enough where a method needs no luck."""
WITH_EVERY_LOG = """
import logging, runpy, sys
logging.basicConfig(level=logging.DEBUG)
sys.argv = ["foljsam", "run"]
runpy.run_module("bot", run_name="__main__")
"""
"""The program with the logs of all libraries turned on before it starts."""


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


@dataclass
class Loot:
    """What an attacker holds beside the database and the association's key."""

    backups: list[Path] = field(default_factory=list)
    key_folders: list[Path] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)


def graded(stage: Stage, told: Truth, loot: Loot | None = None) -> tuple[Grade, ...]:
    """Grade every method over all that lies there."""
    held = loot or Loot()
    key = stage.environment["FOLJSAM_KEY"]
    claims = attack(stage.database, [key], held.backups, key_folders=held.key_folders, texts=held.texts)
    return grades(claims, told)


def won(stage: Stage, told: Truth, loot: Loot | None = None) -> tuple[Grade, ...]:
    """Give the methods that beat chance."""
    found = graded(stage, told, loot)
    assert {"select by run, first", "select by run, last backwards"} <= {grade.method for grade in found}
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


async def one_more_between_backups(stage: Stage, folder: Path, told: Truth) -> Loot:
    """Back up, let one more answer, back up again, release, and take out everything that a coordinator can take out.

    The batch keys that lie there at each backup are copied beside it, for those who want them.
    """
    loot = Loot()
    for number in range(2):
        if number:
            more, _ = await everybody_answers(stage, 1)
            told |= more  # type: ignore[operator]  # a mapping that was made here
        loot.backups.append(folder / f"{number}.db")
        plain_backup(stage.database, loot.backups[-1])
        loot.key_folders.append(folder / f"{number}-keys")
        shutil.copytree(BatchKeys.beside(stage.database).folder, loot.key_folders[-1])
    export = await stage.act(lambda here: take_out(here, PROGRAMME))
    loot.texts = {ending: MAKERS[ending](export).decode() for ending in (".json", ".csv")}
    loot.texts["audit"] = "\n".join(
        await stage.unit(lambda unit: [str(tuple(row)) for row in unit.rows("SELECT * FROM audit")])
    )
    return loot


async def test_nothing_that_is_released_is_anybodys_for_who_holds_backups_exports_and_logs_at_every_level(
    tmp_path: Path, record_property: Tell
) -> None:
    async with staged(tmp_path, alone=True, start=False) as stage:
        stage.command = (sys.executable, "-c", WITH_EVERY_LOG)
        await stage.start()
        told, _ = await everybody_answers(stage)
        loot = await one_more_between_backups(stage, tmp_path, told)
        loot.texts["log"] = stage.said()
        ours = Loot(loot.backups, [], loot.texts)
        found = graded(stage, told, ours)
        assert [grade for grade in found if grade.beats_chance] == []
        assert {"select by run, first", ".json by run, first"} <= {grade.method for grade in found}
        claims = sum(grade.of for grade in found)
        with_keys = won(stage, told, loot)
        assert {grade.method for grade in with_keys} == {"difference"}
    record_property(
        "P8",
        f"{PEOPLE + 1} people, {len(found)} methods, {claims} claims: 0 methods beat chance once it is released; with"
        f" the keys of both backups one is singled out in {with_keys[0].true} of {with_keys[0].of} answers",
    )


def on_disk(folder: Path) -> bytes:
    """Everything that lies there: database, write-ahead log, batch keys, lock and log."""
    files = {file.name: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    assert {"foljsam.db", "bot.log"} <= files.keys()
    return b"\n".join(files.values())


@asynccontextmanager
async def answered_here(folder: Path, number: int) -> AsyncIterator[tuple[Stage, Truth]]:
    """Let everybody answer to a bot in this process, where the severing can be taken apart."""
    async with staged(folder) as stage:
        told, _ = await everybody_answers(stage, number)
        yield stage, told


async def test_it_is_found_if_libraries_may_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with answered_here(tmp_path, FEW) as (stage, told):
        loot = Loot(texts={"log": caplog.text})
        assert "told together" in {grade.method for grade in won(stage, told, loot)}


async def test_it_is_found_if_drafts_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unlinked, "drop_draft", lambda *_: None)
    async with answered_here(tmp_path, FEW) as (stage, told):
        assert {grade.method for grade in won(stage, told)} == {"draft kept"}


async def test_it_is_found_if_nothing_is_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.database.write_anew", lambda _: True)
    monkeypatch.setattr("storage.database.truncate", lambda _: True)
    async with answered_here(tmp_path, FEW) as (stage, told):
        assert "draft left over" in {grade.method for grade in won(stage, told)}


@pytest.mark.proof
async def test_it_is_found_if_answers_keep_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "_drawn_by_lot", lambda answers: answers)
    async with answered_here(tmp_path, MANY) as (stage, told):
        assert any(grade.method.startswith("select by run") for grade in won(stage, told))


async def test_it_is_found_if_spent_keys_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BatchKeys, "destroy", lambda *_: None)
    async with answered_here(tmp_path, FEW) as (stage, told):
        loot = await one_more_between_backups(stage, tmp_path, told)
        assert "difference" in {grade.method for grade in won(stage, told, Loot(loot.backups))}
