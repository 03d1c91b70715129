"""P13: a backup taken while people answer is restored with one command, and holds what they were shown as received."""

import asyncio
import os
import resource
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from bot.lock import while_nobody_runs
from storage import health
from storage.backup import backup, open_backup
from storage.database import open_database
from storage.seal import Seal, new_key
from storage.unit import Unit
from tests.command_line.program import KEY, environment, ran_here, started
from tests.harness import Stage, shows, staged, tap
from tests.mailing import seated
from tests.promises.crowd import Respondent
from tests.promises.filling import Answers, fill, held, sent_in
from tests.promises.killing import PLENTY
from tests.promises.telling import Tell
from tests.promises.test_p01_kept_once import START

_PACE = 0.1
"""The seconds between one act and the next."""


def shown(crowd: list[Respondent]) -> Answers:
    """Give what each was shown as received: all they gave, but for the last while what comes after it is awaited."""
    given = {each.person.id: list(each.given.get(START.key, {}).items()) for each in crowd}
    return {each.person.id: dict(given[each.person.id][: -1 if each.waits_since else None]) for each in crowd}


def lost(expected: Answers, unit: Unit) -> list[tuple[int, str]]:
    """Give the answers that a database should hold and does not."""
    there = held(unit, expected)
    return [
        (chat, question)
        for chat, answers in expected.items()
        for question, answer in answers.items()
        if there.get(chat, {}).get(question, ...) != answer
    ]


@dataclass(frozen=True)
class Taken:
    """A backup, what had been shown before it began, and how many acts fell into its making."""

    file: Path
    shown: Answers
    acts: int


@dataclass
class Load:
    """People who answer, one act after the other, while backups are taken."""

    stage: Stage
    crowd: list[Respondent]
    permits: asyncio.Semaphore
    taken: list[Taken] = field(default_factory=list)

    async def take(self, number: int) -> None:
        """Let people fill in their forms, and take backups meanwhile."""
        walking = asyncio.gather(*map(fill, self.crowd))
        pacing = asyncio.create_task(self._pace())
        for place in range(number):
            share = (place + 1) * len(self.crowd) // (number + 1)
            await self.stage.world.bell.until(lambda least=share: self._given() >= 3 * least, 60)  # type: ignore[misc]  # bound at once
            await self._take_one(self.stage.folder / f"{place}.backup")
        for task in (pacing, walking):
            task.cancel()
        await asyncio.gather(pacing, walking, return_exceptions=True)

    async def _pace(self) -> None:
        while True:
            await asyncio.sleep(_PACE)  # people press when they like
            self.permits.release()

    async def _take_one(self, file: Path) -> None:
        before, acts = shown(self.crowd), self._acts()
        code, _, errors = await self.stage.foljsam("backup", str(file))
        assert code == 0, errors
        self.taken.append(Taken(file, before, self._acts() - acts))

    def _given(self) -> int:
        return sum(len(answers) for answers in shown(self.crowd).values())

    def _acts(self) -> int:
        return sum(each.acts for each in self.crowd)


@pytest.mark.small
async def test_a_backup_under_load_restores_with_one_command(tmp_path: Path, record_property: Tell) -> None:
    await prove(tmp_path, 12, 1, record_property)


@pytest.mark.proof
@pytest.mark.timeout(600)
async def test_backups_under_the_load_of_fifty_restore_with_one_command(tmp_path: Path, record_property: Tell) -> None:
    await prove(tmp_path, 50, 6, record_property)


