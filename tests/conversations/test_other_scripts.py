"""A participant whose language has only what participants meet: they meet nothing else, and it reads from the right.

The language is invented, so that the proof needs no translator, and finds what one would lack.
"""

import re
from collections.abc import AsyncIterator
from datetime import date
from html import unescape
from pathlib import Path
from unittest.mock import patch

import pytest

from bot.chat.participant import join_screens
from bot.chat.screen import Screen
from bot.keyboard import shown
from bot.playground import Person
from locales.direction import runs_right_to_left
from locales.languages import Language
from locales.offered import spoken
from locales.state import Stage, State
from locales.translator import Translator, _translator, translator
from tests.conversations.scene import Scene, set_scene
from tests.conversations.test_words import (
    ASSOCIATION,
    CATALOGUE,
    ENROLMENT,
    form_screens,
    other_screens,
    wheels,
)
from tests.harness import PROGRAMME
from tests.locales.invented import CODE, invented, untranslated

NAMES = ("Svenska", "English", "العربية", "Hej! Välj språk.", "Hi! Choose a language.")
DRAFTED = State(Stage.DRAFTED, date(2026, 12, 1))
TYPED = "Det här är ett långt svar med många ord. "
PROGRAMMES = tuple(each.neutral_title for each in CATALOGUE.programmes.values())
SAID = tuple(said[CODE] for said in ASSOCIATION.worded.values())
OWN = (ASSOCIATION.controller, ASSOCIATION.legal_basis, ASSOCIATION.contact, *SAID, *TYPED.split(), *NAMES, *PROGRAMMES)


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    """Give a scene whose house offers the invented language as a draft."""

    def to(language: Language) -> Translator:
        return invented() if language.code == CODE else _translator(language)

    def state(language: Language) -> State:
        return DRAFTED if language.code in {"en", CODE} else State()

    with patch("locales.translator._translator", to), patch("locales.offered._state", state):
        async with set_scene(tmp_path, draft_languages="true") as made:
            yield made


def label(swedish: str, **values: object) -> str:
    return invented()(swedish, **values)


async def say(scene: Scene, person: Person, *texts: str) -> None:
    for text in texts:
        await scene.say(person, text)


async def test_a_participant_meets_nothing_that_their_language_has_no_word_for(scene: Scene) -> None:
    stranger = scene.stage.world.person("Samira", CODE)
    await say(scene, stranger, "/start", "hm", "/integritet")
    alva = await scene.invited()
    await scene.press(alva, "العربية")
    assert label("Den här översättningen är ett utkast. Något kan vara fel.") in alva.chat.text
    for swedish in ("Läs mer", "Nästa", "Nästa", "Tillbaka", "Ja", "Börja"):
        await scene.press(alva, label(swedish))
    await say(scene, alva, "hm", label("Ett arbete"), "٣", "/avbryt", "/enkat", label("Fortsätt"), "/sprak", "العربية")
    await say(scene, alva, "1", "/hjalp", "/nonsens", "/mindata", "/kontakt", "/paus", "/paus", "/radera")
    await scene.press(alva, label("Behåll"))
    alva.attach("photo")
    alva.edit(alva.send("hm"), "hmm")
    await scene.quiet()
    await say(scene, alva, "/enkat", label("Skicka in"), "/enkat")
    assert label("Du har inga frågor att svara på just nu.") in alva.chat.text
    coach = await scene.staff("coach", PROGRAMME)
    await scene.close(coach)
    await alva.chat.wait(lambda chat: chat.last and chat.last.labels)
    for message in (*stranger.chat.from_bot, *alva.chat.from_bot):
        texts = (message.text, *(button.text for button in message.buttons))
        assert [found for text in texts for found in untranslated(text, *OWN)] == [], message.text


async def test_swedish_is_one_tap_away_and_answers_stay(scene: Scene) -> None:
    alva = await scene.participant()
    for press in ("Börja", "Studier"):
        await scene.press(alva, press)
    await say(scene, alva, "/sprak", "العربية")
    assert alva.chat.last
    assert label("Fråga {number} av {of}", number=2, of=3) in alva.chat.text
    assert alva.chat.last.labels[0] == ("5", "4", "3", "2", "1"), "a scale runs as the script does"
    assert alva.chat.last.labels[-1] == ("Svenska",)
    await say(scene, alva, "٧")
    await say(scene, alva, "svenska")
    assert "Fråga 3 av 3" in alva.chat.text
    for answer in ("1", "Skicka in"):
        await scene.say(alva, answer)
    assert alva.chat.text == "Tack! Dina svar har kommit fram."


async def test_staff_read_swedish_whatever_their_phone_speaks(scene: Scene) -> None:
    coach = scene.stage.world.person("Layla", CODE)
    await scene.say(coach, f"/start {(await scene.staff_link('coach', PROGRAMME)).payload}")
    await scene.press_first(coach)
    for text in ("/ny", "/deltagare", "/avbryt", "/sprak"):
        await scene.say(coach, text)
    said = "".join(message.text for message in coach.chat.from_bot)
    assert "bjud in en deltagare" in said
    assert not re.search("[\u0600-\u06ff]", said)
    assert coach.chat.last
    assert [button.text for button in coach.chat.last.buttons] == ["Svenska", "English"]


FROM_THE_RIGHT = ("invented", *(language.code for language in spoken() if language.is_right_to_left))


@pytest.fixture(params=FROM_THE_RIGHT)
def t(request: pytest.FixtureRequest) -> Translator:
    """Give the invented language, and every complete one that is written from the right."""
    return invented() if request.param == "invented" else translator(request.param)


def every_screen(t: Translator) -> list[Screen]:
    met = [screen for each in CATALOGUE.questionnaires.values() for screen in form_screens(t, each)]
    return [*other_screens(t), *wheels(t), *met]


def texts(screen: Screen) -> list[str]:
    """Give the lines and labels of a screen as they are read."""
    said = unescape(re.sub(r"<[^>]+>", "", screen.text)).splitlines()
    return [*said, *(key.label for key in screen.reading_order())]


def test_every_screen_is_in_the_participants_language() -> None:
    found = [word for screen in every_screen(invented()) for text in texts(screen) for word in untranslated(text, *OWN)]
    assert found == []


def test_the_proof_finds_a_sentence_without_a_translation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(invented()._catalogue.words, "Är allt rätt?")  # type: ignore[attr-defined]  # our own
    found = [word for screen in every_screen(invented()) for text in texts(screen) for word in untranslated(text, *OWN)]
    assert set(found) == {"Är", "allt", "rätt"}


def test_every_line_and_label_begins_from_the_right(t: Translator) -> None:
    for screen in every_screen(t):
        for text in texts(screen):
            has_words = any(map(str.isalpha, text)) and not any(own in text for own in OWN if len(text) <= len(own))
            assert runs_right_to_left(text) or not has_words or text.startswith(OWN), text


def test_rows_are_laid_out_from_the_right_and_typed_in_the_order_in_which_they_are_read(t: Translator) -> None:
    screen = join_screens.taking_part(t, ASSOCIATION, ENROLMENT)
    yes, no = t("Ja"), t("Nej")
    laid_out = shown(screen).keyboard
    assert [label for label, _ in laid_out[0]] == [no, yes]
    assert [key.label for key in screen.rows[0]] == [yes, no]
    assert screen.typed("١") == screen.rows[0][0].button
    swedish = shown(join_screens.taking_part(translator("sv"), ASSOCIATION, ENROLMENT)).keyboard
    assert [label for label, _ in swedish[0]] == ["Ja", "Nej"]
