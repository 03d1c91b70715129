"""Export for analysis: linked forms a response a row, unlinked ones as released counts, nothing that points back."""

import random
import secrets
from dataclasses import dataclass
from datetime import date
from itertools import chain

from bot.actions.here import Here
from bot.actions.status import READERS, Look, status
from flows.conditions import Answer
from flows.counting import ten_of
from flows.disclosure import Cell, blank_rare
from flows.figures import QuestionFigure
from flows.questionnaire import Questionnaire
from flows.questions import CalendarDay, Question, SeveralChoices, Thermometer
from flows.schedule import quarter
from storage import figures, linked


@dataclass(frozen=True)
class Response:
    """One sent-in linked form: a random id made for this export, its quarter, and the exported answers."""

    id: str
    questionnaire: str
    version: str
    quarter: str
    answers: dict[str, Cell]


@dataclass(frozen=True)
class Export:
    """What is exported of a programme.

    ``figures`` are of the unlinked forms: beside the rows of linked ones they would tell what is blanked there.
    ``comments`` are shuffled and stand apart from all else.
    """

    programme: str
    figures: tuple[QuestionFigure, ...]
    responses: tuple[Response, ...]
    comments: tuple[str, ...]


def export(here: Here, programme_key: str) -> Export:
    """Export a programme: only released answers, only fields marked for it, rare combinations left blank.

    :raises NotAllowed: if the caller is no coordinator there
    """
    programme = here.programme(programme_key, *READERS)
    forms = status(here, Look(programme.key)).forms
    unlinked = [form for form in forms if not form.questionnaire.linked]
    responses = [
        response
        for form in forms
        if form.questionnaire.linked
        for response in _responses(here, programme.key, form.questionnaire)
    ]
    comments = [
        text
        for form in unlinked
        if form.is_present
        for _, _, text in figures.comments(here.unit, programme.key, form.questionnaire.key)
    ]
    shuffle = random.SystemRandom().shuffle
    shuffle(responses)
    shuffle(comments)
    here.note("exported", programme.key)
    shown = tuple(figure for form in unlinked for figure in form.figures)
    return Export(programme.key, shown, tuple(responses), tuple(comments))


def _responses(here: Here, programme: str, questionnaire: Questionnaire) -> tuple[Response, ...]:
    exported = [question for question in questionnaire.questions if question.export]
    counted = linked.counted(here.unit, programme, questionnaire.key, questionnaire.version)
    fields = tuple(field for question in exported for field in _cells(question, None))
    rows = [
        (quarter(day), *chain.from_iterable(_cells(each, answers.get(each.key)).values() for each in exported))
        for day, answers in counted
    ]
    return tuple(
        Response(
            secrets.token_hex(8),
            questionnaire.key,
            questionnaire.version,
            str(row[0]),
            dict(zip(fields, row[1:], strict=True)),
        )
        for row in blank_rare(rows, here.house.minimum_base)
    )


def _cells(question: Question, answer: Answer) -> dict[str, Cell]:
    """Give an answer by column: of several choices one for each option; a thermometer as its ten, a day as its quarter.

    What is written so is rare less often, and what is rare is left blank.
    """
    key = question.key
    match question:
        case SeveralChoices():
            chosen = answer if isinstance(answer, tuple) else None
            return {f"{key}.{each.key}": None if chosen is None else each.key in chosen for each in question.options}
        case Thermometer() if isinstance(answer, int):
            return {key: ten_of(answer)}
        case CalendarDay() if isinstance(answer, str):
            return {key: quarter(date.fromisoformat(answer))}
    return {key: None if isinstance(answer, tuple) else answer}
