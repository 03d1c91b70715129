"""Why an answer was not kept, in kind words."""

from datetime import date

from bot.actions.participant.answer import Complaint
from bot.chat.day_words import no_such_day, not_understood
from flows.forms.questions import CalendarDay, FreeText, Question, SeveralChoices, Thermometer, WholeNumber
from locales.translator import Translator


def complaint(t: Translator, why: Complaint, question: Question) -> str:
    """Say what the person can do better."""
    match why, question:
        case Complaint.TOO_LONG, FreeText(longest=longest):
            said = t("Texten är lite för lång. Skriv högst {longest} tecken. Här är den, att kopiera:", longest=longest)
        case Complaint.TOO_MANY, SeveralChoices(highest=most):
            said = t("Du kan välja högst {most}. Ta bort ett val först.", most=most)
        case Complaint.NO_SUCH_DAY, _:
            said = no_such_day(t)
        case _, CalendarDay():
            said = _edges(t, question) if why is Complaint.OUTSIDE else not_understood(t)
        case _, WholeNumber() | Thermometer():
            said = numbers(t, question)
        case _:
            said = t("Det gick inte att läsa texten. Skriv gärna igen, eller hoppa över.")
    return said


def numbers(t: Translator, question: WholeNumber | Thermometer) -> str:
    """Say which numbers can be typed."""
    return t("Skriv ett tal från {lowest} till {highest}.", lowest=question.lowest, highest=question.highest)


def _edges(t: Translator, question: CalendarDay) -> str:
    """Say from and to which day an answer can be."""
    first, last = (_edge(t, edge) for edge in (question.earliest, question.latest))
    if first and last:
        return t("Skriv en dag från {first} till {last}.", first=first, last=last)
    return t("Skriv en dag från {first}.", first=first) if first else t("Skriv en dag till och med {last}.", last=last)


def _edge(t: Translator, edge: date | str | None) -> str:
    return t.date(edge) if isinstance(edge, date) else t("idag") if edge else ""
