"""Opening: made or migrated first; what cannot be opened says in one line what to do, and leaves no thread behind."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from storage import enrolments, people
from storage.database import DatabaseFault, open_database
from storage.seal import Seal, new_key
from storage.unit import Unit
from tests.storage.processes import HOLD, OPEN, running, tell
from tests.storage.threads import begun_since


@pytest.fixture(autouse=True)
def leaves_no_thread() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    for thread in begun_since(before):
        thread.join(10)
        assert not thread.is_alive()


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.connection.BUSY_SECONDS", 0.05)


def nothing(_: Path) -> None:
    """Leave things as they are."""


def without_its_folder(path: Path) -> None:
    path.parent.rmdir()


def with_a_file_for_a_folder(path: Path) -> None:
    path.parent.rmdir()
    path.parent.touch()


def no_database(path: Path) -> None:
    path.write_text("Kära dagbok, " * 500)


def damaged(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE something (a)")
    path.write_bytes(path.read_bytes()[:100] + b"\x07" * 8092)


def of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE accounts (a)")
        db.execute("PRAGMA user_version = 1")


def of_a_later_version(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA application_id = {0x466F6C6A}")
        db.execute("PRAGMA user_version = 999")


@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        (without_its_folder, "its folder does not exist; make the folder, or correct FOLJSAM_DATABASE"),
        (with_a_file_for_a_folder, "its folder is a file; correct FOLJSAM_DATABASE"),
        (Path.mkdir, "it is a folder; name a file in FOLJSAM_DATABASE"),
        (no_database, "it is no database; correct FOLJSAM_DATABASE, or restore a backup"),
        (damaged, "it is damaged; restore a backup"),
        (of_another_program, "another program made it; correct FOLJSAM_DATABASE"),
        (of_a_later_version, "a later Följsam made it; upgrade this one, or restore a backup made with this one"),
    ],
)
async def test_a_database_that_cannot_be_used_says_what_to_do(
    prepare: Callable[[Path], None], message: str, tmp_path: Path, seal: Seal
) -> None:
    path = tmp_path / "folder" / "foljsam.db"
    path.parent.mkdir()
    prepare(path)

    with pytest.raises(DatabaseFault) as fault:
        async with open_database(path, seal):
            pytest.fail("it opened")

    assert str(fault.value) == f"the database {path} cannot be used: {message}"


UNPRIVILEGED = OPEN.replace(
    "asyncio.run(main(sys.argv[1]))",
    """
import os
if os.getuid() == 0:  # whom no right is missing
    os.setgid(65534)
    os.setuid(65534)
try:
    asyncio.run(main(sys.argv[1]))
except DatabaseFault as fault:
    print(fault)
""",
)


@pytest.mark.parametrize("is_there", [False, True])
def test_a_folder_that_cannot_be_written_says_so(is_there: bool) -> None:  # noqa: FBT001  # a parameter of the test
    with TemporaryDirectory() as folder:
        path = Path(folder, "foljsam.db")
        if is_there:
            path.touch(0o444)
        Path(folder).chmod(0o555)
        with running(UNPRIVILEGED, path) as process:
            output, errors = process.communicate("\n")

    what = "written" if is_there else "opened"
    remedy = f"it cannot be {what}; give this user the right to write the file and its folder"
    assert (output.strip(), errors) == (f"the database {path} cannot be used: {remedy}", "")


def a_person(unit: Unit) -> None:
    people.add(unit, 4711, "sv")


def a_reference(unit: Unit) -> None:
    enrolments.invite(unit, "enter", None, "K-17", date(2026, 1, 1))


@pytest.mark.parametrize("something", [a_person, a_reference])
async def test_a_mistaken_key_is_refused_before_everyone_is_a_stranger(
    something: Callable[[Unit], None], path: Path, key: str
) -> None:
    async with open_database(path, Seal([key])) as database:
        await database.write(something)
    mistaken = new_key()

    with pytest.raises(DatabaseFault, match="add the old key after the new one in FOLJSAM_KEY"):
        async with open_database(path, Seal([mistaken])):
            pytest.fail("it opened")

    async with open_database(path, Seal([mistaken, key])) as database:
        await database.write(something if something is a_person else lambda _: None)


async def test_a_database_held_by_another_program_says_so_in_bounded_time(path: Path, seal: Seal) -> None:
    await asyncio.to_thread(path.touch)
    with (
        running(HOLD, path, "BEGIN EXCLUSIVE"),
        pytest.raises(DatabaseFault, match="another program holds it; end that program, or try again"),
    ):
        await asyncio.wait_for(open_database(path, seal).__aenter__(), 10)


async def test_a_cancelled_opening_ends_its_thread_and_closes_the_file(
    path: Path, seal: Seal, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside, go_on = threading.Event(), threading.Event()
    made: list[sqlite3.Connection] = []

    def slow(path: Path, *_: str) -> sqlite3.Connection:
        inside.set()
        assert go_on.wait(10)
        made.append(sqlite3.connect(path, check_same_thread=False))
        return made[0]

    monkeypatch.setattr("storage.database.connect", slow)
    before = set(threading.enumerate())
    opening = asyncio.create_task(open_database(path, seal).__aenter__())
    await asyncio.to_thread(inside.wait, 10)
    opened_by = begun_since(before)
    opening.cancel()
    go_on.set()
    await asyncio.gather(opening, return_exceptions=True)
    for thread in opened_by:
        await asyncio.to_thread(thread.join, 10)

    assert opening.cancelled()
    assert opened_by
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        made[0].execute("SELECT 1")


async def test_what_goes_wrong_while_it_is_open_is_told_as_it_is(path: Path, seal: Seal) -> None:
    async def use() -> None:
        async with open_database(path, seal):
            raise ConnectionResetError("Telegram hung up")

    with pytest.raises(ConnectionResetError, match="Telegram hung up"):
        await use()


async def test_a_file_name_may_hold_anything(tmp_path: Path, seal: Seal) -> None:
    path = tmp_path / "förbund #1?mode=ro%20 å.db"

    async with open_database(path, seal) as database:
        await database.write(a_person)

    assert await asyncio.to_thread(path.is_file)


def test_processes_that_open_a_new_database_at_once_all_succeed(path: Path) -> None:
    with running(OPEN, path) as one, running(OPEN, path) as two, running(OPEN, path) as three:
        for process in (one, two, three):
            tell(process)
        assert [process.wait() for process in (one, two, three)] == [0, 0, 0]


async def test_a_file_system_without_shared_memory_is_refused(
    path: Path, seal: Seal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.database.share", lambda _: False)

    with pytest.raises(DatabaseFault, match="move it to a local disk and change FOLJSAM_DATABASE"):
        async with open_database(path, seal):
            pytest.fail("it opened")
