"""Coaches and people on paper: a sheet to print, and answers that are typed in."""

from datetime import date
from pathlib import Path

import pytest

from bot.actions.coordinator.enter_paper import PaperRefused
from bot.actions.coordinator.enter_paper import enter as enter_paper
from bot.actions.coordinator.read_paper import Paper
from bot.chat.said_words import spoken
from bot.paper.answers_file import read_answers
from bot.paper.sheet import Slip, Words, sheet_pdf
from locales.translator import translator
from tests.coaches.phones import coach, invited, takes_part
from tests.harness import PROGRAMME, Stage, shows, staged, tap

CLOSING = "avslut"
HELPED = "stod-till-nytta"


async def questions(stage: Stage, questionnaire: str) -> list[str]:
    status = await stage.figures()
    return [each["key"] for each in status["questions"] if each["questionnaire"] == questionnaire]


def write(file: Path, text: str) -> str:
    file.write_text(text, "utf-8")
    return str(file)


async def enter(stage: Stage, file: Path, questionnaire: str, text: str) -> tuple[int, str, str]:
    written = write(file, text)
    return await stage.foljsam("enter", "--programme", PROGRAMME, "--questionnaire", questionnaire, written)


async def problems(stage: Stage, file: Path, questionnaire: str, text: str) -> str:
    """Enter a file that is refused, as ``foljsam enter`` does; give what is told."""
    table = read_answers(file.name, text.encode())
    catalogue = stage.settings().read_catalogue()
    paper = Paper(catalogue.programmes[PROGRAMME], catalogue.questionnaires[questionnaire], table.columns, table.rows)
    with pytest.raises(PaperRefused) as refused:
        await stage.act(lambda here: enter_paper(here, paper))
    return "\n".join(spoken(translator("en"), problem) for problem in refused.value.problems)


async def test_a_sheet_holds_as_many_slips_as_links_and_each_opens(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        sheet = tmp_path / "blad.pdf"
        made = await stage.json("invite", "--programme", PROGRAMME, "--count", "9", "--sheet", str(sheet))
        assert sheet.read_bytes().startswith(b"%PDF-")
        assert sheet.read_bytes().count(b"/Type /Page\n") == 2
        assert len({each["link"] for each in made}) == 9
        await takes_part(stage, made[8]["link"])
        assert stage.world.calls.refused == []


async def test_a_sheet_that_cannot_be_written_invites_nobody(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        for name in ("blad.txt", "saknas/blad.pdf"):
            code, _, errors = await stage.foljsam(
                "invite", "--programme", PROGRAMME, "--sheet", str(tmp_path / name), "--json"
            )
            assert code == 2
            assert "ending in .pdf" in errors
        status = await stage.figures()
        assert status["people"]["invited"] == 0


def test_the_same_slips_make_the_same_sheet_and_without_a_link_there_is_no_picture() -> None:
    words = Words("Rikta kameran", "Skriv koden", "Gäller till {date}", "Frågor från oss")
    slip = Slip("https://t.me/bot?start=abc", "ABCDEFGHJK", date(2026, 12, 7))
    drawn = sheet_pdf((slip,), words)
    assert drawn == sheet_pdf((slip,), words)
    assert len(sheet_pdf((Slip(None, slip.code, slip.until),), words)) < len(drawn)


async def test_unlinked_forms_are_entered_and_fall_apart_like_others(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        keys = await questions(stage, CLOSING)
        rows = "".join(";".join("helt" for _ in keys) + ";\n" for _ in range(5))
        file = tmp_path / "avslut.csv"
        code, output, errors = await enter(stage, file, CLOSING, ";".join([*keys, "egna-ord"]) + "\n" + rows)
        assert (code, errors) == (0, ""), errors
        assert '"entered": 5' in output
        status = await stage.figures()
        helped = next(each for each in status["questions"] if each["key"] == HELPED)
        assert helped["of"] == 5
        assert next(each["count"] for each in helped["options"] if each["key"] == "helt") == 5


async def test_every_problem_is_told_row_by_row_and_then_nothing_is_entered(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        keys = await questions(stage, CLOSING)
        head = ",".join([*keys, "egna-ord"])
        good = ",".join("helt" for _ in keys) + ","
        bad = ",".join("kanske" for _ in keys) + ","
        personal = ",".join("helt" for _ in keys) + ",ring 070-123 45 67"
        code, output, errors = await enter(
            stage, tmp_path / "a.csv", CLOSING, f"{head}\n{good}\n{bad}\n{personal}\n{good}"
        )
        assert (code, output) == (1, "")
        assert "row 3: " in errors
        assert "'kanske' is no answer; write one of helt" in errors
        assert "row 4: egna-ord: it holds personal data" in errors
        assert "row 2" not in errors
        status = await stage.figures()
        assert {each["waiting"] for each in status["responses"]} == {0}


async def test_a_wrong_column_a_missing_one_and_an_empty_file_are_told(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        code, _, errors = await enter(stage, tmp_path / "a.csv", CLOSING, "humor\nbra\n")
        assert code == 1
        assert "'humor' is no question of avslut" in errors
        assert f"the column '{HELPED}' is missing" in errors
        code, _, errors = await enter(stage, tmp_path / "a.csv", "finns-inte", "a\nb\n")
        assert code == 2
        assert "asks no 'finns-inte'" in errors
        keys = await questions(stage, CLOSING)
        code, _, errors = await enter(stage, tmp_path / "a.csv", CLOSING, ",".join([*keys, "egna-ord"]))
        assert "the file holds no row" in errors


async def test_a_linked_form_belongs_to_a_reference_and_is_entered_once(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        asking = await coach(stage)
        alva = await takes_part(stage, await invited(asking, "A-17"))
        await shows(alva, "Här är några frågor")
        file, head = tmp_path / "start.csv", "reference,vill-na,hur-nara,stod-i-dag,vad-saknas"
        for row, complaint in (
            ("a-17,,,,", "it holds no answer"),
            (",studier,7,ganska-bra,", "the reference is missing"),
            ("B-99,studier,7,ganska-bra,", "nobody in samverkansteam-finnveden has the reference 'B-99'"),
            ("a-17,studier,11,ganska-bra,", "'11' is no answer; write one of 1, 2"),
            ("a-17,studier,7,ganska-bra,allt", "vad-saknas: it is not asked after these answers"),
            ("a-17,studier,7,,\nA-17,studier,7,,", "'A-17' stands in 2 rows"),
        ):
            assert complaint in await problems(stage, file, "start", f"{head}\n{row}\n")
        code, _, errors = await enter(stage, file, "start", f"{head}\na-17,Studier,7,ganska bra,\n")
        assert (code, errors) == (0, "")
        alva.send("/enkat")
        await shows(alva, "inga frågor")
        alva.send("/mindata")
        await tap(alva, "Nästa")
        await shows(alva, "Ganska bra")
        again = await problems(stage, file, "start", f"{head}\na-17,Studier,7,ganska bra,\n")
        assert "'a-17' has answered already, or the form has ended" in again
        assert stage.world.calls.refused == []
