"""The review of a form: all its answers in at most 60 words, before they are sent in."""

from collections.abc import Iterator

from bot.actions.participant.forms import Form
from bot.chat.buttons import Change, Correct, Pause, SendIn
from bot.chat.participant.answer_words import FIRST_WORDS, answer_text, shortened
from bot.chat.screen import Key, Screen, bold, column, grid, paragraphs, plain
from flows.forms import engine
from flows.forms.questions import Information, Question, SingleChoice
from locales.translator import Translator

_MOST_WORDS = 60
_CHANGE_WIDTH = 4
_SHORTER_AND_SHORTER = (
    (True, FIRST_WORDS),
    (True, 3),
    (True, 2),
    (False, FIRST_WORDS),
    (False, 3),
    (False, 2),
    (False, 0),
)
"""Whether what was chosen is said whole, and how many words of each question."""


def review(t: Translator, form: Form) -> Screen:
    """Show all answers before they are sent in; each can be changed."""
    warning = "" if form.run.linked else _warning(t, form)
    questions = _answerable(form)
    keys = tuple(
        Key(t("Ändra {number}", number=number), Change(form.run.id, form.questionnaire.index(question.key)))
        for number, question in enumerate(questions, 1)
    )
    return Screen(
        _short(_summaries(t, form, questions, warning)),
        (
            *column(Key(t("Skicka in"), SendIn(form.run.id))),
            *grid(keys, _CHANGE_WIDTH),
            *column(Key(t("Pausa"), Pause(form.run.id))),
        ),
    )


def correction(t: Translator, form: Form) -> Screen:
    """Show the answers of a form that was sent in, each to be corrected."""
    questions = _answerable(form)
    keys = tuple(
        Key(t("Ändra {number}", number=number), Correct(form.run.id, form.questionnaire.index(question.key)))
        for number, question in enumerate(questions, 1)
    )
    said = t("Siffror som redan är räknade ändras inte.")
    return Screen(_short(_summaries(t, form, questions, said)), grid(keys, _CHANGE_WIDTH))


def _answerable(form: Form) -> tuple[Question, ...]:
    asked = engine.asked(form.questionnaire, form.answers)
    return tuple(each for each in asked if not isinstance(each, Information) and each.key in form.answers)


def _warning(t: Translator, form: Form) -> str:
    """Say that nobody can take the answers back, and what is kept beside them."""
    said = t("Inskickade svar kan ingen ändra eller ta bort, inte ens du: ingen vet vilka som är dina.")
    return f"{said} {t('Bredvid några svar sparas din ort, {place}.', place=t(form.place))}" if form.place else said


def _short(texts: Iterator[str]) -> str:
    """Give the first text that is short enough, or else the last."""
    found = ""
    for found in texts:
        if len(found.split()) <= _MOST_WORDS:
            break
    return found


def _summaries(t: Translator, form: Form, questions: tuple[Question, ...], warning: str) -> Iterator[str]:
    """Give the review's text with fewer and fewer words; the last is short enough or must do.

    What was chosen is said whole for as long as there is room: in some languages the last word tells it.
    """
    for is_whole, first_words in _SHORTER_AND_SHORTER:
        answers = (
            _answered(t, number, question, first_words, _said(t, form, question, is_whole=is_whole))
            for number, question in enumerate(questions, 1)
        )
        yield paragraphs(plain(t("Är allt rätt?")), "\n".join(answers), plain(warning))


def _said(t: Translator, form: Form, question: Question, *, is_whole: bool) -> str:
    answer = form.answers[question.key]
    said = answer_text(t, question, answer)
    return said if is_whole and (answer is None or isinstance(question, SingleChoice)) else shortened(said)


def _answered(t: Translator, number: int, question: Question, first_words: int, said: str) -> str:
    asked = f"{shortened(t(question.text), first_words)} " if first_words else ""
    return t.line(f"{number}. {plain(asked)}{t.aside(bold(said))}")
