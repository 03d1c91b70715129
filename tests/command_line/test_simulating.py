"""``foljsam simulate``: a new database is filled with invented people, and no other is touched."""

import json
from pathlib import Path

import pytest

from tests.command_line.program import Ran, environment, ran_here

AT = ("--rehearse-at", "2028-03-31T15:00:00+00:00")
FEW = (*AT, "simulate", "--participants", "12", "--since", "2027-06-01", "--seed", "5")


def test_a_new_database_is_filled_and_looked_at(tmp_path: Path) -> None:
    made = ran_here(*FEW, "--programme", "enter", "--programme", "samverkan-ggv", "--json", cwd=tmp_path)

    assert (made.code, made.err) == (0, "")
    truths = {truth["programme"]: truth for truth in json.loads(made.out)}
    assert truths.keys() == {"enter", "samverkan-ggv"}
    looked = json.loads(ran_here(*AT, "status", "--programme", "enter", "--json", cwd=tmp_path).out)
    assert {state: n for state, n in looked["people"].items() if n} == truths["enter"]["people"]
    assert sum(truths["enter"]["people"].values()) == 12
    assert ran_here("doctor", cwd=tmp_path).code == 0


@pytest.mark.parametrize(
    "command",
    [("invite",), ("close", "--reference", "A", "--outcome", "arbete"), ("record", "--reference", "A")],
    ids=lambda command: command[0],
)
def test_nobody_is_looked_for_in_work_among_staff(tmp_path: Path, command: tuple[str, ...]) -> None:
    refused = ran_here(command[0], "--programme", "samverkan-ggv", *command[1:], cwd=tmp_path)
    assert (refused.code, "nobody takes part in 'samverkan-ggv'" in refused.complaint) == (2, True)


def test_in_words_each_programme_has_a_line(tmp_path: Path) -> None:
    made = ran_here(*FEW, "--programme", "samverkan-ggv", cwd=tmp_path)
    [line] = made.out.splitlines()
    assert line.startswith("samverkan-ggv: ")
    assert line.endswith(" noted")


@pytest.mark.parametrize(
    "filled",
    [
        FEW,
        (*AT, "invite", "--programme", "enter"),
        (*AT, "staff", "invite", "--role", "coordinator"),
    ],
    ids=["a simulation", "an invitation", "staff"],
)
def test_a_database_that_holds_anybody_is_left_alone(tmp_path: Path, filled: tuple[str, ...]) -> None:
    assert ran_here(*filled, cwd=tmp_path).code == 0
    before = ran_here(*AT, "status", "--json", cwd=tmp_path).out

    refused = ran_here(*FEW, cwd=tmp_path)

    assert refused.code == 1
    assert "holds people or notes already" in refused.complaint
    assert "FOLJSAM_DATABASE=simulated.db" in refused.complaint
    assert ran_here(*AT, "status", "--json", cwd=tmp_path).out == before


def run(folder: Path, *instead: str) -> Ran:
    return ran_here(*AT, "simulate", "--participants", "5", *instead, cwd=folder)


def test_what_cannot_be_is_said_in_one_line(tmp_path: Path) -> None:
    ahead = run(tmp_path, "--since", "2028-03-31")
    assert (ahead.code, "write one before today, 2028-03-31" in ahead.complaint) == (2, True)
    long_ago = run(tmp_path, "--since", "0001-01-01")
    assert (long_ago.code, "at most 20 years ago" in long_ago.complaint) == (2, True)
    unknown = run(tmp_path, "--since", "2028-01-01", "--programme", "entre")
    assert (unknown.code, "there is no programme 'entre'" in unknown.complaint) == (2, True)
    assert not (tmp_path / "foljsam.db").exists()

    file = tmp_path / "association.yaml"
    ran_here("association", "new", "--output", str(file), cwd=tmp_path)
    file.write_text(file.read_text("utf-8").replace("FÖRBUNDETS NAMN", "Exempel"), "utf-8")
    env = environment(tmp_path, ASSOCIATION=str(file))
    named = (*AT, "simulate", "--participants", "5", "--since", "2028-01-01", "--programme", "enter")
    unassessed = ran_here(*named, cwd=tmp_path, env=env)
    assert (unassessed.code, "impact assessment is not recorded" in unassessed.complaint) == (1, True)
