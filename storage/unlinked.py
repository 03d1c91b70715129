"""Unlinked answers: anonymous from the moment they are sent in (design: 3.7, 3.8).

Until then there is a draft, which is the person's. On sending in, every answer waits by itself among all others
(storage.batches), and the draft is deleted. Nothing tells whose it is, when it came, or which others came with it.

With an answer stands the moment of its asking, such as ``closure``, and not which repetition it was: few answer each;
and of some questions the person's place, where many share it (bot.actions.participant.place).
"""

from collections.abc import Mapping

from flows.forms.conditions import Answer
from flows.forms.questionnaire import Questionnaire
from flows.forms.questions import FreeText, Information, Question
from flows.goals.counting import DECLINED, marks
from flows.timing.plan import asking_moment
from storage import batches
from storage.answers import as_text, from_text
from storage.batches import Form, Waiting
from storage.unit import Unit


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
) -> None:
    """Let a form sent in at a moment fall apart into single answers that wait, and delete its draft.

    :param places: the place to keep beside the answer, of the questions where one is kept
    """
    drop_draft(unit, run)
    new = taken_apart(questionnaire, answers, moment, places or {})
    if new:
        batches.add(unit, Form(programme, questionnaire.key, questionnaire.version), new)


def taken_apart(
    questionnaire: Questionnaire, answers: Mapping[str, Answer], moment: str, places: Mapping[str, str]
) -> list[Waiting]:
    """Give the single answers that a form falls apart into: of several choices one for each and one for the person."""
    at, kept = asking_moment(moment), [each for each in questionnaire.questions if _is_kept(each, answers)]
    return [
        Waiting(question.key, option, words, at, "" if option is None else places.get(question.key, ""))
        for question in kept
        for option, words in _options(question, answers[question.key])
    ]


def _is_kept(question: Question, answers: Mapping[str, Answer]) -> bool:
    """Whether something remains to be counted or read; a free text that was left out is nothing."""
    if question.key not in answers or isinstance(question, Information):
        return False
    return not (isinstance(question, FreeText) and answers[question.key] is None)


def _options(question: Question, answer: Answer) -> list[tuple[str | None, str | None]]:
    """Give what is kept of an answer: options, and words."""
    if isinstance(question, FreeText):
        return [("", str(answer))]
    return [(None if mark == DECLINED else mark, None) for mark in marks(question, answer, linked=False)]
