"""Paper answers: rows typed from paper are checked one by one, and entered all or not at all.

They count as those that are given in the chat; an unlinked form falls apart in the same way.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.actions.here import Here, Refused
from bot.actions.paper_values import Wrong, paper_value
from flows import engine
from flows.conditions import Answer
from flows.plan import Asking
from flows.programme import Programme
from flows.questionnaire import Questionnaire
from flows.questions import FreeText, Information, Question
from storage import enrolments, linked, runs, unlinked
from storage.enrolments import Enrolment, State

REFERENCE = "reference"
"""The column that says whose form it is; needed for a linked form."""

_GONE = {State.DECLINED, State.ERASED, State.WAITING}


class PaperRefused(Refused):
    """Something in the rows cannot be entered, so nothing was."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(problems[0])
        self.problems = problems


@dataclass(frozen=True)
class Paper:
    """Rows of paper answers: cells by column, each row with its number in the file."""

    programme: Programme
    questionnaire: Questionnaire
    columns: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]


@dataclass(frozen=True)
class _Entry:
    """A row that was read: the answers, and whose they are where that is known."""

    answers: Mapping[str, Answer]
    enrolment: Enrolment | None


def enter(here: Here, paper: Paper) -> int:
    """Enter all rows; give how many.

    :raises PaperRefused: with every problem, and then nothing is entered
    """
    entries, problems = [], list(_column_problems(paper))
    if not problems:
        for number, cells in paper.rows:
            try:
                entries.append(_read(here, paper, cells))
            except Wrong as wrong:
                problems.append(f"row {number}: {wrong}")
        problems += _doubled(entries)
    if problems:
        raise PaperRefused(tuple(problems))
    for entry in entries:
        _keep(here, paper, entry)
    here.note("paper entered", f"{paper.programme.key} {paper.questionnaire.key}: {len(entries)}")
    return len(entries)


def _column_problems(paper: Paper) -> Iterator[str]:
    wanted = {question.key for question in paper.questionnaire.questions if not isinstance(question, Information)}
    for column in paper.columns:
        if column not in wanted | {REFERENCE}:
            yield f"'{column}' is no question of {paper.questionnaire.key}; correct or remove the column"
    for key in sorted(wanted - set(paper.columns)):
        yield f"the column '{key}' is missing; add it, also if nobody answered it"
    if paper.questionnaire.linked and REFERENCE not in paper.columns:
        yield f"the column '{REFERENCE}' is missing; the form belongs to a person"
    if not paper.rows:
        yield "the file holds no row"


def _doubled(entries: list[_Entry]) -> list[str]:
    counted = Counter(entry.enrolment.reference for entry in entries if entry.enrolment)
    return [f"'{reference}' stands in {n} rows; leave one" for reference, n in counted.items() if n > 1]


def _read(here: Here, paper: Paper, cells: Mapping[str, str]) -> _Entry:
    enrolment = _whose(here, paper, cells.get(REFERENCE, ""))
    if not any(value for column, value in cells.items() if column != REFERENCE):
        raise Wrong("it holds no answer; remove it")
    return _Entry(_answers(here, paper.questionnaire, cells), enrolment)


def _answers(here: Here, form: Questionnaire, cells: Mapping[str, str]) -> Mapping[str, Answer]:
    """Answer the form as a person would, question by question as the answers lead on."""
    answers: Mapping[str, Answer] = {}
    while question := engine.next_question(form, answers):
        value = paper_value(question, cells.get(question.key, ""), here.today)
        taken = engine.accept(form, answers, question.key, value)
        if isinstance(taken, engine.Refusal):
            raise Wrong(f"{question.key}: {_why(question, taken)}")
        answers = taken
    for key, value in cells.items():
        if value and key != REFERENCE and key not in answers:
            raise Wrong(f"{key}: it is not asked after these answers; empty the cell")
    return answers


def _why(question: Question, refusal: engine.Refusal) -> str:
    if refusal is engine.Refusal.MUST_ANSWER:
        return "it must be answered"
    longest = question.longest if isinstance(question, FreeText) else 0
    return f"it is too long; at most {longest} characters"


def _whose(here: Here, paper: Paper, reference: str) -> Enrolment | None:
    if not reference:
        if paper.questionnaire.linked:
            raise Wrong("the reference is missing")
        return None
    found = enrolments.by_reference(here.unit, paper.programme.key, reference)
    if found is None or found.state in _GONE:
        raise Wrong(f"nobody in {paper.programme.key} has the reference '{reference}'")
    of_form = [run for run in runs.of_enrolment(here.unit, found.id) if run.questionnaire == paper.questionnaire.key]
    if of_form and not any(run.is_open for run in of_form):
        raise Wrong(f"'{reference}' has answered already, or the form has ended")
    if any(run.is_open and run.version != paper.questionnaire.version for run in of_form):
        raise Wrong(f"'{reference}' has begun an earlier version of the form")
    return found


def _keep(here: Here, paper: Paper, entry: _Entry) -> None:
    run = _run(here, paper, entry.enrolment) if entry.enrolment else 0
    relevant = engine.relevant(paper.questionnaire, entry.answers)
    if not paper.questionnaire.linked:
        moment = _moment(here, paper, run)
        unlinked.fall_apart(here.unit, run, paper.programme.key, paper.questionnaire, relevant, moment=moment)
    for question in paper.questionnaire.questions if paper.questionnaire.linked else ():
        if question.key in relevant:
            is_words = isinstance(question, FreeText)
            linked.keep(here.unit, run, question.key, relevant[question.key], is_words=is_words)
    if entry.enrolment:
        linked.keep_only(here.unit, run, relevant)
        runs.finish(here.unit, run, here.today)


def _run(here: Here, paper: Paper, enrolment: Enrolment) -> int:
    """Give the run that stands open for the person, or open one."""
    of_form = (
        run for run in runs.of_enrolment(here.unit, enrolment.id) if run.questionnaire == paper.questionnaire.key
    )
    found = next((run.id for run in of_form if run.is_open), None)
    if found is not None:
        return found
    asking = _asking(paper)
    moment = asking.moment if asking.every is None else f"{asking.moment}#1"
    return runs.open_run(here.unit, enrolment.id, paper.questionnaire, moment)


def _moment(here: Here, paper: Paper, run: int) -> str:
    """Give the moment at which it was asked; of somebody who is not told, the first at which it is asked."""
    found = runs.by_id(here.unit, run)
    return found.moment if found else _asking(paper).moment


def _asking(paper: Paper) -> Asking:
    return next(each for each in paper.programme.questionnaires if each.questionnaire == paper.questionnaire.key)
