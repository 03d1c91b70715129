"""An installation for a year: the demo's own parts with a real bot in rehearsal, moved through the control door."""

import asyncio
import re
import shutil
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from html import unescape
from http import HTTPStatus
from pathlib import Path
from typing import TypeVar

import aiohttp
import pytest

from bot.actions.here import OPERATOR, Here
from bot.actions.staff import invite_one
from bot.playground import Answer, Person, Press, World
from bot.playground.curtain import CURTAIN
from bot.playground.demo import set_scene
from bot.playground.door import WORLD
from bot.playground.faults import Proceed
from bot.playground.guard import guarding
from bot.playground.program import Program
from bot.playground.records import Call
from bot.playground.server import Address, application, running
from bot.playground.stage import Piece, Stage
from bot.settings import Settings
from flows.catalogue import SHIPPED
from storage.database import open_database
from storage.people import Role
from storage.seal import new_key
from tests.year.zone import STOCKHOLM

PATIENCE = 20.0
_LOOK_AGAIN = 0.002
TOO_OLD = "Bad Request: message can't be deleted for everyone"
"""What Telegram says of messages from the week before; the form is shown anew then, and a pointer left where it was."""

Result = TypeVar("Result")


@dataclass(frozen=True)
class Heard:
    """A message of the bot as it reached a phone: when it was in the playground, whose, and what it said."""

    at: datetime
    chat: int
    text: str


@dataclass
class Install:
    """A Telegram, the program's stage behind it, and its control door."""

    world: World
    stage: Stage
    address: Address
    door: aiohttp.ClientSession
    heard: list[Heard] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        """The local time in the playground."""
        return datetime.fromtimestamp(self.world.now(), UTC).astimezone(STOCKHOLM)

    async def until(self, day: date, hour: int) -> None:
        """Let time move on to an hour of a day, through the control door."""
        to = datetime.combine(day, time(hour), STOCKHOLM)
        async with self.door.post(f"{self.address.control}/clock", json={"now": to.isoformat()}) as answer:
            assert answer.status == 200, await answer.text()
        await self.quiet()

    async def say(self, person: Person, text: str) -> None:
        """Let a person write, and wait for all that comes of it."""
        person.send(text)
        await self.quiet()

    async def press(self, person: Person, label: str) -> str:
        """Let a person press the newest button with this label, and wait for all that comes of it; give the toast."""
        before, press = _screen(person), person.press_label(label)
        assert isinstance(press, Press)
        await person.chat.wait(
            lambda _: press.toast is not None and (press.toast.text or _screen(person) != before), timeout=PATIENCE
        )
        await self.quiet()
        assert press.toast
        assert _screen(person) != before, f"{self.now}: [{label}] led to nothing but {press.toast}"
        return press.toast.text

    async def quiet(self) -> None:
        """Wait until every update is confirmed and no call of the bot is under way."""
        async with asyncio.timeout(PATIENCE):
            while self.world.inbox.pending or self._calls():  # noqa: ASYNC110  # no bell rings at a confirmation
                await asyncio.sleep(_LOOK_AGAIN)

    def _calls(self) -> bool:
        return any(call.ok is None and call.method != "getUpdates" for call in self.world.calls[-20:])

    async def staff(self, name: str, role: Role, *programmes: str) -> Person:
        """Give a new member of staff who has come in, invited as the program's command does beside the bot."""
        made = await self.unit(lambda here: invite_one(here, role, programmes))
        person = self.world.person(name)
        await self.say(person, f"/start {made.payload}")
        await self.press(person, "Börja")
        return person

    async def unit(self, work: Callable[[Here], Result]) -> Result:
        """Do something as the program's commands do it beside the bot, at the playground's time."""
        own = {key.removeprefix("FOLJSAM_").lower(): value for key, value in self.stage.program.settings.items()}
        settings = Settings.model_validate(own)
        house, now = settings.house(), self.stage.time.moment
        async with open_database(settings.database, settings.seal()) as database:
            return await database.write(lambda unit: work(Here(unit, house, OPERATOR, now)))

    async def _listen(self, call: Call, proceed: Proceed) -> Answer:
        answer = await proceed()
        if answer.status == HTTPStatus.OK and call.chat_id is not None:
            plain = unescape(re.sub("<[^>]+>", "", str(call.parameters["text"])))
            self.heard.append(Heard(self.now, call.chat_id, plain))
        return answer


def _screen(person: Person) -> list[tuple[int, str, object]]:
    return [(message.id, message.text, message.labels) for message in person.chat.from_bot]


@asynccontextmanager
async def installed(folder: Path, start: datetime, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Install]:
    """Set the demo's stage with a bot in a process of its own, whose time begins at a moment ahead."""
    monkeypatch.setenv("FOLJSAM_SEND_WINDOW", "08:00-19:00")
    monkeypatch.setenv("FOLJSAM_WORKING_DAYS_ONLY", "true")
    shutil.copy(SHIPPED / "association.yaml", folder)
    (folder / "key.env").write_text(f"FOLJSAM_KEY={new_key()}\n")
    app = application(World())
    with socket.create_server(("127.0.0.1", 0)) as listening, guarding(None) as guard:
        async with running(app, listening) as address, aiohttp.ClientSession() as door:
            program = Program([sys.executable, "-m", "bot"], folder, guard)
            stage = await set_scene(app, program, address, Piece(with_history=False))
            # What is due is looked for when time moves and at no moment between, so that each run is the same.
            settings = {**stage.program.settings, "FOLJSAM_TICK_SECONDS": "3600"}
            stage.program = stage.keeper.program = replace(stage.program, settings=settings)
            stage.time.move(start)
            app[CURTAIN].behind = stage
            install = Install(app[WORLD], stage, address, door)
            install.world.faults.plant(install._listen, "sendMessage", times=None)  # its own ear
            try:
                await stage.keeper.start()
                await stage.runs()
                yield install
            finally:
                await stage.keeper.stop()
