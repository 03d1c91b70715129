"""What a report holds, when it is frozen, and what a correction says."""

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from bot.actions.coordinator import report as reports
from bot.actions.coordinator.report import (
    AlreadySent,
    Analysis,
    Asked,
    Correction,
    FileWanted,
    HoldsPersonalData,
    NoPeriod,
    NothingYet,
    PeriodAhead,
    UnderWay,
    report,
)
from bot.actions.coordinator.status import Look, status
from bot.actions.here import Caller, Here, NotAllowed
from bot.chat.coordinator.report.differences import differences
from bot.chat.coordinator.report.paper import keep, make, paper
from bot.paper.report_json import report_json
from bot.paper.status_json import as_json
from flows.facts import FactValue
from flows.figures import OptionCount
from flows.programme import Programme
from flows.reports.key_figures import Distribution, Spread
from flows.reports.report import Flow, NoteLine, figures_from, texts_from, written
from locales.translator import translator
from storage import enrolments, facts, notes, report_notes
from storage.facts import Recorded
from storage.notes import Note
from storage.people import Grant, Person, Role
from storage.report_notes import NoteKind, ReportNote
from storage.unit import Unit
from tests.figures.answering import CLOSING, HOUSE, here, send_in
from tests.harness import PROGRAMME
from tests.reports.lives import AUGUST, ENTER, JULY, Q1, Q2, answer, at, q2, took_part, two_quarters


def shown(found: Distribution | None) -> dict[str, int]:
    assert found
    return {option.key: option.count for option in found.options if option.count}


def test_a_quarter_stands_beside_the_one_before_it(unit: Unit) -> None:
    two_quarters(unit)
    answer(unit, 7, now=datetime(2026, 6, 1, 9, tzinfo=UTC))
    figures = q2(unit).figures
    assert (figures.flow, figures.flow_before) == (Flow(7, 7, 9), Flow(12, 12, 0))
    assert (figures.end.people["active"], figures.end.people["closed"]) == (10, 9)
    assert figures.before
    assert (figures.before.people["active"], figures.before.people["closed"]) == (12, 0)
    assert [each.quarter for each in figures.quarters] == ["2026-Q1", "2026-Q2"]
    [goal] = [each for each in figures.end.verdicts if each.goal.key == "arbete-eller-studier"]
    assert (goal.judgement, goal.n, goal.of) == ("met", 9, 9)
    [before] = [each for each in figures.before.verdicts if each.goal.key == "arbete-eller-studier"]
    assert before.judgement == "not_asked"
    [form] = [each for each in figures.end.forms if each.key == "utvardering-enter"]
    assert (form.asked, form.answered) == (7, 7)
    assert {each.of for each in figures.released} == {7}


def test_key_figures_are_of_those_of_whom_they_are_known(unit: Unit) -> None:
    ended = two_quarters(unit)
    facts.record(unit, ended[0], Recorded("forsorjning-efter", None, None, JULY))
    found = q2(unit).figures.end.key_figures
    assert shown(found.outcomes) == {"arbete": 4, "studier": 5}
    assert shown(found.livelihood_before) == {"sjukpenning": 8}
    assert shown(found.livelihood_after) == {"lon": 8}
    assert found.throughput
    assert found.throughput == Spread(9, Fraction(93))
    assert found.support_before is None, "Enter asks for no time in public support"


def test_women_men_and_others_are_broken_down(unit: Unit) -> None:
    for number in range(12):
        took_part(unit, date(2026, 4, 1), kon="kvinna" if number < 7 else "man")
    [sexes] = [each for each in q2(unit).figures.breakdowns if (each.dimension, each.what) == ("kon", "enrolled")]
    assert [(cell.key, cell.n, cell.of) for cell in sexes.cells] == [("kvinna", 7, 12), ("man", 5, 12)]
    took_part(unit, date(2026, 4, 1), kon="annat")
    assert sexes in q2(unit, AUGUST).figures.breakdowns, "it is frozen"


def test_the_same_request_gives_the_same_report_whatever_happened_since(unit: Unit) -> None:
    ended = two_quarters(unit)
    first = q2(unit)
    assert first.edition
    assert (first.edition.number, first.edition.edition, first.figures.cut) == ("2026:1", 1, date(2026, 7, 3))
    for one in ended:
        enrolments.let_go(unit, one, enrolments.State.ERASED)
    answer(unit, 8, day=date(2026, 6, 20))
    again = q2(unit, AUGUST)
    assert again == first
    assert again.content == first.content
    assert written(again.figures) == written(first.figures)


