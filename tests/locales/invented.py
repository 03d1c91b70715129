"""An invented language from right to left that has a word for everything that participants meet, and for nothing else.

Whatever a screen shows in Latin letters has no translation that a participant's language would have.
"""

import re
from functools import cache
from gettext import NullTranslations

from locales.catalogue_file import ROOT
from locales.check import needed
from locales.direction import without_marks
from locales.extract import sentences
from locales.languages import known
from locales.placeholders import names
from locales.translator import Translator

CODE = "ar"
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_COMMAND = re.compile(r"/[a-z]+")
_LATIN = re.compile(r"[A-Za-zÅÄÖåäö]{2,}")


class _Invented(NullTranslations):
    def __init__(self, words: dict[str, str]) -> None:
        super().__init__()
        self.words = words

    def gettext(self, message: str) -> str:
        return self.words.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.words.get(msgid1, msgid1 if n == 1 else msgid2)


@cache
def invented() -> Translator:
    """Give the translator to the invented language."""
    said = needed(sentences(ROOT), is_for_staff=False)
    words = {
        message: " ".join(
            [
                _word(place),
                *_COMMAND.findall(message),
                *(f"{{{name}}}" for name in sorted(names(sentence.many or message))),
            ]
        )
        for place, (message, sentence) in enumerate(sorted(said.items()))
    }
    return Translator(known(CODE), _Invented(words))


def _word(place: int) -> str:
    first, second = divmod(place, len(_LETTERS))
    return _LETTERS[first] + _LETTERS[second]


def untranslated(text: str, *own: str) -> list[str]:
    """Give the words of a text that are in Latin letters, but for commands and people's own words."""
    seen = _COMMAND.sub("", without_marks(text))
    for each in own:
        seen = seen.replace(each, "")
    return _LATIN.findall(seen)
