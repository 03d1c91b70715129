"""Fixtures of the scene."""

from tests.conversations.conftest import scene

__all__ = ["scene"]
