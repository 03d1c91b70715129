"""Following the runbook literally on a clean Debian ends with a running service, a restored backup and a rotated key.

Each block is typed as it stands, as root, with systemd as the first process and the units as hard as they are shipped;
a playground on this machine is Telegram, and somebody answers a form between the sections. What an operator does with
their own head, filling in two files in an editor, a script does. Not exercised: another machine to move to (this one is
emptied instead), a certificate and a name for the webhook, containers. The page in the other language has the same
blocks (test_runbook.py).
"""

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from bot.playground import Person, World, serve
from tests.deploy.debian import Debian, hindrance, running
from tests.deploy.runbook import Section, sections
from tests.harness import PROGRAMME, shows, tap
from tests.house.source import ROOT, tracked
from tests.promises.telling import Tell

NAME = "exempel"
EDIT = """#!/bin/sh
set -eu
case $1 in
*/.env) sed -e 's|^FOLJSAM_TOKEN=.*|FOLJSAM_TOKEN={token}|' -e 's|^#FOLJSAM_API_URL=.*|FOLJSAM_API_URL={api}|' \
    -e 's|^#FOLJSAM_SEND_WINDOW=.*|FOLJSAM_SEND_WINDOW=always|' "$1" >/tmp/edited ;;
*) rm -f /tmp/edited && /opt/foljsam/.venv/bin/foljsam association new --example --output /tmp/edited ;;
esac
cat /tmp/edited >"$1"
"""
"""What fills in a file, in place, as an editor does."""


class Operator:
    """Follows the runbook, section by section."""

    def __init__(self, machine: Debian, page: Iterable[Section]) -> None:
        self.machine = machine
        values, *self.steps = (each for each in page if any(block.about == "" for block in each.blocks))
        self.values = values.blocks[0].text
        self.typed = 0

    async def follows(self, section: Section, about: str = "") -> str:
        """Type the blocks of a section; give what they printed."""
        printed = ""
        for block in section.blocks:
            if block.about == about:
                printed += await self.machine.types(f"{self.values}{block.text}", EDITOR="/srv/edit")
                self.typed += 1
        return printed

    async def foljsam(self, *words: str) -> str:
        """Run a command beside the service."""
        return await self.machine.types(f"foljsam-as {NAME} {' '.join(words)}")

    async def keys(self) -> list[str]:
        return (await self.machine.types(f"cat /etc/foljsam/{NAME}/key")).split()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Give a repository that holds what stands here, committed or not, of all that git knows."""
    made = tmp_path / "repository"
    for name in tracked():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, made / name)
    for words in (
        ["init", "--quiet"],
        ["add", "--all"],
        ["-c", "user.name=x", "-c", "user.email=x", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *words], cwd=made, check=True)  # noqa: S603, S607  # our own words
    return made


@pytest.mark.proof
@pytest.mark.timeout(1800)
@pytest.mark.skipif(bool(hindrance()), reason=hindrance())
async def test_followed_literally_it_runs_restores_and_rotates(
    tmp_path: Path, repository: Path, record_property: Tell
) -> None:
    world = World()
    async with serve(world) as api, running(tmp_path) as machine:
        (machine.root / "srv/edit").write_text(EDIT.format(token=world.token, api=api))
        (machine.root / "srv/edit").chmod(0o755)
        shutil.move(repository, machine.root / "root/foljsam")
        operator = Operator(machine, sections("sv"))
        install, back_up, restore, rotate, upgrade, move = operator.steps

        assert "t.me/" in await operator.follows(install)
        alva = await participant(world, operator)
        await answers(alva, "Börja", "Fråga 1 av 3")
        await answers(alva, "Studier", "Fråga 2 av 3")
        assert "1 linked answers" in await operator.follows(back_up)
        assert "is restored: 1 people, 1 enrolments, 1 linked answers" in await operator.follows(restore)
        await answers(alva, "7", "Fråga 3 av 3")
        [before] = await operator.keys()
        assert "rows were sealed with the newest key" in await operator.follows(rotate)
        [after] = await operator.keys()
        assert after != before
        await answers(alva, "Ganska bra", "Är allt rätt?")
        old = (machine.root / "opt/foljsam").readlink()
        await operator.follows(upgrade)
        assert (machine.root / "opt/foljsam").readlink() != old
        await answers(alva, "Skicka in", "Tack")
        await operator.follows(move)
        await machine.types(f"userdel foljsam-{NAME}; rm -rf /etc/foljsam/* /var/lib/foljsam/* /var/backups/foljsam/*")
        await operator.follows(move, "moved")
        alva.send("/hjalp")
        await shows(alva, "/mindata")
        assert await operator.keys() == [after]
        typed = operator.typed
    record_property("P13", f"runbook on a clean Debian: {typed} blocks typed as they stand, all went well")


async def participant(world: World, operator: Operator) -> Person:
    """Give somebody whom the operator has invited, and who takes part."""
    [made] = json.loads(await operator.foljsam("invite", "--programme", PROGRAMME, "--count", "1", "--json"))
    alva = world.person("Alva", "sv")
    alva.start(made["payload"])
    await tap(alva, "Svenska")
    await tap(alva, "Ja")
    return alva


async def answers(person: Person, label: str, shown: str) -> None:
    await tap(person, label)
    await shows(person, shown)
