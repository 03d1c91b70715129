"""An administrator gives roles and takes them away with ``/personal``, and reads with ``/logg`` who did what."""

import ast
import re
from pathlib import Path

import pytest

from bot.actions.administrator.log import PAGE
from bot.actions.here import Here
from bot.chat.administrator.log_words import DONE, subject_words
from bot.chat.administrator.staff_list_screens import PAGE as PAGE_OF_STAFF
from bot.chat.administrator.staff_list_screens import listed
from bot.chat.screen import MOST_UNITS, units
from bot.playground import Person as Phone
from flows.catalogue import SHIPPED, read_catalogue
from locales.translator import translator
from storage import audit
from storage.people import Grant, Person, Role
from tests.conversations.scene import Scene
from tests.conversations.test_menus import COACH, STAFF, menu_becomes
from tests.harness import PROGRAMME

TITLE = "Samverkansteam Finnveden"
NO_LONGER = "Knappen gäller inte längre"


async def links(scene: Scene, administrator: Phone, role: str, where: str) -> str:
    """Let an administrator get a link to a role in a few taps; give it."""
    await scene.say(administrator, "/personal")
    for label in ("Bjud in", role, where):
        await scene.press(administrator, label)
    found = re.search(r"start=(\S+)", administrator.chat.text)
    assert found, administrator.chat.text
    return found[1]


async def coached(scene: Scene, administrator: Phone, name: str = "Bertil") -> Phone:
    coach = scene.stage.world.person(name, "sv")
    await scene.say(coach, f"/start {await links(scene, administrator, 'Coach', TITLE)}")
    await scene.press(coach, "Börja")
    return coach


async def test_from_the_invitation_to_the_removal_in_the_midst_of_something(scene: Scene) -> None:
    administrator = await scene.staff("administrator", name="Agda")
    await menu_becomes(administrator, ["personal", "logg", "status", "mal", "halsa", "paminn", *STAFF])
    coach = await coached(scene, administrator)
    await menu_becomes(coach, [*COACH, *STAFF])
    await scene.say(coach, "/ny")
    await scene.say(coach, "A-17")
    assert "anvis" in coach.chat.text.casefold(), "the coach is at a step of a dialogue"

    await scene.say(administrator, "/personal")
    assert f"Bertil (nr 2): coach i {TITLE}" in administrator.chat.text
    await scene.press(administrator, "Bertil (nr 2)")
    await scene.press(administrator, "Ta bort rollerna")
    assert administrator.chat.last
    assert [button.text for button in administrator.chat.last.buttons] == ["Behåll", "Ta bort"]
    await scene.press(administrator, "Behåll")
    assert scene.count("grants", "role = 'coach'") == 1
    await scene.press(administrator, "Ta bort rollerna")
    await scene.press(administrator, "Ta bort")
    assert administrator.chat.last.labels == ()

    await scene.say(coach, "idag")
    assert "Det förstod jag inte" in coach.chat.text
    await scene.say(coach, "/deltagare")
    assert "Det förstod jag inte" in coach.chat.text
    await menu_becomes(coach, ["hjalp"])
    assert scene.count("enrolments") == 0

    await scene.say(administrator, "/logg")
    done = [line for line in administrator.chat.text.splitlines() if ": " in line]
    assert done[:3] == ["Roller borttagna: nr 2", "Ny roll: nr 2", "Personal inbjuden: coach"]
    assert "Agda (nr 1)" in administrator.chat.text
    assert scene.stage.world.calls.refused == []


async def test_a_link_is_one_however_often_it_is_asked_for(scene: Scene) -> None:
    administrator = await scene.staff("administrator")
    first = await links(scene, administrator, "Samordnare", "Alla insatser")
    made = scene.count("invitations")
    await scene.press_data(administrator, f"am:1::{made - 1}")
    assert first in administrator.chat.text
    assert scene.count("invitations") == made
    assert await links(scene, administrator, "Samordnare", "Alla insatser") != first


