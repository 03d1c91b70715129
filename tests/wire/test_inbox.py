"""The bookkeeping of receiving, against a Telegram that delivers whatever it may deliver."""

from hypothesis import given
from hypothesis import strategies as st

from bot.wire.inbox import Inbox


def test_at_first_all_that_waits_is_asked_for() -> None:
    assert Inbox().offset is None


def test_the_lowest_in_flight_is_asked_for_and_what_follows_the_last_when_all_has_landed() -> None:
    inbox = Inbox()
    assert inbox.take(None, [7, 8, 9]) == (7, 8, 9)
    inbox.land(8)
    assert inbox.offset == 7
    inbox.land(7)
    assert inbox.offset == 9
    inbox.land(9)
    assert inbox.offset == 10


def test_what_is_known_is_not_new_whether_in_flight_or_landed() -> None:
    inbox = Inbox()
    inbox.take(None, [7, 8])
    inbox.land(8)
    assert inbox.take(7, [7, 8, 8, 9, 9]) == (9,)


def test_an_old_update_delivered_among_new_ones_does_not_hold_the_asking_back() -> None:
    inbox = Inbox()
    inbox.take(None, [10])
    assert inbox.take(10, [10, 5]) == (5,)
    inbox.land(5)
    inbox.land(10)
    assert inbox.offset == 11


def test_once_all_is_quiet_no_number_is_carried_on_because_ids_begin_anew_anywhere() -> None:
    inbox = Inbox()
    inbox.take(None, [900])
    inbox.land(900)
    assert inbox.take(901, []) == ()
    assert inbox.offset is None
    assert inbox.take(None, [3]) == (3,)
    inbox.land(3)
    assert inbox.offset == 4


def test_lower_ids_that_come_while_the_old_number_is_asked_for_are_taken() -> None:
    inbox = Inbox()
    inbox.take(None, [900])
    inbox.land(900)
    assert inbox.take(901, [3]) == (3,)
    inbox.land(3)
    assert inbox.offset == 4


@given(st.data())
def test_every_update_is_handled_once_and_confirmed_only_when_it_has_landed(data: st.DataObject) -> None:
    inbox, waiting, handled = Inbox(), list[int](), list[int]()
    landed, next_id = set[int](), 100
    for _ in range(data.draw(st.integers(1, 30))):
        for _ in range(data.draw(st.integers(0, 3))):
            waiting.append(next_id)
            next_id += data.draw(st.integers(1, 3))
        asked = inbox.offset
        confirmed = {update for update in waiting if asked is not None and update < asked}
        assert confirmed <= landed
        waiting = [update for update in waiting if update not in confirmed]
        handled += inbox.take(asked, waiting[: data.draw(st.sampled_from([1, 2, 100]))])
        for update in data.draw(
            st.sets(st.sampled_from(sorted(inbox.in_flight))) if inbox.in_flight else st.just(set())
        ):
            inbox.land(update)
            landed.add(update)
    assert len(handled) == len(set(handled))
    assert set(handled) >= landed
