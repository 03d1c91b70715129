"""Entering paper answers: they count as those that are given in the chat, and an unlinked form falls apart alike."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from bot.actions.coordinator.paper_values import Wrong, quoted
from bot.actions.coordinator.read_paper import Filled, Paper, in_row, read_rows
from bot.actions.here import Here, Refused
from bot.actions.participant.place import places_kept
from flows.forms import engine
from flows.forms.questionnaire import Questionnaire
from flows.forms.questions import FreeText
from flows.programme import Programme
from flows.said import Quote, Said, said
from flows.timing.plan import Asking, plan
from locales.translator import marked
from storage import batches, course, enrolments, linked, runs, unlinked
from storage.batches import Form, Waiting
from storage.enrolments import Enrolment, State
from storage.runs import Run

_GONE = {State.DECLINED, State.ERASED, State.WAITING}


class PaperRefused(Refused):
    """Something in the rows cannot be entered, so nothing was."""

    def __init__(self, problems: tuple[Said, ...]) -> None:
        super().__init__(problems[0].message)
        self.problems = problems


@dataclass(frozen=True)
class Entry:
    """A row that can be entered, and whose form it is where that is known."""

    filled: Filled
    enrolment: Enrolment | None


@dataclass(frozen=True)
class Checked:
    """Rows that can be entered, and what is wrong with the others or with the file."""

    entries: tuple[Entry, ...]
    problems: tuple[Said, ...]


def enter(here: Here, paper: Paper) -> int:
    """Enter all rows; give how many.

    :raises PaperRefused: with every problem, and then nothing is entered
    """
    filled, problems = read_rows(paper, here.today)
    checked = check(here, paper.programme, paper.questionnaire, filled)
    if problems or checked.problems:
        raise PaperRefused((*problems, *checked.problems))
    keep(here, paper.programme, paper.questionnaire, checked.entries)
    return len(filled)


def check(here: Here, programme: Programme, form: Questionnaire, filled: tuple[Filled, ...]) -> Checked:
    """See whose forms the rows are, and that each can be entered now."""
    counted = Counter(enrolments.folded(each.reference) for each in filled if each.reference)
    entries, problems = [], []
    for each in filled:
        try:
            _check_alone(each.reference, counted[enrolments.folded(each.reference)])
            entries.append(Entry(each, _whose(here, programme, form, each.reference)))
        except Wrong as wrong:
            problems.append(in_row(each.row, wrong))
    return Checked(tuple(entries), tuple(problems))


def _check_alone(reference: str, n: int) -> None:
    if n > 1:
        raise Wrong(said("'{reference}' står i {n} rader. Behåll en.", reference=quoted(reference), n=n))


def keep(here: Here, programme: Programme, form: Questionnaire, entries: tuple[Entry, ...]) -> None:
    """Enter rows that were checked in this unit."""
    falling_apart = [each for entry in entries for each in _keep(here, programme, form, entry)]
    if falling_apart:
        batches.add(here.unit, Form(programme.key, form.key, form.version), falling_apart)
    here.note("paper entered", f"{programme.key} {form.key}: {len(entries)}")


def _whose(here: Here, programme: Programme, form: Questionnaire, reference: str) -> Enrolment | None:
    if not reference:
        return None
    named = quoted(reference)
    found = enrolments.by_reference(here.unit, programme.key, reference)
    if found is None or found.state in _GONE:
        pattern = marked("Ingen i {programme} har referensen '{reference}'.")
        raise Wrong(said(pattern, programme=Quote(programme.key), reference=named))
    of_form = _of_form(here, form, found)
    if of_form and not any(run.is_open for run in of_form) and not _due(here, programme, form, found):
        raise Wrong(said("'{reference}' har redan svarat, eller så är formuläret avslutat.", reference=named))
    if any(run.is_open and run.version != form.version for run in of_form):
        raise Wrong(said("'{reference}' har börjat på en tidigare lydelse av formuläret.", reference=named))
    return found


def _keep(here: Here, programme: Programme, form: Questionnaire, entry: Entry) -> list[Waiting]:
    """Keep one form; give the single answers that it falls apart into if it is anonymous."""
    run = _run(here, programme, form, entry.enrolment) if entry.enrolment else 0
    relevant = engine.relevant(form, entry.filled.answers)
    new: list[Waiting] = []
    if not form.linked:
        places = places_kept(here, entry.enrolment, form) if entry.enrolment else {}
        new = unlinked.taken_apart(form, relevant, _moment(here, programme, form, run), places)
        unlinked.drop_draft(here.unit, run)
    for question in form.questions if form.linked else ():
        if question.key in relevant:
            is_words = isinstance(question, FreeText)
            linked.keep(here.unit, run, question.key, relevant[question.key], is_words=is_words)
    if entry.enrolment:
        linked.keep_only(here.unit, run, relevant)
        runs.finish(here.unit, run, here.today)
    return new


def _run(here: Here, programme: Programme, form: Questionnaire, enrolment: Enrolment) -> int:
    """Give the run that stands open for the person, or open one."""
    found = next((run.id for run in _of_form(here, form, enrolment) if run.is_open), None)
    if found is not None:
        return found
    asking = _asking(programme, form)
    first = asking.moment if asking.every is None else f"{asking.moment}#1"
    return runs.open_run(here.unit, enrolment.id, form, _due(here, programme, form, enrolment) or first)


def _of_form(here: Here, form: Questionnaire, enrolment: Enrolment) -> list[Run]:
    return [run for run in runs.of_enrolment(here.unit, enrolment.id) if run.questionnaire == form.key]


def _due(here: Here, programme: Programme, form: Questionnaire, enrolment: Enrolment) -> str | None:
    """Give the moment at which the form is due that nobody could offer, such as to who cannot be reached any more.

    It came after the person's last form of the kind was sent in, so a sheet that is entered twice is none.
    """
    of_form = _of_form(here, form, enrolment)
    last = max((run.finished_on for run in of_form if run.finished_on), default=date.min)
    days = plan(programme.questionnaires, (), course.days(here.unit, enrolment))
    due = [
        each.moment for each in days if (each.kind, each.item) == ("offer", form.key) and last < each.day <= here.today
    ]
    opened = {run.moment for run in of_form}
    return next((moment for moment in reversed(due) if moment not in opened), None)


def _moment(here: Here, programme: Programme, form: Questionnaire, run: int) -> str:
    """Give the moment at which it was asked; of somebody who is not told, the first at which it is asked."""
    found = runs.by_id(here.unit, run)
    return found.moment if found else _asking(programme, form).moment


def _asking(programme: Programme, form: Questionnaire) -> Asking:
    return next(each for each in programme.questionnaires if each.questionnaire == form.key)
