"""What needs a coordinator's attention, each with a next step; and what has changed since the last quarter."""

from collections.abc import Iterator

from bot.actions.coordinator.attention import Attention
from bot.actions.coordinator.situation import Since
from bot.chat.coordinator.goal_words import more_needed, short
from bot.chat.said_words import spoken
from flows.goals.changes import Change, deadline
from flows.goals.judging import Verdict
from flows.reports.consistency import named
from locales.translator import Translator

_MOST_FACTS = 3


def to_do(t: Translator, found: Attention, minimum: int) -> Iterator[str]:
    """Say what waits for somebody, and what to do about it."""
    yield from _people(t, found)
    if found.without_outcome:
        yield t.plural(
            "{n} är avslutad utan utfall. Be coachen ta reda på det.",
            "{n} är avslutade utan utfall. Be coacherna ta reda på det.",
            found.without_outcome,
        )
    if found.missing:
        yield t("Uppgifter saknas: {facts}. Be coacherna fylla i.", facts=_facts(t, found))
    for wrong in found.wrong_sums:
        yield f"{spoken(t, named(wrong))} {t('Rätta i /anteckna.')}"
    for verdict in found.near:
        yield _near(t, verdict)
    if found.waiting:
        waiting = t.plural("{n} svar väntar.", "{n} svar väntar.", found.waiting)
        yield f"{waiting} " + t(
            "Ett formulärs svar visas när minst {minimum} har samlats, utan att du gör något.", minimum=minimum
        )


def _people(t: Translator, found: Attention) -> Iterator[str]:
    if found.late:
        late = t.plural("{n} uppföljning är sen.", "{n} uppföljningar är sena.", found.late)
        yield f"{late} {t('Hör med coacherna.')}"
    if found.contacts:
        wishes = t.plural("{n} person väntar på kontakt.", "{n} personer väntar på kontakt.", found.contacts)
        yield f"{wishes} {t('Hör med coacherna.')}"
    if found.unreachable:
        gone = t.plural("{n} person går inte att nå.", "{n} personer går inte att nå.", found.unreachable)
        yield f"{gone} {t('Be coacherna pröva en annan väg.')}"
    if found.erasures:
        wishes = t.plural(
            "{n} person vill få sina uppgifter raderade.",
            "{n} personer vill få sina uppgifter raderade.",
            found.erasures,
        )
        yield f"{wishes} {t('Ta det med den som beslutar om gallring.')}"


def _facts(t: Translator, found: Attention) -> str:
    """Name what is missing most, with of how many."""
    named = [f"{t(fact.label)} ({t.number(n)})" for fact, n in found.missing[:_MOST_FACTS]]
    rest = len(found.missing) - len(named)
    listed = ", ".join(named)
    return t.plural("{listed} och {n} till", "{listed} och {n} till", rest, listed=listed) if rest else listed


def _near(t: Translator, verdict: Verdict) -> str:
    day = deadline(verdict)
    more = more_needed(t, verdict)
    said = t("Senast {date}: {goal}.", date=t.date(day) if day else "", goal=t(verdict.goal.text))
    return f"{said} {more or t('Stäm av vad som är kvar.')}"


def changed_people(t: Translator, since: Since) -> str:
    """Say how many people began and were closed since the quarter ended, and how many goals differ."""
    parts = (
        t.plural("{n} ny", "{n} nya", since.began),
        t.plural("{n} avslutad", "{n} avslutade", since.closed),
        t.plural("{n} ändrat mål", "{n} ändrade mål", len(since.goals)),
    )
    counts = (since.began, since.closed, len(since.goals))
    said = ", ".join(part for part, n in zip(parts, counts, strict=True) if n)
    return f"{said}." if said else t("Inget har ändrats.")


def changed_goal(t: Translator, quarter: str, change: Change) -> str:
    """Say what a goal came to when the quarter ended."""
    return t("När {quarter} tog slut: {verdict}", quarter=quarter, verdict=short(t, change.then))
