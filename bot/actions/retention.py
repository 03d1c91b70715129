"""Retention by the association's decision: counted, and taken away, once a night or on the operator's word."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.actions.here import Here, NotAllowed
from flows.association import Retention
from flows.timing.spans import Span, after
from storage import guesses, updates
from storage.retention import RULES, destroy_spent_keys, start_of


@dataclass(frozen=True)
class Taken:
    """A rule, how long it lets things be kept, and how much it takes."""

    rule: str
    kept: str
    count: int


def retain(here: Here, *, is_dry: bool = False) -> tuple[Taken, ...]:
    """Take away what is older than it is kept; give how much by rule. The audit log notes what went, no people.

    Keys that seal nothing any more go too.

    :param is_dry: whether only to count
    :raises NotAllowed: if it is not the operator who asks
    """
    if not here.caller.is_operator:
        raise NotAllowed
    due = tuple(_due(here))
    told = tuple(Taken(rule, kept, RULES[rule].count(here.unit, before) if before else 0) for rule, kept, before in due)
    if not is_dry:
        for rule, _, before in due:
            if before:
                RULES[rule].take(here.unit, before)
        destroy_spent_keys(here.unit)
        taken = ", ".join(f"{each.rule} {each.count}" for each in told if each.count)
        if taken:
            here.note("retention", taken)
    return told


def _due(here: Here) -> Iterator[tuple[str, str, datetime | None]]:
    """Give each rule with how long, and the moment before which what it is about is too old."""
    decision = here.house.association.retention
    for rule in RULES:
        match rule:
            case "requests":
                yield rule, "until their day", _days_begin(here)
            case "updates" | "guesses":
                span = updates.KEPT_FOR if rule == "updates" else guesses.WITHIN
                yield rule, f"for {span // timedelta(hours=1)} h", here.now - span
            case _:
                yield rule, *_decided(here, decision, rule)


def _decided(here: Here, decision: Retention | None, rule: str) -> tuple[str, datetime | None]:
    span: Span | None = getattr(decision, rule) if decision else None
    if span is None:
        return "for ever: no time is decided", None
    words = ", ".join(f"{number} {name}" for name, number in span.model_dump().items() if number)
    return f"for {words}", start_of(after(here.today, span, -1), here.house.association.zone)


def _days_begin(here: Here) -> datetime:
    return start_of(here.today, here.house.association.zone)
