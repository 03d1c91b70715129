"""What cannot be reported on, and words that are no words: one clear sentence in the reader's language, or "för få".

Two requests at once stand in test_doors, who comes into an archived programme in tests/cohorts/test_archived.py, and
hostile and enormous spreadsheets in tests/paper/test_answers_file.py.
"""

import csv
import json
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO

import docx
import pytest
from openpyxl import load_workbook

from bot.actions.coordinator import report as reports
from bot.actions.coordinator import report_note
from bot.actions.coordinator.export import export
from bot.actions.coordinator.report import Analysis, Asked
from bot.actions.coordinator.report_note import LONGEST, Telling
from bot.chat.coordinator.report.paper import make, paper
from bot.chat.coordinator.report_buttons import ShowReport
from bot.paper.export_file import MAKERS
from flows.figures import QuestionFigure
from locales.translator import translator
from storage import enrolments
from storage.enrolments import State
from storage.report_notes import NoteKind
from storage.unit import Unit
from tests.cohorts.test_archived import over
from tests.figures.answering import CLOSING, HOUSE, SPRING, send_in
from tests.figures.reading import Reader, words
from tests.harness import PROGRAMME
from tests.reports.lives import AUGUST, ENTER, JULY, Q2, at, two_quarters

ELSEWHERE = "mitt-val"


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("/rapport enter 2026-Q4", "Den perioden har inte börjat än."),
        ("/kvartal enter 2031", "Den perioden har inte börjat än."),
        ("/rapport mitt-val 2026-Q2", "Insatsen hade inte börjat då, så det finns inget att rapportera."),
        ("/status mitt-val", "Ingen är med och inget är noterat än, så det finns inget att räkna."),
        ("/rapport connect 2026-Q2", "Du har ingen insats som heter så. Skriv bara kommandot, så får du välja."),
        ("/kvartal ingen 2026-Q2", "Du har ingen insats som heter så. Skriv bara kommandot, så får du välja."),
        (
            "/rapport enter i våras",
            "Den perioden förstår jag inte. Skriv till exempel 2026-07, 2026-Q3, 2026-H1, 2026 eller all.",
        ),
    ],
)
def test_what_cannot_be_told_gets_one_sentence(unit: Unit, typed: str, sentence: str, language: str) -> None:
    """Asked by a coordinator of a programme that has had people and of one that has none."""
    two_quarters(unit)
    reader = Reader(unit, (ENTER, ELSEWHERE), now=JULY, language=language)
    assert words(reader.say(typed)).splitlines()[-1] == translator(language)(sentence)


def test_a_button_of_another_programme_or_of_one_that_is_gone_holds_no_longer(unit: Unit) -> None:
    two_quarters(unit)
    other = Reader(unit, (ELSEWHERE,), now=JULY)
    for programme in (ENTER, "gammal"):
        assert other.toast(ShowReport(programme, "2026-Q2")) == "Knappen gäller inte längre"


def test_a_programme_that_everybody_has_left_and_that_is_archived_is_still_told_of(unit: Unit) -> None:
    for one in two_quarters(unit):
        enrolments.let_go(unit, one, State.ERASED)
    unit.run("UPDATE enrolments SET state = 'closed', closed_on = '2026-06-01' WHERE state = 'active'")
    found = words(Reader(unit, (ENTER,), now=AUGUST).say("/status"))
    assert "3 avslutade, 9 raderade\nIngen är med just nu." in found
    archived = replace(at(unit), house=over(HOUSE))
    assert reports.report(archived, Q2).figures.end.people["erased"] == 9


def test_a_breakdown_that_nobody_may_see_says_too_few(unit: Unit) -> None:
    two_quarters(unit)
    reader = Reader(unit, (ENTER,), now=JULY)
    found = words(reader.labelled(reader.say("/status"), "Per ort"))
    _, *tables = found.split("\n\n")
    assert tables
    assert {table.splitlines()[1] for table in tables} == {"För få personer (färre än 5 i någon del)"}


