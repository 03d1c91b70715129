"""Screens of a person's facts: the list, and one of them to record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.actions.record import Standing
from bot.chat.coach_buttons import ShowPerson
from bot.chat.fact_words import TAKE_AWAY, how_to_type, offered, packed, shown
from bot.chat.person_words import colleague, name
from bot.chat.record_buttons import AskFact, SetFact, ShowFacts, SkipFact
from bot.chat.screen import Key, Row, Screen, bold, column, grid, lines, paragraphs, plain
from flows.facts import Fact, FactValue
from locales.translator import Translator
from storage.facts import Recorded
from storage.people import Person

_PAGE = 8
_NUMBERS_A_ROW = 4


def facts(t: Translator, found: Standing, page: int) -> Screen:
    """List a person's facts: what stands, and a button for each; those that are missing come first."""
    ordered = sorted(found.facts, key=lambda fact: (fact not in found.missing, fact.key in found.recorded))
    page = min(page, max(0, len(ordered) - 1) // _PAGE)
    enrolment = found.enrolment.id
    keys = (Key(t(fact.label), AskFact(enrolment, fact.key)) for fact in ordered[page * _PAGE : (page + 1) * _PAGE])
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
        (*grid(tuple(keys), 2), *ways, *column(Key(t("Till personen"), ShowPerson(enrolment)))),
    )


def _line(t: Translator, fact: Fact, value: FactValue) -> str:
    return f"{t(fact.label)}: {shown(t, fact, value)}"


@dataclass(frozen=True)
class Question:
    """A fact to ask for. ``goes_on``: one after another of what is missing, each of which may be left out."""

    standing: Standing
    fact: Fact
    goes_on: bool


def ask(t: Translator, asked: Question, today: date) -> Screen:
    """Ask for a fact."""
    fact, enrolment = asked.fact, asked.standing.enrolment
    before = asked.standing.recorded.get(fact.key)
    keys = tuple(
        Key(label, SetFact(enrolment.id, fact.version, packed(fact, value), asked.goes_on))
        for label, value in offered(t, fact, today)
    )
    is_short = fact.kind in {"number", "months", "yes_no", "date"}
    away = (Key(t("Ta bort uppgiften"), SetFact(enrolment.id, fact.version, TAKE_AWAY, asked.goes_on)),)
    leave = Key(t("Vet inte än"), SkipFact(enrolment.id, fact.key))
    return Screen(
        paragraphs(
            lines(bold(name(t, enrolment)), plain(t(fact.label))),
            plain(stands(t, fact, before, asked.standing.staff)) if before else "",
            plain(how_to_type(t, fact)),
        ),
        (
            *grid(keys, _NUMBERS_A_ROW if is_short else 1),
            *(column(*away) if before else ()),
            *column(leave if asked.goes_on else Key(t("Tillbaka"), ShowFacts(enrolment.id, 0))),
        ),
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


def complete(t: Translator, found: Standing) -> Screen:
    """End the questions about what is missing."""
    reference = name(t, found.enrolment)
    if found.missing:
        return Screen(plain(t("Klart för nu. Det som saknas om {reference} står i /uppfoljning.", reference=reference)))
    return Screen(plain(t("Klart. Inga uppgifter saknas om {reference}.", reference=reference)))
