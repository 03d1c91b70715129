"""The flow engine: where a person stands in a form is a function of the form and the answers, and of nothing else.

Nothing here keeps state. A restart, a double tap, an early answer changed late or a second device cannot make the
position stale, for there is no position to go stale. Answers to questions that a later change made irrelevant stay in
the mapping, out of sight, and count again if their branch comes back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from flows.forms.conditions import Answer, Answers
from flows.forms.questionnaire import Questionnaire
from flows.forms.questions import HALF, FreeText, Question, SeveralChoices


class Refusal(StrEnum):
    """Why an answer was not taken."""

    NOT_ASKED = "not asked"
    ALREADY_ANSWERED = "already answered"
    NOT_POSSIBLE = "not possible"
    MUST_ANSWER = "must answer"
    TOO_LONG = "too long"
    TOO_MANY = "too many"


@dataclass(frozen=True)
class Progress:
    """How far a person has come: ``done`` of ``of`` questions that are asked as the answers now stand."""

    done: int
    of: int


def asked(questionnaire: Questionnaire, answers: Answers) -> tuple[Question, ...]:
    """Give the questions that these answers lead to, in order.

    A condition sees only answers to questions that are themselves asked, so an answer set aside decides nothing.
    """
    if questionnaire.is_straight:
        return questionnaire.questions
    visible: dict[str, Answer] = {}
    found: list[Question] = []
    for question in questionnaire.questions:
        if question.when is None or question.when.holds(visible):
            found.append(question)
            if _is_answered(question, answers):
                visible[question.key] = answers[question.key]
    return tuple(found)


def relevant(questionnaire: Questionnaire, answers: Answers) -> dict[str, Answer]:
    """Give the answers that count: those to questions that are asked, in the form's order."""
    return {
        question.key: answers[question.key]
        for question in asked(questionnaire, answers)
        if _is_answered(question, answers)
    }


def _is_answered(question: Question, answers: Answers) -> bool:
    return question.key in answers and question.is_whole(answers[question.key])


def next_question(questionnaire: Questionnaire, answers: Answers, reopened: str | None = None) -> Question | None:
    """Give the question to ask now, or ``None`` when all are answered.

    :param reopened: the key of an answered question that the person asked to see again; it comes first, as long as it
        is still asked; a question that was never answered keeps its turn
    """
    questions = asked(questionnaire, answers)
    again = next((question for question in questions if question.key == reopened and reopened in answers), None)
    return again or next((question for question in questions if not _is_answered(question, answers)), None)


def previous_question(questionnaire: Questionnaire, answers: Answers, key: str | None) -> Question | None:
    """Give the answered question before this one (before the end of the form, for ``None``)."""
    found = None
    for question in asked(questionnaire, answers):
        if question.key == key:
            break
        if _is_answered(question, answers):
            found = question
    return found


def accept(questionnaire: Questionnaire, answers: Answers, key: str, answer: Answer) -> Answers | Refusal:
    """Take the first answer to a question: the answers with it, or why not.

    A second answer to the same question is refused: a late press must not overwrite. To overwrite is to ``change``.
    An answer that was set aside is not overwritten either, for its question is not asked.
    """
    if key in relevant(questionnaire, answers):
        return Refusal.ALREADY_ANSWERED
    return change(questionnaire, answers, key, answer)


def change(questionnaire: Questionnaire, answers: Answers, key: str, answer: Answer) -> Answers | Refusal:
    """Answer a question that is asked, whether or not it had an answer: the answers with it, or why not."""
    question = _asked_as(questionnaire, answers, key)
    if question is None:
        return Refusal.NOT_ASKED
    refusal = _refusal(question, answer)
    return refusal or {**answers, key: answer}


def mark(
    questionnaire: Questionnaire, answers: Answers, key: str, options: Iterable[str], *, chosen: bool
) -> Answers | Refusal:
    """Choose options of several, or choose them no longer: the answers with that, or why not.

    What is chosen is kept press by press. Until the person says that it is all (``finish``) it counts as no answer.
    """
    question = _asked_as(questionnaire, answers, key)
    if question is None:
        return Refusal.NOT_ASKED
    wanted = set(options)
    if not isinstance(question, SeveralChoices) or wanted - {option.key for option in question.options}:
        return Refusal.NOT_POSSIBLE
    answer = answers.get(key)
    before = set(answer) if isinstance(answer, tuple) else set()
    after = question.chosen(before | wanted if chosen else before - wanted)
    return {**answers, key: (*after, HALF)} if len(after) <= question.highest else Refusal.TOO_MANY


def finish(questionnaire: Questionnaire, answers: Answers, key: str) -> Answers | Refusal:
    """Let what is chosen be the answer: the answers with it, or why not."""
    question, answer = _asked_as(questionnaire, answers, key), answers.get(key)
    if not isinstance(question, SeveralChoices) or not isinstance(answer, tuple):
        return Refusal.NOT_ASKED
    return change(questionnaire, answers, key, question.chosen(answer))


def _asked_as(questionnaire: Questionnaire, answers: Answers, key: str) -> Question | None:
    return next((question for question in asked(questionnaire, answers) if question.key == key), None)


def _refusal(question: Question, answer: Answer) -> Refusal | None:
    if answer is None:
        return None if question.declinable else Refusal.MUST_ANSWER
    if question.allows(answer):
        return None
    too_long = isinstance(question, FreeText) and isinstance(answer, str) and len(answer) > question.longest
    return Refusal.TOO_LONG if too_long else Refusal.NOT_POSSIBLE


def progress(questionnaire: Questionnaire, answers: Answers) -> Progress:
    """Tell how many of the questions now asked are answered."""
    questions = asked(questionnaire, answers)
    return Progress(sum(_is_answered(question, answers) for question in questions), len(questions))
