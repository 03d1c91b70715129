"""Gathering the figures of a report: two looks at the status, the flow between them, key figures and comments."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.actions.coordinator.breakdown import breakdowns
from bot.actions.coordinator.key_figures import last_quarter, with_key_figures
from bot.actions.coordinator.status import FormStatus, Look, status
from bot.actions.here import Here
from flows.disclosure.minimum import releasable
from flows.forms.personal_data import masked
from flows.forms.questionnaire import Questionnaire
from flows.programme import Programme
from flows.reports.periods import Period, of_kind, quarters_until
from flows.reports.report import Comments, Figures, Flow, Form, Happened, QuarterFlow, Standing, released_between
from flows.timing.plan import asking_of
from storage import notes, report_figures, reports, runs

_MOST_QUARTERS = 8
_NEVER = ""
"""Before the first quarter."""


def gather(here: Here, programme: Programme, period: Period) -> Figures:
    """Gather all figures of a period, after releasing what may be shown.

    It reads everybody, and takes so long; a period that is over is gathered once.

    :raises NotAllowed: if the caller is no coordinator there
    """
    found = with_key_figures(here, programme, in_short(here, programme, period))
    is_over = found.end.released_until is not None
    return replace(found, breakdowns=breakdowns(here, programme.key, found.end.until if is_over else None))


def in_short(here: Here, programme: Programme, period: Period) -> Figures:
    """Gather what a look at a period shows: no key figures and no breakdowns. Its time does not grow with the people.

    :raises NotAllowed: if the caller is no coordinator there
    """
    key, until = programme.key, period.until(here.today)
    earlier = period.before()
    before = _end_of_earlier(here, programme, earlier) if earlier else None  # what ended first is released first
    end = _standing(here, programme, until if period.is_closed(here.today) else None)
    since = period.first or report_figures.first_day(here.unit, key) or until
    minimum = here.house.minimum_base
    return Figures(
        programme=key,
        title=programme.title,
        owner=programme.owner,
        has_participants=programme.has_participants,
        definitions=programme.version,
        period=period,
        cut=here.today,
        minimum=minimum,
        capacity=programme.capacity,
        taken=_taken(here, programme, end),
        flow=report_figures.flow(here.unit, key, since, until),
        flow_before=_flow_of(here, key, earlier) if earlier else None,
        quarters=tuple(_quarters(here, key, until)),
        end=end,
        before=before,
        released=released_between(before.questions if before else (), end.questions, minimum),
        events=tuple(_events(here, programme, (since, until))),
        comments=tuple(_comments(here, programme, end, before)),
    )


def _taken(here: Here, programme: Programme, end: Standing) -> int:
    per = programme.capacity.per if programme.capacity else "total"
    if per == "total":
        return end.taking_part
    first = of_kind(per, end.until).first or end.until
    return report_figures.flow(here.unit, programme.key, first, end.until).enrolled


def _end_of_earlier(here: Here, programme: Programme, earlier: Period) -> Standing | None:
    """Give how a programme stood at the end of the period before: as its report says, if it has one."""
    kept = reports.newest(here.unit, programme.key, earlier.key)
    return kept.figures.end if kept else _standing(here, programme, earlier.last)


def _flow_of(here: Here, programme: str, period: Period) -> Flow | None:
    """Give the flow of a period: as its report says, if it has one, for nobody's figures change silently."""
    kept = reports.newest(here.unit, programme, period.key)
    if kept:
        return kept.figures.flow
    if period.first is None or period.last is None:
        return None
    return report_figures.flow(here.unit, programme, period.first, period.last)


def _quarters(here: Here, programme: str, until: date) -> Iterator[QuarterFlow]:
    """Give the flow of the last quarters, from the first in which anything is known."""
    begun = report_figures.first_day(here.unit, programme)
    for each in quarters_until(until, _MOST_QUARTERS):
        found = _flow_of(here, programme, each)
        if found and begun and each.last and begun <= each.last:
            yield QuarterFlow(each.key, found)


def _standing(here: Here, programme: Programme, until: date | None) -> Standing:
    """Give how a programme stands now, or stood when a day ended."""
    found = status(here, Look(programme.key, until))
    return Standing(
        until=until or here.today,
        released_until=found.released_until,
        people=found.people,
        forms=tuple(_form(programme, form) for form in found.forms),
        questions=tuple(figure for form in found.forms for figure in form.figures),
        verdicts=found.verdicts,
        noted=found.noted,
        indicators=found.indicators,
    )


def _form(programme: Programme, form: FormStatus) -> Form:
    asked, asking = form.questionnaire, asking_of(programme.questionnaires, form.questionnaire.key, form.moment)
    return Form(
        key=asked.key,
        version=asked.version,
        title=asked.title,
        is_present=form.is_present,
        moment=form.moment,
        repeats=asking is not None and asking.every is not None,
        was_asked=form.was_asked,
        asked=form.responses.asked,
        answered=form.responses.answered,
        waiting=form.waiting,
    )


def _events(here: Here, programme: Programme, days: tuple[date, date]) -> Iterator[Happened]:
    """Count what happened in the period, as it was noted."""
    events = {each.key: each for each in programme.facts if each.kind == "event"}
    found = Counter(
        (each.fact, each.place)
        for each in notes.of_programme(here.unit, programme.key)
        if each.fact in events and days[0] <= each.day <= days[1]
    )
    declared = list(events)
    for (fact, place), times in sorted(found.items(), key=lambda each: (declared.index(each[0][0]), each[0][1] or "")):
        yield Happened(events[fact].label, place, times)


def _comments(here: Here, programme: Programme, end: Standing, before: Standing | None) -> Iterator[Comments]:
    """Give the comments released in the period, with personal data covered, question by question."""
    since = last_quarter(here, before) if before else _NEVER
    found = report_figures.comments(here.unit, programme.key, since, last_quarter(here, end))
    for (form, version, question), texts in found.items():
        asked = _asked(here, form, version).question(question)
        if asked and releasable(len(texts), here.house.minimum_base):
            yield Comments(asked.text, tuple(map(masked, texts)))


def _asked(here: Here, form: str, version: str) -> Questionnaire:
    return here.house.questionnaire(form, version) or runs.definition(here.unit, version)
