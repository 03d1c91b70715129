"""Which languages people are offered: those whose catalogues are complete, and drafts only where that is wanted."""

from collections.abc import Collection
from functools import cache

from locales.catalogue_file import ROOT, catalogue_path
from locales.languages import LANGUAGES, SOURCE, Language, known
from locales.state import Stage, State, state_in

_HEAD = 2_000


def offered(named: Collection[str], *, drafts: bool) -> tuple[str, ...]:
    """Give the codes of the languages offered, Swedish first if it is among them.

    :param named: those that the association names, drafted or not
    :param drafts: whether every drafted catalogue is offered too
    """
    codes = [language.code for language in spoken()]
    return tuple(code for code in codes if drafts or code in named) or (SOURCE.code,)


def spoken() -> tuple[Language, ...]:
    """Give the languages whose catalogues are complete, in the order in which they are offered."""
    return tuple(language for language in LANGUAGES if language == SOURCE or _state(language).is_complete)


def is_draft(code: str) -> bool:
    """Whether nobody who speaks the language from birth has read its catalogue."""
    language = known(code)
    return language != SOURCE and _state(language).stage is not Stage.REVIEWED


@cache
def _state(language: Language) -> State:
    """Read a catalogue's state; one that does not exist or cannot be read is complete for nobody."""
    path = catalogue_path(ROOT, language.code)
    try:
        return state_in(path.read_bytes()[:_HEAD].decode("utf-8", "ignore"))
    except (OSError, ValueError):
        return State()
