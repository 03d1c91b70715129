"""Paper answers that wait for a coordinator's word: theirs alone, all or none, and nothing tells their order."""

from dataclasses import replace

import pytest

from bot.actions import paper_upload as papers
from bot.actions.here import Here, NotAllowed
from bot.actions.paper_upload import HELD, Asked
from bot.actions.read_paper import Filled
from storage import runs
from tests.recording.people import FINNVEDEN, Office

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
    found = papers.hold(cia, form, (start(2, "a-1"), start(3, "A-2"), start(4, "A-3"), start(5, "A-2")))
    assert ([each.filled.row for each in found.entries], len(found.problems)) == ([2], 3)
    found = papers.hold(cia, form, (start(2, "a-1"), start(3, "A-2")))
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
    assert office.unit.count("SELECT COUNT(*) FROM unlinked_waiting") == 3
    with pytest.raises(NotAllowed):
        papers.leave(cia, UPDATE)


def test_rows_of_a_file_are_written_in_the_order_of_their_keys(office: Office, cia: Here) -> None:
    papers.hold(cia, asked(cia, "avslut"), tuple(Filled(row, "", {"stod-till-nytta": "helt"}) for row in range(9)))
    written: list[str] = []
    office.unit.db.set_trace_callback(written.append)
    papers.count_in(cia, UPDATE)
    keys = [line.split("VALUES (")[1].split(",")[0] for line in written if "INTO unlinked_waiting" in line][-9:]
    assert keys == sorted(keys)
    last = max(number for number, line in enumerate(written) if line.startswith("DELETE FROM unlinked_waiting"))
    assert sum("INTO unlinked_waiting" in line for line in written[last:]) == 9


def test_a_form_that_changed_since_is_not_counted_by_its_old_questions(office: Office, cia: Here) -> None:
    papers.hold(cia, asked(cia, "avslut"), (Filled(2, "", {"stod-till-nytta": "helt"}),))
    office.unit.run("UPDATE paper_uploads SET version = 'earlier'")
    [why] = papers.count_in(cia, UPDATE)
    assert why.message == "Formuläret har ändrats sedan filen lästes."
    assert office.unit.count("SELECT COUNT(*) FROM unlinked_waiting") == 0
