"""An event's figures in words, for the chat and for the terminal alike."""

from collections.abc import Iterator

from bot.actions.event_figures import EventFigures
from bot.chat.status_screen import counted
from locales.translator import Translator


def head(t: Translator, found: EventFigures) -> Iterator[str]:
    """Say until when it is open, and how many have answered."""
    day = t.date(found.event.last_day)
    yield t("Öppen till och med {date}.", date=day) if found.is_open else t("Stängd. Sista dag var {date}.", date=day)
    yield t.plural("{n} har svarat.", "{n} har svarat.", found.event.answered)
    if found.waiting:
        yield _waits(t, found)
    if not found.has_figures:
        yield t("Alla frågor: för få svar (färre än {minimum})", minimum=found.minimum)


def _waits(t: Translator, found: EventFigures) -> str:
    n, minimum = found.waiting, found.minimum
    waits = t.plural("{n} svar väntar", "{n} svar väntar", n)
    if found.is_open:
        return f"{waits} {t('(visas när minst {minimum} har samlats)', minimum=minimum)}"
    return t.plural("{n} svar är för få för att räknas med.", "{n} svar är för få för att räknas med.", n)


def blocks(t: Translator, found: EventFigures) -> Iterator[tuple[str, ...]]:
    """Give each question with its figures, and the words of who wrote; a question's text stands first."""
    for figure in found.figures if found.has_figures else ():
        yield t(figure.text), *counted(t, found.questionnaire, figure, found.minimum)
    for each in found.comments if found.has_figures else ():
        written = tuple(f"– {words}" for words in each.words)
        yield t(each.text), *(written or (t("för få svar (färre än {minimum})", minimum=found.minimum),))


def event_text(t: Translator, found: EventFigures) -> str:
    """Give an event's figures for a terminal."""
    title = f"{found.event.title} ({found.event.id})"
    parts = ((title, *head(t, found)), *blocks(t, found))
    return "\n\n".join("\n  ".join(part) for part in parts)
