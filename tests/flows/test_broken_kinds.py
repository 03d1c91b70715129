"""Broken questions of the kinds with bounds: each is told with its line and what to write instead."""

from pathlib import Path

import pytest
import yaml

from flows.catalogue import read_catalogue
from flows.forms.questionnaire import Questionnaire
from flows.yaml_file import DefinitionsError
from tests.flows.folders import replaced, write

FORM = """\
key: form
title: Titel
purpose: Syfte
source: Test
linked: true
minutes: 2
questions:
  - key: help
    kind: choices
    text: Vad hjälpte?
    options:
      - {key: talk, label: Samtal}
      - {key: visit, label: Besök}
      - {key: course, label: Kurs}
  - {key: heat, kind: thermometer, text: "Hur mår du?", low: Sämst, high: Bäst}
  - {key: hours, kind: number, text: "Hur många timmar?", highest: 40}
  - {key: begun, kind: date, text: "När?", earliest: 2026-01-01, latest: today}
  - key: words
    kind: text
    text: Vad mer?
    when: {question: help, contains: talk}
"""
WHEN = "question: help, contains: talk"

BROKEN = {
    "more than there are": ("kind: choices", "kind: choices\n    most: 4", "10: question 'help' asks for 1 to 4 of 3"),
    "least over most": (
        "kind: choices",
        "kind: choices\n    least: 3\n    most: 2",
        "11: question 'help' asks for 3 to 2 of 3 options; let least be at most most",
    ),
    "none at all": ("kind: choices", "kind: choices\n    least: 0", "10: 'least' is the number 0; write at least 1"),
    "a lowest above the highest": ("highest: 40", "lowest: 41, highest: 40", "16: question 'hours' has a lowest above"),
    "a number without end": (", highest: 40", "", "16: 'highest' is missing; add it"),
    "a decimal": ("highest: 40", "highest: 40.5", "16: 'highest'"),
    "an earliest after the latest": ("latest: today", "latest: 2025-12-31", "17: question 'begun' has an earliest day"),
    "an impossible day": ("earliest: 2026-01-01", 'earliest: "2026-02-31"', "17: 'earliest'"),
    "a word for a day": ("latest: today", "latest: tomorrow", "17: 'latest'"),
    "one answer of several": (
        WHEN,
        "question: help, equals: talk",
        "21: question 'words': its condition compares 'help' with one answer, but several can be chosen; use contains",
    ),
    "contains of a number": (
        WHEN,
        "question: hours, contains: talk",
        "21: question 'words': its condition asks what 'hours' contains, but only one answer can be chosen; use equals",
    ),
    "contains what is no option": (
        WHEN,
        "question: help, contains: money",
        "21: question 'words': its condition compares 'help' with 'money', which it can never be; use one of talk",
    ),
    "one of what is no option": (WHEN, "question: help, one_of: [talk, money]", "21: question 'words': its condition"),
    "at least of several": (
        WHEN,
        "question: help, at_least: 2",
        "21: question 'words': its condition asks for at_least",
    ),
    "over the thermometer": (WHEN, "question: heat, at_least: 101", "21: question 'words': its condition asks for at"),
    "a number it can never be": (
        WHEN,
        "question: hours, equals: 41",
        "21: question 'words': its condition compares 'hours' with '41', which it can never be; write a number from 0",
    ),
}


def complaints(root: Path, form: str) -> list[str]:
    write(root / "questionnaires" / "form.yaml", form)
    with pytest.raises(DefinitionsError) as caught:
        read_catalogue(root)
    return [str(complaint) for complaint in caught.value.complaints]


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_question_is_told_with_line_and_remedy(name: str, tmp_path: Path) -> None:
    old, new, expected = BROKEN[name]
    (complaint,) = complaints(tmp_path, replaced(FORM, old, new))
    assert complaint.startswith(f"questionnaires/form.yaml:{expected}")


def test_an_anonymous_form_holds_no_numbers_and_no_days(tmp_path: Path) -> None:
    number, day = complaints(tmp_path, replaced(FORM, "linked: true", "linked: false"))
    assert number.startswith("questionnaires/form.yaml:16: question 'hours' is a number, and a rare one tells")
    assert day.startswith("questionnaires/form.yaml:17: question 'begun' is a date")
    assert "let the form be linked: true, or ask with options" in day


@pytest.mark.parametrize(
    "when", ["question: help, one_of: [talk, visit]", "question: heat, at_least: 50", "question: hours, equals: 40"]
)
def test_conditions_on_every_kind_are_read(when: str) -> None:
    form = Questionnaire.model_validate(yaml.safe_load(replaced(FORM, WHEN, when)))
    assert form.questions[-1].when
