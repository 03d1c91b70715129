"""What is known by indicator: each question that measures it, counted over all its wordings and moments."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flows.figures import QuestionFigure
from flows.forms.indicators import Indicator, named
from flows.forms.questionnaire import Questionnaire
from flows.goals.judging import Verdict
from flows.goals.kinds import AnswerShare


@dataclass(frozen=True)
class Measured:
    """A question that measures an indicator. ``of`` is how many answered, ``None`` where too few did.

    ``n`` is how many of them gave an answer that a goal counts; ``None`` where no goal says which do.
    """

    questionnaire: str
    question: str
    text: str
    n: int | None
    of: int | None


@dataclass(frozen=True)
class IndicatorFigure:
    """An indicator with the questions that measure it, in the order of the forms."""

    indicator: Indicator
    questions: tuple[Measured, ...]


def by_indicator(
    indicators: Iterable[Indicator],
    asked: Iterable[tuple[Questionnaire, tuple[QuestionFigure, ...]]],
    verdicts: Iterable[Verdict],
) -> tuple[IndicatorFigure, ...]:
    """Give every indicator that some question measures; of several wordings the first tells what it measures.

    :param asked: forms with what may be shown of them, the present wording first
    """
    found: dict[tuple[str, str], Measured] = {}
    names: dict[tuple[str, str], tuple[int | str, ...]] = {}
    judged = {
        (goal.questionnaire, goal.question): each
        for each in _single(verdicts)
        if isinstance(goal := each.goal, AnswerShare)
    }
    for form, figure in ((form, figure) for form, figures in asked for figure in figures):
        of = (figure.questionnaire, figure.key)
        question = form.question(figure.key)
        names.setdefault(of, question.indicators if question else ())
        before = found.get(of)
        known = [each for each in (before.of if before else None, figure.of) if each is not None]
        n = judged[of].n if of in judged else None
        found[of] = Measured(*of, before.text if before else figure.text, n, sum(known) if known else None)
    questions = {each.key: tuple(found[of] for of in found if named([each], names[of])) for each in indicators}
    return tuple(IndicatorFigure(each, questions[each.key]) for each in indicators if questions[each.key])


def _single(verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
    for verdict in verdicts:
        yield from _single(verdict.parts) if verdict.parts else (verdict,)
