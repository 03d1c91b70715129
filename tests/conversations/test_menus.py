"""The command menu on the phone follows a person's roles, and their language."""

from bot.actions.staff import remove
from bot.playground import Person
from tests.conversations.scene import Scene
from tests.harness import PROGRAMME

PARTICIPANT = ["enkat", "sprak", "mindata", "radera", "integritet", "avbryt", "hjalp", "kontakt", "paus"]
COACH = ["ny", "deltagare", "uppfoljning", "avsluta", "blankett", "paminn"]
COORDINATOR = ["status", "mal", "kvartal", "rapport", "anteckna", "papper", "traff"]
STAFF = ["sprak", "avbryt", "hjalp"]


async def menu_becomes(person: Person, names: list[str]) -> dict[str, str]:
    """Wait until the phone offers these commands; give what each says."""
    await person.chat.wait(lambda _: sorted(_menu(person)) == sorted(names))
    return _menu(person)


def _menu(person: Person) -> dict[str, str]:
    return {command["command"]: command["description"] for command in person.menu}


async def test_a_participant_gets_a_menu_with_the_link_and_loses_it_with_a_no(scene: Scene) -> None:
    alva = await scene.invited()
    assert _menu(alva) == {}
    await scene.press(alva, "Svenska")
    await menu_becomes(alva, PARTICIPANT)
    await scene.press(alva, "Nej")
    await menu_becomes(alva, [])


async def test_the_menu_follows_the_language(scene: Scene) -> None:
    alva = await scene.participant()
    assert (await menu_becomes(alva, PARTICIPANT))["sprak"] == "byt språk"
    await scene.say(alva, "/sprak")
    await scene.press(alva, "English")
    await alva.chat.wait(lambda _: _menu(alva)["sprak"] == "change language")


async def test_staff_have_their_roles_commands(scene: Scene) -> None:
    coach = await scene.staff("coach", PROGRAMME)
    coordinator = await scene.staff("coordinator", PROGRAMME)
    await menu_becomes(coach, [*COACH, *STAFF])
    await menu_becomes(coordinator, [*COORDINATOR, "blankett", "paminn", *STAFF])


async def test_who_has_many_hats_sees_the_union_once(scene: Scene) -> None:
    alva = await scene.participant()
    for role in ("coach", "coordinator"):
        await scene.say(alva, f"/start {(await scene.staff_link(role, 'enter')).payload}")
        await scene.press(alva, "Börja")
    menu = await menu_becomes(alva, [*COACH, *COORDINATOR, *PARTICIPANT])
    await scene.say(alva, "/hjalp")
    assert [line.split()[0] for line in alva.chat.text.splitlines() if line.startswith("/")] == [
        f"/{command}" for command in menu
    ]


async def test_the_menu_of_who_was_removed_shrinks_and_commands_end(scene: Scene) -> None:
    coach = await scene.staff("coach", PROGRAMME)
    await menu_becomes(coach, [*COACH, *STAFF])
    await scene.do(lambda here: remove(here, 1))
    await menu_becomes(coach, ["hjalp"])
    for text in ("/ny A-17", "/avsluta", "/hjalp", "/start"):
        await scene.say(coach, text)
    assert scene.count("enrolments") == 0
    assert "Här svarar inbjudna personer" in coach.chat.text


async def test_a_no_in_one_programme_leaves_the_menu_of_the_other_hats(scene: Scene) -> None:
    coach = await scene.staff("coach", "enter")
    await scene.say(coach, f"/start {(await scene.link()).invitation.payload}")
    await scene.press(coach, "Svenska")
    await menu_becomes(coach, [*COACH, *PARTICIPANT])
    await scene.press(coach, "Nej")
    await menu_becomes(coach, [*COACH, *STAFF])
