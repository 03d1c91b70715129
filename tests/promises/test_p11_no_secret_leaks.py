"""No token, key, payload, reference or word that somebody wrote is in a log, process title, export or database."""

import logging
from pathlib import Path

import pytest

from tests.promises.canaries import Journey, walk
from tests.promises.telling import Tell

LEVELS = (logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR, logging.CRITICAL)


def leaks(journey: Journey) -> dict[str, list[str]]:
    """Give what is found where, places that hold nothing left out."""
    found = {place: journey.found(place) for place in journey.places}
    return {place: names for place, names in found.items() if names}


@pytest.mark.small
async def test_the_loudest_journey_leaks_nothing(tmp_path: Path, record_property: Tell) -> None:
    journey = await walk(tmp_path / "journey", logging.DEBUG, "json")
    assert leaks(journey) == {}
    assert "an update was put aside" in journey.places["log"].decode()
    assert "was caught by nobody" in journey.places["log"].decode()
    record_property("P11", _figure(1, journey))


def _figure(journeys: int, journey: Journey) -> str:
    size = sum(map(len, journey.places.values())) // 1024
    places = ", ".join(journey.places)
    return f"{journeys} journey(s) with {len(journey.canaries)} canaries: 0 in {places} ({size} kB looked through)"


@pytest.mark.proof
@pytest.mark.parametrize("form", ["console", "json"])
async def test_no_journey_leaks_anything_at_any_level(tmp_path: Path, form: str, record_property: Tell) -> None:
    journeys = [await walk(tmp_path / str(level), level, form) for level in LEVELS]
    assert [leaks(journey) for journey in journeys] == [{}] * len(LEVELS)
    record_property("P11", _figure(len(journeys), journeys[0]))


@pytest.mark.proof
async def test_with_the_mechanism_switched_off_the_same_look_finds_them(tmp_path: Path, record_property: Tell) -> None:
    journey = await walk(tmp_path / "journey", logging.DEBUG, "console", is_off=True)
    found = leaks(journey)
    assert set(found["log"]) >= {"the token", "an answer over which the handler stumbles", "a payload"}
    record_property("P11", f"switched off, the log holds {len(found['log'])} of {len(journey.canaries)} canaries")
