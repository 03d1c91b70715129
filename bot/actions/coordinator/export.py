"""Export for analysis: linked forms a response a row, unlinked ones as released counts, nothing that points back."""

import random
import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from bot.actions.coordinator.status import READERS, FormStatus, Look, status
from bot.actions.here import Here
from flows.disclosure.minimum import Cell, blank_rare
from flows.figures import QuestionFigure
from flows.forms.conditions import Answer
from flows.forms.questionnaire import Questionnaire
from flows.forms.questions import CalendarDay, Question, SeveralChoices, Thermometer
from flows.goals.counting import ten_of
from flows.timing.schedule import quarter
from storage import figures, linked


@dataclass(frozen=True)
class Response:
    """One sent-in linked form: a random id made for this export, when it was asked, and the exported answers."""

    id: str
    questionnaire: str
    version: str
    moment: str
    """Of the asking (flows.figures); repetitions are not told apart."""
    quarter: str
    answers: dict[str, Cell]
    register: Cell
    """``standard``, ``easy``, ``translated`` or ``mixed``: whether answers in them can be compared can be examined."""
    supported: Cell
    """Whether somebody helped; where the person did not say, ``None``."""


@dataclass(frozen=True)
class Code:
    """What a column or a figure is about, in one version of a form: a question, or one of its options."""

    questionnaire: str
    version: str
    in_use: bool
    """Whether it is the version that is asked now; a question of another may have been dropped or reworded since."""
    key: str
    text: str
    kind: str
    indicators: tuple[int, ...]
    """The numbers of the indicators that it measures."""
    column: str
    """The column of the responses that holds it; empty where single answers do not leave."""
    option: str = ""
    label: str = ""


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
    codebook: tuple[Code, ...] = ()
    """Every version that was counted or is asked, so that what was dropped or added stays readable."""


def export(here: Here, programme_key: str) -> Export:
    """Export a programme: only released answers, only fields marked for it, rare combinations left blank.

    :raises NotAllowed: if the caller is no coordinator there
    """
    programme = here.programme(programme_key, *READERS)
    forms = status(here, Look(programme.key)).forms
    unlinked = [form for form in forms if not form.questionnaire.linked]
    linked_forms = {form.questionnaire.version: form.questionnaire for form in forms if form.questionnaire.linked}
    responses = [response for form in linked_forms.values() for response in _responses(here, programme.key, form)]
    comments = [
        text
        for key in dict.fromkeys(form.questionnaire.key for form in unlinked)
        for _, _, text in figures.comments(here.unit, programme.key, key)
    ]
    shuffle = random.SystemRandom().shuffle
    shuffle(responses)
    shuffle(comments)
    here.note("exported", programme.key)
    shown = tuple(figure for form in unlinked for figure in form.figures)
    return Export(programme.key, shown, tuple(responses), tuple(comments), tuple(_codebook(here, forms)))


def _codebook(here: Here, forms: Iterable[FormStatus]) -> Iterator[Code]:
    """Explain every version once, the one in use first."""
    versions = {form.questionnaire.version: form for form in forms}
    for form in versions.values():
        questionnaire = form.questionnaire
        for question in questionnaire.questions:
            numbers = tuple(each.number for each in here.house.catalogue.indicators_of(question))
            columns = tuple(_cells(question, None)) if questionnaire.linked and question.export else ("",)
            code = Code(
                questionnaire=questionnaire.key,
                version=questionnaire.version,
                in_use=form.is_present,
                key=question.key,
                text=question.text,
                kind=question.kind,
                indicators=numbers,
                column=columns[0],
            )
            options = question.answers()
            for place, option in enumerate(options):
                column = columns[place if len(columns) == len(options) else 0]
                yield replace(code, column=column, option=option.key, label=option.label)
            if not options:
                yield code


def _responses(here: Here, programme: str, questionnaire: Questionnaire) -> Iterator[Response]:
    """Give the responses to a form, those of each moment of asking protected by themselves, beside their totals.

    How it was answered stands last, so that it is what is blanked first.
    """
    exported = [question for question in questionnaire.questions if question.export]
    fields = tuple(field for question in exported for field in _cells(question, None))
    rows: dict[str, list[tuple[Cell, ...]]] = defaultdict(list)
    for each in linked.counted(here.unit, programme, questionnaire.key, questionnaire.version):
        cells = chain.from_iterable(_cells(one, each.answers.get(one.key)).values() for one in exported)
        rows[each.moment].append((quarter(each.day), *cells, each.register, each.supported))
    for moment, of_moment in rows.items():
        left = blank_rare(of_moment, here.house.minimum_base, totals=len(fields))
        for when, *answers, register, supported in left:
            told = dict(zip(fields, answers, strict=True))
            asked = (questionnaire.key, questionnaire.version, moment, str(when))
            yield Response(secrets.token_hex(8), *asked, told, register, supported)


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
