"""What nobody but the association may decide (design: 3.11)."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, Field, ValidatorFunctionWrapHandler, WrapValidator, model_validator

from flows.forms.official import SOURCE, Official
from flows.model import Definition, ProgrammeKey, Text, Whole
from flows.timing.spans import Span

_zones = cache(available_timezones)


def _known_zone(name: str) -> str:
    if name not in _zones():
        raise ValueError(f"'{name}' is no time zone; write for example Europe/Stockholm")
    return name


def _worded(value: object, read: ValidatorFunctionWrapHandler) -> str:
    if not isinstance(value, Mapping):
        return str(read(value))
    if SOURCE not in value:
        message = f"write it in Swedish too, under {SOURCE}: whose language is not there reads that"
        raise ValueError(message)
    texts = {str(language): str(read(text)) for language, text in value.items()}
    return Official(texts.pop(SOURCE), texts)


Words = Annotated[Text, WrapValidator(_worded)]
"""The association's own words for participants: a Swedish text, or one for each language with the Swedish under sv."""


class Decision(Definition):
    """A decision that is on record: when it was made, and the role of who made it (never a name)."""

    decided: date
    decided_by: Text


class OnRequest(StrEnum):
    """What the retention decision lets happen when a participant asks to be erased."""

    ERASE = "erase"
    """Everything of the person is erased at once."""
    KEEP = "keep"
    """Messages stop at once; the rest is kept for a time that the decision names, and then erased."""
    ANONYMISE = "anonymise"
    """As erased, but answers not counted yet are still counted, each by itself among others'."""


class Retention(Decision):
    """The retention decision (gallringsbeslut): what is erased on a word, and how long the rest is kept.

    A time that is left out means that nothing of that kind is taken away by itself.
    """

    on_request: OnRequest = OnRequest.ERASE
    keep_for: Span | None = None
    """With ``keep``: how long after the word."""
    chats: Span | None = None
    """Which chat somebody writes from, after the enrolment's end."""
    answers: Span | None = None
    """Linked answers, after the enrolment's end."""
    facts: Span | None = None
    """What staff recorded, after the enrolment's end."""
    enrolments: Span | None = None
    """Everything else of an enrolment, after its end; that there was one is still counted."""
    invitations: Span | None = None
    """An invitation that nobody used, and the coach's word for whom it was meant."""
    contacts: Span | None = None
    """Wishes for contact that are dealt with."""
    letters: Span | None = None
    """That something was sent to somebody, not what."""
    audit: Span | None = None
    """Lines of the audit log."""

    @model_validator(mode="after")
    def _knows_how_long(self) -> "Retention":
        if (self.on_request is OnRequest.KEEP) != (self.keep_for is not None):
            message = "on_request: keep needs keep_for, and nothing else does; write for example keep_for: {months: 6}"
            raise ValueError(message)
        return self


_OF_ANY_ENROLMENT = ("programme", "reference", "referral", "start", "end", "outcome", "months", "plan")
FACT = "fact:"
"""What stands before the key of a fact that coaches record."""


def _something_known(name: str) -> str:
    if name not in _OF_ANY_ENROLMENT and not re.fullmatch(rf"{FACT}[a-z][a-z0-9-]{{0,39}}", name):
        possible = ", ".join(_OF_ANY_ENROLMENT)
        raise ValueError(f"'{name}' is not known of an enrolment; write one of {possible}, or fact: and a fact's key")
    return name


Known = Annotated[str, AfterValidator(_something_known)]
"""What the bot knows of an enrolment that ends: one of its own fields, or a fact (``fact:forsorjning-fore``)."""


class WorksheetField(Definition):
    """A field of the national follow-up system, in its own words."""

    label: Text
    known: Known | None = None
    """What the bot fills in; ``None`` is for the coach to fill in."""


_NUMBERS = ("112", "1177")


def _names_the_numbers(text: str) -> str:
    missing = [number for number in _NUMBERS if number not in text]
    if missing:
        raise ValueError(f"people in acute distress read this; write the number {' and '.join(missing)} into it")
    return text


class FollowUpSystem(Definition):
    """The national follow-up system into which coaches copy what is known when an enrolment ends."""

    name: Text
    fields: tuple[WorksheetField, ...] = Field(min_length=1)


class Association(Definition):
    """The association's own file."""

    name: Text
    timezone: Annotated[str, AfterValidator(_known_zone)] = "Europe/Stockholm"
    legal_basis: Words
    """The legal basis of the processing, normally public interest (GDPR 6.1 e), in words for participants."""
    controller: Words
    """Who answers for the personal data, and how to reach them, in words for participants."""
    contact: Words
    """Whom a participant turns to with questions, in words for participants."""
    assessments: dict[ProgrammeKey, Decision] = Field(default_factory=dict)
    """The impact assessment (GDPR 35) of each programme; without one the programme sends no invitation by Telegram."""
    retention: Retention | None = None
    """The retention decision (gallringsbeslut); without one nothing is erased on anybody's word, nor by itself."""
    correct_within: Span = Span(days=14)
    """How long after a form was sent in its answers can be corrected, where they are not anonymous."""
    follow_up_system: FollowUpSystem | None = None
    """Where enrolments are registered nationally; with it a closed enrolment gives a worksheet to copy from."""
    languages: tuple[str, ...] = Field(default=("sv", "en"), min_length=1)
    minimum_base: Whole = Field(default=5, ge=3)
    """The fewest people whose answers may stand behind a figure."""

    distress: dict[str, Annotated[Text, AfterValidator(_names_the_numbers)]] = Field(default_factory=dict)
    """What is said, by language, to somebody who writes words of acute distress; ours where there is none."""

    @property
    def worded(self) -> dict[str, Mapping[str, str]]:
        """What is said in other languages than Swedish, by the name of what says it."""
        said = {"legal_basis": self.legal_basis, "controller": self.controller, "contact": self.contact}
        return {name: text.others for name, text in said.items() if isinstance(text, Official)}

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which days begin and send windows open."""
        return ZoneInfo(self.timezone)
