"""What a goal ought to come to, worked out from a cohort's rows by plain counting, and nothing of the product's."""

from collections.abc import Iterable
from typing import Any, TypeAlias

from flows.catalogue import SHIPPED, read_catalogue

Expected: TypeAlias = dict[str, Any]
_FEWEST = 5
_SAID = ("n", "of", "share", "target", "verdict", "value", "missing", "reference")


def share(standings: Iterable[bool | None], target: float | None = None, outside: int = 0) -> Expected:
    """Expect a share of people: of whom it is true, false, or not known; fewer than five outside hide it."""
    known = list(standings)
    of = len(known) - known.count(None)
    if of < _FEWEST or 0 < outside < _FEWEST:
        return few(target)
    return _share(known.count(True), of, target) | {"missing": known.count(None)}


def beside(standings: Iterable[bool | None], n: int, of: int) -> Expected:
    """Expect a share that is shown beside a reference, where five or more stand on either side of it."""
    found = list(standings)
    reference = {"reference": {"n": n, "of": of}}
    if 0 < min(found.count(True), found.count(False)) < _FEWEST:
        return few(None) | reference
    return share(found) | reference


def answers(pressed: Iterable[str | None], counted: str, target: float | None = None) -> Expected:
    """Expect a share of anonymous answers; who declined is outside."""
    given = [each for each in pressed if each is not None]
    if len(given) < _FEWEST:
        return few(target)
    return _share(sum(each in counted for each in given), len(given), target)


def number(found: int, target: int, of: int | None = None) -> Expected:
    """Expect a number that is to be at least so high."""
    return _said(found, of, None, target, _verdict(found, target)) | {"value": found}


def wait(days: list[int], most: int, missing: int) -> Expected:
    """Expect waits in days, of which none is to be longer than the most."""
    in_time = sum(each <= most for each in days)
    found = _said(in_time, len(days), None, most, "met" if in_time == len(days) else "not_met")
    return found | {"value": max(days), "missing": missing}


def score(points: int, target: int) -> Expected:
    """Expect a score."""
    return _said(None, None, None, target, _verdict(points, target)) | {"value": points}


def done(*, in_time: bool) -> Expected:
    """Expect something that is done in time or not."""
    return _said(int(in_time), 1, None, None, "met" if in_time else "not_met")


def parts(met: int, of: int, verdict: str) -> Expected:
    """Expect a goal of several parts."""
    return _said(met, of, None, None, verdict)


def flat(goals: list[dict[str, Any]]) -> dict[str, Expected]:
    """Give what JSON says of each goal, parts beside their whole."""
    found = {goal["key"]: goal for goal in goals}
    found |= {f"{goal['key']}/{part['key']}": part for goal in goals for part in goal.get("parts", ())}
    return {key: {name: goal[name] for name in _SAID if name in goal} for key, goal in found.items()}


def promised(programme: str) -> set[str]:
    """Give the name of every goal and part that a programme promises, so that none is left out."""
    goals = read_catalogue(SHIPPED).programmes[programme].goals
    inner = {f"{goal.key}/{part.key}" for goal in goals if goal.kind == "parts" for part in goal.parts}
    at_places = {f"{goal.key}/{place}" for goal in goals if goal.kind == "score" for place in goal.places}
    return {goal.key for goal in goals} | inner | at_places


def few(target: float | None) -> Expected:
    """Expect no number and no judgement, for too few people are behind it or beside it."""
    return _said(None, None, None, target, "too_few")


def _share(n: int, of: int, target: float | None) -> Expected:
    return _said(n, of, n / of, target, "no_target" if target is None else _verdict(n, target * of))


def _verdict(found: float, target: float) -> str:
    return "met" if found >= target else "not_met"


def _said(n: int | None, of: int | None, share: float | None, target: float | None, verdict: str) -> Expected:
    return {"n": n, "of": of, "share": share, "target": target, "verdict": verdict}
