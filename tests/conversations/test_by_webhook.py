"""Brought or fetched, updates meet the same: redelivery has the effect of one, faults of the line stay harmless."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.playground import cut_before, delay, fail, garbage
from bot.playground.faults import Fault
from tests.conversations import test_redelivery as redelivery
from tests.conversations.scene import Scene, set_scene
from tests.conversations.test_redelivery import Step
from tests.harness import by_webhook


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    """Give a scene to which updates are brought."""
    async with set_scene(tmp_path, **by_webhook()) as made:
        yield made


@pytest.mark.parametrize(
    "step", [redelivery.opening, redelivery.choice, redelivery.odd_text, redelivery.sending_in, redelivery.ny]
)
async def test_a_second_delivery_changes_nothing_and_shows_the_same(scene: Scene, step: Step) -> None:
    person = await step(scene)
    for when in ("at once", "after a restart"):
        await redelivery.changes_nothing(scene, when, person)


FAULTS: dict[str, Fault] = {"500": fail(500, "Internal Server Error"), "502": garbage(), "cut": cut_before()}


@pytest.mark.parametrize("name", FAULTS)
async def test_a_reply_gets_through_a_line_in_trouble(scene: Scene, name: str) -> None:
    alva = await redelivery.begin(scene)
    scene.allowed += ["Internal Server Error"]
    scene.stage.world.faults.plant(FAULTS[name], "editMessageText", times=2)
    await scene.press(alva, "Studier")
    assert "Fråga 2 av 3" in alva.chat.text


async def test_the_confirmation_answers_the_press_and_saves_a_call(scene: Scene) -> None:
    alva = await redelivery.begin(scene)
    world = scene.stage.world
    called = world.faults.plant(delay(0), "editMessageText", "answerCallbackQuery", times=None)
    for answer, shown in (("Studier", "Fråga 2 av 3"), ("7", "Fråga 3 av 3")):
        await scene.press(alva, answer)
        assert shown in alva.chat.text
    assert called.struck == 2, "an edit each; what a confirmation holds is no call"
    told = [call.method for call in world.calls][-4:]
    assert sorted(told) == 2 * ["answerCallbackQuery"] + 2 * ["editMessageText"]
