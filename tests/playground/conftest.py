"""A world with one person in it, and a bot's hand to call it over real HTTP."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest

from bot.playground import Person, World, serve


@dataclass
class Hand:
    """Calls the world as a bot does."""

    api: str
    world: World
    session: aiohttp.ClientSession

    async def ask(self, method: str, **parameters: object) -> tuple[int, Any]:
        """Return the status and the whole answer."""
        address = f"{self.api}{self.world.token}/{method}"
        async with self.session.post(address, json=parameters) as response:
            return response.status, await response.json()

    async def do(self, method: str, **parameters: object) -> Any:  # noqa: ANN401  # JSON as it came
        """Return the result of a call that must succeed."""
        status, answer = await self.ask(method, **parameters)
        assert (status, answer["ok"]) == (200, True), answer
        return answer["result"]

    async def refused(self, method: str, **parameters: object) -> str:
        """Return the description of a call that must fail, having checked its form."""
        status, answer = await self.ask(method, **parameters)
        assert not answer["ok"]
        assert answer["error_code"] == status
        return f"{status} {answer['description']}"

    async def visit(self, verb: str, path: str, **content: object) -> tuple[int, Any]:
        """Return status and JSON of a call at the people's door or the control door."""
        address = self.api.removesuffix("bot") + path
        async with self.session.request(verb, address, json=content or None) as response:
            kind = response.content_type
            return response.status, await response.json() if kind == "application/json" else await response.text()


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
async def hand(world: World) -> AsyncIterator[Hand]:
    async with serve(world) as api, aiohttp.ClientSession() as session:
        yield Hand(api, world, session)


@pytest.fixture
def anna(world: World) -> Person:
    """A person who has started the bot; the bot has her update in its inbox."""
    person = world.person("Anna", "sv")
    person.start()
    return person
