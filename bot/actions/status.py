"""Status: what a coordinator may see of a programme now. Looking is what releases answers that have gathered."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.actions.consistency import noted_numbers
from bot.actions.here import Here
from bot.actions.judge import judged
from flows.consistency import NotedNumber
from flows.disclosure import question_figure
from flows.figures import QuestionFigure, Tally
from flows.judging import Verdict
from flows.programme import Programme
from flows.questionnaire import Questionnaire
from flows.questions import FreeText, Information, Question
from flows.schedule import last_quarter_closed, quarter
from storage import figures, runs, tasks
from storage.figures import QuestionKey, Responses
from storage.people import Role
from storage.release import release, waiting_linked, waiting_unlinked

READERS = (Role.COORDINATOR, Role.ADMINISTRATOR)


@dataclass(frozen=True)
class FormStatus:
    """One version of a questionnaire: its released figures, and how many people's answers wait for release."""

    questionnaire: Questionnaire
    responses: Responses
    figures: tuple[QuestionFigure, ...]
    waiting: int
    is_present: bool
    """Whether it is the version in use; ``responses`` counts all versions together."""

    @property
    def was_asked(self) -> bool:
        """Whether anybody was asked, as far as is known: who was erased is not counted any more, the answers are."""
        return bool(self.responses.asked or self.waiting or any(each.withheld is None for each in self.figures))


@dataclass(frozen=True)
class Status:
    """A programme's figures. ``released_until`` names the last quarter counted where a day was asked for."""

    programme: Programme
    people: dict[str, int]
    forms: tuple[FormStatus, ...]
    verdicts: tuple[Verdict, ...]
    minimum: int
    erasures_asked_for: int
    until: date | None = None
    released_until: str | None = None
    noted: tuple[NotedNumber, ...] = ()
    """Numbers that are noted of the programme and its places, the latest year first."""


@dataclass(frozen=True)
class Look:
    """Which programme to look at; until which day, or ``None`` for now."""

    programme: str
    until: date | None = None


def status(here: Here, look: Look) -> Status:
    """Give a programme's status, after releasing what has gathered.

    :raises NotAllowed: if the caller is no coordinator there
    """
    programme = here.programme(look.programme, *READERS)
    minimum = here.house.minimum_base
    release(here.unit, programme.key, quarter(here.today), minimum)
    last = last_quarter_closed(look.until) if look.until else None
    forms = _forms(here, programme, look.until, last)
    asked = [figure for form in forms if form.was_asked for figure in form.figures]
    return Status(
        programme=programme,
        people=figures.people(here.unit, programme.key, look.until),
        forms=forms,
        verdicts=judged(here, programme, asked, look.until),
        minimum=minimum,
        erasures_asked_for=tasks.count(here.unit, "erasure", programme.key),
        until=look.until,
        released_until=last,
        noted=noted_numbers(here, programme.key, look.until),
    )


def release_all(here: Here) -> None:
    """Release what has gathered in the caller's programmes; a backup leaves out what still waits."""
    for programme in here.programmes(*READERS):
        release(here.unit, programme.key, quarter(here.today), here.house.minimum_base)


def _forms(here: Here, programme: Programme, until: date | None, last: str | None) -> tuple[FormStatus, ...]:
    tallies = figures.tallies(here.unit, programme.key, last)
    waiting = waiting_unlinked(here.unit, programme.key) | waiting_linked(here.unit, programme.key)
    responses = {each.questionnaire: each for each in figures.responses(here.unit, programme.key, until)}
    counted = _Counted(tallies, waiting if until is None else {}, here.house.minimum_base)
    return tuple(
        FormStatus(
            questionnaire,
            responses.get(questionnaire.key) or Responses(questionnaire.key, 0, 0),
            counted.figures(questionnaire),
            counted.waits(questionnaire),
            is_present=here.house.catalogue.questionnaires[questionnaire.key] == questionnaire,
        )
        for questionnaire in _versions(here, programme, tallies.keys() | waiting.keys())
    )


def _versions(here: Here, programme: Programme, counted: set[QuestionKey]) -> tuple[Questionnaire, ...]:
    """Give the programme's questionnaires: each as it is now, then the earlier versions that someone answered."""
    found: list[Questionnaire] = []
    for key in dict.fromkeys(asking.questionnaire for asking in programme.questionnaires):
        present = here.house.catalogue.questionnaires[key]
        earlier = sorted({version for form, version, _ in counted if form == key} - {present.version})
        found += [present, *(runs.definition(here.unit, version) for version in earlier)]
    return tuple(found)


@dataclass(frozen=True)
class _Counted:
    """What is counted of a programme's questions, and what waits."""

    tallies: dict[QuestionKey, Tally]
    waiting: dict[QuestionKey, int]
    minimum: int

    def figures(self, questionnaire: Questionnaire) -> tuple[QuestionFigure, ...]:
        """Give a form's figures, of the questions that can be counted."""
        return tuple(
            question_figure(questionnaire, each, self.tallies.get(key, Tally()), self.waiting.get(key, 0), self.minimum)
            for key, each in _countable(questionnaire)
        )

    def waits(self, questionnaire: Questionnaire) -> int:
        """Give how many people's answers wait: that many to the question that waits most."""
        return max((self.waiting.get(key, 0) for key, _ in _countable(questionnaire)), default=0)


def _countable(questionnaire: Questionnaire) -> Iterator[tuple[QuestionKey, Question]]:
    for question in questionnaire.questions:
        if not isinstance(question, FreeText | Information):
            yield (questionnaire.key, questionnaire.version, question.key), question
