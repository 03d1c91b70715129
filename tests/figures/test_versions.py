"""A form's life: what was dropped, added or retired stays readable, in a table of all versions with one column each."""

import json
from dataclasses import replace

from bot.actions.coordinator.export import Export, export
from bot.actions.coordinator.status import Look, Status, status
from bot.actions.due import offer_at_once
from bot.chat.coordinator.status_screen import status_text
from bot.house import House
from bot.paper.export_file import MAKERS
from flows.catalogue import Catalogue
from flows.forms.questionnaire import Questionnaire
from locales.translator import translator
from storage import runs
from storage.unit import Unit
from tests.figures.answering import CLOSING, DAY, HOUSE, START, enrolled, here, send_in, send_in_linked
from tests.harness import PROGRAMME


def changed(form: Questionnaire, **values: object) -> Questionnaire:
    """Give a form with some of its content changed, as if its file had been."""
    return Questionnaire.model_validate(form.model_dump(by_alias=True, exclude_defaults=True) | values)


def house_with(*forms: Questionnaire) -> House:
    """Give the house in which these forms stand as they are here."""
    catalogue = HOUSE.catalogue
    questionnaires = {**catalogue.questionnaires, **{form.key: form for form in forms}}
    return replace(HOUSE, catalogue=replace(catalogue, questionnaires=questionnaires))


def questions(form: Questionnaire, *left_out: str) -> list[dict[str, object]]:
    dumped = form.model_dump(by_alias=True, exclude_defaults=True)["questions"]
    return [each for each in dumped if each["key"] not in left_out]


NEW = {
    "key": "ny-fraga", "kind": "scale", "text": "En ny fråga?", "low": "Lågt", "high": "Högt", "export": True,
}  # fmt: skip  # a table
LATER = changed(START, questions=[*questions(START, "stod-i-dag", "vad-saknas"), NEW])
"""The start form with two questions dropped and one added."""


def two_versions(unit: Unit) -> Export:
    """Let ten people answer the start form, five of them after it changed, and export."""
    for _ in range(5):
        send_in_linked(unit, PROGRAMME, {"vill-na": "arbete", "hur-nara": 7, "stod-i-dag": "ganska-daligt"})
    for _ in range(5):
        send_in_linked(unit, PROGRAMME, {"vill-na": "arbete", "hur-nara": 7, "ny-fraga": 4}, LATER)
    return export(here(unit, house=house_with(LATER)), PROGRAMME)


def test_two_versions_are_one_table_with_every_column_and_the_version(unit: Unit) -> None:
    found = two_versions(unit)

    [table] = [each for each in _tables(MAKERS[".csv"](found)) if each[0] == ["responses"]]
    assert table[1] == [
        "id",
        "questionnaire",
        "version",
        "moment",
        "quarter",
        "vill-na",
        "hur-nara",
        "ny-fraga",
        "stod-i-dag",
        "register",
        "supported",
    ]
    rows = sorted(tuple(row[2:3] + row[5:-2]) for row in table[2:])
    assert rows == sorted(
        [(START.version, "arbete", "7", "", "ganska-daligt")] * 5 + [(LATER.version, "arbete", "7", "4", "")] * 5
    )


def test_the_codebook_says_what_each_version_asked(unit: Unit) -> None:
    content = json.loads(MAKERS[".json"](two_versions(unit)))

    book = [each for each in content["codebook"] if each["questionnaire"] == "start"]
    assert {(each["version"], each["in_use"]) for each in book} == {(LATER.version, True), (START.version, False)}
    dropped = [each for each in book if each["key"] == "stod-i-dag"]
    assert {each["version"] for each in dropped} == {START.version}
    assert ("ganska-daligt", "Ganska dåligt") in {(each["option"], each["label"]) for each in dropped}
    added = [each for each in book if each["key"] == "ny-fraga"]
    assert [(each["version"], each["option"], each["column"]) for each in added] == [
        (LATER.version, str(number), "ny-fraga") for number in range(1, 6)
    ]
    assert {each["column"] for each in book if each["kind"] == "text"} == {""}, "own words leave in no column"


