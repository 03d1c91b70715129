"""P9: no figure whose base is under five, nor its complement, nor its difference to an earlier one; and no free text.

Three proofs, each also with the control switched off: every small programme is tried, and no hidden small number can be
told by who knows the rules and sees all tables; what programmes show over a year is audited by linear algebra; and
random histories of answers are looked at through the doors that people have.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

import pytest

from bot.actions.coordinator.export import Export, export
from flows.disclosure import released_table
from flows.disclosure.hiding import Hidden, Part
from flows.forms.conditions import Answer
from storage.unit import Unit
from tests.figures.answering import CLOSING, SPRING, here, look, send_in
from tests.flows.tables import found_by_audit, lived, splits
from tests.flows.test_tables_by_trying import (
    Look,
    Programme,
    by_place_and_gender,
    enrolled_and_closed,
    over_two_quarters,
    told,
)
from tests.harness import PROGRAMME
from tests.promises.telling import Tell
from tests.waiting import kept_nowhere_for_long

FULL, SMALL = pytest.mark.proof, pytest.mark.small
LEAST = 5
QUESTIONS = [each for each in CLOSING.questions if each.kind != "text"]
[WORDS] = [each.key for each in CLOSING.questions if each.kind == "text"]


def small_left_out_alone(parts: dict[str, Part], minimum: int, *_: object) -> Hidden:
    """Hide what is small, as anyone would, and nothing beside it."""
    return {key: "few" for key, part in parts.items() if not part.may_be_shown(minimum)}


@pytest.mark.parametrize(
    ("way", "people"),
    [
        pytest.param(by_place_and_gender, 7, marks=SMALL),
        pytest.param(enrolled_and_closed, 7, marks=SMALL),
        pytest.param(over_two_quarters, 7, marks=SMALL),
        pytest.param(by_place_and_gender, 12, marks=FULL),
        pytest.param(enrolled_and_closed, 15, marks=FULL),
        pytest.param(over_two_quarters, 13, marks=FULL),
    ],
)
def test_of_every_small_programme_no_hidden_number_can_be_told(
    way: Callable[[Programme], Look], people: int, monkeypatch: pytest.MonkeyPatch, record_property: Tell
) -> None:
    programmes = list(splits(people, 6))
    hidden, found = told(map(way, programmes))
    monkeypatch.setattr(released_table, "hidden", small_left_out_alone)
    hidden_alone, found_alone = told(map(way, programmes))

    assert found == 0
    assert found_alone > hidden_alone // 3
    record_property(
        "P9",
        f"{way.__name__.replace('_', ' ')}, {len(programmes)} programmes of up to {people}, minimum 3: {hidden} small"
        f" numbers hidden, {found} can be told; if only the small were hidden, {found_alone} of {hidden_alone}",
    )


def audited(seeds: range) -> tuple[Counter[str], int]:
    """Give what can be computed from what programmes show over a year, and how many tables they show."""
    found, tables = Counter[str](), 0
    for programme in lived(seeds):
        found.update(found_by_audit(programme))
        tables += sum(map(len, programme.shown.values()))
    return +found, tables


@pytest.mark.parametrize("programmes", [pytest.param(2, marks=SMALL), pytest.param(40, marks=FULL)])
def test_nothing_small_can_be_computed_from_tables_pairs_quarters_and_ones_own_people(
    programmes: int, monkeypatch: pytest.MonkeyPatch, record_property: Tell
) -> None:
    found, tables = audited(range(programmes))
    monkeypatch.setattr(released_table, "hidden", small_left_out_alone)
    monkeypatch.setattr(released_table, "may_follow", lambda *_: True)
    uncontrolled, _ = audited(range(programmes))

    assert found == Counter()
    assert tables > programmes
    assert min(uncontrolled[way] for way in ("alone", "pairs", "quarters", "coaches")) > programmes
    record_property(
        "P9",
        f"{programmes} programmes over a year, {tables} tables audited: 0 small numbers can be computed; with the"
        f" control switched off {uncontrolled.total()}",
    )


@dataclass
class Seen:
    """What was shown at each look: bases by question, and how many free texts."""

    bases: list[dict[str, int]] = field(default_factory=lambda: [{}])
    texts: list[int] = field(default_factory=lambda: [0])
    answered: int = 0

    def look(self, unit: Unit) -> None:
        """Look through every door, and see that they show the same."""
        shown: Export = export(here(unit), PROGRAMME)
        [form] = [each for each in look(unit, PROGRAMME).forms if each.questionnaire == CLOSING]
        assert {each.key: each.of for each in form.figures} == {each.key: each.of for each in shown.figures}
        self.bases.append({each.key: each.of for each in form.figures if each.of})
        self.texts.append(len(shown.comments))

    @property
    def too_small(self) -> int:
        """How many bases, differences of bases and batches of free texts are of fewer than five."""
        steps = [now.get(key, 0) - before.get(key, 0) for before, now in pairwise(self.bases) for key in now]
        of_texts = [now - before for before, now in pairwise(self.texts)]
        bases = [of for look in self.bases for of in look.values()]
        return sum(0 < n < LEAST for n in (*steps, *of_texts, *bases))


def answered(chance: Random, words: str) -> dict[str, Answer]:
    """Answer most questions, decline some, and write words at times."""
    asked = [each for each in QUESTIONS if chance.random() < 0.8]
    options = [(each.key, chance.choice([*each.answers(), None])) for each in asked]
    given: dict[str, Answer] = {key: option.key if option else None for key, option in options}
    return given | ({WORDS: words} if chance.random() < 0.3 else {})


def looked_at(histories: int) -> Seen:
    """Let people answer at random, some questions and some words, and look at random moments."""
    seen = Seen()
    for seed in range(histories):
        chance = Random(seed)  # noqa: S311  # to be repeated, not to be secret
        with kept_nowhere_for_long() as unit:
            mine = Seen()
            for number in range(chance.randrange(8, 40)):
                given = answered(chance, f"Ord {number}")
                send_in(unit, given, CLOSING, programme=PROGRAMME, day=SPRING.date())
                mine.answered += 1
                if chance.random() < 0.4:
                    mine.look(unit)
        seen.bases += [{}, *mine.bases]
        seen.texts += [0, *mine.texts]
        seen.answered += mine.answered
    return seen


@pytest.mark.parametrize("histories", [pytest.param(4, marks=SMALL), pytest.param(100, marks=FULL)])
def test_no_look_shows_fewer_than_five_nor_differs_by_fewer_nor_brings_fewer_words(
    histories: int, monkeypatch: pytest.MonkeyPatch, record_property: Tell
) -> None:
    seen = looked_at(histories)
    monkeypatch.setattr("storage.release.releasable", lambda n, _: n > 0)
    uncontrolled = looked_at(histories)

    assert seen.too_small == 0
    assert max(seen.texts) >= LEAST
    assert uncontrolled.too_small > 10 * histories
    record_property(
        "P9",
        f"{histories} histories, {seen.answered} people, {len(seen.bases)} looks: 0 bases, differences or batches of"
        f" free texts under {LEAST}; if every look released what waits {uncontrolled.too_small}",
    )
