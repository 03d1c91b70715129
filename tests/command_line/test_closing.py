"""Closing by reference, for coaches without Telegram: what cannot be is said in one sentence and changes nothing."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.actions.here import OPERATOR, Here
from bot.actions.staff import Unknown, close_by_reference
from bot.settings import Settings
from flows.catalogue import SHIPPED
from storage import course, enrolments, people
from storage.course import Referral
from storage.database import open_database
from storage.enrolments import State
from storage.seal import Seal, new_key
from storage.unit import Unit
from tests.prepared import prepare

NOW = datetime(2029, 3, 5, 10, tzinfo=UTC)
TODAY = date(2029, 3, 5)
HOUSE = Settings(association=SHIPPED / "association.yaml").house()


def _someone(unit: Unit, state: State) -> int:
    made = enrolments.invite(unit, "enter", None, "A-17", TODAY).id
    course.refer(unit, made, Referral(waits=state is State.WAITING))
    if state not in {State.INVITED, State.WAITING}:
        enrolments.bind(unit, made, people.add(unit, 7, "sv").id)
        enrolments.start(unit, made, TODAY)
    if state is State.CLOSED:
        enrolments.close(unit, made, "studier", TODAY)
    return made


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (State.INVITED, "'a-17' has not said yes to taking part, so there is nothing to close"),
        (State.WAITING, "'a-17' has not said yes to taking part, so there is nothing to close"),
        (State.CLOSED, "'a-17' is closed already, with the outcome studier; nothing was changed"),
    ],
)
async def test_who_cannot_be_closed_stays_as_they_are(tmp_path: Path, state: State, said: str) -> None:
    async with open_database(prepare(tmp_path / "foljsam.db"), Seal([new_key()])) as database:
        one = await database.write(lambda unit: _someone(unit, state))
        before = await database.read(lambda unit: enrolments.by_id(unit, one))
        with pytest.raises(Unknown) as caught:
            await database.write(
                lambda unit: close_by_reference(Here(unit, HOUSE, OPERATOR, NOW), "enter", "a-17", "arbete")
            )
        assert str(caught.value) == said
        assert await database.read(lambda unit: enrolments.by_id(unit, one)) == before


async def test_closing_once_more_with_the_same_outcome_is_closing_once(tmp_path: Path) -> None:
    async with open_database(prepare(tmp_path / "foljsam.db"), Seal([new_key()])) as database:
        await database.write(lambda unit: _someone(unit, State.ACTIVE))
        closed = [
            await database.write(
                lambda unit: close_by_reference(Here(unit, HOUSE, OPERATOR, NOW), "enter", "A-17", "arbete")
            )
            for _ in range(2)
        ]
        assert closed[0] == closed[1]
        assert (closed[0].state, closed[0].outcome, closed[0].closed_on) == (State.CLOSED, "arbete", TODAY)
