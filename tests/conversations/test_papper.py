"""``/papper``: paper answers in a file are checked, shown, and counted on a word, once."""

import asyncio
import io
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from openpyxl import Workbook, load_workbook

from bot.actions.coordinator.paper_upload import HELD, let_go
from bot.playground import Person
from bot.wire.chains import NotHandled
from bot.wire.speak import Speaker
from tests.conversations.scene import Scene
from tests.harness import PROGRAMME, WAY
from tests.storage.copies import plain_backup

CANNOT_READ = "Jag kan bara läsa text och knappar. Bilden eller filen sparas inte."


async def sends(scene: Scene, person: Person, name: str, data: bytes) -> str:
    person.send_file(name, data)
    await scene.quiet()
    return person.chat.text


async def asked(scene: Scene, form: str = "Frågor i slutet") -> Person:
    """Give a coordinator who is asked for a file."""
    cia = await scene.staff("coordinator", PROGRAMME, name="Cia")
    await scene.say(cia, "/papper")
    await scene.press(cia, form)
    assert "tar bort filen ur chatten" in cia.chat.text
    return cia


async def columns(scene: Scene, cia: Person) -> list[str]:
    """Give the columns of the empty file that the bot sends."""
    await scene.press(cia, "Hämta en tom fil")
    about = next(each.content["document"] for each in reversed(cia.chat.from_bot) if "document" in each.content)
    assert isinstance(about, dict)
    data = scene.stage.world.files[about["file_id"]].data
    return [str(cell.value) for cell in load_workbook(io.BytesIO(data)).worksheets[0][1]]


def book(*rows: list[str]) -> bytes:
    made, content = Workbook(), io.BytesIO()
    for row in rows:
        made.worksheets[0].append(row)
    made.save(content)
    return content.getvalue()


async def test_sound_rows_are_counted_on_a_word_once_and_the_others_are_told(scene: Scene) -> None:
    cia = await asked(scene)
    head = await columns(scene, cia)
    good, bad = ["helt"] * (len(head) - 1) + [""], ["kanske", *["helt"] * (len(head) - 2), ""]
    personal = [*good[:-1], "Ring Alva 070-123 45 67"]
    said = await sends(scene, cia, "svar.xlsx", book(head, good, bad, personal, *[good] * 5))
    assert "6 svar kan räknas in\n\n2 rader kan inte räknas in:\n• Rad 3: " in said
    assert "• Rad 4: egna-ord: där står personuppgifter. Ta bort dem." in said
    assert not any("document" in each.content for each in cia.chat.shown if not each.from_bot)
    assert await scene.waiting() == 0
    assert scene.count("paper_uploads") == 1
    cia.press_label("Räkna in 6 svar")
    cia.press_label("Räkna in 6 svar")
    scene.stage.world.inbox.duplicate(scene.stage.world.inbox.history[-1])
    if WAY == "webhook":
        scene.allowed.append("query is too old")  # brought again, a press is answered again
    await scene.quiet()
    assert cia.chat.text == "6 svar är inräknade."
    assert await scene.waiting("stod-till-nytta") == 6
    status = await scene.stage.figures()
    assert {each["of"] for each in status["questions"] if each["key"] == "stod-till-nytta"} == {6}


async def test_what_waits_is_sealed_left_out_of_backups_and_gone_when_it_is_left(scene: Scene) -> None:
    cia = await asked(scene)
    head = await columns(scene, cia)
    await sends(scene, cia, "a.csv", (";".join(head) + "\n" + ";".join(["helt"] * (len(head) - 1)) + ";Ord\n").encode())
    copy = scene.stage.database.with_name("copy.db")
    plain_backup(scene.stage.database, copy)
    assert b"stod-till-nytta" not in scene.stage.database.read_bytes()
    with closing(sqlite3.connect(copy)) as db:
        assert db.execute("SELECT COUNT(*) FROM paper_uploads").fetchone() == (0,)
    assert scene.count("paper_uploads") == 1
    await scene.say(cia, "avbryt")
    assert cia.chat.text == "Avbrutet. Inget räknades in, och svaren är borta."
    assert scene.count("paper_uploads") == await scene.waiting() == 0


async def test_a_file_that_is_no_table_is_told_and_another_one_is_taken(scene: Scene) -> None:
    cia = await asked(scene, "Frågor i början")
    for name, data, said in (
        ("svar.pdf", b"%PDF", "Filens namn ska sluta på .csv eller .xlsx"),
        ("svar.xlsx", b"PK", "Filen kan inte läsas som Excel"),
        ("svar.csv", b"a\n" * 600_000, "Filen är för stor"),
        ("svar.csv", b"namn;hur-nara\nAlva;7\n", "'namn' är ingen fråga i start"),
        ("svar.csv", b"reference;vill-na;hur-nara;stod-i-dag;vad-saknas\nB-99;studier;7;;\n", "Ingen i samverkansteam"),
    ):
        assert said in await sends(scene, cia, name, data)
        assert not any("document" in each.content for each in cia.chat.shown if not each.from_bot), name
    assert scene.count("paper_uploads") == 0
    link = await scene.link(reference="A-17")
    alva = scene.stage.world.person("Alva", "sv")
    await scene.say(alva, f"/start {link.invitation.payload}")
    await scene.press(alva, "Svenska")
    await scene.press(alva, "Ja")
    await sends(scene, cia, "a.csv", b"reference;vill-na;hur-nara;stod-i-dag;vad-saknas\na-17;Studier;7;;\n")
    await scene.say(cia, "räkna in 1 svar")
    assert cia.chat.text == "1 svar är inräknat."
    assert scene.count("runs", "state = 'sent'") == 1


