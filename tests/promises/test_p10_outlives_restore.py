"""P10: an erasure outlives a restore of an older backup; and does not, if the list beside the database is not read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.actions.here import Here
from bot.actions.participant.choice import Choice, choose
from bot.actions.participant.erase import erase, withdraw
from storage import enrolments, erasures, people, tasks
from storage.database import open_database
from storage.enrolments import Enrolment, State
from storage.restore import restore
from storage.seal import Seal, new_key
from tests.promises.leaving import NOW, Home, Somebody, at_home, deciding, left, values
from tests.promises.telling import Tell

Leaving = Callable[[Here], None]


async def restored(folder: Path, key: str) -> None:
    """Restore the backup, take the replaced database away, and open it once."""
    _, aside = restore(folder / "before.db", folder / "foljsam.db", Seal([key]), NOW)
    for file in folder.iterdir():  # noqa: ASYNC240  # small, and nobody else waits
        if file.name.startswith("before.db") or (aside and file.name.startswith(aside.name)):
            file.unlink()
    async with open_database(folder / "foljsam.db", Seal([key])):
        pass


async def left_behind(folder: Path, key: str, leaving: Leaving) -> tuple[Somebody, set[bytes]]:
    """Let somebody leave after a backup, and restore the backup."""
    async with at_home(folder, key=key) as home:
        alva = await home.somebody()
        await home.somebody()
        known = values(home.path, alva)
        home.back_up("before.db")
        await home.leave(leaving, alva.chat)
    await restored(folder, key)
    return alva, known


async def test_who_was_erased_stays_erased(tmp_path: Path, record_property: Tell) -> None:
    folder, key = tmp_path / "bot", new_key()
    alva, known = await left_behind(folder, key, erase)
    assert left(folder, alva, known) == []
    async with at_home(folder, key=key) as home:
        bo = await home.do(lambda here: enrolments.by_id(here.unit, alva.enrolment + 1))
        assert bo
        assert bo.person, "others are as they were"
    record_property("P10", f"restore after an erasure: 0 of {len(known)} values of the person come back")


async def test_they_come_back_if_the_list_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(erasures, "read", lambda *_: ())
    alva, known = await left_behind(tmp_path / "bot", new_key(), erase)
    assert left(tmp_path / "bot", alva, known)


async def test_who_stopped_is_not_written_to_and_who_began_again_is(tmp_path: Path) -> None:
    folder, key = tmp_path / "bot", new_key()
    alva, _ = await left_behind(folder, key, withdraw)
    async with at_home(folder, key=key) as home:
        assert (await enrolment(home, alva)).withdrawn_on is not None
        home.back_up("before.db")
        await home.do(lambda here: choose(here, Choice(alva.enrolment, takes_part=True)), alva.chat)
        async with at_home(folder, key=key):  # a command beside the bot, before the file has been told
            assert (await enrolment(home, alva)).withdrawn_on is None
    await restored(folder, key)
    async with at_home(folder, key=key) as home:
        assert (await enrolment(home, alva)).withdrawn_on is None


async def enrolment(home: Home, who: Somebody) -> Enrolment:
    found = await home.do(lambda here: enrolments.by_id(here.unit, who.enrolment))
    assert found
    return found


async def test_a_wish_that_waits_for_the_association_is_remembered_with_its_day(tmp_path: Path) -> None:
    folder, key = tmp_path / "bot", new_key()
    async with at_home(folder, deciding(on_request="keep", keep_for={"days": 10}), key=key) as home:
        alva = await home.somebody()
        home.back_up("before.db")
        await home.leave(erase, alva.chat)
        wish = await home.do(lambda here: tasks.open_one(here.unit, "erasure", alva.enrolment))
    await restored(folder, key)
    async with at_home(folder, key=key) as home:
        again = await home.do(lambda here: tasks.open_one(here.unit, "erasure", alva.enrolment))
        assert wish
        assert again
        assert again.due_on == wish.due_on
        assert (await enrolment(home, alva)).person is None


async def test_nobody_new_is_given_the_number_of_somebody_erased(tmp_path: Path) -> None:
    folder, key = tmp_path / "bot", new_key()
    async with at_home(folder, key=key) as home:
        await home.somebody()
        home.back_up("before.db")
        await home.somebody()
        cleo = await home.somebody()
        await home.leave(erase, cleo.chat)
    await restored(folder, key)
    new = cleo
    for time in range(2):
        async with at_home(folder, key=key) as home:
            home.coach, home.met = 1, [cleo] * (10 + time)  # nobody's chat twice
            new = await home.somebody()
            assert new.enrolment > cleo.enrolment
    async with at_home(folder, key=key) as home:
        assert (await enrolment(home, new)).state is State.CLOSED


async def test_staff_who_were_removed_have_no_role(tmp_path: Path) -> None:
    folder, key = tmp_path / "bot", new_key()
    async with at_home(folder, key=key) as home:
        await home.somebody()
        home.back_up("before.db")
        await home.do(lambda here: people.revoke(here.unit, home.coach, [*people.staff(here.unit)[0].grants]))
        assert await home.database.forget()
    await restored(folder, key)
    async with at_home(folder, key=key) as again:
        assert await again.do(lambda here: people.staff(here.unit)) == ()


async def test_only_lines_that_the_key_vouches_for_count_and_a_lost_file_is_written_anew(tmp_path: Path) -> None:
    folder, key, other = tmp_path / "bot", new_key(), new_key()
    async with at_home(folder, key=key) as home:
        alva, bo = await home.somebody(), await home.somebody()
        file = erasures.beside(home.path)
        forged = Seal([other]).hash(f"erasure erased {bo.enrolment} ").hex()
        file.write_text(f"\nerased {bo.enrolment}  {forged}\nerased {bo.enrolment}  \nrubbish\n\x00", "ascii")
    async with at_home(folder, key=key) as home:
        assert (await enrolment(home, bo)).person == bo.person
        await home.leave(erase, alva.chat)
    written = erasures.read(file, Seal([key]))
    assert {each.id for each in written if each.what == "erased"} == {alva.enrolment}
    file.unlink()
    async with at_home(folder, key=key):
        assert set(erasures.read(file, Seal([key]))) == set(written)
    assert erasures.read(file, Seal([other])) == ()
    assert file.stat().st_mode & 0o777 == 0o600
