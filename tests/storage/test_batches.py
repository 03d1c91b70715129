"""What waits is opened by nobody who lacks its key; and the key is in no backup, and gone when it is spent."""

import signal
import sqlite3
import stat
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from storage import batches, health, release, retention
from storage.batch_keys import BatchKeys
from storage.batches import Form, Waiting
from storage.connection import connect
from storage.database import Database, NotSaved, open_database
from storage.seal import Seal, new_key
from storage.unit import Unit
from tests.storage.copies import plain_backup
from tests.storage.people import PROGRAMME, Crowd
from tests.storage.processes import running, tell
from tests.waiting import waiting

FORM = Form(PROGRAMME, "avslut", "v1")
ANSWERS = [Waiting(f"fraga-{number % 3}", f"{number}", None, "closure", "") for number in range(12)]
FEW = 4


@pytest.fixture
def keys(path: Path) -> BatchKeys:
    return BatchKeys.beside(path)


@pytest.fixture
async def crowd(database: Database) -> Crowd:
    """Give people of whom fewer than the minimum have answered."""
    crowd = Crowd(database)
    await crowd.arrive(FEW)
    await crowd.all_answer()
    return crowd


def sealed(unit: Unit) -> tuple[bytes, bytes]:
    [row] = unit.rows("SELECT key, sealed FROM unlinked_batches")
    return row["key"], row["sealed"]


def look(unit: Unit) -> bool:
    return release.release(unit, PROGRAMME, "2026-Q3", 5)


def test_what_is_put_in_comes_out_in_no_order_of_its_own(unit: Unit) -> None:
    for number in range(0, 12, 3):
        batches.add(unit, FORM, ANSWERS[number : number + 3])

    found = batches.waiting(unit, PROGRAMME)[FORM]

    assert Counter(found) == Counter(ANSWERS)
    assert found != ANSWERS


def test_neither_the_key_alone_nor_the_associations_alone_opens_it(unit: Unit) -> None:
    batches.add(unit, FORM, ANSWERS)
    assert len(waiting(Unit(unit.db, Seal([new_key()])))) == 0
    batch_keys = unit.batch_keys
    batch_keys.destroy(batch_keys.names())
    assert waiting(unit) == []
    assert batches.lost(unit) == (FORM,)


def test_it_opens_for_no_other_form(unit: Unit) -> None:
    batches.add(unit, FORM, ANSWERS)
    unit.run("UPDATE unlinked_batches SET programme = 'nya-vagar'")
    assert waiting(unit) == []


def test_its_length_tells_neither_how_many_answered_nor_what(unit: Unit) -> None:
    lengths = set[int]()
    for number in range(60):
        batches.add(unit, FORM, [Waiting("egna-ord", "", "å" * number, "closure", "")])
        lengths.add(len(sealed(unit)[1]))
    assert lengths == {12 + 16 * 1024 + 16}


def test_with_the_newest_key_of_the_association_the_old_one_is_needed_no_more(unit: Unit, key: str) -> None:
    batches.add(unit, FORM, ANSWERS)
    newer = new_key()
    later = Unit(unit.db, Seal([newer, key]))
    [row] = unit.rows("SELECT * FROM unlinked_batches")
    assert batches.resealed(unit, row) is None
    later.run("UPDATE unlinked_batches SET sealed = ?", batches.resealed(later, row))
    [row] = unit.rows("SELECT * FROM unlinked_batches")
    assert batches.resealed(later, row) is None
    assert Counter(waiting(Unit(unit.db, Seal([newer])))) == Counter(ANSWERS)


async def test_every_change_has_a_key_of_its_own_and_only_the_last_is_kept(database: Database, keys: BatchKeys) -> None:
    used = set[bytes]()
    for answer in ANSWERS[:5]:
        await database.write(lambda unit, new=answer: batches.add(unit, FORM, [new]))  # type: ignore[misc]  # bound at once
        assert {name for name, _ in [await database.read(sealed)]} == keys.names()
        used |= keys.names()
    assert len(used) == 5
    assert stat.S_IMODE(keys.folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in keys.folder.iterdir()} == {0o600}


async def test_what_is_not_kept_destroys_no_key(database: Database, keys: BatchKeys) -> None:
    await database.write(lambda unit: batches.add(unit, FORM, ANSWERS[:3]))

    def not_at_all(unit: Unit) -> None:
        batches.add(unit, FORM, ANSWERS[3:6])
        raise KeyError

    def partly(unit: Unit) -> None:
        with suppress(KeyError), unit.attempt():
            not_at_all(unit)

    await database.write(partly)
    with pytest.raises(KeyError):
        await database.write(not_at_all)

    assert Counter(await database.read(waiting)) == Counter(ANSWERS[:3])
    assert len(keys.names()) == 3
    assert await database.forget()
    assert len(keys.names()) == 3, "a database that holds nobody has no say over keys"


async def test_a_release_destroys_the_key_and_what_is_left_waits_under_another(
    crowd: Crowd, database: Database, keys: BatchKeys
) -> None:
    [before] = keys.names()
    await crowd.database.write(lambda unit: batches.add(unit, form_waiting(unit), ANSWERS[:1] * 5))
    assert await database.write(look)
    [after] = keys.names()
    assert after != before
    assert {each.question for each in await database.read(waiting)} >= {"egna-ord", "skala-0"}


def form_waiting(unit: Unit) -> Form:
    """Give the form to which answers wait."""
    [row] = unit.rows("SELECT programme, questionnaire, version FROM unlinked_batches")
    return Form(*row)


