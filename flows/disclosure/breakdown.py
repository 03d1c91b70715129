"""Breakdowns: what is counted over people, or over anonymous answers, cell by cell of a dimension (design: 3.9)."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from flows.facts import FactValue, InPlace
from flows.figures import Withheld
from flows.forms.questionnaire import Questionnaire
from flows.forms.questions import SeveralChoices
from flows.goals.kinds import AnswerShare, Change, Goal, PeopleShare, Periods, ShareBeside
from flows.goals.members import MembersGoal, over_members, singles
from flows.goals.standings import Standing
from flows.programme import Programme
from flows.said import said
from flows.traits import FactOneOf

UNKNOWN = ""
"""The cell of those of whom the dimension's fact is not known."""
OTHERS = "*"
"""The cell in which those that are not shown by themselves stand together."""
GROUP = "grupp"
"""The dimension of the groups in which people go through a programme."""
ENROLLED, CLOSED = "enrolled", "closed"
"""What is broken down beside goals: who took part, and who of them is closed."""


@dataclass(frozen=True)
class Dimension:
    """What divides people: a fact of several values, or their group."""

    key: str
    label: str
    others: str
    """What its cells are called that are shown only together."""
    options: tuple[tuple[str, str], ...] = ()
    """The cells that are declared, by key and label, in their order."""
    is_place: bool = False

    def cell_of(self, member: "Member") -> str:
        """Give the cell in which somebody stands."""
        if self.key == GROUP:
            return member.cohort or UNKNOWN
        value = member.facts.get(self.key)
        return value if isinstance(value, str) and self.has(value) else UNKNOWN

    def has(self, cell: str) -> bool:
        """Whether a cell is declared."""
        return any(key == cell for key, _ in self.options)

    def cells(self, found: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Give the cells that are found, by key and label, in their order; the unknown stand last."""
        present = set(found)
        declared = tuple((key, label) for key, label in self.options if key in present)
        beside = sorted(present - {key for key, _ in declared} - {UNKNOWN})
        unknown = ((UNKNOWN, said("Uppgift saknas").message),) if UNKNOWN in present else ()
        return (*declared, *((name, name) for name in beside), *unknown)


@dataclass(frozen=True)
class Cell:
    """One cell: ``n`` of ``of`` people, or of answers. What is ``withheld`` stands in the cell of the others."""

    key: str
    label: str
    n: int | None
    of: int | None
    withheld: Withheld | None = None


@dataclass(frozen=True)
class Breakdown:
    """A table as it may be shown: empty where nobody may see any of it, for too few people are behind it.

    Of ``enrolled`` each cell is so many of all; of ``closed`` and of goals it is so many of those in the cell.
    """

    dimension: str
    what: str
    """``enrolled``, ``closed``, or the name of a goal, of a part of one ``goal/part``."""
    cells: tuple[Cell, ...]
    released_in: str | None
    """The quarter in which it was released, as ``2026-Q3``."""
    label: str = ""
    """The dimension's name."""
    text: str = ""
    """What is counted, in words."""

    @property
    def withheld(self) -> tuple[Cell, ...]:
        """The cells that are not shown by themselves."""
        return tuple(cell for cell in self.cells if cell.withheld)


def dimensions(programme: Programme, *, has_groups: bool = False) -> tuple[Dimension, ...]:
    """Give the dimensions of a programme, in the order declared; groups last.

    :param has_groups: whether people are in groups though the programme does not say so
    """
    facts = [fact for key in programme.breakdowns if (fact := programme.fact(key))]
    found = [
        Dimension(
            fact.key,
            fact.label,
            said("Övriga orter").message if isinstance(fact, InPlace) else said("Resten tillsammans").message,
            tuple((option.key, option.label) for option in fact.options),
            isinstance(fact, InPlace),
        )
        for fact in facts
    ]
    is_grouped = (has_groups or programme.groups is not None) and GROUP not in programme.breakdowns
    return (*found, *((Dimension(GROUP, said("Grupp").message, said("Övriga grupper").message),) if is_grouped else ()))


def place_dimension(programme: Programme) -> Dimension | None:
    """Give the dimension by which a programme's figures are broken down by place, if they are."""
    return next((each for each in dimensions(programme) if each.is_place), None)


def answer_goals(programme: Programme, questionnaires: Mapping[str, Questionnaire]) -> dict[str, AnswerShare]:
    """Give the goals that can be told by place though their answers are anonymous, parts of goals too, by name.

    Of several goals over one question that is the first: two tables over the same answers could tell of a few. Several
    choices do not add up to people.
    """
    first: dict[tuple[str, str], tuple[str, AnswerShare]] = {}
    for name, goal in singles(programme.goals):
        if isinstance(goal, AnswerShare) and _adds_up(questionnaires[goal.questionnaire], goal.question):
            first.setdefault((goal.questionnaire, goal.question), (name, goal))
    return dict(first.values())


def _adds_up(form: Questionnaire, question: str) -> bool:
    return not form.linked and not isinstance(form.question(question), SeveralChoices)


def counted_of_people(programme: Programme) -> dict[str, MembersGoal | None]:
    """Give what is broken down over people, by name: who took part, who is closed, and the shares of people."""
    shares = {name: goal for name, goal in over_members(programme.goals) if not isinstance(goal, Periods | Change)}
    return {ENROLLED: None, CLOSED: None, **shares}


class Counted(NamedTuple):
    """What a table counts: its name, its words, and the version of how it is counted."""

    what: str
    text: str
    rule: str = ""


def counted(
    programme: Programme, dimension: Dimension, questionnaires: Mapping[str, Questionnaire]
) -> tuple[Counted, ...]:
    """Give everything that is broken down by a dimension, in the order shown: people, then the goals in their order."""
    people = counted_of_people(programme)
    answers = answer_goals(programme, questionnaires) if dimension.is_place else {}
    told = people.keys() | answers.keys()
    goals = {
        name: goal for name, goal in singles(programme.goals) if name in told and not _says_itself(goal, dimension)
    }
    return (
        Counted(ENROLLED, said("Inskrivna").message),
        Counted(CLOSED, said("Avslutade av de inskrivna").message),
        *(Counted(name, goal.text, goal.rule) for name, goal in goals.items()),
    )


def _says_itself(goal: Goal, dimension: Dimension) -> bool:
    """Whether a goal counts the very fact by which it would be broken down: "women, by sex" says nothing."""
    counted_by = goal.counted if isinstance(goal, PeopleShare | ShareBeside) else None
    return isinstance(counted_by, FactOneOf) and counted_by.fact == dimension.key


@dataclass(frozen=True)
class Member:
    """Somebody who takes part or took part, without protected identity, as breakdowns see them."""

    key: int
    is_closed: bool
    cohort: str | None = None
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    coach: int | None = None


Positions: TypeAlias = Mapping[Hashable, tuple[str, Standing]]
"""In which cell each person stands, or each anonymous answer, and how."""


def positions(
    dimension: Dimension, what: str, people: Iterable[Member], standings: Mapping[int, Standing] | None
) -> Positions:
    """Give where people stand in a table.

    :param standings: of a goal: how those whom it is about stood at its last release, for a table's sum is what is
        shown of the whole; those outside its base as they stand now
    """
    found: dict[Hashable, tuple[str, Standing]] = {}
    for member in people:
        how = _how(what, member) if standings is None else standings.get(member.key)
        if how:
            found[member.key] = dimension.cell_of(member), how
    return found


def _how(what: str, member: Member) -> Standing:
    return "counted" if what == ENROLLED or member.is_closed else "not counted"
