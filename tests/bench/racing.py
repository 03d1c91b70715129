"""A round: one bot before the local Telegram, each in a process of its own and pinned to a core of its own."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import yaml

from bot.settings import Settings
from flows.catalogue import SHIPPED
from storage.database import open_database
from storage.seal import new_key
from tests.mailing import batches, seat_all

TOKEN = "7000000001:AAG-bench_only_never_a_real_token"
FOLJSAM, BY_WEBHOOK = "foljsam", "foljsam by webhook"
PEERS = ("ptb-pickle", "ptb-sqlite", "aiogram", "bare")
HERE = Path(__file__).parent
OTHERS = str(HERE.parents[1] / "build" / "peers" / "bin" / "python")
"""What the others run with, and the local Telegram; ``make bench`` makes it."""
PATIENCE = 100
SERVER_CORE, BOT_CORE = 0, -1
QUESTIONS = 20


@dataclass(frozen=True)
class Race:
    """How many people there are, how long they rest between presses, and how far away Telegram is, in seconds."""

    people: int = 50
    rest: float = 0.0
    round_trip: float = 0.0


@dataclass(frozen=True)
class Round:
    """What a round came to; times in seconds, processor time in milliseconds an answer, memory in MiB."""

    answers: int
    per_second: float
    median: float
    p95: float
    calls: float
    """Calls an answer; and with those that open the form and send it in."""
    all_calls: float
    polled: float
    processor: float
    memory: float


async def ride(name: str, race: Race, folder: Path) -> Round:
    """Let a bot answer everybody."""
    folder.mkdir()  # noqa: ASYNC240  # nothing else is under way
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = await _environment(name, race, folder, f"http://127.0.0.1:{port}/bot")
    if name == BY_WEBHOOK:
        environment |= _webhook()
    with _telegram(name, race, port) as telegram, _bot(name, folder, environment) as bot:
        assert telegram.stdout
        polled = json.loads(telegram.stdout.readline())["polled"]
        assert json.loads(telegram.stdout.readline())["began"]
        begun = _processor_seconds(bot.pid)
        out, _ = telegram.communicate(timeout=PATIENCE)
        met = json.loads(out)
        spent, memory = _processor_seconds(bot.pid) - begun, _most_memory(bot.pid)
    answers, seconds = met["answers"], met["seconds"]
    assert answers >= race.people * QUESTIONS
    return Round(
        answers,
        answers / seconds,
        met["median"],
        met["p95"],
        met["calls"],
        met["all_calls"],
        polled,
        1000 * spent / answers,
        memory,
    )


async def _environment(name: str, race: Race, folder: Path, api: str) -> dict[str, str]:
    """Give a bot's settings; ours also gets people who take part and a form as long as the peers'."""
    given = {"FOLJSAM_TOKEN": TOKEN, "FOLJSAM_API_URL": api, "FOLJSAM_DATABASE": str(folder / "answers.db")}
    if name in PEERS:
        return {**given, "QUESTIONS": str(QUESTIONS)}
    definitions = folder / "definitions"
    shutil.copytree(SHIPPED, definitions)
    form = definitions / "questionnaires" / "start.yaml"
    form.write_text(yaml.safe_dump({**yaml.safe_load(form.read_text("utf-8")), "questions": _questions()}), "utf-8")
    given |= {
        "FOLJSAM_KEY": new_key(),
        "FOLJSAM_DEFINITIONS": str(definitions),
        "FOLJSAM_ASSOCIATION": str(SHIPPED / "association.yaml"),
        "FOLJSAM_SEND_WINDOW": "always",
    }
    settings = Settings.model_validate({key.removeprefix("FOLJSAM_").lower(): value for key, value in given.items()})
    async with open_database(settings.database, settings.seal()) as database:
        for some in batches(range(1, race.people + 1)):
            await database.write(partial(seat_all, settings.house(), some))
        await database.write(lambda unit: unit.run("UPDATE occasions SET due = '9999-01-01T00:00:00Z'"))
    return given


def _webhook() -> dict[str, str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        place = f"127.0.0.1:{free.getsockname()[1]}"
    url, secret = f"http://{place}/updates", "bench-only-never-a-real-secret"
    return {"FOLJSAM_LISTEN": place, "FOLJSAM_WEBHOOK_URL": url, "FOLJSAM_WEBHOOK_SECRET": secret}


def _questions() -> list[dict[str, object]]:
    labels = ("Ja, varje dag", "Ja, ibland", "Nej, sällan", "Nej, aldrig", "Vet inte")
    options = [{"key": f"val-{place}", "label": label} for place, label in enumerate(labels)]
    return [
        {
            "key": f"fraga-{number}",
            "kind": "choice",
            "text": f"Hur ofta gör du sådant som du mår bra av, fråga {number}?",
            "options": options,
        }
        for number in range(QUESTIONS)
    ]


@contextmanager
def _telegram(name: str, race: Race, port: int) -> Iterator["subprocess.Popen[str]"]:
    arguments = ("--port", port, "--people", race.people, "--rest", race.rest, "--round-trip", race.round_trip)
    opening = "/start" if name in PEERS else "/enkat"
    command = [OTHERS, HERE / "local_telegram.py", *arguments, "--opening", opening]
    with subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  # our own
        _pin(process.pid, SERVER_CORE)
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def _bot(name: str, folder: Path, environment: dict[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    command = [HERE / "peers.py", name] if name in PEERS else ["-m", "bot", "run"]
    python = OTHERS if name in PEERS[:-1] else sys.executable  # the bare one has our transport
    root = str(HERE.parents[1])
    given = {**os.environ, **environment, "PYTHONPATH": root}
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(  # noqa: S603  # our own
            list(map(str, [python, *command])), env=given, cwd=folder, stdout=log, stderr=log
        ) as process,
    ):
        _pin(process.pid, BOT_CORE)
        try:
            yield process
        finally:
            process.send_signal(signal.SIGKILL)


def _pin(process: int, core: int) -> None:
    """Give a process one of the cores that we may use."""
    os.sched_setaffinity(process, {sorted(os.sched_getaffinity(0))[core]})


def _processor_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _most_memory(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
