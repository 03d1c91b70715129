"""Reading rows of paper answers as a person would give them. It needs no database, so that it can be done beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.actions.coordinator.paper_values import Wrong, paper_value, quoted
from flows.forms import engine
from flows.forms.conditions import Answer
from flows.forms.questionnaire import Questionnaire
from flows.forms.questions import FreeText, Information, Question
from flows.programme import Programme
from flows.said import Quote, Said, said
from locales.translator import marked

REFERENCE = "reference"
"""The column that says whose form it is; needed for a linked form."""


@dataclass(frozen=True)
class Paper:
    """Rows of paper answers: cells by column, each row with its number in the file."""

    programme: Programme
    questionnaire: Questionnaire
    columns: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]


@dataclass(frozen=True)
class Filled:
    """A row that was read: its number, whose form it is as far as that is told, and the answers."""

    row: int
    reference: str
    answers: Mapping[str, Answer]


def read_rows(paper: Paper, today: date) -> tuple[tuple[Filled, ...], tuple[Said, ...]]:
    """Read rows as a person would answer; give those that can be read, and what is wrong with the others."""
    problems = list(_column_problems(paper))
    filled = []
    for number, cells in () if problems else paper.rows:
        try:
            filled.append(_read(paper.questionnaire, number, cells, today))
        except Wrong as wrong:
            problems.append(in_row(number, wrong))
    return tuple(filled), tuple(problems)


def columns_of(form: Questionnaire) -> tuple[str, ...]:
    """Give the columns of a form's table."""
    asked = (question.key for question in form.questions if not isinstance(question, Information))
    return (*((REFERENCE,) if form.linked else ()), *asked)


def in_row(number: int, wrong: Wrong) -> Said:
    """Say in which row something is wrong."""
    return said("Rad {row}: {problem}", row=number, problem=wrong.said)


def _column_problems(paper: Paper) -> Iterator[Said]:
    wanted = columns_of(paper.questionnaire)
    for column in paper.columns:
        if column not in {*wanted, REFERENCE}:
            pattern = marked("'{column}' är ingen fråga i {form}. Rätta eller ta bort kolumnen.")
            yield said(pattern, column=quoted(column), form=Quote(paper.questionnaire.key))
    for key in sorted({*wanted} - {*paper.columns}):
        if key == REFERENCE:
            yield said("Kolumnen '{column}' saknas. Formuläret hör till en person.", column=Quote(key))
        else:
            pattern = marked("Kolumnen '{column}' saknas. Lägg till den, även om ingen har svarat.")
            yield said(pattern, column=Quote(key))
    if not paper.rows:
        yield said("Filen har inga rader med svar.")


def _read(form: Questionnaire, number: int, cells: Mapping[str, str], today: date) -> Filled:
    if not any(value for column, value in cells.items() if column != REFERENCE):
        raise Wrong(said("Raden har inget svar. Ta bort den."))
    reference = cells.get(REFERENCE, "")
    if form.linked and not reference:
        raise Wrong(said("Referensen saknas."))
    return Filled(number, reference, _answers(form, cells, today))


def _answers(form: Questionnaire, cells: Mapping[str, str], today: date) -> Mapping[str, Answer]:
    """Answer the form as a person would, question by question as the answers lead on."""
    answers: Mapping[str, Answer] = {}
    while question := engine.next_question(form, answers):
        value = paper_value(question, cells.get(question.key, ""), today)
        taken = engine.accept(form, answers, question.key, value)
        if isinstance(taken, engine.Refusal):
            raise Wrong(said("{column}: {problem}", column=Quote(question.key), problem=_why(question, taken)))
        answers = taken
    for key, value in cells.items():
        if value and key != REFERENCE and key not in answers:
            raise Wrong(said("{column}: frågan ställs inte efter de här svaren. Töm cellen.", column=Quote(key)))
    return answers


def _why(question: Question, refusal: engine.Refusal) -> Said:
    if refusal is engine.Refusal.MUST_ANSWER:
        return said("den måste ha ett svar.")
    longest = question.longest if isinstance(question, FreeText) else 0
    return said("texten är för lång, högst {longest} tecken.", longest=longest)
