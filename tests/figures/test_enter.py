"""The seeds' published table comes out as it is printed there (delårsrapport 2014, Projekt Enter, N = 39)."""

import asyncio
import json
import shutil
from pathlib import Path
from typing import Any

from flows.catalogue import SHIPPED
from tests.figures.walking import NBSP, answered, asks, presses
from tests.harness import staged

AGREE, PARTLY, NOT, NOT_AT_ALL, OTHER = (
    "Instämmer",
    "Instämmer delvis",
    "Instämmer inte",
    "Instämmer inte alls",
    "Annat",
)
DECLINE = "Vill inte svara"

INVOLVED = [AGREE] * 32 + [PARTLY] * 6 + [DECLINE]
CLOSER = [AGREE] * 17 + [PARTLY] * 13 + [NOT] * 2 + [NOT_AT_ALL] * 5 + [OTHER] * 2
TREATED = [AGREE] * 37 + [OTHER] * 2
LASTING = [AGREE] * 26 + [PARTLY] * 8 + [DECLINE] * 5
SHEETS = list(zip(INVOLVED, CLOSER, TREATED, LASTING, strict=True))

TABLE = """\
Genom aktiviteterna har jag kommit närmare arbete eller studier.
Instämmer: 17 (43,6_%)
Instämmer delvis: 13 (33,3_%)
Instämmer inte: 2 (5,1_%)
Instämmer inte alls: 5 (12,8_%)
Annat: 2 (5,1_%)
Totalt: 39 (100_%)""".replace("_", NBSP)
INVOLVED_TABLE = """\
Jag har varit delaktig i planeringen av mina aktiviteter.
Instämmer: 32 (84,2_%)
Instämmer delvis: 6 (15,8_%)
Instämmer inte: 0 (0,0_%)
Instämmer inte alls: 0 (0,0_%)
Annat: 0 (0,0_%)
Totalt: 38 (100_%)
Vill inte svara: 1""".replace("_", NBSP)


def counts(status: dict[str, Any], question: str) -> list[int]:
    [found] = [each for each in status["questions"] if each["key"] == question]
    return [option["count"] for option in found["options"]]


def only_the_evaluation(folder: Path) -> str:
    """Write the definitions without Enter's health forms and the goals over them, which have tests of their own."""
    shutil.copytree(SHIPPED, folder)
    file = folder / "programmes" / "enter.yaml"
    text = file.read_text("utf-8").partition("\ngoals:")[0]
    before, _, rest = text.partition("  - questionnaire: halsa-start")
    file.write_text(f"{before}{rest[rest.index('facts:') :]}\n", "utf-8")
    return str(folder)


async def test_the_39_answers_of_enter_come_out_in_chat_and_on_the_command_line(tmp_path: Path) -> None:
    async with staged(tmp_path, definitions=only_the_evaluation(tmp_path / "definitions")) as stage:
        coach, coordinator = await asyncio.gather(stage.staff("coach", "enter"), stage.staff("coordinator", "enter"))
        await answered(stage, coach, "enter", SHEETS)

        summary = await asks(coordinator, "/status")
        in_chat = await presses(coordinator, "Svar")

        assert TABLE in in_chat
        assert INVOLVED_TABLE in in_chat
        assert "Svar från 39 av 39 som har fått frågorna (100\u00a0%)" in in_chat
        assert "Utvärdering: 39 av 39 som har fått frågorna har svarat (100\u00a0%)" in summary
        assert "39 avslutade" in summary
        assert "svar väntar" not in summary + in_chat
        enter = ("status", "--programme", "enter")
        (code, on_screen, errors), first_look, second_look = await asyncio.gather(
            stage.foljsam(*enter), stage.foljsam(*enter, "--json"), stage.foljsam(*enter, "--json")
        )
        assert (code, errors) == (0, "")
        assert TABLE in on_screen.replace("\n  ", "\n")
        assert first_look == second_look
        status = json.loads(first_look[1])
        closer = next(each for each in status["questions"] if each["key"] == "narmare-arbete")
        assert closer["questionnaire"] == "utvardering-enter"
        assert (closer["of"], closer["declined"], counts(status, "narmare-arbete")) == (39, 0, [17, 13, 2, 5, 2])
        assert [option["share"] for option in closer["options"]] == [17 / 39, 13 / 39, 2 / 39, 5 / 39, 2 / 39]
        assert (counts(status, "bemotande"), counts(status, "hallbara-losningar")) == (
            [37, 0, 0, 0, 2],
            [26, 8, 0, 0, 0],
        )
        assert stage.world.calls.refused == []

        await answered(stage, coach, "enter", [(AGREE,) * 4] * 2)
        assert "2 svar väntar" in await asks(coordinator, "/status")
        two_more = await presses(coordinator, "Svar")
        assert TABLE in two_more
        assert INVOLVED_TABLE in two_more
        assert "2 svar väntar" in two_more
        later = await stage.figures("enter")
        assert later["questions"] == status["questions"]

        await answered(stage, coach, "enter", [(AGREE, AGREE, AGREE, DECLINE)] * 3)
        five_more = await stage.figures("enter")
        assert counts(five_more, "narmare-arbete") == [22, 13, 2, 5, 2]
        assert counts(five_more, "hallbara-losningar") == [26, 8, 0, 0, 0], "only two answered it since"
