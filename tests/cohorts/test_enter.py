"""Projekt Enter: eleven people with a thermometer in the beginning and at the end."""

from datetime import date
from pathlib import Path

from tests.cohorts.cohort import Cohort, Row, chosen, closed, joined, mark, pressed, says, table
from tests.cohorts.expecting import answers, beside, flat, number, promised, share
from tests.cohorts.living import lived

ROWS = table("""
ref   joined      kon     fodelsear  ort        utbildning  arbetsformaga  closed      outcome           start.halsa-start  slut.halsa-slut  slut.utvardering-enter
E-1   2029-01-15  kvinna  2001       Jönköping  grundskola  ja             2029-05-14  arbete            :40                aba:73           aabb
E-2   2029-01-15  man     1999       Habo       gymnasium   ja             2029-05-14  studier           :55                bb:65            abba
E-3   2029-01-15  kvinna  1985       Mullsjö    -           ja             2029-05-14  arbetssokande     :55                ba:64            bcde
E-4   2029-01-15  man     2005       Jönköping  grundskola  ja             2029-05-14  annat             :100               cc.              -
E-5   2029-01-15  kvinna  1990       Vaggeryd   gymnasium   ja             2029-05-14  arbete            -                  aca:80           aaaa
E-6   2029-01-15  man     1978       Jönköping  -           ja             2029-05-14  avbrott           :30                -                -
E-7   2029-01-15  kvinna  2003       Habo       gymnasium   nej            2029-05-14  ratt-forsorjning  :0                 .a:20            ..aa
E-8   2029-01-15  man     1966       Jönköping  grundskola  nej            2029-05-14  ratt-forsorjning  :61                c.:70            -
E-9   2029-01-22  kvinna  1994       Mullsjö    gymnasium   nej            2029-05-14  annat             .                  ada.             abba
E-10  2029-01-22  man     2000       Vaggeryd   -           nej            2029-05-14  studier           :47                a.b:57           ccca
E-11  2029-01-22  kvinna  1988       Habo       grundskola  nej            2029-05-14  ratt-forsorjning  :10                cc:9             -
E-12  2029-01-22  man     1997       annan      -           -              -           -                 :50                -                -
E-13  -           -       -          -          -           -              -           -                 -                  -                -
""")  # noqa: E501  # a table is read line by line
COHORT = Cohort("enter", ROWS, date(2029, 6, 4))
OUTCOMES = {"till-arbete": "arbete", "till-studier": "studier", "soker-arbete": "arbetssokande"}


def is_better(row: Row) -> bool | None:
    """Tell whether life is better than at the start, as the person says."""
    said = chosen(row, "slut.halsa-slut", 0)
    return None if said is None else said == "a"


def is_clearly_warmer(row: Row) -> bool | None:
    """Tell whether the thermometer rose by ten or more."""
    before, now = mark(chosen(row, "start.halsa-start", 0)), mark(chosen(row, "slut.halsa-slut", -1))
    return None if before is None or now is None else now - before >= 10


def is_without_gymnasium(row: Row) -> bool | None:
    """Tell whether someone has no upper secondary education, where it is known."""
    return row["utbildning"] == "grundskola" if "utbildning" in row else None


def is_either(row: Row) -> bool | None:
    """Tell whether one of them is true, as far as either is known."""
    known = {is_better(row), is_clearly_warmer(row)} - {None}
    return True in known if known else None


async def test_enter_comes_to_what_its_people_came_to(tmp_path: Path) -> None:
    over, took_part = closed(ROWS), joined(ROWS)
    able, others = ([row for row in over if row["arbetsformaga"] == word] for word in ("ja", "nej"))
    expected = {
        "arbete-eller-studier": share((row["outcome"] in {"arbete", "studier"} for row in able), 0.3, len(others)),
        "ratt-forsorjning": share((row["outcome"] == "ratt-forsorjning" for row in others), None, len(able)),
        "halsa-eller-livskvalitet": share(map(is_either, over), 0.8),
        "livskvalitet": share(map(is_better, over)),
        "termometer": share(map(is_clearly_warmer, over)),
        "nya-per-ar": number(len(took_part) + len(COHORT.protected), 75),
        "forbattrad-halsa": answers(pressed(over, "slut.halsa-slut", -2), "a"),
        "kvinnor-och-man": beside((row["kon"] == "kvinna" for row in took_part), 1, 2),
        "utan-gymnasium": share(is_without_gymnasium(row) for row in took_part),
        "arbetsformaga": share(says(row, "arbetsformaga") for row in over),
        **{key: share(row["outcome"] == outcome for row in over) for key, outcome in OUTCOMES.items()},
        "sokte-arbete-fore": share(says(row, "sokte-arbete-fore") for row in over),
    }
    assert expected.keys() == promised("enter")
    assert flat(await lived(tmp_path, COHORT)) == expected
    came_to = [(each["n"], each["of"]) for each in expected.values()]
    assert came_to[:7] == [(3, 6), (3, 5), (6, 10), (4, 9), (4, 7), (13, None), (5, 9)]
    assert came_to[7:] == [(6, 12), (4, 8), (6, 11), (2, 11), (2, 11), (1, 11), (None, None)]
