"""Recording facts: whose they are to record, what stood before, and what is told but never refused."""

import pytest

from bot.actions.coach.close import Closure, close, facts_to_ask
from bot.actions.coach.coaching import Which, erase_person
from bot.actions.coach.follow_ups import agenda
from bot.actions.coach.limits import (
    ComesFirst,
    Full,
    OutsideAges,
    OutsidePlaces,
    TimeRunsOut,
    limits_of_fact,
    limits_of_room,
    limits_of_time,
)
from bot.actions.coach.people_of import mark, person_of
from bot.actions.coach.record import DoesNotFit, standing
from bot.actions.coach.record_named import Named, record_named
from bot.actions.coach.worksheet import worksheet
from bot.actions.here import Here, NotAllowed
from bot.actions.staff import Unknown
from flows.facts import FactValue
from flows.limits import Capacity
from storage import facts, stand_ins
from tests.recording.people import FINNVEDEN, HOUSE, NOW, Office, lacks, later, records

FINNVEDENS = HOUSE.catalogue.programmes[FINNVEDEN]
AT_START = ["kon", "fodelsear", "ort", "anvisande-part", "forsorjning-fore"]


@pytest.fixture
def ada(office: Office) -> Here:
    return office.staff("coach", "Ada")


def test_what_is_recorded_is_missed_no_more_and_the_log_never_says_what_it_is(office: Office, ada: Here) -> None:
    enrolment = office.taking_part(ada)
    assert lacks(ada, enrolment) == AT_START
    assert records(ada, enrolment, "kon", "kvinna") is None
    assert lacks(ada, enrolment) == AT_START[1:]
    assert office.audit() == [f"fact recorded: enrolment {enrolment}: kon"]


def test_the_last_word_holds_and_tells_what_stood_and_whose_it_was(office: Office, ada: Here) -> None:
    bo = office.staff("coach", "Bo")
    enrolment = office.taking_part(None)
    records(ada, enrolment, "kon", "kvinna")
    before = records(later(bo, minutes=1), enrolment, "kon", "man")
    assert before is not None
    assert (before.value, before.by) == ("kvinna", ada.caller.id)
    assert records(bo, enrolment, "kon", "man") is None, "nothing new, so nothing is changed"
    assert [each.by for each in facts.history(office.unit, enrolment, "kon")] == [ada.caller.id, bo.caller.id]
    assert records(bo, enrolment, "kon", None) is not None
    assert standing(ada, enrolment).recorded == {}


@pytest.mark.parametrize(
    ("fact", "value"),
    [("kon", "okänd"), ("kon", True), ("fodelsear", 1800), ("skapa-dag", "2026-11-27"), ("ort", "Bollnäs")],
)
def test_a_value_that_does_not_fit_changes_nothing(office: Office, ada: Here, fact: str, value: FactValue) -> None:
    enrolment = office.taking_part(ada)
    records(ada, enrolment, "skapa", "ja")
    with pytest.raises(DoesNotFit):
        records(ada, enrolment, fact, value)
    assert set(standing(ada, enrolment).recorded) == {"skapa"}


def test_a_fact_that_has_no_meaning_yet_or_is_not_the_programmes_is_refused(office: Office, ada: Here) -> None:
    enrolment = office.taking_part(ada)
    for fact, value in (("skapa-dag", "2026-11-26"), ("arbetsformaga", True)):
        with pytest.raises(NotAllowed):
            records(ada, enrolment, fact, value)


def test_only_who_looks_after_a_person_may_record_and_nobody_of_a_protected_one(office: Office, ada: Here) -> None:
    enrolment = office.taking_part(ada)
    others = (office.staff("coach", "Bo"), office.staff("coordinator", "Cia"), office.staff("coach", "Di", "enter"))
    for other in others:
        with pytest.raises(NotAllowed):
            records(other, enrolment, "kon", "man")
    stand_ins.set_stand_in(office.unit, ada.person().id, others[0].person().id, NOW.date())
    records(others[0], enrolment, "kon", "man")
    with pytest.raises(NotAllowed):
        records(later(others[0], days=1), enrolment, "kon", "kvinna")
    hidden = office.protected()
    for anybody in (ada, office.operator):
        with pytest.raises(NotAllowed):
            records(anybody, hidden, "kon", "kvinna")


def test_erasing_takes_the_facts_with_it(office: Office, ada: Here) -> None:
    enrolment = office.taking_part(ada)
    records(ada, enrolment, "kon", "man")
    erase_person(ada, Which(enrolment, mark(ada, person_of(ada, enrolment))))
    assert facts.history(office.unit, enrolment, "kon") == ()


