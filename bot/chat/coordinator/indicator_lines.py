"""Indicators in words: each with the questions that measure it, and how they were answered."""

from fractions import Fraction

from bot.actions.coordinator.explain import GOAL, Address, address, of_question
from bot.actions.coordinator.status import Status
from bot.chat.coordinator.figure_lines import Block, Line
from flows.goals.by_indicator import IndicatorFigure, Measured
from flows.goals.kinds import AnswerShare
from locales.translator import Translator


def indicator_blocks(t: Translator, status: Status) -> tuple[Block, ...]:
    """Give the indicators, each with the questions that measure it."""
    return tuple(_block(t, status, each) for each in status.indicators)


def _block(t: Translator, status: Status, found: IndicatorFigure) -> Block:
    title = t("Indikator {number}: {text}", number=found.indicator.number, text=t(found.indicator.text))
    return (
        Line(title, _about(status, found.questions[0]), title, "bold"),
        *(Line(_measured(t, each, status.minimum), _about(status, each), t(each.text)) for each in found.questions),
    )


def _measured(t: Translator, measured: Measured, minimum: int) -> str:
    """Say what is counted of a question that measures an indicator, or else how many answered it."""
    n, of = measured.n, measured.of
    if not of:
        numbers = t("för få svar (färre än {minimum})", minimum=minimum)
    elif n is None:
        numbers = t.plural("{n} svar", "{n} svar", of)
    else:
        numbers = t("{n} av {of} ({share})", n=n, of=of, share=t.percent(Fraction(n, of)))
    return f"{t(measured.text)} {numbers}"


def _about(status: Status, measured: Measured) -> Address | None:
    """Give what explains a question that measures an indicator: the goal that counts it, or else the question."""
    asked = (measured.questionnaire, measured.question)
    for verdict in status.verdicts:
        for goal in (verdict.goal, *(part.goal for part in verdict.parts)):
            if isinstance(goal, AnswerShare) and (goal.questionnaire, goal.question) == asked:
                return address(status.programme.key, GOAL, verdict.goal.key)
    figures = (figure for form in status.forms for figure in form.figures)
    found = (each for each in figures if (each.questionnaire, each.key) == asked)
    return next((of_question(status.programme.key, each) for each in found), None)
