"""P12: a bad setting, an unusable database, a wrong token end the start: soon, exit not 0, one line, no secret."""

import shutil
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.playground import World, serve
from flows.catalogue import SHIPPED
from tests.command_line.program import KEY, TOKEN, environment, foljsam
from tests.promises.telling import Tell

Broken = dict[str, str | None]


def definitions(folder: Path) -> Broken:
    copy = folder / "definitions"
    shutil.copytree(SHIPPED, copy)
    form = copy / "questionnaires" / "start.yaml"
    form.write_text(form.read_text("utf-8").replace("kind: scale", "kind: scales"), "utf-8")
    return {"DEFINITIONS": str(copy)}


def association(folder: Path) -> Broken:
    (folder / "ours.yaml").write_text("name: Vårt förbund\ntimezone: Europe/Stokholm\n", "utf-8")
    return {"ASSOCIATION": str(folder / "ours.yaml")}


def readable_key_file(folder: Path) -> Broken:
    (folder / "key").write_text(KEY, "utf-8")
    (folder / "key").chmod(0o644)
    return {"KEY": None, "KEY_FILE": str(folder / "key")}


def no_database(folder: Path) -> Broken:
    (folder / "notes.db").write_text("Köp mjölk. " * 500, "utf-8")
    return {"DATABASE": str(folder / "notes.db")}


def later_database(folder: Path) -> Broken:
    db = sqlite3.connect(folder / "later.db")
    db.execute(f"PRAGMA application_id = {0x466F6C6A}")
    db.execute("PRAGMA user_version = 9999")
    db.close()
    return {"DATABASE": str(folder / "later.db")}


def line_without_equals(folder: Path) -> Broken:
    (folder / ".env").write_text(f"FOLJSAM_TOKEN:{TOKEN}\n", "utf-8")
    return {}


def name_in_file(folder: Path) -> Broken:
    (folder / ".env").write_text("FOLJSAM_TICK_SECOND=3\n", "utf-8")
    return {}


def a_file_for_backups(folder: Path) -> Broken:
    (folder / "backups").touch()
    return {"BACKUPS": str(folder / "backups")}


BAD: dict[str, tuple[Callable[[Path], Broken], str]] = {
    "a broken definition": (definitions, "questionnaires/start.yaml:19: "),
    "no folder of definitions": (lambda folder: {"DEFINITIONS": str(folder / "x")}, "FOLJSAM_DEFINITIONS names"),
    "an unknown name": (lambda _: {"TOKENS": "x"}, "FOLJSAM_TOKENS is no setting"),
    "an unknown name in .env": (name_in_file, "FOLJSAM_TICK_SECOND is no setting"),
    "a line in .env without =": (line_without_equals, "FOLJSAM_TOKEN is no setting as it stands; write NAME=value"),
    "a bad value": (lambda _: {"MINIMUM_BASE": "2"}, "FOLJSAM_MINIMUM_BASE cannot be used; write a number, 3 or more"),
    "no key": (lambda _: {"KEY": None}, "FOLJSAM_KEY is missing; make one with: foljsam keys new"),
    "a malformed key": (lambda _: {"KEY": f"{KEY}!"}, "FOLJSAM_KEY is no key; make one with: foljsam keys new"),
    "a short key": (lambda _: {"KEY": KEY[:24]}, "FOLJSAM_KEY has the wrong length; make one with: foljsam keys new"),
    "a key file that others can read": (readable_key_file, "run: chmod 600 "),
    "no association": (lambda _: {"ASSOCIATION": None}, "foljsam association new --output association.yaml"),
    "an association's file that is not there": (lambda _: {"ASSOCIATION": "x"}, "names 'x', which is no file"),
    "a folder as database": (lambda folder: {"DATABASE": str(folder)}, "it is a folder; name a file in FOLJ"),
    "a database in a missing folder": (lambda folder: {"DATABASE": f"{folder}/x/f.db"}, "FOLJSAM_DATABASE"),
    "a database that nobody can write": (lambda _: {"DATABASE": "/proc/foljsam.db"}, "check FOLJSAM_DATABASE"),
    "a file for backups": (a_file_for_backups, "FOLJSAM_BACKUPS names"),
    "no database": (no_database, "it is no database; correct FOLJSAM_DATABASE"),
    "a later database": (later_database, "a later Följsam made it; upgrade this one"),
    "an empty token": (lambda _: {"TOKEN": ""}, "@BotFather"),
    "a malformed token": (lambda _: {"TOKEN": f"{TOKEN} x"}, "write it as @BotFather gave it"),
}  # fmt: skip  # a table


async def test_every_bad_start_ends_soon_with_one_line_that_says_what_to_do(
    tmp_path: Path, record_property: Tell
) -> None:
    slowest = 0.0
    for case, (make, words) in BAD.items():
        folder = tmp_path / case.replace("=", "")
        folder.mkdir()
        given, begun = environment(folder, **make(folder)), time.monotonic()
        ran = await foljsam("run", cwd=folder, env=given)
        slowest = max(slowest, time.monotonic() - begun)
        assert words in ran.complaint, case
        assert ran.code in {1, 2}, case
    record_property(
        "P12", f"{len(BAD)} bad starts: one line each, exit not 0, no secret; slowest {slowest:.1f} s once loaded"
    )


async def test_a_fault_that_comes_as_it_is_told_would_be_found(tmp_path: Path) -> None:
    for case in ("an unknown name", "a malformed key", "no database"):
        make, _ = BAD[case]
        folder = tmp_path / case
        folder.mkdir()
        ran = await foljsam("run", cwd=folder, env=environment(folder, **make(folder)), off=("faults_in_words",))
        with pytest.raises((AssertionError, ValueError)):  # more lines than one, or none of ours
            _ = ran.complaint


async def test_every_fault_of_an_association_has_a_line_of_its_own(tmp_path: Path) -> None:
    ran = await foljsam("run", cwd=tmp_path, env=environment(tmp_path, **association(tmp_path)))

    assert ran.code == 1
    assert "ours.yaml:2: " in ran.err
    assert "write for example Europe/Stockholm" in ran.err
    assert "Traceback" not in ran.err


async def test_a_token_that_telegram_does_not_know_stops_the_start(tmp_path: Path) -> None:
    async with serve(World()) as api:
        ran = await foljsam("run", cwd=tmp_path, env=environment(tmp_path, API_URL=str(api)))

    assert ran.code == 1
    assert "Telegram does not accept FOLJSAM_TOKEN; copy it again from @BotFather" in ran.complaint
