"""The line to Telegram: what is told of its breaking, what goes over it, and that nothing tells the token."""

import asyncio
import socket
import ssl
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from telegram import Bot
from telegram.error import NetworkError, TelegramError, TimedOut

from bot.playground import World, cut_before, garbage, held, serve
from bot.wire import transport
from bot.wire.telegram_bot import connected
from bot.wire.transport import NotSent
from bot.wire.verdict import Fate, verdict

TOKEN = World().token
SECRET = TOKEN.partition(":")[2]
SOON = 0.1
MORE_THAN_IS_UNDER_WAY = 16 * 1024 * 1024

Call = Callable[[Bot], Awaitable[object]]


@asynccontextmanager
async def nobody() -> AsyncIterator[str]:
    """Have an address where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    yield f"http://127.0.0.1:{port}/bot"


@asynccontextmanager
async def never_let_in() -> AsyncIterator[str]:
    """Have an address whose queue is full: connecting to it takes for ever."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full, socket.socket() as first, socket.socket() as second:
        for queueing in (first, second):
            queueing.settimeout(0)
            queueing.connect_ex(full.getsockname())
        yield f"http://127.0.0.1:{full.getsockname()[1]}/bot"


@asynccontextmanager
async def silent() -> AsyncIterator[str]:
    """Have a Telegram that lets in and answers nothing."""
    world = World()
    async with serve(world) as api:
        world.faults.plant(held(asyncio.Event()), times=None)
        yield api


@asynccontextmanager
async def deaf() -> AsyncIterator[str]:
    """Have an address that lets in and reads nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/bot"


@asynccontextmanager
async def cutting() -> AsyncIterator[str]:
    world = World()
    async with serve(world) as api:
        world.faults.plant(cut_before(), times=None)
        yield api


def ask(bot: Bot) -> Awaitable[object]:
    return bot.get_me(connect_timeout=SOON, pool_timeout=SOON, read_timeout=SOON, write_timeout=SOON)


def upload(bot: Bot, size: int = 1024) -> Awaitable[object]:
    return bot.send_document(
        1, bytes(size), connect_timeout=SOON, pool_timeout=SOON, read_timeout=SOON, write_timeout=SOON
    )


async def ask_while_another_asks(bot: Bot) -> object:
    """Ask when the only line is taken."""
    other = asyncio.create_task(bot.get_me())
    try:
        await asyncio.sleep(0)
        return await ask(bot)
    finally:
        other.cancel()
        await asyncio.gather(other, return_exceptions=True)


Place = Callable[[], AbstractAsyncContextManager[str]]
BREAKING: dict[str, tuple[Place, Call, type[NetworkError], Fate]] = {
    "nobody listens": (nobody, ask, NotSent, Fate.AGAIN),
    "connecting takes too long": (never_let_in, ask, NotSent, Fate.AGAIN),
    "no line is free": (silent, ask_while_another_asks, NotSent, Fate.AGAIN),
    "answering takes too long": (silent, ask, TimedOut, Fate.UNKNOWN),
    "sending takes too long": (deaf, partial(upload, size=MORE_THAN_IS_UNDER_WAY), TimedOut, Fate.UNKNOWN),
    "cut off": (cutting, ask, NetworkError, Fate.UNKNOWN),
    "cut off while sending": (cutting, upload, NetworkError, Fate.UNKNOWN),
}


@pytest.mark.parametrize("name", BREAKING)
async def test_what_is_told_of_a_broken_line_and_never_the_token(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place, call, kind, fate = BREAKING[name]
    monkeypatch.setattr(transport, "_POOL", 1)
    async with place() as api, connected(TOKEN, api) as bot:
        with pytest.raises(TelegramError) as caught:
            await call(bot)
    assert type(caught.value) is kind
    assert verdict(caught.value, 1).fate is fate
    assert SECRET not in "".join(traceback.format_exception(caught.value)) + repr(caught.value.__context__)
    again = verdict(caught.value, 2)
    assert again.may_help_again
    assert (again.wait < 60) is (kind is not TimedOut), "what is only slow is repeated once"


async def test_an_answer_that_is_none_tells_no_token() -> None:
    world = World()
    async with serve(world) as api, connected(TOKEN, api) as bot:
        world.faults.plant(garbage())
        with pytest.raises(NetworkError) as caught:
            await bot.get_me()
    assert SECRET not in "".join(traceback.format_exception(caught.value))


async def test_files_and_their_names_arrive_and_come_back_whole() -> None:
    world = World()
    async with serve(world) as api, connected(TOKEN, api) as bot:
        anna = world.person("Anna")
        anna.start()
        data = bytes(range(256)) * 4096
        await bot.send_document(anna.id, data, "Rapport för <b>årets</b> kvartal", filename="Rapport åäö.docx")
        [kept] = world.files.values()
        assert (kept.name, kept.data) == ("Rapport åäö.docx", data)
        assert await (await bot.get_file(kept.id)).download_as_bytearray() == data


async def test_a_call_goes_by_the_proxy_that_the_machine_names(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    async with serve(world) as api:
        monkeypatch.setenv("http_proxy", api.removesuffix("/bot"))
        monkeypatch.setenv("no_proxy", "away.example")
        async with connected(TOKEN, "http://telegram.example/bot") as bot:
            assert (await bot.get_me()).username == world.username
    assert transport.proxy("http://away.example/bot") is None


async def test_whose_certificate_is_not_vouched_for_is_told_nothing(tmp_path: Path) -> None:
    heard: list[str] = []

    async def hear(request: web.BaseRequest) -> web.Response:
        heard.append(request.path)
        return web.Response()

    runner = web.ServerRunner(web.Server(hear))
    await runner.setup()
    site = web.TCPSite(runner, "localhost", 0, ssl_context=self_made(tmp_path / "self-made.pem"))
    await site.start()
    try:
        async with connected(TOKEN, f"https://localhost:{runner.addresses[0][1]}/bot") as bot:
            with pytest.raises(NotSent, match="Certificate") as caught:
                await bot.get_me()
    finally:
        await runner.cleanup()
    assert heard == []
    assert SECRET not in "".join(traceback.format_exception(caught.value))


def self_made(file: Path) -> ssl.SSLContext:
    """Make a certificate for this machine that nobody has vouched for."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    now = datetime.now(UTC)
    made = made.not_valid_before(now - timedelta(1)).not_valid_after(now + timedelta(1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=True)
    form, pem = serialization.PrivateFormat.PKCS8, serialization.Encoding.PEM
    private = key.private_bytes(pem, form, serialization.NoEncryption())
    file.write_bytes(made.sign(key, hashes.SHA256()).public_bytes(pem) + private)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
