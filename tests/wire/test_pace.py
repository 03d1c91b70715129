"""The pace of letters: head-room, no burst, replies debited, a rest after a refusal."""

import math
from random import Random

import pytest

from bot.playground.records import Call, busiest
from bot.wire.pace import Pace

LIMIT, LETTERS = 30, 300
CHAT, OTHER = 4711, 4712


def test_the_first_goes_at_once_and_the_next_after_a_step() -> None:
    pace = Pace(per_second=20)
    assert pace.wait(100.0) == 0
    pace.sent(100.0, CHAT)
    assert round(pace.wait(100.0), 3) == 0.01
    assert pace.wait(100.01) == 0


def test_who_is_a_little_late_keeps_the_rhythm() -> None:
    pace = Pace(per_second=20)
    pace.sent(100.0, CHAT)
    pace.sent(100.045, OTHER)
    assert round(pace.wait(100.045), 3) == 0.015


def test_a_quiet_time_saves_up_no_burst() -> None:
    pace = Pace(per_second=20)
    pace.sent(0.0, CHAT)
    pace.sent(1000.0, CHAT)
    assert round(pace.wait(1000.0), 3) == 0.01


def test_a_letter_to_a_chat_waits_a_second_after_what_was_shown_there_last() -> None:
    pace = Pace(chat_rest=1.1)
    pace.sent(10.0, CHAT)
    pace.sent(10.5, CHAT)
    assert round(pace.wait_in(CHAT, 11.0), 3) == 0.6
    assert pace.wait_in(CHAT, 11.6) == pace.wait_in(OTHER, 10.5) == 0
    assert Pace(chat_rest=0).wait_in(CHAT, 10.0) == 0


def test_a_first_refusal_holds_all_letters_up_for_a_moment_and_a_second_as_long_as_told() -> None:
    pace = Pace()
    pace.stumbled(10.0, 10.0, 30.0)
    assert pace.wait(10.0) == 1.0
    pace.stumbled(9.9, 10.2, 30.0)  # was under way already
    assert round(pace.wait(10.2), 3) == 0.8
    pace.stumbled(11.0, 11.0, 30.0)
    assert pace.wait(11.0) == 30.0
    pace.stumbled(41.0, 41.0, 3600.0)
    assert pace.wait(41.0) == 60.0


def test_after_a_rest_nothing_has_piled_up_and_once_it_goes_well_a_refusal_is_a_first_again() -> None:
    pace = Pace(per_second=20)
    pace.stumbled(10.0, 10.0, 0.0)
    pace.sent(11.0, CHAT)
    assert round(pace.wait(11.0), 3) == 0.01
    pace.went_well()
    pace.stumbled(12.0, 12.0, 30.0)
    assert pace.wait(12.0) == 1.0


def test_replies_move_the_next_letter_on_but_one_chat_once_a_second_and_all_by_a_second_at_most() -> None:
    pace = Pace(per_second=10)
    for chat in range(5):
        pace.sent(1.0 + chat * 0.001, chat)
        pace.sent(1.0 + chat * 0.001, chat)
    assert round(pace.wait(1.004), 3) == 0.456
    for chat in range(100):
        pace.sent(1.1, chat)
    assert pace.wait(1.1) == 1.0


@pytest.mark.parametrize("replies", [0.0, 1.0, 2.5])
def test_all_that_is_shown_keeps_the_limit_beside_a_dialogue(replies: float) -> None:
    """What is shown is late at Telegram by up to 50 ms, letters are late in their slots, replies come as they like."""
    for seed in range(40):
        shown, seconds = mailing(Random(seed), replies)  # noqa: S311  # no secret
        assert busiest(Call("", {}, at) for at in shown) <= LIMIT
        assert len(shown) / seconds > 26.5


def mailing(chance: Random, replies: float) -> tuple[list[float], float]:
    """Give when each letter or reply comes to Telegram, and how long it takes."""
    pace, shown, now = Pace(), list[float](), 100.0
    pressed = now + chance.expovariate(replies) if replies else math.inf
    for letter in range(LETTERS):
        while pressed <= now + pace.wait(now):
            now = max(now, pressed)
            pace.sent(now, -len(shown))
            shown.append(now + chance.uniform(0, 0.05))
            pressed += chance.expovariate(replies)
        now += pace.wait(now) + chance.uniform(0, 0.006)
        pace.sent(now, letter)
        shown.append(now + chance.uniform(0, 0.05))
    return shown, now - 100.0
