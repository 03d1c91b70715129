"""Whether a programme's goals can be measured: each names only what the programme asks, records and has."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from flows.facts import Fact, Number
from flows.forms.questionnaire import Questionnaire
from flows.forms.questions import Numeric, Question, Thermometer
from flows.goals.kinds import (
    Activities,
    AnswerShare,
    Change,
    Deliverable,
    Goal,
    Groups,
    Improved,
    Parts,
    PeopleCount,
    PeopleShare,
    Periods,
    Score,
    ShareBeside,
    Wait,
    Wave,
)
from flows.goals.pairs import HIGHEST
from flows.model import Place
from flows.programme import Programme
from flows.traits import AllOf, AnyOf, Chose, Climbed, FactOneOf, Form, OutcomeIs, Rose, Trait

_Problems = Iterator[tuple[Place, str]]

_Some = PeopleShare | ShareBeside | Improved | PeopleCount | Periods | Wait

ANCHORS = ("referral", "start", "closure")
"""The days of an enrolment between which people wait; other days are facts."""


def goal_problems(questionnaires: Mapping[str, Questionnaire], programme: Programme) -> _Problems:
    """Give what makes a programme's goals impossible to measure, each with its place in the programme.

    :param questionnaires: the sound ones; one that is broken has complaints of its own
    """
    check = _Check(questionnaires, programme)
    for index, goal in enumerate(programme.goals):
        if isinstance(goal, Parts):
            found = [(("parts", n, *at), said) for n, part in enumerate(goal.parts) for at, said in check.goal(part)]
        else:
            found = list(check.goal(goal))
        for place, problem in dict.fromkeys(found):
            yield ("goals", index, *place), f"goal '{goal.key}': {problem}"


def choose(possible: Iterable[str]) -> str:
    """Say what can be written instead."""
    names = ", ".join(sorted(possible))
    return f"write one of {names}" if names else "there is none to choose, so write it first or choose another"


@dataclass(frozen=True)
class _Check:
    """Checks goals against a programme and what its questionnaires ask."""

    questionnaires: Mapping[str, Questionnaire]
    programme: Programme

    def goal(self, goal: Goal) -> _Problems:
        """Give what is wrong with one goal."""
        match goal:
            case AnswerShare():
                yield from self._asked((), Form(questionnaire=goal.questionnaire))
                yield from self._answers((), goal.questionnaire, goal.question, goal.counted)
            case PeopleShare() | ShareBeside():
                yield from self._trait(("counted",), goal.counted)
            case Improved():
                yield from self._improved(goal)
            case Change() | Wave():
                yield from self._change(goal)
            case Wait():
                yield from self._wait(goal)
            case Periods():
                yield from self._months(goal)
                yield from self._apart(goal)
            case _:
                yield from self._of_programme(goal)
        if isinstance(goal, _Some) and goal.among:
            yield from self._trait(("among",), goal.among)

    def _of_programme(self, goal: Goal) -> _Problems:
        """Give what is wrong with a goal that is about groups, places or the programme itself."""
        match goal:
            case Score():
                yield from self._score(goal)
            case Groups() if self.programme.groups is None:
                yield (), "the programme has no groups; add groups, or take the goal away"
            case Deliverable():
                yield from self._noted(goal, ("yes_no", "date", "event"), "programme")
            case Activities():
                yield from self._noted(goal, ("event", "number"), "place" if goal.places else "programme")
                yield from self._places(goal)

    def _trait(self, at: Place, trait: Trait) -> _Problems:
        match trait:
            case AllOf(all=inner) | AnyOf(any=inner):
                word = "all" if isinstance(trait, AllOf) else "any"
                for index, each in enumerate(inner):
                    yield from self._trait((*at, word, index), each)
            case OutcomeIs(outcome=keys):
                outcomes = [outcome.key for outcome in self.programme.outcomes]
                for index, key in enumerate(keys):
                    if key not in outcomes:
                        yield (*at, "outcome", index), f"the programme has no outcome '{key}'; {choose(outcomes)}"
            case FactOneOf():
                yield from self._fact_one_of(at, trait)
            case Chose():
                yield from self._linked(at, trait)
                yield from self._answers(at, trait.questionnaire, trait.question, trait.chose, "chose")
            case Climbed():
                yield from self._climbed(at, trait)
            case Rose():
                yield from self._pair(at, trait.before, trait.later, (trait.question,), ("question",))

    def _fact_one_of(self, at: Place, trait: FactOneOf) -> _Problems:
        fact = self._fact(trait.fact)
        if fact is None or fact.about != "person":
            yield (*at, "fact"), self._no_fact(trait.fact, "person")
            return
        for name in ("one_of", "unknown"):
            for index, value in enumerate(getattr(trait, name)):
                if not fact.fits(value, date.max):
                    shown = str(value).lower() if isinstance(value, bool) else value
                    possible = choose(option.key for option in fact.options) if fact.options else "correct the value"
                    message = f"the fact '{fact.key}' can never be '{shown}'; {possible}"
                    yield (*at, name, index), message

    def _improved(self, goal: Improved) -> _Problems:
        if goal.in_at_least > len(goal.dimensions):
            message = f"asks for {goal.in_at_least} of {len(goal.dimensions)} dimensions; ask for fewer"
            yield ("in_at_least",), message
        for index, key in enumerate(goal.dimensions):
            if key in goal.dimensions[:index]:
                yield ("dimensions", index), f"'{key}' stands twice in dimensions; remove one"
        yield from self._pair((), goal.before, goal.later, goal.dimensions, ("dimensions",))

    def _change(self, goal: Change | Wave) -> _Problems:
        keys = goal.questions if isinstance(goal, Wave) else (goal.question,)
        of: Place = ("questions",) if isinstance(goal, Wave) else ("question",)
        yield from self._pair((), goal.before, goal.later, keys, of)
        for name, form in (("before", goal.before), ("later", goal.later)):
            if form.moment is None:
                yield (name,), f"compares what is asked at two moments; write which: moment: {self._moments(form)}"
            questionnaire = self.questionnaires.get(form.questionnaire)
            for index, key in enumerate(keys) if questionnaire else ():
                question = questionnaire.question(key) if questionnaire else None
                if isinstance(question, Numeric) and not 0 <= question.lowest <= question.highest <= HIGHEST:
                    message = f"'{key}' goes beyond 0 to {HIGHEST}, between which changes are counted; let it be within"
                    yield (*of, *((index,) if isinstance(goal, Wave) else ())), message

    def _moments(self, form: Form) -> str:
        asked = self.programme.questionnaires
        return " or ".join(each.moment for each in asked if each.questionnaire == form.questionnaire) or "start"

    def _climbed(self, at: Place, trait: Climbed) -> _Problems:
        if trait.climbed == trait.since:
            yield (*at, "since"), "compares a fact with itself; name the fact of the start"
        for name, key in (("climbed", trait.climbed), ("since", trait.since)):
            fact = self._fact(key)
            if fact is None or fact.about != "person" or fact.kind != "choice":
                yield (*at, name), self._no_fact(key, "person", ("choice",))
            elif {option.key for option in fact.options} != set(trait.steps):
                keys = ", ".join(option.key for option in fact.options)
                yield (*at, "steps"), f"are other than the options of '{key}'; write them all, the lowest first: {keys}"

    def _pair(self, at: Place, before: Form, later: Form, keys: tuple[str, ...], of: Place) -> _Problems:
        for name, form in (("before", before), ("later", later)):
            yield from self._linked((*at, name), form)
            questionnaire = self.questionnaires.get(form.questionnaire)
            for index, key in enumerate(keys) if questionnaire else ():
                problem = _number_problem(questionnaire, key) if questionnaire else None
                if problem:
                    yield (*at, *of, *((index,) if of in {("dimensions",), ("questions",)} else ())), problem
        if before == later:
            yield (*at, "later"), "compares a form with itself; name another form or another moment"

    def _linked(self, at: Place, form: Form) -> _Problems:
        """Complain of a form that is not asked, or of which nobody knows whose answers are whose."""
        yield from self._asked(at, form)
        questionnaire = self.questionnaires.get(form.questionnaire)
        if questionnaire and not questionnaire.linked:
            message = f"'{form.questionnaire}' is anonymous, so it says nothing of one person; let it be linked: true"
            yield (*at, "questionnaire"), f"{message}, or use a goal of the kind answer_share"

    def _asked(self, at: Place, form: Form) -> _Problems:
        moments = [
            asking.moment for asking in self.programme.questionnaires if asking.questionnaire == form.questionnaire
        ]
        if not moments:
            message = f"the programme does not ask '{form.questionnaire}'; add it to its questionnaires"
            yield (*at, "questionnaire"), message
        elif form.moment not in {None, *moments}:
            yield (*at, "moment"), f"'{form.questionnaire}' is not asked at '{form.moment}'; {choose(moments)}"

    def _answers(self, at: Place, form: str, key: str, keys: tuple[str | int, ...], of: str = "counted") -> _Problems:
        questionnaire = self.questionnaires.get(form)
        if questionnaire is None:
            return
        question = questionnaire.question(key)
        if question is None:
            yield (*at, "question"), _no_question(questionnaire, key)
            return
        if of == "chose" and isinstance(question, Thermometer):
            yield (*at, "question"), f"'{key}' is a thermometer, on which nobody chooses; ask how it rose: rose_by"
            return
        options = [option.key for option in question.answers()]
        for index, each in enumerate(keys):
            if str(each) not in options:
                yield (*at, of, index), f"'{key}' has no option '{each}'; {choose(options)}"

    def _score(self, goal: Score) -> _Problems:
        fact = self._fact(goal.fact)
        if not isinstance(fact, Number) or fact.about != "place":
            yield ("fact",), self._no_fact(goal.fact, "place", ("number",))
        elif not fact.fits(goal.target, date.max):
            yield ("target",), f"'{goal.fact}' can never be {goal.target}; write a number on its scale"
        yield from self._places(goal)

    def _places(self, goal: Score | Activities) -> _Problems:
        for index, place in enumerate(goal.places):
            if place not in self.programme.places:
                yield ("places", index), f"'{place}' is no place of the programme; {choose(self.programme.places)}"
            if place in goal.places[:index]:
                yield ("places", index), f"'{place}' stands twice in places; remove one"

    def _months(self, goal: Periods) -> _Problems:
        for index, key in enumerate(goal.facts):
            fact = self._fact(key)
            if fact is None or fact.kind != "months":
                yield ("facts", index), self._no_fact(key, "person", ("months",))
            if key in goal.facts[:index]:
                yield ("facts", index), f"'{key}' stands twice in facts; remove one"

    def _apart(self, goal: Periods) -> _Problems:
        """Complain of a group whose sum is not released apart: with everybody's it would tell those of the others."""
        if goal.apart:
            yield from self._trait(("apart",), goal.apart)
        if not (goal.among or goal.part_of):
            return
        wholes = {each.key: each for each in self.programme.goals if isinstance(each, Periods) and each.apart}
        whole = wholes.get(goal.part_of or "")
        if whole is None or (goal.among, goal.facts, goal.people) != (whole.apart, whole.facts, whole.people):
            message = "shows some people's months, which must be released apart in a goal about everybody; let part_of"
            yield ("part_of" if goal.part_of else "among",), f"{message} name one with the same facts and 'apart'"

    def _wait(self, goal: Wait) -> _Problems:
        for name, key in (("since", goal.since), ("until", goal.until)):
            fact = self._fact(key)
            if key not in ANCHORS and (fact is None or fact.kind != "date" or fact.about != "person"):
                days = [each.key for each in self.programme.facts if each.kind == "date" and each.about == "person"]
                yield (name,), f"'{key}' is no day of a person; {choose([*ANCHORS, *days])}"
        if goal.since == goal.until:
            yield ("until",), "waits from a day to the same day; name two days"

    def _noted(self, goal: Deliverable | Activities, kinds: tuple[str, ...], about: str) -> _Problems:
        fact = self._fact(goal.fact)
        if fact is None or fact.kind not in kinds or fact.about != about:
            yield ("fact",), self._no_fact(goal.fact, about, kinds)

    def _fact(self, key: str) -> Fact | None:
        return self.programme.fact(key)

    def _no_fact(self, key: str, about: str, kinds: tuple[str, ...] = ()) -> str:
        fitting = [
            each.key for each in self.programme.facts if each.about == about and (each.kind in kinds or not kinds)
        ]
        kind = f" of the kind {' or '.join(kinds)}" if kinds else ""
        return f"the programme has no fact '{key}' about a {about}{kind}; {choose(fitting)}"


def _no_question(questionnaire: Questionnaire, key: str) -> str:
    keys = (each.key for each in questionnaire.questions if each.answers())
    return f"'{questionnaire.key}' has no question '{key}'; {choose(keys)}"


def _number_problem(questionnaire: Questionnaire, key: str) -> str | None:
    """Say why a question gives no number that can rise, if so."""
    question = questionnaire.question(key)
    if question is None:
        return _no_question(questionnaire, key)
    if not _is_number(question):
        numbers = (each.key for each in questionnaire.questions if _is_number(each))
        return f"'{key}' in '{questionnaire.key}' is answered with no number; {choose(numbers)}"
    return None


def _is_number(question: Question) -> bool:
    return isinstance(question, Numeric)
