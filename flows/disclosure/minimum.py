"""What may be shown of a few people: the minimum base, and release in batches (design: 3.8, 3.9).

The base of a figure is the people who answered that question. Answers are released when at least ``minimum`` of them
have gathered, all at once; so the difference between any two looks has a base of at least ``minimum`` too.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

from flows.figures import OptionCount, QuestionFigure, Tally, Withheld
from flows.forms.questionnaire import Questionnaire
from flows.forms.questions import Question, Scale, Thermometer
from flows.goals.counting import middle, shown_counts
from flows.goals.pairs import Beside, kept, squares_of
from flows.goals.standings import Behind, Moved

Cell: TypeAlias = str | int | bool | None
"""One field of an exported row; ``None`` is blank."""
Row: TypeAlias = tuple[Cell, ...]


def releasable(waiting_answers: int, minimum: int) -> bool:
    """Whether the answers to one question that wait for release may be counted now.

    :param waiting_answers: people whose answer to the question waits; those who declined are not counted
    """
    return waiting_answers >= minimum


def places_told(waiting: Mapping[str, int], minimum: int) -> frozenset[str]:
    """Tell of which places the answers that wait are released with their place; all others are released without.

    With every release each place gets nobody's answer or at least ``minimum`` people's, and so do those without a
    place; the whole is the same as if no place were kept. Where too few would be left without, the smallest of the
    places is left without too.

    :param waiting: people whose answer to one question waits, by place; ``""`` where none is kept
    """
    told = sorted((place for place, n in waiting.items() if place and n >= minimum), key=lambda place: waiting[place])
    rest = sum(waiting.values()) - sum(waiting[place] for place in told)
    return frozenset(told[1:] if 0 < rest < minimum else told)


def question_figure(
    questionnaire: Questionnaire, question: Question, tally: Tally, waiting: int, minimum: int, *, moment: str = ""
) -> QuestionFigure:
    """Give what a coordinator may see of one question, given its released tally and how many answers wait.

    :param moment: of the asking
    """
    withheld = _withheld(tally, waiting, minimum)
    shown = withheld is None
    found = middle(question, tally.counts, linked=questionnaire.linked) if shown else None
    mean, median = found or (None, None)
    return QuestionFigure(
        questionnaire=questionnaire.key,
        version=questionnaire.version,
        key=question.key,
        text=question.text,
        of=tally.of if shown else None,
        declined=tally.declined if shown else None,
        options=_options(question, tally, shown=shown),
        withheld=withheld,
        mean=mean,
        median=median,
        moment=moment,
    )


def _withheld(tally: Tally, waiting: int, minimum: int) -> Withheld | None:
    if tally.of >= minimum:
        return None
    return "batch" if tally.of + waiting >= minimum else "few"


def _options(question: Question, tally: Tally, *, shown: bool) -> tuple[OptionCount, ...]:
    ends = _ends(question)
    named = ((option.key, option.label, ends.get(option.key, "")) for option in question.answers())
    if not shown:
        return tuple(OptionCount(key, label, None, None, end) for key, label, end in named)
    found = shown_counts(question, tally.counts)
    counts = ((key, label, found.get(key, 0), end) for key, label, end in named)
    return tuple(OptionCount(key, label, n, Fraction(n, tally.of), end) for key, label, n, end in counts)


def _ends(question: Question) -> Mapping[str, str]:
    """Give what the ends of a scale mean, by the keys of the answers that they are."""
    if not isinstance(question, Scale | Thermometer):
        return {}
    return {str(question.lowest): question.low, str(question.highest): question.high}


def share_of(n: int, of: int, minimum: int) -> Fraction | None:
    """Give a share of people, or ``None`` where the base is too small for one."""
    return Fraction(n, of) if of >= minimum else None


def blank_rare(rows: Sequence[Row], minimum: int, *, totals: int) -> list[Row]:
    """Blank cells, the last column first, until every combination that is left stands in ``minimum`` rows or more.

    The first cell is never blanked: rows that are still rare with it alone are left out. Of so many columns after it
    the totals are shown elsewhere, and could tell what a few blanks hide; so in each of them nobody's value is hidden,
    or at least ``minimum`` people's. What stands after these is told where enough who gave the same have it in common.
    """
    alike: dict[Row, list[Row]] = {}
    given = [row[: totals + 1] for row in rows]
    for told, own, row in zip(_without_rare(given, minimum), given, rows, strict=True):
        if told is not None:
            beside = row[totals + 1 :]
            alike.setdefault(told, []).append(beside if told == own else _until(beside, 0))
    return [(*told, *each) for told, beside in alike.items() for each in _in_common(beside, minimum)]


def _in_common(beside: Sequence[Row], minimum: int) -> Iterator[Row]:
    """Give what stands beside rows that are alike; blank where it is rare, and then in at least ``minimum`` of them."""
    found = Counter({row: n for row, n in Counter(beside).items() if n >= minimum})
    blank = len(beside) - found.total()
    if found and 0 < blank < minimum:
        rarest, n = found.most_common()[-1]
        more = _number_to_blank(n, minimum)
        found[rarest] -= more
        blank += more
    yield from found.elements()
    yield from [_until(beside[0], 0)] * blank


def _number_to_blank(alike: int, minimum: int) -> int:
    """Give how many of rows that are alike to blank, so that both the blanked and the others are nobody or enough."""
    return minimum if alike >= 2 * minimum else alike


def _without_rare(rows: Sequence[Row], minimum: int) -> list[Row | None]:
    """Give each row as far as it may be told beside the totals of all its columns; ``None`` where it is left out."""
    found = list(rows)
    for column in reversed(range(1, len(found[0]) if found else 1)):
        counts = Counter(found)
        found = [row if counts[row] >= minimum else _until(row, column) for row in found]
    counts = Counter(found)
    left = [row if counts[row] >= minimum else None for row in found]
    for column in range(1, len(rows[0]) if rows else 1):
        while 0 < _hidden(rows, left, column) < minimum and _shown(left, column):
            left = _with_more_hidden(left, column, minimum)
    return left


def _until(row: Row, column: int) -> Row:
    return (*row[:column], *(None,) * (len(row) - column))


def _hidden(rows: Sequence[Row], left: Sequence[Row | None], column: int) -> int:
    """Count the people whose value in a column is not shown."""
    pairs = zip(rows, left, strict=True)
    return sum(row[column] is not None and (now is None or now[column] is None) for row, now in pairs)


def _shown(left: Iterable[Row | None], column: int) -> Counter[Row]:
    return Counter(row for row in left if row is not None and row[column] is not None)


def _with_more_hidden(left: Sequence[Row | None], column: int, minimum: int) -> list[Row | None]:
    """Blank a column and what follows it in ``minimum`` rows that are alike, the rarest; where few are left, in all."""
    rarest, n = _shown(left, column).most_common()[-1]
    places = [place for place, row in enumerate(left) if row == rarest]
    blanked = set(places[: _number_to_blank(n, minimum)])
    return [_until(rarest, column) if place in blanked else row for place, row in enumerate(left)]


@dataclass(frozen=True)
class Released:
    """The last numbers shown of a goal over people: counted (or their months), in the base, left out; longest wait.

    Of pairs ``n`` is their sum and ``value`` the squares of their changes (``flows.goals.pairs``).
    """

    n: int
    of: int
    missing: int = 0
    value: int | None = None

    @property
    def tells(self) -> bool:
        """Whether numbers of it may be told: of pairs they may not where the value is below zero."""
        return (self.value or 0) >= 0


def released_anew(
    last: Released | None,
    moved: Moved,
    now: Behind,
    minimum: int,
    *,
    is_same_rule: bool = True,
    beside: Beside | None = None,
) -> Released | None:
    """Give the numbers to show from now on, or ``None`` where what was shown before must stay.

    New numbers need ``minimum`` people in the base and none or that many outside it, and must differ from the last in
    where at least ``minimum`` people stand. What was counted of people who are erased since stays in for good: it is
    what the last numbers hold beyond those who are not. Of pairs, numbers never give way to a direction.

    :param moved: what lies between the people of the last release who are not erased and those of now
    :param is_same_rule: whether the goal was counted then as it is now
    :param beside: of pairs, when numbers of them may be told
    """
    new = Released(now.n, now.of, now.missing, now.value)
    if last:
        if moved.people < minimum and (is_same_rule or moved.people):
            return None
        new = replace(new, n=now.n + last.n - moved.n, of=now.of + last.of - moved.of)
    if beside is not None:
        squares = (now.value or 0) + squares_of(last.value if last else 0) - (moved.squares or 0)
        new = replace(new, value=kept(squares, numbers=beside.tells(new.of, minimum)))
    if last and is_same_rule and last.tells and not new.tells:
        return None
    return new if _may_be_shown(new, now, minimum) else None


def _may_be_shown(new: Released, now: Behind, minimum: int) -> bool:
    parts = (now.outside, *((new.n, new.of - new.n) if now.is_breakdown else ()))
    return new.of >= minimum and all(part == 0 or part >= minimum for part in parts)
