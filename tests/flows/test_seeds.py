"""Every programme, tool and goal that the documents behind Följsam name has its place, or a reason to have none."""

from collections.abc import Callable

import pytest

from flows.catalogue import SHIPPED, read_association
from flows.forms.questions import Scale
from flows.goals.members import singles
from flows.programme import Programme
from tests.flows.cohorts import CATALOGUE

PROGRAMMES = {
    "Samverkansteam Finnveden": "programme samverkansteam-finnveden",
    "Stöd till arbete - SE/IPS": "programme stod-till-arbete",
    "IT-spåret i Eksjö": "programme it-sparet",
    "Nya Vägar: Ny kraft, Aktiv hälsa, Kreativt skapande": "programme nya-vagar, option nya-vagar/inriktning/3",
    "Mitt Val": "programme mitt-val",
    "Samverkan i GGV(V)": "programme samverkan-ggv",
    "Vidare i Gnosjö": "archived vidare-i-gnosjo",
    "Forskning Arenasamverkan": "none: research by others; it follows nobody and has no goal",
    "Partsöverskridande kunskapshöjning": "questionnaire traff",
    "CONNECT": "programme connect",
    "Prova vägar vidare": "archived prova-vagar-vidare",
    "Nästa steg": "programme nasta-steg",
    "Steget(t)": "none: a regional project that is named and not described",
    "Ett hållbart arbetsliv, IPS-Hudiksvall, SE Coach Gävle": "none: other associations'; their result is a quotation",
    "Grön rehab Hofors": "none: named and not described; gron-rehabilitering can be copied for it",
    "Projekt Enter": "programme enter",
    "200 i praktiken": "programme 200-i-praktiken",
    "Grön rehabilitering": "programme gron-rehabilitering",
    "FIA mé knuff": "programme fia-me-knuff",
    "Arenasamverkan": "programme samverkan-ggv, goal samverkan-ggv/arenden",
    "Kompetensutveckling": "questionnaire traff",
}

TOOLS = {
    "SKAPA": "fact samverkansteam-finnveden/skapa, fact samverkansteam-finnveden/skapa-dag",
    "BIP": "none: the ground that SKAPA stands on; nothing of it is measured here",
    "NNS indikatorer": "indicator avslut/1, indicator avslut/7",
    "SUS": "follow-up SUS",
    "Uppföljning Finsam": "follow-up SUS",
    "Livshjulet": "questionnaire livshjulet, areas livshjulet/8, goal nya-vagar/livshjulet, goal mitt-val/livshjulet",
    "KASAM": "fact gron-rehabilitering/kasam-start, fact gron-rehabilitering/kasam-slut",
    "EQ5D": "fact nasta-steg/eq5d-start, fact nasta-steg/eq5d-slut",
    "WRI / AWC / AWP": "fact connect/wri, fact connect/awc, fact connect/awp, fact prova-vagar-vidare/wri",
    "IPS programtrohet": "fact stod-till-arbete/programtrohet, goal stod-till-arbete/programtrohet",
    "Lex Heller": "fact samverkan-ggv/avvikelse, goal samverkan-ggv/avvikelser",
    "Trisam": "fact connect/via-trisam, goal connect/via-trisam, fact connect/trisam-nya",
    "Mysam": "none: those who look a report through before it is sent; it is a draft until then",
    "Trappan": "fact connect/trappan-start, fact connect/trappan-slut, goal nasta-steg/steg-pa-trappan",
    "Beredningsgrupp, styrgrupp, förbundsstyrelse": "none: they read the reports that coordinators make",
    "Gemensam viljeförklaring": "none: priorities of the parties",
    "SE, IPS, Supported Education, MI": "none: methods of work; what they lead to is counted",
}

GOALS_OF_ASSOCIATION = {
    "förbättrad egenupplevd hälsa": "shared forbattrad-halsa",
    "förbättrad arbetsförmåga": "shared forbattrad-arbetsformaga",
    "minskad sjukfrånvaro": "shared minskad-sjukfranvaro",
    "högre grad av egenförsörjning": "shared egen-forsorjning",
    "stödet är organiserat runt hens behov": "shared runt-behov",
    "inflytande och den tid hen behöver": "shared inflytande-och-tid",
    "någon håller samman kontakterna": "shared haller-samman",
    "en stegförflyttning närmare arbetsmarknaden": "shared stegforflyttning",
    "varje insats har en specificerad målsättning": "every goals",
    "plan för utvärdering i samtliga verksamheter": "every questionnaires",
    "budget och personal": "none: the association's accounts; amounts that are noted add up by their parts",
}

