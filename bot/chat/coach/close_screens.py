"""Screens of the dialogue that closes an enrolment, and the worksheet after it."""

from datetime import date, timedelta

from bot.actions.coach.worksheet import Time, Value, Worksheet
from bot.actions.drafts import Draft
from bot.chat.buttons import Cancel, CloseList, CloseWho
from bot.chat.coach.person_words import name
from bot.chat.dialogue import Offer, with_cancel
from bot.chat.screen import Key, Screen, bold, column, fitting, grid, lines, paragraphs, plain
from flows.programme import Programme
from locales.translator import Translator
from storage.enrolments import Enrolment

_PAGE = 8
YES, NO = "yes", "no"


def close_list(t: Translator, found: tuple[tuple[Enrolment, Programme], ...], page: int) -> Screen:
    """List the people whom a coach can close."""
    if not found:
        return Screen(plain(t("Du har ingen aktiv deltagare att avsluta.")))
    several = len({programme.key for _, programme in found}) > 1
    shown = found[page * _PAGE : (page + 1) * _PAGE]
    keys = (Key(_label(t, each, programme, several=several), CloseWho(each.id)) for each, programme in shown)
    more = (Key(t("Fler"), CloseList(page + 1)),) if len(found) > (page + 1) * _PAGE else ()
    fewer = (Key(t("Färre"), CloseList(page - 1)),) if page else ()
    last = (*fewer, *more, Key(t("Avbryt"), Cancel()))
    return Screen(plain(t("Vem ska avslutas?")), (*column(*keys), last))


def _label(t: Translator, enrolment: Enrolment, programme: Programme, *, several: bool) -> str:
    return fitting(f"{name(t, enrolment)} · {t(programme.neutral_title)}") if several else name(t, enrolment)


def outcome(t: Translator, draft: Draft, enrolment: Enrolment, programme: Programme) -> Screen:
    """Ask for the outcome."""
    offer = Offer(draft, "outcome")
    keys = column(*(offer.key(t(each.label), str(place)) for place, each in enumerate(programme.outcomes)))
    return Screen(plain(t("Hur slutade det för {reference}?", reference=name(t, enrolment))), with_cancel(t, *keys))


def day(t: Translator, draft: Draft, today: date, start: date | None) -> Screen:
    """Ask for the closing day; yesterday is offered only to someone who had begun."""
    offer, yesterday = Offer(draft, "day"), today - timedelta(days=1)
    keys = (offer.day(t("Idag"), today), offer.day(t("Igår"), yesterday))
    return Screen(
        paragraphs(plain(t("Vilken dag var sista dagen?")), plain(t("Skriv dagen, eller tryck."))),
        with_cancel(t, keys if start is None or start <= yesterday else keys[:1]),
    )


def handed_over(t: Translator, draft: Draft) -> Screen:
    """Ask whether a plan took over."""
    offer = Offer(draft, "handed_over")
    return Screen(
        plain(t("Är en planering överlämnad till nästa aktör?")),
        with_cancel(t, (offer.key(t("Ja"), YES), offer.key(t("Nej"), NO))),
    )


def sure(t: Translator, draft: Draft, reference: str, outcome_label: str, closed_on: date, *, is_asked: bool) -> Screen:
    """Ask the coach to confirm a closure.

    :param is_asked: whether the person gets forms at the end
    """
    offer, how = Offer(draft, "sure"), {"reference": reference, "outcome": outcome_label, "date": t.date(closed_on)}
    asks = (
        t("Avsluta {reference} med {outcome}, {date}? Personen får sedan frågorna i slutet.", **how)
        if is_asked
        else t("Avsluta {reference} med {outcome}, {date}?", **how)
    )
    return Screen(
        plain(asks),
        grid((offer.key(t("Avsluta"), YES), Key(t("Avbryt"), Cancel())), 2),
    )


def closed(t: Translator, enrolment: Enrolment, programme: Programme) -> Screen:
    """Confirm a closure."""
    return Screen(plain(t("{reference} är avslutad: {outcome}.", **_how(t, enrolment, programme))))


def closed_already(t: Translator, enrolment: Enrolment, programme: Programme) -> Screen:
    """Tell that someone was first, or that it was done before."""
    return Screen(plain(t("{reference} är redan avslutad: {outcome}.", **_how(t, enrolment, programme))))


def _how(t: Translator, enrolment: Enrolment, programme: Programme) -> dict[str, str]:
    found = programme.outcome(enrolment.outcome or "")
    return {"reference": name(t, enrolment), "outcome": t(found.label) if found else ""}


def worksheet(t: Translator, sheet: Worksheet, reference: str) -> Screen:
    """Show what to copy into the national follow-up system."""
    head = t("Underlag för {system}: {reference}", system=sheet.name, reference=reference)
    return Screen(
        paragraphs(
            bold(head),
            lines(*(f"{plain(t(label))}: {_shown(t, value)}" for label, value in sheet.fields)),
            plain(t("Registreringen gör du själv, med deltagarens skriftliga samtycke.")),
        )
    )


def _shown(t: Translator, value: Value) -> str:
    match value:
        case None:
            return f"<i>{plain(t('fyll i'))}</i>"
        case bool():
            return plain(t("Ja") if value else t("Nej"))
        case date():
            return plain(value.isoformat())
        case Time(months=0, days=days):
            return plain(t.plural("{n} dag", "{n} dagar", days))
        case Time(months=months):
            return plain(t.plural("{n} månad", "{n} månader", months))
    return plain(t(str(value)))
