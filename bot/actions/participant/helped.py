"""How a form is answered: in which register, and with whose help. Of anonymous forms neither is kept."""

from dataclasses import dataclass
from enum import IntEnum

from bot.actions.here import Here
from bot.actions.participant.forms import Form, load
from locales.languages import EASY, SOURCE
from storage import runs


class Help(IntEnum):
    """Who helps: nobody, a neutral person who reads aloud, or an interpreter. Never the person's own coach."""

    NOBODY = 0
    READ_ALOUD = 1
    INTERPRETER = 2


@dataclass(frozen=True)
class Helped:
    """Who helps with a form."""

    run: int
    by: Help


def set_help(here: Here, helped: Helped) -> None:
    """Keep that a form is answered with support, or without; who it is that helps is kept nowhere.

    :raises NotAllowed: if the form is not the caller's
    """
    form = load(here, helped.run)
    if form.run.is_open and form.run.linked:
        runs.set_supported(here.unit, form.run.id, supported=helped.by is not Help.NOBODY)


def keep_register(here: Here, form: Form) -> None:
    """Keep in which register an answer was given: standard Swedish, easy Swedish, or a translation of it."""
    language = here.person().language
    if not form.run.linked:
        return
    is_swedish = language == SOURCE.code or not form.questionnaire.is_official_in(language)
    register = "standard" if is_swedish else _OTHERS.get(language, "translated")
    if form.run.register != register:
        runs.keep_register(here.unit, form.run.id, register)


_OTHERS = {EASY.code: "easy"}
