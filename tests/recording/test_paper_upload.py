"""Paper answers that wait for a coordinator's word: theirs alone, all or none, and nothing tells their order."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.actions.coordinator import paper_upload as papers
from bot.actions.coordinator.paper_upload import HELD, Asked
from bot.actions.coordinator.read_paper import Filled
from bot.actions.here import Here, NotAllowed
from storage import runs
from tests.recording.people import FINNVEDEN, Office
from tests.waiting import waiting

UPDATE = 7


@pytest.fixture
def cia(office: Office) -> Here:
    return office.staff("coordinator", "Cia")


def asked(here: Here, form: str) -> Asked:
    found = replace(papers.form_of(here, FINNVEDEN, form), reading=UPDATE)
    papers.ask(here, found)
    return found


def start(row: int, reference: str) -> Filled:
    return Filled(row, reference, {"vill-na": "studier", "hur-nara": 7, "stod-i-dag": None})


def test_all_rows_count_or_none_where_something_changed_meanwhile(office: Office, cia: Here) -> None:
    coach = office.staff("coach", "Bo")
    first, _ = (office.taking_part(coach, reference) for reference in ("A-1", "A-2"))
    form = asked(cia, "start")
    found, _ = papers.hold(cia, form, (start(2, "a-1"), start(3, "A-2"), start(4, "A-3"), start(5, "A-2")))
    assert ([each.filled.row for each in found.entries], len(found.problems)) == ([2], 3)
    found, _ = papers.hold(cia, form, (start(2, "a-1"), start(3, "A-2")))
    run = runs.open_run(office.unit, first, form.form, "start")
    runs.finish(office.unit, run, cia.today)
    [why] = papers.count_in(cia, UPDATE)
    assert why.values["row"] == 2
    assert office.unit.count("SELECT COUNT(*) FROM linked_answers") == 0
    with pytest.raises(NotAllowed):
        papers.count_in(cia, UPDATE)


def test_answers_count_once_and_only_for_a_while_and_only_on_their_senders_word(office: Office, cia: Here) -> None:
    form = asked(cia, "avslut")
    filled = tuple(Filled(row, "", {"stod-till-nytta": "helt"}) for row in range(2, 5))
    papers.hold(cia, form, filled)
    for other in (office.staff("coordinator", "Di"), replace(cia, now=cia.now + HELD)):
        with pytest.raises(NotAllowed):
            papers.count_in(other, UPDATE)
    with pytest.raises(NotAllowed):
        papers.count_in(cia, UPDATE + 1)
    for _ in range(2):
        assert papers.count_in(cia, UPDATE) == ()
    assert len(waiting(office.unit)) == 3
    with pytest.raises(NotAllowed):
        papers.leave(cia, UPDATE)


def test_rows_of_a_file_are_sealed_once_together_in_an_order_drawn_by_lot(office: Office, cia: Here) -> None:
    options = [("helt", "inte")[row in {3, 4, 7}] for row in range(200)]
    filled = tuple(Filled(row, "", {"stod-till-nytta": option}) for row, option in enumerate(options))
    papers.hold(cia, asked(cia, "avslut"), filled)
    written: list[str] = []
    office.unit.db.set_trace_callback(written.append)
    papers.count_in(cia, UPDATE)
    assert sum("INTO unlinked_batches" in line for line in written) == 1
    found = [each.option for each in waiting(office.unit)]
    assert Counter(found) == Counter(options)
    assert found != options


def test_a_form_that_changed_since_is_not_counted_by_its_old_questions(office: Office, cia: Here) -> None:
    papers.hold(cia, asked(cia, "avslut"), (Filled(2, "", {"stod-till-nytta": "helt"}),))
    office.unit.run("UPDATE paper_uploads SET version = 'earlier'")
    [why] = papers.count_in(cia, UPDATE)
    assert why.message == "Formuläret har ändrats sedan filen lästes."
    assert waiting(office.unit) == []


def whole(count: int, option: str = "helt") -> tuple[Filled, ...]:
    return tuple(Filled(row, "", {"stod-till-nytta": option}) for row in range(2, 2 + count))


def counted(here: Here, form: str, filled: tuple[Filled, ...]) -> date | None:
    """Send a file and count it; give the day on which it seemed to have been counted before."""
    _, seen = papers.hold(here, asked(here, form), filled)
    assert papers.count_in(here, UPDATE) == ()
    return seen


def test_the_same_anonymous_answers_are_known_again_for_thirty_days_whoever_sends_them(
    office: Office, cia: Here
) -> None:
    di = office.staff("coordinator", "Di")
    assert counted(cia, "avslut", whole(6)) is None
    assert counted(di, "avslut", tuple(reversed(whole(6)))) == cia.today
    assert counted(di, "avslut", whole(7)) is None
    assert counted(di, "avslut", (*whole(5), *whole(1, "delvis"))) is None
    month = replace(cia, now=cia.now + timedelta(days=29))
    assert counted(month, "avslut", whole(7)) == cia.today
    papers.let_go(replace(cia, now=cia.now + timedelta(days=30)))
    assert office.unit.count("SELECT COUNT(*) FROM papers_counted") == 1
    assert counted(replace(cia, now=cia.now + timedelta(days=30)), "avslut", whole(6)) is None


def test_of_few_peoples_answers_nothing_is_remembered_but_that_some_were_just_counted(
    office: Office, cia: Here
) -> None:
    few = cia.house.minimum_base - 1
    assert counted(cia, "avslut", whole(few)) is None
    assert office.unit.count("SELECT COUNT(*) FROM papers_counted") == 0
    assert counted(office.staff("coordinator", "Di"), "avslut", whole(few)) is None
    assert counted(cia, "avslut", whole(few, "delvis")) == cia.today
    assert counted(cia, "avslut", whole(few - 1)) is None
    assert counted(replace(cia, now=cia.now + HELD), "avslut", whole(few - 1)) is None
