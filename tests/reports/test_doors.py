"""The ways through the chat: a period's figures, the report's files, the analysis, sending and correcting."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.chat.coordinator.report.paper import Paper, make
from bot.playground import Message, Person
from bot.playground.faults import cut_after, fail
from storage import outbox
from storage.unit import Unit
from tests.figures.walking import asks
from tests.harness import PATIENCE, PROGRAMME, shows, tap
from tests.reminders.scene import Scene, data_of, refused, scene, texts
from tests.reports.lives import ENTER, two_quarters

JULY = "2029-07-10 10:00"
TITLE = "Kvartalsrapport: Projekt Enter"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Scene]:
    async with scene(tmp_path, at=JULY) as made:
        await made.unit(lambda unit: two_quarters(unit, 2029))
        yield made


@pytest.fixture
async def boss(stage: Scene) -> Person:
    """A coordinator of Enter."""
    made = await stage.staff("coordinator", "boss", ENTER)
    await stage.all_is_told()
    return made


async def file_of(scene: Scene, person: Person, name: str, *, nth: int = 1) -> bytes:
    """Wait for so many files of this name in a chat; give the bytes of the last."""
    await person.chat.wait(lambda chat: len(_files(chat.from_bot, name)) == nth, timeout=PATIENCE)
    return scene.stage.world.files[_files(person.chat.from_bot, name)[-1]].data


def _files(messages: list[Message], name: str) -> list[str]:
    documents = [json.loads(json.dumps(message.content)).get("document") for message in messages]
    return [each["file_id"] for each in documents if each and each["file_name"] == name]


async def test_a_quarter_is_looked_at_its_report_fetched_analysed_sent_and_corrected(
    stage: Scene, boss: Person
) -> None:
    await asks(boss, "/kvartal")
    assert boss.chat.from_bot[-1].labels[0] == ("Kvartal 2 2029", "Juni 2029")
    await tap(boss, "Kvartal 2 2029")
    summary = await shows(boss, "Projekt Enter, kvartal 2 2029")
    assert "Nummer 2029:1, utgåva 1. Utkast." in summary.text
    assert "Avslutade: 9 (perioden före 0)" in summary.text

    await tap(boss, "Rapporten")
    await shows(boss, TITLE)
    for label, name in (("Word", "enter-2029-Q2.docx"), ("Excel", "enter-2029-Q2.xlsx")):
        await tap(boss, label)
        await shows(boss, "Rapporten görs. Den kommer strax.")
        assert await file_of(stage, boss, name)

    await tap(boss, "Skriv analysen")
    await shows(boss, "Skriv analysen i ett meddelande.")
    boss.send("Ring mig på 070-174 06 05")
    await shows(boss, "Det ser ut som ett personnummer, ett telefonnummer")
    boss.send("Fler hinner börja när kön är kort.")
    await shows(boss, "Analysen är sparad.")

    await tap(boss, "Markera som skickad")
    await shows(boss, "varken siffror eller texter ändras")
    await tap(boss, "Markera som skickad")
    sent = await shows(boss, "Skickad 10 juli 2029.")
    assert not any("Skriv analysen" in row for row in sent.labels)
    await tap(boss, "Word")
    first = await file_of(stage, boss, "enter-2029-Q2.docx", nth=2)
    await tap(boss, "Word")
    assert await file_of(stage, boss, "enter-2029-Q2.docx", nth=3) == first

    await tap(boss, "Ny utgåva")
    await tap(boss, "Gör ny utgåva")
    await shows(boss, "Nummer 2029:1, utgåva 2. Utkast.")


async def test_a_period_can_be_typed_and_what_cannot_be_reported_on_gets_a_sentence(stage: Scene, boss: Person) -> None:
    assert (await asks(boss, "/kvartal 2029-h1")).startswith("Projekt Enter, halvår 1 2029")
    assert (await asks(boss, "/RAPPORT enter 2029-q2")).startswith(TITLE)
    assert "Preliminär" in await asks(boss, "/rapport projekt enter 2029-07")
    assert await asks(boss, "/kvartal 2031") == "Den perioden har inte börjat än."
    assert (await asks(boss, "/rapport bananer")).startswith("Den perioden förstår jag inte.")
    assert (await asks(boss, "/kvartal 2019-Q1")).startswith("Insatsen hade inte börjat då")
    await asks(boss, "/rapport all")
    await tap(boss, "Bild")
    assert await file_of(stage, boss, "enter-all.png")


async def test_of_several_programmes_one_is_chosen(stage: Scene) -> None:
    everywhere = await stage.staff("coordinator", "everywhere")
    await stage.participant("A-17", programme=PROGRAMME)
    await stage.all_is_told()
    assert await asks(everywhere, "/rapport 2029-Q2") == "Vilken insats?"
    await tap(everywhere, "Projekt Enter")
    await shows(everywhere, TITLE)


async def test_two_requests_at_once_give_one_report_to_each(stage: Scene, boss: Person) -> None:
    other = await stage.staff("administrator", "other")
    for person in (boss, other):
        await asks(person, f"/rapport {ENTER} 2029-Q2")
    for person in (boss, other):
        person.press_label("Word")
        person.press_label("Word")
    files = await asyncio.gather(*(file_of(stage, each, "enter-2029-Q2.docx") for each in (boss, other)))
    assert files[0] == files[1]
    await stage.all_is_told()
    kept = await stage.unit(lambda unit: unit.count("SELECT COUNT(*) FROM report_editions"))
    made = await stage.unit(lambda unit: unit.count("SELECT COUNT(*) FROM report_files WHERE format = 'docx'"))
    assert (kept, made) == (1, 1)


async def test_another_programmes_coordinator_gets_nothing(stage: Scene, boss: Person) -> None:
    await asks(boss, "/rapport 2029-Q2")
    button = data_of(boss.chat.from_bot[-1], "Word")
    other = await stage.staff("coordinator", "other", PROGRAMME)
    other.press_data(button)
    await refused(other)
    assert "Enter" not in await asks(other, f"/rapport {ENTER} 2029-Q2")
    await stage.all_is_told()
    assert not _files(other.chat.from_bot, "enter-2029-Q2.docx")


async def test_a_coordinator_who_has_left_gets_no_file_that_was_asked_for_before(stage: Scene, boss: Person) -> None:
    await asks(boss, "/rapport 2029-Q2")

    def leave(unit: Unit) -> None:
        unit.run("DELETE FROM grants WHERE person = ?", stage.ids["boss"])
        unit.run("INSERT INTO report_requests (programme, period, format) VALUES ('enter', '2029-Q2', 'docx')")
        outbox.put(unit, "report:1", stage.ids["boss"], "report", 1, stage.stage.clock())

    await stage.unit(leave)
    await stage.all_is_told()
    assert not _files(boss.chat.from_bot, "enter-2029-Q2.docx")
    states = await stage.unit(
        lambda unit: [row["state"] for row in unit.rows("SELECT state FROM outbox WHERE kind = 'report'")]
    )
    assert states == ["dropped"]


async def test_a_file_that_cannot_be_made_is_told_of_and_holds_up_nothing(
    stage: Scene, boss: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> bytes:
        raise ValueError("a secret of the report")

    monkeypatch.setattr("bot.post.make", broken)
    await asks(boss, "/rapport 2029-Q2")
    await tap(boss, "Word")
    await shows(boss, "Filen kunde inte göras.")
    monkeypatch.undo()
    await tap(boss, "Word")
    assert await file_of(stage, boss, "enter-2029-Q2.docx")


async def test_on_the_first_working_day_after_a_quarter_each_coordinator_is_told_once(
    stage: Scene, boss: Person
) -> None:
    everywhere = await stage.staff("coordinator", "everywhere")
    elsewhere = await stage.staff("coordinator", "elsewhere", "mitt-val")
    words = "Nu är kvartal 3 2029 klart."
    await stage.at("2029-09-28 15:00")
    await stage.at("2029-10-01 07:30")  # a Monday
    assert [len(texts(each, words)) for each in (boss, everywhere)] == [0, 0]
    await stage.at("2029-10-01 08:00")
    await stage.at("2029-10-02 09:00")
    assert [len(texts(each, words)) for each in (boss, everywhere, elsewhere)] == [1, 1, 0]
    [told] = texts(boss, words)
    assert "Projekt Enter" in told.text
    assert "Började: 0 (perioden före 0)" in told.text
    await tap(boss, "Rapporten")
    await shows(boss, "Nummer 2029:2, utgåva 1. Utkast.")


async def test_a_quarter_that_ended_while_the_bot_was_down_is_told_of_within_two_weeks(
    stage: Scene, boss: Person
) -> None:
    await stage.at("2029-10-12 10:00")
    assert len(texts(boss, "Nu är kvartal 3 2029 klart.")) == 1
    await stage.at("2030-01-20 10:00")
    assert not texts(boss, "Nu är kvartal 4 2029 klart.")


async def test_a_file_that_telegram_refuses_for_a_while_is_made_once_and_comes_later(
    stage: Scene, boss: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def counted(paper: Paper) -> bytes:
        made.append(paper.name)
        return make(paper)

    monkeypatch.setattr("bot.post.make", counted)
    refused = stage.stage.world.faults.plant(
        fail(429, "Too Many Requests: retry after 1", {"retry_after": 1}), "sendDocument"
    )
    await asks(boss, "/rapport 2029-Q2")
    await tap(boss, "Word")
    assert await file_of(stage, boss, "enter-2029-Q2.docx")
    assert refused.struck
    assert made == ["enter-2029-Q2.docx"]


async def test_a_file_whose_outcome_nobody_knows_is_sent_once_more(stage: Scene, boss: Person) -> None:
    cut = stage.stage.world.faults.plant(cut_after(), "sendDocument")
    await asks(boss, "/rapport 2029-Q2")
    await tap(boss, "Word")
    first = await file_of(stage, boss, "enter-2029-Q2.docx")
    assert cut.struck
    await stage.all_is_told()
    await stage.at("2029-07-10 10:05")
    assert await file_of(stage, boss, "enter-2029-Q2.docx", nth=2) == first
