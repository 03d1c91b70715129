"""Finds personal identity numbers, telephone numbers and e-mail addresses in what people write.

No name, number or address is ever needed (GDPR 5.1 c), so such text is turned back with a kind question.
"""

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from stdnum import luhn


class PersonalData(StrEnum):
    """The kinds of personal data that are turned back."""

    IDENTITY_NUMBER = "identity number"
    PHONE = "phone"
    EMAIL = "email"


_IDENTITY = re.compile(r"(?<!\d)(?:18|19|20)?(\d{2})(\d{2})(\d{2})\s?[-+\u2010-\u2015]?\s?(\d{4})(?!\d)")
_PHONE = re.compile(r"(?<![\w+])(?:(?:\+|00)46[\s-]?(?:\(0\))?|0)[\s-]?[1-9](?:[\s/-]?\d){6,9}(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

_COORDINATION = 60
"""Added to the day of birth in a coordination number (folkbokföringslagen 1991:481, 18 a §)."""


def find(text: str) -> tuple[PersonalData, ...]:
    """Give the kinds of personal data found in a text; empty when there are none."""
    return tuple(_kinds(text))


def _kinds(text: str) -> Iterator[PersonalData]:
    if any(_is_identity_number(*match.groups()) for match in _IDENTITY.finditer(text)):
        yield PersonalData.IDENTITY_NUMBER
    elif _PHONE.search(text):
        yield PersonalData.PHONE
    if _EMAIL.search(text):
        yield PersonalData.EMAIL


def _is_identity_number(year: str, month: str, day: str, last: str) -> bool:
    return _is_date(int(month), int(day)) and bool(luhn.is_valid(year + month + day + last))


def _is_date(month: int, day: int) -> bool:
    """Whether month and day can be a birthday; a leap year is assumed, and coordination numbers count."""
    try:
        date(2000, month, day - _COORDINATION if day > _COORDINATION else day)
    except ValueError:
        return False
    return True
