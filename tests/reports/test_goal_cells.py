"""Cells of goals in a report: the same numbers as in the chat."""

from dataclasses import replace

import pytest

from bot.actions.coordinator.report import Asked, report
from bot.chat.coordinator.change_words import numbers
from bot.chat.coordinator.report.goals import goal_table
from bot.paper.words import cell_words
from flows.goals.kinds import Change
from flows.goals.paired import of_pairs
from flows.goals.pairs import Pairs
from flows.traits import Form
from locales.translator import translator
from storage.unit import Unit
from tests.figures.answering import SUMMER, here
from tests.reports.lives import ENTER, two_quarters

START, END = Form(questionnaire="halsa-start"), Form(questionnaire="halsa-slut")
PAIN = Change(key="ont", kind="change", text="Smärta", source="påhittat", question="ont", before=START, later=END)


@pytest.mark.parametrize(
    ("fell", "of", "printed"),
    [(45, 20, "−2,3"), (44, 20, "−2,2"), (1, 25, "0,0"), (-45, 20, "+2,3")],
    ids=["a half", "less than a half", "hardly", "rose"],
)
def test_a_change_is_the_same_number_in_chat_and_report(unit: Unit, fell: int, of: int, printed: str) -> None:
    two_quarters(unit)
    t, figures = translator("sv"), report(here(unit, SUMMER), Asked(ENTER, "2026-Q2")).figures
    verdict = of_pairs(PAIN, Pairs(of=of, before=100, later=100 - fell, squares=400), 0)
    assert f"i medel {printed} (" in numbers(t, verdict)
    table = goal_table(t, replace(figures, end=replace(figures.end, verdicts=(verdict,))))
    [[_, _, cell, *_]] = table.rows
    assert cell_words(t, table, (), cell).removeprefix("+") == printed.removeprefix("+")
