"""Handlers of forms: presses, commands, and typed answers."""

from dataclasses import replace

from bot.actions.coordinator import events
from bot.actions.participant import answer as answering
from bot.actions.participant import forms
from bot.actions.participant.answer import Chosen, Complaint, Given, Place
from bot.actions.participant.forms import Form
from bot.actions.participant.own_wheel import own_wheel
from bot.actions.participant.send_in import send_in
from bot.chat import staff_screens
from bot.chat.buttons import Back, Begin, Change, Choose, Decline, KeepAnswer, KeepHeld, Pause, Read, SendIn, WriteAnew
from bot.chat.incoming import Kind
from bot.chat.participant import hints, wheel_screen
from bot.chat.participant import survey_screens as screens
from bot.chat.reply import Reply
from bot.chat.screen import Screen
from bot.chat.turn import Turn
from flows.forms.questions import FreeText, Question, Typed
from storage import enrolments, runs


def show_form(turn: Turn, run: int) -> Reply:
    """Show where one of the caller's forms stands, in its own message; one that was left waits to be taken up again.

    So a question is shown only where what is typed answers it.
    """
    form = forms.load(turn.here, run)
    is_touched = form.run.is_open and form.run.touched == turn.here.now.replace(microsecond=0)
    return replace(as_it_stands(turn, form), stands=is_touched)


def in_its_message(turn: Turn, form: Form, screen: Screen) -> Reply:
    """Edit the message that was pressed, or the one that shows the form where something was typed.

    Only one message shows a form: another that did is taken away, with what was answered in it.
    """
    pressed = turn.incoming.kind is Kind.PRESS
    message = turn.incoming.message if pressed else form.run.message
    if pressed and message is not None and message != form.run.message:
        runs.show_in(turn.here.unit, form.run.id, message)
    other = (form.run.message,) if form.run.message not in {None, message} else ()
    return Reply(screen, edit=message, delete=other, run=form.run.id)


def begin(turn: Turn, button: Begin) -> Reply:
    """Begin a form, or take it up again."""
    turn.once(answering.begin, button.run)
    return show_form(turn, button.run)


def choose(turn: Turn, button: Choose) -> Reply:
    """Answer with an option."""
    turn.once(answering.choose, Chosen(button.run, button.index, button.option))
    return show_form(turn, button.run)


def decline(turn: Turn, button: Decline) -> Reply:
    """Choose not to answer."""
    turn.once(answering.answer, Given(button.run, button.index, None))
    return show_form(turn, button.run)


def read(turn: Turn, button: Read) -> Reply:
    """Go on from an information card."""
    turn.once(answering.answer, Given(button.run, button.index, answer=True))
    return show_form(turn, button.run)


def back(turn: Turn, button: Back) -> Reply:
    """See the question before again."""
    turn.once(answering.go_back, Place(button.run, button.index))
    return show_form(turn, button.run)


def change(turn: Turn, button: Change) -> Reply:
    """See an answered question again."""
    turn.once(answering.reopen, Place(button.run, button.index))
    return show_form(turn, button.run)


def keep_answer(turn: Turn, button: KeepAnswer) -> Reply:
    """Leave an answer seen again as it was."""
    turn.once(answering.keep, Place(button.run, button.index))
    return show_form(turn, button.run)


def keep_held(turn: Turn, button: KeepHeld) -> Reply:
    """Let the text that waits be the answer; one that is too long is given back to be shortened."""
    held = forms.load(turn.here, button.run).held
    why = turn.once(answering.keep_held, Place(button.run, button.index))
    reply, form = show_form(turn, button.run), forms.load(turn.here, button.run)
    if why is None or held is None or reply.screen is None:
        return reply
    complained = screens.complained(turn.t, reply.screen, why, form.at(button.index), held.words)
    return replace(reply, screen=complained, stands=False)


def write_anew(turn: Turn, button: WriteAnew) -> Reply:
    """Let go of the text that waits."""
    turn.once(answering.let_go, Place(button.run, button.index))
    return show_form(turn, button.run)


def send(turn: Turn, button: SendIn) -> Reply:
    """Send the form in; what is taken away with that must also leave the disk."""
    sent = None if events.has_sent(turn.here, button.run) else turn.once(send_in, button.run)
    if events.has_sent(turn.here, button.run):
        return replace(turn.show(screens.thanks(turn.t, linked=False)), forget=sent is not None)
    reply = replace(show_form(turn, button.run), forget=sent is not None and sent.took_away)
    # A press delivered again may come after a death before the reply; a second press is answered with thanks alone.
    return _with_wheel(turn, reply, button.run) if sent or not turn.first_time else reply


