"""Finds personal identity numbers, telephone numbers and e-mail addresses in what people write.

No name, number or address is ever needed (GDPR 5.1 c), so such text is turned back with a kind question.
"""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from enum import StrEnum

from stdnum import luhn


class PersonalData(StrEnum):
    """The kinds of personal data that are turned back."""

    IDENTITY_NUMBER = "identity number"
    PHONE = "phone"
    EMAIL = "email"


_SIGN = r"[-+\u2010-\u2015\u2212]"
_IDENTITY = re.compile(rf"(?<!\d)(18|19|20)?(\d{{2}})(\d{{2}})(\d{{2}})\s?{_SIGN}?\s?(\d{{4}})(?!\d)")
_SPACED = re.compile(r"(?<!\d)\d(?:[\s./-]{1,3}\d|\d){9,11}(?![\s./-]?\d)")
_TEN, _TWELVE = re.compile(r"()(\d\d)(\d\d)(\d\d)(\d{4})"), re.compile(r"(18|19|20)(\d\d)(\d\d)(\d\d)(\d{4})")

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


def find(text: str, today: date | None = None) -> tuple[PersonalData, ...]:
    """Give the kinds of personal data found in a text; empty when there are none.

    :param today: a number with a later birthday is nobody's; without it any day may be a birthday
    """
    return tuple(_kinds(_plain(text), today))


def without(text: str, today: date | None = None) -> str:
    """Give a text without the personal data in it, dots in their place; empty where nothing else is left."""
    left = masked(text, today)
    if left == text:
        return text
    left = left.replace(MASK, "…")
    return left if re.search(r"\w", left) and not find(left, today) else ""


MASK = "▇▇▇"
"""What stands in the place of personal data where a text is shown to others."""


def masked(text: str, today: date | None = None) -> str:
    """Give a text with the personal data in it covered; one without any is given as it is."""
    if not find(text, today):
        return text
    plain = _plain(text)
    for found in sorted(set(_identity_numbers(plain, today)), key=len, reverse=True):
        plain = plain.replace(found, MASK)
    return _WHOLE_EMAIL.sub(MASK, _PHONE.sub(MASK, plain))


def _plain(text: str) -> str:
    """Write every script's digits as 0-9 and every width of a sign as one, and drop what cannot be seen."""
    return "".join(
        str(unicodedata.decimal(character, character))
        for character in unicodedata.normalize("NFKC", text)
        if unicodedata.category(character) != "Cf"
    )


def _kinds(text: str, today: date | None) -> Iterator[PersonalData]:
    if any(_identity_numbers(text, today)):
        yield PersonalData.IDENTITY_NUMBER
    elif _PHONE.search(text):
        yield PersonalData.PHONE
    if _EMAIL.search(text):
        yield PersonalData.EMAIL


def _identity_numbers(text: str, today: date | None) -> Iterator[str]:
    """Give the identity numbers in a text as they are written."""
    for number in _IDENTITY.finditer(text):
        if _is_identity_number(today, *number.groups()):
            yield number[0]
    for found in _SPACED.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        spaced = _TEN.fullmatch(digits) or _TWELVE.fullmatch(digits)
        if spaced and _is_identity_number(today, *spaced.groups()):
            yield found[0]


def _is_identity_number(today: date | None, century: str | None, year: str, *rest: str) -> bool:
    month, day, last = rest
    born = _birthday(int((century or "20") + year), int(month), int(day))
    is_to_come = century and today and born and born > today  # without a century it is the latest that has been
    return born is not None and not is_to_come and bool(luhn.is_valid(year + month + day + last))


def _birthday(year: int, month: int, day: int) -> date | None:
    """Give the birthday, if it can be one: of a coordination number, and on 29 February in whatever year it is."""
    day = day - _COORDINATION if day > _COORDINATION else day
    with suppress(ValueError):
        return date(2000, month, day).replace(year=year) if (month, day) != (2, 29) else date(year, 2, 28)
    return None
