"""What machines are told of how the bot is: enough to help it, and of nobody."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families
from structlog.testing import capture_logs

from bot.saving import Saving
from bot.vitals import Ailment, Queue, Vitals, ailments
from bot.watching import WORDS
from tests.harness import PROGRAMME, Stage, becomes, by_webhook, staged, tap
from tests.storage.processes import HOLD, running

WELL = Vitals(tick_seconds=30, tick_age=20)
EMPTY = Queue(0, 0)


@pytest.mark.parametrize(
    ("vitals", "queue", "wrong"),
    [
        (WELL, EMPTY, ()),
        (replace(WELL, tick_age=150), EMPTY, ()),
        (replace(WELL, tick_age=151), EMPTY, (Ailment.TICK,)),
        (replace(WELL, tick_seconds=0.2, tick_age=59), EMPTY, ()),
        (replace(WELL, telegram_age=180), EMPTY, ()),
        (replace(WELL, telegram_age=181), EMPTY, (Ailment.TELEGRAM,)),
        (replace(WELL, can_write=False), EMPTY, (Ailment.STORAGE,)),
        (WELL, None, (Ailment.STORAGE,)),
        (WELL, Queue(5000, 3600), ()),
        (WELL, Queue(1, 3601), (Ailment.LETTERS,)),
        (replace(WELL, has_late_backup=True), EMPTY, ()),
        (replace(WELL, keeps_backups=True, has_late_backup=True, can_write=False), EMPTY, ("storage", "backup")),
    ],
)
def test_what_is_wrong_is_told_the_worst_first(vitals: Vitals, queue: Queue | None, wrong: tuple[Ailment, ...]) -> None:
    assert ailments(vitals, queue) == wrong


def test_there_is_a_word_of_help_for_everything() -> None:
    assert set(WORDS) == set(Ailment)


class Observer:
    """Asks what machines ask."""

    def __init__(self, session: aiohttp.ClientSession, place: str) -> None:
        self.session = session
        self.place = place

    async def get(self, path: str) -> tuple[int, str]:
        async with self.session.get(f"http://{self.place}{path}") as response:
            return response.status, await response.text()

    async def becomes(self, status: int, words: str) -> str:
        """Wait until ``/health`` says so."""
        async with asyncio.timeout(20):
            while True:
                told, text = await self.get("/health")
                if told == status and words in text:
                    return text
                await asyncio.sleep(0.02)  # no bell rings in a bot that ails


@asynccontextmanager
async def observed(folder: Path, **settings: str) -> AsyncIterator[tuple[Stage, Observer]]:
    place = by_webhook()["listen"]
    async with (
        staged(folder, alone=False, start=True, listen=place, **settings) as stage,
        aiohttp.ClientSession() as session,
    ):
        yield stage, Observer(session, place)


def samples(text: str) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    return {
        (sample.name, tuple(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def test_what_is_done_is_counted_and_nobody_is_in_it(tmp_path: Path) -> None:
    async with observed(tmp_path, backups=str(tmp_path / "backups")) as (stage, observer):
        alva = await stage.participant()
        for label in ("Börja", "Studier", "7"):
            await tap(alva, label)
        await alva.chat.wait(lambda chat: "Fråga 3 av 3" in chat.text)
        await stage.world.bell.until(lambda: not stage.world.inbox.pending and alva.menu, 20)
        text = await observer.becomes(200, "well")
        assert "problems" in text
        status, text = await observer.get("/metrics")
        assert status == 200
    found = samples(text)
    updates = found["foljsam_updates_total", (("outcome", "answered"),)]
    assert updates == len(stage.world.inbox.history)
    assert found["foljsam_update_seconds_count", ()] == updates
    assert found["foljsam_update_seconds_bucket", (("le", "+Inf"),)] == updates
    assert found["foljsam_form_steps_total", ()] == 4, "the yes, and three in the form"
    assert found["foljsam_replies_total", (("verdict", "done"),)] >= 5
    assert found["foljsam_letters_total", (("verdict", "done"),)] >= 1
    assert found["foljsam_storage_writable", ()] == 1
    for name in ("outbox_letters", "outbox_age_seconds", "tick_age_seconds", "telegram_age_seconds"):
        assert 0 <= found[f"foljsam_{name}", ()] < 60
    assert {label for _, labels in found for label, _ in labels} <= {"outcome", "verdict", "le"}
    secrets = [str(alva.id), PROGRAMME, "studier", stage.world.token, str(tmp_path)]
    assert [secret for secret in secrets if secret in text] == []


def alerts(lines: Sequence[Mapping[str, object]]) -> list[tuple[object, object]]:
    return [(line.get("alert"), line["log_level"]) for line in lines]


async def test_a_tick_that_stops_is_told_and_logged_once_and_its_coming_back_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.vitals._LEAST_TICK_SECONDS", 1.0)
    hangs, goes_on = asyncio.Event(), asyncio.Event()
    goes_on.set()

    async def hanging(_: Saving) -> None:
        hangs.set()
        await goes_on.wait()

    monkeypatch.setattr(Saving, "forget_what_is_owed", hanging)
    with capture_logs() as lines:
        async with observed(tmp_path, tick_seconds="0.05") as (_, observer):
            await observer.becomes(200, "well")
            goes_on.clear()
            said = await observer.becomes(503, '"tick"')
            assert WORDS[Ailment.TICK] in said
            await becomes(lambda: (Ailment.TICK, "error") in alerts(lines))
            goes_on.set()
            await observer.becomes(200, "well")
            await becomes(lambda: (Ailment.TICK, "info") in alerts(lines))


async def test_a_database_that_cannot_be_written_is_told_until_it_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.connection.BUSY_SECONDS", 0.2)
    async with observed(tmp_path) as (stage, observer):
        await observer.becomes(200, "well")
        with running(HOLD, stage.database, "BEGIN IMMEDIATE"):
            await observer.becomes(503, '"storage"')
        await observer.becomes(200, "well")
