"""What coordinators note of an invented programme and its places: meetings, scores, what is done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from bot.simulate.dials import Dials
from flows.facts import Fact, FactValue, Number
from flows.goals.kinds import Score
from flows.goals.members import singles
from flows.programme import Programme
from storage.report_notes import NoteKind

_EVENT_EVERY, _SCORE_EVERY, _DONE_AFTER, _WORDS_EVERY = 60, 180, 90, 75
"""Days between two of a kind, and after which something is done."""
_AROUND = 0.15
_MOST_SMALL = 6
_MOST_CAME = 14
_WORDS = {
    NoteKind.ACTIVITY: (
        "Studiebesök hos en arbetsgivare i kommunen.",
        "Informationsträff om studier och studiestöd.",
        "Tema om vardagsekonomi, två eftermiddagar.",
        "Prova på-dag med träning och friskvård.",
    ),
    NoteKind.DEVIATION: (
        "Väntetiden till kartläggning blev längre än planerat.",
        "En tjänst var obesatt i tre veckor.",
        "Två träffar ställdes in på grund av sjukdom.",
    ),
    NoteKind.USER_INVOLVEMENT: (
        "Deltagarna valde tema för nästa träff.",
        "Deltagarråd: önskemål om fler träffar på förmiddagen.",
        "Synpunkter på lokalen ledde till att vi flyttade.",
    ),
    NoteKind.MEETING: (
        "Möte med den lokala gruppen om nuläget.",
        "Styrgruppsmöte: beslut om fortsatt inriktning.",
        "Avstämning med anvisande parter.",
    ),
}


@dataclass(frozen=True)
class Occasion:
    """Something to note on a day."""

    programme: str
    day: date
    fact: str
    place: str | None
    value: FactValue


@dataclass(frozen=True)
class Told:
    """Something to note for the report in a coordinator's own words."""

    programme: str
    day: date
    kind: NoteKind
    words: str
    attended: int | None


def words_to_note(programme: Programme, dials: Dials) -> Iterator[Told]:
    """Give what is noted of a programme for the report."""
    for kind, words in _WORDS.items():
        random = dials.random(programme.key, kind)
        for day in _every(_WORDS_EVERY, dials, random):
            came = random.randint(2, _MOST_CAME) if kind is NoteKind.MEETING else None
            yield Told(programme.key, day, kind, random.choice(words), came)


def occasions_to_note(programme: Programme, dials: Dials) -> Iterator[Occasion]:
    """Give what is noted of a programme over time."""
    facts = programme.facts_about("place", "programme")
    parts = {key for fact in facts if isinstance(fact, Number) for key in fact.parts}
    for fact in facts:
        if fact.key in parts:
            continue  # it is noted with its sum
        for place in programme.places if fact.about == "place" else (None,):
            random = dials.random(programme.key, fact.key, place or "")
            for day in _days(fact, dials, random):
                for key, value in _values(programme, fact, day, random):
                    yield Occasion(programme.key, day, key, place, value)


def _days(fact: Fact, dials: Dials, random: Random) -> Iterator[date]:
    if fact.kind in {"yes_no", "date"}:
        day = dials.since + timedelta(_DONE_AFTER + random.randint(0, 30))
        yield from [day] if day <= dials.until else []
        return
    yield from _every(_EVENT_EVERY if fact.kind == "event" else _SCORE_EVERY, dials, random)


def _every(every: int, dials: Dials, random: Random) -> Iterator[date]:
    day = dials.since + timedelta(random.randint(1, every))
    while day <= dials.until:
        yield day
        day += timedelta(random.randint(every // 2, every * 3 // 2))


def _values(programme: Programme, fact: Fact, day: date, random: Random) -> list[tuple[str, FactValue]]:
    """Give what is noted of a fact on a day, and of those whose sum it is."""
    if isinstance(fact, Number):
        return list(_numbers(programme, fact, random))
    return [(fact.key, day.isoformat() if fact.kind == "date" else True)]


def _numbers(programme: Programme, fact: Number, random: Random) -> list[tuple[str, int]]:
    """Give a number and those that add up to it, itself first."""
    summands = (programme.fact(key) for key in fact.parts)
    parts = [_numbers(programme, part, random) for part in summands if isinstance(part, Number)]
    own = sum(part[0][1] for part in parts) if parts else _score(programme, fact, random)
    return [(fact.key, own), *(each for part in parts for each in part)]


def _score(programme: Programme, fact: Number, random: Random) -> int:
    """Draw a score around what a goal aims at; what no goal is about is a small number."""
    aims = (goal.target for _, goal in singles(programme.goals) if isinstance(goal, Score) and goal.fact == fact.key)
    aim = next(aims, None)
    if aim is None:
        return random.randint(0, _MOST_SMALL)
    return min(fact.highest, round(aim * random.uniform(1 - _AROUND, 1 + _AROUND)))
