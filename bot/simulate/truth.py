"""What a simulation did, counted beside it and by nothing of the product's: its own ground truth."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from bot.simulate.lives import Life
from flows.forms.conditions import Answers, chosen

Asked: TypeAlias = tuple[str, str]
"""A questionnaire, and the moment of asking it, such as ``closure``."""

DECLINED = ""
"""Counts those who chose not to answer."""


@dataclass
class Truth:
    """What came of one programme's people."""

    programme: str
    people: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    offered: Counter[Asked] = field(default_factory=Counter)
    """How many forms were offered."""
    sent_in: Counter[Asked] = field(default_factory=Counter)
    answers: dict[Asked, dict[str, Counter[str]]] = field(default_factory=lambda: defaultdict(_by_question))
    """How many chose what, by form and question; a number counts as itself."""
    notes: Counter[str] = field(default_factory=Counter)
    """How many times something was noted, by fact."""

    def fill_in(self, asked: Asked, answers: Answers) -> None:
        """Count a form that was sent in."""
        self.sent_in[asked] += 1
        for question, answer in answers.items():
            options = [DECLINED] if answer is None else [str(each) for each in chosen(answer)]
            self.answers[asked][question].update(options)

    def live(self, life: Life, until: date) -> None:
        """Count where someone stands on the last day."""
        self.people[_state(life, until)] += 1
        if life.left:
            self.outcomes[life.outcome] += 1

    def __str__(self) -> str:
        """Say in one line what came of it."""
        found = [*(f"{n} {state}" for state, n in sorted(self.people.items())), f"{sum(self.notes.values())} noted"]
        return f"{self.programme}: {', '.join(found)}"

    def as_json(self) -> dict[str, object]:
        """Write it for a terminal or a program."""
        plain = {"people": self.people, "outcomes": self.outcomes, "notes": self.notes}
        return {"programme": self.programme, **plain, "forms": list(map(self._form, sorted(self.offered)))}

    def _form(self, asked: Asked) -> dict[str, object]:
        questionnaire, moment = asked
        counts = {"offered": self.offered[asked], "sent_in": self.sent_in[asked], "answers": self.answers[asked]}
        return {"questionnaire": questionnaire, "moment": moment, **counts}


def _by_question() -> dict[str, Counter[str]]:
    return defaultdict(Counter)


def _state(life: Life, until: date) -> str:
    if life.left:
        return "closed"
    if life.joined:
        return "active"
    return "declined" if life.declines and life.invited <= until else "invited"
