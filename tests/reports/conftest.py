"""A database for one test."""

from tests.figures.conftest import unit

__all__ = ["unit"]
