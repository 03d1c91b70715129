"""Change over time: which pair a person is, and what pairs and those who are lost come to."""

from collections.abc import Mapping

from flows.disclosure.minimum import Released
from flows.goals.evidence import Evidence, Person
from flows.goals.judging import Judgement, Verdict, together
from flows.goals.kinds import Change, Wave
from flows.goals.pairs import Lack, Lost, Pairs, pair, unpacked
from flows.goals.standings import Place, Standings
from flows.timing.plan import follows_closure
from flows.traits import Form


def pair_of(goal: Change, person: Person) -> Place:
    """Tell a person's pair, or why there is none.

    Only answers that are in the figures of their forms are paired. So those of no pair are known from the totals, and
    where they are a few, some pairs wait or no numbers are told (``storage.held_pairs``).
    """
    first, last = (form.among(person.counted, goal.question) for form in (goal.before, goal.later))
    if isinstance(first, int) and isinstance(last, int):
        return Place("summed", pair(first, last))
    return Place("missing", _lack(goal, person))


def _lack(goal: Change, person: Person) -> Lack:
    first, last = (form.answer(person, goal.question) for form in (goal.before, goal.later))
    if first is None:
        return Lack.BOTH if last is None else Lack.FIRST
    return Lack.WAITS if last is not None else _why_not_later(goal.later, person)


def _why_not_later(form: Form, person: Person) -> Lack:
    if any(form.is_of(each) for each in (*person.unanswered, *person.answers)):
        return Lack.UNANSWERED
    stays = person.closed_on is None and follows_closure(form.moment or "")
    return Lack.STAYS if stays else Lack.OPEN


def changed(goal: Change | Wave, name: str, evidence: Evidence, releases: Mapping[str, Released]) -> Verdict:
    """Give what the pairs came to at the last release; of a wave, question by question, and who is lost on the way."""
    if isinstance(goal, Change):
        return _change(goal, evidence.standings.get(name, Standings()), releases.get(name))
    parts = tuple(changed(each, f"{name}/{key}", evidence, releases) for key, each in goal.changes())
    found = [part.judgement for part in parts]
    judgement: Judgement = "no_target" if "no_target" in found else together(found)
    first = evidence.standings.get(f"{name}/{goal.questions[0]}", Standings())
    lost = _lost(goal, first, parts[0].pairs.of if parts[0].pairs else 0, evidence)
    return Verdict(goal, judgement, goes_on=True, parts=parts, lost=lost)


def _change(goal: Change, now: Standings, released: Released | None) -> Verdict:
    if released is None:
        return Verdict(goal, "too_few" if now.of or now.missing else "not_asked")
    return of_pairs(goal, unpacked(released.n, released.of, released.value, goal.numbers_from), released.missing)


def of_pairs(goal: Change, pairs: Pairs, missing: int) -> Verdict:
    """Give what pairs come to; so many others are in none."""
    return Verdict(
        goal,
        _judged(goal, pairs),
        of=pairs.of,
        value=None if pairs.withheld else pairs.relative,
        missing=missing,
        goes_on=True,
        pairs=pairs,
    )


def _judged(goal: Change, pairs: Pairs) -> Judgement:
    """Judge a goal; of fewer pairs than it sets not even whether it is met is told."""
    if goal.aim is None:
        return "no_target"
    if pairs.of < goal.numbers_from:
        return "too_few"
    return "met" if pairs.reaches(goal.aim, goal.better) else "not_met"


def _lost(goal: Wave, first: Standings, told: int, evidence: Evidence) -> Lost:
    """Tell who answered one of two times only, by the first question; of a day gone by nobody knows why.

    :param told: how many pairs of the first question are told of; the others wait (``storage.held_pairs``)
    """
    waits = {Lack.WAITS: max(0, first.of - told)}
    lacking = ((lack, first.lacking(lack) + waits.get(lack, 0)) for lack in Lack if lack is not Lack.BOTH)
    why = () if evidence.is_past else tuple(lacking)
    return Lost(_responses(goal.before, evidence), _responses(goal.later, evidence), why)


def _responses(form: Form, evidence: Evidence) -> tuple[int, int] | None:
    return evidence.responses.get((form.questionnaire, form.moment or ""))