def _with_wheel(turn: Turn, reply: Reply, run: int) -> Reply:
    """Add the person's own wheel of life, if the form is one and was sent in before."""
    form = forms.load(turn.here, run)
    wheel = own_wheel(turn.here, form)
    if wheel is None:
        return reply
    drawn, words = wheel_screen.shown(turn.t, form.questionnaire.title, wheel)
    return replace(reply, picture=drawn, more=words)


def pause(turn: Turn, button: Pause) -> Reply:
    """Leave the form for now."""
    form = forms.load(turn.here, button.run)
    turn.once(answering.leave, button.run)
    return in_its_message(turn, form, _left(turn, button.run))


def enkat(turn: Turn) -> Reply:
    """``/enkat``: the form under way, a chooser, or that there is none. An older message with the form is removed."""
    found = forms.open_forms(turn.here)
    if not found:
        return turn.show(screens.nothing_to_answer(turn.t))
    if len(found) > 1:
        return turn.show(which(turn, found))
    return fresh(turn, found[0])


def which(turn: Turn, found: tuple[Form, ...]) -> Screen:
    """Ask which of several forms to answer."""
    return screens.chooser(turn.t, tuple((form, _programme_of(turn, form)) for form in found))


def _programme_of(turn: Turn, form: Form) -> str:
    enrolment = enrolments.by_id(turn.here.unit, form.run.enrolment)
    programme = turn.here.house.programme(enrolment.programme) if enrolment else None
    return programme.neutral_title if programme else ""


def fresh(turn: Turn, form: Form) -> Reply:
    """Show a form in a new message, and take the old one away."""
    old = (form.run.message,) if form.run.message else ()
    return Reply(screens.standing(turn.t, form), delete=old, run=form.run.id)


def as_it_stands(turn: Turn, form: Form) -> Reply:
    """Show a form as it stands, in the message that was pressed or in its own."""
    return in_its_message(turn, form, screens.standing(turn.t, form))


def avbryt(turn: Turn) -> Reply:
    """``/avbryt``: leave the form under way; its answers stay."""
    found = forms.open_forms(turn.here)
    if not found:
        is_staff = bool(turn.here.person().grants)
        return turn.show(staff_screens.cancelled(turn.t) if is_staff else screens.nothing_to_answer(turn.t))
    left = under_way(turn) or found[0]
    turn.once(answering.leave, left.run.id)
    return replace(fresh(turn, left), screen=_left(turn, left.run.id))


def _left(turn: Turn, run: int) -> Screen:
    """Say that a form waits; of one that was sent in, that it is."""
    form = forms.load(turn.here, run)
    return screens.paused(turn.t, run) if form.run.is_open else screens.form_screen(turn.t, form)


def under_way(turn: Turn) -> Form | None:
    """Give the form that typed texts belong to, if one is begun."""
    return next((form for form in forms.open_forms(turn.here) if form.run.begun), None)


def typed_answer(turn: Turn, form: Form) -> Reply:
    """Take a typed text as the answer to the question that the form shows, if it is answered by typing."""
    question = form.question
    if not isinstance(question, FreeText | Typed):
        return in_its_message(
            turn, form, screens.form_screen(turn.t, form).with_notice(hints.use_buttons(turn.t, question))
        )
    index = form.questionnaire.index(question.key)
    why = turn.once(answering.answer, Given(form.run.id, index, turn.incoming.text))
    return complain(turn, show_form(turn, form.run.id), why, question)


def complain(turn: Turn, reply: Reply, why: Complaint | None, question: Question) -> Reply:
    """Say above the question why an answer was not kept, if so."""
    if why is None or reply.screen is None:
        return reply
    complained = screens.complained(turn.t, reply.screen, why, question, turn.incoming.text)
    return replace(reply, screen=complained, stands=False)


def typed_before(turn: Turn) -> Reply | None:
    """Show the form that a text delivered again belongs to: the open one, or else the one sent in last."""
    form = under_way(turn) or next(iter(forms.open_forms(turn.here)), None) or forms.last_sent(turn.here)
    return as_it_stands(turn, form) if form else None
