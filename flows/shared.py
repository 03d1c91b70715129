"""What several programmes use: facts and goals that are written once, and stand in a programme by their key alone."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BeforeValidator, ValidationInfo, model_validator

from flows.facts import Fact, fact_problems
from flows.forms.indicators import Indicator
from flows.goals.kinds import Goal
from flows.model import Definition, Problems, doubled


class SharedFacts(Definition):
    """The file of shared facts."""

    facts: tuple[Fact, ...] = ()

    @model_validator(mode="after")
    def _go_together(self) -> "SharedFacts":
        problems = [(("facts", *place), message) for place, message in fact_problems(self.facts)]
        if problems:
            raise Problems(problems)
        return self


class SharedGoals(Definition):
    """The file of the association's own goals, which hold for several programmes."""

    goals: tuple[Goal, ...] = ()

    @model_validator(mode="after")
    def _keys_are_unique(self) -> "SharedGoals":
        problems = tuple(doubled(("goals", "key"), [goal.key for goal in self.goals]))
        if problems:
            raise Problems(problems)
        return self


@dataclass(frozen=True)
class Shared:
    """Everything that programmes may name by a key alone."""

    facts: tuple[Fact, ...] = ()
    goals: tuple[Goal, ...] = ()
    indicators: tuple[Indicator, ...] = ()


FACTS_FILE = "facts.yaml"
GOALS_FILE = "association-goals.yaml"


def by_key(file: str, found_in: Callable[[Shared], tuple[Fact, ...] | tuple[Goal, ...]], what: str) -> BeforeValidator:
    """Let a key alone stand for what a shared file holds."""

    def written_out(value: Any, info: ValidationInfo) -> Any:  # noqa: ANN401  # a file can hold anything
        if not isinstance(value, str):
            return value
        shared = found_in(info.context if isinstance(info.context, Shared) else Shared())
        found = next((each for each in shared if each.key == value), None)
        if found is None:
            keys = ", ".join(each.key for each in shared) or "none yet"
            remedy = f"write one of its keys ({keys}), or write the {what} out here"
            raise ValueError(f"{file} has no {what} '{value}'; {remedy}")
        return found

    return BeforeValidator(written_out)


SHARED_FACT = by_key(FACTS_FILE, lambda shared: shared.facts, "fact")
SHARED_GOAL = by_key(GOALS_FILE, lambda shared: shared.goals, "goal")
