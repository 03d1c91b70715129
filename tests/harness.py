"""A stage for end-to-end tests: a local Telegram, a real bot before it (in this process or in its own), and people.

async with staged(tmp_path) as stage:              # the bot in this process: fast
    coach = await stage.staff("coach", PROGRAMME)
    anna = await stage.invited(PROGRAMME)          # has opened the link
    await tap(anna, "Svenska")
    await tap(anna, "Ja")

async with staged(tmp_path, alone=True) as stage:  # the bot as ``foljsam run`` in a process of its own
    await stage.kill(); await stage.start()
"""

import asyncio
import json
import os
import signal
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

from bot import app
from bot.actions.coordinator.status import Look, status
from bot.actions.here import OPERATOR, Here
from bot.actions.staff import invite_many, invite_one
from bot.paper.status_json import as_json
from bot.playground import Answer, Chat, Message, Person, World, serve
from bot.playground.faults import Proceed
from bot.playground.records import Call
from bot.settings import Settings
from flows.catalogue import SHIPPED
from storage.database import NotSaved, open_database
from storage.people import Role
from storage.seal import new_key
from storage.unit import Unit
from tests.forking import Surroundings, command, fork
from tests.prepared import prepare

Result = TypeVar("Result")

PROGRAMME = "samverkansteam-finnveden"
PATIENCE = 20.0


class Clock:
    """The time in the bot, to be moved by hand when it runs in this process."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


class Running(Protocol):
    """A process under way."""

    @property
    def pid(self) -> int: ...

    @property
    def returncode(self) -> int | None: ...

    def send_signal(self, signal: int) -> None: ...

    def kill(self) -> None: ...

    async def wait(self) -> int: ...


@dataclass
class Stage:
    """A Telegram, an installation's environment, and its bot, in this process or alone in one of its own."""

    world: World
    environment: dict[str, str]
    folder: Path
    clock: Clock = field(default_factory=Clock)
    alone: bool = False
    command: tuple[str, ...] | None = None
    """What runs where the bot is alone, if it is another program."""
    off: tuple[str, ...] = ()
    """The mechanisms that it lacks where it is alone."""
    process: Running | None = None
    task: "asyncio.Task[None] | None" = None
    stop_event: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def database(self) -> Path:
        return Path(self.environment["FOLJSAM_DATABASE"])

    @property
    def log(self) -> Path:
        return self.folder / "bot.log"

    def settings(self) -> Settings:
        """The same settings, for running the bot in this process."""
        return _settings(tuple(self.environment.items()))

    async def unit(self, work: Callable[[Unit], Result]) -> Result:
        """Run a unit on the database beside the bot, as a command of the program does.

        A busy machine can let the bot hold the database for longer than a command waits: then it is tried again.
        """
        async with open_database(self.database, self.settings().seal()) as database, asyncio.timeout(PATIENCE):
            while True:
                with suppress(NotSaved):
                    return await database.write(work)

    async def act(self, action: Callable[[Here], Result]) -> Result:
        """Act as the operator does, beside the bot, at its time."""
        house = self.settings().house()
        return await self.unit(lambda unit: action(Here(unit, house, OPERATOR, self.clock())))

    async def start(self) -> None:
        """Start the bot and wait until it asks for updates, or where they are to be brought."""
        asking = asyncio.Event()

        async def heard(_: Call, proceed: Proceed) -> Answer:
            asking.set()
            return await proceed()

        self.world.faults.plant(heard, "getUpdates", "setWebhook")
        await self.launch()
        first = asyncio.create_task(asking.wait())
        await asyncio.wait({first, self.end()}, return_when=asyncio.FIRST_COMPLETED)
        first.cancel()
        if self.task and self.task.done():
            self.task.result()
        assert asking.is_set(), f"the bot did not start: {self.said()}"

    async def launch(self) -> None:
        """Start the bot and wait for nothing."""
        if not self.alone:
            self.stop_event = asyncio.Event()
            self.task = asyncio.create_task(app.run(self.settings(), self.clock, self.stop_event))
        elif self.command:
            with self.log.open("ab") as log:
                self.process = await asyncio.create_subprocess_exec(
                    *self.command, env=self.child_environment(), cwd=self.folder, stdout=log, stderr=log
                )
        else:
            given = Surroundings(self.child_environment(), self.folder, self.log, self.log)
            self.process = await fork(("run",), given, self.off)

    def end(self) -> "asyncio.Task[Any]":
        """Give a task that is done when the bot is."""
        if self.task:
            return self.task
        assert self.process
        return asyncio.create_task(self.process.wait())

    def said(self) -> str:
        """What the bot's process logged."""
        return self.log.read_text() if self.log.exists() else ""

    async def kill(self) -> None:
        """SIGKILL the bot's process."""
        assert self.process
        self.process.send_signal(signal.SIGKILL)
        await self.process.wait()

    async def stop(self) -> int:
        """Stop the bot as an operator does, and give its exit code."""
        if self.process:
            if self.process.returncode is None:
                self.process.send_signal(signal.SIGTERM)
            return await asyncio.wait_for(self.process.wait(), PATIENCE)
        self.stop_event.set()
        if self.task:
            await asyncio.wait_for(self.task, PATIENCE)
        return 0

    def child_environment(self) -> dict[str, str]:
        """What a process of the program runs with."""
        return {**{k: v for k, v in os.environ.items() if not k.startswith("FOLJSAM_")}, **self.environment}

    async def foljsam(self, *arguments: str) -> tuple[int, str, str]:
        """Run a command of the program; give its exit code, output and errors."""
        environment = self.child_environment()
        return await command(*arguments, environment=environment, folder=self.folder, within=2 * PATIENCE)

    async def json(self, *arguments: str) -> Any:  # noqa: ANN401  # commands print all kinds of values
        """Run a command and read the JSON that it prints."""
        code, output, errors = await self.foljsam(*arguments, "--json")
        assert code == 0, errors
        return json.loads(output)

    async def figures(self, programme: str = PROGRAMME) -> Any:  # noqa: ANN401  # JSON, as a script reads it
        """Look at a programme's figures as the operator does; give what ``status --json`` prints."""
        return json.loads(json.dumps(await self.act(lambda here: as_json(status(here, Look(programme))))))

    async def staff(self, role: str, *programmes: str, name: str = "", language: str = "sv") -> Person:
        """Invite a member of staff, who takes the role."""
        made = await self.act(lambda here: invite_one(here, Role(role), programmes))
        person = self.world.person(name or role.capitalize(), language)
        person.start(made.payload)
        await tap(person, "Börja" if language == "sv" else "Start")
        return person

    async def payloads(self, programme: str = PROGRAMME, count: int = 1) -> list[str]:
        """Invite participants and give their links' payloads."""
        made = await self.act(lambda here: invite_many(here, programme, None, count))
        return [each.invitation.payload for each in made]

    async def invited(self, programme: str = PROGRAMME, name: str = "Alva") -> Person:
        """Give a new person who has opened a participant's link."""
        [payload] = await self.payloads(programme)
        person = self.world.person(name, "sv")
        person.start(payload)
        await shows(person, "Välj språk")
        return person

    async def participant(self, programme: str = PROGRAMME, name: str = "Alva") -> Person:
        """Give a new person who takes part and sees what comes after the yes."""
        person = await self.invited(programme, name)
        await tap(person, "Svenska")
        await tap(person, "Ja")
        await person.chat.wait(lambda chat: "Vill du vara med" not in chat.text, timeout=PATIENCE)
        return person