async def test_a_key_that_cannot_be_kept_keeps_nothing_and_tries_on(database: Database, keys: BatchKeys) -> None:
    keys.folder.write_text("in the way")  # small, and nobody else waits
    with pytest.raises(NotSaved):
        await database.write(lambda unit: batches.add(unit, FORM, ANSWERS))
    keys.folder.unlink()  # small, and nobody else waits
    await database.write(lambda unit: batches.add(unit, FORM, ANSWERS))
    assert len(await database.read(waiting)) == len(ANSWERS)


@pytest.mark.parametrize(
    "harm", [Path.unlink, lambda file: file.write_bytes(b""), lambda file: file.write_bytes(b"x" * 32)]
)
async def test_a_lost_key_holds_nothing_up_is_told_and_can_be_put_back(
    crowd: Crowd, database: Database, keys: BatchKeys, harm: object
) -> None:
    [file] = keys.folder.iterdir()
    key = file.read_bytes()
    before = await database.read(waiting)
    assert callable(harm)
    harm(file)

    problem = str(await database.read(health.locked_up))
    assert f"answers that wait ({PROGRAMME} avslut) cannot be opened" in problem
    assert str(keys.folder) in problem
    await crowd.arrive(1)
    newest = max(crowd.runs)
    crowd.runs = {newest: crowd.runs[newest]}
    await crowd.all_answer()
    assert not await database.write(look)
    assert 0 < len(await database.read(waiting)) < len(before)

    file.write_bytes(key)
    assert await database.read(health.locked_up) is None
    assert await database.write(look), "with those that came meanwhile there are enough"


async def test_what_is_lost_for_ever_can_be_let_go(crowd: Crowd, database: Database, keys: BatchKeys) -> None:
    assert len(crowd.truth) > 0
    keys.destroy(keys.names())
    assert [form.programme for form in await database.write(batches.let_go_of_lost)] == [PROGRAMME]
    assert await database.read(health.locked_up) is None


async def test_a_backup_put_back_where_its_keys_are_has_lost_nothing_until_something_changes(
    crowd: Crowd, path: Path, key: str, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    plain_backup(path, copy)
    before = Counter(await crowd.database.read(waiting))

    def restored() -> sqlite3.Connection:
        copy.replace(path)
        return connect(path)

    with closing(restored()) as db:
        db.execute("BEGIN")
        assert Counter(waiting(Unit(db, Seal([key])))) == before


DIE = """
import asyncio, os, signal, sys
from pathlib import Path
from storage import batches, release
from storage.batch_keys import BatchKeys
from storage.database import open_database
from storage.seal import Seal

print("ready", flush=True)
sys.stdin.readline()

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

make = BatchKeys.new
def made(keys):
    make(keys)
    die()

def unit(unit):
    release.release(unit, "enter", "2026-Q3", 3)
    batches.add(unit, batches.Form("enter", "avslut", "v1"), [batches.Waiting("q", "a", None, "closure", "")])

async def main(path, key, when):
    async with open_database(Path(path), Seal([key])) as database:
        setattr(BatchKeys, when, {"new": made, "destroy": die}[when])
        await database.write(unit)

asyncio.run(main(*sys.argv[1:]))
"""


async def forgetting(database: Database) -> None:
    assert await database.forget()


async def a_night(database: Database) -> None:
    await database.write(retention.destroy_spent_keys)


@pytest.mark.parametrize("by", [forgetting, a_night])
@pytest.mark.parametrize("when", ["new", "destroy"])
async def test_no_key_without_use_outlives_a_death_once_it_is_forgotten_or_a_night_has_passed(
    when: str, by: Callable[[Database], Awaitable[None]], path: Path, key: str, keys: BatchKeys
) -> None:
    async with open_database(path, Seal([key])) as database:
        crowd = Crowd(database)
        await crowd.arrive(FEW)
        await crowd.all_answer()
    before, is_released = keys.names(), when == "destroy"
    with running(DIE, path, key, when) as process:
        tell(process)
        assert process.wait(20) == -signal.SIGKILL
    assert len(keys.names()) == 2
    async with open_database(path, Seal([key])) as database:
        await by(database)
        assert await database.read(lambda unit: unit.count("SELECT COUNT(*) FROM tallies") > 0) == is_released
        assert len(keys.names()) == 1
        assert keys.names().isdisjoint(before) == is_released
        assert await database.read(health.locked_up) is None


async def test_what_waited_before_there_were_batches_is_taken_in_and_left_nowhere(path: Path, key: str) -> None:
    seal = Seal([key])
    async with open_database(path, seal):
        pass
    words = seal.close("Tack för maten")
    with closing(connect(path)) as db:
        db.execute(
            "INSERT INTO unlinked_unsealed VALUES (x'01', 'enter', 'slut', 'v1', 'a', 'kanske', NULL, 'closure', 'X')"
        )
        db.execute(
            "INSERT INTO unlinked_unsealed VALUES (x'02', 'enter', 'slut', 'v1', 'b', '', ?, 'closure', '')", (words,)
        )
    async with open_database(path, seal) as database:
        assert set(await database.read(waiting)) == {
            Waiting("a", "kanske", None, "closure", "X"),
            Waiting("b", "", "Tack för maten", "closure", ""),
        }
        raw = path.read_bytes()  # noqa: ASYNC240  # small, and nobody else waits
        raw += path.with_name(f"{path.name}-wal").read_bytes()
        assert b"kanske" not in raw
        assert words not in raw
