"""A status as JSON, as the contract has it (design: 4)."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from bot.actions.coordinator.status import Status
from flows.figures import QuestionFigure
from flows.goals.by_indicator import IndicatorFigure
from flows.goals.judging import Verdict
from flows.goals.kinds import ShareBeside
from flows.goals.pairs import Pairs
from flows.reports.consistency import NotedNumber, sums
from storage.responses import Responses


def as_json(status: Status) -> dict[str, object]:
    """Write a status as the contract has it; nothing in it tells the time of asking."""
    released = {"released_until": status.released_until} if status.until else {}
    return {
        "programme": status.programme.key,
        "period": {"from": None, "until": status.until.isoformat() if status.until else None},
        **released,
        "people": status.people,
        "responses": [
            _responses_json(form.responses, status) for form in status.forms if form.is_present and form.moment
        ],
        "questions": [question_json(figure) for form in status.forms for figure in form.figures],
        "goals": [goal_json(verdict) for verdict in status.verdicts],
        "indicators": [indicator_json(each) for each in status.indicators],
        "noted": list(noted_json(status.noted)),
    }


def indicator_json(found: IndicatorFigure) -> dict[str, object]:
    """Write an indicator with the questions that measure it."""
    questions = [
        {"questionnaire": each.questionnaire, "key": each.question, "n": each.n, "of": each.of}
        for each in found.questions
    ]
    return {**found.indicator.model_dump(), "questions": questions}


def noted_json(numbers: tuple[NotedNumber, ...]) -> Iterator[dict[str, object]]:
    """Write the numbers that are noted, the latest year first; of a total, whether its parts add up."""
    checked = {each.total: each for each in sums(numbers)}
    for number in numbers:
        written = {
            "key": number.fact.key,
            "text": number.fact.label,
            "place": number.place,
            "year": number.year,
            "value": number.value,
        }
        found = checked.get(number)
        agrees = {"agrees": found.agrees if found else None} if number.fact.parts else {}
        yield {**written, **agrees}


def _responses_json(responses: Responses, status: Status) -> dict[str, object]:
    of = (responses.questionnaire, responses.moment)
    waiting = (form.waiting for form in status.forms if (form.questionnaire.key, form.moment) == of)
    return {
        "questionnaire": responses.questionnaire,
        "moment": responses.moment,
        "asked": responses.asked,
        "answered": responses.answered,
        "waiting": sum(waiting),
    }


def question_json(figure: QuestionFigure) -> Mapping[str, object]:
    """Write a question's figures as the contract has them."""
    options = [
        {
            "key": option.key,
            "label": option.label,
            "count": option.count,
            "share": None if option.share is None else float(option.share),
        }
        for option in figure.options
    ]
    written = {
        "questionnaire": figure.questionnaire,
        "version": figure.version,
        "moment": figure.moment,
        "key": figure.key,
        "text": figure.text,
        "of": figure.of,
        "declined": figure.declined,
        "options": options,
    }
    beside = {"mean": figure.mean, "median": figure.median}
    numbers = {name: float(value) for name, value in beside.items() if value is not None}
    return written | numbers | ({"withheld": figure.withheld} if figure.withheld else {})


def goal_json(verdict: Verdict) -> dict[str, object]:
    """Write what a goal came to as the contract has it, and beside it what only some kinds of goal have."""
    goal = verdict.goal
    written = {
        "key": goal.key,
        "kind": goal.kind,
        "text": goal.text,
        "n": verdict.n,
        "of": verdict.of,
        "share": None if verdict.share is None else float(verdict.share),
        "target": None if goal.aim is None else float(goal.aim),
        "verdict": verdict.judgement,
    }
    beside = {
        "value": float(verdict.value) if isinstance(verdict.value, Fraction) else verdict.value,
        "missing": verdict.missing,
        "pairs": pairs_json(verdict.pairs) if verdict.pairs else None,
        "reference": {"n": goal.reference.n, "of": goal.reference.of} if isinstance(goal, ShareBeside) else None,
        "parts": [goal_json(part) for part in verdict.parts] or None,
    }
    return written | {name: value for name, value in beside.items() if value is not None}


def pairs_json(pairs: Pairs) -> dict[str, object]:
    """Write how the numbers of those who answered twice changed; of too few only whither: -1, 0 or 1."""
    told: dict[str, object] = {"of": pairs.of, "direction": pairs.direction}
    if pairs.withheld:
        return told | {"withheld": pairs.withheld}
    (before, later), interval = map(float, pairs.means), pairs.interval
    numbers = {"before": before, "later": later, "change": float(pairs.change)}
    return told | numbers | {"interval": list(interval) if interval else None}
