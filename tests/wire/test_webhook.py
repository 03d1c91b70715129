"""A webhook: who is not Telegram has no effect, and only what is committed is confirmed."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from structlog.testing import capture_logs
from telegram import Update

from bot.playground import Answer, Press, World, fail, serve
from bot.playground.faults import Proceed, json_answer
from bot.playground.records import Call
from bot.wire import webhook
from bot.wire.chains import Handle, NotHandled
from bot.wire.listen import listening
from bot.wire.places import Hook, PlaceFault, check_hook, read_place
from bot.wire.presses import Presses
from bot.wire.telegram_bot import connected
from bot.wire.until import end
from bot.wire.webhook import Webhook
from tests.conversations.scene import set_scene
from tests.harness import Stage, becomes, by_webhook, shows, staged, tap
from tests.storage.processes import HOLD, running
from tests.wire.line import Clerk

WORD = by_webhook()["webhook_secret"]
SECRET = "X-Telegram-Bot-Api-Secret-Token"
GENUINE = {"update_id": 7, "message": {"message_id": 1, "date": 1, "text": "one", "chat": {"id": 5, "type": "private"}}}


@dataclass
class Line:
    """A webhook before a local Telegram, and a hand that knocks at it."""

    world: World
    hook: Webhook
    url: str
    session: aiohttp.ClientSession
    clerk: Clerk
    stop: asyncio.Event = field(default_factory=asyncio.Event)

    async def post(self, body: object, secret: str | None = WORD) -> int:
        return (await knock(self.session, self.url, body, secret))[0]


async def knock(session: aiohttp.ClientSession, url: str, body: object, secret: str | None) -> tuple[int, str]:
    """Bring something as Telegram would, and give the status and what is said."""
    data = BytesIO(body if isinstance(body, bytes) else json.dumps(body).encode())
    async with session.post(url, data=data, headers={} if secret is None else {SECRET: secret}) as response:
        return response.status, await response.text()


@asynccontextmanager
async def a_line(handle: Handle | None = None) -> AsyncIterator[Line]:
    world, clerk, made = World(), Clerk(), by_webhook()
    hook, place = Hook(made["webhook_url"], made["webhook_secret"]), read_place(made["listen"])
    async with serve(world) as api, connected(world.token, api) as bot, aiohttp.ClientSession() as session:
        line = Line(world, Webhook(bot, hook, handle or clerk.handle, Presses()), hook.url, session, clerk)
        async with listening(place, line.hook.routes):
            receiving = asyncio.create_task(line.hook.run(line.stop))
            try:
                yield line
            finally:
                await end([receiving])


KNOCKS: dict[str, tuple[Any, str | None, int]] = {
    "no secret": (GENUINE, None, 401),
    "wrong secret": (GENUINE, "ett-langt-orD", 403),
    "empty secret": (GENUINE, "", 403),
    "a secret of other letters": (GENUINE, "ett-långt-ord", 403),
    "oversize": (b" " * (1 << 20) + b"{}", WORD, 413),
    "oversize without the secret": (b" " * (1 << 20) + b"{}", None, 401),
    "not JSON": (b"update_id=7", WORD, 400),
    "not UTF-8": (b'{"update_id": "\xff"}', WORD, 400),
    "nested for ever": (b"[" * 200_000, WORD, 400),
    "no object": (b"[7]", WORD, 400),
    "no number": ({**GENUINE, "update_id": None}, WORD, 400),
    "nothing": (b"", WORD, 400),
}


async def test_who_is_not_telegram_and_what_is_no_update_has_no_effect(tmp_path: Path) -> None:
    made = by_webhook()
    async with set_scene(tmp_path, **made) as scene, aiohttp.ClientSession() as session:
        await scene.participant()
        await becomes(lambda: not scene.count("outbox", "state IN ('waiting', 'claimed')"))
        held, calls = scene.tables(), len(scene.stage.world.calls)
        for name, (body, secret, status) in KNOCKS.items():
            said, words = await knock(session, made["webhook_url"], body, secret)
            assert said == status, name
            assert scene.stage.world.token not in words
            assert made["webhook_secret"] not in words
        for method in ("get", "put", "delete"):
            async with session.request(method, made["webhook_url"]) as response:
                assert response.status == 405
        assert scene.tables() == held
        assert len(scene.stage.world.calls) == calls


async def test_without_its_secret_looked_at_a_forged_update_would_be_handled(monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparing switched off."""
    monkeypatch.setattr("bot.wire.webhook.hmac.compare_digest", lambda *_: True)
    async with a_line() as line:
        assert await line.post(GENUINE, "wrong") == 200
        assert line.clerk.heard == ["one"]


