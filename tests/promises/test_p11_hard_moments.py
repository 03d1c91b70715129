"""In hard moments: who writes words of acute distress is shown whom to call, at once, and decides alone who is told."""

from pathlib import Path

import pytest
import yaml

from bot.actions.participant import answer
from bot.playground import Person
from flows.catalogue import SHIPPED, read_catalogue
from flows.forms.distress import DISTRESS_FILE, sounds_distressed
from locales.languages import EASY, LANGUAGES
from tests.conversations.scene import Scene, set_scene
from tests.harness import PROGRAMME, shows
from tests.promises.telling import Tell
from tests.promises.written import AT_EASE, DISTRESSED

WORDS = "Jag orkar inte mer, jag vill inte leva"
LIST = read_catalogue(SHIPPED).distress
BY_LANGUAGE = yaml.safe_load((SHIPPED / DISTRESS_FILE).read_text("utf-8"))["words"]


def test_distress_is_heard_and_ease_is_left_alone(record_property: Tell) -> None:
    missed = [text for text in DISTRESSED if not sounds_distressed(text, LIST)]
    falsely = [text for text in AT_EASE if sounds_distressed(text, LIST)]
    assert (missed, falsely) == ([], [])
    record_property(
        "P11",
        f"words of distress: heard {len(DISTRESSED) - len(missed)} of {len(DISTRESSED)}, falsely heard"
        f" {len(falsely)} of {len(AT_EASE)}, by {len(LIST)} phrases in {len(BY_LANGUAGE)} languages",
    )


def test_distress_is_heard_in_every_language_that_can_be_chosen() -> None:
    assert set(BY_LANGUAGE) == {each.code for each in LANGUAGES} - {EASY.code}, "easy Swedish is Swedish"


@pytest.mark.parametrize(
    ("text", "phrase", "heard"),
    [
        ("SJÄLVMORD!!", "självmord*", True),
        ("självmordstankar", "självmord", False),
        ("anti-suicid", "*suicid*", True),
        ("أريد أن أموت الآن", "أريد أن أموت", True),  # with marks or without, in other scripts
        ("أُرِيدُ أَنْ أَمُوت", "أريد أن أموت", True),
        ("don’t want to live", "don't want to live", True),
        ("vill  inte\nleva", "vill inte leva", True),
        ("vill inte levande", "vill inte leva", False),
    ],
)
def test_a_phrase_is_a_phrase_in_every_writing(text: str, phrase: str, heard: bool) -> None:  # noqa: FBT001  # a table
    assert sounds_distressed(text, [phrase]) is heard


async def at_own_words(scene: Scene) -> Person:
    """Give somebody before the question that is answered in their own words."""
    alva = await scene.participant()
    for label in ("Börja", "Studier", "7", "Ganska dåligt"):
        await scene.press(alva, label)
    await shows(alva, "Vad skulle göra stödet bättre?")
    return alva


async def test_help_is_shown_before_anything_is_kept_and_staff_are_told_only_by_a_press(
    tmp_path: Path, record_property: Tell
) -> None:
    async with set_scene(tmp_path) as scene:
        coach = await scene.staff("coach", PROGRAMME)
        alva = await at_own_words(scene)
        before, answers = scene.tables(), scene.count("linked_answers")
        await scene.say(alva, WORDS)
        assert all(number in alva.chat.text for number in ("112", "1177"))
        assert "Texten är inte sparad än." in alva.chat.text
        assert WORDS not in alva.chat.transcript
        assert {name for name, rows in scene.tables().items() if rows != before.get(name)} <= {"held_texts"}
        assert alva.chat.last
        assert [row[0] for row in alva.chat.last.labels] == [
            "Spara texten och fortsätt",
            "Skriv på nytt",
            "Be min coach höra av sig",
        ]
        assert (scene.count("tasks"), "vill ha kontakt" in coach.chat.text) == (0, False)

        await scene.press(alva, "Be min coach höra av sig")
        assert "Jag har sagt till." in alva.chat.text
        assert scene.count("tasks", "kind = 'contact'") == 1
        await shows(coach, "vill ha kontakt")
        assert WORDS not in coach.chat.transcript
        assert "112" not in coach.chat.transcript

        await scene.say(alva, "/enkat")
        await scene.press(alva, "Spara texten och fortsätt")
        assert "Är allt rätt?" in alva.chat.text
        assert (scene.count("linked_answers"), scene.count("held_texts")) == (answers + 1, 0)
    record_property("P11", "a text in distress: 112 and 1177 shown, 0 answers kept and 0 of staff told before a press")


async def test_with_the_ear_switched_off_the_text_is_kept_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answer, "sounds_distressed", lambda *_: False)
    async with set_scene(tmp_path) as scene:
        alva = await at_own_words(scene)
        answers = scene.count("linked_answers")
        await scene.say(alva, WORDS)
        assert "112" not in alva.chat.text
        assert scene.count("linked_answers") == answers + 1


async def test_help_is_shown_wherever_it_is_written_and_a_long_text_is_given_back(tmp_path: Path) -> None:
    async with set_scene(tmp_path) as scene:
        stranger = scene.stage.world.person("Okänd", "en")
        await scene.say(stranger, "I want to die")
        assert "1177" in stranger.chat.text
        alva = await scene.participant()
        await scene.press(alva, "Börja")
        await scene.say(alva, WORDS)
        assert "1177" in alva.chat.text
        assert WORDS not in alva.chat.transcript
        await scene.press(alva, "Fortsätt")
        for label in ("Studier", "7", "Ganska dåligt"):
            await scene.press(alva, label)
        long = f"{WORDS}. {'Det var så mycket som hände. ' * 20}".strip()
        await scene.say(alva, long)
        assert "1177" in alva.chat.text
        await scene.press(alva, "Spara texten och fortsätt")
        assert alva.chat.text.startswith("Texten är lite för lång.")
        assert long in alva.chat.text
        await scene.say(alva, "Kortare")
        await scene.press(alva, "Skicka in")
        await scene.say(alva, WORDS)
        assert "1177" in alva.chat.text
