"""A button's data is a person's input: old, foreign, forged or malformed, it moves nothing."""

import sqlite3
from dataclasses import fields

import pytest

from bot.actions import staff
from bot.chat.button import MOST_BYTES, Button, Malformed, parse
from bot.chat.coach.coach_buttons import Fill
from bot.chat.dialogue import Step
from bot.chat.handlers.dialogues import DIALOGUES
from bot.chat.press import PRESSES
from bot.playground import Person
from flows.catalogue import SHIPPED, read_catalogue
from storage import people
from tests.conversations.scene import Scene
from tests.harness import PROGRAMME

KON = read_catalogue(SHIPPED).programmes[PROGRAMME].facts[0]
NO_LONGER = "Knappen gäller inte längre"
MALFORMED = [
    "", ":", "a", "a:", "a:1", "a:1:0", "a:1:0:0:0", "a:1:0:-1", "a:1:0:x", "a:1:0:１", "a:1:0:1.0", "a: 1:0:0",
    "zz:1", "tp:1:2:", "e:yes", "b:999999999999999", "b:9999999999999999999999", "a:1:0:99", "a:1:99:0", "r:1:0",
    "k:1:99", "c:1:99", "z:1:99", "s:0", "l:xx:", "l::", "\x00", "ÅÄÖ", "<b>", "a" * 64, "b:" + "1" * 62,
    "🦊" * 16, "f:avsluta:1:sure", "f:avsluta:x:sure:yes", "f:avsluta:1:sure:yes", "f:zz:1:sure:yes",
]  # fmt: skip  # a table reads best in rows
ABOUT_A_PERSON = [
    "pp:{}", "pe:{}:0", "px:{}:0:1", "pz:{}:0:1", "pm:{}:0", "pt:{}:0:1", "ps:{}", "pn:{}:0", "pr:{}:0", "pw:{}:0",
    "pa:{}", "pd:{}:0", "wl:{}:0", "wq:{}:kon", f"ws:{{}}:{KON.version}:0", "wu:{}",
]  # fmt: skip  # a table reads best in rows
KEYS = [
    (kind, step.key) for kind, dialogue in DIALOGUES.items() for step in dialogue.steps if isinstance(step, Step)
] + [("avsluta", KON.version[:8])]
STEPS = [f"f:{kind}:{{}}:{key}:0" for kind, key in KEYS]
ABOUT_A_FORM = ["b:{}", "a:{}:0:0", "d:{}:0", "r:{}:0", "z:{}:1", "c:{}:0", "k:{}:0", "s:{}", "p:{}"]
A_FEW = [*ABOUT_A_PERSON[::4], *STEPS[::6]]
"""Some to walk the whole way through Telegram with; every one, by every role, is tried in tests/promises."""


async def in_a_form(scene: Scene, name: str = "Alva") -> Person:
    person = await scene.participant(name)
    await scene.press(person, "Börja")
    return person


def ids(scene: Scene, table: str) -> range:
    """All ids that a table has, and one beyond at each end."""
    with sqlite3.connect(scene.stage.database) as db:
        (highest,) = db.execute(f"SELECT MAX(id) FROM {table}").fetchone()
    return range(highest + 2)


async def test_malformed_and_impossible_buttons_no_longer_hold(scene: Scene) -> None:
    alva = await in_a_form(scene)
    before, shown = scene.tables(), alva.chat.transcript
    for data in MALFORMED:
        press = await scene.press_data(alva, data)
        assert press.toast
        assert press.toast.text == NO_LONGER, data
        assert scene.tables() == before, data
    assert alva.chat.transcript == shown


async def test_nobody_reaches_anothers_form(scene: Scene) -> None:
    await in_a_form(scene, "Alva")
    bo = await scene.participant("Bo")
    coach = await scene.staff("coach", PROGRAMME)
    coordinator = await scene.staff("coordinator", PROGRAMME)
    stranger = scene.stage.world.person("Okänd", "sv")
    await scene.say(stranger, "/start")
    before = scene.tables()
    [alvas, bos] = [run for run in ids(scene, "runs") if run][:2]
    for person in (bo, coach, coordinator, stranger):
        for run in {*ids(scene, "runs")} - {bos if person is bo else 0}:
            for data in ABOUT_A_FORM:
                press = await scene.press_data(person, data.format(run))
                assert press.toast
                assert press.toast.text == NO_LONGER
    assert scene.tables() == before
    assert alvas


