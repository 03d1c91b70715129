"""The published results of Projekt Enter at their real size.

Delårsrapport 2014, Södra Vätterbygden: 128 began and 87 were closed, of whom 56 were assessed to have work capacity; 70
answered at the end, 67 of them with a thermometer before and after, and 39 the evaluation. What it does not tell, such
as how it ended for those without work capacity, is made up. What comes of it at every door stands in test_doors.
"""

from flows.forms.conditions import Answer
from storage.unit import Unit
from tests.cohorts.acting import Crowd
from tests.cohorts.expecting import flat

BEGAN, CLOSED, ABLE = 128, 87, 56
WITHOUT_GYMNASIUM, SOUGHT_BEFORE = 51, 4
OUTCOMES = ["arbete"] * 14 + ["studier"] * 11 + ["arbetssokande"] * 16 + ["annat"] * 15 + ["ratt-forsorjning"] * 31
BETTER, ANSWERED = 42, 70
DUE_TO_IT = ["valdigt-mycket"] * 15 + ["ganska-mycket"] * 19 + ["lite"] * 5 + ["inte-alls"] * 3
COLD_AT_START = 40
WARMER = 34
"""Those whose life and thermometer are both better; eight more have a better thermometer alone."""

ITEMS = ("delaktig", "narmare-arbete", "bemotande", "hallbara-losningar")
OPTIONS = ("instammer", "delvis", "inte", "inte-alls", "annat")
COUNTS = ((32, 6), (17, 13, 2, 5, 2), (37, 0, 0, 0, 2), (26, 8))
"""How many of the 39 chose each option of each item; the others declined."""


def sheet(number: int) -> dict[str, Answer]:
    """Give what one of the 39 answered in the evaluation."""
    chosen = ([option for option, n in zip(OPTIONS, each, strict=False) for _ in range(n)] for each in COUNTS)
    return {item: each[number] if number < len(each) else None for item, each in zip(ITEMS, chosen, strict=True)}


SHEETS = [sheet(number) for number in range(39)]


def at_the_end(number: int) -> dict[str, Answer]:
    """Give what one of the seventy answered: the last of them, and the last but one, gave the thermometer no number."""
    better = number < BETTER
    warmer = number < WARMER or BETTER <= number < BETTER + 8
    found: dict[str, Answer] = {"livskvalitet": "battre" if better else "samma", "halsa": "samma"}
    mark = None if number >= ANSWERED - 2 else COLD_AT_START + 10 if warmer else COLD_AT_START + 9
    return found | ({"beror-pa": DUE_TO_IT[number]} if better else {}) | {"termometer": mark}


def live_as_published(crowd: Crowd) -> None:
    """Let Enter's people come, be closed and answer, as the report has it."""
    enrolments = [crowd.join(number) for number in range(1, BEGAN + 1)]
    for number, enrolment in enumerate(enrolments):
        crowd.record(enrolment, "kon", "kvinna" if number % 2 else "man")
        crowd.record(enrolment, "utbildning", "grundskola" if number < WITHOUT_GYMNASIUM else "gymnasium")
        crowd.record(enrolment, "sokte-arbete-fore", number < SOUGHT_BEFORE)
        if number != ANSWERED - 3:
            crowd.answer(number + 1, "halsa-start", {"termometer": COLD_AT_START}, at_start=True)
    for number, outcome in enumerate(OUTCOMES):
        crowd.close(enrolments[number], outcome, {"arbetsformaga": number < ABLE})
    crowd.let_forms_come()
    for number in range(ANSWERED):
        crowd.answer(number + 1, "halsa-slut", at_the_end(number))
        if number < len(SHEETS):
            crowd.answer(number + 1, "utvardering-enter", SHEETS[number])


def test_the_published_tables_of_enter_come_out_with_each_its_own_base(unit: Unit) -> None:
    crowd = Crowd(unit, "enter")
    live_as_published(crowd)

    found = crowd.status()

    goals = {key: (each["n"], each["of"], each["verdict"]) for key, each in flat(found["goals"]).items()}
    assert goals == {
        "arbete-eller-studier": (25, 56, "met"),
        "ratt-forsorjning": (31, 31, "no_target"),
        "halsa-eller-livskvalitet": (50, 70, "not_met"),
        "livskvalitet": (42, 70, "no_target"),
        "termometer": (42, 67, "no_target"),
        "nya-per-ar": (128, None, "met"),
        "forbattrad-halsa": (0, 70, "no_target"),
        "kvinnor-och-man": (64, 128, "no_target"),
        "utan-gymnasium": (51, 128, "no_target"),
        "arbetsformaga": (56, 87, "no_target"),
        "till-arbete": (14, 87, "no_target"),
        "till-studier": (11, 87, "no_target"),
        "soker-arbete": (16, 87, "no_target"),
        "sokte-arbete-fore": (4, 87, "no_target"),
    }
    assert crowd.said("Saknar gymnasieutbildning") == "• Utan målvärde: 51 av 128 (40 %)"
    assert crowd.said("Bedöms ha arbetsförmåga") == "• Utan målvärde: 56 av 87 (64 %)"
    due = next(each for each in found["questions"] if each["key"] == "beror-pa")
    assert (due["of"], [option["count"] for option in due["options"]]) == (42, [15, 19, 5, 3])
    assert (found["people"]["active"], found["people"]["closed"]) == (BEGAN - CLOSED, CLOSED)
