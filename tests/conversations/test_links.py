"""Links and codes (design: 4, start payloads), every clause of it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.actions.here import Here
from bot.playground import Person
from storage.invitations import VALID_FOR, Invitation
from tests.conversations.scene import Scene
from tests.harness import PROGRAMME

NEUTRAL = "Den här länken eller koden fungerar inte. Be den som gav dig den om en ny."


def in_words(code: str) -> list[str]:
    """The ways in which people write a code that was read to them."""
    return [code, code.lower(), f"{code[:5]}-{code[5:]}", f" {code[:3]} {code[3:6]}  {code[6:].lower()} ".strip()]


def revoke(invitation: Invitation) -> Callable[[Here], None]:
    """Give the action that revokes a link; no screen has it yet."""

    def action(here: Here) -> None:
        here.unit.run("UPDATE invitations SET revoked = 1 WHERE id = ?", invitation.id)

    return action


async def opened(scene: Scene, person: Person, word: str) -> str:
    await scene.say(person, f"/start {word}")
    return person.chat.text


async def test_a_payload_is_long_random_and_of_telegrams_alphabet(scene: Scene) -> None:
    payloads = {(await scene.link()).invitation.payload for _ in range(20)}
    assert len(payloads) == 20
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{22,64}", payload) for payload in payloads)
    kept = b"".join(file.read_bytes() for file in scene.stage.folder.glob("foljsam.db*"))
    assert b"invitations" in kept
    assert not any(payload.encode() in kept for payload in payloads)


async def test_a_code_can_be_typed_in_any_letter_case_with_hyphens_and_blanks(scene: Scene) -> None:
    code = (await scene.link()).invitation.code
    assert len(code) == 10
    for number, typed in enumerate(in_words(code)):
        person = scene.stage.world.person(f"Person {number}", "sv")
        await scene.say(person, typed)
        assert "Välj språk" in person.chat.text


async def test_a_link_pasted_as_a_text_opens_too(scene: Scene) -> None:
    person = scene.stage.world.person("Alva", "sv")
    invitation = (await scene.link()).invitation
    await scene.say(person, f"https://t.me/{scene.stage.world.username}?start={invitation.payload}")
    assert "Välj språk" in person.chat.text


async def test_a_link_is_bound_at_the_first_choice_and_not_at_the_tap(scene: Scene) -> None:
    payload = (await scene.link()).invitation.payload
    alva, bo = (scene.stage.world.person(name, "sv") for name in ("Alva", "Bo"))
    before = scene.tables()
    for person in (alva, bo):
        assert "Välj språk" in await opened(scene, person, payload)
    assert scene.tables() == before
    await scene.press(bo, "Svenska")
    await scene.press(alva, "Svenska")
    assert "Vill du vara med?" in bo.chat.text
    assert alva.chat.text == NEUTRAL
    assert scene.count("people") == 1


async def test_everyone_without_a_right_to_a_link_gets_the_same_words(scene: Scene) -> None:
    used, expired, revoked = [(await scene.link()).invitation for _ in range(3)]
    alva = scene.stage.world.person("Alva", "sv")
    await opened(scene, alva, used.payload)
    await scene.press(alva, "Svenska")
    await scene.do(revoke(revoked))
    scene.stage.clock.ahead = VALID_FOR + timedelta(minutes=1)
    bo = scene.stage.world.person("Bo", "sv")
    words = [used.payload, used.code, expired.payload, expired.code, revoked.payload, revoked.code, "x" * 32, "å ä ö"]
    assert [await opened(scene, bo, word) for word in words] == len(words) * [NEUTRAL]
    assert scene.count("people") == 1


async def test_a_link_works_until_it_expires_and_then_no_more(scene: Scene) -> None:
    payload = (await scene.link()).invitation.payload
    alva = scene.stage.world.person("Alva", "sv")
    scene.stage.clock.ahead = VALID_FOR - timedelta(minutes=1)
    assert "Välj språk" in await opened(scene, alva, payload)
    scene.stage.clock.ahead = VALID_FOR + timedelta(minutes=1)
    await scene.press(alva, "Svenska")
    assert alva.chat.text == NEUTRAL


@pytest.mark.parametrize("word", ["payload", "code"])
async def test_who_guesses_too_often_is_told_nothing_even_of_a_right_word(scene: Scene, word: str) -> None:
    invitation = (await scene.link()).invitation
    right: str = getattr(invitation, word)
    guesser, other = scene.stage.world.person("Gissare", "sv"), scene.stage.world.person("Annan", "sv")
    for number in range(10):
        assert await opened(scene, guesser, f"ABCDEFGHJ{2 + number % 8}") == NEUTRAL
    assert await opened(scene, guesser, right) == NEUTRAL
    assert "Välj språk" in await opened(scene, other, right)
    scene.stage.clock.ahead = timedelta(hours=1, minutes=1)
    assert "Välj språk" in await opened(scene, guesser, right)


async def test_guessing_through_forged_buttons_is_counted_too(scene: Scene) -> None:
    code = (await scene.link()).invitation.code
    guesser = scene.stage.world.person("Gissare", "sv")
    await scene.say(guesser, "/start")
    for number in range(10):
        await scene.press_data(guesser, f"l:sv:ABCDEFGHJ{2 + number % 8}")
    await scene.press_data(guesser, f"l:sv:{code}")
    assert guesser.chat.text == NEUTRAL
    assert scene.count("people") == 0


async def test_ones_own_used_link_resumes_at_the_question_of_taking_part(scene: Scene) -> None:
    payload = (await scene.link()).invitation.payload
    alva = scene.stage.world.person("Alva", "sv")
    await opened(scene, alva, payload)
    await scene.press(alva, "Svenska")
    assert "Vill du vara med?" in await opened(scene, alva, payload)


async def test_ones_own_used_link_resumes_in_the_middle_of_a_form(scene: Scene) -> None:
    payload = (await scene.link()).invitation.payload
    alva = scene.stage.world.person("Alva", "sv")
    await opened(scene, alva, payload)
    for label in ("Svenska", "Ja", "Börja", "Studier"):
        await scene.press(alva, label)
    assert "Fråga 2 av 3" in await opened(scene, alva, payload)
    assert sum("Fråga" in message.text for message in alva.chat.from_bot) == 1


async def test_ones_own_used_link_tells_who_is_done_that_nothing_waits(scene: Scene) -> None:
    payload = (await scene.link()).invitation.payload
    alva = scene.stage.world.person("Alva", "sv")
    await opened(scene, alva, payload)
    await scene.walk(alva)
    assert await opened(scene, alva, payload) == "Du har inga frågor att svara på just nu."


async def test_staff_who_open_a_participants_link_may_try_it_and_it_stays_unused(scene: Scene) -> None:
    coach = await scene.staff("coach", PROGRAMME)
    invitation = (await scene.link(reference="A-17")).invitation
    before = scene.tables()
    assert "A-17" in await opened(scene, coach, invitation.payload)
    screens = await scene.walk(coach)
    assert all("PROV" in screen.text for screen in screens[1:-1])
    assert len(screens) == 11, "a screen for the link, nine questions of two forms, and the end"
    assert scene.tables() == before
    alva = scene.stage.world.person("Alva", "sv")
    assert "Välj språk" in await opened(scene, alva, invitation.payload)


async def test_a_free_text_while_trying_is_not_kept(scene: Scene) -> None:
    coach = await scene.staff("coach", PROGRAMME)
    await opened(scene, coach, (await scene.link()).invitation.payload)
    for label in ("Prova", "Studier", "7", "Ganska bra"):
        await scene.press(coach, label)
    before = scene.tables()
    await scene.say(coach, "Det här skriver jag på prov")
    assert scene.tables() == before


async def test_staff_become_no_participants_of_their_programme_by_a_forged_choice(scene: Scene) -> None:
    coach = await scene.staff("coach", PROGRAMME)
    payload = (await scene.link()).invitation.payload
    await scene.press_data(coach, f"l:sv:{payload}")
    assert coach.chat.text == NEUTRAL
    assert scene.count("enrolments", "person IS NOT NULL") == 0


@pytest.mark.parametrize("programmes", [(PROGRAMME,), ()])
async def test_a_participant_becomes_no_staff_of_their_programme(scene: Scene, programmes: tuple[str, ...]) -> None:
    alva = await scene.participant()
    payload = (await scene.staff_link("coach", *programmes)).payload
    assert await opened(scene, alva, payload) == NEUTRAL
    await scene.press_data(alva, f"sb:{payload}")
    assert alva.chat.text == NEUTRAL
    assert scene.count("grants") == 0


async def test_a_participant_may_be_staff_of_another_programme(scene: Scene) -> None:
    alva = await scene.participant()
    await opened(scene, alva, (await scene.staff_link("coach", "enter")).payload)
    await scene.press(alva, "Börja")
    assert "/ny" in alva.chat.text
    assert scene.count("grants") == 1


async def test_a_staff_link_works_once(scene: Scene) -> None:
    payload = (await scene.staff_link("coach", PROGRAMME)).payload
    first, second = scene.stage.world.person("Ett", "sv"), scene.stage.world.person("Två", "sv")
    for person in (first, second):
        assert "coach" in await opened(scene, person, payload)
    await scene.press(first, "Börja")
    await scene.press(second, "Börja")
    assert second.chat.text == NEUTRAL
    assert "/ny" in await opened(scene, first, payload)
    assert scene.count("people") == 1