def test_what_is_missing_stands_once_for_each_person_in_the_agenda(office: Office, ada: Here) -> None:
    one, other = office.taking_part(ada, "A"), office.taking_part(ada, "B")
    office.taking_part(office.staff("coach", "Bo"), "C")
    office.protected()
    values: tuple[FactValue, ...] = ("man", 1990, "Gnosjö", "regionen", "lon")
    for fact, value in zip(AT_START, values, strict=True):
        records(ada, other, fact, value)
    assert [(gap.enrolment.id, len(gap.missing)) for gap in agenda(ada).gaps] == [(one, 5)]


def test_closing_asks_for_the_end_alone_and_fills_the_worksheet(office: Office, ada: Here) -> None:
    enrolment = office.taking_part(ada)
    assert [fact.key for fact in facts_to_ask(ada, enrolment, {})] == ["skapa", "forsorjning-efter"]
    given: dict[str, FactValue] = {"skapa": "ja"}
    assert [fact.key for fact in facts_to_ask(ada, enrolment, given)] == ["skapa-dag", "forsorjning-efter"]
    closed = close(ada, Closure(enrolment, "arbete", facts={"forsorjning-efter": "lon", "skapa": "nej"}))
    assert lacks(ada, enrolment) == [*AT_START, "skapa-dag"]
    sheet = worksheet(ada, FINNVEDENS, closed)
    assert sheet is not None
    fields = dict(sheet.fields)
    assert (fields["Försörjning före"], fields["Försörjning efter"]) == (None, "Lön")


@pytest.mark.parametrize(
    ("year", "kind"),
    [(2011, OutsideAges), (2010, ComesFirst), (1996, ComesFirst), (1990, None), (1961, None), (1960, OutsideAges)],
)
def test_an_age_outside_or_first_in_line_is_told_and_never_refused(
    office: Office, ada: Here, year: int, kind: type | None
) -> None:
    enrolment = office.taking_part(ada)
    records(ada, enrolment, "fodelsear", year)
    found = standing(ada, enrolment)
    assert [type(limit) for limit in limits_of_fact(ada, found, found.fact("fodelsear"))] == ([kind] if kind else [])


def test_another_place_and_the_time_that_runs_out_are_told(office: Office, ada: Here) -> None:
    enrolment = office.taking_part(ada)
    records(ada, enrolment, "ort", "annan")
    found = standing(ada, enrolment)
    assert list(limits_of_fact(ada, found, found.fact("ort"))) == [OutsidePlaces(("Gislaved", "Gnosjö", "Värnamo"))]
    told = [list(limits_of_time(later(ada, days=days), FINNVEDENS, found.enrolment)) for days in (333, 334)]
    assert told == [[], [TimeRunsOut(NOW.date().replace(year=2027))]]


def test_a_full_programme_is_told_by_what_it_counts(office: Office, ada: Here) -> None:
    for number in range(2):
        close(ada, Closure(office.taking_part(ada, f"A-{number}"), "arbete"))
    a_year = FINNVEDENS.model_copy(update={"capacity": Capacity(people=2, per="year")})
    at_once = FINNVEDENS.model_copy(update={"capacity": Capacity(people=2)})
    assert list(limits_of_room(ada, a_year)) == [Full(2, 2)]
    assert list(limits_of_room(later(ada, days=60), a_year)) == []
    assert list(limits_of_room(ada, at_once)) == [], "both have left"


def test_the_operator_records_by_name_all_or_nothing(office: Office, ada: Here) -> None:
    enrolment = office.taking_part(ada)
    found = record_named(
        office.operator, Named(FINNVEDEN, "a-17", ("skapa=Ja", "skapa-dag=igår", "ort=gnosjö", "fodelsear = 1990"))
    )
    assert {key: each.value for key, each in found.recorded.items()} == {
        "skapa": "ja",
        "skapa-dag": "2026-11-25",
        "ort": "Gnosjö",
        "fodelsear": 1990,
    }
    for wrong, words in (
        (("ort=", "kon=okänd"), "kon cannot be 'okänd'; write one of kvinna, man, annat"),
        (("ort=", "kön=man"), "no fact 'kön' about people; write one of kon, fodelsear"),
        (("skapa=ej mätt", "skapa-dag=idag"), "skapa-dag has no meaning unless skapa is ja, nej"),
        (("ort=", "kon"), "'kon' assigns nothing"),
    ):
        with pytest.raises(Unknown, match=words):
            record_named(office.operator, Named(FINNVEDEN, "A-17", wrong))
    assert standing(ada, enrolment).recorded == found.recorded
    with pytest.raises(NotAllowed):
        record_named(ada, Named(FINNVEDEN, "A-17"))
