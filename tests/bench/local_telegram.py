"""A local Telegram that costs next to nothing, and people who fill in a form by its first buttons.

The playground's server is true and slow; beside it bots would look alike. This one answers what a survey calls, from
one process, and prints in a line of JSON what the people met with. It waits for a bot, which asks for updates or sets
a webhook, lets it be quiet, and begins.
"""

import argparse
import asyncio
import json
import re
import statistics
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import parse_qsl, urlsplit

import uvloop

BOT = {"id": 1, "is_bot": True, "first_name": "Bot", "username": "bench_bot"}
QUIET_SECONDS = 0.5
QUESTION, THANKS = "Fråga ", "Tack"
MOST_BRINGING = 40
"""Connections to a webhook: as many as Telegram opens when nobody asks for more."""

Json = dict[str, Any]


@dataclass
class Person:
    """Somebody with a phone: what it shows, and since when an act waits for its answer."""

    id: int
    answers: int = 0
    acted: float = 0.0
    answering: bool = False
    waits: list[float] = field(default_factory=list)
    done: bool = False

    @property
    def chat(self) -> Json:
        return {"id": self.id, "type": "private", "first_name": "Person"}

    @property
    def user(self) -> Json:
        return {"id": self.id, "is_bot": False, "first_name": "Person", "language_code": "sv"}


@dataclass
class Telegram:
    """Updates in order, each until it is confirmed, and the people."""

    people: dict[int, Person]
    opening: str
    rest: float
    far: float
    """Half a round trip, in seconds."""
    updates: list[Json] = field(default_factory=list)
    calls: Counter[str] = field(default_factory=Counter)
    bell: asyncio.Event = field(default_factory=asyncio.Event)
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)
    hook: "Hook | None" = None
    for_answers: int = 0
    """Calls that an answer led to: those that open a form or send it in are none."""
    answering: set[str] = field(default_factory=set)
    """Presses that answer a question."""
    first: float = 0.0
    last: float = 0.0
    _numbers: int = 1000

    def number(self) -> int:
        self._numbers += 1
        return self._numbers

    def tell(self, update: Json) -> None:
        numbered = {"update_id": self.number(), **update}
        if self.hook:
            self.hook.bring(numbered)
        else:
            self.updates.append(numbered)
            self.bell.set()

    def open(self, person: Person) -> None:
        entities = [{"type": "bot_command", "offset": 0, "length": len(self.opening)}]
        message = {"message_id": self.number(), "from": person.user, "chat": person.chat, "date": int(time.time())}
        self.tell({"message": {**message, "text": self.opening, "entities": entities}})

    def press(self, person: Person, message: Json) -> None:
        """Press the first button of a message."""
        person.acted, person.answering = time.perf_counter(), message["text"].startswith(QUESTION)
        self.first = self.first or (person.acted if person.answering else 0.0)
        data = message["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        number = str(self.number())
        self.answering |= {number} if person.answering else set()
        press = {"id": number, "from": person.user, "message": message, "chat_instance": "1", "data": data}
        self.tell({"callback_query": press})

    def show(self, person: Person, message: Json) -> None:
        """Let a person see a message, and act on it when they have read it."""
        if person.answering:
            self.last = time.perf_counter()
            person.waits.append(self.last - person.acted)
            person.answers += 1
            person.answering = False
        if message.get("reply_markup", {}).get("inline_keyboard"):
            asyncio.get_running_loop().call_later(self.rest, self.press, person, message)
        elif THANKS in message["text"]:
            person.done = True
            if all(each.done for each in self.people.values()):
                self.over.set()

    async def answer(self, method: str, given: Json) -> object:
        self.calls[method] += 1
        self.for_answers += given.get("callback_query_id") in self.answering
        match method:
            case "setwebhook":
                self.hook = Hook(str(given["url"]), str(given["secret_token"]), self.far)
                self.asked.set()
            case "getme":
                return BOT
            case "getupdates":
                return await self.hand_out(int(given.get("offset") or 0), float(given.get("timeout") or 0))
            case "sendmessage" | "editmessagetext":
                message = self.message(given)
                person = self.people[message["chat"]["id"]]
                self.for_answers += person.answering
                self.show(person, message)
                return message
        return True

    def message(self, given: Json) -> Json:
        text, keyboard = str(given["text"]), given.get("reply_markup")
        entities = [{"type": "bold", "offset": 0, "length": 4}] if "<b>" in text else []
        return {
            "message_id": int(given.get("message_id") or self.number()),
            "from": BOT,
            "chat": self.people[int(given["chat_id"])].chat,
            "date": int(time.time()),
            "text": re.sub("<[^>]*>", "", text),
            **({"entities": entities} if entities else {}),
            **({"reply_markup": json.loads(keyboard) if isinstance(keyboard, str) else keyboard} if keyboard else {}),
        }

    async def hand_out(self, offset: int, patience: float) -> list[Json]:
        self.asked.set()
        self.updates = [each for each in self.updates if each["update_id"] >= offset]
        if not self.updates and patience:
            self.bell.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self.bell.wait(), patience)
        return self.updates[:100]