async def prove(folder: Path, count: int, backups: int, told: Tell) -> None:
    async with staged(folder, alone=True) as stage:
        permits = asyncio.Semaphore(0)
        crowd = [Respondent(each, Random(), permits) for each in await seated(stage, count)]  # noqa: S311  # no secret
        for each in crowd[: count // 4]:
            each.permits = asyncio.Semaphore(3)  # they stop in the midst of it, and go on after the restore
        load = Load(stage, crowd, permits)
        await load.take(backups)
        if backups > 1:  # the small size holds the lock in its place, below
            await refuses_while_a_bot_runs(stage, load.taken[-1].file)
        await stage.kill()  # in the midst of it
        for taken in load.taken:
            check(stage.settings().seal(), taken)
        for file in stage.folder.glob("foljsam.db*"):
            file.unlink()  # the disk is lost
        code, out, errors = await stage.foljsam("restore", str(load.taken[-1].file))
        assert (code, errors) == (0, "")
        assert "next: start the bot with foljsam run" in out
        await stage.start()
        for each in crowd:
            each.permits = asyncio.Semaphore(PLENTY)
        again = await go_on(stage, crowd)
        kept = sum(len(answers) for answers in load.taken[-1].shown.values())
        acts = sum(taken.acts for taken in load.taken)
        told(
            "P13",
            f"{count} people answering, {backups} backups with {acts} acts in their making: answers lost 0 of {kept}"
            f" shown before the last; restored with one command, {again} people went on and finished",
        )


async def refuses_while_a_bot_runs(stage: Stage, file: Path) -> None:
    code, _, errors = await stage.foljsam("restore", str(file))
    assert code == 1
    assert errors == f"foljsam: a bot runs on {stage.database}; stop it first, then restore\n"


def check(seal: Seal, taken: Taken) -> None:
    """See that a backup is sound and holds what was shown before it began."""
    assert taken.acts > 0, "people must be at it meanwhile"
    with closing(open_backup(taken.file, seal)) as db:
        db.execute("BEGIN")
        assert health.problems(Unit(db, seal)) == ()
        assert lost(taken.shown, Unit(db, seal)) == []


async def go_on(stage: Stage, crowd: list[Respondent]) -> int:
    """Let those whose form the restored database does not hold as sent in go on; give how many, when all have it."""
    await stage.world.bell.until(lambda: not stage.world.inbox.pending, 60)
    chats: Answers = {each.person.id: {} for each in crowd}
    there = await stage.unit(lambda unit: held(unit, chats))
    sent = await stage.unit(lambda unit: sent_in(unit, chats))
    left = [each for each in crowd if each.person.id not in sent]
    for each in left:
        each.given[START.key] = there[each.person.id]
    await asyncio.gather(*map(fill, left))
    assert await stage.unit(lambda unit: held(unit, chats)) == {each.person.id: each.given[START.key] for each in crowd}
    assert await stage.unit(lambda unit: sent_in(unit, chats)) == chats.keys()
    return len(left)


async def test_a_plain_copy_of_the_file_loses_what_was_shown(tmp_path: Path) -> None:
    """The backup switched off: what a copying program does to a database that is in use."""
    async with staged(tmp_path) as stage:
        alva = await stage.participant()
        await tap(alva, "Börja")
        await tap(alva, "Studier")
        await shows(alva, "Fråga 2 av 3")
        expected: Answers = {alva.id: {"vill-na": "studier"}}
        seal, plain, sealed = stage.settings().seal(), tmp_path / "plain.db", tmp_path / "copy.backup"
        shutil.copy(stage.database, plain)
        backup(stage.database, sealed, seal)
        with closing(open_backup(sealed, seal)) as db:
            db.execute("BEGIN")
            assert lost(expected, Unit(db, seal)) == []
        async with open_database(plain, seal) as copy:
            assert await copy.read(lambda unit: lost(expected, unit)) == [(alva.id, "vill-na")]


def missing(copy: Path) -> None:
    copy.unlink()


def cut(copy: Path) -> None:
    os.truncate(copy, copy.stat().st_size - 100)


def cut_at_a_chunk(copy: Path) -> None:
    os.truncate(copy, 17 + 4 + 32)


def turned(copy: Path) -> None:
    sealed = bytearray(copy.read_bytes())
    sealed[1000] ^= 1
    copy.write_bytes(sealed)


def emptied(copy: Path) -> None:
    os.truncate(copy, 0)


def another_file(copy: Path) -> None:
    copy.write_text("Köp mjölk.")


def another_key(copy: Path) -> None:
    copy.unlink()
    backup(copy.with_name("foljsam.db"), copy, Seal([new_key()]))


HARMS: dict[Callable[[Path], None], str] = {
    missing: "cannot be read (No such file or directory); name another file",
    cut: "it is damaged or not whole; use another copy",
    cut_at_a_chunk: "it is damaged or not whole; use another copy",
    turned: "it is damaged or not whole; use another copy",
    emptied: "it is no backup that foljsam made; name another file",
    another_file: "it is no backup that foljsam made; name another file",
    another_key: "add its key after the newest in FOLJSAM_KEY",
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Give a backup of a database that stands beside it."""
    assert ran_here("migrate", cwd=tmp_path) == (0, "", "")
    assert ran_here("backup", "copy.backup", cwd=tmp_path) == (0, "", "")
    return tmp_path / "copy.backup"


def in_place(folder: Path) -> dict[str, bytes]:
    """Give all that lies there, but for the backup."""
    files = folder.glob("foljsam.db*")
    return {file.name: file.read_bytes() for file in files if not file.name.endswith((".lock", "-shm"))}


def test_what_cannot_be_used_is_told_in_a_line_and_nothing_in_place_is_touched(
    copy: Path, record_property: Tell
) -> None:
    folder, whole = copy.parent, copy.read_bytes()
    before = in_place(folder)
    for harm, words in HARMS.items():
        copy.write_bytes(whole)
        harm(copy)
        for command in (["restore", "copy.backup"], ["restore", "--check", "copy.backup"]):
            ran = ran_here(*command, cwd=folder)
            assert ran.code == 1, harm
            assert words in ran.complaint
        assert in_place(folder) == before, harm
    record_property("P13", f"{len(HARMS)} kinds of unusable backup: one line each, nothing in place touched")


def test_a_drill_touches_nothing_and_a_restore_says_what_is_next(copy: Path) -> None:
    folder, before = copy.parent, in_place(copy.parent)

    drill = ran_here("restore", "--check", "copy.backup", cwd=folder)
    assert drill == (0, "copy.backup can be restored: 0 people, 0 enrolments, 0 linked answers\n", "")
    assert in_place(folder) == before

    restored = ran_here("restore", "copy.backup", cwd=folder)
    assert (restored.code, restored.err) == (0, "")
    done, aside, following = restored.out.splitlines()
    assert done.endswith("foljsam.db is restored: 0 people, 0 enrolments, 0 linked answers")
    assert ".replaced-" in aside
    assert "next: start the bot with foljsam run" in following
    assert len(in_place(folder)) == 2


def test_while_a_bot_has_the_lock_nothing_is_restored(copy: Path) -> None:
    before = in_place(copy.parent)
    with while_nobody_runs(copy.with_name("foljsam.db")):
        ran = ran_here("restore", "copy.backup", cwd=copy.parent)
    assert (ran.code, ran.complaint.partition(" on ")[0]) == (1, "foljsam: a bot runs")
    assert in_place(copy.parent) == before


ROOM = 64 * 1024


@pytest.mark.parametrize(
    ("command", "words"), [("backup", "new.backup could not be made"), ("restore", "nothing was restored to")]
)
async def test_a_disk_without_room_is_told_in_a_line_and_nothing_in_place_is_touched(
    command: str, words: str, copy: Path
) -> None:
    folder, before = copy.parent, in_place(copy.parent)
    file = {"backup": "new.backup", "restore": copy.name}[command]
    process = await started(command, file, env=environment(folder), cwd=folder)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (ROOM, ROOM))
    out, err = await process.communicate()
    assert (process.returncode, out) == (1, b"")
    assert words in err.decode()
    assert len(err.splitlines()) == 1
    assert in_place(folder) == before
    assert not list(folder.glob("new.backup*"))  # small, and nobody else waits


def test_after_a_rotation_the_older_key_opens_it(copy: Path) -> None:
    newer = new_key()
    rotated = environment(copy.parent, KEY=f"{newer},{KEY}")
    assert ran_here("restore", "--check", "copy.backup", cwd=copy.parent, env=rotated).code == 0
