"""Typed words, tidied: what cannot be seen is dropped, and every kind of blank is a blank."""

import unicodedata

_TURNING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_JOINERS = frozenset("\u200c\u200d")  # Persian writing and joined emoji need them


def tidied(text: str) -> str:
    """Drop control characters and the signs that turn the direction of writing; keep the lines."""
    return "".join(_seen(sign) for sign in text).strip()


def tidied_line(text: str) -> str:
    """Write a text on one line, with single blanks."""
    return " ".join(tidied(text).split())


def _seen(sign: str) -> str:
    if sign == "\t" or unicodedata.category(sign) == "Zs":
        return " "
    is_visible = sign not in _TURNING and (sign.isprintable() or sign in _JOINERS or sign == "\n")
    return sign if is_visible else ""
