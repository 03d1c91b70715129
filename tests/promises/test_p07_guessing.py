"""P7: guessing links and codes gets nobody in.

It is slowed per sender and over all, and told to administrators; whatever is wrong with a word, it is answered with the
same words by the same work.

Time is measured as work: the statements that the database is given and the keyed hashes, one after the other, and the
steps of the database's own machine.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bot.actions.coach.invite import NewParticipant, invite
from bot.actions.here import Caller
from bot.actions.participant import join
from bot.chat.button import Button
from bot.chat.buttons import AcceptRole, ChooseLanguage
from bot.chat.incoming import Incoming, Kind
from bot.chat.letters import make_ready
from bot.chat.reply import Reply
from bot.chat.respond import respond
from storage import guesses, invitations, outbox
from storage.guesses import AT_MOST, AT_MOST_IN_ALL, WITHIN, Lately
from storage.invitations import Invitation
from storage.seal import Seal
from storage.unit import Unit
from tests.promises.access_cells import shown
from tests.promises.access_world import ADMINISTRATOR, ADMINISTRATOR_ELSEWHERE, HERE, HOUSE, NOW, World, made, whole
from tests.promises.telling import Tell

__all__ = ["made", "whole"]

NEUTRAL = "Den här länken eller koden fungerar inte. Be den som gav dig den om en ny."
WAYS: dict[str, Callable[[str], Incoming]] = {
    "link opened": lambda word: Incoming(0, Kind.COMMAND, 0, 1, word, "start"),
    "language chosen": lambda word: pressed(ChooseLanguage("sv", word)),
    "role accepted": lambda word: pressed(AcceptRole(word)),
}
STEPS_APART = 12
"""How far the machine's steps may be apart: a row that is there to be turned down takes less than a microsecond."""
FIRST_CHAT = 2_000_000


def pressed(button: Button) -> Incoming:
    return Incoming(0, Kind.PRESS, 0, 1, button.pack(), press="1")


@dataclass
class Guesser:
    """Strangers who send words."""

    world: World
    updates: int = 5_000_000

    def sends(self, chat: int, incoming: Incoming, *, later: timedelta = timedelta(0)) -> Reply:
        self.updates += 1
        made = replace(incoming, update=self.updates, chat=FIRST_CHAT + chat)
        return respond(self.world.unit, HOUSE, made, NOW + later)

    def opens(self, chat: int, word: str, *, later: timedelta = timedelta(0)) -> str:
        return shown(self.sends(chat, WAYS["link opened"](word), later=later)).strip()

    def guesses_wrong(self, chat: int, times: int = AT_MOST) -> None:
        for number in range(times):
            assert self.opens(chat, f"ABCDEFGHJ{2 + number % 8}") == NEUTRAL


@pytest.fixture
def guesser(made: World) -> Guesser:
    return Guesser(made)


@pytest.fixture
def right(made: World) -> Invitation:
    return invite(made.operator, NewParticipant(HERE)).invitation


@dataclass
class Work:
    """What was done for one word: the statements and the hashes in their order, and the machine's steps."""

    deeds: list[str]
    steps: int = 0


@contextmanager
def watched(db: sqlite3.Connection) -> Iterator[Work]:
    """Watch what is done meanwhile."""
    work = Work([])

    def step() -> int:
        work.steps += 1
        return 0

    with pytest.MonkeyPatch.context() as patch:
        for kind, name in ((Unit, "run"), (Seal, "hash"), (Seal, "hashes"), (Seal, "derived"), (Seal, "open")):
            patch.setattr(kind, name, noting(getattr(kind, name), work, name))
        db.set_progress_handler(step, 1)
        yield work
        db.set_progress_handler(None, 0)


def noting(original: Callable[..., object], work: Work, name: str) -> Callable[..., object]:
    def noted(self: object, *values: object) -> object:
        work.deeds.append(str(values[0]) if name == "run" else name)
        return original(self, *values)

    return noted


def work_for(guesser: Guesser, incoming: Incoming) -> tuple[str, Work]:
    """Give what a stranger is answered, and the work for it; nothing of it stays."""
    db = guesser.world.unit.db
    db.execute("SAVEPOINT guess")
    with watched(db) as work:
        reply = guesser.sends(0, incoming)
    db.execute("ROLLBACK TO guess")
    db.execute("RELEASE guess")
    return shown(reply).strip(), work


def works(guesser: Guesser, way: str) -> list[Work]:
    """Give the work for every wrong word that there is, each answered neutrally."""
    done = {word: work_for(guesser, WAYS[way](word)) for word in guesser.world.words}
    assert {said for said, _ in done.values()} == {NEUTRAL}, done.keys()
    return [work for _, work in done.values()]


def differ(found: list[Work]) -> bool:
    """Whether the work tells one wrong word from another."""
    steps = [work.steps for work in found]
    is_apart = max(steps) - min(steps) > STEPS_APART
    return is_apart or any(work.deeds != found[0].deeds for work in found)


