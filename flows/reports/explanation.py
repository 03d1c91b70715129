"""Explanations: for every figure how it is counted, over what time, of how many, what is left out, and since when.

Each is made of sentences that can be translated; the face says them beside the figure itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from flows.disclosure.breakdown import CLOSED, ENROLLED, Breakdown
from flows.figures import QuestionFigure
from flows.forms.questionnaire import Questionnaire
from flows.forms.questions import CalendarDay, SeveralChoices, Thermometer
from flows.goals.judging import Verdict
from flows.goals.kinds import AnswerShare, PeopleCount
from flows.goals.members import MembersGoal
from flows.limits import Capacity
from flows.said import Said, marked, said

_ALWAYS = said("Allt från början till nu.")
_NOW = said("Räknas när du tittar.")
_NOTHING = said("Inget.")


@dataclass(frozen=True)
class Explanation:
    """Why a figure is what it is."""

    rule: tuple[Said, ...]
    """How it is counted."""
    base: Said | None = None
    """Of how many, where that is not the figure itself."""
    period: Said = _ALWAYS
    left_out: tuple[Said, ...] = (_NOTHING,)
    """What is not counted, and why."""
    since: Said = _NOW
    """When it was last released."""
    source: str = ""
    """Where what is promised stands written."""


def of_people(capacity: Capacity | None) -> Explanation:
    """Explain people by state, and places."""
    state = said("Varje inskrivning räknas en gång, efter hur det är nu. Skyddade uppgifter räknas med här.")
    unreached = said("”Kan inte nås” är de som är med men inte får våra meddelanden.")
    if capacity is None:
        return Explanation((state, unreached))
    return Explanation((state, unreached, said(_ROOM[capacity.per], room=capacity.people)))


_ROOM = {
    "year": marked("Platser: alla som är inbjudna eller med i år. Det finns {room}."),
    "half_year": marked("Platser: alla som är inbjudna eller med det här halvåret. Det finns {room}."),
    "total": marked("Platser: alla som är inbjudna eller med just nu. Det finns {room}."),
}


def of_rate(minimum: int) -> Explanation:
    """Explain a response rate."""
    return Explanation(
        rule=(
            said("De som har skickat in formuläret, av alla som har fått det. Alla lydelser räknas ihop."),
            said("Procent visas när minst {minimum} har fått frågorna.", minimum=minimum),
        ),
        left_out=(said("De som inte har fått formuläret än."),),
    )


@dataclass(frozen=True)
class Gathering:
    """How answers gather: how many wait for how many others, and the quarter in which some were last shown."""

    minimum: int
    waiting: int = 0
    declined: int = 0
    released: str | None = None
    is_released: bool = True
    """Whether numbers are shown in batches at all, and not always as they stand."""

    def with_(self, other: "Gathering") -> "Gathering":
        """Add up with how the same figure gathers elsewhere."""
        return Gathering(
            self.minimum,
            self.waiting + other.waiting,
            self.declined + other.declined,
            max(filter(None, (self.released, other.released)), default=None),
            self.is_released,
        )


def of_question(form: Questionnaire, figure: QuestionFigure, gathering: Gathering) -> Explanation:
    """Explain a question's counts."""
    question = form.question(figure.key)
    match question:
        case SeveralChoices():
            rule = said("Varje person räknas en gång för varje svar som valdes.")
        case CalendarDay():
            rule = said("Bara hur många som har svarat räknas. En enskild dag kan peka ut någon.")
        case Thermometer():
            rule = said("Varje person räknas en gång, i det tiotal där svaret ligger.")
        case _:
            rule = said("Varje person räknas en gång, för det svar som valdes.")
    return Explanation(
        rule=(rule,),
        base=_answered(figure.of),
        left_out=tuple(_outside(gathering, is_shown=figure.withheld is None)) or (_NOTHING,),
        since=_since(gathering.released),
    )


