"""Why a typed day was not taken, in words."""

from locales.translator import Translator


def no_such_day(t: Translator) -> str:
    """Say that a day does not exist."""
    return t("Den dagen finns inte.")


def still_ahead(t: Translator) -> str:
    """Say that a day has not been."""
    return t("Dagen har inte varit ännu. Skriv en dag till och med idag.")


def not_understood(t: Translator) -> str:
    """Say that no day was understood, and how to write one."""
    return t("Jag förstår inte dagen. Skriv till exempel 3 mars eller 2026-03-03.")
