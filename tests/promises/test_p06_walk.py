"""P6: people press and type anything for thousands of steps: always an answer in their language, never a wrong place.

``SEED=… make proof`` walks once more where something was found wrong.
"""

import os
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.chat import press, turn
from bot.chat.buttons import Begin
from locales.translator import translator
from tests.promises.telling import Tell
from tests.promises.walker import Wrong, walk

SMALL, PLANTED = 300, 300
WALKS, STEPS = 20, 1000


@pytest.mark.small
async def test_three_hundred_steps(tmp_path: Path, record_property: Tell) -> None:
    done = await walk(tmp_path, 2, SMALL)
    record_property("P6", f"{done.acts.total()} steps of {len(done.crowd)} people at random: nothing wrong")


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    """Give a folder for each walk."""
    found = [tmp_path / f"walk {number}" for number in range(WALKS)]
    for folder in found:
        folder.mkdir()
    return found


@pytest.mark.proof
@pytest.mark.timeout(3600)
async def test_twenty_thousand_steps(folders: list[Path], record_property: Tell) -> None:
    seeds = [int(os.environ["SEED"])] if "SEED" in os.environ else [Random().randrange(10**6) for _ in range(WALKS)]  # noqa: S311  # no secret
    walks = [await walk(folder, seed, STEPS) for folder, seed in zip(folders, seeds, strict=False)]
    record_property(
        "P6",
        f"{sum(each.acts.total() for each in walks)} steps of {len(walks[0].crowd)} people in {len(walks)} walks (seeds"
        f" {', '.join(map(str, seeds))}): nothing wrong",
    )


def swedish_for_all(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(turn, "translator", lambda _: translator("sv"))


def a_handler_that_raises(patch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:  # noqa: ANN401  # whatever comes
        raise KeyError

    patch.setitem(press.PRESSES, Begin, broken)


def no_answer_to_presses(patch: pytest.MonkeyPatch) -> None:
    async def silent(*_: Any) -> None:  # noqa: ANN401  # whatever comes
        return

    patch.setattr("bot.showing.Showing.carry_out", silent)


@pytest.mark.parametrize("plant", [swedish_for_all, a_handler_that_raises, no_answer_to_presses])
async def test_a_planted_fault_is_found(
    plant: Callable[[pytest.MonkeyPatch], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Wrong, match="seed 2, step"):
        await walk(tmp_path, 2, PLANTED, lambda: plant(monkeypatch))
