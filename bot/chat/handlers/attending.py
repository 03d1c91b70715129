"""Handlers of whoever opens an event's link: what it is, and thanks. All between is a form like any other."""

from bot.actions.coordinator import events
from bot.actions.participant import join
from bot.actions.participant.join import Entry, Opened
from bot.chat.handlers.survey import in_its_message
from bot.chat.incoming import Kind
from bot.chat.participant import guest_screens, join_screens, survey_screens
from bot.chat.reply import Reply
from bot.chat.turn import Turn


def welcome(turn: Turn, opened: Opened) -> Reply:
    """Ask a stranger for a language first; tell others at once what it is, in theirs."""
    person = turn.here.caller.person
    if person is None:
        return turn.show(join_screens.languages(turn.here.house.languages, opened.word))
    turn.once(join.enter, Entry(opened.word, person.language))
    return told(turn, opened.word) or turn.show(join_screens.link_does_not_work(turn.t))


def told(turn: Turn, word: str) -> Reply | None:
    """Tell what the event is whose link this is, if the caller is answering it now."""
    found = events.attended(turn.here, word)
    if found is None:
        return None
    event, form = found
    screen = guest_screens.welcome(turn.t, event, form)
    if turn.incoming.kind is Kind.PRESS:
        return in_its_message(turn, form, screen)
    return Reply(screen, delete=(form.run.message,) if form.run.message else (), run=form.run.id)


def answered_already(turn: Turn) -> Reply:
    """Thank once more."""
    return turn.show(guest_screens.answered_already(turn.t))


def thanked_again(turn: Turn) -> Reply | None:
    """Thank for what was sent in, where the text that sent it in is delivered again and the chat is nobody here now."""
    if turn.first_time or not events.has_answered_any(turn.here):
        return None
    return turn.show(survey_screens.thanks(turn.t, linked=False))