async def test_a_file_nobody_asked_for_gets_the_hint_and_anothers_file_is_reached_by_nobody(scene: Scene) -> None:
    cia = await asked(scene)
    head = await columns(scene, cia)
    row = ";".join(["helt"] * (len(head) - 1)) + ";"
    data = f"{';'.join(head)}\n{row}\n".encode()
    await sends(scene, cia, "a.csv", data)
    [button] = [key for row in cia.chat.from_bot[-1].keyboard for key in row if key.text == "Räkna in 1 svar"]
    assert button.data
    di = await scene.staff("coordinator", "enter", name="Di")
    assert await sends(scene, di, "a.csv", data) == CANNOT_READ
    press = await scene.press_data(di, button.data)
    assert press.toast
    assert press.toast.text == "Knappen gäller inte längre"
    assert await sends(scene, cia, "b.csv", data) == CANNOT_READ
    assert await scene.waiting() == 0
    coach = await scene.staff("coach", PROGRAMME)
    await scene.say(coach, "/papper")
    assert "/hjalp" in coach.chat.text


async def test_a_file_delivered_twice_shows_the_same_again(scene: Scene) -> None:
    cia = await asked(scene)
    head = await columns(scene, cia)
    data = f"{';'.join(head)}\n{';'.join(['helt'] * (len(head) - 1))};\n".encode()
    await sends(scene, cia, "a.csv", data)
    await scene.stage.stop()
    scene.stage.world.inbox.duplicate(scene.stage.world.inbox.history[-1])
    await scene.stage.start()
    await scene.quiet()
    assert "1 svar kan räknas in" in cia.chat.text
    await scene.press(cia, "Räkna in 1 svar")
    assert await scene.waiting("stod-till-nytta") == 1


async def test_a_file_that_cannot_be_fetched_is_told_and_may_be_sent_again(scene: Scene) -> None:
    scene.allowed.append("invalid file_id")
    cia = await asked(scene)
    head = await columns(scene, cia)
    data = f"{';'.join(head)}\n{';'.join(['helt'] * (len(head) - 1))};\n".encode()
    cia.send_file("a.csv", data)
    scene.stage.world.files.clear()
    await scene.quiet()
    assert "Den gick inte att hämta från Telegram. Skicka den igen." in cia.chat.text
    assert "1 svar kan räknas in" in await sends(scene, cia, "a.csv", data)


async def test_answers_that_nobody_says_yes_to_are_forgotten(scene: Scene) -> None:
    cia = await asked(scene)
    head = await columns(scene, cia)
    await sends(scene, cia, "a.csv", f"{';'.join(head)}\n{';'.join(['helt'] * (len(head) - 1))};\n".encode())
    await scene.do(lambda here: let_go(replace(here, now=here.now + HELD)))
    assert scene.count("paper_uploads") == 0
    press = await scene.press(cia, "Räkna in 1 svar")
    assert press.toast
    assert press.toast.text == "Knappen gäller inte längre"
    assert await scene.waiting() == 0


async def test_a_stop_while_a_file_is_fetched_reads_it_after_the_start(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    cia = await asked(scene)
    head = await columns(scene, cia)
    fetching, fetch = asyncio.Event(), Speaker.fetch

    async def stopped(_: Speaker, __: str) -> bytes | None:
        fetching.set()
        raise NotHandled

    monkeypatch.setattr(Speaker, "fetch", stopped)
    cia.send_file("a.csv", f"{';'.join(head)}\n{';'.join(['helt'] * (len(head) - 1))};\n".encode())
    await fetching.wait()
    assert scene.count("paper_uploads") == 0
    monkeypatch.setattr(Speaker, "fetch", fetch)
    await scene.restart()
    await scene.quiet()
    assert "1 svar kan räknas in" in cia.chat.text


async def test_the_same_papers_sent_twice_are_warned_of_and_the_way_out_comes_first(scene: Scene) -> None:
    cia = await asked(scene)
    head = await columns(scene, cia)
    rows = book(head, *[["helt"] * (len(head) - 1) + [""]] * 6)
    assert "redan är inräknade" not in await sends(scene, cia, "svar.xlsx", rows)
    await scene.press(cia, "Räkna in 6 svar")
    await scene.say(cia, "/papper")
    await scene.press(cia, "Frågor i slutet")
    assert "Det ser ut som svar som redan är inräknade" in await sends(scene, cia, "samma svar.xlsx", rows)
    assert cia.chat.from_bot[-1].labels == (("Avbryt",), ("Räkna in 6 svar",))
    await scene.press(cia, "Avbryt")
    assert await scene.waiting() == 6 * (len(head) - 1)
