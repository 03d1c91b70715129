"""A participant's rights: a no keeps nothing, what is kept can be seen, taken out of the chat and erased."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from bot.actions.coach.record import Recording, record
from bot.playground import Person
from flows.catalogue import SHIPPED
from tests.conversations.leafing import labels, leafed
from tests.conversations.scene import Scene, set_scene
from tests.harness import PROGRAMME, shows


@pytest.fixture
async def undecided(tmp_path: Path) -> AsyncIterator[Scene]:
    """Give a scene whose association has taken no retention decision."""
    async with set_scene(tmp_path, association=str(deciding(tmp_path, None))) as scene:
        yield scene


def deciding(folder: Path, retention: dict[str, object] | None, **changed: str) -> Path:
    """Write an association's file with this retention decision, or with none."""
    association = yaml.safe_load((SHIPPED / "association.yaml").read_text("utf-8")) | changed
    association["retention"] = retention and {"decided": "2026-02-01", "decided_by": "styrelsen"} | retention
    file = folder / "association.yaml"
    file.write_text(yaml.safe_dump(association), "utf-8")
    return file


async def test_a_no_keeps_nothing_but_that_someone_declined(scene: Scene) -> None:
    coach = await scene.staff("coach", PROGRAMME)
    link = await scene.link_with(coach, "A-17")
    alva = scene.stage.world.person("Alva", "sv")
    alva.open(link)
    await scene.quiet()
    for label in ("Svenska", "Nej"):
        await scene.press(alva, label)
    assert "Vi har inte sparat något om dig" in alva.chat.text
    assert scene.count("people") == 1, "the coach"
    assert scene.count("enrolments", "state = 'declined'") == 1
    assert scene.count("enrolments", "COALESCE(person, coach, reference, reference_hash) IS NULL") == 1
    assert scene.count("runs") == 0
    assert scene.count("invitations", "enrolment IS NOT NULL") == 0
    assert scene.count("outbox", "person <> 1") == 0
    await scene.say(coach, "/avsluta")
    assert "A-17" not in coach.chat.text


async def test_who_declined_is_a_stranger_and_the_link_is_gone(scene: Scene) -> None:
    link = await scene.link()
    alva = scene.stage.world.person("Alva", "sv")
    await scene.say(alva, f"/start {link.invitation.payload}")
    for label in ("Svenska", "Nej"):
        await scene.press(alva, label)
    await scene.say(alva, f"/start {link.invitation.payload}")
    assert "fungerar inte" in alva.chat.text
    await scene.say(alva, "hej")
    assert "Här svarar inbjudna personer" in alva.chat.text


async def test_what_is_kept_is_shown_whole_and_can_be_taken_out_of_the_chat(scene: Scene) -> None:
    alva = await scene.participant()
    for label in ("Börja", "Studier", "7", "Mycket dåligt"):
        await scene.press(alva, label)
    await scene.say(alva, "Mer tid")
    await scene.press(alva, "Skicka in")
    await scene.say(alva, "/mindata")
    await shows(alva, "Det här finns sparat om dig")
    pages = await leafed(scene, alva)
    for words in ("Språk: Svenska", "Samverkansteamet", "Studier", "\n7\n", "Mycket dåligt", "Mer tid"):
        assert words in "".join(pages)
    assert max(len(page.split()) for page in pages) <= 60
    assert pages[-1].endswith(f"Sida {len(pages)} av {len(pages)}")
    await scene.press(alva, "Ta bort ur chatten")
    assert "Mer tid" not in alva.chat.transcript


async def test_an_anonymous_form_shows_no_answers_once_it_is_sent_in(scene: Scene) -> None:
    alva = await scene.at_the_end()
    await scene.press(alva, "Börja")
    for _ in range(4):
        await scene.press(alva, "Instämmer delvis")
    await scene.say(alva, "/mindata")
    assert "".join(await leafed(scene, alva)).count("Instämmer delvis") == 4
    await scene.say(alva, "/enkat")
    await scene.walk(alva)
    await scene.say(alva, "/mindata")
    pages = "".join(await leafed(scene, alva))
    assert "Inskickat. Svaren är anonyma: ingen kan se vilka som är dina." in pages
    assert "Instämmer" not in pages


async def test_staff_see_their_roles_and_have_no_answers_to_erase(scene: Scene) -> None:
    coach = await scene.staff("coach", PROGRAMME)
    await scene.say(coach, "/mindata")
    assert "Roll: coach." in coach.chat.text
    await scene.say(coach, "/radera")
    assert "inga svar att radera" in coach.chat.text
    press = await scene.press_data(coach, "e:1")
    assert press.toast
    assert press.toast.text == "Knappen gäller inte längre"
    assert scene.count("grants") == 1


