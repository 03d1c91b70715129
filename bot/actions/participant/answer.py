"""Answering: begin, answer, see again, leave. A late press changes nothing."""

from dataclasses import dataclass
from enum import StrEnum

from bot.actions.here import Here, NotAllowed
from bot.actions.participant.forms import DISTRESS, Form, load
from bot.actions.participant.helped import keep_register
from bot.actions.words import tidied, tidied_line
from flows.forms import engine, personal_data
from flows.forms.conditions import Answer, Answers
from flows.forms.distress import sounds_distressed
from flows.forms.engine import Refusal
from flows.forms.questions import FreeText, Question, Scale, SeveralChoices, SingleChoice, Thermometer, Typed
from flows.forms.read_answer import read_answer
from flows.swedish.typed import Unread
from storage import held_texts, linked, runs, unlinked
from storage.held_texts import HeldText
from storage.runs import Run


class Complaint(StrEnum):
    """Why a typed answer was not kept."""

    TOO_LONG = "too long"
    TOO_MANY = "too many"
    EMPTY = "empty"
    UNREADABLE = "no number or day"
    OUTSIDE = "outside what is possible"
    NO_SUCH_DAY = "no such day"


_UNREAD = {Unread.OUTSIDE: Complaint.OUTSIDE, Unread.NO_SUCH_DAY: Complaint.NO_SUCH_DAY}


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


@dataclass(frozen=True)
class Chosen:
    """The option at a place of a question of a run; of a scale or a thermometer, how far it is from the lowest."""

    run: int
    index: int
    place: int


def choose(here: Here, chosen: Chosen) -> None:
    """Keep an option as the answer to the question that the form shows.

    :raises NotAllowed: if the run is not the caller's, or the question has no such option
    """
    form = load(here, chosen.run)
    question = form.at(chosen.index)
    option = _option(question, chosen.place)
    if form.shows(question):
        _take(here, form, chosen.index, option)


def _option(question: Question, place: int) -> Answer:
    if isinstance(question, Thermometer | Scale):
        return question.lowest + place
    if not isinstance(question, SingleChoice) or place >= len(question.options):
        raise NotAllowed
    return question.options[place].key


def answer(here: Here, given: Given) -> Complaint | None:
    """Keep an answer to the question that the form shows; give why not where the person can do better.

    An answer to any other question is a late press: nothing happens.

    :raises NotAllowed: if the run is not the caller's, or the question can never have this answer
    """
    form = load(here, given.run)
    question = form.at(given.index)
    value, complaint = _read(here, question, given.answer)
    if not form.shows(question):
        return None
    if complaint:
        return complaint
    if isinstance(question, FreeText) and isinstance(value, str):
        held = to_hold(here, question.key, value)
        if held:
            held_texts.hold(here.unit, given.run, held)
            return None
    return _take(here, form, given.index, value)


def to_hold(here: Here, question: str, text: str) -> HeldText | None:
    """Give a text as it waits for the writer's word, if it has to: without the personal data that is in it."""
    kinds = personal_data.find(text, here.today)
    if sounds_distressed(text, here.house.catalogue.distress):
        return HeldText(question, DISTRESS, personal_data.without(text, here.today))
    return HeldText(question, kinds[0], personal_data.without(text, here.today)) if kinds else None


def keep_held(here: Here, place: "Place") -> Complaint | None:
    """Let the text that waits be the answer, without the personal data that was in it; it waits no longer.

    Give why not where it is too long.
    """
    form = load(here, place.run)
    if not (form.held and form.held.words and form.shows(form.at(place.index))):
        return None
    complaint = _take(here, form, place.index, form.held.words)
    if complaint:
        let_go(here, place)
    return complaint


def let_go(here: Here, place: "Place") -> None:
    """Forget the text that waits; the question is asked again."""
    form = load(here, place.run)
    if form.held and form.shows(form.at(place.index)):
        runs.touch(here.unit, place.run, here.now, reopened=form.run.reopened)


def _take(here: Here, form: Form, index: int, value: Answer) -> Complaint | None:
    question = form.questionnaire.questions[index]
    taken = engine.change(form.questionnaire, form.answers, question.key, value)
    if taken is Refusal.TOO_LONG:
        return Complaint.TOO_LONG
    if isinstance(taken, Refusal):
        raise NotAllowed
    _keep(here, form, index, value)
    _go_on(here, form, taken)
    return None


def _go_on(here: Here, form: Form, taken: Answers) -> None:
    """Go on to what is asked next; of a form that was sent in, to what a corrected answer has made a question of."""
    following = None
    if form.run.is_corrected:
        linked.keep_only(here.unit, form.run.id, engine.relevant(form.questionnaire, taken))
        following = engine.next_question(form.questionnaire, taken)
    runs.touch(here.unit, form.run.id, here.now, reopened=following.key if following else None)


