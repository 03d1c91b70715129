"""The published figures at every door, rounded as they are printed: whole per cent in text, one decimal in tables."""

import json
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from bot.actions.coordinator.note import Noting, note
from flows.forms.conditions import Answer
from tests.cohorts import test_arena, test_practice, test_published
from tests.cohorts.acting import Crowd
from tests.cohorts.doors import Doors, opened

EVERYWHERE = {"chat", "terminal", "word", "excel", "csv"}


@pytest.fixture(scope="module")
def enter(tmp_path_factory: pytest.TempPathFactory) -> Doors:
    return opened(tmp_path_factory.mktemp("enter"), "enter", test_published.live_as_published)


WORKING = "30 % av deltagarna som bedöms ha arbetsförmåga kommer i arbete eller studier"
HEALTHIER = "80 % upplever att den egna hälsan och/eller livskvaliteten har förbättrats"


@pytest.mark.parametrize(
    ("goal", "judged", "in_tables"),
    [
        (WORKING, ("✓", "25 av 56 (45 %), mål 30 %"), "25 av 56 (44,6 %)"),
        ("Bedöms ha arbetsförmåga", ("•", "56 av 87 (64 %)"), "56 av 87 (64,4 %)"),
        ("Avslutade till arbete", ("•", "14 av 87 (16 %)"), "14 av 87 (16,1 %)"),
        ("Avslutade till studier", ("•", "11 av 87 (13 %)"), "11 av 87 (12,6 %)"),
        ("Söker arbete aktivt vid avslutet", ("•", "16 av 87 (18 %)"), "16 av 87 (18,4 %)"),
        ("Sökte arbete aktivt vid starten", ("•", "4 av 87 (5 %)"), "4 av 87 (4,6 %)"),
        ("Saknar gymnasieutbildning", ("•", "51 av 128 (40 %)"), "51 av 128 (39,8 %)"),
        ("Andelen kvinnor bland dem som har börjat", ("•", "64 av 128 (50 %)"), "64 av 128 (50,0 %)"),
        ("Ta emot 75 nya deltagare per år", ("✓", "128, mål 75"), "128"),
        ("Livskvaliteten har blivit bättre", ("•", "42 av 70 (60 %)"), "42 av 70 (60,0 %)"),
        ("Hälsotermometern visar ett klart bättre värde", ("•", "42 av 67 (63 %)"), "42 av 67 (62,7 %)"),
        (HEALTHIER, ("✗", "50 av 70 (71 %), mål 80 %"), "50 av 70 (71,4 %)"),
    ],
)
def test_the_goals_of_enter(enter: Doors, goal: str, judged: tuple[str, str], in_tables: str) -> None:
    assert enter.judged(goal) == {judged}
    assert enter.came_to(goal) == {(judged[0], in_tables)}


def test_the_goals_of_enter_are_the_same_values_in_all_json(enter: Doors) -> None:
    for goal in enter.values["status"]["goals"]:
        assert enter.goal(goal["key"]) == {json.dumps(goal, sort_keys=True)}
    assert {(each["people"]["active"], each["people"]["closed"]) for each in enter.values.values()} == {(41, 87)}


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        (
            "Genom aktiviteterna har jag kommit närmare arbete eller studier.",
            "17 (43,6 %), 13 (33,3 %), 2 (5,1 %), 5 (12,8 %), 2 (5,1 %), 39 (100 %)",
        ),
        (
            "Jag har varit delaktig i planeringen av mina aktiviteter.",
            "32 (84,2 %), 6 (15,8 %), 0 (0,0 %), 0 (0,0 %), 0 (0,0 %), 38 (100 %)",
        ),
        (
            "Jag är nöjd med hur jag har blivit bemött.",
            "37 (94,9 %), 0 (0,0 %), 0 (0,0 %), 0 (0,0 %), 2 (5,1 %), 39 (100 %)",
        ),
        (
            "Stödet ger lösningar som är långsiktiga och hållbara för mig.",
            "26 (76,5 %), 8 (23,5 %), 0 (0,0 %), 0 (0,0 %), 0 (0,0 %), 34 (100 %)",
        ),
        ("Hur mycket beror det på insatsen?", "15 (35,7 %), 19 (45,2 %), 5 (11,9 %), 3 (7,1 %), 42 (100 %)"),
    ],
)
def test_the_answers_of_enter(enter: Doors, question: str, answers: str) -> None:
    assert {", ".join(count for _, count in each) for each in enter.answers(question)} == {answers}
    [told] = enter.answers(question)
    assert told[-1][0] == "Totalt"