@pytest.mark.parametrize(
    ("people", "said"),
    [(0, "Ingen har fått frågorna än."), (6, "Alla frågor: för få svar (färre än 5)")],
    ids=["nobody asked", "all declined"],
)
def test_questions_without_an_answer_say_so(unit: Unit, people: int, said: str) -> None:
    two_quarters(unit)
    for _ in range(people):
        send_in(unit, {}, day=date(2026, 5, 2))
    reader = Reader(unit, (ENTER,), now=JULY)
    answers = words(reader.labelled(reader.say("/status"), "Svar"))
    assert said in answers.partition("Utvärdering\n")[2].split("\n\n")[0]
    assert not [each for each in evaluated(unit) if each.of]


def evaluated(unit: Unit) -> list[QuestionFigure]:
    """Give the evaluation's questions as the quarter's report has them."""
    return [each for each in reports.report(at(unit), Q2).figures.end.questions if each.questionnaire != "halsa-start"]


HOSTILE = '=HYPERLINK("http://x")\u202e\t<b>&amp;</b>\n＝1+1 ]]>\x00'
KEPT = '=HYPERLINK("http://x") <b>&amp;</b>\n＝1+1 ]]>'
FILLED = "å" * (LONGEST - len(HOSTILE))
OF_TEAM = Asked(PROGRAMME, "2026-Q2")
SIGNS = tuple("=+-@\t＝＋－＠")


@pytest.fixture
def hostile(unit: Unit) -> Unit:
    """A programme whose notes, analysis and anonymous comments are formulas and markup of 4,096 characters."""
    for number, kind in enumerate(NoteKind, 1):
        telling = Telling(PROGRAMME, kind, date(2026, 5, 2), report_note_words(), number)
        report_note.tell(at(unit), telling)
    for _ in range(6):
        send_in(unit, {"egna-ord": KEPT + FILLED}, CLOSING, programme=PROGRAMME, day=date(2026, 5, 2))
    reports.report(at(unit, SPRING), Asked(PROGRAMME, "all"))
    reports.analyse(at(unit), Analysis(OF_TEAM, HOSTILE + FILLED))
    return unit


def report_note_words() -> str:
    """Give a note as the chat lets it through."""
    found = report_note.fit(HOSTILE + FILLED)
    assert found == KEPT + FILLED
    return found


def made(unit: Unit, wanted: str) -> bytes:
    return make(paper(at(unit), OF_TEAM, wanted))


def test_word_holds_hostile_words_as_text(hostile: Unit) -> None:
    book = docx.Document(BytesIO(made(hostile, "docx")))
    text = "\n".join(each.text for each in book.paragraphs)
    assert text.count(KEPT + FILLED) == len(NoteKind) + 6 + 1
    assert not [each for each in book.part.rels.values() if each.is_external]


def test_json_holds_hostile_words_as_they_are(hostile: Unit) -> None:
    found = json.loads(made(hostile, "json"))
    comments = {text for each in found["comments"] for text in each["texts"]}
    assert {note["text"] for note in found["notes"]} == {found["analysis"]} == comments == {KEPT + FILLED}


@pytest.mark.parametrize("kind", ["report", "export"])
def test_nothing_runs_in_a_workbook(hostile: Unit, kind: str) -> None:
    content = made(hostile, "xlsx") if kind == "report" else MAKERS[".xlsx"](export(at(hostile), PROGRAMME))
    cells = [cell for sheet in load_workbook(BytesIO(content)) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not [cell for cell in cells if cell.hyperlink and cell.hyperlink.target]
    assert (KEPT + FILLED in {cell.value for cell in cells}) is (kind == "export"), "a report's sheets hold tables only"


@pytest.mark.parametrize("kind", ["report", "export"])
def test_no_cell_of_csv_is_a_formula(hostile: Unit, kind: str) -> None:
    content = made(hostile, "csv") if kind == "report" else MAKERS[".csv"](export(at(hostile), PROGRAMME))
    cells = [cell for row in csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";") for cell in row]
    assert len(cells) > 20
    assert not [cell for cell in cells if cell.startswith(SIGNS)]
