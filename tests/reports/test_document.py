"""The document: the headings that are demanded, what stands below them, and what a reader never sees."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.actions.coordinator import report as reports
from bot.actions.coordinator.report import Analysis, Asked, Correction, Report, report
from bot.chat.coordinator.report.document import document
from bot.paper.document import Bullets, Chart, Document, Paragraph, Percent, Section, Share, Table, Withheld
from flows.facts import Event
from flows.reports.report import NoteLine, Texts
from locales.translator import translator
from storage import notes
from storage.notes import Note
from storage.unit import Unit
from tests.figures.answering import HOUSE, here, send_in_linked
from tests.harness import PROGRAMME
from tests.reports.lives import AUGUST, ENTER, JULY, Q2, answer, at, q2, took_part, two_quarters

SV = translator("sv")
HEADINGS = [
    "I korthet",
    "1 Genomförda aktiviteter",
    "2 Avvikelser",
    "3 Brukarmedverkan",
    "4 Uppfyllelse av mål och delmål",
    "5 Nyckeltal",
    "6 Svar från deltagarna",
    "7 Analys",
    "8 Metod",
]


def made(found: Report) -> Document:
    return document(SV, found)


def chapters(found: Document) -> list[str]:
    return [section.heading for section in found.sections if section.level == 1]


def under(found: Document, heading: str) -> Section:
    return next(section for section in found.sections if section.heading.endswith(heading))


def table(found: Document, name: str) -> Table:
    parts = (part for section in found.sections for part in section.parts)
    return next(part for part in parts if isinstance(part, Table) and part.name == name)


def texts(found: Document) -> str:
    return found.model_dump_json()


@pytest.fixture
def quarter(unit: Unit) -> Report:
    two_quarters(unit)
    answer(unit, 7, now=datetime(2026, 6, 1, 9, tzinfo=UTC))
    return q2(unit)


def test_the_headings_are_those_that_are_demanded(quarter: Report) -> None:
    found = made(quarter)
    assert chapters(found) == HEADINGS
    assert (found.title, found.is_preliminary) == ("Kvartalsrapport: Projekt Enter", False)
    assert found.subtitle.endswith("kvartal 2 2026")
    assert dict(found.imprint) == {
        "Läge": "Nummer 2026:1, utgåva 1. Utkast.",
        "Period": "2026-04-01 – 2026-06-30",
        "Siffrorna är tagna": "2026-07-03",
        "Definitioner": quarter.figures.definitions,
        "Kontrollsumma": quarter.figures.checksum,
    }
    assert len(quarter.figures.checksum) == 64


@pytest.mark.parametrize(
    ("period", "title"),
    [("2026-05", "Månadsrapport"), ("2026-H1", "Delårsrapport"), ("2026", "Årsrapport"), ("all", "Slutrapport")],
)
def test_each_kind_of_period_has_its_own_title_and_the_same_parts(unit: Unit, period: str, title: str) -> None:
    two_quarters(unit)
    found = made(report(at(unit), Asked(ENTER, period)))
    assert found.title == f"{title}: Projekt Enter"
    assert chapters(found) == HEADINGS
    assert found.is_preliminary is (period in {"2026", "all"})


def test_a_document_says_the_same_in_every_language(quarter: Report) -> None:
    found = document(translator("en"), quarter)
    assert chapters(found)[0] == "In short"
    assert len(found.sections) == len(made(quarter).sections)


def test_what_was_noted_stands_under_its_heading(quarter: Report) -> None:
    day = date(2026, 5, 4)
    written = Texts(
        (
            NoteLine("activity", day, "Öppet hus"),
            NoteLine("meeting", day, "Styrgruppen", attended=4),
            NoteLine("deviation", day, "Coach saknas"),
            NoteLine("user_involvement", day, "Deltagarråd"),
        ),
        "Första stycket.\n\nAndra stycket.",
    )
    found = made(replace(quarter, texts=written))
    expected = {
        "Genomförda aktiviteter": ("4 maj 2026: Öppet hus", "4 maj 2026: Styrgruppen (4 kom)"),
        "Avvikelser": ("4 maj 2026: Coach saknas",),
        "Brukarmedverkan": ("4 maj 2026: Deltagarråd",),
    }
    for heading, items in expected.items():
        assert under(found, heading).parts == (Bullets(items=items),)
    assert under(found, "Analys").parts == (Paragraph(text="Första stycket."), Paragraph(text="Andra stycket."))


def test_where_nothing_is_noted_it_says_so(quarter: Report) -> None:
    found = made(quarter)
    for heading in ("Genomförda aktiviteter", "Avvikelser", "Brukarmedverkan"):
        assert under(found, heading).parts == (Paragraph(text="Inget är antecknat för perioden."),)
    assert under(found, "Analys").parts == (Paragraph(text="Ingen analys är skriven än."),)


def test_what_happened_is_counted_under_activities(unit: Unit) -> None:
    enter = HOUSE.catalogue.programmes[ENTER]
    meeting = Event(key="traff", label="Träff i gruppen", kind="event")
    met = enter.model_copy(update={"facts": (*enter.facts, meeting)})
    house = replace(HOUSE, catalogue=replace(HOUSE.catalogue, programmes={**HOUSE.catalogue.programmes, ENTER: met}))
    for day in (date(2026, 4, 2), date(2026, 5, 2), date(2026, 7, 2)):
        notes.add(unit, Note(ENTER, "traff", None, day, value=True, by=None, at=JULY))
    found = made(report(here(unit, JULY, house), Q2))
    assert table(found, "handelser").rows == (("Träff i gruppen", None, 2),)


def test_of_a_programme_among_staff_no_people_are_told(unit: Unit) -> None:
    notes.add(unit, Note("samverkan-ggv", "arenamote", "Enhet 1", date(2026, 5, 2), value=True, by=None, at=JULY))
    found = made(report(at(unit), Asked("samverkan-ggv", "2026-Q2")))
    assert chapters(found) == HEADINGS
    assert table(found, "handelser").rows == (("Möte i Arenagruppen", "Enhet 1", 1),)
    assert under(found, "Nyckeltal").parts == (Paragraph(text="Inget är antecknat för perioden."),)


def test_goals_stand_with_verdict_share_target_and_how_they_stood_before(quarter: Report) -> None:
    rows = {row[0]: row for row in table(made(quarter), "mal").rows}
    [met] = [row for name, row in rows.items() if str(name).startswith("30 %")]
    assert met[1:] == (
        "✓ Nått",
        Share(n=9, of=9),
        Percent(share=0.3),
        "– Ingen att räkna än",
    )
    [few] = [row for name, row in rows.items() if str(name).startswith("80 %")]
    assert few[2] == Withheld(why="för få")


def test_charts_say_in_words_what_they_show(quarter: Report) -> None:
    charts = {
        part.name: part for section in made(quarter).sections for part in section.parts if isinstance(part, Chart)
    }
    assert set(charts) == {"mal-bild", "kvartal-bild", "forsorjning-bild"}
    assert "2026-Q1: 12 började, 0 avslutade; 2026-Q2: 7 började, 9 avslutade" in charts["kvartal-bild"].alt
    goal = charts["mal-bild"].bars[0]
    assert (goal.value, goal.target, goal.sign) == (1.0, 0.3, "✓")
    assert goal.low
    assert goal.low < 1
    assert charts["mal-bild"].bars[1].value is None
    livelihood = charts["forsorjning-bild"]
    assert livelihood.labels == ("Lön", "Sjuk- eller rehabiliteringspenning")
    assert [(each.name, each.values) for each in livelihood.series] == [("Före", (0.0, 1.0)), ("Efter", (1.0, 0.0))]
    assert "Lön: 0\u00a0% före, 100\u00a0% efter" in livelihood.alt


def test_livelihood_stands_before_and_after_with_its_change(quarter: Report) -> None:
    rows = {row[0]: row[1:] for row in table(made(quarter), "forsorjning").rows}
    assert rows["Lön"] == (0, 9, 9)
    assert rows["Sjuk- eller rehabiliteringspenning"] == (9, 0, -9)
    assert rows["Totalt"] == (9, 9, None)


def test_answers_are_new_in_the_period_and_so_far(quarter: Report) -> None:
    found = made(quarter)
    [asked] = [section for section in found.sections if section.heading == "Utvärdering"]
    first = asked.parts[0]
    assert isinstance(first, Table)
    assert first.rows[0] == ("Instämmer", 7, 7, Share(n=7, of=7))
    assert first.rows[-2] == ("Svarade", 7, 7, Share(n=7, of=7))
    assert table(found, "svarsfrekvens").rows == (("Utvärdering", 7, 7, Share(n=7, of=7), None),)


def test_a_question_with_too_few_answers_is_withheld_and_the_method_says_why(unit: Unit) -> None:
    two_quarters(unit)
    answer(unit, 3)
    found = made(q2(unit))
    [asked] = [section for section in found.sections if section.heading == "Utvärdering"]
    first = asked.parts[0]
    assert isinstance(first, Table)
    assert first.rows[0][2:] == (Withheld(why="för få"), Withheld(why="för få"))
    assert "4 frågor visas inte: för få." in texts(found)


def test_the_ends_of_a_scale_say_what_they_mean(unit: Unit) -> None:
    team = "samverkansteam-finnveden"
    for _ in range(5):
        send_in_linked(unit, team, {"hur-nara": 10}, day=date(2026, 5, 2))
    found = made(report(at(unit), Asked(team, "2026-Q2")))
    [scale] = [each for each in found.tables if each.name.endswith("-hur-nara")]
    assert [row[0] for row in scale.rows[:10]] == ["1 (Långt ifrån)", *map(str, range(2, 10)), "10 (Mycket nära)"]


def test_the_method_note_explains_every_goal_and_names_every_version(quarter: Report) -> None:
    found = made(quarter)
    goals = [row[0] for row in table(found, "mal").rows]
    assert [row[0] for row in table(found, "regler").rows] == goals
    assert all(row[1] and row[2] for row in table(found, "regler").rows)
    versions = {row[1]: row[2] for row in table(found, "versioner").rows}
    assert versions[ENTER] == quarter.figures.definitions
    assert "utvardering-enter" in versions


def test_where_parts_do_not_add_up_to_their_total_it_says_so(unit: Unit) -> None:
    two_quarters(unit)
    assert "Inga summor med delar är angivna." in texts(made(q2(unit)))
    for number in range(3):
        took_part(unit, date(2026, 7, 1), until=date(2026, 7, 2 + number))
    third = made(report(at(unit, datetime(2026, 10, 2, 9, tzinfo=UTC)), Asked(ENTER, "2026-Q3")))
    assert "12 är avslutade och 9 är räknade efter utfall" in texts(third)


def test_a_correction_begins_with_what_differs(unit: Unit) -> None:
    two_quarters(unit)
    q2(unit)
    took_part(unit, date(2026, 6, 1))
    reports.correct(at(unit, AUGUST), Correction(Q2, 2))
    found = made(q2(unit, AUGUST))
    assert found.sections[0].heading == "Ändringar mot utgåva 1"
    rows = {row[0]: row[1:] for row in table(found, "andringar").rows}
    assert rows["Började under perioden"] == ("0", "1")
    assert dict(found.imprint)["Läge"] == "Nummer 2026:1, utgåva 2. Utkast."


def test_free_text_of_linked_forms_never_stands_in_a_report(unit: Unit) -> None:
    for _ in range(8):
        send_in_linked(unit, PROGRAMME, {"vill-na": "arbete", "vad-saknas": "Mina egna ord"}, day=date(2026, 5, 2))
    found = report(at(unit), Asked(PROGRAMME, "2026-Q2"))
    assert found.figures.end.questions
    assert "Mina egna ord" not in texts(made(found))


def test_a_hostile_analysis_stays_plain_text(unit: Unit) -> None:
    two_quarters(unit)
    words = '<b>&amp;</b>\u202e =HYPERLINK("x")\t＝1+1 ' + "å" * 4096
    reports.analyse(at(unit), Analysis(Q2, words))
    [paragraph] = under(made(q2(unit)), "Analys").parts
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text.startswith('<b>&amp;</b> =HYPERLINK("x") ＝1+1 å')
    assert len(paragraph.text) <= 4096
