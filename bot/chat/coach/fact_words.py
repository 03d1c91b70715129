"""Facts in words: a value as it is shown, the values that buttons offer, and why a typed one cannot be taken."""

from datetime import date, timedelta

from bot.actions.words import tidied_line
from bot.chat.day_words import no_such_day, not_understood, still_ahead
from flows.facts import Fact, FactValue
from flows.swedish.typed import Unread
from locales.translator import Translator, marked

TAKE_AWAY = "-"
"""What stands on a button, as packed, that takes a value away."""
ELSEWHERE = marked("Annan ort")
"""The label that ``flows`` gives to a place that is none of the programme's."""
_MOST_NUMBERS = 12
_MONTHS = (0, 1, 2, 3, 4, 6, 9, 12)


def offered(t: Translator, fact: Fact, today: date) -> tuple[tuple[str, FactValue], ...]:
    """Give the values that can be pressed, each with its label; others are typed."""
    match fact.kind:
        case "yes_no":
            return ((t("Ja"), True), (t("Nej"), False))
        case "date":
            yesterday = today - timedelta(days=1)
            return ((t("Idag"), today.isoformat()), (t("Igår"), yesterday.isoformat()))
        case "months":
            return tuple((str(number), number) for number in _MONTHS if fact.lowest <= number <= fact.highest)
        case "number" if fact.highest - fact.lowest < _MOST_NUMBERS:
            return tuple((str(number), number) for number in range(fact.lowest, fact.highest + 1))
        case _:
            return tuple((t(option.label), option.key) for option in fact.options)


def packed(fact: Fact, value: FactValue) -> str:
    """Write a value so that it fits on a button: an option by its place."""
    if fact.options:
        return str(next(place for place, option in enumerate(fact.options) if option.key == value))
    return str(int(value)) if isinstance(value, bool) else str(value)


def unpacked(fact: Fact, text: str, today: date) -> FactValue | Unread:
    """Read what ``packed`` wrote, or anything else that a forged button may hold."""
    if text == TAKE_AWAY:
        return None
    if fact.options:
        places = {str(place): option.key for place, option in enumerate(fact.options)}
        return places.get(text, Unread.UNKNOWN)
    if fact.kind == "yes_no":
        return {"1": True, "0": False}.get(text, Unread.UNKNOWN)
    return fact.read(text, today)


def read(fact: Fact, text: str, today: date) -> FactValue | Unread:
    """Read what was typed."""
    return fact.read(tidied_line(text), today)


def how_to_type(t: Translator, fact: Fact) -> str:
    """Say what can be typed; empty where everything stands on buttons."""
    match fact.kind:
        case "date":
            return t("Skriv dagen, eller tryck.")
        case "months":
            return t("Skriv antalet månader, eller tryck.")
        case "number":
            return t("Skriv ett tal från {lowest} till {highest}.", lowest=fact.lowest, highest=fact.highest)
        case _:
            return ""


def why_not(t: Translator, fact: Fact, unread: Unread) -> str:
    """Say why a typed value was not taken."""
    if unread is Unread.NO_SUCH_DAY:
        return no_such_day(t)
    if unread is Unread.AHEAD:
        return still_ahead(t)
    if fact.kind == "date":
        return not_understood(t)
    if fact.kind in {"number", "months"}:
        return t("Det kan jag inte läsa som ett tal som passar.")
    return t("Välj ett av svaren på knapparna.")
