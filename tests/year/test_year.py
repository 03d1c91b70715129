"""A year of Samverkansteam: forty people, three coaches, a coordinator, and the days that pass (issue B)."""

from datetime import datetime, time
from pathlib import Path
from random import Random

import pytest

from storage.people import Role
from tests.harness import PROGRAMME
from tests.year.acts import Acting
from tests.year.behaviour import BEGIN, END, PARTICIPANTS_HOUR, read_behaviour
from tests.year.expected import Expected
from tests.year.install import TOO_OLD, installed
from tests.year.phones import Phones
from tests.year.zone import STOCKHOLM


@pytest.mark.timeout(300)
async def test_in_a_year_everything_planned_comes_once_in_time_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    behaviour = read_behaviour()
    expected = Expected(behaviour)
    begin = datetime.combine(BEGIN, time(9), STOCKHOLM)
    async with installed(tmp_path, begin, monkeypatch) as install:
        staff = {name: await install.staff(name, Role.COACH, PROGRAMME) for name in behaviour.coaches}
        staff["coordinator"] = await install.staff("Lo", Role.COORDINATOR)
        phones = Phones(install, Random(7))  # noqa: S311  # no secret
        everything = expected.everything
        acting = Acting(phones, behaviour, expected, staff, read=("R-01",))
        for name in ("Robin", "coordinator"):
            phones.diary(staff[name])
        await acting.through()
        await phones.say(staff["coordinator"], "/status")
        await phones.say(staff["coordinator"], "/mal samverkansteam-finnveden")
        came, other = acting.came()
        assert sorted(map(str, (came - everything).elements())) == []
        assert sorted(map(str, (everything - came).elements())) == []
        acted = {*behaviour.moments, (BEGIN, 9), (END, PARTICIPANTS_HOUR)}
        assert [heard for heard in other if (heard.at.date(), heard.at.hour) not in acted] == []
        assert {call.description for call in install.world.calls.refused} <= {TOO_OLD}
    for name, person in (("participant", acting.people["R-01"]), ("coach", staff["Robin"])):
        phones.diary(person).check(name)
    phones.diary(staff["coordinator"]).check("coordinator")
