"""Breakdowns through every door: the chat, the terminal and JSON say the same, in whatever order they are asked."""

import asyncio
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.actions.coordinator.breakdown import breakdowns
from bot.chat.coordinator.breakdown_screen import breakdown_keys, breakdown_screens, breakdown_text
from bot.chat.screen import pairs
from flows.disclosure.breakdown import Breakdown, Cell
from locales.translator import translator
from storage.database import open_database
from storage.seal import Seal
from storage.unit import Unit
from tests.command_line.program import KEY, ran_here
from tests.figures.answering import HOUSE, here
from tests.figures.dividing import SE_IPS, both, came
from tests.figures.walking import NBSP, asks
from tests.harness import shows, staged, tap

SWEDISH = translator("sv")
PROGRAMME = HOUSE.catalogue.programmes[SE_IPS]


def load(unit: Unit) -> None:
    both(unit)
    for place, number in (("Gislaved", 9), ("Gnosjö", 8), ("Värnamo", 1)):
        came(unit, number, None, place)


async def test_a_coordinator_goes_from_the_status_to_a_table_and_back(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        coordinator = await stage.staff("coordinator", SE_IPS)
        await stage.unit(load)
        await asks(coordinator, "/status")
        assert coordinator.chat.from_bot[-1].labels[-2:] == (("Per kön", "Per ort"), ("Per undergrupp",))

        await tap(coordinator, "Per kön")
        shown = (await shows(coordinator, "Stöd till arbete - SE/IPS\nPer kön")).text
        assert f"Kvinna: 22 (34{NBSP}%)" in shown
        assert f"Kvinna: 6 av 12 (50{NBSP}%)\nMan: 7 av 14 (50{NBSP}%)" in shown
        assert "Läget i 20" in shown

        await tap(coordinator, "Tillbaka")
        await tap(coordinator, "Per ort")
        by_place = (await shows(coordinator, "SE/IPS\nPer ort")).text
        assert "Övriga orter: 10" in by_place
        assert (
            "Värnamo visas inte för sig, för något av talen är mindre än 5, och därför inte heller Gislaved: "
            "då kunde det räknas ut."
        ) in by_place

        forged = coordinator.press_data(f"sd:{SE_IPS}:9")
        await coordinator.chat.wait(lambda _: forged.toast is not None, timeout=20)
        coach = await stage.staff("coach", SE_IPS)
        refused = coach.press_data(f"sd:{SE_IPS}:0")
        await coach.chat.wait(lambda _: refused.toast is not None, timeout=20)
        assert [each.toast and each.toast.text for each in (forged, refused)] == ["Knappen gäller inte längre"] * 2

        assert stage.world.calls.refused == []


def test_the_terminal_and_json_say_what_the_chat_does(tmp_path: Path) -> None:
    found = asyncio.run(_loaded(tmp_path))
    asked = "status", "--programme", SE_IPS

    as_json, as_text = (ran_here(*asked, *more, cwd=tmp_path) for more in (("--json",), ()))

    tables = json.loads(as_json.out)["breakdowns"]
    assert [(each["dimension"], each["what"], len(each["cells"])) for each in tables] == [
        (each.dimension, each.what, len(each.cells)) for each in found
    ]
    of_places = next(each for each in tables if (each["dimension"], each["what"]) == ("ort", "enrolled"))
    assert [(cell["key"], cell["n"], cell.get("withheld")) for cell in of_places["cells"]] == [
        ("Gislaved", None, "complement"),
        ("Gnosjö", 8, None),
        ("Värnamo", None, "few"),
        ("", 46, None),
        ("*", 10, None),
    ]
    assert breakdown_text(SWEDISH, found, 5) in as_text.out
    by_gender = [each for each in found if each.dimension == "kon"]
    (screen,) = breakdown_screens(SWEDISH, PROGRAMME, by_gender, 5)
    in_chat = re.sub("</?b>", "", screen.text).splitlines()[2:]
    assert {line.strip() for line in in_chat} <= {line.strip() for line in as_text.out.splitlines()}


async def _loaded(folder: Path) -> tuple[Breakdown, ...]:
    """Put people into the database of the commands, and give what may be seen of them today."""
    database = open_database(folder / "foljsam.db", Seal([KEY]))

    def work(unit: Unit) -> tuple[Breakdown, ...]:
        load(unit)
        return breakdowns(here(unit, datetime.now(UTC)), SE_IPS)

    async with database as opened:
        return await opened.write(work)


def test_the_answer_is_the_same_however_often_and_for_whatever_one_asks(unit: Unit) -> None:
    load(unit)
    first = breakdowns(here(unit), SE_IPS)
    assert [breakdowns(here(unit), SE_IPS) for _ in range(3)] == [first] * 3

    by_screen = [
        breakdown_screens(SWEDISH, PROGRAMME, [each for each in first if each.dimension == key], 5)
        for key in ("ort", "kon", "undergrupp", "ort")
    ]
    assert by_screen[0] == by_screen[-1]


def test_what_nobody_may_see_is_too_few_people() -> None:
    nothing = Breakdown("kon", "enrolled", (), None, "Kön", "Inskrivna")

    (screen,) = breakdown_screens(SWEDISH, PROGRAMME, [nothing], 5)

    assert screen.text.endswith("<b>Inskrivna</b>\nFör få personer (färre än 5 i någon del)")


@pytest.mark.parametrize(("language", "said"), [("sv", "A, B visas bara tillsammans"), ("en", "A, B are shown only")])
def test_one_sentence_says_what_is_withheld_and_why(language: str, said: str) -> None:
    cells = (Cell("a", "A", None, None, "few"), Cell("b", "B", None, None, "few"), Cell("*", "Övriga", 6, 30))
    table = Breakdown("kon", "mal", (Cell("c", "C", 9, 20), *cells), "2026-Q2", "Kön", "Mål")

    (screen,) = breakdown_screens(translator(language), PROGRAMME, [table], 5)

    assert said in screen.text
    assert "None" not in screen.text


def test_dimensions_stand_two_in_a_row() -> None:
    rows = pairs(breakdown_keys(SWEDISH, PROGRAMME))

    assert [tuple(key.label for key in row) for row in rows] == [("Per kön", "Per ort"), ("Per undergrupp",)]
