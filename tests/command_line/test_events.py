"""Events at the command line."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.paper.poster import Poster, poster_pdf
from tests.command_line.program import Ran, ran_here
from tests.harness import PROGRAMME, staged

TOMORROW = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()


def opened(cwd: Path, *more: str, until: str = TOMORROW, title: str = "Kompetensdag", form: str = "traff") -> Ran:
    """Open an event in this process."""
    return ran_here("event", "open", "--questionnaire", form, "--title", title, "--until", until, *more, cwd=cwd)


def test_an_event_is_opened_listed_and_closed(tmp_path: Path) -> None:
    made = json.loads(opened(tmp_path, "--programme", PROGRAMME).out)
    assert set(made) == {"payload", "link", "expires"}
    assert made["link"] is None, "Telegram could not be asked"
    assert opened(tmp_path).code == 0

    whole, of_programme = json.loads(ran_here("event", "list", "--json", cwd=tmp_path).out)
    assert (whole["programme"], of_programme["programme"]) == (None, PROGRAMME)
    assert ran_here("event", "close", "1", cwd=tmp_path) == (0, "", "")
    [found] = json.loads(ran_here("status", "--programme", PROGRAMME, "--json", cwd=tmp_path).out)["events"]
    assert found == json.loads(ran_here("event", "status", "1", "--json", cwd=tmp_path).out)
    assert {key: found[key] for key in ("id", "title", "until", "open", "answered", "waiting")} == {
        "id": 1,
        "title": "Kompetensdag",
        "until": TOMORROW,
        "open": False,
        "answered": 0,
        "waiting": 0,
    }
    assert {each["withheld"] for each in found["questions"]} == {"few"}
    assert "0 har svarat." in ran_here("event", "status", cwd=tmp_path).out
    assert "Kompetensdag (1)" in ran_here("status", "--programme", PROGRAMME, cwd=tmp_path).out


def test_what_cannot_be_opened_is_answered_in_one_line(tmp_path: Path) -> None:
    runs = [
        opened(tmp_path, form="avslut"),
        opened(tmp_path, until="2020-01-01"),
        opened(tmp_path, until="i morgon"),
        opened(tmp_path, title=" "),
        opened(tmp_path, title="Ring 070-174 06 35"),
        opened(tmp_path, "--programme", "entre"),
        opened(tmp_path, "--sheet", "plakat.png"),
        ran_here("event", "close", "7", cwd=tmp_path),
    ]
    assert [ran.code for ran in runs] == [2] * 8
    assert [ran.complaint.removeprefix("foljsam: ").partition(";")[0] for ran in runs] == [
        "'avslut' is no form for events",
        "2020-01-01 has been",
        "'i morgon' is no day",
        "write a title of 1 to 80 characters",
        "the title holds a number or an address of somebody",
        "there is no programme 'entre'",
        "plakat.png cannot be written",
        "there is no event 7",
    ]


async def test_the_link_is_printed_to_be_put_on_a_wall(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        sheet = tmp_path / "plakat.pdf"
        made = await stage.json(
            "event",
            "open",
            "--questionnaire",
            "traff",
            "--title",
            "Stress – och smärta ☀",
            "--until",
            TOMORROW,
            "--programme",
            PROGRAMME,
            "--sheet",
            str(sheet),
        )
        assert made["link"] == f"https://t.me/{stage.world.username}?start={made['payload']}"
        assert sheet.read_bytes().startswith(b"%PDF")


def test_the_same_poster_is_the_same_bytes() -> None:
    poster = Poster("Kompetensdag", "https://t.me/x?start=y", datetime(2026, 12, 1, tzinfo=UTC).date(), ("Hej!",))
    assert poster_pdf(poster) == poster_pdf(poster)