async def test_nobody_reaches_anothers_enrolment(scene: Scene) -> None:
    coach = await scene.staff("coach", PROGRAMME)
    await scene.say(coach, "/ny A-17")
    waiting = await scene.invited("Alva")
    await scene.press(waiting, "Svenska")
    for name in ("Bo", "Cleo"):
        await scene.participant(name)
    others = [
        await scene.staff("coach", "enter", name="Coach i Enter"),
        await scene.staff("coordinator", PROGRAMME),
        await scene.staff("administrator"),
    ]
    before = scene.tables()
    for person in others:
        for enrolment in ids(scene, "enrolments"):
            for data in ("tp:{}:1:", "tp:{}:0:", "tq:{}", "pi:{}:0", "cw:{}", *A_FEW):
                press = await scene.press_data(person, data.format(enrolment))
                assert press.toast
                assert (press.toast.text == NO_LONGER) != (data == "pi:{}:0" and enrolment == 0), (data, enrolment)
    assert scene.tables() == before


async def test_a_coach_does_not_reach_another_coachs_participant(scene: Scene) -> None:
    first = await scene.staff("coach", PROGRAMME, name="Coach ett")
    link = await scene.link_with(first, "A-17")
    alva = scene.stage.world.person("Alva", "sv")
    alva.open(link)
    await scene.quiet()
    await scene.walk(alva)
    second = await scene.staff("coach", PROGRAMME, name="Coach två")
    before = scene.tables()
    for data in ("cw:{}", *A_FEW):
        for enrolment in ids(scene, "enrolments"):
            press = await scene.press_data(second, data.format(enrolment))
            assert press.toast
            assert press.toast.text == NO_LONGER
    await scene.say(second, "/avsluta")
    assert "A-17" not in second.chat.transcript
    assert scene.tables() == before


ABOUT_A_FOLLOW_UP = ["uo:{}", "ud:{}", "us:{}", "uu:{}:800000", "uy:{}", "ui:{}"]
ABOUT_A_WISH = ["ks:{}", "kt:{}", "kf:{}"]
ABOUT_NOBODY = ["pl:0", "ul:0", "cl:0", "uh", "ut:9", "pv", "pq:2", "pu", "ok:1", "oe:1", "or:1"]


async def test_a_coach_who_was_removed_reaches_nobody_and_nothing_any_more(scene: Scene) -> None:
    coach = await scene.staff("coach", PROGRAMME)
    alva = scene.stage.world.person("Alva", "sv")
    alva.open(await scene.link_with(coach, "A-17"))
    await scene.quiet()
    await scene.walk(alva)
    await scene.say(alva, "/kontakt")
    await scene.say(coach, "/paminn imorgon kl 9 ring")
    await scene.press(coach, "Spara")
    await scene.do(lambda here: staff.remove(here, people.staff(here.unit)[0].id))
    before = scene.tables()
    follow_up = scene.count("occasions", "audience = 'participant'") + 1
    about = ((ABOUT_A_WISH, 1), (ABOUT_A_FOLLOW_UP, follow_up), (["cw:{}", *A_FEW], 1))
    for data in (*ABOUT_NOBODY, *(each.format(number) for several, number in about for each in several)):
        press = await scene.press_data(coach, data)
        assert press.toast
        assert press.toast.text == NO_LONGER, data
    for command in ("/ny A-18", "/deltagare", "/uppfoljning", "/avsluta", "/paminn imorgon kl 9 ring"):
        await scene.say(coach, command)
        assert "Det förstod jag inte" in coach.chat.text, command
    assert scene.tables() == before


