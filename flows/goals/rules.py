"""How a goal is counted, in words that can be translated."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce

from flows.facts import Number
from flows.forms.questionnaire import Questionnaire
from flows.goals.judging import Verdict
from flows.goals.kinds import (
    Activities,
    AnswerShare,
    Change,
    Deliverable,
    Goal,
    Groups,
    Improved,
    PeopleCount,
    PeopleShare,
    Periods,
    Score,
    ShareBeside,
    Wait,
    Wave,
)
from flows.programme import Programme
from flows.said import Said, said
from flows.timing.spans import in_days
from flows.traits import AllOf, AnyOf, Chose, Climbed, FactOneOf, OutcomeIs, Trait

_PEOPLE = {"closed": said("avslutade"), "enrolled": said("inskrivna")}
_PERIODS = {"year": said("per kalenderår"), "half_year": said("per halvår"), "total": said("hela tiden")}
_ANCHORS = {"referral": said("anvisningen"), "start": said("inskrivningen"), "closure": said("avslutet")}


def explained(verdict: Verdict, programme: Programme, questionnaires: Mapping[str, Questionnaire]) -> Verdict:
    """Give a verdict that tells how it was counted, as do its parts."""
    words = _Words(programme, questionnaires)
    parts = tuple(words.named(explained(part, programme, questionnaires), verdict.goal) for part in verdict.parts)
    return replace(verdict, rule=words.rule(verdict.goal), parts=parts)


@dataclass(frozen=True)
class _Words:
    """Says how goals are counted, by the labels of what they name."""

    programme: Programme
    questionnaires: Mapping[str, Questionnaire]

    def named(self, part: Verdict, within: Goal) -> Verdict:
        """Call a sum of months by what is summed, and a question's change by the question."""
        match part.goal:
            case Periods(key=fact):
                return replace(part, goal=part.goal.model_copy(update={"text": self._fact(fact)}))
            case Change(before=form, question=question) if isinstance(within, Wave):
                asked = self._question(form.questionnaire, question)
                return replace(part, goal=part.goal.model_copy(update={"text": asked}))
        return part

    def rule(self, goal: Goal) -> Said:
        """Say how a goal is counted."""
        match goal:
            case AnswerShare():
                options = self._options(goal.questionnaire, goal.question, goal.counted)
                rule = said("Räknas: {options}.", options=options)
            case PeopleShare():
                rule = self._share(goal)
            case ShareBeside():
                rule = self._beside(goal)
            case Improved():
                rule = said(
                    "Räknas: de som har stigit med minst {by} i minst {some} av {all} delar. Bland: {people}, med svar "
                    "från båda tillfällena.",
                    by=goal.by,
                    some=goal.in_at_least,
                    all=len(goal.dimensions),
                    people=self._people(goal),
                )
            case Wait():
                rule = said(
                    "Räknas: de som väntade högst {days} dagar från {since} till {until}. Bland: {people}.",
                    days=in_days(goal.at_most),
                    since=self._day(goal.since),
                    until=self._day(goal.until),
                    people=self._people(goal),
                )
            case Change() | Wave():
                rule = self._change(goal)
            case _:
                rule = self._number(goal)
        return rule

    def _change(self, goal: Change | Wave) -> Said:
        """Say how a change is counted, and by which of two readings a change in per cent is meant."""
        pairs = said(
            "Räknas: förändringen av medelvärdet, bara för dem som har svarat båda gångerna. Med färre än {least} par "
            "visas bara riktningen.",
            least=goal.numbers_from,
        )
        if goal.aim is None:
            return pairs
        reading = said("Procenten är förändringen av medelvärdet, inte medelvärdet av varje pars förändring.")
        return said("{one} {other}", one=pairs, other=reading)

    def _number(self, goal: Goal) -> Said:
        """Say how a goal that is about no share is counted."""
        match goal:
            case PeopleCount():
                rule = said("Räknas: {people}, {period}.", people=self._people(goal), period=_PERIODS[goal.per])
            case Groups():
                rule = said(
                    "Räknas: grupper med {least} till {most} personer, {period}.",
                    least=goal.size.least,
                    most=goal.size.most,
                    period=_PERIODS[goal.per],
                )
            case Score():
                rule = said(
                    "Räknas: det senaste som är noterat för ”{fact}” till och med {day}.",
                    fact=self._fact(goal.fact),
                    day=goal.by,
                )
            case Deliverable():
                rule = said(
                    "Räknas: om ”{fact}” är noterat som gjort till och med {day}.",
                    fact=self._fact(goal.fact),
                    day=goal.by,
                )
            case Periods():
                rule = self._months(goal)
            case Activities() if isinstance(self.programme.fact(goal.fact), Number):
                rule = said(
                    "Räknas: summan av det som är noterat för ”{fact}”, {period}.",
                    fact=self._fact(goal.fact),
                    period=_PERIODS[goal.per],
                )
            case Activities():
                rule = said(
                    "Räknas: hur många gånger ”{fact}” är noterat, {period}.",
                    fact=self._fact(goal.fact),
                    period=_PERIODS[goal.per],
                )
            case _:
                rule = said("Målet är nått när alla delar är nådda.")
        return rule

    def _months(self, goal: Periods) -> Said:
        if goal.apart:
            plain = self._months(goal.model_copy(update={"apart": None}))
            return said(
                "{rule} De där {trait} läggs till när de är tillräckligt många.",
                rule=plain,
                trait=self._trait(goal.apart),
            )
        return said(
            "Räknas: summan av {facts}, delad med {months}. Bland: {people}, hela tiden.",
            facts=tuple(map(self._fact, goal.facts)),
            months=goal.months,
            people=self._people(goal),
        )

    def _share(self, goal: PeopleShare | ShareBeside) -> Said:
        counted = self._trait(goal.counted)
        return said("Räknas: de där {counted}. Bland: {people}.", counted=counted, people=self._people(goal))

    def _beside(self, goal: ShareBeside) -> Said:
        beside = goal.reference
        return said(
            "{rule} Bedöms inte, visas bredvid {reference}: {n} av {of} ({share}).",
            rule=self._share(goal),
            reference=beside.text,
            n=beside.n,
            of=beside.of,
            share=Fraction(beside.n, beside.of),
        )

    def _people(self, goal: PeopleShare | ShareBeside | Improved | Wait | PeopleCount | Periods) -> Said:
        people = _PEOPLE[goal.people]
        return said("{people} där {among}", people=people, among=self._trait(goal.among)) if goal.among else people

    def _trait(self, trait: Trait) -> Said:
        match trait:
            case AllOf(all=inner):
                found = reduce(lambda one, two: said("{one} och {two}", one=one, two=two), map(self._trait, inner))
            case AnyOf(any=inner):
                found = reduce(lambda one, two: said("{one} eller {two}", one=one, two=two), map(self._trait, inner))
            case OutcomeIs(outcome=keys):
                labels = tuple(outcome.label for outcome in self.programme.outcomes if outcome.key in keys)
                found = said("utfallet är {outcomes}", outcomes=labels)
            case FactOneOf():
                found = said("”{fact}” är {values}", fact=self._fact(trait.fact), values=self._values(trait))
            case Chose():
                options = self._options(trait.questionnaire, trait.question, trait.chose)
                question = self._question(trait.questionnaire, trait.question)
                found = said("svaret på ”{question}” är {options}", question=question, options=options)
            case Climbed():
                found = said(
                    "”{later}” är ett högre steg än ”{before}”",
                    later=self._fact(trait.climbed),
                    before=self._fact(trait.since),
                )
            case _:
                question = self._question(trait.later.questionnaire, trait.question)
                found = said("”{question}” har stigit med minst {by}", question=question, by=trait.rose_by)
        return found

    def _fact(self, key: str) -> str:
        fact = self.programme.fact(key)
        return fact.label if fact else key

    def _values(self, trait: FactOneOf) -> tuple[str | Said, ...]:
        fact = self.programme.fact(trait.fact)
        labels: dict[object, str] = {option.key: option.label for option in fact.options} if fact else {}
        yes_no = {True: said("Ja"), False: said("Nej")}
        return tuple(
            yes_no[value] if isinstance(value, bool) else labels.get(value, str(value)) for value in trait.one_of
        )

    def _day(self, name: str) -> Said:
        return _ANCHORS.get(name) or said("”{fact}”", fact=self._fact(name))

    def _question(self, form: str, key: str) -> str:
        question = self.questionnaires[form].question(key) if form in self.questionnaires else None
        return question.text if question else key

    def _options(self, form: str, key: str, keys: Iterable[str | int]) -> tuple[str, ...]:
        question = self.questionnaires[form].question(key) if form in self.questionnaires else None
        chosen = {str(each) for each in keys}
        return tuple(option.label for option in question.answers() if option.key in chosen) if question else ()
