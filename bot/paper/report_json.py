"""A report as JSON: at its top the same as a status (design: 4), below it what only a report has."""

import json
from dataclasses import asdict
from fractions import Fraction

from bot.actions.coordinator.report import Report
from bot.paper.breakdown_json import breakdowns_json
from bot.paper.status_json import goal_json, indicator_json, noted_json, question_json
from flows.reports.key_figures import Distribution, Spread
from flows.reports.report import Figures, Flow, Standing


def report_json(report: Report) -> dict[str, object]:
    """Write a report; nothing in it tells the time of asking."""
    figures, edition = report.figures, report.edition
    return {
        "programme": figures.programme,
        "period": {"key": figures.period.key, "from": _day(figures.period.first), "until": _day(figures.end.until)},
        **_standing(figures.end),
        "preliminary": edition is None,
        "number": edition.number if edition else None,
        "edition": edition.edition if edition else None,
        "cut": _day(figures.cut),
        "sent": _day(edition.sent_on) if edition else None,
        "checksum": figures.checksum,
        "minimum_base": figures.minimum,
        "definitions": figures.definitions,
        "flow": _flow(figures.flow),
        "flow_before": _flow(figures.flow_before),
        "before": _standing(figures.before) if figures.before else None,
        "released": [question_json(figure) for figure in figures.released],
        "key_figures": _key_figures(figures),
        "breakdowns": breakdowns_json(figures.breakdowns),
        "happened": [asdict(each) for each in figures.events],
        "comments": [asdict(each) for each in figures.comments],
        "notes": [{**asdict(note), "day": _day(note.day)} for note in report.texts.notes],
        "analysis": report.texts.analysis,
    }


def report_bytes(report: Report) -> bytes:
    """Write a report as a file."""
    return json.dumps(report_json(report), ensure_ascii=False, indent=2).encode()


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def _flow(flow: Flow | None) -> dict[str, int] | None:
    return asdict(flow) if flow else None


def _standing(standing: Standing) -> dict[str, object]:
    return {
        "released_until": standing.released_until,
        "people": dict(standing.people),
        "responses": [
            {
                "questionnaire": form.key,
                "moment": form.moment,
                "asked": form.asked,
                "answered": form.answered,
                "waiting": form.waiting,
            }
            for form in standing.forms
            if form.is_present and form.moment
        ],
        "questions": [question_json(figure) for figure in standing.questions],
        "noted": list(noted_json(standing.noted)),
        "indicators": [indicator_json(each) for each in standing.indicators],
        "goals": [goal_json(verdict) for verdict in standing.verdicts],
    }


def _key_figures(figures: Figures) -> dict[str, object]:
    found = figures.end.key_figures
    by_option = {
        "outcomes": found.outcomes,
        "outcomes_in_period": figures.outcomes,
        "livelihood_before": found.livelihood_before,
        "livelihood_after": found.livelihood_after,
        "support_before": found.support_before,
    }
    held: dict[str, object] = {name: _distribution(each) for name, each in by_option.items() if each}
    return held | ({"throughput_days": _spread(found.throughput)} if found.throughput else {})


def _distribution(found: Distribution) -> dict[str, object]:
    options = [
        {"key": each.key, "label": each.label, "count": each.count, "share": _number(each.share)}
        for each in found.options
    ]
    return {"of": found.of, "options": options} | ({"withheld": found.withheld} if found.withheld else {})


def _spread(found: Spread) -> dict[str, object]:
    measures = {"lower": _number(found.lower), "median": _number(found.median), "upper": _number(found.upper)}
    return {"of": found.of, **measures} | ({"withheld": found.withheld} if found.withheld else {})


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
