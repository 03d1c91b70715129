"""Scripts and their directions: isolating what runs the other way, and letting each text begin in its own direction.

Everything here follows Unicode's bidirectional algorithm (UAX 9). A number, a code, a command or a Latin word inside a
sentence that runs from right to left is isolated, so that it neither turns around nor takes punctuation with it; and a
text that begins with one gets a mark in front, for clients take a line's direction from its first strong character.
"""

import re
import unicodedata

RIGHT_TO_LEFT_MARK = "\u200f"
_FIRST_STRONG_ISOLATE, _POP = "\u2068", "\u2069"
_TURNING = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_PLACE = r"\{[A-Za-z_]\w*\}"
_WORD = r"/?[^\W_\u0590-\u08ff\ufb1d-\ufefc]+"
_FOREIGN = re.compile(rf"{_PLACE}|{_WORD}(?:[-./:,'’@– ]{_WORD})*")
"""Placeholders, and runs of words, commands, dates and numbers in another script."""
_RIGHT_TO_LEFT = {"R", "AL"}
_STRONG = {"L", *_RIGHT_TO_LEFT}


def isolated(value: str) -> str:
    """Keep a value from turning what stands around it, and itself from being turned."""
    return f"{_FIRST_STRONG_ISOLATE}{value}{_POP}" if value else ""


def set_right(sentence: str) -> str:
    """Write a sentence of a language that is read from right to left so that each of its lines is read so.

    What runs the other way in it is isolated; placeholders wait for their values. A line wholly in another script, such
    as a name or an official text in Swedish, and a mere number stay as they are.
    """
    return "\n".join(map(_set_right, sentence.split("\n")))


def _set_right(line: str) -> str:
    words = {kind for sign in re.sub(_PLACE, "", line) if (kind := unicodedata.bidirectional(sign)) in _STRONG}
    if not words & _RIGHT_TO_LEFT and (words or "{" not in line):
        return line
    return begun_right(_FOREIGN.sub(lambda run: run[0] if run[0][0] == "{" else isolated(run[0]), line))


def begun_right(line: str) -> str:
    """Let a line begin from the right, whatever stands first in it."""
    return line if runs_right_to_left(line) else f"{RIGHT_TO_LEFT_MARK}{line}"


def runs_right_to_left(text: str) -> bool:
    """Whether a text's first strong character is of a script from right to left.

    What is isolated counts too: not every client passes over it, as the algorithm asks.
    """
    kinds = (kind for sign in text if (kind := unicodedata.bidirectional(sign)) in _STRONG)
    return next(kinds, "L") in _RIGHT_TO_LEFT


def without_marks(text: str) -> str:
    """Give a text without the signs that only turn it, as people type it."""
    return _TURNING.sub("", text)


def scripts(text: str) -> dict[str, int]:
    """Count a text's letters by script, as Unicode names them."""
    counted: dict[str, int] = {}
    for sign in filter(str.isalpha, text):
        script = unicodedata.name(sign, "?").split()[0]
        counted[script] = counted.get(script, 0) + 1
    return counted