def test_the_periods_of_200_i_praktiken(tmp_path: Path) -> None:
    doors = opened(tmp_path, "200-i-praktiken", test_practice.live_as_published)
    everybody, special = "200 praktikperioder à 3 månader under ett år", "Praktikperioder för unga med särskilda behov"
    assert doors.judged(everybody) == {("✗", "169,3, ca 169 perioder, mål 200")}
    assert doors.judged(special) == {("•", "30,7, ca 31 perioder")}
    assert (doors.came_to(everybody), doors.came_to(special)) == ({("✗", "169,3")}, {("•", "30,7")})
    for goal, people, months in ((everybody, 169, (284, 143, 81)), (special, 23, (37, 25, 30))):
        for part, each in zip(("Månader i praktik", "Månader i arbete", "Månader i studier"), months, strict=True):
            assert doors.judged(goal, part) == {("•", f"{each} månader från {people} personer")}
            assert doors.came_to(goal, part) == {("•", str(each))}
    for added in ("284 + 143 + 81 = 508 månader", "37 + 25 + 30 = 92 månader"):
        assert doors.says(added) == {"chat", "terminal", "word"}
    assert doors.judged("Unga med stöd av SE-coach") == {("•", "5 av 169 (3 %)")}
    assert doors.came_to("Unga med stöd av SE-coach") == {("•", "5 av 169 (3,0 %)")}
    for key, value in (("praktikperioder", 508 / 3), ("perioder-sarskilda-behov", 92 / 3)):
        [found] = doors.goal(key)
        assert json.loads(found)["value"] == value


def test_the_meetings_and_cases_of_arenasamverkan(tmp_path: Path) -> None:
    doors = opened(tmp_path, test_arena.PROGRAMME, test_arena.note_half_year)
    meetings, cases = "Delta i minst ett möte per halvår med respektive Arenagrupp", "Ärenden i Arenagrupperna"
    assert doors.judged(meetings) == {("✓", "7 av 7 delar")}
    assert doors.judged(cases) == {("•", "45")}
    assert doors.came_to(cases) == {("•", "45")}
    for place, held in test_arena.MEETINGS.items():
        assert doors.judged(meetings, place) == {("✓", f"{held}, mål 1")}
        assert doors.came_to(meetings, place) == {("✓", str(held))}
        assert doors.judged(cases, place) == {("•", str(sum(test_arena.CASES[place])))}
    assert (test_arena.MEETINGS["Enhet 1"], doors.came_to(cases, "Enhet 1")) == (9, {("•", "25")})
    assert (len(doors.goal("moten")), len(doors.goal("arenden"))) == (1, 1)


TRISAM = {
    "trisam-nya": (122, {"kvinnor": 74, "man": 48}),
    "trisam-uppfoljda": (74, {"kvinnor": 47, "man": 27}),
    "trisam-forsorjningsstod": (44, {"kvinnor": 24, "man": 20}),
}


def trisam(men: int) -> Callable[[Crowd], None]:
    """Give what notes the numbers of Trisam, with so many men among the new."""

    def live(crowd: Crowd) -> None:
        begun = count(1)
        for total, (whole, parts) in TRISAM.items():
            numbers = {total: whole} | {f"{total}-{part}": value for part, value in parts.items()}
            for fact, value in (numbers | ({"trisam-nya-man": men} if total == "trisam-nya" else {})).items():
                note(crowd.operator, Noting("connect", fact, None, crowd.operator.today, value, next(begun)))

    return live


def agreeing(doors: Doors) -> set[tuple[bool, ...]]:
    """Tell for each total whether its parts add up, as each JSON has it."""
    return {
        tuple(number["agrees"] for number in each["noted"] if number["key"] in TRISAM) for each in doors.values.values()
    }


