"""Days and times in words, seen from a day."""

from datetime import date, datetime, timedelta

from locales.translator import Translator


def day_words(t: Translator, day: date, today: date) -> str:
    """Write a day: "imorgon, tisdag 24 november"; with its year where that is another."""
    written = t.weekday(day) if day.year == today.year else f"{t.weekday(day)} {day.year}"
    near = {today: t("idag"), today + timedelta(days=1): t("imorgon")}.get(day)
    return f"{near}{t.comma}{written}" if near else written


def moment_words(t: Translator, at: datetime, today: date) -> str:
    """Write a local moment: "imorgon, tisdag 24 november kl 9"."""
    day = day_words(t, at.date(), today)
    if at.minute:
        return t("{day} kl {hour}.{minute}", day=day, hour=at.hour, minute=f"{at.minute:02}")
    return t("{day} kl {hour}", day=day, hour=at.hour)


def capital(text: str) -> str:
    """Write a text with a capital first letter."""
    return text[:1].upper() + text[1:]
