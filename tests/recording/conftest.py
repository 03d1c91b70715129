"""A database for one unit of work."""

from tests.storage.conftest import key, path, seal, unit

__all__ = ["key", "path", "seal", "unit"]
