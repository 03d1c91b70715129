"""What a coach knows of an invented person: a value for every fact, likely where we know what is likely."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from bot.simulate.lives import Life
from flows.facts import BIRTH_YEAR, ELSEWHERE, Fact, FactValue
from flows.programme import Programme

_UNKNOWN = 0.04
"""How often a coach does not know."""
_ELSEWHERE = 0.03


@dataclass(frozen=True)
class Knowing:
    """Whom it is about, how well it goes for them (0 to 1), and the day."""

    programme: Programme
    life: Life
    random: Random
    going: float
    today: date

    def chance(self, of: float) -> bool:
        """Let something happen so often."""
        return self.random.random() < of


def draw(knowing: Knowing, fact: Fact) -> FactValue:
    """Draw a value that the fact can have on that day, or ``None`` for what is not known."""
    if knowing.chance(_UNKNOWN):
        return None
    special = _SPECIAL.get(fact.key)
    found = special(knowing) if special else _of_kind(knowing, fact)
    return found if fact.fits(found, knowing.today) else None


def _of_kind(knowing: Knowing, fact: Fact) -> FactValue:
    match fact.kind:
        case "yes_no":
            return knowing.chance(knowing.going if fact.due == "end" else 0.5)
        case "place":
            return _place(knowing)
        case "choice":
            return _choice(knowing, fact)
        case "months":
            return knowing.random.randint(0, max(1, knowing.life.months() // 2))
        case "number":
            return knowing.random.randint(fact.lowest, fact.highest)
        case _:
            return (knowing.life.left or knowing.today).isoformat()


def _place(knowing: Knowing) -> str:
    """Let the first places be the largest."""
    places = knowing.programme.places
    weights = [1 / (number + 1) for number in range(len(places))]
    return ELSEWHERE if knowing.chance(_ELSEWHERE) else knowing.random.choices(places, weights)[0]


def _choice(knowing: Knowing, fact: Fact) -> FactValue:
    keys = [option.key for option in fact.options]
    weights = _WEIGHTS.get(fact.key, {})
    return knowing.random.choices(keys, [weights.get(key, 1 if not weights else 0) for key in keys])[0]


_LIVELIHOOD: dict[str, float] = {
    "forsorjningsstod": 34,
    "sjukpenning": 18,
    "aktivitetsersattning": 16,
    "aktivitetsstod": 12,
    "a-kassa": 6,
    "sjukersattning": 3,
    "ingen": 8,
    "annan": 3,
}
_WEIGHTS: dict[str, dict[str, float]] = {
    "kon": {"kvinna": 53, "man": 46, "annat": 1},
    "anvisande-part": {"arbetsformedlingen": 25, "forsakringskassan": 25, "kommunen": 35, "regionen": 12, "annan": 3},
    "tid-i-offentlig-forsorjning": {"hogst-ett-ar": 25, "ett-till-tre-ar": 35, "over-tre-ar": 35, "ingen": 5},
    "utbildning": {"ej-grundskola": 10, "grundskola": 30, "gymnasium": 48, "eftergymnasial": 12},
    "forsorjning-fore": _LIVELIHOOD,
    "trappan-start": {"adl": 10, "sysselsattning": 30, "forberedande": 40, "arbetstraning": 20},
    "trappan-slut": {
        "sysselsattning": 15,
        "forberedande": 25,
        "arbetstraning": 30,
        "stod-i-arbete": 20,
        "lonearbete": 10,
    },
    "mindre-sjukfranvaro": {"ja": 45, "nej": 30, "ej-aktuellt": 25},
}


def _birth_year(knowing: Knowing) -> int:
    """Draw a year for someone of the ages that the programme is for, more often of those who come first."""
    ages = knowing.programme.ages
    least, most = (ages.least, ages.most) if ages else (18, 64)
    if ages and ages.priority and knowing.chance(0.5):
        least, most = ages.priority.least, ages.priority.most
    return knowing.life.invited.year - knowing.random.randint(least, most)


def _after(knowing: Knowing) -> str:
    """Give the livelihood afterwards, by the outcome."""
    by_outcome = {"arbete": "lon", "studier": "studiestod"}
    found = by_outcome.get(knowing.life.outcome)
    return found or knowing.random.choices(list(_LIVELIHOOD), list(_LIVELIHOOD.values()))[0]


def _skapa(knowing: Knowing) -> str:
    return "ej-matt" if knowing.chance(0.1) else "ja" if knowing.chance(knowing.going) else "nej"


_SPECIAL: dict[str, Callable[[Knowing], FactValue]] = {
    BIRTH_YEAR: _birth_year,
    "forsorjning-efter": _after,
    "skapa": _skapa,
    "praktik-modul-2": lambda knowing: knowing.life.outcome != "avbrott" or knowing.chance(0.4),
    "praktik-modul-3": lambda knowing: knowing.life.outcome != "avbrott" or knowing.chance(0.2),
    "fullfoljt": lambda knowing: knowing.life.outcome != "avbrott",
    "godkanda-betyg": lambda knowing: knowing.chance(0.92),
    "gatt-vidare": lambda knowing: knowing.life.outcome == "forstarkt-samarbete",
    "hogre-egenforsorjning": lambda knowing: knowing.life.outcome in {"arbete", "studier"} or knowing.chance(0.1),
    "arbetsformaga": lambda knowing: knowing.life.outcome in {"arbete", "studier"} or knowing.chance(0.4),
    # Known only when it has been: it is recorded then (acts.known_later).
    "gatt-vidare-dag": lambda _: None,
    "via-trisam": lambda knowing: knowing.chance(0.9),
    "sarskilda-behov": lambda knowing: knowing.chance(0.15),
    "se-coach": lambda knowing: knowing.chance(0.05),
    "sokte-arbete-fore": lambda knowing: knowing.chance(0.1),
}
