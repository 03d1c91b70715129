"""Facts: what fits, what a typed text means, and what ought to be known on which day."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from flows.catalogue import SHIPPED, read_catalogue
from flows.facts import Fact, FactValue, fact_problems, missing
from flows.swedish.typed import Unread
from flows.timing.plan import Days
from flows.yaml_file import DefinitionsError
from tests.flows.folders import PROGRAMME, folder, write

TODAY = date(2026, 11, 26)
YES_NO, SCORE, MONTHS, DAY = (
    {"kind": "yes_no"},
    {"kind": "number", "highest": 125},
    {"kind": "months"},
    {"kind": "date"},
)
SKAPA = {"kind": "choice", "options": [{"key": "ja", "label": "Ja"}, {"key": "ej-matt", "label": "Ej mätt"}]}
PLACE = {"kind": "place", "places": ["Gislaved", "Gnosjö"]}
EQ5D = {"kind": "number", "lowest": -100, "highest": 100}
UNKNOWN, OUTSIDE = Unread.UNKNOWN, Unread.OUTSIDE


def fact(key: str = "f", **fields: Any) -> Fact:  # noqa: ANN401  # what a file holds can be anything
    found: Fact = TypeAdapter(Fact).validate_python({"key": key, "label": "Etikett", **fields})
    return found


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (YES_NO, "Ja.", True),
        (YES_NO, " NEJ ", False),
        (YES_NO, "kanske", UNKNOWN),
        (YES_NO, "", UNKNOWN),
        (SCORE, "92", 92),
        (SCORE, "tolv", 12),
        (SCORE, "90 poäng", 90),
        (SCORE, "126", OUTSIDE),
        (SCORE, "9,5", UNKNOWN),
        (SCORE, "-3", OUTSIDE),
        (EQ5D, "-5", -5),
        (EQ5D, "minus tolv", -12),
        (MONTHS, "3 mån", 3),
        (MONTHS, "tre månader", 3),
        (MONTHS, "ett halvår", 6),
        (MONTHS, "1 år", 12),
        (MONTHS, "0", 0),
        (MONTHS, "21 år", OUTSIDE),
        (MONTHS, "länge", UNKNOWN),
        (DAY, "15 mars", "2026-03-15"),
        (DAY, "igår", "2026-11-25"),
        (DAY, "2026-11-26", "2026-11-26"),
        (DAY, "31 februari", Unread.NO_SUCH_DAY),
        (DAY, "2026-11-27", Unread.AHEAD),
        (DAY, "snart", UNKNOWN),
        (SKAPA, "EJ MÄTT", "ej-matt"),
        (SKAPA, "ej-matt", "ej-matt"),
        (SKAPA, "nej", UNKNOWN),
        (PLACE, "gnosjö", "Gnosjö"),
        (PLACE, "annan ort", "annan"),
        (PLACE, "Bollnäs", UNKNOWN),
    ],
)
def test_a_typed_text_is_read_as_people_write_it(kind: dict[str, Any], text: str, value: FactValue | Unread) -> None:
    declared = fact(**kind)
    assert declared.read(text, TODAY) == value
    if not isinstance(value, Unread):
        assert declared.fits(value, TODAY)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (YES_NO, 1),
        (YES_NO, None),
        (SCORE, True),
        (SCORE, "92"),
        (SCORE, -1),
        (MONTHS, 241),
        (DAY, "idag"),
        (DAY, "2026-11-27"),
        (DAY, "2026-1-1"),
        (SKAPA, "Ja"),
        (SKAPA, True),
        (PLACE, "gislaved"),
        ({"kind": "event"}, False),
    ],
)
def test_what_does_not_fit_is_not_recorded(kind: dict[str, Any], value: FactValue) -> None:
    assert not fact(**kind).fits(value, TODAY)


FACTS = (
    fact("kon", **YES_NO, due="start"),
    fact("skapa", **SKAPA, due="end"),
    fact("dag", **DAY, due="end", when={"fact": "skapa", "one_of": ["ja"]}),
    fact("sedan", **MONTHS, due="later", after={"months": 12}),
    fact("wri", **DAY),
)


@pytest.mark.parametrize(
    ("days", "known", "keys"),
    [
        (Days(), {}, []),
        (Days(start=date(2026, 11, 27)), {}, []),
        (Days(start=TODAY), {}, ["kon"]),
        (Days(start=TODAY), {"kon": False}, []),
        (Days(start=date(2026, 1, 1), closure=TODAY), {"kon": True}, ["skapa"]),
        (Days(closure=TODAY), {"skapa": "ja"}, ["dag"]),
        (Days(closure=TODAY), {"skapa": "ej-matt"}, []),
        (Days(closure=date(2025, 11, 27)), {"skapa": "ej-matt"}, []),
        (Days(closure=date(2025, 11, 26)), {"skapa": "ej-matt"}, ["sedan"]),
    ],
)
def test_what_ought_to_be_known_is_missed_from_its_day(
    days: Days, known: dict[str, FactValue], keys: list[str]
) -> None:
    assert [each.key for each in missing(FACTS, known, days, TODAY)] == keys


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({**YES_NO, "due": "later"}, "not how much later; add for example after"),
        ({**YES_NO, "due": "end", "after": {"months": 1}}, "goes with due: later only"),
        ({**SCORE, "lowest": 126}, "lowest above its highest"),
        ({**YES_NO, "about": "programme", "due": "start"}, "is about no person"),
        ({"kind": "choice", "options": [{"key": "a", "label": "A"}, {"key": "a", "label": "B"}]}, "'a' stands twice"),
    ],
)
def test_a_fact_that_contradicts_itself_is_refused(fields: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        fact(**fields)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ((fact("a", **YES_NO), fact("a", **DAY)), "stands twice"),
        ((fact("a", **YES_NO, when={"fact": "b", "one_of": [True]}), fact("b", **YES_NO)), "no fact before it"),
        (
            (fact("a", **SKAPA), fact("b", **DAY, when={"fact": "a", "one_of": [True]})),
            "being true, which it can never",
        ),
        ((fact("a", **YES_NO), fact("b", kind="event", when={"fact": "a", "one_of": [True]})), "only facts about a"),
    ],
)
def test_facts_that_cannot_stand_together_are_refused(facts: tuple[Fact, ...], words: str) -> None:
    [(_, message)] = fact_problems(facts)
    assert words in message


def test_a_key_alone_stands_for_a_shared_fact_and_a_place_for_the_programmes_own() -> None:
    finnveden = read_catalogue(SHIPPED).programmes["samverkansteam-finnveden"]
    kon, ort = finnveden.fact("kon"), finnveden.fact("ort")
    assert kon is not None
    assert ort is not None
    assert kon == read_catalogue(SHIPPED).programmes["enter"].fact("kon")
    assert [option.key for option in ort.options] == ["Gislaved", "Gnosjö", "Värnamo", "annan"]


SHARED = """\
facts:
  - {key: kon, label: Kön, kind: choice, options: [{key: man, label: Man}, {key: kvinna, label: Kvinna}], due: start}
  - {key: ort, label: Ort, kind: place}
