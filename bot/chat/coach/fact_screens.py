"""Screens of a person's facts: the list, and one of them to record."""

from collections.abc import Iterable, Mapping
from datetime import date

from bot.actions.coach.record import Standing
from bot.actions.drafts import Draft
from bot.chat.coach.coach_buttons import ShowPerson
from bot.chat.coach.fact_words import TAKE_AWAY, how_to_type, offered, packed
from bot.chat.coach.person_words import colleague, name
from bot.chat.coach.record_buttons import AskFact, SetFact, ShowFacts
from bot.chat.dialogue import Offer, with_cancel
from bot.chat.participant.fact_value import shown
from bot.chat.screen import Key, Row, Screen, bold, column, fitting, grid, lines, pairs, paragraphs, plain
from flows.facts import Fact, FactValue
from locales.translator import Translator
from storage.facts import Recorded
from storage.people import Person

_PAGE = 8
_SHORT_A_ROW = 4
UNKNOWN = "?"
"""The answer that leaves a fact unknown for now."""


def facts(t: Translator, found: Standing, page: int) -> Screen:
    """List a person's facts: what stands, and a button for each; those that are missing come first."""
    ordered = sorted(found.facts, key=lambda fact: (fact not in found.missing, fact.key in found.recorded))
    page = min(page, max(0, len(ordered) - 1) // _PAGE)
    enrolment = found.enrolment.id
    here = ordered[page * _PAGE : (page + 1) * _PAGE]
    keys = (Key(fitting(t(fact.label)), AskFact(enrolment, fact.key)) for fact in here)
    more = (Key(t("Fler"), ShowFacts(enrolment, page + 1)),) if len(ordered) > (page + 1) * _PAGE else ()
    fewer = (Key(t("Färre"), ShowFacts(enrolment, page - 1)),) if page else ()
    ways: tuple[Row, ...] = ((*fewer, *more),) if fewer or more else ()
    stand = (fact for fact in found.facts if fact.key in found.recorded)
    missing = ", ".join(t(fact.label) for fact in found.missing)
    return Screen(
        paragraphs(
            bold(name(t, found.enrolment)),
            lines(*(plain(_line(t, fact, found.value(fact.key))) for fact in stand)),
            plain(t("Saknas: {what}", what=missing)) if missing else "",
        ),
        (*pairs(keys), *ways, *column(Key(t("Till personen"), ShowPerson(enrolment)))),
    )


def _line(t: Translator, fact: Fact, value: FactValue) -> str:
    return f"{t(fact.label)}: {shown(t, fact, value)}"


def ask(t: Translator, found: Standing, fact: Fact, today: date) -> Screen:
    """Ask for a fact."""
    enrolment, before = found.enrolment, found.recorded.get(fact.key)
    keys = [
        Key(label, SetFact(enrolment.id, fact.version, packed(fact, value))) for label, value in offered(t, fact, today)
    ]
    away = column(Key(t("Ta bort uppgiften"), SetFact(enrolment.id, fact.version, TAKE_AWAY))) if before else ()
    return Screen(
        paragraphs(
            lines(bold(name(t, enrolment)), plain(t(fact.label))),
            plain(stands(t, fact, before, found.staff)) if before else "",
            plain(how_to_type(t, fact)),
        ),
        (*in_rows(fact, keys), *away, *column(Key(t("Tillbaka"), ShowFacts(enrolment.id, 0)))),
    )


def in_rows(fact: Fact, keys: Iterable[Key]) -> tuple[Row, ...]:
    """Set the buttons of a fact's values: words below each other, what is short side by side."""
    return grid(tuple(keys), 1 if fact.options else _SHORT_A_ROW)


def ask_at_the_end(t: Translator, draft: Draft, step: str, fact: Fact, today: date) -> Screen:
    """Ask for a fact while someone is being closed; it may be left unknown."""
    offer = Offer(draft, step)
    keys = (offer.key(label, packed(fact, value)) for label, value in offered(t, fact, today))
    return Screen(
        lines(bold(t(fact.label)), plain(how_to_type(t, fact))),
        with_cancel(t, *in_rows(fact, keys), *column(offer.key(t("Vet inte än"), UNKNOWN))),
    )


def stands(t: Translator, fact: Fact, before: Recorded, staff: Mapping[int, Person]) -> str:
    """Say what stands, who recorded it and when."""
    who = staff.get(before.by or 0)
    value, day = shown(t, fact, before.value), t.date(before.at.date())
    if who is None:
        return t("Nu står: {value} ({date}).", value=value, date=day)
    return t("Nu står: {value} ({who}, {date}).", value=value, who=colleague(t, who), date=day)


def recorded(t: Translator, fact: Fact, value: FactValue, before: Recorded | None, staff: Mapping[int, Person]) -> str:
    """Confirm a recording, and tell what stood before."""
    label = t(fact.label)
    now = (
        t("{fact} är borttagen.", fact=label)
        if value is None
        else t("{fact}: {value}.", fact=label, value=shown(t, fact, value))
    )
    if before is None:
        return now
    who = staff.get(before.by or 0)
    stood = shown(t, fact, before.value)
    if who is None:
        return f"{now} {t('Tidigare stod {value}.', value=stood)}"
    return f"{now} {t('Tidigare stod {value}, av {who}.', value=stood, who=colleague(t, who))}"
