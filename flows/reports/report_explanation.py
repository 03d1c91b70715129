"""Explanations of a report's figures. What was frozen is explained as it was frozen, and never as it is now."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from flows.goals.kinds import AnswerShare, Goal
from flows.goals.members import singles
from flows.reports.explanation import Explanation, Gathering
from flows.reports.key_figures import Name
from flows.reports.periods import Period
from flows.reports.report import Figures
from flows.said import Said, said


def of_flow(figures: Figures) -> Explanation:
    """Explain who came and went in a period, beside the period before."""
    return Explanation(
        rule=(
            said("Inbjudna, började och avslutade räknas på den dag som det hände."),
            *_the_period_before(figures.period.before() if figures.flow_before else None),
        ),
        period=_days(figures.period, figures.end.until),
        left_out=(said("De som är raderade räknas som inbjudna, men inte som började eller avslutade."),),
    )


def _the_period_before(period: Period | None) -> tuple[Said, ...]:
    if period is None or period.first is None or period.last is None:
        return ()
    return (said("Perioden före är {first} till {last}.", first=period.first, last=period.last),)


def _days(period: Period, until: date) -> Said:
    if period.first is None:
        return said("Från början till {last}.", last=until)
    return said("{first} till {last}.", first=period.first, last=until)


def of_room(figures: Figures) -> Explanation:
    """Explain how many of the places were taken when the period ended."""
    per = figures.capacity.per if figures.capacity else "total"
    return Explanation((_TAKEN[per],), period=said("Hur det var {last}.", last=figures.end.until))


_TAKEN = {
    "year": said("Tagna platser är de som har börjat under året fram till dess."),
    "half_year": said("Tagna platser är de som har börjat under halvåret fram till dess."),
    "total": said("Tagna platser är de som var med då."),
}


def of_met(figures: Figures) -> Explanation:
    """Explain how many goals were met when the period ended."""
    unjudged = sum(each.judgement not in {"met", "not_met"} for each in figures.end.verdicts)
    return Explanation(
        rule=(said("Mål som har ett målvärde och nog med underlag räknas, efter hur de är bedömda."),),
        left_out=(said("Mål som inte kan bedömas: {n}.", n=unjudged),),
    )


_COUNTED: dict[Name, Said] = {
    "outcomes": said("De som är avslutade räknas en gång var, efter hur de avslutades."),
    "livelihood": said("De som är avslutade räknas en gång var före och en gång efter."),
    "support_before": said("Var och en räknas en gång. Medianen är det svar som den mittersta personen har."),
    "throughput": said("Dagarna från start till avslut. Medianen är den mittersta personens."),
}
_UNCOUNTED: dict[Name, Said] = {
    "livelihood": said("De vars försörjning inte är känd både före och efter."),
    "support_before": said("De för vilka tiden inte är känd."),
}


def of_key_figure(name: Name, figures: Figures, of: int | None) -> Explanation:
    """Explain a key figure.

    :param of: of how many people, where that may be shown
    """
    waits = said(
        "Räknas när minst {minimum} personer har tillkommit; de som återstår räknas senare.", minimum=figures.minimum
    )
    beside = _UNCOUNTED.get(name)
    protected = said("Personer med skyddade uppgifter, som bara räknas som inskrivna.")
    return Explanation(
        rule=(_COUNTED[name], waits),
        base=None if of is None else said("Personer: {of}.", of=of),
        left_out=(*((beside,) if beside else ()), protected),
    )


def gatherings(figures: Figures) -> Mapping[str, Gathering]:
    """Give how the numbers of each goal, and of each part of one, had gathered."""
    goals = tuple(verdict.goal for verdict in figures.end.verdicts)
    whole = {goal.key: Gathering(figures.minimum, is_released=False) for goal in goals}
    return whole | {name: _gathering(figures, goal) for name, goal in singles(goals)}


def _gathering(figures: Figures, goal: Goal) -> Gathering:
    if not isinstance(goal, AnswerShare):
        return Gathering(figures.minimum, is_released=False)
    of_form = (form for form in figures.end.forms if form.key == goal.questionnaire)
    of_question = (
        each for each in figures.end.questions if (each.questionnaire, each.key) == (goal.questionnaire, goal.question)
    )
    waiting, declined = sum(form.waiting for form in of_form), sum(each.declined or 0 for each in of_question)
    return Gathering(figures.minimum, waiting, declined, figures.end.released_until)


def in_report(found: Explanation, figures: Figures, edition: tuple[str, int] | None) -> Explanation:
    """Give an explanation as a report says it: until when it counts, and which edition it is kept in.

    :param edition: the report's number and the edition's; ``None`` while the period is under way
    """
    period = found.period
    if period == Explanation(()).period:
        period = said("Från början till {last}.", last=figures.end.until)
    if edition is None:
        return replace(found, period=period, since=said("Räknas när du tittar, för perioden är inte slut."))
    kept = said(
        "Ändras inte. Siffran togs {day} till rapport {number}, utgåva {edition}.",
        day=figures.cut,
        number=edition[0],
        edition=edition[1],
    )
    until = figures.end.released_until
    if until is None:
        return replace(found, period=period, since=kept)
    shown = said("Svar och uppgifter som var framme när {quarter} tog slut är med.", quarter=until)
    return replace(found, period=period, since=kept, rule=(*found.rule, shown))
