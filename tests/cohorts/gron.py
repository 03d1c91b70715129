"""Invented people of Grön rehabilitering over a year and more, with what they answer; and what it comes to in pairs."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from statistics import mean, stdev
from typing import Any

import pytest

from flows.timing.spans import add_months

PROGRAMME = "gron-rehabilitering"
QUESTIONS = ("valbefinnande", "smarta", "arbetsformaga", "vardkontakter")
MOMENTS = ("start", "closure", "closure+6m", "closure+12m")
STARTS = (date(2029, 1, 15), date(2029, 2, 12), date(2029, 4, 9), date(2029, 8, 20), date(2029, 9, 17))
LAST_DAY = date(2031, 3, 3)

Values = dict[str, int]


@dataclass
class One:
    """An invented person: the day of starting, and what they answer at each moment at which they do."""

    number: int
    starts: date
    answers: dict[str, Values] = field(default_factory=dict)

    @property
    def closes(self) -> date:
        return self.starts + timedelta(weeks=10)

    def day(self, moment: str) -> date:
        """Give the day of answering: five days after being asked."""
        months = int(moment.removeprefix("closure+").removesuffix("m")) if "+" in moment else 0
        asked = self.starts if moment == "start" else add_months(self.closes, months)
        return asked + timedelta(days=5)


def group(first: int, starts: date, random: Random) -> list[One]:
    """Invent a group of six who get better, of whom the first is lost after half a year and the second after a year."""
    found = [One(first + number, starts) for number in range(6)]
    for number, one in enumerate(found):
        can, goes = random.randint(20, 60), random.randint(0, 12)
        for after, moment in enumerate(MOMENTS):
            if number < after - 1:
                continue
            one.answers[moment] = {
                "valbefinnande": min(100, 30 + 12 * after + random.randint(-8, 8)),
                "smarta": max(1, 7 - after + random.randint(-1, 1)),
                "arbetsformaga": min(100, can + 7 * after + random.randint(0, 5)),
                "vardkontakter": max(0, goes - 2 * after),
            }
    return found


def everybody() -> list[One]:
    """Invent five groups; two people never answered the first form, and one answers nothing at all."""
    random = Random("Grön rehabilitering")  # noqa: S311  # invented people
    found = [one for number, starts in enumerate(STARTS) for one in group(number * 6 + 1, starts, random)]
    for one in found[5::6]:
        del one.answers["start"]
    found[3].answers.clear()
    return found


def pairs(some: list[One], question: str, moment: str) -> list[tuple[int, int]]:
    """Give the raw values of those who answered at the start and at a later moment."""
    return [
        (one.answers["start"][question], one.answers[moment][question])
        for one in some
        if {"start", moment} <= one.answers.keys()
    ]


T_975 = {24: 2.0687, 19: 2.1009, 14: 2.1604}
"""Student's t at 97.5 %, by the number of pairs, from a printed table."""


def pairs_as_they_ought(some: list[One], goals: dict[str, dict[str, Any]]) -> None:
    """Compare what the goals came to with plain arithmetic over the raw values."""
    for key, question, better in (("arbetsformaga", "arbetsformaga", 1), ("vardkonsumtion", "vardkontakter", -1)):
        raw = pairs(some, question, "closure+12m")
        before, later = (mean(each) for each in zip(*raw, strict=True))
        reached = better * (later - before) / before
        assert goals[key]["pairs"]["of"] == len(raw) == 14
        assert goals[key]["value"] == pytest.approx((later - before) / before)
        assert (goals[key]["verdict"], reached >= 0.3) == ("met", True)
    assert any(before == 0 for before, _ in pairs(some, "vardkontakter", "closure")), "zero at the start counts"

    for wave, moment, number in (
        ("i-slutet", "closure", 24),
        ("efter-sex-manader", "closure+6m", 19),
        ("efter-ett-ar", "closure+12m", 14),
    ):
        assert [part["key"] for part in goals[wave]["parts"]] == list(QUESTIONS)
        for part in goals[wave]["parts"]:
            raw = pairs(some, part["key"], moment)
            assert len(raw) == part["pairs"]["of"] == number
            change = [later - before for before, later in raw]
            half = T_975[number] * stdev(change) / number**0.5
            assert part["pairs"]["before"] == pytest.approx(mean(before for before, _ in raw))
            assert part["pairs"]["change"] == pytest.approx(mean(change))
            assert part["pairs"]["interval"] == pytest.approx([mean(change) - half, mean(change) + half], abs=0.02)


def lost_is_said(words: str) -> None:
    """See that who is lost is told: six of thirty never answered at the start, one in six is lost each half-year."""
    last = words[words.index("Före kursen och tolv månader efter") : words.index("Personer")]
    assert "Vid start: 24 av 30 har svarat." in last
    assert "12 månader efter avslut: 19 av 30 har svarat." in last
    assert "10 har bara svarat vid start: 10 fick frågorna igen utan att svara." in last
    assert "5 har bara svarat 12 månader efter avslut." in last
    assert "Procenten är förändringen av medelvärdet, inte medelvärdet av varje pars förändring." in words
    assert "mål −30 %" in words