@cache
def _settings(environment: tuple[tuple[str, str], ...]) -> Settings:
    return Settings.model_validate({name.removeprefix("FOLJSAM_").lower(): value for name, value in environment})


async def becomes(is_so: Callable[[], object]) -> None:
    """Wait until something is so for which no bell rings."""
    async with asyncio.timeout(PATIENCE):
        while not is_so():  # noqa: ASYNC110  # see above
            await asyncio.sleep(0.01)


async def shows(person: Person, words: str, patience: float = PATIENCE) -> Message:
    """Wait until the chat shows these words; give the message."""
    await person.chat.wait(lambda chat: _with(chat, words) is not None, timeout=patience)
    found = _with(person.chat, words)
    assert found
    return found


def _with(chat: Chat, words: str) -> Message | None:
    return next((message for message in reversed(chat.from_bot) if words in message.text), None)


async def tap(person: Person, label: str, patience: float = PATIENCE) -> None:
    """Wait for a button with this label and press it."""
    await person.chat.wait(lambda chat: _has_button(chat, label), timeout=patience)
    person.press_label(label)


async def leave_unknown(coach: Person) -> None:
    """Leave every fact unknown that a closing asks for, up to its last question."""
    asked: Message | None = None

    def is_next(chat: Chat) -> bool:
        return _with(chat, "Personen får sedan") is not None or _unknown(chat) not in (None, asked)

    while True:
        await coach.chat.wait(is_next, timeout=PATIENCE)
        asked = _unknown(coach.chat)
        if asked is None:
            return
        coach.press_label("Vet inte än", message=asked)


def _unknown(chat: Chat) -> Message | None:
    """Give the message that asks for a fact."""
    return next((message for message in chat.from_bot if ("Vet inte än",) in message.labels), None)


def _has_button(chat: Chat, label: str) -> bool:
    return any(label in row for message in chat.from_bot for row in message.labels)


def by_webhook() -> dict[str, str]:
    """Give settings with which updates are brought."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    return {
        "listen": f"127.0.0.1:{port}",
        "webhook_url": f"http://127.0.0.1:{port}/telegram",
        "webhook_secret": "ett-langt-ord",
    }


WAYS: dict[str, Callable[[], dict[str, str]]] = {"polling": dict, "webhook": by_webhook}
"""The ways for updates, with the settings that they need."""
WAY = os.environ.get("WAY", "polling")
"""The way where a test says nothing of it: ``make proof`` has the tests of conversations pass by webhook too."""


@asynccontextmanager
async def staged(
    tmp_path: Path, *off: str, alone: bool = False, start: bool = True, **settings: str
) -> AsyncIterator[Stage]:
    """Set the stage.

    :param off: the mechanisms that the bot lacks where it is alone
    :param alone: whether the bot runs in a process of its own
    :param settings: further settings, by name without the prefix
    """
    world = World()
    async with serve(world) as api:
        environment = {
            "FOLJSAM_TOKEN": world.token,
            "FOLJSAM_API_URL": str(api),
            "FOLJSAM_DATABASE": str(tmp_path / "foljsam.db"),
            "FOLJSAM_KEY": new_key(),
            "FOLJSAM_ASSOCIATION": str(SHIPPED / "association.yaml"),
            "FOLJSAM_SEND_WINDOW": "always",
            "FOLJSAM_TICK_SECONDS": "0.2",
            **{f"FOLJSAM_{name.upper()}": value for name, value in {**WAYS[WAY](), **settings}.items()},
        }
        stage = Stage(world, environment, tmp_path, alone=alone, off=off)
        try:
            if start:
                if not stage.database.exists():
                    prepare(stage.database)
                await stage.start()
            yield stage
        finally:
            await stage.stop()
