"""The handbook's "Lägg in NNS enkät", followed to the letter."""

import re
from pathlib import Path

from tests.command_line.program import Ran, environment, ran_here
from tests.flows.folders import replaced, write
from tests.flows.instruments import PROGRAMME
from tests.house.source import ROOT

PAGE = (ROOT / "deploy/handbook/lagg-in-nns-enkat.md").read_text("utf-8")


def blocks(kind: str) -> list[str]:
    """Give what the page says to write (``yaml``) or to run (nothing)."""
    found = re.findall(r"^```(\w*)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return [block for of, block in found if of == kind]


def run(folder: Path, command: str) -> Ran:
    program, *arguments = command.split()
    assert program == "foljsam"
    return ran_here(*arguments, cwd=folder, env=environment(folder, ASSOCIATION=None))


def test_who_follows_the_page_has_a_locked_form_in_use(tmp_path: Path) -> None:
    form, indicators, asked = blocks("yaml")
    take_in, check = blocks("")
    definitions = tmp_path / "definitioner"
    begins, ends = PROGRAMME.index("questionnaires:"), PROGRAMME.index("outcomes:")
    goals = PROGRAMME.index("goals:")
    programme = PROGRAMME[:begins] + asked + PROGRAMME[ends:goals]

    write(tmp_path / "nns-avslut.yaml", form)
    write(definitions / "indicators.yaml", indicators)
    taken = run(tmp_path, take_in)
    write(definitions / "programmes" / "samverkansteam-finnveden.yaml", programme)

    assert taken.code == 0, taken.err
    assert "checksum" in taken.out
    assert "is a draft, so nobody is asked" in run(tmp_path, check).err
    file = definitions / "questionnaires" / "exempelenkaten.yaml"
    file.write_text(replaced(file.read_text("utf-8"), "state: draft", "state: live"), "utf-8")
    checked = run(tmp_path, check)
    assert (checked.code, "are sound" in checked.out) == (0, True), checked.err
