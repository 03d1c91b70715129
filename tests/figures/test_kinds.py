"""Every kind of question from paper to the status, the contract's JSON and the export."""

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot.actions.coordinator.enter_paper import PaperRefused, enter
from bot.actions.coordinator.export import export
from bot.actions.coordinator.read_paper import Paper
from bot.actions.coordinator.status import Look, status
from bot.actions.here import Here
from bot.chat.coordinator.status_screen import status_text
from bot.chat.said_words import spoken
from bot.house import House
from bot.paper.export_file import MAKERS
from bot.paper.status_json import as_json
from flows.forms.questionnaire import Questionnaire
from locales.translator import translator
from storage import enrolments
from storage.unit import Unit
from tests.figures.answering import HOUSE, SPRING, here

FORM = Questionnaire.model_validate(
    {
        "key": "halsa-start",
        "title": "Alla sorter",
        "purpose": "Provar.",
        "source": "Påhittad.",
        "linked": True,
        "minutes": 2,
        "questions": [
            {
                "key": "hjalp",
                "kind": "choices",
                "text": "Vad har hjälpt?",
                "export": True,
                "most": 2,
                "options": [
                    {"key": "samtal", "label": "Samtal"},
                    {"key": "besok", "label": "Besök"},
                    {"key": "kurs", "label": "Kurs, praktik"},
                ],
            },
            {
                "key": "termometer",
                "kind": "thermometer",
                "text": "Hur mår du?",
                "low": "D",
                "high": "B",
                "export": True,
            },
            {"key": "timmar", "kind": "number", "text": "Hur många timmar?", "highest": 40, "export": True},
            {"key": "dag", "kind": "date", "text": "När?", "latest": "today", "export": True},
        ],
    }
)
HOUSE_OF_KINDS: House = replace(
    HOUSE, catalogue=replace(HOUSE.catalogue, questionnaires={**HOUSE.catalogue.questionnaires, FORM.key: FORM})
)
COLUMNS = ("reference", "hjalp", "termometer", "timmar", "dag")


def cells(*values: str) -> Mapping[str, str]:
    return dict(zip(COLUMNS, values, strict=True))


def entered(unit: Unit, *rows: tuple[str, ...]) -> Here:
    """Enter rows of people who take part."""
    of_kinds = here(unit, house=HOUSE_OF_KINDS)
    for row in rows:
        enrolment = enrolments.invite(unit, "enter", None, row[0], SPRING.date())
        enrolments.start(unit, enrolment.id, SPRING.date())
    paper = Paper(of_kinds.programme("enter"), FORM, COLUMNS, tuple((n, cells(*row)) for n, row in enumerate(rows, 2)))
    enter(of_kinds, paper)
    return of_kinds


PEOPLE = (
    ("P-1", "samtal; besok", "7", "10", "2026-03-03"),
    ("P-2", "Kurs, praktik", "71", "12 timmar", "3 mars"),
    ("P-3", "besok,samtal", "73", "tjugo", "igår"),
    ("P-4", "Samtal", "75", "0", "2026-05-01"),
    ("P-5", "vill-inte-svara", "100", "40", ""),
    ("P-6", "samtal", "79", "", "2026-03-04"),
)


def test_paper_of_every_kind_is_counted_by_people_and_shown_with_its_middle(unit: Unit) -> None:
    found = status(entered(unit, *PEOPLE), Look("enter"))

    several, heat, hours, day = (each for each in as_json(found)["questions"] if each["questionnaire"] == FORM.key)  # type: ignore[attr-defined]  # JSON
    assert (several["of"], several["declined"]) == (5, 1)
    assert [option["count"] for option in several["options"]] == [4, 2, 1]
    assert (heat["of"], heat["mean"], heat["median"]) == (6, 67.5, 74)
    assert {option["key"]: option["count"] for option in heat["options"] if option["count"]} == {
        "0": 1,
        "70": 4,
        "100": 1,
    }
    assert (hours["of"], hours["declined"], hours["mean"], hours["median"]) == (5, 1, 16.4, 12)
    assert (day["of"], day["options"], day["declined"]) == (5, [], 1)
    shown = status_text(translator("sv"), found)
    assert "Samtal: 4 (80,0\xa0%)" in shown
    assert "Svarade: 5. Flera svar kunde väljas." in shown
    assert "70–79: 4 (66,7\xa0%)" in shown
    assert "Medelvärde: 67,5. Median: 74,0." in shown
    assert "2026-03-03" not in shown
    assert not [row for row in unit.rows("SELECT option FROM tallies") if row["option"].startswith("2026-0")]


def test_nothing_is_shown_of_four(unit: Unit) -> None:
    found = status(entered(unit, *PEOPLE[:4]), Look("enter"))
    shown = [each for form in found.forms if form.questionnaire == FORM for each in form.figures]
    assert {(each.of, each.mean, each.median) for each in shown} == {(None, None, None)}


@pytest.mark.parametrize(
    ("column", "text", "complaint"),
    [
        ("hjalp", "samtal; pengar", "'samtal; pengar' is no answer; write some of samtal, besok, kurs, with ; or ,"),
        ("hjalp", "samtal; besok; kurs", "hjalp: 3 are chosen; write 1 to 2 of them"),
        ("termometer", "101", "'101' is no answer; write a whole number from 0 to 100, or nothing"),
        ("timmar", "12,5", "'12,5' is no answer; write a whole number from 0 to 40, or nothing"),
        ("dag", "31 februari", "'31 februari' is no day that can be answered; write one as 2026-03-03, or nothing"),
        ("dag", "imorgon", "'imorgon' is no day that can be answered"),
    ],
)
def test_a_cell_that_is_no_answer_is_told(unit: Unit, column: str, text: str, complaint: str) -> None:
    row = tuple(text if name == column else value for name, value in zip(COLUMNS, PEOPLE[0], strict=True))
    with pytest.raises(PaperRefused) as refused:
        entered(unit, row)
    [said] = (spoken(translator("en"), problem) for problem in refused.value.problems)
    assert said.startswith("row 2: ")
    assert complaint in said


def test_an_export_has_a_column_an_option_tens_and_quarters(unit: Unit) -> None:
    of_kinds = entered(unit, *((f"P-{n}", "samtal; kurs", f"7{n}", "10", f"2026-05-0{n + 1}") for n in range(6)))
    taken = export(of_kinds, "enter")
    assert [each.answers for each in taken.responses] == [
        {
            "hjalp.samtal": True,
            "hjalp.besok": False,
            "hjalp.kurs": True,
            "termometer": 70,
            "timmar": 10,
            "dag": "2026-Q2",
        }
    ] * 6
    assert len(json.loads(MAKERS[".json"](taken))["responses"]) == 6
    assert b"hjalp.samtal;hjalp.besok;hjalp.kurs;termometer;timmar;dag" in MAKERS[".csv"](taken)
    assert MAKERS[".xlsx"](taken).startswith(b"PK")
