"""``/halsa``: an administrator is told in words that all is well, or what is not and what helps."""

from pathlib import Path

import pytest

from bot.actions.administrator.health import Health
from bot.chat.administrator.health_screen import health
from bot.vitals import Ailment
from locales.translator import translator
from tests.conversations.scene import Scene, set_scene
from tests.harness import PROGRAMME, becomes


async def test_all_is_well_and_a_missing_backup_is_advice(tmp_path: Path) -> None:
    async with set_scene(tmp_path, backups=str(tmp_path / "backups")) as scene:
        administrator = await scene.staff("administrator")
        await becomes(lambda: any((tmp_path / "backups").glob("*.backup")))
        await scene.say(administrator, "/halsa")
        assert administrator.chat.text == "Allt är som det ska.\nBoten svarar, och det som ska skickas går ut i tid."


async def test_what_is_wrong_is_told_with_what_helps(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.vitals._LEAST_TICK_SECONDS", 0.0)
    monkeypatch.setattr("bot.vitals._TICKS", 0)
    administrator = await scene.staff("administrator")
    await scene.say(administrator, "/Hälsa")
    assert "Påminnelser och inbjudningar går inte ut just nu." in administrator.chat.text
    assert "starta om boten" in administrator.chat.text
    assert "Boten gör inga säkerhetskopior själv." in administrator.chat.text
    assert "Allt är som det ska" not in administrator.chat.text


@pytest.mark.parametrize("role", ["coach", "coordinator"])
async def test_nobody_else_is_told(scene: Scene, role: str) -> None:
    other = await scene.staff(role, PROGRAMME)
    await scene.say(other, "/halsa")
    assert "Allt är som det ska" not in other.chat.transcript
    assert "halsa" not in {command["command"] for command in other.menu}


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("ailment", Ailment)
def test_there_are_words_for_everything(ailment: Ailment, code: str) -> None:
    text = health(translator(code), Health((ailment,), keeps_backups=True)).text
    assert len(text.splitlines()) == 2
    assert not any(character.isdigit() for character in text)
