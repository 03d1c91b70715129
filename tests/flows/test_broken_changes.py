"""Changes, waves and steps that cannot be: each is told with its line and what to write instead."""

from pathlib import Path

import pytest

from flows.catalogue import read_catalogue
from tests.flows.folders import replaced, write
from tests.flows.test_broken_goals import LINKED, complaints, sound
from tests.flows.test_broken_goals import PROGRAMME as OTHERS

_STEPS = "kind: choice, options: [{key: low, label: Lågt}, {key: high, label: Högt}]"
STEPS = "".join(f"  - {{key: {key}, label: {key}, {_STEPS}}}\n" for key in ("first", "last"))
PROGRAMME = replaced(OTHERS, "  - {key: next", STEPS + "  - {key: next")
CHANGES = """\
  - key: change
    kind: change
    text: Ändring
    source: Test
    question: heat
    before: {questionnaire: linked, moment: start}
    later: {questionnaire: linked, moment: closure}
    target: 0.3
  - key: wave
    kind: wave
    text: Våg
    source: Test
    questions: [part-1, heat]
    before: {questionnaire: linked, moment: start}
    later: {questionnaire: linked, moment: closure}
  - key: climbed
    kind: people_share
    text: Steg
    source: Test
    counted: {climbed: last, since: first, steps: [low, high]}
"""

BROKEN_CHANGES = {
    "a change of what is no number": (
        "question: heat",
        "question: better",
        "66: goal 'change': 'better' in 'linked' is",
    ),
    "a moment that is not said": (
        "later: {questionnaire: linked, moment: closure}\n    target",
        "later: {questionnaire: linked}\n    target",
        "68: goal 'change': compares what is asked at two moments; write which: moment: start or closure",
    ),
    "a change from a form to itself": (
        "later: {questionnaire: linked, moment: closure}\n    target",
        "later: {questionnaire: linked, moment: start}\n    target",
        "68: goal 'change': compares a form with itself",
    ),
    "an anonymous form": (
        "later: {questionnaire: linked, moment: closure}\n    target",
        "later: {questionnaire: anonymous, moment: closure}\n    target",
        "68: goal 'change': 'anonymous' is anonymous",
    ),
    "a change among some": ("    target: 0.3\n", "    people: closed\n", "69: 'people' is not known"),
    "a wave of a question that is not there": (
        "questions: [part-1, heat]",
        "questions: [part-1, cold]",
        "74: goal 'wave': 'linked' has no question 'cold'",
    ),
    "steps that are not the fact's": ("[low, high]", "[low, top]", "81: goal 'climbed': are other than"),
    "a step from itself": ("since: first", "since: last", "81: goal 'climbed': compares a fact with itself"),
    "a step fact that is not there": (
        "{climbed: last",
        "{climbed: able",
        "81: goal 'climbed': the programme has no fact",
    ),
}


def test_what_the_others_break_is_sound(tmp_path: Path) -> None:
    assert len(read_catalogue(sound(tmp_path, PROGRAMME + CHANGES)).programmes["programme"].goals) == 12


@pytest.mark.parametrize("name", BROKEN_CHANGES)
def test_a_broken_change_is_told_with_line_and_remedy(name: str, tmp_path: Path) -> None:
    old, new, expected = BROKEN_CHANGES[name]
    found = complaints(sound(tmp_path, PROGRAMME + replaced(CHANGES, old, new)))
    assert {each.removeprefix("programmes/programme.yaml:")[: len(expected)] for each in found} == {expected}


def test_a_number_beyond_what_can_be_added_up_is_told(tmp_path: Path) -> None:
    number = '  - {key: often, kind: number, text: "Hur ofta?", highest: 10001}\n'
    root = sound(tmp_path, PROGRAMME + replaced(CHANGES, "question: heat", "question: often"))
    write(root / "questionnaires" / "linked.yaml", LINKED + number)
    assert [each.partition("goal ")[2] for each in complaints(root)] == [
        "'change': 'often' goes beyond 0 to 10000, between which changes are counted; let it be within"
    ]
