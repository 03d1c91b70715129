"""The list of a coach's people."""

from datetime import tzinfo

from bot.actions.coach.card import Card
from bot.chat.coach.coach_buttons import ShowPeople, ShowPerson, ShowStandIn
from bot.chat.coach.person_words import form_line, name, state, what_next
from bot.chat.screen import Key, Row, Screen, bold, column, lines, pairs, paragraphs, plain
from locales.translator import Translator

PAGE = 8


def people(t: Translator, zone: tzinfo, cards: tuple[Card, ...], page: int, of: int) -> Screen:
    """Show a page of the coach's people.

    :param of: how many people there are on all pages
    """
    if not of:
        stand_in = column(Key(t("Vikarie"), ShowStandIn()))
        return Screen(plain(t("Du har inga deltagare än. Bjud in med /ny.")), stand_in)
    several = len({card.programme.key for card in cards}) > 1
    keys = tuple(Key(name(t, card.enrolment), ShowPerson(card.enrolment.id)) for card in cards)
    head = t.plural("{n} deltagare", "{n} deltagare", of)
    return Screen(
        paragraphs(bold(head), *(_line(t, zone, card, several=several) for card in cards)),
        (*pairs(keys), *_paging(t, page, of), *column(Key(t("Vikarie"), ShowStandIn()))),
    )


def _paging(t: Translator, page: int, of: int) -> tuple[Row, ...]:
    fewer = (Key(t("Färre"), ShowPeople(page - 1)),) if page else ()
    more = (Key(t("Fler"), ShowPeople(page + 1)),) if of > (page + 1) * PAGE else ()
    return ((*fewer, *more),) if fewer or more else ()


def _line(t: Translator, zone: tzinfo, card: Card, *, several: bool) -> str:
    title = f" · {plain(t(card.programme.neutral_title))}" if several else ""
    answered = (plain(form_line(t, form)) for form in card.forms[-2:])
    return lines(
        f"{bold(name(t, card.enrolment))}{title}: {plain(state(t, card))}",
        *answered,
        plain(what_next(t, zone, card)),
    )
