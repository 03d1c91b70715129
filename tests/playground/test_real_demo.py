"""The demo with the real program behind it: its history, its past, and what it leaves alone."""

import asyncio
import contextlib
import signal
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tests.playground.demos import REAL, Demo, demo, history_is_over, inside, role


async def test_a_history_is_lived_through_and_everything_stays_in_its_folder(tmp_path: Path) -> None:
    home, clone, temporary = (tmp_path / name for name in ("home", "clone", "temporary"))
    for folder in (home, clone, temporary):
        folder.mkdir()
    # Settings of somebody's, which would stop the start if they were read.
    (clone / ".env").write_text("FOLJSAM_TOKEN=1:x\nFOLJSAM_MINIMUM_BASE=ingen\n")
    async with demo(REAL, clone, HOME=str(home), TMPDIR=str(temporary)) as running:
        told = await history_is_over(running)
        done = [event["progress"] for event in told if event.get("progress")]
        # With the last step it is over at once.
        assert done[-1]["of"] - done[-1]["done"] <= 1
        assert any(event.get("moving") for event in told)
        people = await running.visit("GET", "people")
        await asks(running, people)
        await figures(running, people)
        await survives(running, people)
        [own] = temporary.iterdir()
        assert {file.name for file in own.iterdir()} >= {"foljsam.db", "key.env", "association.yaml", "bot.log"}
        assert own.stat().st_mode & 0o077 == 0
        assert await running.stop(signal.SIGINT) == 0
    assert inside(tmp_path) == [".env"]


async def asks(running: Demo, people: list[dict[str, Any]]) -> None:
    """Each phone has something to do, and the past lies behind."""
    now = datetime.fromisoformat((await running.visit("GET", "control/clock"))["now"])
    rise = datetime.now(ZoneInfo("Europe/Stockholm")).replace(hour=10, minute=0, second=0, microsecond=0)
    assert rise <= now < rise + timedelta(minutes=2)
    first, coach = role(people, "participant"), role(people, "coach")
    assert first["messages"][-1]["keyboard"][0][0]["text"] == "Svenska"
    assert any("Visa listan" in str(bubble["keyboard"]) for bubble in coach["messages"])
    log = await running.visit("GET", "control/log")
    assert datetime.fromisoformat(log[0]["at"]) < now - timedelta(days=30)
    assert {entry["why"] for entry in log} == {"svar på tryck", "svar på meddelande", "på eget initiativ"}
    assert [entry for entry in log if entry["refused"]] == []


async def figures(running: Demo, people: list[dict[str, Any]]) -> None:
    """The coordinator's figures are not empty."""
    coordinator = role(people, "coordinator")["id"]
    await running.visit("POST", f"people/{coordinator}/send", text="/status")
    screen = await running.seen(coordinator, "8 av 8 som har fått frågorna har svarat")
    assert "3 aktiva, 8 avslutade" in screen["messages"][-1]["text"]


async def survives(running: Demo, people: list[dict[str, Any]]) -> None:
    """What was pressed while the bot was dead is done; an invitation made in another month holds."""
    first = role(people, "participant")["id"]
    killing = asyncio.create_task(running.visit("POST", "control/kill"))
    with contextlib.suppress(AssertionError):
        await running.visit("POST", f"people/{first}/press", label="Svenska")
    killed = await killing
    assert killed["confirmed"] == killed["pending_updates"]
    await running.seen(first, "Vill du vara med?")
    await running.visit("POST", "control/advance", days=30)
    assert len((await running.visit("POST", "control/fill", participants=2))["people"]) == 2
    newcomer = (await running.visit("POST", "control/invite"))["id"]
    await running.seen(newcomer, "Välj språk")
