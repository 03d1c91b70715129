"""Handlers of answers that are more than one press: several choices, a thermometer's number, a day."""

from datetime import timedelta

from bot.actions.here import NotAllowed
from bot.actions.participant import answer as answering
from bot.actions.participant import forms
from bot.actions.participant.answer import Given, Marked, Place
from bot.actions.participant.forms import Form
from bot.chat.buttons import ChooseDay, Done, Mark, ShowTen
from bot.chat.handlers.survey import complain, in_its_message, show_form
from bot.chat.participant import survey_screens as screens
from bot.chat.reply import Reply
from bot.chat.turn import Turn
from flows.forms.questions import TEN, CalendarDay, SeveralChoices, Thermometer
from flows.forms.read_answer import options_named
from flows.swedish.typed import folded

_LONGEST_AGO = 1
"""Buttons offer today and yesterday."""


def mark(turn: Turn, button: Mark) -> Reply:
    """Choose an option of several, or choose it no longer."""
    question = forms.load(turn.here, button.run).at(button.index)
    if not isinstance(question, SeveralChoices) or button.option >= len(question.options):
        raise NotAllowed
    options = (question.options[button.option].key,)
    return _marked(turn, Marked(button.run, button.index, options, button.chosen))


def typed_options(turn: Turn, form: Form) -> Reply | None:
    """Choose the options whose labels or numbers were typed, such as "1, 3"."""
    question = form.question
    if not isinstance(question, SeveralChoices):
        return None
    numbered = {str(number): option.key for number, option in enumerate(question.options, 1)}
    named = numbered | {folded(turn.t(option.label)): option.key for option in question.options}
    options = options_named(turn.incoming.text, named)
    if not options:
        return None
    return _marked(turn, Marked(form.run.id, form.questionnaire.index(question.key), options, chosen=True))


def _marked(turn: Turn, marked: Marked) -> Reply:
    why = turn.once(answering.mark, marked)
    return complain(turn, show_form(turn, marked.run), why, forms.load(turn.here, marked.run).at(marked.index))


def done(turn: Turn, button: Done) -> Reply:
    """Let what is chosen be the answer."""
    turn.once(answering.finish, Place(button.run, button.index))
    return show_form(turn, button.run)


def show_ten(turn: Turn, button: ShowTen) -> Reply:
    """Show ten numbers of a thermometer. Nothing is kept of it: the button tells which."""
    form = forms.load(turn.here, button.run)
    question = form.at(button.index)
    if not isinstance(question, Thermometer) or button.ten % TEN or button.ten >= question.highest:
        raise NotAllowed
    turn.once(answering.begin, button.run)
    if not form.shows(question):
        return show_form(turn, button.run)
    return in_its_message(turn, form, screens.ten_screen(turn.t, form, question, button.ten))


def choose_day(turn: Turn, button: ChooseDay) -> Reply:
    """Answer with a day that was named by how long ago it was."""
    question = forms.load(turn.here, button.run).at(button.index)
    if not isinstance(question, CalendarDay) or button.ago > _LONGEST_AGO:
        raise NotAllowed
    day = turn.here.today - timedelta(days=button.ago)
    why = turn.once(answering.answer, Given(button.run, button.index, day.isoformat()))
    return complain(turn, show_form(turn, button.run), why, question)