def of_goal(verdict: Verdict, gatherings: Mapping[str, Gathering]) -> Explanation:
    """Explain what a goal came to.

    :param gatherings: of goals and parts of goals, by the name under which they are released
    """
    goal, period = verdict.goal, verdict.period
    own = gatherings[goal.key]
    return Explanation(
        rule=tuple(_counted(verdict, own, gatherings)),
        base=_base(verdict),
        period=said("{first} till {last}.", first=period[0], last=period[1]) if period else _ALWAYS,
        left_out=tuple(_left_out(verdict, own, gatherings)) or (_NOTHING,),
        since=_since(own.released) if own.is_released else _NOW,
        source=goal.source,
    )


def _counted(verdict: Verdict, own: Gathering, gatherings: Mapping[str, Gathering]) -> Iterator[Said]:
    """Say how a goal is counted, and each of its parts."""
    if verdict.rule:
        yield verdict.rule
    for part in _parts(verdict, gatherings):
        if part.rule:
            yield said("{part}: {rule}", part=part.goal.text, rule=part.rule)
    if verdict.share is not None and verdict.goal.aim is not None:
        yield said("Andelen jämförs med målet utan avrundning.")
    if isinstance(verdict.goal, MembersGoal):
        yield said("Siffran ändras först när minst {minimum} personer står annorlunda än sist.", minimum=own.minimum)


def _parts(verdict: Verdict, gatherings: Mapping[str, Gathering]) -> Iterator[Verdict]:
    """Give the parts that are counted each in its own way; places are not."""
    return (part for part in verdict.parts if f"{verdict.goal.key}/{part.goal.key}" in gatherings)


def _base(verdict: Verdict) -> Said | None:
    if not verdict.is_judged or verdict.of is None:
        return None
    if isinstance(verdict.goal, AnswerShare):
        return _answered(verdict.of)
    return said("Personer: {of}.", of=verdict.of) if isinstance(verdict.goal, MembersGoal) else None


def _left_out(verdict: Verdict, own: Gathering, gatherings: Mapping[str, Gathering]) -> Iterator[Said]:
    """Say what is not counted in a goal, and in its parts."""
    if verdict.judgement == "not_asked":
        return
    if isinstance(verdict.goal, AnswerShare):
        yield from _outside(own, is_shown=verdict.is_judged)
    elif isinstance(verdict.goal, MembersGoal):
        if not verdict.is_judged and not verdict.pairs:
            yield said("Visas inte: färre än {minimum} personer kan räknas.", minimum=own.minimum)
        if verdict.missing:
            yield said("Uppgifter saknas: {n}. De räknas när det som saknas är känt.", n=verdict.missing)
        yield said("Personer med skyddade uppgifter, som bara räknas som inskrivna.")
    elif isinstance(verdict.goal, PeopleCount) and verdict.judgement == "too_few":
        yield said("Visas inte: annars kunde en grupp på färre än {minimum} personer räknas ut.", minimum=own.minimum)
    for part in _parts(verdict, gatherings):
        inner = tuple(_left_out(part, gatherings[f"{verdict.goal.key}/{part.goal.key}"], gatherings))
        yield from (said("{part}: {rule}", part=part.goal.text, rule=each) for each in inner)


def _outside(gathering: Gathering, *, is_shown: bool) -> Iterator[Said]:
    """Say what answers are not counted."""
    if not is_shown:
        yield said("Visas inte: färre än {minimum} svar har samlats.", minimum=gathering.minimum)
    if gathering.declined:
        yield said("Vill inte svara: {n}.", n=gathering.declined)
    if gathering.waiting:
        yield said(
            "Väntar: {n}. Nya svar räknas när minst {minimum} har samlats.",
            n=gathering.waiting,
            minimum=gathering.minimum,
        )


def _answered(of: int | None) -> Said | None:
    return None if of is None else said("{of} som svarade på frågan.", of=of)


def _since(released: str | None) -> Said:
    return said("Senast {quarter}.", quarter=released) if released else said("Inget är visat än.")