def test_the_codebook_names_indicators(unit: Unit) -> None:
    for _ in range(5):
        send_in(unit, {"stod-till-nytta": "helt"}, CLOSING, programme=PROGRAMME)

    [table] = [each for each in _tables(MAKERS[".csv"](export(here(unit), PROGRAMME))) if each[0] == ["codebook"]]

    indicators = {row[3]: row[6] for row in table[2:] if row[0] == "avslut"}
    assert indicators["stod-till-nytta"] == "indikator 1"
    assert indicators["tagit-tillvara"] == "indikator 7"
    assert indicators["narmat-mig"] == ""


def _tables(content: bytes) -> list[list[list[str]]]:
    """Give the tables of a csv file, each as its rows; the first row is its name."""
    blocks = content.decode("utf-8-sig").replace("\r\n", "\n").strip("\n").split("\n\n")
    return [[line.split(";") for line in block.splitlines()] for block in blocks]


def look(unit: Unit, house: House) -> Status:
    return status(here(unit, house=house), Look(PROGRAMME))


def test_an_indicator_counts_all_wordings_of_its_questions(unit: Unit) -> None:
    reworded = changed(CLOSING, questions=questions(CLOSING, "narmat-mig"))
    for form in [CLOSING] * 6 + [reworded] * 5:
        send_in(unit, {"stod-till-nytta": "helt" if form is CLOSING else "inte-alls"}, form, programme=PROGRAMME)

    found = look(unit, house_with(reworded)).indicators

    assert [(each.indicator.number, *(each.questions[0].n, each.questions[0].of)) for each in found] == [
        (1, 6, 11),
        (7, None, None),
    ]


def test_a_form_that_is_retired_is_offered_to_nobody_new_and_its_figures_stay(unit: Unit) -> None:
    for _ in range(5):
        send_in_linked(unit, PROGRAMME, {"vill-na": "arbete"})
    under_way = runs.open_run(unit, enrolled(unit, PROGRAMME), START, "start")
    house = house_with(changed(START, state="retired"))

    new = enrolled(unit, PROGRAMME)
    offer_at_once(unit, house, new, DAY)

    assert runs.of_enrolment(unit, new) == ()
    found = runs.by_id(unit, under_way)
    assert found
    assert found.is_open
    [form] = [each for each in look(unit, house).forms if each.questionnaire.key == "start"]
    assert (form.is_present, form.figures[0].of) == (True, 5)
    assert "Frågor i början, ur bruk" in status_text(translator("sv"), look(unit, house))


def test_a_form_that_no_programme_asks_any_more_keeps_its_figures(unit: Unit) -> None:
    for _ in range(5):
        send_in_linked(unit, PROGRAMME, {"vill-na": "arbete"})
    programme = HOUSE.catalogue.programmes[PROGRAMME]
    without = programme.model_copy(update={"questionnaires": programme.questionnaires[1:]})
    forms = {key: form for key, form in HOUSE.catalogue.questionnaires.items() if key != "start"}
    house = replace(HOUSE, catalogue=Catalogue(forms, {PROGRAMME: without}))

    [form] = [each for each in look(unit, house).forms if each.questionnaire.key == "start"]

    assert (form.is_present, form.moment, form.figures[0].of) == (False, "start", 5)


def test_what_staff_still_try_is_asked_of_nobody_and_stands_in_no_figures(unit: Unit) -> None:
    for state in ("draft", "tried"):
        house = house_with(changed(START, state=state))
        new = enrolled(unit, PROGRAMME)
        offer_at_once(unit, house, new, DAY)

        assert runs.of_enrolment(unit, new) == ()
        assert "start" not in {each.questionnaire.key for each in look(unit, house).forms}
