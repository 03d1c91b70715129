"""People's answers put straight into the storage, as sending in does, and the operator's look at them."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.actions.coordinator.status import Look, Status, status
from bot.actions.here import OPERATOR, Here
from bot.house import House
from bot.settings import Settings
from flows.catalogue import SHIPPED
from flows.forms.conditions import Answer
from flows.forms.questionnaire import Questionnaire
from storage import enrolments, linked, runs, unlinked
from storage.unit import Unit

HOUSE = Settings(association=SHIPPED / "association.yaml").house()
SPRING = datetime(2026, 6, 30, 12, tzinfo=UTC)
DAY = SPRING.date()
JULY = datetime(2026, 7, 1, 0, 5, tzinfo=ZoneInfo("Europe/Stockholm"))
"""The first minutes of the next quarter, when the tick settles the last."""
SUMMER = datetime(2026, 8, 1, 12, tzinfo=UTC)

EVALUATION = HOUSE.catalogue.questionnaires["utvardering-enter"]
CLOSING = HOUSE.catalogue.questionnaires["avslut"]
START = HOUSE.catalogue.questionnaires["start"]


def here(unit: Unit, now: datetime = SPRING, house: House = HOUSE) -> Here:
    return Here(unit, house, OPERATOR, now)


def look(unit: Unit, programme: str = "enter", now: datetime = SPRING, until: date | None = None) -> Status:
    return status(here(unit, now), Look(programme, until))


def enrolled(unit: Unit, programme: str, day: date = DAY) -> int:
    enrolment = enrolments.invite(unit, programme, None, None, day).id
    enrolments.start(unit, enrolment, day)
    return enrolment


def send_in(
    unit: Unit,
    answers: Mapping[str, Answer],
    form: Questionnaire = EVALUATION,
    *,
    programme: str = "enter",
    day: date = DAY,
) -> None:
    """Let a new person send in an anonymous form."""
    run = runs.open_run(unit, enrolled(unit, programme, day), form, "closure")
    unlinked.fall_apart(unit, run, programme, form, answers, moment="closure")
    runs.finish(unit, run, day)


def send_in_linked(
    unit: Unit, programme: str, answers: Mapping[str, Answer], form: Questionnaire = START, day: date = DAY
) -> None:
    """Let a new person send in a linked form."""
    run = runs.open_run(unit, enrolled(unit, programme, day), form, "start")
    for question in form.questions:
        if question.key in answers:
            linked.keep(unit, run, question.key, answers[question.key], is_words=question.kind == "text")
    runs.finish(unit, run, day)