@pytest.mark.parametrize("way", WAYS)
def test_every_wrong_word_gets_the_same_words_by_the_same_work(
    way: str, guesser: Guesser, record_property: Tell
) -> None:
    found = works(guesser, way)
    assert not differ(found)
    steps = [work.steps for work in found]
    work = f"each {len(found[0].deeds)} statements and hashes, {min(steps)}-{max(steps)} steps of the database"
    record_property("P7", f"{way}: {len(found)} wrong words, the same answer, {work}")


def test_who_guessed_too_often_learns_no_more_of_a_right_word(guesser: Guesser, right: Invitation) -> None:
    guesser.guesses_wrong(0)
    for way, incoming in WAYS.items():
        (said, work), (other, wrong) = (work_for(guesser, incoming(word)) for word in (right.payload, "x" * 32))
        assert said == other == NEUTRAL
        assert not differ([work, wrong]), way


def test_the_work_differs_where_a_row_is_read_before_it_is_turned_down(
    guesser: Guesser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(invitations, "_HOLDS", "(?3 OR ?4 OR 1)")
    assert differ(works(guesser, "link opened"))


def test_each_sender_has_few_tries_an_hour(guesser: Guesser, right: Invitation) -> None:
    guesser.guesses_wrong(0)
    for word in (right.payload, right.code):
        assert guesser.opens(0, word) == NEUTRAL
        assert "Välj språk" in guesser.opens(1, word)
        assert "Välj språk" in guesser.opens(0, word, later=WITHIN + timedelta(seconds=1))


def test_a_guess_that_is_delivered_again_counts_once(made: World) -> None:
    incoming = replace(WAYS["link opened"]("x" * 32), update=1, chat=FIRST_CHAT)
    for _ in range(2 * AT_MOST):
        respond(made.unit, HOUSE, incoming, NOW)
    assert guesses.lately(made.unit, FIRST_CHAT, NOW).own == 1


def everyone_guesses(guesser: Guesser) -> None:
    """Let many senders guess, each less often than one may."""
    for number in range(AT_MOST_IN_ALL // 5):
        guesser.guesses_wrong(100 + number, 5)


def test_all_together_have_few_tries_too_and_nobody_can_shut_the_door_on_others(
    guesser: Guesser, right: Invitation, record_property: Tell
) -> None:
    everyone_guesses(guesser)
    assert guesser.opens(1, right.code) == NEUTRAL
    assert guesser.opens(100, right.payload) == NEUTRAL, "who has guessed wrong"
    assert "Välj språk" in guesser.opens(2, right.payload), "a link cannot be guessed by any number of senders"
    assert "Välj språk" in guesser.opens(1, right.code, later=WITHIN + timedelta(seconds=1))
    record_property(
        "P7", f"guesses an hour: {AT_MOST} of a sender, {AT_MOST_IN_ALL} in all; then no code opens anything"
    )


def test_without_counting_a_guesser_gets_in(
    guesser: Guesser, right: Invitation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guesses, "lately", lambda *_: Lately(0, 0))
    guesser.guesses_wrong(0)
    everyone_guesses(guesser)
    assert "Välj språk" in guesser.opens(0, right.code)


def letters(made: World) -> list[int]:
    """Give whom the bot writes to about guessing."""
    rows = made.unit.rows("SELECT person FROM outbox WHERE kind = 'guessing' ORDER BY person")
    return [row["person"] for row in rows]


@pytest.mark.parametrize("many", [Guesser.guesses_wrong, lambda guesser, _: everyone_guesses(guesser)])
def test_administrators_are_told_once_a_day(
    many: Callable[[Guesser, int], None], guesser: Guesser, made: World
) -> None:
    guesser.guesses_wrong(50, AT_MOST - 1)
    assert letters(made) == []
    many(guesser, 0)
    many(guesser, 0)
    administrators = sorted(made.person[role] for role in (ADMINISTRATOR, ADMINISTRATOR_ELSEWHERE))
    assert letters(made) == administrators
    letter = outbox.Letter(1, made.person[ADMINISTRATOR], "guessing", NOW.date().toordinal(), 1)
    ready = make_ready(made.unit, HOUSE, letter, NOW)
    assert ready
    assert ready.screen
    assert "26 nov. 2026 provade någon många länkar eller koder" in ready.screen.text
    assert make_ready(made.unit, HOUSE, replace(letter, person=made.person["coach"]), NOW) is None


def test_administrators_are_told_again_the_next_day(guesser: Guesser, made: World) -> None:
    guesser.guesses_wrong(0)
    tomorrow = replace(made.operator, caller=Caller(FIRST_CHAT, None), now=NOW + timedelta(days=1))
    for _ in range(AT_MOST):
        join.guessed_wrong(tomorrow)
    assert len(letters(made)) == 4
