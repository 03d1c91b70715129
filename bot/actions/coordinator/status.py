"""Status: what a coordinator may see of a programme now. Looking is what releases answers that have gathered."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.actions.coordinator.consistency import noted_numbers
from bot.actions.coordinator.judge import judged
from bot.actions.coordinator.settle import release_answers
from bot.actions.here import Here
from flows.disclosure.minimum import question_figure
from flows.figures import QuestionFigure, QuestionKey, Tally
from flows.forms.questionnaire import Questionnaire
from flows.forms.questions import FreeText, Information, Question
from flows.goals.by_indicator import IndicatorFigure, by_indicator
from flows.goals.judging import Verdict
from flows.programme import Programme
from flows.reports.consistency import NotedNumber
from flows.timing.schedule import last_quarter_closed
from storage import figures, runs, tasks
from storage.people import Role
from storage.release import waiting_linked, waiting_unlinked
from storage.responses import Responses, responses

READERS = (Role.COORDINATOR, Role.ADMINISTRATOR)


@dataclass(frozen=True)
class FormStatus:
    """One version of a questionnaire at one moment of asking: its released figures, and how many people's answers wait.

    The moment is that of the asking: a form asked again and again at ``start+1m`` stands here once (flows.figures).
    """

    questionnaire: Questionnaire
    responses: Responses
    figures: tuple[QuestionFigure, ...]
    waiting: int
    is_present: bool
    """Whether it is the version in use; ``responses`` counts all versions together."""

    @property
    def moment(self) -> str:
        """The moment of asking, such as ``closure``; ``""`` is a moment that was not kept."""
        return self.responses.moment

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
    indicators: tuple[IndicatorFigure, ...] = ()
    noted: tuple[NotedNumber, ...] = ()
    """Numbers that are noted of the programme and its places, the latest year first."""

    @property
    def is_empty(self) -> bool:
        """Whether nobody has been here and nothing has come of it."""
        return not (
            any(self.people.values())
            or any(form.was_asked for form in self.forms)
            or any(verdict.n or verdict.value or verdict.pairs for verdict in self.verdicts)
        )


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
    release_answers(here, programme)
    last = last_quarter_closed(look.until) if look.until else None
    forms = _forms(here, programme, look.until, last)
    asked = [figure for form in forms if form.was_asked for figure in form.figures]
    verdicts = judged(here, programme, asked, look.until)
    by_form = [(form.questionnaire, form.figures) for form in forms if form.was_asked]
    return Status(
        programme=programme,
        people=figures.people(here.unit, programme.key, look.until),
        forms=forms,
        verdicts=verdicts,
        minimum=here.house.minimum_base,
        erasures_asked_for=tasks.undecided_erasures(here.unit, programme.key),
        until=look.until,
        released_until=last,
        indicators=by_indicator(here.house.catalogue.indicators, by_form, verdicts),
        noted=noted_numbers(here, programme.key, look.until),
    )


def release_all(here: Here) -> None:
    """Release what has gathered in the caller's programmes; a backup leaves out what still waits."""
    for programme in here.programmes(*READERS):
        release_answers(here, programme)


def _forms(here: Here, programme: Programme, until: date | None, last: str | None) -> tuple[FormStatus, ...]:
    tallies = figures.tallies(here.unit, programme.key, last)
    waiting = waiting_unlinked(here.unit, programme.key) | waiting_linked(here.unit, programme.key)
    answered = {(each.questionnaire, each.moment): each for each in responses(here.unit, programme.key, until)}
    counted = Counted(tallies, waiting if until is None else {}, here.house.minimum_base)
    return tuple(
        FormStatus(
            questionnaire,
            answered.get((questionnaire.key, moment)) or Responses(questionnaire.key, moment, 0, 0),
            counted.figures(questionnaire, moment),
            counted.waits(questionnaire, moment),
            is_present=here.house.catalogue.questionnaires.get(questionnaire.key) == questionnaire,
        )
        for questionnaire, moment in _asked(here, programme, tallies.keys() | waiting.keys())
    )


def _asked(here: Here, programme: Programme, counted: set[QuestionKey]) -> Iterator[tuple[Questionnaire, str]]:
    """Give the programme's questionnaires, each at its moments as it is now, then what else of it someone answered.

    What staff still try stands here only if it was answered before; what is asked no more stays.
    """
    asked = [asking.questionnaire for asking in programme.questionnaires]
    for key in dict.fromkeys([*asked, *sorted({each.questionnaire for each in counted})]):
        present = here.house.catalogue.questionnaires.get(key)
        now = [asking.moment for asking in programme.questionnaires if asking.questionnaire == key]
        if present and not present.is_tried:
            yield from ((present, moment) for moment in now)
        for version, moment in sorted({(each.version, each.moment) for each in counted if each.questionnaire == key}):
            if present is None or version != present.version:
                yield runs.definition(here.unit, version), moment
            elif present.is_tried or moment not in now:
                yield present, moment


@dataclass(frozen=True)
class Counted:
    """What is counted of a programme's questions, and what waits."""

    tallies: dict[QuestionKey, Tally]
    waiting: dict[QuestionKey, int]
    minimum: int

    def figures(self, questionnaire: Questionnaire, moment: str) -> tuple[QuestionFigure, ...]:
        """Give a form's figures at a moment, of the questions that can be counted."""
        return tuple(self._figure(questionnaire, key, each) for key, each in _countable(questionnaire, moment))

    def _figure(self, questionnaire: Questionnaire, key: QuestionKey, question: Question) -> QuestionFigure:
        tally, waiting = self.tallies.get(key, Tally()), self.waiting.get(key, 0)
        return question_figure(questionnaire, question, tally, waiting, self.minimum, moment=key.moment)

    def waits(self, questionnaire: Questionnaire, moment: str) -> int:
        """Give how many people's answers wait: that many to the question that waits most."""
        return max((self.waiting.get(key, 0) for key, _ in _countable(questionnaire, moment)), default=0)


def _countable(questionnaire: Questionnaire, moment: str) -> Iterator[tuple[QuestionKey, Question]]:
    for question in questionnaire.questions:
        if not isinstance(question, FreeText | Information):
            yield QuestionKey(questionnaire.key, questionnaire.version, moment, question.key), question
