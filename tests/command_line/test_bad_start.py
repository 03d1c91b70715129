"""Bad input stops the start with one line that says what to do, and tells no secret."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.playground import World, serve
from bot.settings import SettingsFault, read_settings
from flows.catalogue import SHIPPED
from tests.command_line.program import KEY, TOKEN, environment, foljsam

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
    "no database": (no_database, "it is no database; correct FOLJSAM_DATABASE"),
    "a later database": (later_database, "a later Följsam made it; upgrade this one"),
    "an empty token": (lambda _: {"TOKEN": ""}, "@BotFather"),
    "a malformed token": (lambda _: {"TOKEN": f"{TOKEN} x"}, "write it as @BotFather gave it"),
}  # fmt: skip  # a table


@pytest.mark.parametrize("case", BAD)
async def test_a_bad_start_stops_with_one_line_that_says_what_to_do(case: str, tmp_path: Path) -> None:
    make, words = BAD[case]

    ran = await foljsam("run", cwd=tmp_path, env=environment(tmp_path, **make(tmp_path)))

    assert words in ran.complaint
    assert ran.code in {1, 2}


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


VALUES = [
    ("TOKEN", "4242"),
    ("TOKEN", "4242:a/b"),
    ("TOKEN", "4242:a\nb"),
    ("API_URL", "ftp://a/bot"),
    ("API_URL", "http://a/"),
    ("API_URL", "http://:80/bot"),
    ("API_URL", "http://a:99999/bot"),
    ("API_URL", "http://[::1/bot"),
    ("SEND_WINDOW", "8-19"),
    ("SEND_WINDOW", "19:00-08:00"),
    ("WORKING_DAYS_ONLY", "kanske"),
    ("WORKING_DAYS_ONLY", ""),
    ("MINIMUM_BASE", "tre"),
    ("DRAFT_LANGUAGES", "2"),
    ("TICK_SECONDS", "0"),
    ("TICK_SECONDS", "nan"),
    ("TICK_SECONDS", "1e9"),
    ("LOG_FORMAT", "xml"),
]


@pytest.mark.parametrize(("name", "value"), VALUES)
def test_a_bad_value_is_named_and_never_repeated(
    name: str, value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(f"FOLJSAM_{name}", value)

    with pytest.raises(SettingsFault) as refused:
        read_settings()

    said = str(refused.value)
    assert said.startswith(f"FOLJSAM_{name} cannot be used; write ")
    assert len(said.splitlines()) == 1
    assert len(value) < 3 or value not in said
    assert refused.value.__cause__ is None, "the cause would hold the value"


@pytest.mark.parametrize("content", [b"FOLJSAM_KEY=\xff\xfe\n", b"\xff"])
def test_an_env_file_that_is_no_text_is_a_fault_in_words(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_bytes(content)

    with pytest.raises(SettingsFault, match=r"\.env is not UTF-8"):
        read_settings()


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "FOLJSAM_KEY_FILE cannot be read"), (b"\xff\xfe", "holds no key; make one with: foljsam keys new")],
)
def test_a_key_file_that_cannot_be_used_is_a_fault_in_words(content: bytes | None, words: str, tmp_path: Path) -> None:
    path = tmp_path / "key"
    if content is not None:
        path.write_bytes(content)
        path.chmod(0o600)
    settings = read_settings({}).model_copy(update={"key": None, "key_file": path})

    with pytest.raises(SettingsFault, match=words):
        settings.seal()


def test_a_key_file_holds_keys_as_printed_newest_first(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text(f"FOLJSAM_KEY={KEY}\n", "utf-8")
    path.chmod(0o600)
    settings = read_settings({}).model_copy(update={"key": None, "key_file": path})

    assert settings.seal().open(read_settings({}).model_copy(update={"key_file": path}).seal().close("Alva")) == "Alva"
