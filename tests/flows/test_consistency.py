"""Whether numbers that are noted add up."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from flows.catalogue import SHIPPED, read_catalogue
from flows.facts import Fact
from flows.goals.evidence import Note
from flows.reports.consistency import in_words, latest, noted_numbers, part_problems, sums
from flows.said import Said
from flows.yaml_file import DefinitionsError
from tests.flows.folders import PROGRAMME, folder

_FACT: TypeAdapter[Fact] = TypeAdapter(Fact)


def number(key: str, *parts: str, **more: Any) -> Fact:  # noqa: ANN401  # fields of every kind
    fields = {"kind": "number", "about": "programme", "highest": 9999, **({"parts": parts} if parts else {}), **more}
    return _FACT.validate_python({"key": key, "label": key.capitalize(), **fields})


FACTS = (number("alla", "kvinnor", "man", "ovriga"), number("kvinnor"), number("man"), number("ovriga"))
DAY = date(2021, 12, 31)


def notes(*values: tuple[str, int], day: date = DAY, place: str | None = None) -> list[Note]:
    return [Note(key, place, day, value) for key, value in values]


def words(said: Said | str | int) -> str:
    if not isinstance(said, Said):
        return str(said)
    return said.message.format(**{key: words(value) for key, value in said.values.items()})  # type: ignore[arg-type]  # only numbers and sentences stand there


def told(*noted: Note) -> list[tuple[bool, str]]:
    return [(each.agrees, words(in_words(each))) for each in sums(noted_numbers(FACTS, noted))]


@pytest.mark.parametrize(
    ("given", "agrees", "said"),
    [
        (
            (("alla", 75), ("kvinnor", 47), ("man", 27), ("ovriga", 0)),
            False,
            "47, 27 och 0 blir 74, men 75 är angivet.",
        ),
        ((("alla", 74), ("kvinnor", 37), ("man", 37), ("ovriga", 0)), True, "37, 37 och 0 blir 74, som angivet."),
        ((("alla", 74), ("kvinnor", 47), ("man", 27)), True, "Delar av 74 är angivna: 47 och 27."),
        ((("alla", 74), ("man", 75)), False, "Delar som är angivna (75) är redan mer än 74, som är angivet."),
    ],
)
def test_parts_are_added_and_it_is_said_whether_they_agree(
    given: tuple[tuple[str, int], ...], agrees: object, said: str
) -> None:
    [(found, sentence)] = told(*notes(*given))
    assert found is agrees
    assert sentence.endswith(said)


def test_what_has_no_total_or_no_part_is_no_sum() -> None:
    assert told(*notes(("alla", 7))) == told(*notes(("man", 7), ("kvinnor", 8))) == told() == []


def test_years_and_places_are_added_apart_and_the_last_of_a_year_holds() -> None:
    facts = (number("alla", "en", "tva", about="place"), number("en", about="place"), number("tva", about="place"))
    given = [
        *notes(("alla", 3), ("en", 1), ("tva", 2), place="Gnosjö", day=date(2021, 1, 1)),
        *notes(("tva", 1), place="Gislaved"),
        *notes(("alla", 4), place="Gnosjö"),
        *notes(("tva", 9), place="Gnosjö", day=date(2022, 1, 1)),
    ]
    numbers = noted_numbers(facts, given)
    assert [(each.fact.key, each.place, each.year, each.value) for each in numbers] == [
        ("tva", "Gnosjö", 2022, 9),
        ("alla", "Gnosjö", 2021, 4),
        ("en", "Gnosjö", 2021, 1),
        ("tva", "Gislaved", 2021, 1),
        ("tva", "Gnosjö", 2021, 2),
    ]
    assert [each.agrees for each in sums(numbers)] == [False]
    assert [each.value for each in latest(numbers)] == [9, 4, 1, 1]


def test_the_published_figures_of_trisam_add_up() -> None:
    facts = read_catalogue(SHIPPED).programmes["connect"].facts
    printed = {"nya": (122, 74, 48), "uppfoljda": (74, 47, 27), "forsorjningsstod": (44, 24, 20)}
    given = [
        (f"trisam-{what}{part}", value)
        for what, values in printed.items()
        for part, value in zip(("", "-kvinnor", "-man"), values, strict=True)
    ]
    assert [(each.is_whole, each.agrees) for each in sums(noted_numbers(facts, notes(*given)))] == [(True, True)] * 3


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ((number("a", "b", "c"), number("b")), "has the part 'c', which is no number about a programme (b); correct"),
        ((number("a", "b", "b"), number("b")), "has the part 'b' twice"),
        (
            (number("a", "b", "c"), number("b"), number("c", about="place")),
            "has the part 'c', which is no number about",
        ),
        ((number("a", "a", "b"), number("b")), "is a part of its own part 'a'"),
        ((number("a", "b", "c", about="person"), number("b"), number("c")), "is about a person"),
    ],
)
def test_parts_that_cannot_be_are_refused(facts: tuple[Fact, ...], said: str) -> None:
    found = [message for _, message in part_problems(facts)]
    assert any(said in message for message in found), found


def test_a_circle_of_parts_is_refused_wherever_it_begins() -> None:
    facts = (number("a", "b", "x"), number("b", "c", "x"), number("c", "a", "x"), number("x"))
    assert [place for place, _ in part_problems(facts)] == [(0, "parts", 0), (1, "parts", 0), (2, "parts", 0)]


def test_a_broken_part_is_told_with_file_and_line(tmp_path: Path) -> None:
    fact = "facts:\n  - {key: a, label: A, kind: number, about: programme, highest: 9, parts: [b, c]}\n"
    folder(tmp_path, programme=PROGRAMME.replace("goals:\n", f"{fact}goals:\n"))
    with pytest.raises(DefinitionsError) as caught:
        read_catalogue(tmp_path)
    [first, _] = map(str, caught.value.complaints)
    assert first.startswith("programmes/programme.yaml:11: 'a' has the part 'b', which is no number about a programme")