"""


@pytest.mark.parametrize(
    ("shared", "programme", "complaint"),
    [
        (SHARED, "facts: [kon, kön]\n", "programmes/programme.yaml:10: facts.yaml has no fact 'kön'; write one of its"),
        (SHARED, "facts: [ort]\n", "programmes/programme.yaml:10: 'ort' asks for a place, but the programme has none"),
        (SHARED, "facts: [kon, kon]\n", "programmes/programme.yaml:10: 'kon' stands twice in facts"),
        (
            SHARED,
            "facts:\n  - {key: a, label: A, kind: dag}\n",
            "programmes/programme.yaml:11: item 1 of 'facts'",
        ),
        (SHARED.replace("kind: place", "kind: date, after: {days: 3}"), "", "facts.yaml:3: 'ort' has 'after', which"),
        (SHARED.replace("key: ort", "key: kon"), "", "facts.yaml:3: 'kon' stands twice in facts"),
        (SHARED.replace("start", "begin"), "", "facts.yaml:2: 'due' is 'begin'; write 'start', 'end' or 'later'"),
    ],
)
def test_a_broken_fact_is_told_with_file_and_line(tmp_path: Path, shared: str, programme: str, complaint: str) -> None:
    folder(tmp_path, programme=PROGRAMME.replace("goals:\n", f"{programme}goals:\n"))
    write(tmp_path / "facts.yaml", shared)
    with pytest.raises(DefinitionsError) as caught:
        read_catalogue(tmp_path)
    assert any(str(each).startswith(complaint) for each in caught.value.complaints), caught.value
