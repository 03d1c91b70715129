"""Occasions: each has its key once, follows the plan until it is settled, and stays where somebody put it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from flows.timing.plan import Planned
from storage import enrolments, occasions, people
from storage.occasions import Occasion
from storage.unit import Unit

NOW = datetime(2026, 3, 2, 7, tzinfo=UTC)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
OFFER = Planned(NOW.date(), "avslut:closure", "offer", "participant", "avslut", "closure", date(2026, 5, 1))
REMINDER = Planned(
    date(2026, 3, 9), "avslut:closure:reminder1", "reminder", "participant", "avslut", "closure", date(2026, 5, 1)
)
MONTHLY = Planned(date(2026, 3, 2), "manad:start#1:staff", "staff", "coach", "manad", "start#1")


@pytest.fixture
def enrolment(unit: Unit) -> int:
    return enrolments.invite(unit, "enter", None, None, NOW.date()).id


def follow(unit: Unit, enrolment: int, *planned: tuple[Planned, datetime]) -> None:
    occasions.follow(unit, enrolment, planned, "v1")


def only(unit: Unit, enrolment: int) -> Occasion:
    (found,) = occasions.of_enrolment(unit, enrolment)
    return found


def states(unit: Unit, enrolment: int) -> list[tuple[str, str]]:
    return [(each.kind, each.state) for each in occasions.of_enrolment(unit, enrolment)]


def test_a_plan_is_kept_once_however_often_it_is_followed(unit: Unit, enrolment: int) -> None:
    for _ in range(3):
        follow(unit, enrolment, (OFFER, NOW), (REMINDER, NOW + WEEK), (MONTHLY, NOW))

    first, second, third = occasions.of_enrolment(unit, enrolment)
    assert (first.kind, first.item, first.moment, first.due) == ("offer", "avslut", "closure", NOW)
    assert (first.expires, first.state, first.audience) == (date(2026, 5, 1), "planned", "participant")
    assert (second.kind, second.audience, second.expires) == ("staff", "coach", None)
    assert (third.kind, third.due) == ("reminder", NOW + WEEK)


def test_what_is_due_is_given_to_its_audience_in_order_of_time(unit: Unit, enrolment: int) -> None:
    follow(unit, enrolment, (REMINDER, NOW), (OFFER, NOW - DAY), (MONTHLY, NOW))

    assert occasions.due(unit, NOW - DAY - DAY, "participant") == ()
    assert [each.kind for each in occasions.due(unit, NOW, "participant")] == ["offer", "reminder"]
    assert [each.kind for each in occasions.due(unit, NOW, "coach")] == ["staff"]
    assert occasions.due(unit, NOW, "coordinator") == ()


def test_an_occasion_moves_with_its_day_and_so_does_its_last_day(unit: Unit, enrolment: int) -> None:
    follow(unit, enrolment, (OFFER, NOW))
    moved = Planned(**{**vars(OFFER), "expires": date(2026, 6, 1)})
    follow(unit, enrolment, (moved, NOW + WEEK))

    found = only(unit, enrolment)
    assert (found.due, found.expires) == (NOW + WEEK, date(2026, 6, 1))


def test_what_leaves_the_plan_is_cancelled_and_comes_back_with_it(unit: Unit, enrolment: int) -> None:
    follow(unit, enrolment, (OFFER, NOW), (REMINDER, NOW + WEEK))
    follow(unit, enrolment, (OFFER, NOW))
    assert states(unit, enrolment) == [("offer", "planned"), ("reminder", "cancelled")]

    follow(unit, enrolment, (OFFER, NOW), (REMINDER, NOW + 2 * WEEK))

    assert states(unit, enrolment) == [("offer", "planned"), ("reminder", "planned")]
    assert occasions.of_enrolment(unit, enrolment)[1].due == NOW + 2 * WEEK


@pytest.mark.parametrize("state", ["sent", "done", "irrelevant"])
def test_what_is_settled_stays_settled_whatever_the_plan_says(state: str, unit: Unit, enrolment: int) -> None:
    follow(unit, enrolment, (OFFER, NOW))
    occasions.settle(unit, only(unit, enrolment).id, state, NOW.date())

    follow(unit, enrolment, (OFFER, NOW + WEEK))
    assert (only(unit, enrolment).state, only(unit, enrolment).due) == (state, NOW)

    follow(unit, enrolment)
    assert only(unit, enrolment).state == state


def test_what_was_snoozed_stays_where_it_was_put_and_what_waits_goes_back(unit: Unit, enrolment: int) -> None:
    follow(unit, enrolment, (OFFER, NOW), (MONTHLY, NOW))
    offer, monthly = occasions.of_enrolment(unit, enrolment)
    occasions.put_off(unit, offer.id, NOW + DAY)
    occasions.put_off(unit, monthly.id, NOW + WEEK, snoozed=True)
    occasions.put_off(unit, monthly.id, NOW + 2 * WEEK)

    follow(unit, enrolment, (OFFER, NOW), (MONTHLY, NOW))

    assert [each.due for each in occasions.of_enrolment(unit, enrolment)] == [NOW, NOW + 2 * WEEK]


def test_what_is_settled_can_not_be_put_off(unit: Unit, enrolment: int) -> None:
    follow(unit, enrolment, (OFFER, NOW))
    occasions.settle(unit, only(unit, enrolment).id, "sent", NOW.date())
    occasions.put_off(unit, only(unit, enrolment).id, NOW + WEEK, snoozed=True)
    assert only(unit, enrolment).due == NOW


def test_a_reminder_asked_for_is_made_once_a_word_and_outlives_the_plan(unit: Unit, enrolment: int) -> None:
    follow(unit, enrolment, (OFFER, NOW))
    offer = occasions.offer_of(unit, enrolment, "avslut", "closure")
    assert offer
    for word in ("2026-03-03", "2026-03-03", "2026-03-04"):
        occasions.ask_for(unit, offer, NOW + DAY, word)

    follow(unit, enrolment)

    assert states(unit, enrolment) == [("offer", "cancelled"), ("reminder", "planned"), ("reminder", "planned")]
    assert [each.expires for each in occasions.due(unit, NOW + DAY, "participant")] == [date(2026, 5, 1)] * 2


def test_a_form_may_be_called_asked(unit: Unit, enrolment: int) -> None:
    follow(unit, enrolment, (Planned(NOW.date(), "asked:closure", "offer", "participant", "asked", "closure"), NOW))
    follow(unit, enrolment)
    assert states(unit, enrolment) == [("offer", "cancelled")]


def test_the_same_plan_of_two_people_is_kept_for_each(unit: Unit, enrolment: int) -> None:
    other = enrolments.invite(unit, "enter", None, None, NOW.date()).id
    follow(unit, enrolment, (OFFER, NOW))
    follow(unit, other, (OFFER, NOW))
    occasions.cancel_all(unit, other, "participant")

    assert only(unit, enrolment).state == "planned"
    assert only(unit, other).state == "cancelled"


def test_a_reason_is_sealed_and_read_again(unit: Unit, enrolment: int) -> None:
    follow(unit, enrolment, (MONTHLY, NOW))
    one = only(unit, enrolment).id
    occasions.settle(unit, one, "irrelevant", NOW.date(), "Är på semester")

    found = occasions.by_id(unit, one)
    row = unit.row("SELECT reason, settled_on FROM occasions WHERE id = ?", one)
    assert found
    assert row
    assert (found.reason, row["settled_on"]) == ("Är på semester", "2026-03-02")
    assert b"semester" not in row["reason"]


def test_cancelling_touches_only_what_is_planned_for_the_audience(unit: Unit, enrolment: int) -> None:
    follow(unit, enrolment, (OFFER, NOW), (REMINDER, NOW + WEEK), (MONTHLY, NOW + WEEK + WEEK))
    occasions.settle(unit, occasions.of_enrolment(unit, enrolment)[0].id, "sent", NOW.date())

    occasions.cancel_all(unit, enrolment, "participant")

    assert [state for _, state in states(unit, enrolment)] == ["sent", "cancelled", "planned"]


def test_the_last_offer_is_the_persons_whatever_the_programme(unit: Unit, enrolment: int) -> None:
    person = people.add(unit, 4711, "sv").id
    other = enrolments.invite(unit, "nya-vagar", None, None, NOW.date()).id
    for one, day in ((enrolment, date(2026, 3, 5)), (other, date(2026, 3, 4))):
        enrolments.bind(unit, one, person)
        assert occasions.last_offered(unit, person) in {None, date(2026, 3, 5)}
        follow(unit, one, (OFFER, NOW), (REMINDER, NOW + WEEK))
        offer, reminder = occasions.of_enrolment(unit, one)
        occasions.settle(unit, offer.id, "sent", day)
        occasions.settle(unit, reminder.id, "sent", date(2026, 3, 20))

    assert occasions.last_offered(unit, person) == date(2026, 3, 5)
    assert occasions.last_offered(unit, person + 1) is None


def test_an_occasion_that_is_not_there_is_none(unit: Unit, enrolment: int) -> None:
    assert occasions.by_id(unit, 99) is None
    assert occasions.offer_of(unit, enrolment, "avslut", "closure") is None
    assert occasions.of_enrolment(unit, enrolment) == ()
