"""The systemd units are taken by systemd, and let a bot do little but its work."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.deploy.runbook import DEPLOY

UNITS = DEPLOY / "systemd"
SERVICES = sorted(each.name for each in UNITS.glob("*.service"))
MOST_EXPOSED = {"foljsam@.service": 1.5, "foljsam-drill@.service": 0.8, "foljsam-hourly@.service": 0.8}
"""By systemd's own scale, 0 to 10; what speaks with Telegram needs the network."""
NEEDED = {"NoNewPrivileges=yes", "ProtectSystem=strict", "MemoryDenyWriteExecute=yes", "CapabilityBoundingSet="}

ANALYZE = shutil.which("systemd-analyze")
with_systemd = pytest.mark.skipif(ANALYZE is None, reason="systemd-analyze is not installed")


def analyze(*words: str) -> "subprocess.CompletedProcess[str]":
    assert ANALYZE
    return subprocess.run([ANALYZE, *words], capture_output=True, text=True, check=False)  # noqa: S603  # our own words


def settled(name: str) -> list[str]:
    """Give a unit's settings."""
    lines = (UNITS / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and line[0] not in "#["]


@with_systemd
def test_systemd_takes_them_all(tmp_path: Path) -> None:
    there = {"/opt/foljsam/.venv/bin/foljsam": sys.executable, "/opt/foljsam/deploy": str(DEPLOY)}
    for unit in UNITS.iterdir():
        text = unit.read_text("utf-8")
        for path, here in there.items():
            text = text.replace(path, here)
        (tmp_path / unit.name).write_text(text)
    told = analyze("verify", "--man=no", *(str(each) for each in tmp_path.iterdir()))
    assert (told.returncode, told.stderr) == (0, "")


@with_systemd
@pytest.mark.parametrize("name", SERVICES)
def test_they_are_exposed_to_little(name: str) -> None:
    told = analyze("security", "--offline=true", "--no-pager", str(UNITS / name)).stdout
    found = re.search(r"exposure level for \S+: ([\d.]+)", told)
    assert found, told
    assert float(found[1]) <= MOST_EXPOSED[name]


def test_what_works_beside_the_bot_is_as_locked_in_and_has_no_network() -> None:
    bot = settled("foljsam@.service")
    walls = {*bot[bot.index("ProtectSystem=strict") :]} - {"WantedBy=multi-user.target"}
    assert walls >= NEEDED
    for name in MOST_EXPOSED.keys() - {"foljsam@.service"}:
        assert walls - {*settled(name)} == {"RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX"}
        assert {"PrivateNetwork=yes", "RestrictAddressFamilies=AF_UNIX"} <= {*settled(name)}


def test_a_stop_has_the_time_that_the_bot_may_take() -> None:
    [seconds] = (int(each.partition("=")[2]) for each in settled("foljsam@.service") if each.startswith("TimeoutStop"))
    assert seconds > 10


@pytest.mark.parametrize("name", ["install.sh", "foljsam-as", "foljsam-hourly"])
def test_the_scripts_can_be_run_and_read(name: str) -> None:
    assert (DEPLOY / name).stat().st_mode & 0o111
    assert subprocess.run(["/bin/sh", "-n", DEPLOY / name], check=False).returncode == 0  # noqa: S603  # our own script
