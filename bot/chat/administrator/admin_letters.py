"""Letters to administrators."""

from collections.abc import Callable
from datetime import date

from bot.actions.administrator.guessing import GUESSING
from bot.actions.here import Here
from bot.chat.screen import Screen, paragraphs, plain
from locales.translator import Translator, translator
from storage.people import Role


def guessing(t: Translator, day: date) -> Screen:
    """Tell that somebody tried many links or codes."""
    tried = t("{day} provade någon många länkar eller koder som inte gäller.", day=t.date(day))
    return Screen(
        paragraphs(
            plain(tried),
            plain(t("Den som provar för mycket släpps inte in förrän efter en timme. Du behöver inte göra något.")),
            plain(t("Säger någon att koden inte fungerar? Be coachen om en ny länk.")),
        )
    )


def _guessing(here: Here, day: int) -> Screen | None:
    person = here.person()
    return guessing(translator(person.language), date.fromordinal(day)) if person.has(Role.ADMINISTRATOR) else None


SCREENS: dict[str, Callable[[Here, int], Screen | None]] = {GUESSING: _guessing}
"""By the letter's kind; each is given the letter's subject."""
