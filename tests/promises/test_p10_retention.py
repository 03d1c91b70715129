"""P10: what is older than the association keeps it goes by itself; a dry run tells how much, and no figure changes."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.actions.coach.invite import NewParticipant, invite
from bot.actions.coach.record import Recording, record
from bot.actions.coordinator.status import Look, status
from bot.actions.here import Here
from bot.actions.retention import retain
from bot.paper.status_json import as_json
from storage import audit, health, outbox, retention, tasks
from storage.unit import Unit
from tests.promises.leaving import PROGRAMME, Home, Somebody, at_home, deciding, left, values
from tests.promises.telling import Tell

PEOPLE = 6
RULES = {
    "chats": {"months": 13},
    "answers": {"months": 24},
    "facts": {"months": 24},
    "enrolments": {"months": 36},
    "invitations": {"months": 3},
    "contacts": {"months": 3},
    "letters": {"months": 3},
    "audit": {"months": 24},
}


async def counts(home: Home, *, is_dry: bool) -> dict[str, int]:
    told = await home.leave(lambda here: retain(here, is_dry=is_dry))
    return {each.rule: each.count for each in told if each.count}


def closer(who: Somebody, said: str) -> Callable[[Here], object]:
    """Let it be recorded whether somebody has come closer to work."""
    return lambda here: record(here, Recording(who.enrolment, "skapa", said))


async def figures(home: Home) -> dict[str, object]:
    """Give every number that is shown of forms and goals, by what it is about."""
    shown: Any = as_json(await home.do(lambda here: status(here, Look(PROGRAMME))))
    goals = {each["key"]: (each["n"], each["of"]) for each in shown["goals"] if each["of"] is not None}
    options = {
        f"{question['questionnaire']} {question['key']} {option['key']}": option["count"]
        for question in shown["questions"]
        for option in question["options"]
        if option["count"] is not None
    }
    return goals | options


async def test_everything_goes_in_its_time_and_the_figures_stay(tmp_path: Path, record_property: Tell) -> None:
    async with at_home(tmp_path / "bot", deciding(**RULES)) as home:
        met = [await home.somebody() for _ in range(PEOPLE)]
        known = values(home.path, met[0])
        for each in met:
            await home.do(closer(each, "ja"))
        await home.do(_leave_more_behind)
        before = await figures(home)
        assert len(before) > 10
        assert before["narmat-sig-enligt-skapa"] == (PEOPLE, PEOPLE)
        taken, start = dict[str, int](), home.now
        for months in (1, 4, 14, 25, 37):
            home.now = start + timedelta(days=31 * months)
            promised = await counts(home, is_dry=True)
            assert await counts(home, is_dry=True) == promised, "a dry run takes nothing"
            assert await counts(home, is_dry=False) == promised
            assert await counts(home, is_dry=False) == {}, "what is gone is gone"
            assert await figures(home) == before
            taken |= promised
        assert taken.keys() == RULES.keys()
        assert (taken["chats"], taken["enrolments"]) == (PEOPLE, PEOPLE)
        home.lay_open("after.db")
        assert left(home.folder, met[0], known) == []
        lines = await home.do(lambda here: audit.newest(here.unit, 3))
        assert {line.action for line in lines} == {"retention"}
        assert await home.do(lambda here: health.problems(here.unit)) == ()
    gone = f"{sum(taken.values())} things of {PEOPLE} people gone by {len(taken)} rules"
    record_property("P10", f"retention: {gone}, 0 of {len(before)} figures changed")


def _leave_more_behind(here: Here) -> None:
    """Leave an invitation that nobody uses, a wish that is dealt with, and letters that went."""
    invite(here, NewParticipant(PROGRAMME, "Aldrig använd"))
    for task in tasks.open_of_kind(here.unit, "contact")[:1]:
        tasks.finish(here.unit, task.id)
    while letter := outbox.next_due(here.unit, here.now):
        outbox.settle(here.unit, letter.id, "sent")


async def six_then_six_more(folder: Path) -> object:
    """Let facts of six people go, and six others come; give what the goal shows then."""
    async with at_home(folder / "bot", deciding(facts=RULES["facts"])) as home:
        for outcome in ("ja", "nej"):
            for _ in range(PEOPLE):
                who = await home.somebody()
                await home.do(closer(who, outcome))
            await figures(home)
            home.now += timedelta(days=800)
            await counts(home, is_dry=False)
        return (await figures(home))["narmat-sig-enligt-skapa"]


async def test_who_was_counted_counts_on_when_the_facts_are_gone(tmp_path: Path) -> None:
    assert await six_then_six_more(tmp_path) == (PEOPLE, 2 * PEOPLE)


async def test_they_would_not_if_they_were_judged_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def delete(unit: Unit, where: str, before: str) -> None:
        unit.run(f"DELETE {where}", before)

    monkeypatch.setattr(retention, "_delete", delete)
    assert await six_then_six_more(tmp_path) == (0, PEOPLE)


async def test_without_a_decision_nothing_of_anybody_goes(tmp_path: Path) -> None:
    async with at_home(tmp_path / "bot", deciding()) as home:
        await home.somebody()
        home.now += timedelta(days=4000)
        assert await counts(home, is_dry=False) == {}
