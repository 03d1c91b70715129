"""Every kind of question can be answered without a button: by words in any language, as people spell them, by numbers,
and in the digits of other scripts.
"""

import shutil
import unicodedata
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.chat.buttons import Begin
from bot.chat.screen import Key, Screen
from flows.catalogue import SHIPPED
from locales.translator import translator
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
  - {key: val, kind: choice, text: "Vad vill du?", options: [{key: a, label: Ett arbete}, {key: b, label: Studier}]}
  - key: flera
    kind: choices
    text: Vad har hjälpt dig?
    options: [{key: x, label: Instämmer helt}, {key: y, label: Instämmer delvis}, {key: z, label: Ganska bra}]
  - {key: fem, kind: scale, text: "Hur är det?", low: Dåligt, high: Bra}
  - {key: tio, kind: scale, text: "Hur nära?", highest: 10, low: Långt, high: Nära}
  - {key: termometer, kind: thermometer, text: "Hur mår du?", low: Sämst, high: Bäst}
  - {key: timmar, kind: number, text: "Hur många timmar?", highest: 40, unit: timmar}
  - {key: dag, kind: date, text: "När började du?", earliest: 2026-01-01, latest: today}
  - {key: ord, kind: text, text: "Vill du säga mer?"}
"""
IN_SWEDISH = (
    *("ja", "BÖRJA.", "nästa", "studier", "instämmer helt och ganska bra", "klar", "3", "7", "64", "tolv", "3 mars"),
    *("Det är bra.", "ändra 1", "ett arbete", "1", "2", "skicka in"),
)
"""At the review a number is that of the answer to change; at a choice it is that of the option."""
IN_NUMBERS = (*("1", "1", "1", "2", "۱ ۳", "klar", "٣", "７", "٦٤", "١٢", "٢٠٢٦-٠٣-٠٣", "Det är bra.", "skicka in"),)
WORDS = ("Ja", "Börja", "Nästa", "Studier", "Instämmer helt", "Ganska bra", "Klar", "Skicka in")
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


def carelessly(words: str) -> str:
    """Write words as people may: without marks above and below, stretched, and with another keyboard's letters."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", words) if unicodedata.category(sign) != "Mn")
    return f"{bare[0]}\u0640{bare[1:]}".replace("ي", "ی").replace("ة", "ه") + "!"


def in_arabic() -> tuple[str, ...]:
    """Give the same answers in Arabic."""
    yes, begin, go_on, studies, fully, quite, done, send = (carelessly(translator("ar")(each)) for each in WORDS)
    numbers = ("٣", "٧", "٦٤", "١٢", "٢٠٢٦-٠٣-٠٣")
    return ("/sprak", "العربيه", yes, begin, go_on, studies, f"{fully}، {quite}", done, *numbers, "كل شيء جيد", send)


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    folder = tmp_path / "definitions"
    shutil.copytree(SHIPPED, folder)
    (folder / "questionnaires" / "halsa-start.yaml").write_text(FORM, "utf-8")
    async with set_scene(tmp_path, definitions=str(folder), draft_languages="true") as set_up:
        yield set_up


@pytest.mark.parametrize(
    ("typed", "thanks"),
    [(IN_SWEDISH, "sv"), (IN_NUMBERS, "sv"), (in_arabic(), "ar")],
    ids=["swedish", "numbers", "arabic"],
)
async def test_every_kind_of_question_is_answered_by_typing_alone(
    scene: Scene, typed: tuple[str, ...], thanks: str
) -> None:
    alva = await scene.invited(programme="enter")
    await scene.press(alva, "Svenska")  # nothing is remembered of who is nobody yet, so this choice is pressed
    for text in typed[:-1]:
        await scene.say(alva, text)
    rows = await scene.do(lambda here: here.unit.rows("SELECT question, answer FROM linked_answers"))
    assert {row["question"]: row["answer"] for row in rows} == KEPT
    await scene.say(alva, typed[-1])
    assert alva.chat.text == translator(thanks)("Tack! Dina svar har kommit fram.")


def test_a_word_that_could_mean_two_buttons_means_none() -> None:
    row = tuple(Key(label, Begin(number)) for number, label in enumerate(("Å", "Ä", "Nej")))
    assert Screen("", (row,)).typed("ä") == Begin(1)
    assert Screen("", (row,)).typed("a") is None
    assert Screen("", (row,)).typed("NÈJ") == Begin(2)
