"""A bot and its Telegram in one process with no network between them: for thousands of steps.

Routes, units, database file, library and playground are the real ones. Only HTTP and the asking for updates are left
out: each update is answered to its end before the next one comes.
"""

import asyncio
import json
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from telegram import Bot
from telegram.request import BaseRequest, RequestData

from bot.actions.here import OPERATOR, Here
from bot.actions.staff import invite_many, invite_one
from bot.answering import Answering
from bot.house import House
from bot.playground import Message, Person, Press, World
from bot.playground.door import answered, note
from bot.playground.methods import BY_NAME
from bot.playground.parameters import Parameters, Upload
from bot.playground.records import Call
from bot.playground.updates import Update as Waiting
from bot.post import Letters
from bot.saving import Saving
from bot.scheduler import jobs
from bot.settings import Settings
from bot.wire.deliver import Deliverer
from bot.wire.pace import Pace
from bot.wire.speak import Speaker
from bot.wire.transport import Transport
from bot.wire.updates import read_all
from flows.catalogue import SHIPPED
from storage.database import Database, open_database
from storage.people import Role
from storage.seal import new_key
from storage.unit import Unit
from tests.harness import PROGRAMME, Clock

_Result = TypeVar("_Result")
_TICK = timedelta(seconds=30)
_PASSING = {"updates", "guesses", "expectations", "outbox", "sqlite_sequence", "runs", "touched", "standings",
            "standing_counts", "definitions", "held_texts"}  # fmt: skip  # one list


