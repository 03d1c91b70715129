"""Export for analysis: linked forms a response a row, unlinked ones as released counts, nothing that points back."""

import random
import secrets
from dataclasses import dataclass

from bot.actions.here import Here
from bot.actions.status import READERS, Look, Status, status
from flows.conditions import Answer
from flows.disclosure import blank_rare
from flows.programme import Programme
from flows.questionnaire import Questionnaire
from flows.schedule import quarter
from storage import figures, linked


@dataclass(frozen=True)
class Response:
    """One sent-in linked form: a random id made for this export, its quarter, and the exported answers."""

    id: str
    questionnaire: str
    version: str
    quarter: str
    answers: dict[str, Answer]


@dataclass(frozen=True)
class Export:
    """What is exported of a programme. ``comments`` are shuffled and stand apart from all else."""

    status: Status
    responses: tuple[Response, ...]
    comments: tuple[str, ...]


def export(here: Here, programme_key: str) -> Export:
    """Export a programme: only released answers, only fields marked for it, rare combinations left blank.

    :raises NotAllowed: if the caller is no coordinator there
    """
    programme = here.programme(programme_key, *READERS)
    now = status(here, Look(programme.key))
    shuffle = random.SystemRandom().shuffle
    responses = [
        response
        for questionnaire in _questionnaires(here, programme, is_linked=True)
        for response in _responses(here, programme, questionnaire)
    ]
    comments = [
        text
        for questionnaire in _questionnaires(here, programme, is_linked=False)
        for _, _, text in figures.comments(here.unit, programme.key, questionnaire.key)
    ]
    shuffle(responses)
    shuffle(comments)
    here.note("exported", programme.key)
    return Export(now, tuple(responses), tuple(comments))


def _questionnaires(here: Here, programme: Programme, *, is_linked: bool) -> tuple[Questionnaire, ...]:
    found = (here.house.catalogue.questionnaires[asking.questionnaire] for asking in programme.questionnaires)
    return tuple(questionnaire for questionnaire in found if questionnaire.linked is is_linked)


def _responses(here: Here, programme: Programme, questionnaire: Questionnaire) -> tuple[Response, ...]:
    fields = tuple(question.key for question in questionnaire.questions if question.export)
    counted = linked.counted(here.unit, programme.key, questionnaire.key, questionnaire.version)
    rows = [(quarter(day), *(answers.get(field) for field in fields)) for day, answers in counted]
    return tuple(
        Response(
            secrets.token_hex(8),
            questionnaire.key,
            questionnaire.version,
            str(row[0] or ""),
            dict(zip(fields, row[1:], strict=True)),
        )
        for row in blank_rare(rows, here.house.minimum_base)
    )
