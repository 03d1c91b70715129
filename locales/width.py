"""How wide a text is on a phone, in the width of a Latin letter."""

import unicodedata
from math import ceil

MOST_ON_A_BUTTON = 42
"""What a phone shows on a button that has a row to itself; Telegram cuts off the rest."""
MOST_ON_ONE_OF_TWO = 19
"""What it shows where two share the row."""

_WIDE = {"W": 2.0, "F": 2.0}
_BY_SCRIPT = {"ETHIOPIC SYLLABLE": 1.4, "CYRILLIC": 1.1}
"""How much wider signs of other scripts are, in the fonts of Android and iOS: an Ethiopic one is a syllable."""


def width(text: str) -> int:
    """Measure a text; marks that stand on a letter, and signs that nobody sees, take no room."""
    return ceil(sum(map(_width, text)))


def _width(sign: str) -> float:
    if unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
        return 0
    name = unicodedata.name(sign, "")
    by_script = next((wide for script, wide in _BY_SCRIPT.items() if name.startswith(script)), None)
    return by_script or _WIDE.get(unicodedata.east_asian_width(sign), 1)
