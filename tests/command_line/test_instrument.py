"""Taking in an official text at the command line: what it tells, what it refuses, and that nothing is half written."""

from pathlib import Path

import pytest

from tests.command_line.program import Ran, environment, ran_here
from tests.flows.folders import replaced, write
from tests.flows.instruments import KEY, TEXT, asking_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "mottagen.yaml", TEXT)
    return asking_folder(tmp_path / "definitioner")


def take_in(folder: Path, *more: str) -> Ran:
    return ran_here("instrument", "import", "mottagen.yaml", "--output", folder.name, *more, cwd=folder.parent)


def check(folder: Path) -> Ran:
    """Check the folder alone, without an association's file."""
    return ran_here("check", folder.name, cwd=folder.parent, env=environment(folder.parent, ASSOCIATION=None))


def test_an_official_text_is_locked_told_of_and_found_sound(folder: Path) -> None:
    ran = take_in(folder)

    assert (ran.code, ran.err) == (0, "")
    first, second, third, last = ran.out.splitlines()
    assert first == "Exempelinstrumentet (exempelinstrumentet), version 2026-1, owned by Exempelägaren (påhittad)"
    assert second == "2 questions, official text in sv, en"
    assert last.startswith(f"locked in definitioner/questionnaires/{KEY}.yaml; name '{KEY}' in a programme")
    written = (folder / "questionnaires" / f"{KEY}.yaml").read_text("utf-8")
    assert written.startswith(TEXT)
    assert f'checksum: "{third.removeprefix("checksum ")}"' in written
    assert check(folder).code == 0


def test_a_letter_changed_afterwards_stops_the_check_and_every_start(folder: Path) -> None:
    take_in(folder)
    file = folder / "questionnaires" / f"{KEY}.yaml"
    file.write_text(replaced(file.read_text("utf-8"), "low: Unclear", "low: Uncleer"), "utf-8")

    checked = check(folder)

    assert checked.code == 1
    assert f"questionnaires/{KEY}.yaml:37: 'low' of question 'tydligt' in 'en' differs" in checked.complaint
    env = environment(folder.parent, DEFINITIONS=str(folder))
    assert ran_here("migrate", cwd=folder.parent, env=env).complaint == checked.complaint


def test_what_the_text_lacks_is_told_and_nothing_is_written(folder: Path) -> None:
    write(folder.parent / "mottagen.yaml", replaced(TEXT, "[sv, en]", "[sv, en, ar]"))

    assert "mottagen.yaml:8: 'languages' names 'ar', but there is no official text in it" in take_in(folder).complaint
    assert not (folder / "questionnaires").exists()


def test_a_form_of_ones_own_is_no_instrument(folder: Path) -> None:
    own = TEXT[: TEXT.index("owner:")] + TEXT[TEXT.index("linked:") : TEXT.index("translations:")]
    write(folder.parent / "mottagen.yaml", own)

    assert "mottagen.yaml:1: 'owner' is missing; add owner, official_version and languages" in take_in(folder).complaint


def test_a_new_official_version_takes_the_place_only_when_told_to(folder: Path) -> None:
    take_in(folder)
    newer = TEXT.replace("2026-1", "2027-1").replace("till nytta?", "till stor nytta?")
    write(folder.parent / "mottagen.yaml", newer)

    assert "exists already; add --replace if this is a new official version" in take_in(folder).complaint
    assert take_in(folder, "--replace").code == 0
    assert check(folder).code == 0


def test_a_text_that_lies_among_the_definitions_is_locked_where_it_is_once(folder: Path) -> None:
    file = folder / "questionnaires" / f"{KEY}.yaml"
    write(file, TEXT)

    first = ran_here("instrument", "lock", str(file), cwd=folder.parent)
    locked = file.read_text("utf-8")
    again = ran_here("instrument", "lock", str(file), cwd=folder.parent)

    assert (first.code, again.code, first.out) == (0, 0, again.out)
    assert file.read_text("utf-8") == locked


def test_a_text_that_cannot_hold_a_lock_is_left_as_it_was(folder: Path) -> None:
    write(folder.parent / "mottagen.yaml", f"{TEXT}locked: false\n")

    assert "'locked' stands twice; remove one" in take_in(folder).complaint
    assert [*folder.glob("questionnaires/*")] == []


def test_a_folder_that_is_not_there_is_wrong_use(folder: Path) -> None:
    ran = ran_here("instrument", "import", "mottagen.yaml", "--output", "nowhere", cwd=folder.parent)

    assert (ran.code, ran.complaint[:41]) == (2, "foljsam: there is no folder nowhere; name")


@pytest.mark.parametrize("state", ["draft", "retired"])
def test_the_check_tells_of_a_form_that_is_asked_in_vain(folder: Path, state: str) -> None:
    write(folder.parent / "mottagen.yaml", f"{TEXT}state: {state}\n")
    take_in(folder)

    ran = check(folder)

    assert ran.code == 1
    assert f"programmes/samverkansteam-finnveden.yaml:7: asks '{KEY}', which is " in ran.err
    assert "write state: live in its file" in ran.err


def test_no_paper_answers_are_entered_of_what_staff_still_try(folder: Path) -> None:
    write(folder.parent / "mottagen.yaml", f"{TEXT}state: tried\n")
    write(folder.parent / "svar.csv", "nytta;tydligt\nja;5\n")
    take_in(folder)

    command = ("enter", "--programme", "samverkansteam-finnveden", "--questionnaire", KEY, "svar.csv")
    ran = ran_here(*command, cwd=folder.parent, env=environment(folder.parent, DEFINITIONS=str(folder)))

    assert ran.code == 2
    assert "is still tried by staff; write state: live in its file before answers are entered" in ran.complaint
