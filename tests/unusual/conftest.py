"""A database for one unit of work."""

from tests.figures.conftest import unit

__all__ = ["unit"]
