"""P7: the loss of a role works at the next update: what was begun is refused, and the menu shrinks.

Everything that staff can be waited for to type (the table of contents of typed texts, with all dialogues) is begun;
then the role is taken away.
"""

import json
from collections.abc import Callable

import pytest

from bot.actions import drafts
from bot.actions.administrator import roles
from bot.actions.coordinator import paper_upload
from bot.actions.drafts import Draft
from bot.chat.coach.coach_buttons import Fill
from bot.chat.dialogue import Dialogue
from bot.chat.expected import EXPECTED
from bot.chat.handlers import following_up, recording, reminding, reporting, same_person
from bot.chat.handlers.dialogues import DIALOGUES
from bot.chat.incoming import Incoming, Kind
from bot.chat.letters import make_ready
from bot.chat.reply import Reply
from bot.chat.respond import respond
from storage import expectations, outbox
from storage.people import Role
from tests.promises.access_cells import Trial, is_refusal
from tests.promises.access_world import CHATS, COACH, COORDINATOR, HERE, HOUSE, NOW, QUARTER, World, made, whole
from tests.promises.telling import Tell

__all__ = ["made", "whole"]

BEGUN: dict[str, tuple[str, Callable[[World], Draft]]] = {
    "ny": (COACH, lambda _: Draft("ny", 7, {"programme": HERE, "reference": "REF-NY"})),
    "avsluta": (COACH, lambda _: Draft("avsluta", 1, {"outcome": "0", "day": "2026-11-26"})),
    "slut": (COACH, lambda _: Draft("slut", 1, {"mark": "0"})),
    "vikarie": (COACH, lambda made: Draft("vikarie", made.person["other coach"])),
    "own": (COACH, lambda _: Draft("own", 7, {"at": "2026-11-27T08:00:00Z", "words": "ring"})),
    "anteckna": (COORDINATOR, lambda _: Draft("anteckna", 7, {"programme": "0"})),
    "anteckning": (
        COORDINATOR,
        lambda made: Draft("anteckning", min(made.notes), {"item": "activity", "part": "words"}),
    ),
    "blankett": (COORDINATOR, lambda _: Draft("blankett", 7, {"programme": "0"})),
    "papper": (COORDINATOR, lambda _: Draft("papper", 7, {"programme": "0"})),
    "traff": (COORDINATOR, lambda _: Draft("traff", 7, {"programme": "0", "form": "0"})),
}
"""Whose each dialogue is, and a draft of it."""
WAITED_FOR = {
    following_up.DAY: (COACH, "3"),
    following_up.REASON: (COACH, "3"),
    recording.VALUE: (COACH, "1:kon"),
    reminding.ASKED: (COACH, ""),
    reporting.ANALYSIS: (COORDINATOR, f"{HERE} {QUARTER}"),
    paper_upload.FILE: (COORDINATOR, json.dumps([HERE, "avslut", 0])),
}
"""What else staff are waited for to type, and the detail kept with it."""
CASES = [*(f"{drafts.PREFIX}{kind}" for kind in BEGUN), *WAITED_FOR]
TYPED = "kvinna"


def begin(made: World, case: str) -> str:
    """Let somebody be waited for; give who."""
    if case in WAITED_FOR:
        role, detail = WAITED_FOR[case]
        expectations.expect(made.unit, made.person[role], case, detail)
        return role
    role, draft = BEGUN[case.removeprefix(drafts.PREFIX)]
    drafts.keep(made.here(role), draft(made))
    return role


def sent(made: World, role: str, kind: Kind, text: str, command: str = "") -> Reply:
    update = made.unit.count("SELECT COALESCE(MAX(id), 0) + 1 FROM updates") + 1_000_000
    return respond(made.unit, HOUSE, Incoming(update, kind, CHATS[role], 1, text, command, press="1"), NOW)


def take_away(made: World, role: str) -> None:
    roles.take_away(made.operator, roles.member(made.operator, made.person[role]))


