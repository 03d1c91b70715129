"""The association's own goals: what they come to over all programmes that have them."""

from collections.abc import Sequence
from fractions import Fraction

from flows.goals.evaluate import whole
from flows.goals.judging import Judgement, Verdict, judge
from flows.goals.kinds import Change, Goal, Parts
from flows.goals.paired import of_pairs
from flows.goals.pairs import added


def combined(goal: Goal, verdicts: Sequence[Verdict]) -> Verdict:
    """Add up what a share came to in several programmes; of programmes with too few people nothing is counted.

    Only numbers that are shown of a programme are added, so the sum tells nothing that they do not.

    :param verdicts: of the same goal, one a programme
    """
    if isinstance(goal, Parts):
        parts = (
            combined(part, [verdict.parts[index] for verdict in verdicts if verdict.parts])
            for index, part in enumerate(goal.parts)
        )
        return whole(goal, tuple(parts))
    if isinstance(goal, Change):
        return _changed(goal, verdicts)
    counted = [(verdict.n, verdict.of) for verdict in verdicts if verdict.share is not None]
    if not counted:
        return Verdict(goal, _unjudged(verdicts))
    n, of = (sum(filter(None, numbers)) for numbers in zip(*counted, strict=True))
    return Verdict(goal, judge(Fraction(n, of), goal.aim), n, of, missing=sum(each.missing or 0 for each in verdicts))


def _changed(goal: Change, verdicts: Sequence[Verdict]) -> Verdict:
    told = [verdict for verdict in verdicts if verdict.pairs and not verdict.pairs.withheld]
    pairs = [verdict.pairs for verdict in told if verdict.pairs]
    if not pairs:
        return Verdict(goal, _unjudged(verdicts))
    return of_pairs(goal, added(pairs), sum(verdict.missing or 0 for verdict in told))


def _unjudged(verdicts: Sequence[Verdict]) -> Judgement:
    return "too_few" if any(verdict.judgement == "too_few" for verdict in verdicts) else "not_asked"
