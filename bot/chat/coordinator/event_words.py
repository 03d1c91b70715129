"""An event's figures in words, for the chat and for the terminal alike."""

from collections.abc import Iterator

from bot.actions.coordinator.event_figures import EventFigures
from bot.actions.coordinator.explain_event import answers_of, came_to
from bot.chat.coordinator.figure_lines import Block, Line, heading
from bot.chat.coordinator.status_screen import counted
from locales.translator import Translator


def event_blocks(t: Translator, found: EventFigures) -> tuple[Block, ...]:
    """Give an event's figures, each line with what explains it."""
    return ((heading(found.event.title), *_head(t, found)), *_answers(t, found))


def _head(t: Translator, found: EventFigures) -> Iterator[Line]:
    """Say until when it is open, and how many have answered."""
    day, about, label = t.date(found.event.last_day), came_to(found.event), t("Hur många har svarat")
    until = t("Öppen till och med {date}.", date=day) if found.is_open else t("Stängd. Sista dag var {date}.", date=day)
    yield Line(until)
    yield Line(t.plural("{n} har svarat.", "{n} har svarat.", found.event.answered), about, label)
    if found.waiting:
        yield Line(_waits(t, found), about, label)
    if not found.has_figures:
        yield Line(t("Alla frågor: för få svar (färre än {minimum})", minimum=found.minimum), about, label)


def _waits(t: Translator, found: EventFigures) -> str:
    n, minimum = found.waiting, found.minimum
    waits = t.plural("{n} svar väntar", "{n} svar väntar", n)
    if found.is_open:
        return f"{waits} {t('(visas när minst {minimum} har samlats)', minimum=minimum)}"
    return t.plural("{n} svar är för få för att räknas med.", "{n} svar är för få för att räknas med.", n)


def _answers(t: Translator, found: EventFigures) -> Iterator[Block]:
    """Give each question with its figures, and the words of who wrote; a question's text stands first."""
    about, label = answers_of(found.event), t("Svaren")
    for figure in found.figures if found.has_figures else ():
        numbers = counted(t, found.questionnaire, figure, found.minimum)
        yield (Line(t(figure.text), about, label, "italic"), *(Line(each, about) for each in numbers))
    few = Line(t("för få svar (färre än {minimum})", minimum=found.minimum), about, label)
    for each in found.comments if found.has_figures else ():
        written = tuple(Line(f"– {words}") for words in each.words)
        yield (Line(t(each.text), look="italic"), *(written or (few,)))


def event_text(t: Translator, found: EventFigures) -> str:
    """Give an event's figures for a terminal."""
    (title, *head), *rest = ([line.text for line in block] for block in event_blocks(t, found))
    parts = ((f"{title} ({found.event.id})", *head), *rest)
    return "\n\n".join("\n  ".join(part) for part in parts)
