"""Every kind of question can be answered without a button: by words, by numbers, and in the digits of other scripts."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from flows.catalogue import SHIPPED
from tests.conversations.scene import Scene, set_scene

FORM = """\
key: halsa-start
title: Alla sorter
purpose: Provar.
source: Påhittad.
linked: true
minutes: 2
questions:
  - {key: kort, kind: information, text: Nu kommer några frågor.}
  - {key: val, kind: choice, text: "Vad vill du?", options: [{key: a, label: Arbete}, {key: b, label: Studier}]}
  - key: flera
    kind: choices
    text: Vad har hjälpt dig?
    options: [{key: x, label: Samtal}, {key: y, label: Besök}, {key: z, label: Kurs}]
  - {key: fem, kind: scale, text: "Hur är det?", low: Dåligt, high: Bra}
  - {key: tio, kind: scale, text: "Hur nära?", highest: 10, low: Långt, high: Nära}
  - {key: termometer, kind: thermometer, text: "Hur mår du?", low: Sämst, high: Bäst}
  - {key: timmar, kind: number, text: "Hur många timmar?", highest: 40, unit: timmar}
  - {key: dag, kind: date, text: "När började du?", earliest: 2026-01-01, latest: today}
  - {key: ord, kind: text, text: "Vill du säga mer?"}
"""
WORDS = ("nästa", "studier", "samtal och kurs", "klar", "3", "7", "64", "tolv", "3 mars", "Det är bra.")
NUMBERS = ("1", "2", "۱ ۳", "klar", "٣", "７", "٦٤", "١٢", "٢٠٢٦-٠٣-٠٣", "Det är bra.")
KEPT = {
    "kort": "true",
    "val": '"b"',
    "flera": '["x", "z"]',
    "fem": "3",
    "tio": "7",
    "termometer": "64",
    "timmar": "12",
    "dag": '"2026-03-03"',
    "ord": '""',
}
"""The words of a text are sealed beside it."""


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    folder = tmp_path / "definitions"
    shutil.copytree(SHIPPED, folder)
    (folder / "questionnaires" / "halsa-start.yaml").write_text(FORM, "utf-8")
    async with set_scene(tmp_path, definitions=str(folder)) as set_up:
        yield set_up


@pytest.mark.parametrize("typed", [WORDS, NUMBERS], ids=["words", "numbers"])
async def test_every_kind_of_question_is_answered_by_typing_alone(scene: Scene, typed: tuple[str, ...]) -> None:
    alva = await scene.invited(programme="enter")
    await scene.press(alva, "Svenska")  # nothing is remembered of who is nobody yet, so this choice is pressed
    for text in ("ja", "börja", *typed):
        await scene.say(alva, text)
    rows = await scene.do(lambda here: here.unit.rows("SELECT question, answer FROM linked_answers"))
    assert {row["question"]: row["answer"] for row in rows} == KEPT
    await scene.say(alva, "skicka in")
    assert alva.chat.text == "Tack! Dina svar har kommit fram."
