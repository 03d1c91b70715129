"""National indicators, and which questions measure them: one question may measure several, and several the same."""

from collections.abc import Iterable, Iterator
from typing import Annotated, TypeAlias

from pydantic import Field, model_validator

from flows.model import Definition, Key, Place, Problems, Text, Whole, doubled

IndicatorName: TypeAlias = Whole | Key
"""What a question names an indicator by: its number or its key."""


class Indicator(Definition):
    """An indicator, as the association has it from its owner."""

    key: Key
    number: Annotated[Whole, Field(ge=1)]
    text: Text


class SharedIndicators(Definition):
    """The file of indicators."""

    indicators: tuple[Indicator, ...] = ()

    @model_validator(mode="after")
    def _are_told_apart(self) -> "SharedIndicators":
        numbers = [str(each.number) for each in self.indicators]
        problems = (
            *doubled(("indicators", "key"), [each.key for each in self.indicators]),
            *doubled(("indicators", "number"), numbers, "number"),
        )
        if problems:
            raise Problems(problems)
        return self


def named(indicators: Iterable[Indicator], names: Iterable[int | str]) -> tuple[Indicator, ...]:
    """Give the indicators that are named, in their own order."""
    wanted = set(names)
    return tuple(each for each in indicators if {each.key, each.number} & wanted)


def unknown(indicators: Iterable[Indicator], names: Iterable[int | str]) -> Iterator[tuple[Place, str]]:
    """Give the names that belong to no indicator, each with its place in the list."""
    there = [*indicators]
    for index, name in enumerate(names):
        if not named(there, [name]):
            possible = ", ".join(f"{each.number} ({each.key})" for each in there) or "none yet"
            yield (index,), f"there is no indicator '{name}' in {INDICATORS_FILE} ({possible}); add or correct it"


INDICATORS_FILE = "indicators.yaml"
