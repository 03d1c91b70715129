"""Placeholders in sentences, such as ``{name}``: which there are, whether a translation keeps them, their filling."""

import re
from collections.abc import Mapping
from functools import lru_cache

_PLACE = re.compile(r"\{([A-Za-z_]\w*)\}")


def names(sentence: str) -> frozenset[str]:
    """Give the names that stand in whole braces."""
    return frozenset(_PLACE.findall(sentence))


def without_places(sentence: str) -> str:
    """Give a sentence without its placeholders."""
    return _PLACE.sub("", sentence)


def _loose_braces(sentence: str) -> str:
    return re.sub(r"[^{}]", "", without_places(sentence))


@lru_cache(4096)
def keeps(source: str, translation: str) -> bool:
    """Whether a translation has the placeholders of its source, all of them and no others, with whole braces."""
    return names(source) == names(translation) and _loose_braces(source) == _loose_braces(translation)


def keeps_plural(one: str, many: str, form: str) -> bool:
    """Whether a plural form has the placeholders of its sources; only the number may be left to words ("two answers").

    What only one of the two sources has may be there or not.
    """
    needed = (names(one) & names(many)) - {"n"}
    return needed <= names(form) <= names(one) | names(many) and _loose_braces(form) == _loose_braces(many)


def filled(sentence: str, values: Mapping[str, object]) -> str:
    """Put values where their names stand, once: braces in a value are text. A name without a value stays as it is."""
    return _PLACE.sub(lambda place: str(values.get(place[1], place[0])), sentence)
