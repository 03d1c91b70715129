"""A second link to the same programme on one phone: the same person once more, or another who shares the phone."""

from bot.actions.participant import choice, join
from bot.actions.participant.join import Entry, Opened
from bot.chat.coach.coach_buttons import SamePerson
from bot.chat.participant import join_screens
from bot.chat.participant import same_person_screens as screens
from bot.chat.reply import Reply
from bot.chat.turn import Turn
from storage import expectations

KIND = "same_person"
"""The expectation that the next typed text says yes or no; its detail is the sealed link."""


def ask(turn: Turn, opened: Opened) -> Reply:
    """Ask whether it is the same person."""
    if turn.first_time:
        sealed = turn.here.unit.seal.close(opened.word).hex()
        expectations.expect(turn.here.unit, turn.here.person().id, KIND, sealed)
    return turn.show(screens.question(turn.t, opened.word))


def typed(turn: Turn, sealed: str) -> Reply:
    """Take a typed yes or no."""
    screen = screens.question(turn.t, turn.here.unit.seal.open(bytes.fromhex(sealed)))
    button = screen.typed(turn.incoming.text)
    return answer(turn, button) if isinstance(button, SamePerson) else turn.show(screen)


def answer(turn: Turn, button: SamePerson) -> Reply:
    """Use the link for the same person, or point another one kindly to paper and tell the coach."""
    expectations.clear(turn.here.unit, turn.here.person().id)
    if not button.yes:
        turn.once(join.not_the_same, button.word)
        return turn.show(screens.paper(turn.t))
    turn.once(join.enter, Entry(button.word, turn.here.person().language, is_same=True))
    waiting = choice.pending(turn.again().here)
    if waiting is None:
        return turn.show(join_screens.nothing_more_now(turn.t))
    return turn.show(join_screens.taking_part(turn.t, turn.here.house.association, waiting))