class Straight(BaseRequest):
    """Hands each call straight to the playground's methods, through what the library makes of it."""

    parse_json_payload = staticmethod(Transport.parse_json_payload)
    read_timeout = None

    def __init__(self, world: World) -> None:
        self._world = world

    async def initialize(self) -> None:
        """There is nothing to connect to."""

    async def shutdown(self) -> None:
        """There is nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: object, **__: object
    ) -> tuple[int, bytes]:
        assert method == "POST" or "/file/" in url
        if "/file/" in url:
            return 200, next(file.data for file in self._world.files.values() if url.endswith(file.path))
        name, way = BY_NAME[url.rpartition("/")[2].lower()]
        given = _parameters(request_data)
        call = Call(name, given.values, time.monotonic(), chat_id=given.number("chat_id") or None)
        self._world.calls.append(call)
        answer = await answered(self._world, call, way, given)
        note(call, answer)
        return answer.status, answer.body


def _parameters(data: RequestData | None) -> Parameters:
    if data is None:
        return Parameters({})
    files: dict[str, Any] = data.multipart_data if data.contains_files else {}
    uploads = {name: Upload(*file) for name, file in files.items()}
    return Parameters(json.loads(json.dumps(data.parameters)), uploads)


@dataclass
class Direct:
    """A running bot without its loops: updates are answered, time passes and letters go out when a test says so."""

    world: World
    settings: Settings
    clock: Clock = field(default_factory=Clock)
    house: House = field(init=False)
    database: Database = field(init=False)
    bot: Bot = field(init=False)
    answering: Answering = field(init=False)
    tick: Callable[[], Any] = field(init=False)
    deliverer: Deliverer[Any] = field(init=False)
    typed: set[str] = field(default_factory=set)
    """Every line that anybody wrote: whose words are shown again is in no language of ours."""
    _looking: sqlite3.Connection = field(init=False)
    _open: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def begin(self) -> None:
        """Make the parts anew, as a start does."""
        await self._open.aclose()
        self.house = replace(self.settings.house(), bot_name=self.world.username)
        opening = open_database(self.settings.database, self.settings.seal())
        self.database = await self._open.enter_async_context(opening)
        looking = sqlite3.connect(f"file:{self.settings.database}?mode=ro", uri=True)
        self._looking = self._open.enter_context(closing(looking))
        straight = Straight(self.world)
        self.bot = Bot(self.world.token, request=straight, get_updates_request=straight)
        self.move_in(self.house)

    def move_in(self, house: House) -> None:
        """Answer from now on with these definitions and decisions."""
        self.house, saving, wake = house, Saving(self.database), asyncio.Event()
        speaker = Speaker(self.bot, Pace(per_second=1e6, chat_rest=0))
        self.answering = Answering(saving, house, speaker, self.clock, wake, asyncio.Event())
        self.tick = jobs(saving, house, self.clock, _TICK, wake.set)[0].work
        self.deliverer = Deliverer(Letters(saving, house, speaker, self.clock).post(), speaker.pace, wake)

    async def end(self) -> None:
        """Close what is open."""
        await self._open.aclose()

    async def answer(self) -> None:
        """Answer all updates that wait."""
        while self.world.inbox.pending:
            await self.handle(self.world.inbox.pending[0])

    async def handle(self, waiting: Waiting) -> None:
        """Answer an update, as it comes off the wire; it is confirmed then."""
        [update] = read_all(json.loads(json.dumps([waiting.api()])))
        await self.answering.handle(update, lambda: None)
        self.world.inbox.done(waiting)

    async def pass_time(self, time: timedelta = timedelta(0)) -> None:
        """Let time pass, and then everything due be written and delivered."""
        self.clock.ahead += time
        await self.tick()
        await self.deliverer.all_due()

    async def say(self, person: Person, text: str) -> Message:
        """Let a person write, exactly as given: phones tidy texts, forged clients do not."""
        person.chat.started = True
        self.typed.update(line.strip() for line in text.splitlines())
        message = self.world.write(person.chat, person.user, text=text)
        self.world.tell("message", message.api(person.chat.api()))
        await self.answer()
        return message

    async def press(self, person: Person, label: str) -> Press:
        """Let a person press the newest button with this label."""
        return await self._answered(person.press_label(label))

    async def press_data(self, person: Person, data: str, message: Message | None = None) -> Press:
        """Let a person press with this data."""
        return await self._answered(person.press_data(data, message=message))

    async def _answered(self, press: Press | Message) -> Press:
        await self.answer()
        assert isinstance(press, Press)
        return press

    async def do(self, action: Callable[[Here], _Result]) -> _Result:
        """Act as the operator does at the command line."""
        return await self.unit(lambda unit: action(Here(unit, self.house, OPERATOR, self.clock())))

    async def unit(self, work: Callable[[Unit], _Result]) -> _Result:
        """Run a unit of work."""
        return await self.database.write(work)

    async def payload(self, programme: str = PROGRAMME) -> str:
        """Invite a participant, and give the link's payload."""
        [made] = await self.do(lambda here: invite_many(here, programme, None, 1))
        return made.invitation.payload

    async def participant(self, programme: str = PROGRAMME, name: str = "Alva", language: str = "sv") -> Person:
        """Give a person who takes part and sees what comes after the yes."""
        person = self.world.person(name, language)
        await self.say(person, f"/start {await self.payload(programme)}")
        for label in ("Svenska", "Ja") if language == "sv" else ("English", "Yes"):
            await self.press(person, label)
        return person

    async def staff(self, role: str, *programmes: str, name: str = "", language: str = "sv") -> Person:
        """Give a member of staff."""
        made = await self.do(lambda here: invite_one(here, Role(role), programmes))
        person = self.world.person(name or role.capitalize(), language)
        await self.say(person, f"/start {made.payload}")
        await self.press(person, "Börja" if language == "sv" else "Start")
        return person

    def rows(self, sql: str, *values: str | int) -> list[tuple[Any, ...]]:
        """Look into the database file past the bot."""
        return self._looking.execute(sql, values).fetchall()

    def tables(self) -> dict[str, object]:
        """Give what is kept, but for what every update leaves behind and what a tick brings into step with the rest."""
        names = [name for (name,) in self.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = {name: self.rows(f"SELECT * FROM {name}") for name in names if name not in _PASSING}
        letters = self.rows("SELECT key FROM outbox WHERE kind NOT IN ('menu', 'farewell')")
        return kept | {"runs": self.rows("SELECT id, state, version FROM runs"), "letters": letters}


@asynccontextmanager
async def direct(folder: Path, **settings: str) -> AsyncIterator[Direct]:
    """Give a bot that has begun.

    :param settings: further settings, by name without the prefix
    """
    world = World()
    given = {
        "token": world.token,
        "api_url": "http://nowhere/bot",
        "database": str(folder / "foljsam.db"),
        "key": new_key(),
        "association": str(SHIPPED / "association.yaml"),
        "send_window": "always",
        **settings,
    }
    made = Direct(world, Settings.model_validate(given))
    try:
        await made.begin()
        yield made
    finally:
        await made.end()
