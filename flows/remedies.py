"""Puts what pydantic finds wrong into words that say what to write instead."""

from typing import Any

from pydantic_core import ErrorDetails

_GROUP = "{what} is {given}; write names and values, such as key: value, one on each line"
_SPAN = "{what} is {given}; write a length of time, such as {{months: 6}} or {{weeks: 2}}"
_LIST = "{what} is {given}; write a list, its items on lines of their own that begin with -"
_WHOLE = "{what} is {given}; write a whole number, without quotes"
_SHARE = "{what} is {given}; write a number with a decimal point, such as 0.75"
_DATE = "{what} is {given}; write a date as 2026-01-31"
_UNKNOWN = "{what} is not known here; correct the spelling or remove it"

_EXAMPLES: dict[str | int, str] = {
    "questions": "choice (or choices, scale, text, information)",
    "facts": "yes_no (or choice, number, date)",
    "goals": "answer_share (or people_share, people_count)",
    "parts": "answer_share (or people_share, people_count)",
}
"""A kind to begin with, by the list that the thing stands in."""

_SPANS = ("normal", "longest", "after", "every", "open_for", "cool_down", "at_most")
"""What is a length of time, where it is not a number."""

_REMEDIES = {
    "missing": "{what} is missing; add it",
    "extra_forbidden": _UNKNOWN,
    "invalid_key": _UNKNOWN,
    "model_type": _GROUP,
    "model_attributes_type": _GROUP,
    "dict_type": _GROUP,
    "tuple_type": _LIST,
    "too_short": "{what} holds {actual_length}; write at least {min_length}",
    "too_long": "{what} holds {actual_length}; keep at most {max_length}",
    "string_type": "{what} is {given}; write text, and put it in quotes if it looks like a number, true or false",
    "string_too_short": "{what} is empty; write the text",
    "string_pattern_mismatch": (
        "{what} is {given}; write a-z, digits and hyphens, beginning with a letter, at most 40 characters"
    ),
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "bool_type": "{what} is {given}; write true or false",
    "bool_parsing": "{what} is {given}; write true or false",
    "decimal_type": _SHARE,
    "decimal_parsing": _SHARE,
    "finite_number": _SHARE,
    "literal_error": "{what} is {given}; write {expected}",
    "greater_than": "{what} is {given}; write more than {gt}",
    "greater_than_equal": "{what} is {given}; write at least {ge}",
    "less_than_equal": "{what} is {given}; write at most {le}",
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "union_tag_not_found": "{what} has no kind; add for example kind: {example}",
    "union_tag_invalid": "{what} is of the kind '{tag}', which is not known; write one of {expected_tags}",
    "value_error": "{error}",
}


def sentence(what: str, fault: ErrorDetails) -> str:
    """Say what is wrong and how to mend it.

    :param what: the thing at fault, as people call it
    """
    pattern = _REMEDIES.get(fault["type"])
    if pattern is _GROUP and any(name in _SPANS for name in fault["loc"][-1:]):
        pattern = _SPAN
    if pattern is None:
        return f"{what}: {fault['msg']}"
    context: dict[str, Any] = {**fault.get("ctx", {}), "what": what, "given": _given(fault["input"])}
    lists = [name for name in fault["loc"] if name in _EXAMPLES]
    context["example"] = _EXAMPLES[lists[-1]] if lists else "…"
    context["expected"] = str(context.get("expected")).lower()  # YAML writes true where Python writes True
    return pattern.format_map(context)


def follows_from_another(fault: ErrorDetails) -> bool:
    """Whether another fault tells the same: of a list's item, or of the text that could stand instead."""
    if fault["type"] == "too_short":
        return bool(len(fault["input"]) >= fault["ctx"]["min_length"])
    return fault["loc"][-1:] in {("int",), ("literal['today']",)}


def _given(value: object) -> str:
    """Name what stands in the file, shortly."""
    match value:
        case None:
            return "empty"
        case bool():
            return str(value).lower()
        case int():
            return f"the number {value}"
        case str():
            return f"'{value}'" if len(value) <= _LONGEST_QUOTE else f"'{value[:_LONGEST_QUOTE]}…'"
        case dict():
            return "a group of names and values"
        case _:
            return "a list"


_LONGEST_QUOTE = 40
