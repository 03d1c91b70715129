"""Finds personal identity numbers, telephone numbers and e-mail addresses in what people write.

No name, number or address is ever needed (GDPR 5.1 c), so such text is turned back with a kind question.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from stdnum import luhn


class PersonalData(StrEnum):
    """The kinds of personal data that are turned back."""

    IDENTITY_NUMBER = "identity number"
    PHONE = "phone"
    EMAIL = "email"


_SIGN = r"[-+\u2010-\u2015\u2212]"
_IDENTITY = re.compile(rf"(?<!\d)(?:18|19|20)?(\d{{2}})(\d{{2}})(\d{{2}})\s?{_SIGN}?\s?(\d{{4}})(?!\d)")
_SPACED = re.compile(r"(?<!\d)\d(?:[\s./-]{1,3}\d|\d){9,11}(?![\s./-]?\d)")
_TEN, _TWELVE = re.compile(r"(\d\d)(\d\d)(\d\d)(\d{4})"), re.compile(r"(?:18|19|20)(\d\d)(\d\d)(\d\d)(\d{4})")

_DATE_OR_HOURS = (
    r"(?:\d\d[\s/-](?:0[1-9]|1[0-2])[\s/-](?:19|20)\d\d|(?:[01]\d|2[0-3])[0-5]\d\s?-\s?(?:[01]\d|2[0-3])[0-5]\d)(?!\d)"
)
_NATIONAL = rf"(?!{_DATE_OR_HOURS})\(?0[\s-]?[1-9](?:[\s/()-]{{0,2}}\d){{6,9}}"
_INTERNATIONAL = r"(?:\+|00)[1-9](?:[\s/()-]{0,2}\d){8,13}"
_PHONE = re.compile(rf"(?<![\w+])(?<!\d[-/.])(?:{_NATIONAL}|{_INTERNATIONAL})(?!\d)")
_EMAIL = re.compile(r"[\w.+-]@[\w-]+(?:\.[\w-]+)+")
_WHOLE_EMAIL = re.compile(r"[\w.+-]*" + _EMAIL.pattern)

_COORDINATION = 60
"""Added to the day of birth in a coordination number (folkbokföringslagen 1991:481, 18 a §)."""


def find(text: str) -> tuple[PersonalData, ...]:
    """Give the kinds of personal data found in a text; empty when there are none."""
    return tuple(_kinds(_plain(text)))


MASK = "▇▇▇"
"""What stands in the place of personal data where a text is shown to others."""


def masked(text: str) -> str:
    """Give a text with the personal data in it covered; one without any is given as it is."""
    if not find(text):
        return text
    plain = _plain(text)
    for found in sorted(set(_identity_numbers(plain)), key=len, reverse=True):
        plain = plain.replace(found, MASK)
    return _WHOLE_EMAIL.sub(MASK, _PHONE.sub(MASK, plain))


def _plain(text: str) -> str:
    """Write every script's digits as 0-9 and every width of a sign as one, and drop what cannot be seen."""
    return "".join(
        str(unicodedata.decimal(character, character))
        for character in unicodedata.normalize("NFKC", text)
        if unicodedata.category(character) != "Cf"
    )


def _kinds(text: str) -> Iterator[PersonalData]:
    if any(_identity_numbers(text)):
        yield PersonalData.IDENTITY_NUMBER
    elif _PHONE.search(text):
        yield PersonalData.PHONE
    if _EMAIL.search(text):
        yield PersonalData.EMAIL


def _identity_numbers(text: str) -> Iterator[str]:
    """Give the identity numbers in a text as they are written."""
    for number in _IDENTITY.finditer(text):
        if _is_identity_number(*number.groups()):
            yield number[0]
    for found in _SPACED.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        spaced = _TEN.fullmatch(digits) or _TWELVE.fullmatch(digits)
        if spaced and _is_identity_number(*spaced.groups()):
            yield found[0]


def _is_identity_number(year: str, month: str, day: str, last: str) -> bool:
    return _is_date(int(month), int(day)) and bool(luhn.is_valid(year + month + day + last))


def _is_date(month: int, day: int) -> bool:
    """Whether month and day can be a birthday; a leap year is assumed, and coordination numbers count."""
    try:
        date(2000, month, day - _COORDINATION if day > _COORDINATION else day)
    except ValueError:
        return False
    return True
