"""Whatever the umask, every file that the program makes is its owner's alone, and so is what holds the keys (P11)."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.discreet import hide_secrets
from bot.own_files import open_to_others
from bot.settings import Settings, SettingsFault
from storage.seal import new_key
from tests.command_line.program import environment
from tests.harness import PROGRAMME, staged
from tests.promises.telling import Tell

CARELESS = """
import os, sys
os.umask(0)
is_off = sys.argv.pop(1) == "off"
import bot.__main__ as program
if is_off:
    program.be_discreet = lambda **_: None
for command in sys.argv[1:]:
    sys.argv[1:] = command.split()
    try:
        program.main()
    except SystemExit as ended:
        assert not ended.code, (command, ended.code)
"""
"""Several commands in one process with a careless umask."""

COMMANDS = (
    "association new --output association.yaml",
    "definitions new --output definitions",
    "migrate",
    f"simulate --programme {PROGRAMME} --participants 6 --since 2026-01-15 --seed 1",
    f"invite --programme {PROGRAMME} --count 1 --sheet sheet.pdf",
    f"export --programme {PROGRAMME} --output export.csv",
    f"export --programme {PROGRAMME} --output export.xlsx",
    f"report --programme {PROGRAMME} --period 2026-Q1 --format docx --output report.docx",
    "keys rotate",
    "backup copy.backup",
)


def made_by(folder: Path, switch: str, commands: tuple[str, ...]) -> None:
    key_file = folder / "keys"
    handle = os.open(key_file, os.O_WRONLY | os.O_CREAT, 0o600)
    os.write(handle, new_key().encode())
    os.close(handle)
    env = environment(folder, KEY=None, KEY_FILE=str(key_file)) | {
        "TMPDIR": str(folder),
        "MPLCONFIGDIR": str(folder / "mpl"),
    }
    subprocess.run([sys.executable, "-c", CARELESS, switch, *commands], cwd=folder, env=env, check=True)  # noqa: S603  # our own


def open_ones(folder: Path) -> Iterator[str]:
    """Give every file and folder that others may look into."""
    for each in folder.rglob("*"):
        if each.stat().st_mode & 0o077:
            yield str(each.relative_to(folder))


def names_in(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def test_every_file_is_its_owners_alone(tmp_path: Path, record_property: Tell) -> None:
    made_by(tmp_path, "on", COMMANDS)
    expected = {
        "foljsam.db",
        "keys",
        "sheet.pdf",
        "export.csv",
        "export.xlsx",
        "report.docx",
        "copy.backup",
    }
    assert names_in(tmp_path) >= expected
    assert list(open_ones(tmp_path)) == []
    n = sum(1 for _ in tmp_path.rglob("*"))
    record_property("P11", f"umask 0: 0 of {n} files and folders made by {len(COMMANDS)} commands are open to others")


def test_with_the_mechanism_switched_off_the_same_look_finds_them(tmp_path: Path) -> None:
    made_by(tmp_path, "off", COMMANDS[:2])
    assert {"association.yaml", "definitions/facts.yaml"} <= set(open_ones(tmp_path))


async def test_the_files_of_a_running_bot_are_its_owners_alone(tmp_path: Path) -> None:
    async with staged(tmp_path, alone=True, start=False) as stage:
        stage.command = (sys.executable, "-c", CARELESS, "on", "run")
        await stage.start()
        await stage.participant()
        assert names_in(tmp_path) >= {"foljsam.db", "foljsam.db-wal", "foljsam.db.lock"}
        assert [each for each in open_ones(tmp_path) if each != "bot.log"] == [], "but the test's own log"


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o620, 0o602, 0o777])
def test_a_key_file_that_others_may_read_or_write_is_refused_in_one_line(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "keys"
    file.write_text(new_key())
    file.chmod(mode)
    with pytest.raises(SettingsFault) as fault:
        Settings(key_file=file).seal()
    assert str(fault.value) == f"others can read {file}; run: chmod 600 {file}"
    file.chmod(0o600)
    assert not Settings(key_file=file).seal().has_older


def test_a_database_that_was_copied_open_is_told_with_what_to_do(tmp_path: Path) -> None:
    database = tmp_path / "foljsam.db"
    database.touch(0o644)
    database.chmod(0o644)
    found = Settings(database=database)
    assert list(open_to_others(found)) == [f"others can read {database}; run: chmod 600 {database}"]
    database.chmod(0o600)
    assert list(open_to_others(found)) == []


def test_no_child_has_a_secret_in_its_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLJSAM_TOKEN", "1:canary")
    monkeypatch.setenv("FOLJSAM_KEY", "canary")
    look = [sys.executable, "-c", "import os; print(sorted(os.environ.values()))"]
    before = subprocess.run(look, capture_output=True, text=True, check=True).stdout  # noqa: S603  # our own
    hide_secrets()
    after = subprocess.run(look, capture_output=True, text=True, check=True).stdout  # noqa: S603  # our own
    assert ("canary" in before, "canary" in after) == (True, False)
