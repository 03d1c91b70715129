"""Screens of events: opening one, its link, its figures."""

from datetime import date, timedelta

from bot.actions.coordinator.event_figures import EventFigures
from bot.actions.coordinator.events import LONGEST_TITLE, WHOLE
from bot.actions.drafts import Draft
from bot.chat.coordinator import event_words
from bot.chat.coordinator.event_buttons import OpenEvent, ShowEvent, ShowEventLink, ShowEvents
from bot.chat.coordinator.figure_lines import ask_why
from bot.chat.dialogue import Offer, which_form, with_cancel
from bot.chat.screen import Key, Screen, bold, column, fitting, lines, pages, pairs, paragraphs, plain
from flows.forms.questionnaire import Questionnaire
from flows.programme import Programme
from locales.translator import Translator
from storage.events import Event

ON_A_PAGE = 8
EVENT = "v"
"""An event's figures, on a button that asks why; the event's id follows."""
_WEEK = timedelta(days=7)


def whose(t: Translator, draft: Draft, found: tuple[Programme | None, ...]) -> Screen:
    """Ask whose event it is: a programme's, or (``None``) the whole association's."""
    offer = Offer(draft, "programme")
    keys = (
        offer.key(fitting(t(each.title)) if each else t("Hela förbundet"), str(place))
        for place, each in enumerate(found)
    )
    return Screen(plain(t("Vem ordnar träffen?")), with_cancel(t, *column(*keys)))


def form(t: Translator, draft: Draft, found: tuple[Questionnaire, ...]) -> Screen:
    """Ask which questions."""
    return which_form(t, draft, t("Vilka frågor?"), found)


def title(t: Translator) -> Screen:
    """Ask for the event's title."""
    text = lines(bold(t("Ny träff")), plain(t("Vad heter träffen? De som svarar ser det du skriver.")))
    return Screen(text, with_cancel(t))


def bad_title(t: Translator, *, is_personal: bool) -> str:
    """Say why a title is not kept."""
    if is_personal:
        return t("Skriv gärna igen utan personnummer, telefonnummer eller e-post. Texten sparades inte.")
    return t("Skriv ett namn på 1 till {longest} tecken.", longest=LONGEST_TITLE)


def last_day(t: Translator, draft: Draft, today: date) -> Screen:
    """Ask for the last day on which people can answer."""
    offer = Offer(draft, "last_day")
    keys = (
        offer.day(t("Idag"), today),
        offer.day(t("Imorgon"), today + timedelta(days=1)),
        offer.day(t("Om en vecka"), today + _WEEK),
    )
    text = lines(bold(draft.get("title")), plain(t("Vilken är sista dagen att svara? Skriv dagen, eller tryck.")))
    return Screen(text, with_cancel(t, *pairs(keys)))


def opened(t: Translator, event: Event, link: str | None) -> Screen:
    """Show an event's link, to spread or to put on a wall."""
    return Screen(
        paragraphs(
            bold(event.title),
            plain(link or t("(Länken kan inte visas just nu. Försök igen om en stund.)")),
            plain(t("Alla som öppnar länken kan svara en gång, till och med {date}.", date=t.date(event.last_day))),
            plain(t("Skriv /traff för att se svaren.")),
        )
    )


def caption(t: Translator, event: Event, link: str) -> str:
    """Say what the picture of the link is for; the link itself stands there too."""
    how = t("Visa bilden eller sätt upp den. Läs av med mobilens kamera:")
    return lines(bold(event.title), plain(how), plain(link))


def listed(t: Translator, found: tuple[Event, ...], at: ShowEvents, *, may_open: bool) -> Screen:
    """List events, the newest first, a page at a time."""
    begin = at.page * ON_A_PAGE
    shown = found[begin : begin + ON_A_PAGE]
    keys = (Key(fitting(f"{each.title}, {t.date(each.last_day)}"), ShowEvent(each.id)) for each in shown)
    new = column(Key(t("Ny träff"), OpenEvent())) if may_open else ()
    newer = (Key(t("Nyare"), ShowEvents(at.programme, at.page - 1)),) if at.page else ()
    older = (Key(t("Äldre"), ShowEvents(at.programme, at.page + 1)),) if len(found) > begin + ON_A_PAGE else ()
    turning = ((*newer, *older),) if newer or older else ()
    said = plain(t("Välj en träff för att se svaren.")) if shown else plain(t("Inga träffar än."))
    return Screen(lines(bold(t("Träffar")), said), (*new, *column(*keys), *turning))


def figures(t: Translator, found: EventFigures) -> tuple[Screen, ...]:
    """Show what came of an event, in several messages where it is longer than Telegram allows."""
    *first, last = pages(tuple(line.html for line in block) for block in event_words.event_blocks(t, found))
    link = (Key(t("Visa länken"), ShowEventLink(found.event.id)),) if found.is_open else ()
    rows = column(*link, ask_why(t, "", f"{EVENT}{found.event.id}"), Key(t("Alla träffar"), ShowEvents(WHOLE, 0)))
    return (*map(Screen, first), Screen(last, rows))


def with_events(t: Translator, screen: Screen, programme: str, n: int) -> Screen:
    """Add the way to a programme's events to a screen, if there are any."""
    key = Key(t.plural("{n} träff", "{n} träffar", n), ShowEvents(programme, 0))
    return Screen(screen.text, (*screen.rows, *column(key))) if n else screen
