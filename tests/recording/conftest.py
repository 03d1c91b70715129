"""A database for one unit of work, and who is in it."""

import pytest

from bot.actions.here import Here
from storage.unit import Unit
from tests.recording.people import SUPPORT, Office
from tests.storage.conftest import key, path, seal, unit

__all__ = ["key", "path", "seal", "unit"]


@pytest.fixture
def office(unit: Unit) -> Office:
    return Office(unit)


@pytest.fixture
def cia(office: Office) -> Here:
    return office.staff("coordinator", "Cia", SUPPORT)
