"""Anything that a person typed, as plain text that no file format stumbles over."""

import re

_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold: control characters, lone surrogates, U+FFFE and U+FFFF."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")


def plain(text: str) -> str:
    """Give a text without what XML and UTF-8 cannot hold, each line ended by a line feed."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def harmless(text: str) -> str:
    """Give a plain text, with an apostrophe before it if a spreadsheet could take it for a formula, blanks or not."""
    cleaned = plain(text)
    starts = cleaned.startswith(_FORMULA_STARTS) or cleaned.lstrip().startswith(_FORMULA_STARTS)
    return f"'{cleaned}" if starts else cleaned
