"""P10: who takes part has said yes to the text as it is now; a changed one is asked about, and nothing is lost."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from bot import taking_part
from bot.playground import Person
from flows.catalogue import SHIPPED
from tests.conversations.scene import Scene, set_scene
from tests.harness import shows
from tests.promises.telling import Tell

NEW = "Texten är ny. Dina svar finns kvar."


@asynccontextmanager
async def changeable(folder: Path) -> AsyncIterator[Scene]:
    """Set a scene whose association's file can be changed."""
    write(folder, "Förbundet ansvarar.")
    async with set_scene(folder, association=str(folder / "association.yaml"), send_window="always") as scene:
        yield scene


def write(folder: Path, controller: str) -> None:
    """Write the association's file, with these words about who answers for the data."""
    association = yaml.safe_load((SHIPPED / "association.yaml").read_text("utf-8")) | {"controller": controller}
    (folder / "association.yaml").write_text(yaml.safe_dump(association), "utf-8")


async def changed(scene: Scene, folder: Path) -> None:
    """Change the text and start anew."""
    write(folder, "Förbundet och kommunen ansvarar.")
    await scene.restart()


def buttons(person: Person) -> list[str]:
    assert person.chat.last
    return [button.text for button in person.chat.last.buttons]


async def test_a_changed_text_is_asked_about_once_and_answers_are_kept(tmp_path: Path, record_property: Tell) -> None:
    async with changeable(tmp_path) as scene:
        alva = await scene.participant()
        await scene.press(alva, "Börja")
        await changed(scene, tmp_path)
        await scene.press(alva, "Studier")
        assert NEW in alva.chat.text
        assert buttons(alva)[:2] == ["Ja", "Nej"]
        assert scene.count("linked_answers") == 1, "what was pressed is kept"
        for text in ("vad är nytt?", "/hjalp", "7"):
            await scene.say(alva, text)
        assert NEW in alva.chat.text
        assert scene.count("linked_answers") == 1, "nothing is taken under words that no longer hold"
        await scene.press_data(alva, "a:1:1:3")
        before = scene.count("linked_answers")
        await scene.press(alva, "Ja")
        assert "Fråga 3 av 3" in alva.chat.text or "Fråga 2 av 3" in alva.chat.text
        assert scene.count("linked_answers") == before
        versions = {row[0] for row in scene.tables()["taking_part_texts"]}
        assert len(versions) == 2
        assert scene.count("enrolments", "agreed_in = 'sv' AND agreed_to IS NOT NULL") == 1
        await scene.walk(alva)
        assert "Tack" in alva.chat.text
    record_property("P10", "text changed mid-form: asked once, 0 answers lost, 2 versions kept with hash and language")


async def test_a_no_to_a_changed_text_stops_everything_and_leaves_what_was_sent_in(tmp_path: Path) -> None:
    async with changeable(tmp_path) as scene:
        alva = await scene.participant()
        await scene.walk(alva)
        await changed(scene, tmp_path)
        await scene.say(alva, "/start")
        await scene.say(alva, "nej")
        assert "Svar som du har skickat in finns kvar" in alva.chat.text
        assert scene.count("enrolments", "withdrawn_on IS NOT NULL AND state = 'active'") == 1
        assert scene.count("linked_answers") > 0
        assert scene.count("occasions", "state = 'planned' AND audience = 'participant'") == 0


async def test_a_yes_to_a_text_that_changed_since_it_was_shown_is_no_yes(tmp_path: Path) -> None:
    async with changeable(tmp_path) as scene:
        alva = await scene.invited()
        await scene.press(alva, "Svenska")
        await changed(scene, tmp_path)
        await scene.press(alva, "Ja")
        assert "Texten ändrades medan du läste." in alva.chat.text
        assert scene.count("enrolments", "state = 'invited' AND agreed_to IS NULL") == 1
        await scene.press(alva, "Ja")
        assert scene.count("enrolments", "state = 'active' AND agreed_to IS NOT NULL") == 1
        kept = {row[2] for row in scene.tables()["taking_part_texts"]}
        assert [str(body).count("Förbundet och kommunen ansvarar.") for body in kept] == [1]


async def test_a_reminder_waits_for_the_answer(tmp_path: Path) -> None:
    async with changeable(tmp_path) as scene:
        alva = await scene.participant()
        await changed(scene, tmp_path)
        scene.stage.clock.ahead = timedelta(days=8)
        await shows(alva, NEW)
        assert "Frågorna till dig finns kvar" not in alva.chat.transcript
        await scene.press(alva, "Ja")
        scene.stage.clock.ahead = timedelta(days=12)
        await shows(alva, "Frågorna till dig finns kvar")
        assert alva.chat.transcript.count(NEW) <= 1


async def test_nobody_is_asked_if_versions_are_not_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking_part, "text_in", lambda *_: "Always the same.")
    async with changeable(tmp_path) as scene:
        alva = await scene.participant()
        await scene.press(alva, "Börja")
        await changed(scene, tmp_path)
        await scene.press(alva, "Studier")
        assert NEW not in alva.chat.text
