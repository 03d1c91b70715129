"""The pace of letters: head-room, no burst, replies debited, a rest after a refusal."""

from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from bot.wire.pace import Pace

LIMIT = 30


def test_the_first_goes_at_once_and_the_next_after_a_step() -> None:
    pace = Pace(per_second=20)
    assert pace.wait(100.0) == 0
    pace.sent(100.0)
    assert round(pace.wait(100.0), 3) == 0.05
    assert pace.wait(100.1) == 0


def test_a_quiet_time_saves_up_no_burst() -> None:
    pace = Pace()
    pace.sent(0.0)
    pace.sent(1000.0)
    assert pace.wait(1000.0) > 0


def test_a_refusal_holds_all_letters_up_though_not_for_long() -> None:
    pace = Pace()
    pace.rest(10.0, 2.0)
    assert pace.wait(10.0) == 2.0
    pace.rest(10.0, 600.0)
    assert pace.wait(10.0) == 5.0


@given(st.lists(st.floats(0, 5), max_size=40))
def test_letters_keep_the_limit_with_replies_among_them(replies: list[float]) -> None:
    pace, now, shown, waiting = Pace(), 0.0, list[float](), sorted(replies)
    for _ in range(100):
        while waiting and waiting[0] <= now + pace.wait(now):
            now = max(now, waiting.pop(0))
            pace.sent(now)
            shown.append(now)
        now += pace.wait(now)
        pace.sent(now)
        shown.append(now)
    letters = [time for time in shown if time not in replies]
    for first in letters:
        assert sum(first <= time < first + 1 for time in letters) <= LIMIT - 7


def test_replies_move_the_next_letter_on() -> None:
    pace = Pace(per_second=10)
    for _, time in zip(range(5), count(), strict=False):
        pace.sent(time * 0.001)
    assert round(pace.wait(0.004), 3) == 0.496
