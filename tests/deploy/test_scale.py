"""What scale.md says is what its script works out, and the limits in the script are those in the code."""

import subprocess
import sys

from bot.wire import pace
from deploy import scale
from storage.backup import MOST
from tests.deploy.runbook import DEPLOY


def test_the_table_is_what_the_script_prints() -> None:
    command = [sys.executable, str(DEPLOY / "scale.py")]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603  # our own script
    assert f"\n\n{printed}\n" in (DEPLOY / "scale.md").read_text("utf-8")


def test_its_limits_are_those_that_hold() -> None:
    assert scale.BACKUP_GIB * 2**30 == MOST
    assert round(1 / pace.Pace()._step) == scale.LETTERS_PER_SECOND


def test_a_hundred_times_the_people_is_a_hundred_times_the_load() -> None:
    one, hundred = scale.Load(375), scale.Load(37_500)
    for name in ("updates_a_day", "updates_a_second", "letters_a_day", "mailing_minutes", "mib_a_year", "cores"):
        assert round(getattr(hundred, name) / getattr(one, name), 6) == 100
    assert round(one.years_to_the_backup_limit / hundred.years_to_the_backup_limit, 6) == 100
