"""The text that people say yes to, and its version: a changed text is asked about again (GDPR 7, 13)."""

import hashlib
from functools import lru_cache

from bot.chat.participant.taking_part_words import POINTS, QUESTION
from bot.house import House
from flows.association import Association
from locales.translator import translator
from storage.enrolments import Enrolment, State

_ON_A_BUTTON = 12
"""How many characters of a version stand on the button that says yes to it."""


def text_in(association: Association, language: str) -> str:
    """Give the text as it stands in a language: the question, the five lines, and what the association answers for."""
    t = translator(language)
    return _text(t(association.controller), t(association.legal_basis), language)


@lru_cache(maxsize=64)
def _text(controller: str, legal_basis: str, language: str) -> str:
    t = translator(language)
    return "\n".join((t(QUESTION), *map(t, POINTS), controller, legal_basis))


def version_in(association: Association, language: str) -> str:
    """Give the version of the text in a language: its SHA-256."""
    return hashlib.sha256(text_in(association, language).encode()).hexdigest()


def on_a_button(association: Association, language: str) -> str:
    """Give how the version of the text in a language begins."""
    return version_in(association, language)[:_ON_A_BUTTON]


def language_of(house: House, shown: str) -> str | None:
    """Give the language whose text has the version that begins so; ``None`` if the text has changed since."""
    return next((each for each in house.languages if on_a_button(house.association, each) == shown), None)


def waits_for_a_choice(house: House, enrolment: Enrolment) -> bool:
    """Whether the person has not said yes or no yet, or said yes to a text that has changed in the language they read.

    A yes from before versions were kept is asked about no more.
    """
    if enrolment.state is State.INVITED:
        return True
    if enrolment.agreed_to is None or enrolment.agreed_in is None or enrolment.withdrawn_on is not None:
        return False
    return enrolment.agreed_to != version_in(house.association, enrolment.agreed_in)