async def test_nobody_takes_away_their_own_roles_or_roles_that_have_changed(scene: Scene) -> None:
    administrator = await scene.staff("administrator")
    await coached(scene, administrator)
    before = scene.tables()
    for data in ("aa:1", "ar:1:0", "ar:2:1", "aa:3", "ao:0"):
        press = await scene.press_data(administrator, data)
        assert press.toast
        assert press.toast.text == NO_LONGER, data
    assert scene.tables() == before


async def test_who_administers_one_programme_sees_and_gives_roles_there_alone(scene: Scene) -> None:
    await scene.staff("coach", PROGRAMME, name="Bertil")
    await scene.staff("coach", "enter", name="Doris")
    administrator = await scene.staff("administrator", "enter", name="Agda")
    await menu_becomes(administrator, ["personal", "status", "mal", "halsa", "paminn", *STAFF])
    await scene.say(administrator, "/personal")
    assert "Doris (nr 2): coach i Projekt Enter" in administrator.chat.text
    assert "Bertil" not in administrator.chat.text
    for label in ("Bjud in", "Administratör"):
        await scene.press(administrator, label)
    assert administrator.chat.last
    assert [button.text for button in administrator.chat.last.buttons] == ["Projekt Enter", "Avbryt"]
    await scene.say(administrator, "/logg")
    assert "Det förstod jag inte" in administrator.chat.text


async def test_the_log_has_pages(scene: Scene) -> None:
    administrator = await scene.staff("administrator")

    def noted(here: Here) -> None:
        for number in range(PAGE):
            audit.note(here.unit, here.now, None, "invited", f"enrolment {number}")

    await scene.do(noted)
    await scene.say(administrator, "/logg")
    assert "kommandoraden" in administrator.chat.text
    assert f"Inbjudan: deltagare nr {PAGE - 1}" in administrator.chat.text
    await scene.press(administrator, "Äldre")
    assert "Ny roll: nr 1" in administrator.chat.text
    await scene.press(administrator, "Till det nyaste")
    assert f"Inbjudan: deltagare nr {PAGE - 1}" in administrator.chat.text


def logged() -> set[str]:
    """Give every action that the bot writes in the log."""
    found = set()
    for file in Path("bot").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "here.note":
                found |= {part.value for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant)}
    return {each for each in found if isinstance(each, str)}


def test_everything_that_is_logged_has_words() -> None:
    assert logged() == set(DONE)


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("enrolment 12", "deltagare nr 12"),
        ("enrolment 12: kon", "deltagare nr 12: Kön"),
        ("enrolment 12 to 3", "deltagare nr 12 till nr 3"),
        ("3 until 2026-12-01", "nr 3 till och med 2026-12-01"),
        (f"{PROGRAMME}: 2026-Q3, 7, 2", f"{TITLE}: 2026-Q3, nr 7, utgåva 2"),
        (f"{PROGRAMME} avslut: 9", f"{TITLE} Frågor i slutet: 9"),
        (f"{PROGRAMME}: meeting", f"{TITLE}: Möte"),
        ("event 4", "träff nr 4"),
        ("coordinator", "samordnare"),
        ("7", "nr 7"),
    ],
)
def test_what_it_was_done_to_is_said_in_words(subject: str, words: str) -> None:
    assert subject_words(translator("sv"), read_catalogue(SHIPPED), subject) == words


def test_a_page_of_people_with_a_role_in_every_programme_fits_a_message() -> None:
    programmes = read_catalogue(SHIPPED).programmes
    titles = {key: each.title for key, each in programmes.items()}
    grants = tuple(Grant(Role.COORDINATOR, key) for key in programmes)
    many = tuple(Person(n, n, "sv", reachable=True, grants=grants, name="Å" * 40) for n in range(2 * PAGE_OF_STAFF))
    shown = listed(translator("sv"), many, 1, titles)
    assert units(shown.text) <= MOST_UNITS
    assert f"{len(programmes) - 5} till" in shown.text
    assert [key.label for key in shown.rows[-1]] == ["Färre"]
