"""The buttons that answer a question, kind by kind."""

from collections.abc import Callable

from bot.actions.participant.forms import Form
from bot.chat.button import Button
from bot.chat.buttons import Begin, Choose, ChooseDay, Decline, Done, KeepAnswer, Mark, Pause, Read, ShowTen
from bot.chat.screen import Key, Row, column, grid
from flows.forms.conditions import Answer
from flows.forms.questions import (
    TEN,
    CalendarDay,
    FreeText,
    Information,
    Option,
    Question,
    Scale,
    SeveralChoices,
    Thermometer,
    WholeNumber,
)
from flows.goals.counting import marks
from locales.translator import Translator

_SCALE_WIDTH = 5
_TENS_WIDTH = 4


def form_rows(t: Translator, form: Form, question: Question, index: int) -> tuple[Row, ...]:
    """Give the rows that answer a question of a form; the first button moves on."""
    run, present = form.run.id, form.answers.get(question.key)
    match question:
        case Information():
            return column(Key(t("Nästa"), Read(run, index)))
        case FreeText() | WholeNumber() | CalendarDay():
            return _typed_rows(t, form, question, index)
        case SeveralChoices():
            rows = (*_done(t, question, present, Done(run, index)), *_marks(t, question, present, run, index))
        case Thermometer():
            rows = answer_rows(t, question, lambda place: _ten(run, index, place), present)
        case _:
            rows = answer_rows(t, question, lambda place: Choose(run, index, place), present)
    return (*rows, *column(Key(t("Vill inte svara"), Decline(run, index)))) if question.declinable else rows


def _done(t: Translator, question: SeveralChoices, present: Answer, done: Done) -> tuple[Row, ...]:
    is_enough = isinstance(present, tuple) and question.allows(question.chosen(present))
    return column(Key(t("Klar"), done, is_counted=False)) if is_enough else ()


def _marks(t: Translator, question: SeveralChoices, present: Answer, run: int, index: int) -> tuple[Row, ...]:
    chosen = present if isinstance(present, tuple) else ()
    options = question.options
    return answer_rows(t, question, lambda n: Mark(run, index, n, options[n].key not in chosen), present)


def _ten(run: int, index: int, place: int) -> Button:
    """Give the button of a ten; the highest is one number, which it chooses."""
    ten = TEN * place
    return ShowTen(run, index, ten) if ten < Thermometer.highest else Choose(run, index, ten)


def ten_rows(t: Translator, form: Form, index: int, ten: int) -> tuple[Row, ...]:
    """Give the rows of a thermometer's ten numbers, and the way to the others."""
    run, present = form.run.id, form.answers.get(form.questionnaire.questions[index].key)
    numbers = tuple(
        Key(f"{'✓ ' if number == present else ''}{number}", Choose(run, index, number))
        for number in range(ten, ten + TEN)
    )
    return (*grid(numbers, _SCALE_WIDTH), (Key(t("Alla tal"), Begin(run)), Key(t("Pausa"), Pause(run))))


def answer_rows(
    t: Translator, question: Question, button: Callable[[int], Button], present: Answer = None
) -> tuple[Row, ...]:
    """Give the rows of a question's options.

    :param button: makes the button for an option from its place
    :param present: the answer given before, which is marked
    """
    marked = marks(question, present, linked=False)
    keys = tuple(
        Key(("✓ " if option.key in marked else "") + _label(t, question, option), button(place))
        for place, option in enumerate(question.answers())
    )
    if isinstance(question, Scale | Thermometer):
        return grid(keys, _SCALE_WIDTH if isinstance(question, Scale) else _TENS_WIDTH)
    return column(*keys)


def _label(t: Translator, question: Question, option: Option) -> str:
    return option.key if isinstance(question, Thermometer) else t(option.label)


def _typed_rows(
    t: Translator, form: Form, question: FreeText | WholeNumber | CalendarDay, index: int
) -> tuple[Row, ...]:
    """Give the rows of what is typed; to skip what was written before is to leave it as it was."""
    run, days = form.run.id, _days(t, form, question, index)
    skip = Key(t("Hoppa över"), Decline(run, index))
    if form.answers.get(question.key) is None:
        return (*(column(skip) if question.declinable else ()), *days)
    keep = column(Key(t("Hoppa över"), KeepAnswer(run, index)))
    return (*keep, *days, *(column(Key(t("Ta bort mitt svar"), skip.button)) if question.declinable else ()))


def _days(t: Translator, form: Form, question: Question, index: int) -> tuple[Row, ...]:
    """Give today and yesterday, where the question is about days that have been."""
    if not isinstance(question, CalendarDay) or question.latest != "today":
        return ()
    words = ((t("Idag"), 0), (t("Igår"), 1))
    return (tuple(Key(word, ChooseDay(form.run.id, index, ago)) for word, ago in words),)