def of_event(minimum: int) -> Explanation:
    """Explain how many have answered at an event."""
    return Explanation(
        rule=(
            said("Var och en som har skickat in räknas en gång."),
            said(
                "Svaren visas när minst {minimum} har samlats, och nya svar när lika många har tillkommit.",
                minimum=minimum,
            ),
        ),
        left_out=(said("De som har börjat men inte skickat in."),),
    )


def of_event_answers(gathering: Gathering) -> Explanation:
    """Explain how the questions of an event were answered."""
    return Explanation(
        rule=(said("Varje person räknas en gång i varje fråga, för det svar som valdes."),),
        base=said("De som svarade på frågan; talet står vid varje fråga."),
        left_out=tuple(_outside(gathering, is_shown=True)) or (_NOTHING,),
    )


def of_changes(quarter: str) -> Explanation:
    """Explain what has changed since a quarter ended."""
    return Explanation(
        rule=(
            said("Nya och avslutade är de som har skrivits in och avslutats sedan kvartalet tog slut."),
            said("Mål jämförs med vad de visade när kvartalet tog slut."),
        ),
        period=said("Från slutet av {quarter} till nu.", quarter=quarter),
        left_out=(said("Mål som räknas om från noll, för att ett nytt år eller halvår har börjat."),),
    )


def of_table(table: Breakdown, rule: Said | None, minimum: int) -> Explanation:
    """Explain a table of a breakdown.

    :param rule: how its goal is counted, if it is of one
    """
    whole = said("Avslutade räknas av de inskrivna i varje del.") if table.what == CLOSED else None
    numbers = [cell.of for cell in table.cells if cell.of is not None]
    of = max(numbers, default=0) if table.what == ENROLLED else sum(numbers)
    return Explanation(
        rule=(
            *(each for each in (rule, whole) if each),
            said("Delar där något av talen är mindre än {minimum} visas bara tillsammans med andra.", minimum=minimum),
            said("Tabellen ändras först när ingen eller minst {minimum} i varje del står annorlunda.", minimum=minimum),
        ),
        base=said("{of} i tabellen.", of=of) if numbers else None,
        left_out=(said("Personer med skyddade uppgifter, som inte delas upp."),),
        since=_since(table.released_in),
    )


def of_noted() -> Explanation:
    """Explain numbers that are noted."""
    return Explanation(
        rule=(
            said("Det som är antecknat i /anteckna. Av ett tal som är antecknat flera gånger ett år gäller det sista."),
            said("Delarna räknas ihop och jämförs med det som är angivet för alla."),
        ),
        period=said("Det senaste året som talet är antecknat för."),
    )


def of_attention() -> Explanation:
    """Explain what waits for somebody."""
    return Explanation(
        rule=(
            said("Uppföljningar är sena från dagen efter att de skulle ha gjorts."),
            said("En uppgift saknas när den borde vara känd enligt insatsens plan."),
            said("Mål som inte är nådda nämns den sista månaden."),
            said("Antecknade tal nämns när delarna inte blir det som är angivet."),
        ),
        left_out=(said("Det som saknas om dem som har skyddade uppgifter, och om dem som har bett om radering."),),
    )


def of_overview() -> Explanation:
    """Explain the lines of a programme among several."""
    return Explanation(
        rule=(
            said("Personer räknas efter hur det är nu."),
            said("Mål räknas efter hur de är bedömda. Utan siffra är de där ingen eller för få kan räknas."),
            said("Att göra räknas i slag: flera sena uppföljningar är en sak."),
        )
    )


def of_trend(verdict: Verdict, gatherings: Mapping[str, Gathering], *, of_all: bool) -> Explanation:
    """Explain a goal's way over quarters, of one programme or of all that have the goal."""
    now = of_goal(verdict, gatherings)
    summed = (said("Alla insatser som har målet räknas ihop, utom de som har för få."),) if of_all else ()
    return replace(
        now,
        rule=(*now.rule, *summed, said("Varje kvartal visar det som var framme när kvartalet tog slut.")),
        period=said("Till slutet av varje kvartal, i det år eller halvår som det hör till.")
        if verdict.period
        else said("Från början till slutet av varje kvartal."),
    )
