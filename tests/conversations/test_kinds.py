"""Several choices, a thermometer, a number and a day: pressed, typed, pressed late, and hostile."""

import json
import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.playground import Message, Person
from flows.catalogue import SHIPPED
from tests.conversations.leafing import leafed
from tests.conversations.scene import Scene, set_scene

FORM = """\
key: halsa-start
title: Alla sorter
purpose: Provar.
source: Påhittad.
linked: true
minutes: 2
questions:
  - key: hjalp
    kind: choices
    text: Vad har hjälpt dig?
    least: 2
    most: 3
    options:
      - {key: samtal, label: Samtal}
      - {key: besok, label: Besök}
      - {key: kurs, label: "Kurs, praktik"}
      - {key: annat, label: Annat}
  - {key: termometer, kind: thermometer, text: "Hur mår du i dag?", low: Sämst, high: Bäst}
  - {key: timmar, kind: number, text: "Hur många timmar?", highest: 40, unit: timmar}
  - {key: dag, kind: date, text: "När började du?", earliest: 2026-01-01, latest: today}
"""
EMOJI = "😀" * 2048


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    folder = tmp_path / "definitions"
    shutil.copytree(SHIPPED, folder)
    (folder / "questionnaires" / "halsa-start.yaml").write_text(FORM, "utf-8")
    async with set_scene(tmp_path, definitions=str(folder)) as set_up:
        yield set_up


@pytest.fixture
async def alva(scene: Scene) -> Person:
    person = await scene.participant(programme="enter")
    await scene.press(person, "Börja")
    return person


def last(person: Person) -> Message:
    assert person.chat.last
    return person.chat.last


def kept(scene: Scene) -> dict[str, object]:
    return {str(row[1]): json.loads(str(row[2])) for row in scene.tables()["linked_answers"]}


async def test_a_form_of_every_kind_is_pressed_through(scene: Scene, alva: Person) -> None:
    assert last(alva).labels[:2] == (("Samtal",), ("Besök",))
    await scene.press(alva, "Besök")
    assert "Klar" not in str(last(alva).labels)
    await scene.press(alva, "Samtal")
    assert last(alva).labels[:3] == (("Klar",), ("✓ Samtal",), ("✓ Besök",))
    await scene.press(alva, "✓ Besök")
    await scene.press(alva, "Annat")
    await scene.press(alva, "Klar")
    assert last(alva).labels[:3] == (("0", "10", "20", "30"), ("40", "50", "60", "70"), ("80", "90", "100"))
    for label in ("70", "Alla tal", "80", "83"):
        await scene.press(alva, label)
    assert last(alva).labels[0] == ("Hoppa över",)
    await scene.press(alva, "Tillbaka")
    assert "✓ 80" in str(last(alva).labels)
    await scene.press(alva, "Behåll mitt svar")
    await scene.say(alva, "12 timmar")
    assert last(alva).labels[:2] == (("Hoppa över",), ("Idag", "Igår"))
    await scene.press(alva, "Igår")
    yesterday = scene.stage.clock().astimezone(scene.house.association.zone).date() - timedelta(days=1)
    assert kept(scene) == {
        "hjalp": ["samtal", "annat"],
        "termometer": 83,
        "timmar": 12,
        "dag": yesterday.isoformat(),
    }
    assert "Samtal, Annat" in alva.chat.text
    assert "12 timmar" in alva.chat.text
    await scene.press(alva, "Skicka in")
    assert "Tack" in alva.chat.text
    await scene.say(alva, "/mindata")
    assert "Samtal, Annat" in "".join(await leafed(scene, alva))


async def test_the_same_form_can_be_typed(scene: Scene, alva: Person) -> None:
    typed = ("1, annat", "1", "kurs, praktik", "klar", "70", "tillbaka", "vill inte svara", "tolv", "3 mars 2026")
    for text in typed:
        await scene.say(alva, text)
    assert kept(scene) == {"hjalp": ["kurs", "annat"], "termometer": None, "timmar": 12, "dag": "2026-03-03"}
    assert [message.text for message in alva.chat.shown if not message.from_bot][1:] == []


