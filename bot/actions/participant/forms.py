"""A form under way as one value: the run, its pinned questionnaire, and the answers so far."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from bot.actions.here import Here, NotAllowed
from bot.actions.participant.place import place_told
from flows.forms import engine
from flows.forms.conditions import Answers
from flows.forms.engine import Progress
from flows.forms.questionnaire import Questionnaire
from flows.forms.questions import FreeText, Question
from flows.timing.spans import after
from storage import enrolments, held_texts, linked, runs, unlinked
from storage.runs import Run


@dataclass(frozen=True)
class Held:
    """A text that waits, without personal data; ``why`` is what was found in it, personal data or distress."""

    words: str
    why: str
    help: Mapping[str, str]
    """What the association says by language to somebody in distress."""

    @property
    def is_distress(self) -> bool:
        """Whether it sounds as if the writer needs help at once."""
        return self.why == DISTRESS


DISTRESS = "distress"


@dataclass(frozen=True)
class Form:
    """A form as it stands. Everything about the position follows from the answers."""

    run: Run
    questionnaire: Questionnaire
    answers: Answers
    place: str = ""
    """The place that is kept beside some of the answers when it is sent in; empty where none is."""
    held: Held | None = None
    """A text to the question shown that waits for the person's word before it becomes the answer."""

    @cached_property
    def question(self) -> Question | None:
        """The question to show now; ``None`` when all are answered."""
        return engine.next_question(self.questionnaire, self.answers, self.run.reopened)

    @property
    def is_reopened(self) -> bool:
        """Whether the question shown has an answer that the person wanted to see again."""
        return self.question is not None and self.question.key in self.answers

    def shows(self, question: Question) -> bool:
        """Whether this is the question that the person has before them."""
        return self.can_be_answered and self.question is not None and self.question.key == question.key

    @property
    def can_be_answered(self) -> bool:
        """Whether it takes answers: it is not sent in yet, or an answer in it is being corrected."""
        return self.run.is_open or self.run.is_corrected

    @cached_property
    def progress(self) -> Progress:
        """How far the person has come."""
        return engine.progress(self.questionnaire, self.answers)

    def before(self, key: str | None) -> Question | None:
        """Give the answered question before this one (before the end, for ``None``)."""
        return engine.previous_question(self.questionnaire, self.answers, key)

    def at(self, index: int) -> Question:
        """Give a question by its place in the form.

        :raises NotAllowed: if the form has no such place
        """
        if not 0 <= index < len(self.questionnaire.questions):
            raise NotAllowed
        return self.questionnaire.questions[index]


def can_be_corrected(here: Here, run: Run) -> bool:
    """Whether the answers of a run can be corrected today."""
    sent_on = run.finished_on if run.state == "sent" and run.linked else None
    return sent_on is not None and here.today <= after(sent_on, here.house.association.correct_within)


def load(here: Here, run: int) -> Form:
    """Give one of the caller's forms.

    :raises NotAllowed: if the run is not the caller's
    """
    found = runs.of_person(here.unit, run, here.person().id)
    if found is None:
        raise NotAllowed
    return of_run(here, found)


def of_run(here: Here, run: Run) -> Form:
    """Give the form of a run; a correction that was never finished ends with the time for corrections."""
    run = run if not run.is_corrected or can_be_corrected(here, run) else replace(run, reopened=None)
    questionnaire = here.house.questionnaire(run.questionnaire, run.version) or runs.definition(here.unit, run.version)
    answers = linked.answers(here.unit, run.id) if run.linked else unlinked.draft(here.unit, run.id)
    form = Form(run, questionnaire, answers, _place(here, run, questionnaire, answers))
    if not (form.can_be_answered and run.begun and isinstance(form.question, FreeText)):
        return form
    waiting = held_texts.of_run(here.unit, run.id)
    if waiting is None or form.question.key != waiting.question:
        return form
    return replace(form, held=Held(waiting.words, waiting.why, here.house.association.distress))


def _place(here: Here, run: Run, questionnaire: Questionnaire, answers: Answers) -> str:
    """Give the place that would be kept if the form were sent in now; none while there is more to answer."""
    if run.linked or not run.is_open or engine.next_question(questionnaire, answers) is not None:
        return ""
    enrolment = enrolments.by_id(here.unit, run.enrolment)
    return place_told(here, enrolment, questionnaire) if enrolment else ""


def last_sent(here: Here) -> Form | None:
    """Give the newest form that the caller has sent in and that a message shows."""
    person = here.caller.person
    enrolled = enrolments.of_person(here.unit, person.id) if person else ()
    found = [run for enrolment in enrolled for run in runs.of_enrolment(here.unit, enrolment.id)]
    sent = [run for run in found if run.state == "sent" and run.message]
    return of_run(here, max(sent, key=lambda run: run.id)) if sent else None


def open_forms(here: Here) -> tuple[Form, ...]:
    """Give the caller's forms that can be answered now, the one under way first."""
    person = here.caller.person
    found = (of_run(here, run) for run in (runs.open_of_person(here.unit, person.id) if person else ()))
    return tuple(form for form in found if form.can_be_answered)
