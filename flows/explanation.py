"""Explanations: for every figure how it is counted, over what time, of how many, what is left out, and since when.

Each is made of sentences that can be translated; the face says them beside the figure itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flows.figures import QuestionFigure
from flows.goals import AnswerShare
from flows.judging import Verdict
from flows.limits import Capacity
from flows.members import MembersGoal
from flows.questionnaire import Questionnaire
from flows.questions import CalendarDay, SeveralChoices, Thermometer
from flows.said import Said, said

_ALWAYS = said("Allt från början till nu.")
_NOW = said("Räknas när du tittar.")
_NOTHING = said("Inget.")
_PROTECTED = said("Personer med skyddade uppgifter räknas bara som inskrivna.")
_IN_BATCHES = said("Siffran ändras först när minst {minimum} personer står annorlunda än sist.")


@dataclass(frozen=True)
class Explanation:
    """Why a figure is what it is."""

    rule: Said
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
    rule = said(
        "Varje inskrivning räknas en gång, efter hur det är nu. ”Kan inte nås” är de som är med men inte får våra "
        "meddelanden."
    )
    room = capacity and said(
        "Platser: alla som är inbjudna eller med, {period}, av {room}.",
        period=_ROOM[capacity.per],
        room=capacity.people,
    )
    return Explanation(said("{one} {two}", one=rule, two=room) if room else rule)


_ROOM = {"year": said("i år"), "half_year": said("det här halvåret"), "total": said("just nu")}


def of_rate(minimum: int) -> Explanation:
    """Explain a response rate."""
    return Explanation(
        rule=said("De som har skickat in formuläret, av alla som har fått det. Alla lydelser räknas ihop."),
        left_out=(
            said("De som inte har fått formuläret än, och de som är raderade."),
            said("Procent visas när minst {minimum} har fått frågorna.", minimum=minimum),
        ),
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
        rule=said("{rule} Alla svarsalternativ visas.", rule=rule) if figure.options else rule,
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
        rule=verdict.rule or _NOTHING,
        base=_base(verdict),
        period=said("{first} till {last}.", first=period[0], last=period[1]) if period else _ALWAYS,
        left_out=(*_not_counted(verdict, own), *_parts(verdict, gatherings)) or (_NOTHING,),
        since=_since(own.released) if own.is_released else _NOW,
        source=goal.source,
    )


def _base(verdict: Verdict) -> Said | None:
    if not verdict.is_judged or verdict.of is None:
        return None
    return said("{of} i underlaget. Andelen jämförs med målet utan avrundning.", of=verdict.of)


def _not_counted(verdict: Verdict, gathering: Gathering) -> Iterator[Said]:
    goal = verdict.goal
    if isinstance(goal, AnswerShare):
        yield from _outside(gathering, is_shown=verdict.is_judged)
    elif isinstance(goal, MembersGoal):
        if not verdict.is_judged:
            yield said("Visas inte: andelar visas när minst {minimum} personer kan räknas.", minimum=gathering.minimum)
        if verdict.missing:
            yield said("Uppgifter saknas: {n}. De räknas inte med förrän det är känt.", n=verdict.missing)
        yield said(_IN_BATCHES.message, minimum=gathering.minimum)
        yield _PROTECTED


def _parts(verdict: Verdict, gatherings: Mapping[str, Gathering]) -> Iterator[Said]:
    """Say of each part of a goal how it is counted, and what is left out."""
    for part in verdict.parts:
        own = gatherings.get(f"{verdict.goal.key}/{part.goal.key}")
        if own and part.rule:
            yield said("{part}: {rule}", part=part.goal.text, rule=part.rule)
            yield from _not_counted(part, own)


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
    return said("Senast uppdaterad {quarter}.", quarter=released) if released else said("Inget är visat än.")


def of_changes(quarter: str) -> Explanation:
    """Explain what has changed since a quarter ended."""
    return Explanation(
        rule=said(
            "Nya och avslutade är de som har skrivits in och avslutats efter kvartalet. Mål jämförs med vad de visade "
            "när kvartalet tog slut."
        ),
        period=said("Efter {quarter}.", quarter=quarter),
        left_out=(said("Mål som räknas om från noll, för att ett nytt år eller halvår har börjat."),),
    )


def of_attention() -> Explanation:
    """Explain what waits for somebody."""
    return Explanation(
        rule=said(
            "Uppföljningar är sena från dagen efter att de skulle ha gjorts. En uppgift saknas när den borde vara känd "
            "enligt insatsens plan. Mål nämns den sista månaden."
        ),
        left_out=(said("Personer med skyddade uppgifter, och de som har bett om radering."),),
    )


def of_overview() -> Explanation:
    """Explain the line of a programme among several."""
    return Explanation(
        rule=said("Antal personer efter läge, och hur många av insatsens mål som är nådda, inte nådda och utan siffra.")
    )


def of_trend(verdict: Verdict, gatherings: Mapping[str, Gathering]) -> Explanation:
    """Explain a goal's way over quarters."""
    now = of_goal(verdict, gatherings)
    return Explanation(
        rule=now.rule,
        base=now.base,
        period=said("Från början till varje kvartals slut. {now}", now=now.period),
        left_out=(*now.left_out, said("Varje kvartal visar det som var framme när kvartalet tog slut.")),
        since=now.since,
        source=now.source,
    )
