"""What the tests of the wire share."""

import pytest

from tests.wire.broken import databases

__all__ = ["databases"]


@pytest.fixture(autouse=True)
def pace() -> None:
    """Let letters keep their real pace here."""