def test_values_read_as_they_were_written(unit: Unit) -> None:
    two_quarters(unit)
    answer(unit, 6, now=datetime(2026, 6, 1, 9, tzinfo=UTC))
    found = q2(unit)
    assert figures_from(written(found.figures)) == found.figures
    assert texts_from(written(found.texts)) == found.texts
    assert any(each.rule for each in found.figures.end.verdicts)


NOTED: dict[str, FactValue] = {"event": True, "yes_no": True, "number": 1, "date": "2026-05-02"}


LIVED_IN = [each for each in HOUSE.catalogue.programmes.values() if each.has_participants or each.facts]


@pytest.mark.parametrize("programme", LIVED_IN, ids=lambda programme: programme.key)
def test_every_programmes_report_reads_as_it_was_written(unit: Unit, programme: Programme) -> None:
    for _ in range(6 if programme.has_participants else 0):
        one = enrolments.invite(unit, programme.key, None, None, date(2026, 4, 1)).id
        enrolments.start(unit, one, date(2026, 4, 2))
        enrolments.close(unit, one, programme.outcomes[0].key, date(2026, 6, 1))
    for fact in programme.facts_about("place", "programme"):
        for place in programme.places if fact.about == "place" else (None,):
            value = NOTED.get(fact.kind)
            notes.add(unit, Note(programme.key, fact.key, place, date(2026, 5, 2), value, None, JULY))
    asked = Asked(programme.key, "2026-Q2")
    found = report(at(unit), asked)
    assert figures_from(written(found.figures)) == found.figures
    assert paper(at(unit), asked, "docx").document.sections
    at_its_top = as_json(status(at(unit), Look(programme.key, date(2026, 6, 30))))
    # How an event stood on an earlier day is not kept; a report's period tells more than a day.
    compared = at_its_top.keys() - {"period", "events"}
    assert {name: report_json(found)[name] for name in compared} == {name: at_its_top[name] for name in compared}


@pytest.mark.parametrize("wanted", ["csv", "json"])
def test_the_bytes_that_were_made_first_are_kept(unit: Unit, wanted: str) -> None:
    two_quarters(unit)
    first = paper(at(unit), Q2, wanted)
    assert first.made is None
    made = make(first)
    assert keep(unit, first, made) == made
    assert keep(unit, first, b"made by a later program") == made
    again = paper(at(unit, AUGUST), Q2, wanted)
    assert (again.made, make(again)) == (made, made)


def test_numbers_run_through_the_year_over_all_programmes(unit: Unit) -> None:
    two_quarters(unit)
    send_in(unit, {}, CLOSING, programme=PROGRAMME, day=date(2026, 5, 2))
    wanted = [Q1, Asked(PROGRAMME, "2026-Q2"), Q2, Q1]
    found = [report(at(unit), each).edition for each in wanted]
    assert [each.number for each in found if each] == ["2026:1", "2026:2", "2026:3", "2026:1"]


def test_a_period_under_way_is_preliminary_and_follows_what_happens(unit: Unit) -> None:
    two_quarters(unit)
    found = report(at(unit), Asked(ENTER, "2026-Q3"))
    assert (found.edition, found.figures.flow.enrolled) == (None, 0)
    took_part(unit, date(2026, 7, 3))
    assert report(at(unit), Asked(ENTER, "2026-Q3")).figures.flow.enrolled == 1
    with pytest.raises(UnderWay):
        reports.mark_sent(at(unit), Asked(ENTER, "2026-Q3"))
    with pytest.raises(UnderWay):
        reports.correct(at(unit), Correction(Asked(ENTER, "2026-Q3"), 2))
    assert unit.count("SELECT COUNT(*) FROM reports") == 0


def test_texts_can_be_changed_until_the_report_is_sent_and_then_never(unit: Unit) -> None:
    two_quarters(unit)
    draft = q2(unit)
    reports.analyse(at(unit), Analysis(Q2, "Fler hinner börja när kön är kort."))
    analysed = q2(unit)
    assert analysed.texts.analysis == "Fler hinner börja när kön är kort."
    assert analysed.figures == draft.figures
    assert analysed.content != draft.content
    reports.mark_sent(at(unit), Q2)
    sent = q2(unit)
    assert sent.edition
    assert (sent.is_sent, sent.edition.sent_on) == (True, date(2026, 7, 3))
    with pytest.raises(AlreadySent):
        reports.analyse(at(unit, AUGUST), Analysis(Q2, "Annat"))
    reports.mark_sent(at(unit, AUGUST), Q2)
    assert q2(unit, AUGUST) == sent


