"""Handlers of what is neither a command nor a press."""

import re
from dataclasses import replace

from bot.actions.participant import answer as answering
from bot.actions.participant import choice, contact, forms
from bot.actions.participant.forms import Form
from bot.chat import last_shown, staff_screens
from bot.chat.expected import take_expected
from bot.chat.handlers import attending, inviting, papering
from bot.chat.handlers.choosing import typed_options
from bot.chat.handlers.joining import open_word
from bot.chat.handlers.survey import in_its_message, typed_answer, typed_before, under_way, which
from bot.chat.incoming import Kind
from bot.chat.participant import contact_screens, held_screens, hints, join_screens, survey_screens
from bot.chat.press import press
from bot.chat.reader import choices
from bot.chat.reply import Reply
from bot.chat.screen import Screen, plain
from bot.chat.turn import Turn
from flows.forms.distress import sounds_distressed
from flows.forms.questions import FreeText
from flows.swedish.typed import with_latin_digits
from storage.invitations import typed_code


def typed(turn: Turn) -> Reply:
    """Take a typed text for what was expected: a reference, an answer, a button's word or number, a link's code."""
    if turn.here.caller.person is None:
        known = attending.thanked_again(turn) or _code(turn) or distressed(turn)
        return known or turn.show(join_screens.stranger(turn.t))
    before = None if turn.first_time else _before(turn)
    if before:
        return before
    ways = (_expected, _language, _in_a_form, _at_a_question, _which_form, _code, distressed, _too_late)
    return next((reply for way in ways if (reply := way(turn))), None) or hint(turn)


def _before(turn: Turn) -> Reply | None:
    """Show again what a text led to that is delivered once more."""
    form = typed_before(turn)
    return inviting.shown_again(turn) or (_without_text(turn, form) if form else None)


def _without_text(turn: Turn, reply: Reply) -> Reply:
    """Take what was typed out of the chat."""
    typed_message = turn.incoming.message
    return replace(reply, delete=(*reply.delete, typed_message)) if typed_message else reply


def _expected(turn: Turn) -> Reply | None:
    """Take the text for the reference that was asked for, or for a button of the last screen."""
    button = last_shown.meant(turn.here, turn.incoming.text)
    if button:
        return _below(turn, press(turn, button))
    return take_expected(turn)


def _below(turn: Turn, reply: Reply) -> Reply:
    """Show a form that a typed word leads to anew, below the word: its message may be far above, and look no different.

    The old one is taken away, for only one message shows a form.
    """
    if reply.run is None or reply.edit is None or turn.incoming.kind is Kind.PRESS:
        return reply
    return replace(reply, edit=None, delete=(*reply.delete, reply.edit))


def _language(turn: Turn) -> Reply | None:
    """Change to the language whose own name was typed, but where the person writes in their own words."""
    form = under_way(turn)
    if form and isinstance(form.question, FreeText):
        return None
    button = join_screens.languages(choices(turn.here.house, turn.here.caller.person)).labelled(turn.incoming.text)
    return press(turn, button) if button else None


_LINK = re.compile(r"https?://t\.me/\w+\?start=([A-Za-z0-9_-]{1,64})")


def _code(turn: Turn) -> Reply | None:
    """Open the link whose code was typed, or that was pasted as it is."""
    link = _LINK.fullmatch(turn.incoming.text)
    word = link[1] if link else typed_code(with_latin_digits(turn.incoming.text))
    return open_word(turn, word) if word else None


def _in_a_form(turn: Turn) -> Reply | None:
    """Answer the form under way; what was typed is taken out of the chat."""
    form = under_way(turn)
    if form is None or (choice.pending(turn.here) and last_shown.has_buttons(turn.here)):
        return None  # what is asked now is whether to take part
    button = survey_screens.meant(turn.t, form, turn.incoming.text)
    if button is None:
        return _without_text(turn, typed_options(turn, form) or _help_instead(turn, form) or typed_answer(turn, form))
    reply = press(_as_press(turn, form.run.message), button)
    return _without_text(turn, reply)


def _help_instead(turn: Turn, form: Form) -> Reply | None:
    """Show help to somebody in distress at a question that no words answer; at others the words wait."""
    return None if isinstance(form.question, FreeText) else distressed(turn, form)


def distressed(turn: Turn, form: Form | None = None) -> Reply | None:
    """Show whom to call to somebody who writes words of acute distress; nothing is kept, and nobody is told.

    :param form: the form under way
    """
    house = turn.here.house
    if not sounds_distressed(turn.incoming.text, house.catalogue.distress):
        return None
    found = tuple(each.id for each in contact.own(turn.here)) if turn.here.caller.person else ()
    screen = held_screens.help_at_once(turn.t, house.association.distress, form.run.id if form else None, found)
    if form is None:
        return _without_text(turn, Reply(screen))
    turn.once(answering.set_aside, form.run.id)
    return replace(in_its_message(turn, form, screen), is_aside=True)


def _too_late(turn: Turn) -> Reply | None:
    """Say to somebody who answers a form by typing that it has been closed meanwhile."""
    closed = turn.once(answering.closed_under_way, None)
    return _without_text(turn, turn.show(survey_screens.over(turn.t))) if closed else None


def _as_press(turn: Turn, message: int | None) -> Turn:
    """Give the turn as if the button in this message had been pressed."""
    kind = Kind.PRESS if message else Kind.TEXT
    return replace(turn, incoming=replace(turn.incoming, kind=kind, message=message))


def _at_a_question(turn: Turn) -> Reply | None:
    """Press the button that was typed, on the question of taking part or on a form that was offered."""
    screen = _offered(turn)
    button = screen.typed(turn.incoming.text) if screen else None
    asked_anew = choice.pending(turn.here)
    if button is None and screen and asked_anew and asked_anew.agreed_to:
        return turn.show(screen)
    return _below(turn, press(turn, button)) if button else None


def _which_form(turn: Turn) -> Reply | None:
    """Ask which form is meant by the word on the button of several letters."""
    found = forms.open_forms(turn.here)
    named = any(survey_screens.intro(turn.t, form).labelled(turn.incoming.text) for form in found)
    return turn.show(which(turn, found)) if named and len(found) > 1 else None


def _offered(turn: Turn) -> Screen | None:
    waiting = choice.pending(turn.here)
    if waiting:
        return join_screens.taking_part(turn.t, turn.here.house.association, waiting)
    found = forms.open_forms(turn.here)
    if len(found) > 1:
        return which(turn, found)
    if not found:
        return None
    screen = survey_screens.intro(turn.t, found[0])
    return Screen(screen.text, contact_screens.ways(turn.t, found[0], is_too_late=False))


def hint(turn: Turn) -> Reply:
    """Say that this was not understood, and where help is."""
    return Reply(Screen(plain(hints.not_understood(turn.t))))


def other(turn: Turn) -> Reply:
    """Take a file that was waited for; of a photo, a voice message and the like say that it cannot be read."""
    taken = papering.received(turn, turn.incoming.file) if turn.incoming.file else None
    if taken:
        return taken
    return Reply(Screen(plain(hints.only_text(turn.t))))


def edited(turn: Turn) -> Reply:
    """Say that an edited text has no effect, and what to do instead."""
    person = turn.here.caller.person
    if person and person.grants and not forms.open_forms(turn.here):
        return Reply(staff_screens.edited(turn.t))
    return Reply(Screen(plain(hints.edited(turn.t))))


def group(_: Turn) -> Reply:
    """Leave a group without a word."""
    return Reply(leave=True)