def goes_on(made: World, case: str, role: str) -> bool:
    """Whether what was begun is answered, typed or pressed, or changes anything."""
    trial = Trial(made, most=1)
    before = trial.digest(role)
    replies = [sent(made, role, Kind.TEXT, TYPED)]
    if case.removeprefix(drafts.PREFIX) in DIALOGUES:
        kind = case.removeprefix(drafts.PREFIX)
        subject = BEGUN[kind][1](made).subject
        replies += [sent(made, role, Kind.PRESS, Fill(kind, subject, "day", "2026-11-26").pack())]
    return trial.digest(role) != before or not all(map(is_refusal, replies))


def test_everything_that_can_be_waited_for_is_tried() -> None:
    assert set(CASES) == set(EXPECTED) - {same_person.KIND}


@pytest.mark.parametrize("case", CASES)
def test_what_was_begun_is_refused_at_the_next_update(case: str, made: World) -> None:
    role = begin(made, case)
    assert not is_refusal(sent(made, role, Kind.TEXT, TYPED)), "while the role lasts it goes on"
    begin(made, case)
    take_away(made, role)
    assert expectations.expected(made.unit, made.person[role]) is None
    begin(made, case)  # as if it had been begun a moment after
    assert not goes_on(made, case, role)


def test_it_goes_on_where_neither_roles_nor_dialogues_look(made: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Dialogue, "_check", lambda *_: None)
    begin(made, "draft:ny")
    take_away(made, COACH)
    begin(made, "draft:ny")
    assert goes_on(made, "draft:ny", COACH)


def test_the_menu_shrinks_and_no_command_is_theirs(made: World, record_property: Tell) -> None:
    lost = 0
    for role in (COACH, COORDINATOR, "administrator", "administrator elsewhere"):
        offered = menu(made, role)
        take_away(made, role)
        assert menu(made, role) == {"hjalp"}
        replies = [sent(made, role, Kind.COMMAND, "", command) for command in offered - {"hjalp", "sprak", "avbryt"}]
        assert all(map(is_refusal, replies)), role
        lost += len(replies)
    told = f"a role removed in the midst of {len(CASES)} things begun: all refused; {lost} commands and the menu gone"
    record_property("P7", told)


def menu(made: World, role: str) -> set[str]:
    """Give the commands that the next menu letter sets on somebody's phone."""
    person = made.person[role]
    outbox.put(made.unit, f"menu:{role}:{made.unit.db.total_changes}", person, "menu", 0, NOW)
    letters = made.unit.rows("SELECT * FROM outbox WHERE person = ? AND kind = 'menu' ORDER BY id DESC", person)
    letter = outbox.Letter(letters[0]["id"], person, "menu", 0, 1)
    ready = make_ready(made.unit, HOUSE, letter, NOW)
    assert ready
    assert ready.menu is not None
    return {command for command, _ in ready.menu}


def test_a_link_that_a_removed_administrator_made_opens_nothing(made: World) -> None:
    link = roles.invite(made.here("administrator"), roles.Link(Role.ADMINISTRATOR, "", 0))
    take_away(made, "administrator")
    reply = sent(made, "administrator", Kind.COMMAND, link.payload, "start")
    assert reply.screen
    assert "fungerar inte" in reply.screen.text


def test_a_link_to_a_role_is_made_once_however_often_its_update_comes(made: World) -> None:
    incoming = Incoming(
        1, Kind.PRESS, CHATS["administrator"], 1, f"am:2:{HERE}:{roles.last_link(made.operator)}", press="1"
    )
    before = made.unit.count("SELECT COUNT(*) FROM invitations")
    first, again = (respond(made.unit, HOUSE, incoming, NOW) for _ in range(2))
    assert first.screen
    assert "https://t.me/foljsam_bot?start=" in first.screen.text
    assert again == first
    assert made.unit.count("SELECT COUNT(*) FROM invitations") == before + 1