async def test_erasing_with_a_decision_leaves_nothing_of_the_person(scene: Scene) -> None:
    alva = await scene.participant()
    for label in ("Börja", "Studier", "7", "Ganska bra"):
        await scene.press(alva, label)
    await scene.say(alva, "/radera")
    await scene.press(alva, "Radera")
    assert alva.chat.text == "Nu är allt som gäller dig raderat. Tack för att du var med."
    assert "Studier" not in alva.chat.transcript
    tables = ("people", "runs", "linked_answers", "invitations", "occasions", "outbox")
    assert [scene.count(table) for table in tables] == len(tables) * [0]
    assert scene.count("enrolments", "state = 'erased' AND person IS NULL AND reference IS NULL") == 1
    assert list(alva.menu) == []


async def test_erasing_without_a_decision_lets_go_of_the_chat_and_says_so(undecided: Scene) -> None:
    coach = await undecided.staff("coordinator", PROGRAMME)
    alva = await undecided.participant()
    for label in ("Börja", "Studier"):
        await undecided.press(alva, label)
    await undecided.say(alva, "/radera")
    await undecided.press(alva, "Radera")
    assert "Förbundet har fått i uppgift att avgöra om resten får raderas." in alva.chat.text
    assert undecided.count("people") == 1
    assert undecided.count("tasks", "kind = 'erasure'") == 1
    assert undecided.count("linked_answers") == 1
    await undecided.say(coach, "/status")
    await shows(coach, "1 person vill få sina uppgifter raderade.")
    await undecided.say(alva, "/mindata")
    assert "Här svarar inbjudna personer" in alva.chat.text


async def test_the_question_about_erasing_is_true_without_a_decision_too(undecided: Scene) -> None:
    alva = await undecided.participant()
    await undecided.say(alva, "/radera")
    assert "Dina svar raderas" not in alva.chat.text
    assert "förbundet" in alva.chat.text.casefold()


async def test_who_erased_gets_no_closing_survey(scene: Scene) -> None:
    coach = await scene.staff("coach", PROGRAMME)
    alva, bo = await scene.participant("Alva"), await scene.participant("Bo")
    await scene.say(alva, "/radera")
    await scene.press(alva, "Radera")
    await scene.close(coach)
    await shows(bo, "Hej! Här är några frågor till dig.")
    assert "Hej! Här är några frågor" not in alva.chat.transcript


async def test_how_data_are_handled_can_be_read_by_anyone_a_page_at_a_time(scene: Scene) -> None:
    stranger, alva = scene.stage.world.person("Okänd", "sv"), await scene.participant()
    for person in (stranger, alva):
        await scene.say(person, "/integritet")
        pages = await scene.walk(person)
        assert len(pages) == 6
        assert "allmänt intresse" in pages[0].text
        assert "Den som sköter servern: kan gissa" in pages[3].text
        assert "Samordnaren: siffror för minst 5 personer" in pages[4].text
        assert "Telegram kan läsa chatten" in pages[5].text
        assert "förbundets kansli" in pages[5].text


async def test_reading_more_before_the_choice_leads_back_to_it(scene: Scene) -> None:
    alva = await scene.invited()
    for label in ("Svenska", "Läs mer", *["Nästa"] * 5, "Tillbaka"):
        await scene.press(alva, label)
    assert "Vill du vara med?" in alva.chat.text
    assert len(alva.chat.from_bot) == 1


async def test_who_stops_keeps_what_was_sent_in_and_can_begin_again(scene: Scene) -> None:
    coach = await scene.staff("coach", PROGRAMME)
    alva = await scene.participant()
    await scene.walk(alva)
    await scene.say(alva, "/radera")
    assert labels(alva) == ["Behåll", "Radera", "Sluta, men behåll svaren"]
    await scene.press(alva, "Sluta, men behåll svaren")
    assert "Svar som du har skickat in finns kvar" in alva.chat.text
    await shows(coach, "vill inte svara på frågor här längre")
    assert scene.count("linked_answers") > 0
    assert scene.count("occasions", "state = 'planned' AND audience = 'participant'") == 0
    await scene.say(alva, "/mindata")
    assert "Inte med längre sedan" in "".join(await leafed(scene, alva))
    await scene.say(alva, "/start")
    await scene.press(alva, "Var med igen")
    await scene.press(alva, "Ja")
    assert scene.count("enrolments", "withdrawn_on IS NULL AND state = 'active'") == 1


async def test_what_is_not_sent_in_goes_when_somebody_stops(scene: Scene) -> None:
    alva = await scene.participant()
    for label in ("Börja", "Studier"):
        await scene.press(alva, label)
    await scene.say(alva, "/radera")
    await scene.press(alva, "Sluta, men behåll svaren")
    assert scene.count("linked_answers") == 0
    assert "Studier" not in alva.chat.transcript
    await scene.say(alva, "/enkat")
    assert "inga frågor att svara på" in alva.chat.text