def _keep(here: Here, form: Form, index: int, value: Answer) -> None:
    question = form.questionnaire.questions[index]
    if form.run.linked:
        linked.keep(here.unit, form.run.id, question.key, value, is_words=isinstance(question, FreeText))
        keep_register(here, form)
    else:
        unlinked.keep_draft(here.unit, form.run.id, question.key, value)


def _read(here: Here, question: Question, value: Answer) -> tuple[Answer, Complaint | None]:
    """Read or tidy a typed answer, and say what hinders it from being kept."""
    if isinstance(value, str) and isinstance(question, Typed):
        found = read_answer(question, tidied_line(value), here.today)
        return (None, _UNREAD.get(found, Complaint.UNREADABLE)) if isinstance(found, Unread) else (found, None)
    if not isinstance(value, str) or not isinstance(question, FreeText):
        return value, None
    text = tidied(value)
    return text, None if text else Complaint.EMPTY


@dataclass(frozen=True)
class Marked:
    """Options of a question where several can be chosen, and whether they are to be."""

    run: int
    index: int
    options: tuple[str, ...]
    chosen: bool


def mark(here: Here, marked: Marked) -> Complaint | None:
    """Choose options of several, or choose them no longer; the question stays until the person is done.

    :raises NotAllowed: if the run is not the caller's, or the question has no such option
    """
    form = load(here, marked.run)
    question = form.at(marked.index)
    if not form.shows(question):
        return None
    taken = engine.mark(form.questionnaire, form.answers, question.key, marked.options, chosen=marked.chosen)
    if taken is Refusal.TOO_MANY:
        return Complaint.TOO_MANY
    if isinstance(taken, Refusal):
        raise NotAllowed
    value = _whole(question, taken[question.key]) if form.run.is_corrected else taken[question.key]
    if value is not None:
        _keep(here, form, marked.index, value)
        runs.touch(here.unit, marked.run, here.now, reopened=form.run.reopened)
    return None


def _whole(question: Question, half: Answer) -> Answer:
    """Give what is chosen so far as an answer, if it can be one: what was sent in is counted, also in between."""
    chosen = question.chosen(half) if isinstance(question, SeveralChoices) and isinstance(half, tuple) else None
    return chosen if question.allows(chosen) else None


@dataclass(frozen=True)
class Place:
    """A question of a run, by its place in the form."""

    run: int
    index: int


def reopen(here: Here, place: Place) -> None:
    """From the review, show an answered question again; its answer is kept until it is changed."""
    form = load(here, place.run)
    question = form.at(place.index)
    if form.run.is_open and form.question is None and question.key in form.answers:
        runs.touch(here.unit, place.run, here.now, reopened=question.key)


def finish(here: Here, place: Place) -> None:
    """Let what is chosen of several be the answer; a press that comes too late or too early changes nothing."""
    form = load(here, place.run)
    question = form.at(place.index)
    taken = engine.finish(form.questionnaire, form.answers, question.key)
    if form.shows(question) and not isinstance(taken, Refusal):
        _keep(here, form, place.index, taken[question.key])
        _go_on(here, form, taken)


def keep(here: Here, place: Place) -> None:
    """Leave an answer seen again as it was."""
    form = load(here, place.run)
    question = form.at(place.index)
    if form.is_reopened and form.shows(question):
        runs.touch(here.unit, place.run, here.now)


def go_back(here: Here, place: Place) -> None:
    """From the question shown, show the answered one before it again."""
    form = load(here, place.run)
    question = form.at(place.index)
    before = form.before(question.key)
    if form.shows(question) and before:
        runs.touch(here.unit, place.run, here.now, reopened=before.key)


def set_aside(here: Here, run: int) -> None:
    """Set a form aside while its message asks something else: nothing typed may answer a question out of sight.

    :raises NotAllowed: if the run is not the caller's
    """
    if load(here, run).run.is_open:
        runs.set_aside(here.unit, run)


def closed_under_way(here: Here, _: None = None) -> Run | None:
    """Give the form that the caller was in when it was closed; told of it once, they have left it."""
    found = runs.ended_under_way(here.unit, here.person().id)
    if found:
        runs.leave(here.unit, found.id)
    return found


def leave(here: Here, run: int) -> None:
    """Leave a form for now; what was answered stays, and of one that was sent in an answer stays as it was."""
    found = load(here, run).run
    if found.is_open or found.is_corrected:
        runs.leave(here.unit, run)
