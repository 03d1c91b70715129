"""How translations are written: without markup, in the language's own script, and not too wide for a button."""

import re
from collections.abc import Iterator

from babel.messages.catalog import Message

from locales.direction import scripts, without_marks
from locales.entries import forms_of, source_of
from locales.extract import Sentence
from locales.languages import Language
from locales.placeholders import without_places
from locales.width import MOST_ON_A_BUTTON, width

_MARKUP = re.compile(r"</?[a-z][^>]*>|&(?:[a-z]+|#\d+);", re.IGNORECASE)
_COMMAND = re.compile(r"/[a-z]+")
_MOST_FOREIGN = 0.5
"""A sentence may name things in Latin letters ("Telegram"), but is not written in them."""
_NAMES = "flows/definitions/programmes/"


def written_problems(entry: Message, sentence: Sentence, language: Language) -> Iterator[str]:
    """Give what is wrong with how a translation is written, and how to mend it.

    :param sentence: what it translates
    """
    swedish = source_of(entry)[0]
    for form in filter(None, forms_of(entry)):
        if markup := _MARKUP.search(form):
            yield f"markup: '{swedish}' became '{form}'; write it without {markup[0]}, which people would see"
        if without_marks(form) != form:
            yield f"direction: '{swedish}' became '{form}' with signs that turn text; leave them out, they are added"
        if not _is_in_script(form, language.script) and not (form == swedish and sentence.file.startswith(_NAMES)):
            yield f"script: '{swedish}' became '{form}', which is not written in {language.own_name}"
        if sentence.is_label and (wide := width(form)) > max(MOST_ON_A_BUTTON, width(swedish)):
            yield f"button: '{form}' for '{swedish}' is {wide} wide; a phone shows {MOST_ON_A_BUTTON}"


def _is_in_script(text: str, script: str) -> bool:
    counted = scripts(_COMMAND.sub("", without_places(text)))
    others = {found: n for found, n in counted.items() if found != script}
    if any(found != "LATIN" for found in others):
        return False
    return sum(others.values()) <= _MOST_FOREIGN * sum(counted.values())
