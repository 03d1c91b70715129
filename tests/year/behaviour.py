"""The invented behaviour of a year, read from its file: who did what on which day."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import yaml

BEGIN, END = date(2032, 1, 5), date(2033, 1, 31)
"""From a Monday over a 29 February, both changes of the clocks and a year's end past the longest time."""
COACHES_HOUR, PARTICIPANTS_HOUR = 10, 12
_COACH_DOES = ("invited", "closed", "planned", "paused", "resumed", "new", "had", "erased")


@dataclass(frozen=True)
class Act:
    """Something that was done: when, in a word, and what belongs to it."""

    day: date
    words: str

    @property
    def hour(self) -> int:
        """When it was done: coaches before participants."""
        return COACHES_HOUR if self.words.split()[0] in _COACH_DOES else PARTICIPANTS_HOUR

    @property
    def last_day(self) -> date:
        """The closing day: that of the act, unless another was written."""
        written = self.words.split()[-1]
        return date.fromisoformat(written) if written[:2] == "20" else self.day


@dataclass(frozen=True)
class Year:
    """One person's acts, and those of their coach about them, in order."""

    reference: str
    coach: str
    acts: tuple[Act, ...]
    follow_ups: dict[str, str]
    """What the coach did with a follow-up, by its number, where it was not simply done."""

    def first(self, words: str, since: date = BEGIN) -> Act | None:
        """Give the first act from a day on that begins with these words."""
        return next((act for act in self.acts if act.day >= since and act.words.startswith(words)), None)

    def holds(self, begins: str, ends: str, day: date, hour: int) -> bool:
        """Whether something was begun and not ended when this hour had passed."""
        state = False
        for act in self.acts:
            if (act.day, act.hour) <= (day, hour) and act.words in {begins, ends}:
                state = act.words == begins
        return state

    def has(self, words: str, day: date, hour: int) -> bool:
        """Whether something had been done when this hour had passed."""
        return any((act.day, act.hour) <= (day, hour) and act.words.startswith(words) for act in self.acts)


@dataclass(frozen=True)
class Behaviour:
    """Everybody's year."""

    people: tuple[Year, ...]
    works_the_list: dict[str, tuple[date, ...]]

    @property
    def coaches(self) -> tuple[str, ...]:
        """The coaches' names."""
        return tuple(self.works_the_list)

    @property
    def moments(self) -> tuple[tuple[date, int], ...]:
        """The days and hours at which anybody did anything, in order."""
        acts = {(act.day, act.hour) for year in self.people for act in year.acts}
        lists = {(day, COACHES_HOUR) for days in self.works_the_list.values() for day in days}
        return tuple(sorted(acts | lists))


def read_behaviour() -> Behaviour:
    """Read the file beside."""
    read = yaml.safe_load(Path(__file__).with_name("behaviour.yaml").read_text("utf-8"))
    people = tuple(_year(reference, dict(about), read["follow_ups"]) for reference, about in read["people"].items())
    return Behaviour(people, {name: tuple(days) for name, days in read["works_the_list"].items()})


def _year(reference: str, about: dict[object, object], follow_ups: dict[str, dict[object, str]]) -> Year:
    coach = str(about.pop("coach"))
    acts = (Act(day, words) for day, several in about.items() for words in several)  # type: ignore[arg-type, attr-defined]  # as the file has it
    handled = {str(number): words for number, words in follow_ups.get(reference, {}).items()}
    return Year(reference, coach, tuple(sorted(acts, key=lambda act: (act.day, act.hour))), handled)


def days_between(first: date, last: date) -> tuple[date, ...]:
    """Give all days from one to another."""
    return tuple(first + timedelta(days=number) for number in range((last - first).days + 1))