KEYS = (
    "samverkansteam-finnveden",
    "stod-till-arbete",
    "it-sparet",
    "nya-vagar",
    "mitt-val",
    "samverkan-ggv",
    "vidare-i-gnosjo",
    "connect",
    "prova-vagar-vidare",
    "nasta-steg",
    "enter",
    "200-i-praktiken",
    "gron-rehabilitering",
    "fia-me-knuff",
)
"""The keys of the contract (design: 4)."""


def programme(name: str) -> Programme:
    return CATALOGUE.programmes[name.partition("/")[0]]


def has_option(name: str) -> bool:
    key, fact, number = name.split("/")
    found = programme(key).fact(fact)
    return found is not None and len(found.options) == int(number)


def has_areas(name: str) -> bool:
    form, _, number = name.partition("/")
    asked = CATALOGUE.questionnaires[form].questions
    return sum(isinstance(each, Scale) and each.area is not None for each in asked) == int(number)


def has_indicator(name: str) -> bool:
    form, _, number = name.partition("/")
    asked = CATALOGUE.questionnaires[form].questions
    return any(number in map(str, getattr(each, "indicators", ())) for each in asked)


def has_everywhere(name: str) -> bool:
    """Whether every programme that goes on has goals, and forms where people take part."""
    going_on = (each for each in CATALOGUE.programmes.values() if not each.archived)
    return all(getattr(each, name) for each in going_on if each.has_participants or name == "goals")


def follows_up_in(name: str) -> bool:
    found = read_association(SHIPPED / "association.yaml").follow_up_system
    return found is not None and found.name == name


IS_THERE: dict[str, Callable[[str], bool]] = {
    "programme": lambda name: not programme(name).archived and bool(programme(name).goals),
    "archived": lambda name: programme(name).archived,
    "fact": lambda name: programme(name).fact(name.partition("/")[2]) is not None,
    "option": has_option,
    "goal": lambda name: name.partition("/")[2] in dict(singles(programme(name).goals)),
    "shared": lambda name: any(name == goal.key for each in CATALOGUE.programmes.values() for goal in each.goals),
    "questionnaire": lambda name: name in CATALOGUE.questionnaires,
    "areas": has_areas,
    "indicator": has_indicator,
    "follow-up": follows_up_in,
    "every": has_everywhere,
}


@pytest.mark.parametrize(("row", "places"), [*PROGRAMMES.items(), *TOOLS.items(), *GOALS_OF_ASSOCIATION.items()])
def test_what_is_named_has_its_place_or_a_reason_to_have_none(row: str, places: str) -> None:
    if places.startswith("none: "):
        assert len(places.split()) > 4, f"{row}: say why"
        return
    named = (place.partition(" ") for place in places.split(", "))
    missing = [name for kind, _, name in named if not IS_THERE[kind](name)]
    assert not missing, f"{row}: {missing}"


def test_the_programmes_of_the_contract_are_all_there_and_no_others() -> None:
    assert sorted(CATALOGUE.programmes) == sorted(KEYS)
    named = [place.partition(" ") for places in PROGRAMMES.values() for place in places.split(", ")]
    assert {name for kind, _, name in named if kind in {"programme", "archived"}} == set(KEYS)


def test_every_programme_that_takes_people_in_has_an_assessment_to_try_it_with() -> None:
    association = read_association(SHIPPED / "association.yaml")
    taking_in = {key for key, each in CATALOGUE.programmes.items() if each.has_participants and not each.archived}
    assert set(association.assessments) == taking_in


def test_what_a_locked_screen_shows_of_a_programme_reveals_nothing_and_tells_it_from_the_others() -> None:
    neutral = {key: each.neutral_title for key, each in CATALOGUE.programmes.items()}
    assert (neutral["it-sparet"], neutral["gron-rehabilitering"]) == ("Utbildningen", "Kursen")
    assert len(set(neutral.values())) == len(neutral)