async def test_who_never_took_part_cannot_be_closed(scene: Scene) -> None:
    coach = await scene.staff("coach", PROGRAMME)
    declining = await scene.invited()
    await scene.press(declining, "Svenska")
    await scene.press(declining, "Nej")
    await scene.link()
    before = scene.tables()
    for enrolment in ids(scene, "enrolments"):
        for data in ("cw:{}", "f:avsluta:{}:outcome:0", "f:avsluta:{}:sure:yes"):
            press = await scene.press_data(coach, data.format(enrolment))
            assert press.toast
            assert press.toast.text == NO_LONGER
    assert scene.tables() == before


@pytest.mark.parametrize("data", [f"f:ny:1:programme:{PROGRAMME}", f"so:{PROGRAMME}", f"t:{PROGRAMME}:0:0", "cl:0"])
async def test_a_participant_presses_no_button_of_staff(scene: Scene, data: str) -> None:
    alva = await in_a_form(scene)
    before, shown = scene.tables(), alva.chat.text
    await scene.press_data(alva, data)
    assert scene.tables() == before
    assert alva.chat.text in {shown, "Du har ingen aktiv deltagare att avsluta."}


async def test_no_step_of_closing_can_be_skipped_or_answered_with_what_it_does_not_offer(scene: Scene) -> None:
    coach = await scene.staff("coach", PROGRAMME)
    await scene.participant()
    await scene.say(coach, "/avsluta")
    await scene.press_first(coach)
    before, shown = scene.tables(), coach.chat.text
    for data in ("outcome:99", "outcome:", "day:2020-01-01", "handed_over:yes", "sure:yes", "reference:x"):
        await scene.press_data(coach, f"f:avsluta:1:{data}")
        assert (coach.chat.text, scene.tables()) == (shown, before), data


async def test_an_old_button_of_ones_own_shows_the_screen_as_it_is_now(scene: Scene) -> None:
    alva = await in_a_form(scene)
    old = alva.chat.last
    assert old
    for label in ("Studier", "7"):
        await scene.press(alva, label)
    before, shown = scene.tables(), alva.chat.text
    for button in old.buttons:
        if button.text != "Pausa":
            await scene.press_data(alva, button.data or "")
            assert (alva.chat.text, scene.tables()) == (shown, before), button


async def test_a_button_for_a_question_that_is_not_shown_answers_nothing(scene: Scene) -> None:
    alva = await in_a_form(scene)
    [run] = [number for number in ids(scene, "runs") if number and scene.count("runs", f"id = {number}")]
    for data in (f"a:{run}:1:4", f"a:{run}:2:0", f"d:{run}:2", f"a:{run}:3:0"):
        before = scene.tables()
        await scene.press_data(alva, data)
        assert "Fråga 1 av 3" in alva.chat.text
        assert scene.tables() == before, data


def test_every_kind_of_button_leads_somewhere() -> None:
    assert set(Button.__subclasses__()) == set(PRESSES)


def test_every_button_comes_back_as_it_was_packed() -> None:
    examples: dict[object, object] = {int: 123456789012, str: PROGRAMME, bool: True}
    for kind in PRESSES:
        button = kind(*(examples[field.type] for field in fields(kind)))
        assert parse(button.pack()) == button


@pytest.mark.parametrize("data", ["", "x:1", "tp:1:2", "a:1:0:１", "b:-1", "b:", "b:1:", "B:1"])
def test_what_is_no_button_of_ours_is_malformed(data: str) -> None:
    with pytest.raises(Malformed):
        parse(data)


def test_every_button_fits_telegram_with_the_longest_programme_and_large_ids() -> None:
    longest = max(read_catalogue(SHIPPED).programmes, key=len)
    examples: dict[object, object] = {int: 99_999_999, str: longest, bool: True}
    # Of these what stands there is known to be short.
    short = {"kind": "w", "period": "2026-Q3"}
    buttons = [
        kind(*(short.get(field.name, examples[field.type]) for field in fields(kind)))
        for kind in PRESSES
        if kind is not Fill
    ]
    buttons += [Fill(kind, 9_999_999_999, key, longest) for kind, key in KEYS]
    for button in buttons:
        assert len(button.pack().encode()) <= MOST_BYTES, button
