"""What conversations share."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.conversations.scene import Scene, set_scene


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    """Give a scene with the bot running and nobody in it."""
    async with set_scene(tmp_path) as made:
        yield made