def test_notes_of_the_period_stand_in_its_report_until_it_is_sent_and_are_frozen_with_it(unit: Unit) -> None:
    two_quarters(unit)
    for day in (date(2026, 3, 31), date(2026, 4, 1), date(2026, 6, 30), date(2026, 7, 1)):
        report_notes.add(unit, ReportNote(ENTER, NoteKind.ACTIVITY, day, f"Den {day}", None, JULY))
    kept = (
        NoteLine("activity", date(2026, 4, 1), "Den 2026-04-01"),
        NoteLine("activity", date(2026, 6, 30), "Den 2026-06-30"),
    )
    assert q2(unit).texts.notes == kept
    reports.mark_sent(at(unit), Q2)
    report_notes.add(unit, ReportNote(ENTER, NoteKind.DEVIATION, date(2026, 5, 1), "För sent", None, AUGUST))
    assert q2(unit, AUGUST).texts.notes == kept
    assert [each.is_frozen for each in report_notes.in_period(unit, ENTER, date(2026, 3, 1), date(2026, 7, 30))] == [
        False,
        True,
        False,
        True,
        False,
    ]
    reports.correct(at(unit, AUGUST), Correction(Q2, 2))
    assert len(q2(unit, AUGUST).texts.notes) == 3


def test_a_correction_is_a_new_edition_that_says_what_differs(unit: Unit) -> None:
    two_quarters(unit)
    reports.analyse(at(unit), Analysis(Q2, "Så här blev det."))
    reports.mark_sent(at(unit), Q2)
    sent = q2(unit)
    for number in range(5):
        took_part(unit, date(2026, 2, 1), until=date(2026, 6, 1 + number), outcome="annat")
    assert q2(unit, AUGUST) == sent
    for _ in range(2):  # pressed twice
        reports.correct(at(unit, AUGUST), Correction(Q2, 2))
    corrected = q2(unit, AUGUST)
    assert corrected.edition
    assert (corrected.edition.number, corrected.edition.edition) == ("2026:1", 2)
    assert not corrected.is_sent
    assert corrected.earlier == sent.figures
    assert corrected.texts.analysis == "Så här blev det."
    found = {
        each.what: (each.before, each.now) for each in differences(translator("sv"), sent.figures, corrected.figures)
    }
    assert found["Avslutade under perioden"] == ("9", "14")
    assert found["Avslutade efter utfall"] == (
        "Arbete 4, Studier 5; 9 personer",
        "Arbete 4, Studier 5, Annat 5; 14 personer",
    )
    assert "Inbjudna under perioden" not in found


def test_a_correction_tells_nothing_of_fewer_people_than_the_base(unit: Unit) -> None:
    ended = two_quarters(unit)
    first = q2(unit)
    for one in ended[:4]:
        facts.record(unit, one, Recorded("forsorjning-efter", "studiestod", None, AUGUST))
    reports.correct(at(unit, AUGUST), Correction(Q2, 2))
    assert q2(unit, AUGUST).figures.end.key_figures == first.figures.end.key_figures


def test_the_whole_time_is_closed_by_being_sent(unit: Unit) -> None:
    two_quarters(unit)
    final = Asked(ENTER, "all")
    assert report(at(unit), final).edition is None
    reports.mark_sent(at(unit), final)
    sent = report(at(unit), final)
    assert sent.is_sent
    took_part(unit, date(2026, 7, 20))
    assert report(at(unit, AUGUST), final) == sent


def test_answers_of_a_month_are_those_of_the_quarters_that_ended(unit: Unit) -> None:
    answer(unit, 6, now=datetime(2026, 5, 25, 9, tzinfo=UTC))
    may, june = (report(at(unit), Asked(ENTER, each)).figures for each in ("2026-05", "2026-06"))
    assert (may.end.released_until, may.released) == ("2026-Q1", ())
    assert june.end.released_until == "2026-Q2"
    assert {each.of for each in june.released} == {6}


def test_what_is_new_in_a_quarter_is_what_was_released_in_it(unit: Unit) -> None:
    answer(unit, 6, 0, day=date(2026, 2, 2), now=datetime(2026, 3, 1, 9, tzinfo=UTC))
    answer(unit, 5, 1, now=datetime(2026, 6, 1, 9, tzinfo=UTC))
    figures = q2(unit).figures
    assert {each.of for each in figures.end.questions if each.questionnaire == "utvardering-enter"} == {11}
    for each in figures.released:
        assert each.of == 5
        assert [option.count for option in each.options][:2] == [0, 5]


