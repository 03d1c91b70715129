"""Who meets a sentence is told by where it stands: participants' languages have theirs, and nothing of the staff's."""

from datetime import date
from pathlib import Path

import pytest

from flows.catalogue import SHIPPED, read_catalogue
from flows.texts import participants_texts
from locales.audience import ROOM, speak_to_participants
from locales.catalogue_file import ROOT, catalogue_path, set_state, write_catalogue
from locales.catalogue_file import read_catalogue as read_po
from locales.check import needed, problems
from locales.extract import sentences
from locales.messages import main, update
from locales.state import Stage, State
from tests.locales.conftest import speak

DAY = date(2026, 12, 1)
FORM = {"Kort", "Dina svar hjälper oss.", "Är du nöjd?", "Ja", "Nej", "Kommer du igen?"}
MEETS = {"Avbryt", "idag", *FORM}


def _said(root: Path) -> set[str]:
    return {sentence.message for sentence in sentences(root) if sentence.is_participants}


def test_participants_meet_their_room_what_it_imports_and_their_forms(room: Path) -> None:
    assert speak_to_participants(room) == {"bot/chat/participant/questions.py", "bot/chat/days.py"}
    assert _said(room) == MEETS


def test_what_their_room_imports_no_more_they_meet_no_more(room: Path) -> None:
    module = room / ROOM / "questions.py"
    module.write_text(module.read_text("utf-8").replace("from bot.chat import days\n", ""), "utf-8")
    assert _said(room) == MEETS - {"idag"}


def test_a_participants_catalogue_holds_what_they_meet_and_english_all(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak(monkeypatch, "en", "so")
    assert update(room) == {"en": len({sentence.message for sentence in sentences(room)}), "so": len(MEETS)}
    assert {str(entry.id) for entry in read_po(room, "so") if entry.id} == MEETS


def test_a_catalogue_that_is_begun_hinders_nobody(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    speak(monkeypatch, "so")
    assert problems(room) == ()
    update(room)
    assert problems(room) == ()


def test_what_a_begun_catalogue_has_must_be_right(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    speak(monkeypatch, "so")
    update(room)
    catalogue = read_po(room, "so")
    catalogue["Avbryt"].string = "Jooji {x}"
    write_catalogue(room, "so", catalogue)
    (problem,) = problems(room)
    assert problem.startswith("so: placeholder: 'Avbryt' became 'Jooji {x}'")


def test_a_drafted_catalogue_must_be_complete(
    room: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    speak(monkeypatch, "so")
    update(room)
    assert main(["--state", "so", "drafted", "2026-12-01"], room) == 1
    assert f"so lacks {len(MEETS)} translations" in capsys.readouterr().err
    catalogue = read_po(room, "so")
    set_state(catalogue, State(Stage.DRAFTED, DAY))
    write_catalogue(room, "so", catalogue)
    assert len(problems(room)) == len(MEETS)


@pytest.mark.parametrize("said", [("drafted", "soon"), ("finished", "2026-12-01")])
def test_a_state_that_is_none_is_refused(
    room: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], said: tuple[str, str]
) -> None:
    speak(monkeypatch, "so")
    update(room)
    catalogue = read_po(room, "so")
    for entry in catalogue:
        entry.string = str(entry.id) if entry.id else entry.string
    write_catalogue(room, "so", catalogue)
    assert main(["--state", "so", *said], room) == 1
    assert "is no state; write drafted or reviewed, and the day as 2026-12-01" in capsys.readouterr().err
    assert main(["--state", "so", "reviewed", "2026-12-01"], room) == 0
    assert "so: complete (reviewed by a native speaker 2026-12-01)" in capsys.readouterr().out
    assert "# State: reviewed by a native speaker 2026-12-01" in catalogue_path(room, "so").read_text("utf-8")


def test_a_head_that_says_no_state_is_a_problem(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    speak(monkeypatch, "so")
    update(room)
    path = catalogue_path(room, "so")
    path.write_text(path.read_text("utf-8").replace("State: begun", "State: drafted"), "utf-8")
    (problem,) = problems(room)
    assert "says a stage without its day" in problem


def test_participants_meet_every_text_of_the_shipped_forms_and_no_goal() -> None:
    meets = needed(sentences(ROOT), is_for_staff=False)
    catalogue = read_catalogue(SHIPPED)
    for form in catalogue.questionnaires.values():
        assert set(participants_texts(form)) <= meets.keys()
    assert not {"Vem ska avslutas?", "Rapporten görs. Den kommer strax.", "60 per år i Gislaved"} & meets.keys()


def test_participants_meet_no_more_than_a_third_of_what_is_said() -> None:
    assert 3 * len(needed(sentences(ROOT), is_for_staff=False)) < len(needed(sentences(ROOT), is_for_staff=True))
