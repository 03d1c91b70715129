"""The demo, run as people run it, with a little program in the real one's place."""

import asyncio
import os
import signal
import socket
import uuid
from pathlib import Path

from tests.playground.demos import bot_of, demo, descendants, family, inside, listening, little, nothing_left, start


async def test_the_staff_have_come_in_and_a_newcomer_comes_with_one_press() -> None:
    async with demo() as running:
        assert running.lines[0] == f"Öppna {running.urls['page']}"
        assert running.urls["api"] == f"{running.urls['page']}bot"
        by_role = {person["role"]: person["id"] for person in await running.visit("GET", "people")}
        assert set(by_role) == {"participant", "coach", "coordinator"}
        for role in ("coach", "coordinator"):
            screen = await running.seen(by_role[role], "Välkommen")
            assert screen["menu"] == [{"command": "hjalp", "description": "Hjälp"}]
        everything = [running.process.pid, *descendants(running.process.pid)]
        assert listening(everything) == {"0100007F"}
        newcomer = (await running.visit("POST", "control/invite"))["id"]
        await running.seen(newcomer, "Välkommen")
        await running.visit("POST", f"people/{newcomer}/press", label="Börja")
        assert (await running.seen(newcomer, "Nu börjar vi"))["toast"]["text"] == "Bra"
        assert await running.stop(signal.SIGINT) == 0


async def test_a_killed_bot_comes_back_and_nothing_outlives_the_demo() -> None:
    async with demo() as running:
        before = await family(running)
        participant = (await running.visit("GET", "people"))[0]["id"]
        # What is sent while the bot's next asking is under way waits, and so does what that asking would confirm.
        await running.visit("POST", "control/faults", kind="late", methods=["getUpdates"], seconds=60)
        await running.visit("POST", f"people/{participant}/send", text="hej")
        async with asyncio.timeout(30):
            while not (await running.visit("GET", "control/faults"))[0]["struck"]:
                pass
        await running.visit("POST", f"people/{participant}/send", text="lever du?")
        killed = await running.visit("POST", "control/kill")
        assert killed["pending_updates"] == killed["confirmed"] >= 2
        assert 0 <= killed["killed_ms"] < killed["back_ms"]
        await running.seen(participant, "Du skrev lever du?")
        after = await family(running)
        # Only the guard is the same.
        assert len(set(before) & set(after)) == 1
        # The bot dies by itself: it is started again.
        os.kill(bot_of(after), signal.SIGKILL)
        await running.visit("POST", f"people/{participant}/send", text="och nu?")
        await running.seen(participant, "Du skrev och nu?")
        assert await running.stop(signal.SIGTERM) == 0


async def test_a_demo_that_is_killed_leaves_nothing_behind(tmp_path: Path) -> None:
    async with demo(TMPDIR=str(tmp_path)) as running:
        assert inside(tmp_path)
        await family(running)
        assert await running.stop(signal.SIGKILL) == -signal.SIGKILL
    assert not inside(tmp_path)


async def test_a_reset_begins_anew_with_other_people_and_an_empty_database(tmp_path: Path) -> None:
    async with demo(little(0, tmp_path)) as running:
        await running.visit("POST", "control/invite")
        before = await running.visit("GET", "people")
        known = (tmp_path / "foljsam.db").read_text().split()
        assert await running.visit("POST", "control/reset") == {"ok": True}
        after = await running.visit("GET", "people")
        assert (len(before), len(after)) == (4, 3)
        assert not {person["id"] for person in before} & {person["id"] for person in after}
        assert not set(known) & set((tmp_path / "foljsam.db").read_text().split())
        coach = next(person["id"] for person in after if person["role"] == "coach")
        await running.seen(coach, "Välkommen")


async def test_a_taken_port_is_said_and_the_next_one_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        async with demo(little(port, tmp_path / "kept")) as running:
            other = int(running.urls["page"].rstrip("/").rpartition(":")[2])
            assert other > port
            assert running.lines[0] == f"Port {port} är upptagen, tar {other}."
    kept = tmp_path / "kept" / "key.env"
    assert kept.read_text() == "FOLJSAM_KEY=k1:abc=\n"
    assert kept.stat().st_mode & 0o077 == 0
    async with demo(little(0, tmp_path / "kept")) as running:
        assert kept.read_text() == "FOLJSAM_KEY=k1:abc=\n"
        # The terminal is closed.
        assert await running.stop(signal.SIGHUP) == 0


async def test_a_program_that_cannot_start_ends_the_demo_with_one_line() -> None:
    mark = uuid.uuid4().hex
    process = await start(little(), MISBEHAVE="mute", MARK=mark)
    out, err = await asyncio.wait_for(process.communicate(), 30)
    assert (process.returncode, out) == (1, b"")
    assert err.decode() == "Demon kan inte fortsätta: keys new: inga nycklar i dag\n"
    await nothing_left(mark)


async def test_a_bot_that_keeps_dying_ends_the_demo() -> None:
    mark = uuid.uuid4().hex
    process = await start(little(), MISBEHAVE="die", MARK=mark)
    _, err = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode == 1
    assert "ended 6 times by itself (code 1): vet inte: ['run'" in err.decode()
    await nothing_left(mark)
