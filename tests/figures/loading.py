"""Many people loaded straight into the tables: what a programme's figures are counted over at scale."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from flows.forms.questionnaire import Questionnaire
from storage.unit import Unit, Value
from tests.figures.answering import HOUSE

PROGRAMME = "mitt-val"
WHEEL = HOUSE.catalogue.questionnaires["livshjulet"]
ANSWERS_EACH = 16
"""Every person's linked answers, in two wheels; four facts come with them."""
_BEGAN, _DAYS = date(2025, 1, 7), 400


def load(unit: Unit, people: int, *, areas: int = 8) -> None:
    """Load people who took part and ended, with two wheels, of so many areas, and four facts each."""
    chance = random.Random(2026)  # noqa: S311  # to be repeated, not to be secret
    _define(unit, WHEEL)
    first = unit.count("SELECT MAX(id) FROM enrolments") + 1
    everyone = range(first, first + people)
    unit.run_many(
        "INSERT INTO enrolments (id, programme, state, invited_on, enrolled_on, closed_on, outcome)"
        " VALUES (?, ?, 'closed', ?, ?, ?, 'arbete')",
        ((each, PROGRAMME, *_days(each)) for each in everyone),
    )
    unit.run_many(
        "INSERT INTO facts (enrolment, fact, value, at) VALUES (?, ?, ?, '2026-01-01T12:00:00Z')",
        (row for each in everyone for row in _facts(each, chance)),
    )
    unit.run_many(
        "INSERT INTO runs (id, enrolment, questionnaire, moment, version, linked, state, begun, finished_on)"
        f" VALUES (?, ?, '{WHEEL.key}', ?, '{WHEEL.version}', 1, 'sent', 1, ?)",
        (
            (2 * each + after, each, moment, _days(each)[1 + after])
            for each in everyone
            for after, moment in enumerate(("start", "closure"))
        ),
    )
    unit.run_many(
        "INSERT INTO linked_answers (run, question, answer) VALUES (?, ?, ?)",
        (
            (2 * each + after, f"omrade-{number}", str(chance.randrange(1, 11)))
            for each in everyone
            for after in (0, 1)
            for number in range(1, areas + 1)
        ),
    )


def _define(unit: Unit, form: Questionnaire) -> None:
    body = form.model_dump_json(by_alias=True, exclude_defaults=True)
    unit.run("INSERT INTO definitions VALUES (?, ?) ON CONFLICT DO NOTHING", form.version, body)


def _days(enrolment: int) -> tuple[str, str, str]:
    """Give the days of the invitation, the start and the closure."""
    began = _BEGAN + timedelta(days=enrolment % _DAYS)
    return began.isoformat(), began.isoformat(), (began + timedelta(days=28)).isoformat()


def _facts(enrolment: int, chance: random.Random) -> Iterator[tuple[Value, ...]]:
    moved_on = date.fromisoformat(_days(enrolment)[2]) + timedelta(days=chance.randrange(30))
    yield enrolment, "kon", chance.choice(('"kvinna"', '"man"'))
    yield enrolment, "fodelsear", str(chance.randrange(1960, 2005))
    yield enrolment, "gatt-vidare", chance.choice(("true", "false"))
    yield enrolment, "gatt-vidare-dag", f'"{moved_on}"'