@pytest.mark.parametrize(
    ("retention", "asked", "told"),
    [
        ({"on_request": "keep", "keep_for": {"months": 6}}, "Svaren måste förbundet spara till", "Resten raderas"),
        ({"on_request": "anonymise"}, "Dina svar räknas bara i siffror", "Nu är allt som gäller dig raderat."),
    ],
)
async def test_erasing_says_what_the_decision_is(
    tmp_path: Path, retention: dict[str, object], asked: str, told: str
) -> None:
    async with set_scene(tmp_path, association=str(deciding(tmp_path, retention))) as scene:
        alva = await scene.participant()
        await scene.walk(alva)
        await scene.say(alva, "/radera")
        assert asked in alva.chat.text
        await scene.press(alva, "Radera")
        assert told in alva.chat.text
        assert scene.count("people") == 0
        waiting = scene.count("unlinked_batches")
        assert (scene.count("linked_answers"), waiting > 0) == ((0, True) if "Nu är" in told else (3, False))


async def test_the_file_holds_everything_that_is_linked_and_nothing_of_others(scene: Scene) -> None:
    coach = await scene.staff("coach", PROGRAMME)
    link = await scene.link_with(coach, "A-17")
    alva = scene.stage.world.person("Alva", "sv")
    alva.open(link)
    await scene.quiet()
    for label in ("Svenska", "Ja", "Börja", "Studier", "7", "Mycket dåligt"):
        await scene.press(alva, label)
    await scene.say(alva, "Mer tid")
    await scene.press(alva, "Skicka in")
    await scene.do(lambda here: record(here, Recording(1, "kon", "kvinna")))
    await scene.say(alva, "/kontakt")
    await scene.participant("Bo")
    await scene.say(alva, "/mindata")
    await scene.press(alva, "Hämta som fil")
    found = json.loads(scene.stage.world.files[document(alva)].data)
    assert found["chat"].pop("telegram_id") == alva.id
    assert found["chat"] == {"language": "sv", "reachable": True, "quiet": False, "name": None, "roles": []}
    [taking_part] = found["taking_part"]
    assert taking_part["reference"] == "A-17"
    assert taking_part["said_yes_to"]["language"] == "sv"
    assert [each["answer"] for each in taking_part["forms"][0]["answers"]] == [
        "Studier",
        "7",
        "Mycket dåligt",
        "Mer tid",
    ]
    assert taking_part["recorded_by_staff"][0]["value"] == "Kvinna"
    assert [each["what"] for each in taking_part["wishes"]] == ["contact"]
    assert {each["about"] for each in taking_part["planned_and_sent"]} >= {"start"}


def document(person: Person) -> str:
    """Give the file that a person was sent last."""
    contents = [json.loads(json.dumps(message.content)) for message in person.chat.from_bot]
    return next(str(each["document"]["file_id"]) for each in reversed(contents) if "document" in each)


async def test_an_answer_that_was_sent_in_can_be_corrected_for_a_while(scene: Scene) -> None:
    alva = await scene.participant()
    for label in ("Börja", "Studier", "7", "Mycket dåligt"):
        await scene.press(alva, label)
    await scene.say(alva, "Mer tid")
    await scene.press(alva, "Skicka in")
    before = scene.tables()
    for data in ("c:1:1", "a:1:1:3", "z:1:1"):
        await scene.press_data(alva, data)
    assert scene.tables() == before, "a late press corrects nothing"
    await scene.say(alva, "/mindata")
    await leafed(scene, alva)
    await scene.press_data(alva, "mr:1")
    await scene.press(alva, "Ändra 2")
    await scene.press(alva, "3")
    assert "Tack!" in alva.chat.text
    await scene.press_data(alva, "mc:1:3")
    await scene.say(alva, "Mindre väntan")
    answers = {row[1]: row[2] for row in scene.tables()["linked_answers"]}
    assert "3" in answers.values()
    assert "7" not in answers.values()
    await scene.say(alva, "/mindata")
    assert "Mindre väntan" in "".join(await leafed(scene, alva))
    scene.stage.clock.ahead = timedelta(days=15)
    press = await scene.press_data(alva, "mc:1:1")
    assert press.toast
    assert press.toast.text == "Knappen gäller inte längre"


async def test_a_correction_that_is_broken_off_leaves_the_answer_and_takes_no_words(scene: Scene) -> None:
    alva = await scene.participant()
    for label in ("Börja", "Studier", "7", "Ganska bra", "Skicka in"):
        await scene.press(alva, label)
    await scene.press_data(alva, "mc:1:1")
    assert "Fråga 2 av 3" in alva.chat.text
    await scene.say(alva, "/avbryt")
    assert alva.chat.text.startswith("Tack!")
    await scene.say(alva, "5")
    assert "Det förstod jag inte." in alva.chat.text
    assert "7" in {row[2] for row in scene.tables()["linked_answers"]}


async def test_nobody_corrects_or_fetches_anothers(scene: Scene) -> None:
    alva, bo = await scene.participant("Alva"), await scene.participant("Bo")
    await scene.walk(alva)
    before = scene.tables()
    for data in ("mr:1", "mc:1:1"):
        press = await scene.press_data(bo, data)
        assert press.toast
        assert press.toast.text == "Knappen gäller inte längre"
    assert scene.tables() == before
