"""How an invented person answers a question: good answers as often as the person is satisfied."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from flows.forms.conditions import Answer
from flows.forms.questions import (
    CalendarDay,
    FreeText,
    Information,
    Numeric,
    Question,
    Scale,
    SeveralChoices,
    SingleChoice,
)
from flows.goals.kinds import AnswerShare, Change, PeopleShare
from flows.goals.members import singles
from flows.programme import Programme
from flows.traits import AllOf, AnyOf, Chose, Trait

_DECLINES, _WRITES = 0.03, 0.25
_GLAD = (
    "Det var skönt att någon lyssnade.",
    "Jag fick hjälp att ta ett steg i taget.",
    "Bra att allt fanns på ett ställe.",
    "Min coach höll ihop kontakterna, det betydde mycket.",
    "Jag vågar mer nu.",
)
_SAD = (
    "Det gick för fort för mig.",
    "Jag hade velat träffas oftare.",
    "Det var svårt att veta vem som gjorde vad.",
    "Jag fick vänta länge i början.",
)

Good = Mapping[tuple[str, str], frozenset[str]]
"""The options that the programme's goals count, by form and question; ``LOWER`` where a number is to fall."""
LOWER = frozenset({"lower"})


def good_answers(programme: Programme) -> Good:
    """Give what the programme hopes to hear."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for _, goal in singles(programme.goals):
        if isinstance(goal, AnswerShare):
            found[goal.questionnaire, goal.question] = frozenset(goal.counted)
        elif isinstance(goal, Change) and goal.better == "lower":
            found[goal.before.questionnaire, goal.question] = LOWER
        elif isinstance(goal, PeopleShare):
            found |= {
                (each.questionnaire, each.question): frozenset(map(str, each.chose)) for each in _chosen(goal.counted)
            }
    return found


def _chosen(trait: Trait) -> Iterable[Chose]:
    match trait:
        case Chose():
            yield trait
        case AllOf(all=inner) | AnyOf(any=inner):
            for each in inner:
                yield from _chosen(each)


@dataclass
class Filler:
    """Someone who fills in a form: how satisfied they are, and what numbers they gave before, by question."""

    random: Random
    satisfied: float
    good: Good
    today: date
    before: dict[str, int] = field(default_factory=dict)

    def answer(self, form: str, question: Question) -> Answer:
        """Draw an answer that the question takes."""
        if question.declinable and self._chance(_DECLINES):
            return None
        found: Answer
        match question:
            case SingleChoice():
                found = self._choice(question, self.good.get((form, question.key)))
            case SeveralChoices():
                keys = [option.key for option in question.options]
                found = question.chosen(self.random.sample(keys, self.random.randint(question.least, question.highest)))
            case Information():
                found = True
            case FreeText():
                found = self._words(question)
            case CalendarDay():
                found = self._day(question)
            case _:
                found = self._number(question, falls=self.good.get((form, question.key)) == LOWER)
        return found

    def _chance(self, of: float) -> bool:
        return self.random.random() < of

    def _choice(self, question: SingleChoice, counted: frozenset[str] | None) -> str:
        """Choose among what the goals count, or else among the first half: forms begin with the best."""
        keys = [option.key for option in question.options]
        good = [key for key in keys if key in counted] if counted else keys[: len(keys) // 2]
        return self.random.choice(good if self._chance(self.satisfied) else [key for key in keys if key not in good])

    def _number(self, question: Numeric, *, falls: bool) -> int:
        """Begin somewhere in the middle; after that change for the better or not."""
        lowest, highest = question.lowest, question.highest
        step = max(1, (highest - lowest) // 8) if not isinstance(question, Scale) else 1
        before = self.before.get(question.key)
        if before is None:
            drawn = round(self.random.triangular(lowest, highest, lowest + (highest - lowest) * 0.4))
        else:
            steps = self.random.randint(1, 3) if self._chance(self.satisfied) else self.random.randint(-2, 0)
            drawn = before + step * (-steps if falls else steps)
        self.before[question.key] = found = min(highest, max(lowest, drawn))
        return found

    def _words(self, question: FreeText) -> str | None:
        if question.declinable and not self._chance(_WRITES):
            return None
        return self.random.choice(_GLAD if self._chance(self.satisfied) else _SAD)[: question.longest]

    def _day(self, question: CalendarDay) -> str | None:
        day = self.today - timedelta(self.random.randint(0, 90))
        return day.isoformat() if question.is_within(day, self.today) else None
