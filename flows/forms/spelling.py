"""Writes words bare, so that ways to spell them make no difference.

Marks above and below letters are left out, also where they belong to them (ä, ż); so are blanks, stretched letters and
punctuation; and letters of the Arabic script that keyboards of different languages have instead of each other are one.
"""

import unicodedata

_STRETCH = "\u0640"
_ALIKE = str.maketrans({"ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", _STRETCH: None})


def bare(text: str) -> str:
    """Write a text as its letters and digits alone; letter case makes no difference."""
    decomposed = unicodedata.normalize("NFKD", text).casefold().translate(_ALIKE)
    return "".join(sign for sign in decomposed if sign.isalnum())
