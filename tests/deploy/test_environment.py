"""The example of a förbund's settings holds every setting there is, each with its default, and makes a good start."""

import re
from pathlib import Path

import pytest

from bot.settings import Settings, read_settings
from tests.deploy.runbook import DEPLOY

EXAMPLE = (DEPLOY / "foljsam.env.example").read_text("utf-8")
_LINE = re.compile(r"^(#?)FOLJSAM_([A-Z_]+)=(.*)$", re.MULTILINE)
NO_DEFAULT = {"key", "definitions", "webhook_url", "webhook_secret"}
"""What is commented out and shows an example, or nothing."""


def test_it_holds_every_setting_once_and_no_other() -> None:
    assert sorted(name.lower() for _, name, _ in _LINE.findall(EXAMPLE)) == sorted(Settings.model_fields)


def test_every_setting_is_told_in_a_line() -> None:
    lines = EXAMPLE.splitlines()
    for place, line in enumerate(lines):
        if _LINE.match(line):
            assert re.match(r"# \S.{10,}", lines[place - 1]), line


def test_what_is_commented_out_is_the_default() -> None:
    for mark, name, value in _LINE.findall(EXAMPLE):
        if mark and name.lower() not in NO_DEFAULT:
            assert value == str(Settings.model_fields[name.lower()].default).lower().replace("posixpath", ""), name


def test_filled_in_it_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    every = EXAMPLE.replace("#FOLJSAM_", "FOLJSAM_").replace("FOLJSAM_TOKEN=", "FOLJSAM_TOKEN=42:a")
    (tmp_path / ".env").write_text(every.replace("FOLJSAM_WEBHOOK_SECRET=", "FOLJSAM_WEBHOOK_SECRET=made-up"))
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"FOLJSAM_{name.upper()}", raising=False)
    found = read_settings({})
    assert found.hook()
    assert (found.database, found.key_file) == (Path("/var/lib/foljsam/NAME/foljsam.db"), Path("key"))
