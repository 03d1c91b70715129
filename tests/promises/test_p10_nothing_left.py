"""P10: of somebody erased nothing is left in database, log, free space, later backups, exports or scheduled work.

Each finding is also made to happen, by taking away the part that hinders it.
"""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from bot.actions.coordinator.export import export
from bot.actions.coordinator.status import Look, status
from bot.actions.participant.erase import erase
from bot.actions.retention import retain
from bot.paper.status_json import as_json
from storage import enrolments, people
from storage.enrolments import State
from storage.unit import Unit
from tests.harness import shows, staged, tap
from tests.promises.leaving import PROGRAMME, REFERENCE, WORDS, Home, Somebody, at_home, deciding, left, values
from tests.promises.telling import Tell


async def erased(home: Home) -> tuple[Somebody, set[bytes]]:
    """Let two people take part, and one of them be erased."""
    alva = await home.somebody()
    await home.somebody()
    known = values(home.path, alva)
    assert len(left(home.folder, alva, known)) > len(known), "the search must find what is there"
    await home.leave(erase, alva.chat)
    return alva, known


@pytest.mark.parametrize("on_request", ["erase", "anonymise"])
async def test_nothing_is_left_of_somebody_erased(tmp_path: Path, record_property: Tell, on_request: str) -> None:
    async with at_home(tmp_path / "bot", deciding(on_request=on_request)) as home:
        alva, known = await erased(home)
        home.lay_open("after.db")
        exported = await home.do(lambda here: export(here, PROGRAMME))
        (home.folder / "export.json").write_text(str(exported), "utf-8")
        shown = await home.do(lambda here: status(here, Look(PROGRAMME)))
        (home.folder / "status.json").write_text(json.dumps(as_json(shown)), "utf-8")
        assert left(home.folder, alva, known) == []
        files = len(list(home.folder.iterdir()))
        assert shown.people["erased"] == 1
    record_property(
        "P10", f"{on_request}: {len(known)} sealed values of one person looked for in {files} files: 0 found"
    )


async def test_it_is_found_if_the_file_is_not_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.database.write_anew", lambda _: True)
    monkeypatch.setattr("storage.database.truncate", lambda _: True)
    async with at_home(tmp_path / "bot") as home:
        alva, known = await erased(home)
        assert any(found.endswith("a value of theirs") for found in left(home.folder, alva, known))


async def test_it_is_found_if_a_table_is_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def let_go(unit: Unit, enrolment: int, state: State) -> None:
        unit.run("UPDATE enrolments SET state = ?, person = NULL WHERE id = ?", state, enrolment)

    monkeypatch.setattr(enrolments, "let_go", let_go)
    async with at_home(tmp_path / "bot") as home:
        alva, known = await erased(home)
        tables = {found for found in left(home.folder, alva, known) if found.startswith("a row of")}
        assert {"a row of runs", "a row of facts", "a row of occasions", "a row of tasks"} <= tables


async def test_a_backup_from_before_holds_it_until_it_is_rotated_away(tmp_path: Path) -> None:
    async with at_home(tmp_path / "bot") as home:
        alva = await home.somebody()
        known = values(home.path, alva)
        before = home.lay_open("before.db")
        await home.leave(erase, alva.chat)
        assert {found.partition(":")[0] for found in left(home.folder, alva, known)} == {"before.db"}
        before.unlink()
        assert left(home.folder, alva, known) == []


async def test_what_is_kept_for_a_time_is_nobodys_meanwhile_and_goes_on_its_day(tmp_path: Path) -> None:
    async with at_home(tmp_path / "bot", deciding(on_request="keep", keep_for={"months": 6})) as home:
        alva = await home.somebody()
        known = values(home.path, alva)
        await home.leave(erase, alva.chat)
        assert await home.do(lambda here: people.by_id(here.unit, alva.person)) is None
        for days, goes in ((180, False), (1, True)):  # 3 November and six months is 3 May
            home.now += timedelta(days=days)
            await home.leave(retain)
            assert (left(home.folder, alva, known) == []) is goes


async def test_nor_in_anything_that_a_run_leaves_behind(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    async with staged(folder, alone=True) as stage:
        coach = await stage.staff("coach", PROGRAMME)
        coach.send(f"/ny {REFERENCE}")
        link = next(line for line in (await shows(coach, "Länk till")).text.splitlines() if line.startswith("https"))
        alva = stage.world.person("Alva", "sv")
        alva.open(link)
        for label in ("Svenska", "Ja", "Börja", "Studier", "7", "Mycket dåligt"):
            await tap(alva, label)
        await shows(alva, "Vad skulle göra stödet bättre?")
        alva.send(WORDS)
        await tap(alva, "Skicka in")
        alva.send("/kontakt")
        await shows(alva, "Någon hör av sig")
        alva.send("/radera")
        await tap(alva, "Radera")
        await shows(alva, "Nu är allt som gäller dig raderat.")
        assert await stage.stop() == 0
    files = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert {"foljsam.db", "foljsam.db.erasures", "bot.log"} <= files.keys()
    words = (WORDS, REFERENCE, str(alva.id), link.partition("start=")[2])
    assert [(name, word) for name, raw in files.items() for word in words if word.encode() in raw] == []
