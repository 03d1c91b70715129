"""P2: an update delivered 1 to n times has the effect of one, at once, later and after a start; so has a double tap."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from bot.playground import Person
from storage import updates
from tests.harness import PROGRAMME
from tests.promises.direct import Direct, direct
from tests.promises.telling import Tell

SEED = 7
JOURNEY = """
coach /ny A-17 | alva start | alva [Svenska] | alva [Ja] | alva [Börja] | alva [Studier] | alva 7
alva [Ganska dåligt] | alva Mer tid | alva [Ändra 1] | alva [Ett arbete] | alva [Skicka in] | alva /kontakt
alva /paus | alva /paus | alva /sprak | alva [English] | alva /sprak | alva [Svenska] | bo start | bo [Svenska]
bo [Nej] | cleo start | cleo [Svenska] | cleo ja | coach /deltagare | coach [utan referens, nr 2]
coach [Registrera] | coach [Kön] | coach [Kvinna] | coach /paminn imorgon kl 9 ring | coach Spara | coach /avsluta
coach [utan referens, nr 2] | coach [Arbete] | coach [Idag] | coach [Nej] | coach [Vet inte än]
coach [Vet inte än] | coach [Avsluta] | cleo /radera | cleo [Radera]
"""
"""Who does what: a label to press, a text, or opening their link."""


class Doubled(AssertionError):
    """A further delivery or a second tap had an effect."""


async def walked(at: Direct) -> Counter[str]:
    """Walk the journey; deliver every update once to three times more, and tap every button twice."""
    chance, done = Random(SEED), Counter[str]()  # noqa: S311  # no secret
    people = {"coach": await at.staff("coach", PROGRAMME)}
    for act in JOURNEY.replace("\n", "|").split("|"):
        name, _, what = act.strip().partition(" ")
        if name:
            person = people.setdefault(name, at.world.person(name.capitalize(), "sv"))
            await acted(at, person, what)
            await again(at, person, what, chance)
            done[act.strip()] += 1
    return done


async def acted(at: Direct, person: Person, what: str) -> None:
    if what == "start":
        await at.say(person, f"/start {await at.payload()}")
    elif what.startswith("["):
        await at.press(person, what[1:-1])
    else:
        await at.say(person, what)


async def again(at: Direct, person: Person, what: str, chance: Random) -> None:
    """Let what was just done come again."""
    last, before = at.world.inbox.history[-1], at.tables()
    for _ in range(chance.randint(1, 3)):
        at.world.inbox.duplicate(last)
    if chance.random() < 0.2:
        await at.begin()
    await at.answer()
    check(at, before, f"{what} delivered again")
    if what.startswith("["):
        pressed = person.chat.presses[-1]
        message = person.chat.messages.get(pressed.message_id) or person.chat.deleted[pressed.message_id]
        await at.press_data(person, pressed.data, message)
        check(at, before, f"{what} tapped twice")
    others = [each for each in at.world.inbox.history if each.body["from"]["id"] != person.id]
    if others:
        at.world.inbox.duplicate(chance.choice(others))
        await at.answer()
        check(at, before, f"something old of somebody else's after {what}")


def check(at: Direct, before: dict[str, object], what: str) -> None:
    after = at.tables()
    different = [name for name in before if before[name] != after[name]]
    if different:
        raise Doubled(f"{what}: {different}")


async def test_what_comes_again_has_no_effect(tmp_path: Path, record_property: Tell) -> None:
    async with direct(tmp_path) as at:
        done = await walked(at)
        handled = len(at.world.inbox.history)
    record_property(
        "P2", f"{done.total()} acts, each delivered 2 to 4 times, buttons tapped twice ({handled} updates): 0 doubled"
    )


async def test_it_has_if_ids_are_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(updates, "first_time", lambda *_: True)
    async with direct(tmp_path) as at:
        with pytest.raises(Doubled):
            await walked(at)