async def test_nothing_hostile_is_kept_and_each_is_told_kindly(scene: Scene, alva: Person) -> None:
    for text in ("1, 2, 3, 4", "7", EMOJI, "samtal; pengar"):
        await scene.say(alva, text)
        assert kept(scene) == {}
    await scene.say(alva, "1, 2, 3")
    await scene.press(alva, "Annat")
    assert alva.chat.text.startswith("Du kan välja högst 3.")
    await scene.press(alva, "Klar")
    for question, texts, words in (
        ("termometer", ("101", "-1", "1e9", EMOJI), "Skriv ett tal från 0 till 100."),
        ("timmar", ("41", "-1", "1e9", "12,5", EMOJI, "19900101-1234"), "Skriv ett tal från 0 till 40."),
        ("dag", ("imorgon", "2025-12-31"), "Skriv en dag från 1 jan. 2026 till idag."),
        ("dag", ("31 februari", "2026-02-31"), "Den dagen finns inte."),
        ("dag", ("kanske", EMOJI, "19900101-1234"), "Jag förstår inte dagen."),
    ):
        for text in texts:
            await scene.say(alva, text)
            assert alva.chat.text.startswith(words), text
            assert question not in kept(scene)
        if words != "Skriv en dag från 1 jan. 2026 till idag.":
            await scene.say(alva, {"termometer": "100", "timmar": "１２"}.get(question, "tjugo"))
    assert kept(scene)["timmar"] == 12


async def test_late_and_double_presses_change_nothing(scene: Scene, alva: Person) -> None:
    for label in ("Samtal", "Besök"):
        await scene.press(alva, label)
    choosing = last(alva)
    unmark = choosing.buttons[1]
    assert unmark.text == "✓ Samtal"
    await scene.press(alva, "Klar")
    before = kept(scene)
    for data in (unmark.data, choosing.buttons[0].data):
        await scene.press_data(alva, data or "")
        assert kept(scene) == before
        assert "Hur mår du i dag?" in alva.chat.text
    await scene.press(alva, "70")
    tens = last(alva)
    await scene.press(alva, "73")
    await scene.press_data(alva, tens.buttons[0].data or "")
    assert kept(scene)["termometer"] == 73
    assert "Hur många timmar?" in alva.chat.text


async def test_a_pause_or_a_restart_in_the_middle_of_choosing_keeps_what_is_chosen(scene: Scene, alva: Person) -> None:
    await scene.press(alva, "Samtal")
    await scene.press(alva, "Pausa")
    await scene.press(alva, "Fortsätt")
    assert "✓ Samtal" in str(last(alva).labels)
    await scene.press(alva, "Besök")
    await scene.restart()
    await scene.say(alva, "/enkat")
    await scene.press(alva, "Klar")
    await scene.press(alva, "70")
    await scene.restart()
    await scene.press(alva, "71")
    assert kept(scene) == {"hjalp": ["samtal", "besok"], "termometer": 71}


async def test_forged_buttons_of_the_kinds_are_refused(scene: Scene, alva: Person) -> None:
    run = (last(alva).buttons[0].data or "").split(":")[1]
    for rest in ("m:{}:0:9:1", "m:{}:1:0:1", "mt:{}:1:75", "mt:{}:1:100", "mt:{}:0:0", "ad:{}:3:2", "ad:{}:0:0"):
        press = await scene.press_data(alva, rest.format(run))
        assert press.toast
        assert press.toast.text == "Knappen gäller inte längre", rest
    for rest in ("a:{}:1:101", "mk:{}:0", "mk:{}:2", "ad:{}:3:0"):
        await scene.press_data(alva, rest.format(run))
    assert kept(scene) == {}


async def test_staff_try_every_kind_and_nothing_is_kept(scene: Scene) -> None:
    coach = await scene.staff("coach", "enter")
    await scene.say(coach, f"/start {(await scene.link('enter')).invitation.payload}")
    await scene.press(coach, "Prova")
    firsts: dict[str, str] = {}
    while last(coach).buttons:
        firsts[next(line for line in last(coach).text.splitlines()[1:] if line)] = last(coach).buttons[0].text
        await scene.press_first(coach)
    assert "Inget har sparats" in last(coach).text
    wanted = {
        "Vad har hjälpt dig?": "Samtal",
        "Hur mår du i dag?": "0",
        "Hur många timmar?": "Nästa",
        "När började du?": "Nästa",
    }
    assert wanted.items() <= firsts.items()
    assert kept(scene) == {}
