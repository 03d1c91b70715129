"""An instrument that others own, from the command line to the figures: asked in its own words alone."""

from collections.abc import AsyncIterator
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

import pytest

from bot.playground import Person
from locales.languages import LANGUAGES, SOURCE, Language, known
from tests.command_line.program import ran_here
from tests.conversations.scene import Scene, set_scene
from tests.flows.folders import write
from tests.flows.instruments import TEXT, asking_folder, locked

FINNISH = Language("fi", "Suomi", "fi_FI")
"""A language that the chat offers and the instrument has not; without a catalogue the chat's own words are Swedish."""
MISSING = "De här frågorna finns inte på ditt språk, så de står på svenska."


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    """Give a scene whose programme asks an instrument that was taken in at the command line."""
    write(tmp_path / "mottagen.yaml", TEXT)
    folder = asking_folder(tmp_path / "definitioner")
    taken = ran_here("instrument", "import", "mottagen.yaml", "--output", str(folder), cwd=tmp_path)
    assert taken.code == 0, taken.err
    with ExitStack() as changed:
        changed.enter_context(patch("locales.languages.LANGUAGES", (*LANGUAGES, FINNISH)))
        changed.enter_context(patch("locales.offered.spoken", lambda: (SOURCE, known("en"), FINNISH)))
        async with set_scene(tmp_path, definitions=str(folder), draft_languages="true") as made:
            yield made


@pytest.mark.parametrize(("state", "said"), [("draft", "UTKAST"), ("tried", "PROVAS")])
async def test_staff_try_what_nobody_is_asked_yet(tmp_path: Path, state: str, said: str) -> None:
    folder = asking_folder(tmp_path / "definitioner", f"state: {state}\n{locked(tmp_path)}")
    async with set_scene(tmp_path, definitions=str(folder)) as scene:
        coach = await scene.staff("coach", "samverkansteam-finnveden")
        await scene.say(coach, f"/start {(await scene.link()).invitation.payload}")
        await scene.press(coach, "Prova")
        assert f"{said}: deltagarna får inte frågorna än." in coach.chat.text
        assert "Hur ofta var exemplet till nytta?" in coach.chat.text

        alva = await scene.participant()

        assert alva.chat.last
        assert alva.chat.last.labels == ()
        assert scene.count("runs") == 0


async def begun(scene: Scene, name: str, language: str, yes: str) -> Person:
    """Give a person who takes part in this language and stands before the form."""
    person = await scene.invited(name)
    await scene.press(person, language)
    await scene.press(person, yes)
    return person


async def test_an_instrument_is_asked_in_its_own_words_and_counted_by_indicator(scene: Scene) -> None:
    swedish = await begun(scene, "Alva", "Svenska", "Ja")
    assert MISSING not in swedish.chat.text
    await scene.press(swedish, "Börja")
    assert "Hur ofta var exemplet till nytta?" in swedish.chat.text
    await scene.press(swedish, "Ja")
    await scene.press(swedish, "5")
    await scene.press(swedish, "Skicka in")

    english = await begun(scene, "Bo", "English", "Yes")
    await scene.press(english, "Start")
    assert english.chat.last
    assert "How often was the example of use?" in english.chat.text
    assert english.chat.last.labels[:3] == (("Aye",), ("At times",), ("Nay",))
    assert english.chat.last.labels[3:] == (("Prefer not to answer",), ("Pause",), ("I get help to answer",))
    await scene.press(english, "Aye")
    assert "1 = Unclear, 5 = Clear" in english.chat.text
    await scene.say(english, "/sprak")
    await scene.press(english, "Svenska")
    assert "1 = Otydligt, 5 = Tydligt" in english.chat.text
    await scene.press(english, "4")
    await scene.press(english, "Skicka in")

    for name in ("Cleo", "Disa", "Ebbe"):
        finnish = await begun(scene, name, "Suomi", "Ja")
        assert MISSING in finnish.chat.text
        await scene.press(finnish, "Börja")
        assert "Hur ofta var exemplet till nytta?" in finnish.chat.text
        await scene.press(finnish, "Ibland")
        await scene.press(finnish, "2")
        await scene.press(finnish, "Skicka in")

    await by_indicator(scene)


async def by_indicator(scene: Scene) -> None:
    """Let a coordinator see both indicators, the second measured by two questions."""
    useful = {"questionnaire": "exempelinstrumentet", "key": "nytta", "n": 2, "of": 5}
    clear = {"questionnaire": "exempelinstrumentet", "key": "tydligt", "n": None, "of": 5}
    assert (await scene.stage.figures())["indicators"] == [
        {"key": "exempel-ett", "number": 1, "text": "Exemplet är till nytta", "questions": [useful]},
        {"key": "exempel-sju", "number": 7, "text": "Exemplet är tydligt", "questions": [useful, clear]},
    ]
    coordinator = await scene.staff("coordinator", "samverkansteam-finnveden")
    await scene.say(coordinator, "/status")
    await scene.press(coordinator, "Mål för mål")
    told = coordinator.chat.transcript
    assert "Indikator 7: Exemplet är tydligt" in told
    assert "Hur ofta var exemplet till nytta? 2 av 5 (40\N{NO-BREAK SPACE}%)" in told
    assert "Hur tydligt var exemplet? 5 svar" in told
