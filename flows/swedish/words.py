"""The Swedish words for numbers, days and months that own reminders are written with, also without å, ä and ö."""

import re
from collections.abc import Iterable, Mapping


def _numbered(rows: Iterable[str], first: int = 0) -> dict[str, int]:
    return {word: number for number, words in enumerate(rows, first) for word in words.split()}


NUMBERS = {
    **_numbered(("noll", "en ett", "två tva", "tre", "fyra", "fem", "sex", "sju", "åtta atta", "nio", "tio")),
    **_numbered(("elva", "tolv", "tretton", "fjorton", "femton"), 11),
    "ett par": 2,
    "tjugo": 20,
    "trettio": 30,
    "fyrtio": 40,
    "fyrtiofem": 45,
    "sextio": 60,
    "nittio": 90,
}
WEEKDAYS = _numbered(
    (
        "måndag mandag mån",
        "tisdag tis",
        "onsdag ons",
        "torsdag tors",
        "fredag fre",
        "lördag lordag lör",
        "söndag sondag sön",
    )
)
"""Not ``man`` or ``son``: those are other words."""
MONTHS = _numbered(
    (
        "januari jan",
        "februari feb",
        "mars mar",
        "april apr",
        "maj",
        "juni jun",
        "juli jul",
        "augusti aug",
        "september sep sept",
        "oktober okt",
        "november nov",
        "december dec",
    ),
    1,
)
NEAR = {
    "idag": 0,
    "i dag": 0,
    "imorgon": 1,
    "i morgon": 1,
    "imorron": 1,
    "i morron": 1,
    "i övermorgon": 2,
    "i overmorgon": 2,
    "övermorgon": 2,
    "overmorgon": 2,
}
ORDINALS = {"första": 1, "forsta": 1, "andra": 2, "tredje": 3, "fjärde": 4, "fjarde": 4, "sista": -1}
MINUTES = {
    "en kvart": 15,
    "en halvtimme": 30,
    "en halv timme": 30,
    "tre kvart": 45,
    "en och en halv timme": 90,
    "en timme": 60,
}


def any_of(words: Mapping[str, int]) -> str:
    """Give a pattern of any of the words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


NUMBER = rf"(?P<number>\d{{1,4}}|{any_of(NUMBERS)})"
"""A number in digits or as a word."""


def number(found: re.Match[str]) -> int:
    """Read what ``NUMBER`` found."""
    text = found["number"]
    return int(text) if text.isdigit() else NUMBERS[text]