def test_the_numbers_of_trisam_add_up(tmp_path: Path) -> None:
    doors = opened(tmp_path, "connect", trisam(men=48))
    for said in ("Delarna 74 och 48 blir 122", "Delarna 47 och 27 blir 74", "Delarna 24 och 20 blir 44"):
        assert doors.says(f"{said}, som angivet.") == EVERYWHERE
    assert agreeing(doors) == {(True, True, True)}
    tables = [each["noterade-tal"] for each in doors.tables.values()]
    assert {tuple(row[rows[0].index("Antal")] for row in rows[1:]) for rows in tables} == {
        ("122", "74", "48", "74", "47", "27", "44", "24", "20")
    }


def test_a_wrong_sum_is_said_to_be_wrong(tmp_path: Path) -> None:
    doors = opened(tmp_path, "connect", trisam(men=47))
    assert doors.says("Delarna 74 och 47 blir 121, men 122 är angivet.") == EVERYWHERE
    assert agreeing(doors) == {(False, True, True)}


USEFUL = "75 % av deltagarna har fått stöd på ett sätt som är till stor nytta"
HEARD = "85 % av deltagarna anser att personalen har tagit tillvara deras erfarenheter, kunskaper och synpunkter"
NEARER = "50 % av deltagarna uppger att de tydligt har närmat sig arbetsmarknaden enligt verktyget SKAPA"
FEW = ("–", "")


@pytest.mark.parametrize(
    ("people", "useful", "heard", "nearer", "expected"),
    [
        pytest.param(20, (20, 15), (20, 17), (16, 8), {
            USEFUL: (("✓", "15 av 20 (75 %), mål 75 %"), "15 av 20 (75,0 %)"),
            HEARD: (("✓", "17 av 20 (85 %), mål 85 %"), "17 av 20 (85,0 %)"),
            NEARER: (("✓", "8 av 16 (50 %), mål 50 %"), "8 av 16 (50,0 %)"),
        }, id="met"),
        pytest.param(200, (200, 149), (20, 16), (4, 4), {
            USEFUL: (("✗", "149 av 200 (75 %), mål 75 %"), "149 av 200 (74,5 %)"),
            HEARD: (("✗", "16 av 20 (80 %), mål 85 %"), "16 av 20 (80,0 %)"),
            NEARER: (FEW, "för få"),
        }, id="not met"),
        pytest.param(4, (4, 4), (4, 4), (4, 4), dict.fromkeys((USEFUL, HEARD, NEARER), (FEW, "för få")), id="too few"),
    ],
)  # fmt: skip  # a table is read line by line
def test_the_exact_share_is_compared_with_the_goal_at_every_door(
    tmp_path: Path,
    people: int,
    useful: tuple[int, int],
    heard: tuple[int, int],
    nearer: tuple[int, int],
    expected: dict[str, tuple[tuple[str, str], str]],
) -> None:
    def live(crowd: Crowd) -> None:
        for number in range(people):
            crowd.close(crowd.join(number + 1), "annat", skapa(number))
        crowd.let_forms_come()
        for number in range(people):
            said: dict[str, Answer] = {
                "stod-till-nytta": told(number, *useful),
                "tagit-tillvara": told(number, *heard),
                "narmat-mig": None,
                "hantera-situation": None,
                "egna-ord": None,
            }
            crowd.answer(number + 1, "avslut", said)

    def skapa(number: int) -> dict[str, str]:
        known, positive = nearer
        return {"skapa": "ja" if number < positive else "nej"} if number < known else {}

    def told(number: int, answered: int, positive: int) -> Answer:
        return ("till-stor-del" if number < positive else "delvis") if number < answered else None

    doors = opened(tmp_path, "samverkansteam-finnveden", live)
    assert {goal: (doors.judged(goal), doors.came_to(goal)) for goal in expected} == {
        goal: ({judged}, {(judged[0], cell)}) for goal, (judged, cell) in expected.items()
    }
    for goal in doors.values["status"]["goals"]:
        assert doors.goal(goal["key"]) == {json.dumps(goal, sort_keys=True)}
