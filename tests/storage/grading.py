"""Tells whether an attack beats chance.

The measure: by each method, how many claims are true. If an order tells nothing, lining rows up with people is a random
permutation for every question. The number of true claims then has a known mean E, and exceeds it by t or more with a
probability of at most exp(-t² / (4E + 2t)) (Chatterjee 2007, Probab. Theory Relat. Fields 138:305; the bound is one on
the moment generating function, so it adds up over independent questions). t is chosen so that all methods together
raise a false alarm less than once in a million.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tests.storage.attack import Claim

FALSE_ALARMS = 1e-6

CERTAIN = {"draft kept", "draft left over", "difference", "told together"}
"""Methods that need no luck: a single true claim of theirs is one too many."""

Truth = Mapping[int | str, Mapping[str, str]]
"""What each (an enrolment's id, or the words that were written) answered, by question."""


@dataclass(frozen=True)
class Grade:
    """How many claims of a method are true, of how many, and how many at most chance would explain."""

    method: str
    true: int
    of: int
    at_most: float

    @property
    def beats_chance(self) -> bool:
        """Whether the method tells something."""
        return self.true > self.at_most


def grades(claims: Iterable[Claim], truth: Truth) -> tuple[Grade, ...]:
    """Grade every method, the best first."""
    by_method: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.question in truth.get(claim.who, {}):
            by_method[claim.method].append(claim)
    exponent = math.log(max(len(by_method), 1) / FALSE_ALARMS)
    found = [_grade(method, made, truth, exponent) for method, made in by_method.items()]
    return tuple(sorted(found, key=lambda grade: grade.true - grade.at_most, reverse=True))


def _grade(method: str, claims: list[Claim], truth: Truth, exponent: float) -> Grade:
    true = sum(truth[claim.who][claim.question] == claim.answer for claim in claims)
    if method in CERTAIN:
        return Grade(method, true, len(claims), 0)
    mean = sum(
        _mean([claim for claim in claims if claim.question == key], truth) for key in {c.question for c in claims}
    )
    excess = exponent + math.sqrt(exponent**2 + 4 * mean * exponent)
    return Grade(method, true, len(claims), mean + excess)


def _mean(claims: list[Claim], truth: Truth) -> float:
    """Give how many claims on one question would be true on average if their answers were dealt at random."""
    claimed = Counter(claim.answer for claim in claims)
    real = Counter(truth[claim.who][claim.question] for claim in claims)
    return sum(count * real[answer] for answer, count in claimed.items()) / len(claims)