async def test_one_update_brought_several_times_at_once_is_handled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    clerk, come, take = Clerk(held={"one": asyncio.Event()}), list[Update](), Webhook._take

    def counted(hook: Webhook, update: Update) -> Awaitable[bool]:
        come.append(update)
        return take(hook, update)

    monkeypatch.setattr(Webhook, "_take", counted)
    async with a_line(clerk.handle) as line:
        bringing = asyncio.gather(*(line.post(GENUINE) for _ in range(4)))
        await becomes(lambda: len(come) == 4)
        clerk.held["one"].set()
        assert set(await bringing) == {200}
        assert clerk.heard == ["one"]
        assert line.hook._under_way == {}


async def test_what_had_no_effect_is_not_confirmed_and_brought_again() -> None:
    tries = 0

    async def handle(_: Update, __: object) -> None:
        nonlocal tries
        tries += 1
        if tries < 2:
            raise NotHandled

    async with a_line(handle) as line:
        line.world.person("Anna").send("one")
        await line.world.bell.until(lambda: not line.world.inbox.pending, 30)
        assert tries == 2
        assert line.world.webhook
        assert line.world.webhook.error.startswith("Wrong response from the webhook: 503")


async def test_what_is_confirmed_early_is_confirmed_while_its_handler_still_works() -> None:
    clerk = Clerk(held={"one": asyncio.Event()}, early={"one"})
    async with a_line(clerk.handle) as line:
        assert await line.post(GENUINE) == 200
        assert await line.post(GENUINE) == 200
        assert clerk.heard == []
        clerk.held["one"].set()
        await clerk.hears("one")
        assert clerk.heard == ["one"]


async def test_a_stop_finishes_and_confirms_what_is_under_way_and_takes_no_more() -> None:
    clerk = Clerk(held={"one": asyncio.Event()})
    async with a_line(clerk.handle) as line:
        await line.world.bell.until(lambda: line.world.webhook, 20)
        bringing = asyncio.create_task(line.post(GENUINE))
        await becomes(lambda: line.hook._under_way)
        line.stop.set()
        await becomes(lambda: not line.hook._is_open)
        assert await line.post(GENUINE | {"update_id": 8}) == 503
        clerk.held["one"].set()
        assert await bringing == 200
        assert clerk.heard == ["one"]


async def test_a_webhook_that_is_gone_is_set_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "_LOOK_AGAIN", 0.05)
    async with a_line() as line:
        await line.world.bell.until(lambda: line.world.webhook, 20)
        line.world.faults.plant(fail(500, "Internal Server Error"), "getWebhookInfo")
        line.world.webhook = None
        await line.world.bell.until(lambda: line.world.webhook, 20)
        line.world.person("Anna").send("one")
        await line.clerk.hears("one")


