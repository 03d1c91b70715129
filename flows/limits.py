"""Whom a programme is meant for, and how many and how long. They are told to staff and never refuse anybody."""

from typing import Literal

from pydantic import Field, model_validator

from flows.model import Definition, Problems, Whole


class _Range(Definition):
    """From the least to the most, both included."""

    least: Whole = Field(ge=1, le=200)
    most: Whole = Field(ge=1, le=200)

    @model_validator(mode="after")
    def _is_a_range(self) -> "_Range":
        if self.least > self.most:
            raise Problems([(("most",), "'most' is less than 'least'; let them change places")])
        return self


class GroupSize(_Range):
    """How many people a group is meant for."""


class AgeRange(_Range):
    """Ages in years."""

    def holds(self, age: int) -> bool:
        """Whether an age lies within."""
        return self.least <= age <= self.most


class Ages(AgeRange):
    """The ages that a programme is meant for, and those that come first."""

    priority: AgeRange | None = None

    @model_validator(mode="after")
    def _priority_lies_within(self) -> "Ages":
        if self.priority and not (self.holds(self.priority.least) and self.holds(self.priority.most)):
            raise Problems([(("priority",), f"priority lies outside {self.least} to {self.most}; let it lie within")])
        return self


class Capacity(Definition):
    """How many people the programme has room for."""

    people: Whole = Field(ge=1)
    per: Literal["year", "half_year", "total"] = "total"
