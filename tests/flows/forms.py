"""Builds forms for tests: by hand from a few words, and with hypothesis out of every kind of question and condition."""

from functools import cache
from typing import Any

from hypothesis import strategies as st

from flows.forms.conditions import Answer
from flows.forms.questionnaire import Questionnaire

_OPTIONS = [{"key": key, "label": key.upper()} for key in ("a", "b", "c")]


def choice(key: str, **more: object) -> dict[str, Any]:
    return {"key": key, "kind": "choice", "text": f"Text {key}", "options": _OPTIONS, **more}


def scale(key: str, **more: object) -> dict[str, Any]:
    return {"key": key, "kind": "scale", "text": f"Text {key}", "low": "Lågt", "high": "Högt", **more}


def choices(key: str, **more: object) -> dict[str, Any]:
    return {"key": key, "kind": "choices", "text": f"Text {key}", "options": _OPTIONS, "most": 2, **more}


def thermometer(key: str, **more: object) -> dict[str, Any]:
    return {"key": key, "kind": "thermometer", "text": f"Text {key}", "low": "Lågt", "high": "Högt", **more}


def number(key: str, **more: object) -> dict[str, Any]:
    return {"key": key, "kind": "number", "text": f"Text {key}", "highest": 40, "unit": "timmar", **more}


def day(key: str, **more: object) -> dict[str, Any]:
    return {"key": key, "kind": "date", "text": f"Text {key}", "earliest": "2026-01-01", "latest": "2026-12-31", **more}


def text(key: str, **more: object) -> dict[str, Any]:
    return {"key": key, "kind": "text", "text": f"Text {key}", "longest": 10, **more}


def card(key: str, **more: object) -> dict[str, Any]:
    return {"key": key, "kind": "information", "text": f"Text {key}", **more}


def form(*questions: dict[str, Any]) -> Questionnaire:
    return Questionnaire.model_validate(
        {
            "key": "form",
            "title": "Titel",
            "purpose": "Syfte",
            "source": "Test",
            "linked": True,
            "minutes": 1,
            "questions": questions,
        }
    )


_MAKERS = {
    "choice": choice,
    "choices": choices,
    "scale": scale,
    "thermometer": thermometer,
    "number": number,
    "date": day,
    "text": text,
    "information": card,
}

POSSIBLE: dict[str, list[Answer]] = {
    "choice": ["a", "b", "c", None],
    "choices": [("a",), ("b", "c"), None],
    "scale": [1, 2, 3, 4, 5, None],
    "thermometer": [0, 73, 100, None],
    "number": [0, 40, None],
    "date": ["2026-01-01", "2026-12-31", None],
    "text": ["några ord", "b", None],
    "information": [True],
}
"""Answers that each kind of question takes, unless it may not be declined."""

IMPOSSIBLE: list[Answer] = [
    *("", " ", "d", "A", "more than ten characters", 0, 6, -1, 101, 10**30, True, False, "1", None),
    *((), ("b", "a"), ("a", "a"), ("a", "d"), ("a", "b", "c"), ("a", ""), "2025-12-31", "20260101", "2026-02-31"),
]
"""Answers that some kind or other refuses."""


@cache
def _leaf(key: str, kind: str) -> st.SearchStrategy[dict[str, Any]]:
    kinds = [st.just({"question": key, "answered": True})]
    if kind in ("choice", "scale"):
        values = st.sampled_from([value for value in POSSIBLE[kind] if value is not None])
        kinds.append(values.map(lambda value: {"question": key, "equals": value}))
        kinds.append(st.lists(values, min_size=1, max_size=3).map(lambda some: {"question": key, "one_of": some}))
    if kind == "choices":
        values = st.sampled_from("abc")
        kinds.append(values.map(lambda value: {"question": key, "contains": value}))
        kinds.append(st.lists(values, min_size=1, max_size=3).map(lambda some: {"question": key, "one_of": some}))
    if kind in ("scale", "thermometer", "number"):
        kinds.append(st.integers(1, 5).map(lambda number: {"question": key, "at_least": number}))
    return st.one_of(kinds)


@cache
def _conditions(earlier: tuple[tuple[str, str], ...]) -> st.SearchStrategy[dict[str, Any]]:
    """Give conditions on earlier questions by key and kind; kept, for making a strategy costs more than drawing."""

    def branches(inner: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
        some = st.lists(inner, min_size=1, max_size=3)
        return st.one_of(
            some.map(lambda each: {"all": each}),
            some.map(lambda each: {"any": each}),
            inner.map(lambda one: {"not": one}),
        )

    return st.recursive(st.sampled_from(earlier).flatmap(lambda question: _leaf(*question)), branches, max_leaves=4)


@st.composite
def forms(draw: st.DrawFn) -> Questionnaire:
    """Give a form of one to seven questions, most of them with a condition on earlier ones."""
    questions: list[dict[str, Any]] = []
    for index in range(draw(st.integers(1, 7))):
        kind = draw(st.sampled_from(sorted(_MAKERS)))
        question = _MAKERS[kind](f"q{index}")
        if kind != "information":
            question["declinable"] = draw(st.booleans())
        conditional = draw(st.integers(0, 3)) > 0
        if questions and conditional:
            question["when"] = draw(_conditions(tuple((each["key"], each["kind"]) for each in questions)))
        questions.append(question)
    return form(*questions)
