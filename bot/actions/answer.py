"""Answering: begin, answer, see again, leave. A late press changes nothing."""

from dataclasses import dataclass
from enum import StrEnum

from bot.actions.forms import Form, load
from bot.actions.here import Here
from flows import engine, personal_data
from flows.conditions import Answer
from flows.engine import Refusal
from flows.questionnaire import FreeText
from storage import linked, runs, unlinked


class Complaint(StrEnum):
    """Why a typed answer was not kept."""

    TOO_LONG = "too long"
    EMPTY = "empty"
    PERSONAL_DATA = "personal data"


@dataclass(frozen=True)
class Given:
    """An answer to a question of a run, by the question's place in the form."""

    run: int
    index: int
    answer: Answer


def begin(here: Here, run: int) -> None:
    """Start or take up a form again."""
    form = load(here, run)
    if form.run.is_open:
        runs.touch(here.unit, run, here.now, reopened=form.run.reopened)


def answer(here: Here, given: Given) -> Complaint | None:
    """Keep an answer; give why not where the person can do better.

    An answer to a question that is already answered, and not seen again on purpose, is a late press: nothing happens.

    :raises NotAllowed: if the run is not the caller's
    """
    form = load(here, given.run)
    question = form.at(given.index)
    if not form.run.is_open:
        return None
    value, complaint = _read(given.answer) if isinstance(question, FreeText) else (given.answer, None)
    if complaint:
        return complaint
    take = engine.change if form.run.reopened == question.key else engine.accept
    taken = take(form.questionnaire, form.answers, question.key, value)
    if isinstance(taken, Refusal):
        return Complaint.TOO_LONG if taken is Refusal.TOO_LONG else None
    _keep(here, form, given.index, value)
    runs.touch(here.unit, given.run, here.now)
    return None


def _keep(here: Here, form: Form, index: int, value: Answer) -> None:
    question = form.questionnaire.questions[index]
    if form.run.linked:
        linked.keep(here.unit, form.run.id, question.key, value, is_words=isinstance(question, FreeText))
    else:
        unlinked.keep_draft(here.unit, form.run.id, question.key, value)


def _read(value: Answer) -> tuple[Answer, Complaint | None]:
    """Tidy a typed answer, and say what hinders it from being kept."""
    if not isinstance(value, str):
        return value, None
    text = _tidy(value)
    if not text:
        return text, Complaint.EMPTY
    return text, Complaint.PERSONAL_DATA if personal_data.find(text) else None


def _tidy(text: str) -> str:
    """Drop what cannot be seen: control characters and the signs that turn the direction of writing."""
    return "".join(sign for sign in text if sign == "\n" or _is_visible(sign)).strip()


_TURNING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


_JOINERS = frozenset("\u200c\u200d")  # Persian writing and joined emoji need them


def _is_visible(sign: str) -> bool:
    return sign not in _TURNING and (sign.isprintable() or sign in _JOINERS)


@dataclass(frozen=True)
class Place:
    """A question of a run, by its place in the form; ``None`` is past the last."""

    run: int
    index: int | None


def reopen(here: Here, place: Place) -> None:
    """Show an answered question again, so that its answer can be changed; it is kept until it is."""
    form = load(here, place.run)
    key = None if place.index is None else form.at(place.index).key
    if form.run.is_open and (key is None or key in form.answers):
        runs.touch(here.unit, place.run, here.now, reopened=key)


def go_back(here: Here, place: Place) -> None:
    """Show the answered question before this one again."""
    form = load(here, place.run)
    before = form.before(None if place.index is None else form.at(place.index).key)
    if form.run.is_open and before:
        runs.touch(here.unit, place.run, here.now, reopened=before.key)


def leave(here: Here, run: int) -> None:
    """Leave a form for now; what was answered stays."""
    if load(here, run).run.is_open:
        runs.leave(here.unit, run)
