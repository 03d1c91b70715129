"""Unlinked answers: anonymous from the moment they are sent in (design: 3.7, 3.8).

Until then there is a draft, which is the person's. On sending in, every answer becomes a waiting row of its own under a
random key, and the draft is deleted. No row tells whose it is, when it came, or which others came with it. Since a page
of the database keeps the order in which rows were put into it, all rows of the form that wait are written anew each
time, in the order of their random keys.

With an answer stands the moment of its asking, such as ``closure``, and not which repetition it was: few answer each;
and of some questions the person's place, where many share it (bot.actions.participant.place).
"""

import secrets
from collections.abc import Mapping, Sequence

from flows.forms.conditions import Answer
from flows.forms.questionnaire import Questionnaire
from flows.forms.questions import FreeText, Information, Question
from flows.goals.counting import DECLINED, marks
from flows.timing.plan import asking_moment
from storage.answers import as_text, from_text
from storage.unit import Unit, Value


def draft(unit: Unit, run: int) -> dict[str, Answer]:
    """Give the answers of a form that is not sent in yet."""
    rows = unit.rows("SELECT question, answer FROM unlinked_drafts WHERE run = ?", run)
    return {row["question"]: from_text(unit.seal.open(row["answer"])) for row in rows}


def keep_draft(unit: Unit, run: int, question: str, answer: Answer) -> None:
    """Keep an answer of a form that is not sent in yet, in place of an earlier one."""
    unit.run(
        "INSERT INTO unlinked_drafts (run, question, answer) VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET answer = excluded.answer",
        run,
        question,
        unit.seal.close(as_text(answer)),
    )


def drop_draft(unit: Unit, run: int) -> None:
    """Delete a draft."""
    unit.run("DELETE FROM unlinked_drafts WHERE run = ?", run)


def fall_apart(  # noqa: PLR0913  # what is sent in, and all that is kept beside it
    unit: Unit,
    run: int,
    programme: str,
    questionnaire: Questionnaire,
    answers: Mapping[str, Answer],
    *,
    moment: str,
    places: Mapping[str, str] | None = None,
    is_one_of_many: bool = False,
) -> None:
    """Let a form sent in at a moment fall apart into single answers that wait, and delete its draft.

    :param places: the place to keep beside the answer, of the questions where one is kept
    :param is_one_of_many: whether others follow in the same unit, after which the caller must call ``set_in_order``:
        writing all rows anew for each of n forms takes n times as long
    """
    kept = [question for question in questionnaire.questions if _is_kept(question, answers)]
    at, of = asking_moment(moment), places or {}
    new = [
        (*row, at, "" if row[2] is None else of.get(question.key, ""))
        for question in kept
        for row in _rows(unit, question, answers[question.key])
    ]
    drop_draft(unit, run)
    form = (programme, questionnaire.key, questionnaire.version)
    if is_one_of_many:
        _write(unit, form, new)
    else:
        _write_anew(unit, form, new)


def set_in_order(unit: Unit, programme: str, questionnaire: Questionnaire) -> None:
    """Write all waiting rows of a form in the order of their random keys."""
    _write_anew(unit, (programme, questionnaire.key, questionnaire.version), [])


def _is_kept(question: Question, answers: Mapping[str, Answer]) -> bool:
    """Whether something remains to be counted or read; a free text that was left out is nothing."""
    if question.key not in answers or isinstance(question, Information):
        return False
    return not (isinstance(question, FreeText) and answers[question.key] is None)


_Row = tuple[bytes, str, str | None, bytes | None]
"""The random key, the question, the option, and the sealed words."""
_Waiting = tuple[bytes, str, str | None, bytes | None, str, str]
"""A row with the moment of asking and the place, as it waits."""


def _rows(unit: Unit, question: Question, answer: Answer) -> list[_Row]:
    """Give an answer's rows: one, or of several choices one for each and one for the person who answered."""
    if isinstance(question, FreeText):
        return [(secrets.token_bytes(16), question.key, "", unit.seal.close(str(answer)))]
    found = marks(question, answer, linked=False)
    return [(secrets.token_bytes(16), question.key, None if mark == DECLINED else mark, None) for mark in found]


def _write_anew(unit: Unit, form: tuple[str, str, str], new: list[_Waiting]) -> None:
    """Write all waiting rows of a form, old and new, in the order of their random keys."""
    of_form = "FROM unlinked_waiting WHERE programme = ? AND questionnaire = ? AND version = ?"
    old = [tuple(row) for row in unit.rows(f"SELECT id, question, option, words, moment, place {of_form}", *form)]
    unit.run(f"DELETE {of_form}", *form)
    _write(unit, form, sorted(old + new))


def _write(unit: Unit, form: tuple[str, str, str], rows: Sequence[tuple[Value, ...]]) -> None:
    unit.run_many(
        "INSERT INTO unlinked_waiting (id, question, option, words, moment, place, programme, questionnaire, version)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(*row, *form) for row in rows],
    )
