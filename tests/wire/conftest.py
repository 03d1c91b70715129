"""What the tests of the wire share."""

from tests.wire.broken import databases

__all__ = ["databases"]
