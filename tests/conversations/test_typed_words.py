"""What people type: shown as it is, tidied of what cannot be seen, and turned back kindly where it cannot be kept."""

import pytest

from bot.playground import Person
from tests.conversations.leafing import leafed
from tests.conversations.scene import Scene
from tests.harness import PROGRAMME, shows

NASTY = "<b>fet</b> & <script>alert('x')</script> &amp; </code>"
IDENTITY = "19811218-9876"  # the Tax Agency's own example; nobody's


async def asked_for_words(scene: Scene) -> Person:
    alva = await scene.at_the_end()
    for label in ("Börja", *4 * ["Instämmer helt"]):
        await scene.press(alva, label)
    assert "Vill du säga något mer?" in alva.chat.text
    return alva


async def kept_words(scene: Scene, person: Person) -> str:
    """What the person's data say about the free text, read as the person reads it."""
    await scene.say(person, "/mindata")
    pages = (page.rpartition("\nSida")[0] for page in await leafed(scene, person))
    said = "".join(pages).partition("Vill du säga något mer?\n")[2]
    return said.partition("\n\nStämmer något inte?")[0]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (NASTY, NASTY),
        ("a\x00b\x07c\x1b[31m", "a b c [31m"),
        ("tre\nrader\n\ntill", "tre\nrader\n\ntill"),
        ("vänd\u202eom\u2066 nu\u2069", "vänd om nu"),
        ("hårt\u00a0mellanrum\u3000här", "hårt mellanrum här"),
        ("خانه\u200cها", "خانه\u200cها"),
        ("👩\u200d👧 ❤️", "👩\u200d👧 ❤️"),
        ("{reference} %s {0}", "{reference} %s {0}"),
        ("' OR 1=1; --", "' OR 1=1; --"),
    ],
)
async def test_words_are_kept_and_shown_as_they_are(scene: Scene, typed: str, kept: str) -> None:
    alva = await asked_for_words(scene)
    await scene.say(alva, typed)
    assert "Är allt rätt?" in alva.chat.text
    assert await kept_words(scene, alva) == kept
    assert [entity for message in alva.chat.from_bot for entity in message.entities if entity["type"] == "code"] == []


async def test_as_many_emoji_as_telegram_takes_do_no_harm(scene: Scene) -> None:
    alva = await asked_for_words(scene)
    await scene.say(alva, 2048 * "🦊")
    assert "lite för lång" in alva.chat.text
    assert scene.count("unlinked_drafts") == 4
    await scene.say(alva, 1000 * "🦊")
    assert await kept_words(scene, alva) == 1000 * "🦊"


async def test_words_without_blanks_are_shortened_in_the_review(scene: Scene) -> None:
    alva = await asked_for_words(scene)
    await scene.say(alva, 1000 * "語")
    assert f"{60 * '語'}…" in alva.chat.text
    assert 61 * "語" not in alva.chat.text


async def test_a_lone_surrogate_does_no_harm(scene: Scene) -> None:
    alva = await asked_for_words(scene)
    for text in ("bra \ud83d sagt", "/start \ud83d", "/\udc00"):
        chat = alva.chat.api()
        scene.stage.world.tell("message", {"message_id": 9, "date": 1, "chat": chat, "from": alva.user, "text": text})
        await scene.quiet()
    scene.allowed.append("message to delete not found")
    assert "gick fel" not in alva.chat.transcript
    assert await kept_words(scene, alva) == "bra  sagt"


@pytest.mark.parametrize("text", ["\u200b", "\u2066\u2069", "\u200e"])
async def test_words_that_cannot_be_seen_are_asked_for_again(scene: Scene, text: str) -> None:
    alva = await asked_for_words(scene)
    await scene.say(alva, text)
    assert alva.chat.text.startswith("Det gick inte att läsa texten.")
    assert "Vill du säga något mer?" in alva.chat.text
    assert scene.count("unlinked_drafts") == 4


async def test_a_text_that_is_too_long_is_given_back_to_be_shortened(scene: Scene) -> None:
    alva = await asked_for_words(scene)
    long = "Jag vill säga mycket. " * 50
    await scene.say(alva, long)
    assert alva.chat.text.startswith("Texten är lite för lång. Skriv högst 1000 tecken.")
    assert long.strip() in alva.chat.text
    assert scene.count("unlinked_drafts") == 4
    await scene.say(alva, "Kortare")
    assert "Jag vill säga mycket" not in alva.chat.transcript


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"Jag är {IDENTITY}", "ett personnummer"),
        ("ring 070-174 06 35", "ett telefonnummer"),
        ("alva@example.org", "en e-postadress"),
    ],
)
async def test_personal_data_are_asked_about_and_neither_kept_nor_left_in_the_chat(
    scene: Scene, text: str, kind: str
) -> None:
    alva = await asked_for_words(scene)
    before = scene.tables()
    await scene.say(alva, text)
    assert alva.chat.text.startswith(f"Det ser ut som {kind}.\n\nVill du ta bort det?")
    assert text not in alva.chat.transcript
    await scene.press(alva, "Skriv på nytt")
    assert alva.chat.text.startswith("Fråga 5 av 5")
    after = scene.tables()
    assert {name: rows for name, rows in after.items() if name != "runs"} == {
        name: rows for name, rows in before.items() if name != "runs"
    }, "only when the form was touched last has changed"


