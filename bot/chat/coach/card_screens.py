"""A person's card, and the questions before something is changed."""

from datetime import tzinfo

from bot.actions.coach.card import Card
from bot.actions.erasing import Promise
from bot.chat.buttons import CloseWho, Try
from bot.chat.coach.coach_buttons import (
    AskErase,
    ErasePerson,
    Extend,
    GivePlace,
    MoveTo,
    MoveWhere,
    NewLink,
    RevokeLink,
    SetEnd,
    SetPaused,
    ShowLink,
    ShowPeople,
    ShowPerson,
)
from bot.chat.coach.invite_screens import group_name
from bot.chat.coach.limit_words import limit_words
from bot.chat.coach.person_words import colleague, form_line, name, state, what_comes
from bot.chat.coach.record_buttons import ShowFacts, ShowWorksheet
from bot.chat.screen import Key, Row, Screen, bold, column, grid, lines, paragraphs, plain
from locales.translator import Translator
from storage.enrolments import State
from storage.people import Person


def person(t: Translator, zone: tzinfo, card: Card) -> Screen:
    """Show a person's card."""
    enrolment = card.enrolment
    days = (
        (t("Anvisad"), enrolment.referred_on),
        (t("Inbjuden"), enrolment.invited_on),
        (t("Började"), enrolment.enrolled_on),
        (t("Planerat slut"), enrolment.planned_end),
        (t("Avslutad"), enrolment.closed_on),
    )
    outcome = card.programme.outcome(enrolment.outcome or "")
    coming = [plain(what_comes(t, zone, each)) for each in card.coming]
    return Screen(
        paragraphs(
            lines(bold(name(t, enrolment)), plain(t(card.programme.title)), plain(state(t, card))),
            lines(
                *(plain(f"{label}: {t.date(day)}") for label, day in days if day),
                plain(t("Utfall: {outcome}", outcome=t(outcome.label))) if outcome else "",
                plain(t("Grupp: {group}", group=group_name(t, card.programme, card.cohort))) if card.cohort else "",
            ),
            lines(*(plain(form_line(t, form)) for form in card.forms)),
            plain(t.plural("{n} uppgift saknas", "{n} uppgifter saknas", card.missing)) if card.missing else "",
            lines(*(plain(limit_words(t, each)) for each in card.limits)),
            lines(bold(t("Nästa")), *coming) if coming else "",
        ),
        _actions(t, card),
    )


def _actions(t: Translator, card: Card) -> tuple[Row, ...]:
    back = (Key(t("Till listan"), ShowPeople(0)),)
    if card.erasure:
        return (back,)
    which = (card.enrolment.id, card.mark)
    last = [Key(t("Prova frågorna"), Try(card.programme.key, 0, 0))] if card.programme.questionnaires else []
    if card.can_move:
        last.append(Key(t("Flytta"), MoveWhere(*which)))
    last.append(Key(t("Radera"), AskErase(card.enrolment.id)))
    return (*_facts(t, card), *_course(t, card), *_links(t, card), *grid(tuple(last), 2), back)


def _facts(t: Translator, card: Card) -> tuple[Row, ...]:
    keys = [Key(t("Registrera"), ShowFacts(card.enrolment.id, 0))] if card.programme.facts_about("person") else []
    if card.has_worksheet:
        keys.append(Key(t("Underlag"), ShowWorksheet(card.enrolment.id)))
    return (tuple(keys),) if keys else ()


def _course(t: Translator, card: Card) -> tuple[Row, ...]:
    """Give the buttons that belong to the person's state."""
    which, found = (card.enrolment.id, card.mark), card.enrolment
    if found.state is State.WAITING:
        return column(Key(t("Ge plats"), GivePlace(*which)))
    if found.state not in {State.ACTIVE, State.PAUSED}:
        return ()
    rows: list[Row] = [(Key(t("Planerat slut"), SetEnd(*which)),)]
    if found.planned_end:
        rows.append((Key(t("+1 månad"), Extend(*which, 1)), Key(t("+3 månader"), Extend(*which, 3))))
    paused = found.state is State.PAUSED
    resting = Key(t("Fortsätt") if paused else t("Pausa"), SetPaused(*which, not paused))
    return (*rows, (resting, Key(t("Avsluta"), CloseWho(found.id))))


def _links(t: Translator, card: Card) -> tuple[Row, ...]:
    which = (card.enrolment.id, card.mark)
    if card.enrolment.state is State.WAITING:
        return ()
    new = Key(t("Ny länk"), NewLink(*which))
    if card.link is None:
        return ((new,),)
    return ((Key(t("Visa länken"), ShowLink(card.enrolment.id)),), (new, Key(t("Dra tillbaka"), RevokeLink(*which))))


def planned_end(t: Translator, reference: str, rows: tuple[Row, ...]) -> Screen:
    """Ask for the planned end."""
    return Screen(
        paragraphs(plain(t("Vilken dag ska {reference} sluta?", reference=reference)), plain(t("Skriv dagen."))), rows
    )


def move_where(t: Translator, card: Card, coaches: tuple[Person, ...], me: int) -> Screen:
    """Ask which coach is to have the person."""
    which = (card.enrolment.id, card.mark)
    keys = [Key(colleague(t, each), MoveTo(*which, each.id)) for each in coaches]
    if not card.is_own:
        keys.insert(0, Key(t("Till mig"), MoveTo(*which, me)))
    return Screen(
        plain(t("Vem ska ha {reference}?", reference=name(t, card.enrolment))),
        (*column(*keys), *column(Key(t("Avbryt"), ShowPerson(card.enrolment.id)))),
    )


def ask_erase(t: Translator, card: Card, promise: Promise) -> Screen:
    """Ask whether to erase; the first button keeps."""
    if promise.until:
        what = t("Meddelandena slutar och chatten släpps. Resten raderas {day}.", day=t.date(promise.until))
    elif promise.is_erased:
        what = t("Allt som hör till personen raderas, och chatten släpps. Anonyma svar finns kvar.")
    else:
        what = t("Meddelandena slutar och chatten släpps. Förbundet avgör om resten får raderas.")
    which = (card.enrolment.id, card.mark)
    return Screen(
        paragraphs(bold(t("Radera {reference}?", reference=name(t, card.enrolment))), plain(what)),
        column(Key(t("Behåll"), ShowPerson(card.enrolment.id)), Key(t("Radera"), ErasePerson(*which))),
    )


def erased(t: Translator, promise: Promise) -> Screen:
    """Confirm an erasure, or what happens instead."""
    if promise.is_erased:
        return Screen(plain(t("Raderat.")))
    if promise.until:
        return Screen(plain(t("Chatten är släppt. Resten raderas {day}.", day=t.date(promise.until))))
    return Screen(plain(t("Chatten är släppt. Förbundet har fått i uppgift att avgöra om resten får raderas.")))


def moved(t: Translator, reference: str, coach: str) -> Screen:
    """Confirm that a person is another coach's now."""
    return Screen(plain(t("{reference} är nu hos {coach}.", reference=reference, coach=coach)))


def changed(t: Translator) -> str:
    """Tell that someone else was first."""
    return t("Någon hann ändra före dig. Inget av det du tryckte är gjort. Så här är det nu:")
