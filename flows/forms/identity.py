"""Finds questions that ask who somebody is: no form may (GDPR 5.1 c), and an anonymous one would be none."""

import re

_ASKS_WHO = re.compile(
    r"\b(?:ditt namn|(?:för|efter)namn|vad heter du|person(?:nummer|nr)|samordningsnummer|födelse(?:dag|datum|år)\w*"
    r"|när är du född|(?:telefon|mobil)(?:nummer)?|(?:e-?post|mejl|mail)\w*|(?:hem|din )adress|var bor du"
    r"|underskrift)\b",
    re.IGNORECASE,
)


def identity_asked_for(question: str) -> str | None:
    """Give the words by which a question asks who somebody is, if it does."""
    found = _ASKS_WHO.search(question)
    return found[0] if found else None