async def test_a_text_is_kept_without_the_personal_data_by_the_first_button(scene: Scene) -> None:
    alva = await asked_for_words(scene)
    await scene.say(alva, "Bra stöd. Ring mig på 070-174 06 35, tack")
    assert "Bra stöd. Ring mig" in alva.chat.text
    assert scene.count("unlinked_drafts") == 4
    await scene.press_first(alva)
    assert scene.count("unlinked_drafts") == 5
    assert scene.count("held_texts") == 0
    assert "Bra stöd. Ring mig" in alva.chat.text
    assert "174 06" not in alva.chat.transcript


@pytest.mark.parametrize("way", ["Hoppa över", "Pausa", "/enkat", "Bättre ord"])
async def test_whatever_else_is_done_lets_the_text_go(scene: Scene, way: str) -> None:
    alva = await asked_for_words(scene)
    await scene.say(alva, "alva@example.org hej")
    assert scene.count("held_texts") == 1
    if way in {"Hoppa över", "Pausa"}:
        await scene.press(alva, way)
    else:
        await scene.say(alva, way)
    assert scene.count("held_texts") == (1 if way == "/enkat" else 0)
    assert ("Vill du ta bort det?" in alva.chat.text) is (way == "/enkat")


@pytest.mark.parametrize("text", ["jag vet inte", "99", "0", "-1", "Studier och arbete", NASTY])
async def test_other_words_at_a_choice_show_the_question_again_with_a_hint(scene: Scene, text: str) -> None:
    alva = await scene.participant()
    await scene.press(alva, "Börja")
    before = scene.tables()
    await scene.say(alva, text)
    assert alva.chat.text.startswith("Tryck på en av knapparna, eller skriv dess nummer.")
    assert "Fråga 1 av 3" in alva.chat.text
    assert scene.tables() == before


@pytest.mark.parametrize("text", ["2", "Studier", "studier", "STUDIER.", " studier "])
async def test_a_choice_can_be_typed_as_its_number_or_its_words(scene: Scene, text: str) -> None:
    alva = await scene.participant()
    await scene.press(alva, "Börja")
    await scene.say(alva, text)
    assert "Fråga 2 av 3" in alva.chat.text
    await scene.press(alva, "Tillbaka")
    assert alva.chat.last
    assert "✓ Studier" in [button.text for button in alva.chat.last.buttons]


async def test_a_number_typed_at_a_scale_is_that_number(scene: Scene) -> None:
    alva = await scene.participant()
    for label in ("Börja", "Studier"):
        await scene.press(alva, label)
    for text in ("11", "0", "7,5"):
        await scene.say(alva, text)
        assert alva.chat.text.startswith("Tryck på")
    await scene.say(alva, "10")
    assert "Fråga 3 av 3" in alva.chat.text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (NASTY[:40], NASTY[:40]),
        ("A\u206617\u202e", "A17"),
        ("  A \n 17 ", "A 17"),
        ("🦊" * 40, "🦊" * 40),
        ("{of}", "{of}"),
    ],
)
async def test_a_reference_is_shown_as_it_is(scene: Scene, typed: str, shown: str) -> None:
    coach = await scene.staff("coach", PROGRAMME)
    await scene.say(coach, "/ny")
    await scene.say(coach, typed)
    for label in ("Hoppa över", "Vet inte"):
        await scene.press(coach, label)
    link = await shows(coach, "Länk till")
    assert link.text.startswith(f"Länk till {shown}:")


@pytest.mark.parametrize("typed", [IDENTITY, "alva@example.org", "070-174 06 35", "x" * 41, "\u200b", "A-17"])
async def test_a_reference_that_cannot_be_used_is_asked_for_again(scene: Scene, typed: str) -> None:
    coach = await scene.staff("coach", PROGRAMME)
    await scene.link(reference="a-17")
    before = scene.count("enrolments")
    await scene.say(coach, f"/ny {typed}")
    assert coach.chat.text.startswith("Skriv en referens") or "används redan" in coach.chat.text
    assert "Skriv din egen referens" in coach.chat.text
    assert scene.count("enrolments") == before
    await scene.say(coach, "B-18")
    assert "Länk till B-18" in coach.chat.transcript


@pytest.mark.parametrize("typed", [IDENTITY, "alva@example.org"])
async def test_personal_data_after_the_command_are_taken_away_before_a_programme_is_chosen(
    scene: Scene, typed: str
) -> None:
    coach = await scene.staff("coach")
    await scene.say(coach, f"/ny {typed}")
    assert typed not in coach.chat.transcript
    assert coach.chat.text.startswith("Skriv en referens")
    await scene.press_first(coach)
    assert "Skriv din egen referens" in coach.chat.text
    await scene.say(coach, "B-18")
    assert "Länk till B-18" in coach.chat.transcript


async def test_personal_data_written_as_a_reference_are_taken_out_of_the_chat(scene: Scene) -> None:
    coach = await scene.staff("coach", PROGRAMME)
    await scene.say(coach, "/ny")
    await scene.say(coach, IDENTITY)
    assert IDENTITY not in coach.chat.transcript
