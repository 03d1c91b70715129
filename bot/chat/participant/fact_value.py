"""What staff have recorded, in words: participants see it under what is kept about them."""

from datetime import date

from flows.facts import Fact, FactValue
from locales.translator import Translator


def shown(t: Translator, fact: Fact, value: FactValue) -> str:
    """Write a value."""
    if isinstance(value, bool):
        return t("Ja") if value else t("Nej")
    if fact.kind == "date" and isinstance(value, str):
        return t.date(date.fromisoformat(value))
    if fact.kind == "months" and isinstance(value, int):
        return t.plural("{n} månad", "{n} månader", value)
    return next((t(option.label) for option in fact.options if option.key == value), str(value))
