"""Screens of follow-ups: the list with its counts, one of them, when and why it waits, and the day's list."""

from datetime import date

from bot.actions.coach.follow_ups import HOURS, LONGEST_REASON, Agenda, Contact, FollowUp, next_week, next_working_day
from bot.actions.coach.missing import Gaps
from bot.chat.buttons import Cancel
from bot.chat.coach.record_buttons import ShowFacts
from bot.chat.coach.reminder_buttons import (
    ChooseHour,
    FollowUpDone,
    FollowUpNotRelevant,
    SetHour,
    ShowContact,
    ShowFollowUp,
    ShowFollowUps,
    SnoozeFollowUp,
    SnoozeUntil,
    SnoozeUntilTyped,
)
from bot.chat.moments import capital, day_words
from bot.chat.screen import Key, Screen, bold, column, fitting, grid, lines, paragraphs, plain
from locales.translator import Translator
from storage.enrolments import Enrolment

_PAGE = 8
_FIRST = 5
_HOURS_A_ROW = 5


def name_of(t: Translator, enrolment: Enrolment) -> str:
    """Name a person as their coach does."""
    return enrolment.reference or t("utan referens, nr {number}", number=enrolment.id)


def overview(t: Translator, agenda: Agenda, page: int) -> Screen:
    """List what there is to follow up: counts first, who wants contact on top, then what is latest."""
    keys = _keys(t, agenda)
    page = min(page, max(0, len(keys) - 1) // _PAGE)
    more = (Key(t("Fler"), ShowFollowUps(page + 1)),) if len(keys) > (page + 1) * _PAGE else ()
    fewer = (Key(t("Färre"), ShowFollowUps(page - 1)),) if page else ()
    ways = ((*fewer, *more),) if fewer or more else ()
    rows = (
        *column(*keys[page * _PAGE : (page + 1) * _PAGE]),
        *ways,
        *column(Key(t("Tid för dagens lista"), ChooseHour())),
    )
    return Screen(paragraphs(bold(t("Att följa upp")), counts(t, agenda)), rows)


def _keys(t: Translator, agenda: Agenda) -> tuple[Key, ...]:
    wanting = (Key(fitting(_wants_contact(t, each)), ShowContact(each.task.id)) for each in agenda.contacts)
    doing = (
        Key(fitting(_to_do(t, each)), ShowFollowUp(each.occasion.id))
        for each in (*agenda.late, *agenda.today, *agenda.week)
    )
    lacking = (Key(fitting(_lacks(t, each)), ShowFacts(each.enrolment.id, 0)) for each in agenda.gaps)
    return (*wanting, *doing, *lacking)


def _lacks(t: Translator, gaps: Gaps) -> str:
    what = t.plural("{n} uppgift saknas", "{n} uppgifter saknas", len(gaps.missing))
    return f"{name_of(t, gaps.enrolment)} · {what}"


def _wants_contact(t: Translator, contact: Contact) -> str:
    return t("{name} · vill ha kontakt", name=name_of(t, contact.enrolment))


def _to_do(t: Translator, found: FollowUp) -> str:
    return f"{name_of(t, found.enrolment)} · {t(found.reminder.text)}"


def counts(t: Translator, agenda: Agenda) -> str:
    """Count what there is to do."""
    counted = (
        (t("Vill ha kontakt: {n}", n=len(agenda.contacts)), agenda.contacts),
        (t("Försenat: {n}", n=len(agenda.late)), agenda.late),
        (t("Idag: {n}", n=len(agenda.today)), agenda.today),
        (t("Senare i veckan: {n}", n=len(agenda.week)), agenda.week),
        (t.plural("Uppgifter saknas om {n} person", "Uppgifter saknas om {n} personer", len(agenda.gaps)), agenda.gaps),
    )
    found = lines(*(plain(words) for words, what in counted if what))
    return found or plain(t("Inget att följa upp just nu."))


def digest(t: Translator, agenda: Agenda, today: date) -> Screen:
    """Give the day's list: the counts, the first of what is to be done, and the way to the rest.

    Its first line says on a locked screen how much there is, and nothing else.
    """
    wanting = (_wants_contact(t, each) for each in agenda.contacts)
    late = (f"{_to_do(t, each)} · {day_words(t, each.day, today)}" for each in agenda.late)
    doing = (*wanting, *late, *(_to_do(t, each) for each in agenda.today))
    day = capital(t.weekday(today))
    head = bold(t("{day}: {n} att följa upp", day=day, n=len(doing)) if doing else day)
    first = lines(*(f"• {plain(line)}" for line in doing[:_FIRST]))
    return Screen(paragraphs(head, counts(t, agenda), first), column(Key(t("Visa listan"), ShowFollowUps(0))))


def follow_up(t: Translator, found: FollowUp, today: date) -> Screen:
    """Show one thing to follow up, and what can be done about it."""
    if not found.is_open:
        return Screen(plain(settled(t, found)), column(Key(t("Visa listan"), ShowFollowUps(0))))
    occasion = found.occasion.id
    return Screen(
        paragraphs(
            bold(name_of(t, found.enrolment)),
            lines(plain(t(found.reminder.text)), plain(capital(day_words(t, found.day, today)))),
        ),
        (
            (Key(t("Gjort"), FollowUpDone(occasion)), Key(t("Snooza"), SnoozeFollowUp(occasion))),
            *column(Key(t("Inte aktuellt"), FollowUpNotRelevant(occasion)), Key(t("Till listan"), ShowFollowUps(0))),
        ),
    )


def settled(t: Translator, found: FollowUp) -> str:
    """Say what became of something that was settled before."""
    name, text = name_of(t, found.enrolment), t(found.reminder.text)
    match found.occasion.state:
        case "done":
            return t("{name}: {text} är redan gjort.", name=name, text=text)
        case "irrelevant":
            return t("{name}: {text} är redan markerat som inte aktuellt.", name=name, text=text)
        case _:
            return t("{name}: {text} gäller inte längre.", name=name, text=text)


def is_done(t: Translator, found: FollowUp) -> str:
    """Confirm that it is done."""
    return t("Gjort: {name}, {text}.", name=name_of(t, found.enrolment), text=t(found.reminder.text))


def is_not_relevant(t: Translator, found: FollowUp) -> str:
    """Confirm that it is not relevant."""
    return t("Inte aktuellt: {name}, {text}.", name=name_of(t, found.enrolment), text=t(found.reminder.text))


def waits(t: Translator, found: FollowUp, day: date, today: date) -> str:
    """Confirm until when it waits."""
    name, text = name_of(t, found.enrolment), t(found.reminder.text)
    return t("{name}: {text} väntar till {day}.", name=name, text=text, day=day_words(t, day, today))


def snooze(t: Translator, found: FollowUp, today: date) -> Screen:
    """Ask until when it is to wait."""
    occasion = found.occasion.id
    days = (next_working_day(today), next_week(today))
    keys = (
        Key(capital(day_words(t, day, today)), SnoozeUntil(occasion, day.toordinal())) for day in dict.fromkeys(days)
    )
    return Screen(
        paragraphs(bold(name_of(t, found.enrolment)), plain(t("När ska det komma tillbaka?"))),
        column(
            *keys,
            Key(t("Ett annat datum"), SnoozeUntilTyped(occasion)),
            Key(t("Tillbaka"), ShowFollowUp(occasion)),
        ),
    )


def ask_day(t: Translator, found: FollowUp) -> Screen:
    """Ask for the day until which it is to wait."""
    return Screen(
        paragraphs(
            bold(name_of(t, found.enrolment)),
            plain(t("Skriv dagen, till exempel: på fredag, om två veckor eller 15 januari.")),
        ),
        column(Key(t("Avbryt"), Cancel())),
    )


def ask_reason(t: Translator, found: FollowUp) -> Screen:
    """Ask why it is not relevant."""
    asked = t("Varför är det inte aktuellt? Skriv kort, utan namn och personnummer.")
    return Screen(paragraphs(bold(name_of(t, found.enrolment)), plain(asked)), column(Key(t("Avbryt"), Cancel())))


def reason_refused(t: Translator) -> str:
    """Say why a reason was not kept."""
    return t(
        "Skriv högst {longest} tecken, utan personnummer, telefonnummer och e-post. Det du skrev sparades inte.",
        longest=LONGEST_REASON,
    )


def hours(t: Translator, present: int) -> Screen:
    """Ask when the day's list is to come."""
    keys = tuple(Key(f"✓ {hour}" if hour == present else str(hour), SetHour(hour)) for hour in HOURS)
    return Screen(
        plain(t("Hur dags ska dagens lista komma? Den kommer på vardagar, om det finns något att göra.")),
        (*grid(keys, _HOURS_A_ROW), *column(Key(t("Till listan"), ShowFollowUps(0)))),
    )


def hour_kept(t: Translator, hour: int) -> str:
    """Confirm when the day's list comes."""
    return t("Dagens lista kommer kl {hour}.", hour=hour)