def test_what_a_report_said_of_the_period_before_does_not_change_silently(unit: Unit) -> None:
    ended = two_quarters(unit)
    first = report(at(unit), Q1).figures
    enrolments.let_go(unit, ended[0], enrolments.State.ERASED)
    took_part(unit, date(2026, 2, 20), until=date(2026, 3, 20))
    figures = q2(unit).figures
    assert figures.flow_before == first.flow
    assert figures.before == first.end
    assert figures.quarters[0].flow == first.flow


def test_the_quarter_that_ended_is_counted_though_nobody_looked_in_it(unit: Unit) -> None:
    two_quarters(unit)
    for number in range(6):
        took_part(unit, date(2026, 3, 1), until=date(2026, 7, 1 + number), outcome="avbrott")
    assert shown(q2(unit, AUGUST).figures.end.key_figures.outcomes) == {"arbete": 4, "studier": 5}
    third = report(at(unit, AUGUST), Asked(ENTER, "2026-Q3")).figures
    assert shown(third.end.key_figures.outcomes) == {"arbete": 4, "studier": 5, "avbrott": 6}
    assert shown(third.outcomes) == {"avbrott": 6}


def test_comments_come_covered_and_only_over_the_base(unit: Unit) -> None:
    words = ["Ring mig på 070-174 06 05", "=HYPERLINK(1)", "Tack", "Mer tid", "a@example.org är min adress"]
    for number, text in enumerate(words, 1):
        send_in(unit, {"egna-ord": text}, CLOSING, programme=PROGRAMME, day=date(2026, 5, number))
    report(here(unit, datetime(2026, 6, 1, 9, tzinfo=UTC)), Asked(PROGRAMME, "2026-Q2"))
    [found] = report(at(unit), Asked(PROGRAMME, "2026-Q2")).figures.comments
    assert sorted(found.texts) == sorted(["Ring mig på ▇▇▇", "=HYPERLINK(1)", "Tack", "Mer tid", "▇▇▇ är min adress"])


@pytest.mark.parametrize(
    ("period", "why"),
    [("2026-Q4", PeriodAhead), ("2027", PeriodAhead), ("bananer", NoPeriod), ("", NoPeriod), ("2019-Q1", NothingYet)],
)
def test_what_cannot_be_reported_on_is_told_apart(unit: Unit, period: str, why: type[Exception]) -> None:
    two_quarters(unit)
    with pytest.raises(why):
        report(at(unit), Asked(ENTER, period))


def test_an_empty_programme_has_nothing_to_report(unit: Unit) -> None:
    with pytest.raises(NothingYet):
        report(at(unit), Q2)


def test_all_declined_is_a_report_too(unit: Unit) -> None:
    for _ in range(6):
        one = enrolments.invite(unit, ENTER, None, None, date(2026, 5, 1)).id
        enrolments.let_go(unit, one, enrolments.State.DECLINED)
    figures = q2(unit).figures
    assert figures.flow == Flow(6, 0, 0)
    assert figures.end.people["declined"] == 6
    assert figures.end.key_figures.outcomes
    assert figures.end.key_figures.outcomes.options[0] == OptionCount("arbete", "Arbete", None, None)


def test_an_analysis_with_personal_data_is_turned_back(unit: Unit) -> None:
    two_quarters(unit)
    with pytest.raises(HoldsPersonalData):
        reports.analyse(at(unit), Analysis(Q2, "Ring 070-174 06 05"))
    assert q2(unit).texts.analysis == ""


def of(unit: Unit, role: Role, programme: str) -> Here:
    person = Person(1, 7, "sv", reachable=True, grants=(Grant(role, programme),))
    return replace(at(unit), caller=Caller(7, person))


def test_reports_are_for_those_who_answer_for_the_programme(unit: Unit) -> None:
    two_quarters(unit)
    assert report(of(unit, Role.COORDINATOR, ENTER), Q2).figures.programme == ENTER
    for other in (of(unit, Role.COORDINATOR, PROGRAMME), of(unit, Role.COACH, ENTER)):
        for deed in (
            lambda here: report(here, Q2),
            lambda here: reports.analyse(here, Analysis(Q2, "x")),
            lambda here: reports.mark_sent(here, Q2),
            lambda here: reports.correct(here, Correction(Q2, 2)),
            lambda here: reports.ask_for_file(here, FileWanted(Q2, "docx")),
        ):
            with pytest.raises(NotAllowed):
                deed(other)
    reader = of(unit, Role.ADMINISTRATOR, "")
    assert report(reader, Q2).edition
    with pytest.raises(NotAllowed):
        reports.mark_sent(reader, Q2)
