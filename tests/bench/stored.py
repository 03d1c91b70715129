"""Many people stored straight into the tables, as they lie there after a year: whoever answers beside them."""

import json
from datetime import UTC, datetime, timedelta

from flows.catalogue import SHIPPED, read_catalogue
from storage import runs, updates
from storage.unit import Unit, Value, stamp
from tests.harness import PROGRAMME

FORM = read_catalogue(SHIPPED).questionnaires["start"]
ANSWERS: dict[str, Value] = {"vill-na": json.dumps("arbete"), "hur-nara": "7", "stod-i-dag": json.dumps("ganska-bra")}
FIRST_CHAT = 5_000_000_000
_UPDATES_EACH = 10
_YEAR = 365


def store(unit: Unit, count: int, now: datetime) -> None:
    """Store people who take part, each with a form sent in, facts, a reminder to come, and updates of two days."""
    runs.keep_definition(unit, FORM)
    everyone = range(1, count + 1)
    unit.run_many(
        "INSERT INTO people (id, chat, chat_hash, language) VALUES (?, ?, ?, 'sv')",
        ((each, unit.seal.close(str(chat)), unit.seal.hash(str(chat))) for each in everyone if (chat := _chat(each))),
    )
    unit.run_many(
        "INSERT INTO enrolments (id, programme, person, state, invited_on, enrolled_on)"
        f" VALUES (?1, '{PROGRAMME}', ?1, 'active', ?2, ?2)",
        ((each, _day(each, now)) for each in everyone),
    )
    unit.run_many(
        "INSERT INTO facts (enrolment, fact, value, at) VALUES (?, ?, ?, ?)",
        (row for each in everyone for row in _facts(each, now)),
    )
    unit.run_many(
        "INSERT INTO runs (id, enrolment, questionnaire, moment, version, linked, state, begun, finished_on)"
        f" VALUES (?1, ?1, '{FORM.key}', 'start', '{FORM.version}', 1, 'sent', 1, ?2)",
        ((each, _day(each, now)) for each in everyone),
    )
    unit.run_many(
        "INSERT INTO linked_answers (run, question, answer) VALUES (?, ?, ?)",
        ((each, question, answer) for each in everyone for question, answer in ANSWERS.items()),
    )
    unit.run_many(
        "INSERT INTO occasions (key, enrolment, kind, audience, item, moment, due, rule, state)"
        f" VALUES (?, ?, 'offer', 'participant', '{FORM.key}', 'closure', ?, '', 'planned')",
        ((f"stored-{each}", each, stamp(now + timedelta(days=30 + each % _YEAR))) for each in everyone),
    )
    for number in range(_UPDATES_EACH * count):
        updates.first_time(unit, number, now)


def _chat(person: int) -> int:
    return FIRST_CHAT + person


def _day(person: int, now: datetime) -> str:
    return (now.astimezone(UTC).date() - timedelta(days=person % _YEAR)).isoformat()


def _facts(person: int, now: datetime) -> tuple[tuple[Value, ...], ...]:
    return (
        (person, "kon", json.dumps(("kvinna", "man")[person % 2]), stamp(now)),
        (person, "fodelsear", str(1960 + person % 45), stamp(now)),
    )