async def test_setting_waits_for_telegram_and_an_address_it_refuses_ends_the_start() -> None:
    no = json_answer(400, {"ok": False, "error_code": 400, "description": "Bad Request: bad webhook: no such host"})
    answers = [json_answer(500, {"ok": False}), no]

    async def one_after_the_other(_: Call, __: Proceed) -> Answer:
        return answers.pop(0)

    world, made = World(), by_webhook()
    hook = Hook(made["webhook_url"], made["webhook_secret"])
    world.faults.plant(one_after_the_other, "setWebhook", times=2)
    async with serve(world) as api, connected(world.token, api) as bot:
        running = Webhook(bot, hook, Clerk().handle, Presses()).run(asyncio.Event())
        with pytest.raises(PlaceFault, match=r"FOLJSAM_WEBHOOK_URL .*no such host"):
            await asyncio.wait_for(running, 20)
    assert [call.method for call in world.calls] == ["setWebhook", "setWebhook"]


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody wait long for a database that another holds."""
    monkeypatch.setattr("storage.connection.BUSY_SECONDS", 0.3)


async def waits_until_said(folder: Path) -> int:
    """Press while the database is held, and tell how many updates wait at Telegram when the phone is told so."""
    async with staged(folder, alone=False, start=True, **by_webhook()) as stage:
        alva = await stage.participant()
        await tap(alva, "Börja")
        await shows(alva, "Fråga 1 av 3")
        await stage.world.bell.until(lambda: not stage.world.inbox.pending, 20)
        with running(HOLD, stage.database, "BEGIN IMMEDIATE"):
            press = alva.press_label("Studier")
            assert isinstance(press, Press)
            await stage.world.bell.until(lambda: press.toast is not None, 30)
            assert press.toast
            assert "Inte sparat" in press.toast.text
            waiting = len(stage.world.inbox.pending)
        await shows(alva, "Fråga 2 av 3")
        return waiting


@pytest.mark.usefixtures("_impatient")
async def test_nothing_is_confirmed_before_it_is_committed(tmp_path: Path) -> None:
    assert await waits_until_said(tmp_path) == 1


@pytest.mark.usefixtures("_impatient")
async def test_a_webhook_that_confirms_at_once_would_have_confirmed_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The waiting for the commit switched off."""
    take = Webhook._take

    async def at_once(self: Webhook, update: Update) -> bool:
        self.taking = asyncio.create_task(take(self, update))  # type: ignore[attr-defined]  # so that it is not collected
        await asyncio.sleep(0)
        return True

    monkeypatch.setattr(Webhook, "_take", at_once)
    assert await waits_until_said(tmp_path) == 0


def is_set(stage: Stage) -> bool:
    return stage.world.webhook is not None


async def test_who_polls_takes_an_earlier_webhook_away(tmp_path: Path) -> None:
    async with staged(tmp_path, alone=False, start=True, **by_webhook()) as stage:
        await stage.stop()
        assert is_set(stage), "it is left to who comes after"
        for name in ("WEBHOOK_URL", "WEBHOOK_SECRET", "LISTEN"):
            del stage.environment[f"FOLJSAM_{name}"]
        with capture_logs() as lines:
            await stage.start()
            alva = await stage.participant()
        assert not is_set(stage)
        assert [line["event"] for line in lines if "it is taken away" in line["event"]]
        assert alva.chat.started


async def test_an_address_that_is_taken_ends_the_start_with_what_to_do(tmp_path: Path) -> None:
    made = by_webhook()
    async with listening(read_place(made["listen"]), ()), staged(tmp_path, alone=False, start=False, **made) as stage:
        await stage.launch()
        assert stage.task
        with pytest.raises(PlaceFault, match=r"FOLJSAM_LISTEN .*choose another host:port"):
            await asyncio.wait_for(asyncio.shield(stage.task), 20)
        stage.task = None


@pytest.mark.parametrize("text", ["", "8080", "here", ":8080", "a:0", "a:99999", "http://a:1", "a:1/b", "me@a:1"])
def test_what_is_no_host_and_port_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_place(text)


@pytest.mark.parametrize(
    "url",
    ["http://bot.example/t", "https://", "https://a.se/health", "https://a.se/t?x=1", "https://a.se/t t", "ftp://a"],
)
def test_where_telegram_cannot_bring_updates_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        check_hook(url)
