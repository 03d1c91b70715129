"""Nobody can tell whose answers are whose; and the attack is no paper tiger, for it wins when severing is off."""

import shutil
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from storage import batches, connection, release, unlinked
from storage.batch_keys import BatchKeys
from storage.batches import Waiting
from storage.database import Database, open_database
from storage.seal import Seal
from storage.unit import Unit
from tests.storage.attack import Claim, attack
from tests.storage.copies import plain_backup
from tests.storage.forms import form
from tests.storage.grading import Grade, grades
from tests.storage.loot import read
from tests.storage.people import FIRST_DAY, PROGRAMME, Crowd, Guests

MANY = 120
SMALL_GROUPS, FEW = 12, 7
CHOOSERS = 70
GUESTS = 40
ENOUGH = 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "more"
    made.mkdir()
    return made


def backups(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


@pytest.fixture
async def crowd(database: Database) -> Crowd:
    crowd = Crowd(database)
    await crowd.arrive(MANY)
    return crowd


def won(crowd: Crowd, path: Path, key: str, *backups: Path, key_folders: Sequence[Path] = ()) -> tuple[Grade, ...]:
    """Give the methods that beat chance."""
    claims = attack(path, [key], backups, key_folders=key_folders)
    return tuple(grade for grade in grades(claims, crowd.truth) if grade.beats_chance)


async def test_answers_that_wait_cannot_be_linked_to_anyone(crowd: Crowd, path: Path, key: str) -> None:
    await crowd.all_answer()

    found = grades(attack(path, [key]), crowd.truth)

    assert {"select by day, last", "select by run, first backwards", "together by select"} <= {
        each.method for each in found
    }
    assert max(grade.of for grade in found) == MANY * 5
    assert [grade for grade in found if grade.beats_chance] == []


async def test_answers_that_wait_after_a_release_cannot_be_linked_and_released_words_neither(
    crowd: Crowd, path: Path, key: str
) -> None:
    await crowd.all_answer()
    await crowd.database.write(lambda unit: release.release(unit, PROGRAMME, "2026-Q3", 5))
    await crowd.database.forget()
    assert won(crowd, path, key) == ()
    await crowd.arrive(40)
    crowd.runs = dict(list(crowd.runs.items())[-40:])

    await crowd.all_answer()

    assert won(crowd, path, key) == ()


async def test_a_place_tells_of_who_answered_alone_there_while_it_waits_and_of_nobody_once_it_is_released(
    crowd: Crowd, path: Path, key: str
) -> None:
    """The first is a limit that is said before sending in; how few can be alone, the action ``place`` decides."""
    crowd.places = {one: f"Plats {min(number, 20)}" for number, one in enumerate(sorted(crowd.runs))}
    await crowd.all_answer()
    assert {grade.method for grade in won(crowd, path, key)} == {"place"}

    await crowd.database.write(lambda unit: release.release(unit, PROGRAMME, "2026-Q3", 5))
    await crowd.database.forget()

    assert won(crowd, path, key) == ()


async def test_forms_under_way_are_theirs_who_fill_them_in_and_tell_nothing_of_the_others(
    crowd: Crowd, path: Path, key: str
) -> None:
    still_open = sorted(crowd.runs)[::3]
    for enrolment in still_open:
        await crowd.answer(enrolment)
    crowd.runs = {one: run for one, run in crowd.runs.items() if one not in still_open}

    await crowd.all_answer()

    assert won(crowd, path, key) == ()


async def won_over_small_groups(folder: Path, key: str) -> tuple[Grade, ...]:
    """Attack many databases in which few wait, so few that they lie in one page, and grade all claims together."""
    claims, truth = list[Claim](), dict[int | str, dict[str, str]]()
    for number in range(SMALL_GROUPS):
        here = folder / f"{number}.db"
        async with open_database(here, Seal([key])) as database:
            crowd = Crowd(database, chance=Random(number))  # noqa: S311  # to be repeated, not to be secret
            await crowd.arrive(FEW)
            await crowd.all_answer()
            found = attack(here, [key])
        claims += [Claim(c.method, f"{number} {c.who}", f"{number} {c.question}", c.answer) for c in found]
        for who, answers in crowd.truth.items():
            truth[f"{number} {who}"] = {f"{number} {question}": answer for question, answer in answers.items()}
    return tuple(grade for grade in grades(claims, truth) if grade.beats_chance)


async def test_also_where_few_wait_their_places_in_the_page_tell_nothing(folder: Path, key: str) -> None:
    assert await won_over_small_groups(folder, key) == ()


@pytest.fixture
async def choosers(database: Database) -> Crowd:
    """Give people who also choose several of four."""
    crowd = Crowd(database, form(scales=0, several=True))
    await crowd.arrive(CHOOSERS)
    return crowd


async def test_nobody_can_tell_who_chose_what_of_several_nor_which_were_chosen_together(
    choosers: Crowd, path: Path, key: str
) -> None:
    await choosers.all_answer()

    found = over_options(choosers, path, key)

    assert {grade.method for grade in found} >= {"before by select", "together by select"}
    assert [grade for grade in found if grade.beats_chance] == []


@pytest.fixture
async def guests(database: Database) -> Guests:
    """Give people who come to an event."""
    guests = Guests(database)
    await guests.arrive(GUESTS)
    return guests


async def test_nobody_can_tell_what_a_guest_of_an_event_answered(guests: Guests, path: Path, key: str) -> None:
    await guests.all_answer()

    found = grades(attack(path, [key]), guests.truth)

    assert max(grade.of for grade in found) == GUESTS * 5
    assert {grade.method for grade in found} >= {
        "select by run, first",
        "select by message, first",
        "together by select",
    }
    assert [grade for grade in found if grade.beats_chance] == []


def over_options(crowd: Crowd, path: Path, key: str) -> tuple[Grade, ...]:
    """Grade what is claimed of single options."""
    return grades([claim for claim in attack(path, [key]) if "=" in claim.question], crowd.truth)


async def test_backups_made_before_and_after_an_answer_do_not_differ_by_it_neither_before_nor_after_its_release(
    crowd: Crowd, path: Path, key: str, folder: Path
) -> None:
    await everybody_with_a_backup_each(crowd, path, folder)
    assert won(crowd, path, key, *backups(folder)) == ()

    await released(crowd)

    assert [read(copy, Seal([key]), [BatchKeys.beside(path).folder]).rows for copy in backups(folder)] == [()] * ENOUGH
    assert won(crowd, path, key, *backups(folder)) == ()


async def everybody_with_a_backup_each(crowd: Crowd, path: Path, folder: Path, keys: Path | None = None) -> None:
    """Let people send in, and after each make a backup.

    :param keys: where to copy the batch keys with each backup
    """
    for number, enrolment in enumerate(sorted(crowd.runs)[:ENOUGH]):
        await crowd.send_in(enrolment, await crowd.answer(enrolment), FIRST_DAY + timedelta(days=number))
        plain_backup(path, folder / f"backup-{number:03}")
        if keys:
            shutil.copytree(BatchKeys.beside(path).folder, keys, dirs_exist_ok=True)


async def released(crowd: Crowd) -> None:
    assert await crowd.database.write(lambda unit: release.release(unit, PROGRAMME, "2026-Q3", 5))
    await crowd.database.forget()


# From here on a part of the severing is taken away, and the attack must win by it.


def methods(found: tuple[Grade, ...]) -> set[str]:
    return {grade.method.partition(" by ")[0] for grade in found}


def in_order(answers: list[Waiting]) -> list[Waiting]:
    """Put new answers after the old ones, as anyone would."""
    return answers


async def test_it_wins_if_answers_lie_in_the_order_of_sending_in(
    crowd: Crowd, path: Path, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "_drawn_by_lot", in_order)

    await crowd.all_answer()

    assert {"select", "together"} <= methods(won(crowd, path, key))


async def test_it_wins_over_several_choices_if_they_lie_in_order(
    choosers: Crowd, path: Path, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "_drawn_by_lot", in_order)

    await choosers.all_answer()

    beaten = (grade for grade in over_options(choosers, path, key) if grade.beats_chance)
    assert {"before by select"} <= {grade.method for grade in beaten}


async def test_it_wins_if_the_log_is_not_truncated(
    crowd: Crowd, path: Path, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.database.write_anew", lambda _: True)
    monkeypatch.setattr("storage.database.truncate", lambda _: True)
    crowd.runs = dict(list(crowd.runs.items())[:40])

    await crowd.all_answer()

    assert "draft left over" in methods(won(crowd, path, key))


async def test_it_wins_over_guests_if_the_log_is_not_truncated(
    guests: Guests, path: Path, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.database.write_anew", lambda _: True)
    monkeypatch.setattr("storage.database.truncate", lambda _: True)

    await guests.all_answer()

    assert "draft left over" in methods(won(guests, path, key))


async def test_it_wins_if_what_is_deleted_stays_in_free_space(
    path: Path, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.database.write_anew", lambda _: True)
    async with open_database(path, Seal([key])) as database:
        await database._writer.hop(lambda db: db.execute("PRAGMA secure_delete = OFF").fetchall())
        crowd = Crowd(database)
        await crowd.arrive(MANY)

        await crowd.all_answer()

        assert methods(won(crowd, path, key)) == {"draft left over"}


async def test_it_wins_if_drafts_are_kept(crowd: Crowd, path: Path, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unlinked, "drop_draft", lambda *_: None)

    await crowd.all_answer()

    assert methods(won(crowd, path, key)) == {"draft kept"}


async def test_it_wins_over_what_is_released_if_keys_are_in_the_backups(
    crowd: Crowd, path: Path, key: str, folder: Path, tmp_path: Path
) -> None:
    keys = tmp_path / "keys"
    await everybody_with_a_backup_each(crowd, path, folder, keys)
    await released(crowd)

    assert "difference" in methods(won(crowd, path, key, *backups(folder), key_folders=[keys]))


async def test_it_wins_over_what_is_released_if_spent_keys_are_kept(
    crowd: Crowd, path: Path, key: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BatchKeys, "destroy", lambda *_: None)
    await everybody_with_a_backup_each(crowd, path, folder)
    await released(crowd)

    assert "difference" in methods(won(crowd, path, key, *backups(folder)))


async def test_the_whole_file_is_written_anew_because_secure_delete_alone_leaves_copies_of_rows_that_moved(
    crowd: Crowd, path: Path
) -> None:
    chance, written = crowd.chance, set[bytes]()

    def unit(unit: Unit) -> set[bytes]:
        for run in chance.choices(list(crowd.runs.values())[:60], k=2000):
            question = chance.choice(crowd.questionnaire.questions).key
            unlinked.keep_draft(unit, run, question, "å" * chance.choice((1, 20, 380, 770)))
            written.update(row["answer"] for row in unit.rows("SELECT answer FROM unlinked_drafts WHERE run = ?", run))
            if chance.random() < 0.1:
                unlinked.drop_draft(unit, run)
        return {row["answer"] for row in unit.rows("SELECT answer FROM unlinked_drafts")}

    live = await crowd.database.write(unit)

    def left() -> int:
        raw = path.read_bytes()
        return sum(sealed[:16] in raw for sealed in written - live)

    assert await crowd.database._writer.hop(connection.truncate)
    assert left() > 0
    assert await crowd.database.forget()
    assert left() == 0