@dataclass
class Hook:
    """Where updates are brought to. A press is answered in the reply to it, which is no call."""

    url: str
    secret: str
    far: float
    idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = field(default_factory=list)
    room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST_BRINGING))
    tasks: set["asyncio.Task[None]"] = field(default_factory=set)

    def bring(self, update: Json) -> None:
        task = asyncio.ensure_future(self.until_taken(update))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def until_taken(self, update: Json) -> None:
        if self.far:
            await asyncio.sleep(self.far)
        async with self.room:
            assert await self.is_taken(json.dumps(update).encode())

    async def is_taken(self, content: bytes) -> bool:
        place = urlsplit(self.url)
        reader, writer = self.idle.pop() if self.idle else await asyncio.open_connection(place.hostname, place.port)
        head = f"POST {place.path} HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Type: application/json\r\n"
        secret = f"X-Telegram-Bot-Api-Secret-Token: {self.secret}\r\nContent-Length: {len(content)}\r\n\r\n"
        writer.write(f"{head}{secret}".encode() + content)
        told = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = re.search(r"(?i)content-length: *(\d+)", told)
        await reader.readexactly(int(length[1]) if length else 0)
        self.idle.append((reader, writer))
        return told.split(" ", 2)[1] == "200"


@dataclass(eq=False)
class Line(asyncio.Protocol):
    """One connection, as little of HTTP as clients use."""

    telegram: Telegram
    buffer: bytes = b""
    tasks: set["asyncio.Task[None]"] = field(default_factory=set)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)  # uvloop's is none by name

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        head, found, body = self.buffer.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: *(\d+)", head)
        size = int(length[1]) if length else 0
        if found and len(body) >= size:
            self.buffer = body[size:]
            task = asyncio.ensure_future(self.answer(head.decode(), body[:size]))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

    def connection_lost(self, _: Exception | None) -> None:
        for task in self.tasks:
            task.cancel()

    async def answer(self, head: str, body: bytes) -> None:
        is_json = "application/json" in head
        given = json.loads(body or b"{}") if is_json else dict(parse_qsl(body.decode()))
        method = head.split(" ", 2)[1].rpartition("/")[2].lower()
        far = self.telegram.far
        if far:
            await asyncio.sleep(far)
        result = await self.telegram.answer(method, given)
        if far:
            await asyncio.sleep(far)
        content = json.dumps({"ok": True, "result": result}).encode()
        told = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
        self.transport.write(told.encode() + content)


async def main(asked: argparse.Namespace) -> None:
    people = {number: Person(number) for number in range(1, asked.people + 1)}
    telegram = Telegram(people, asked.opening, asked.rest, asked.round_trip / 2)
    loop, begun = asyncio.get_running_loop(), time.perf_counter()
    server = await loop.create_server(lambda: Line(telegram), "127.0.0.1", asked.port)
    await telegram.asked.wait()
    polled = time.perf_counter() - begun
    tell({"polled": polled})
    await asyncio.sleep(QUIET_SECONDS)
    tell({"began": True})
    telegram.calls.clear()
    for person in people.values():
        await asyncio.sleep(asked.rest / len(people))
        telegram.open(person)
    await telegram.over.wait()
    answers = sum(person.answers for person in people.values())
    waits = [wait for person in people.values() for wait in person.waits]
    counted = sum(count for method, count in telegram.calls.items() if method != "getupdates")
    met = {
        "answers": answers,
        "seconds": telegram.last - telegram.first,
        "median": statistics.median(waits),
        "p95": statistics.quantiles(waits, n=20)[-1],
        "calls": telegram.for_answers / answers,
        "all_calls": counted / answers,
    }
    tell(met)
    server.close()


def tell(values: Json) -> None:
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


def read() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--people", type=int, required=True)
    parser.add_argument("--opening", default="/start")
    parser.add_argument("--rest", type=float, default=0.0)
    parser.add_argument("--round-trip", type=float, default=0.0)
    return parser.parse_args()


if __name__ == "__main__":
    uvloop.run(main(read()))
