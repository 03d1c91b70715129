"""Mitt Val: two groups, of six and of five, with Livshjulet twice, and what came after."""

from datetime import date
from pathlib import Path

from tests.cohorts.cohort import Cohort, closed, joined, pressed, table
from tests.cohorts.expecting import answers, beside, flat, number, promised, share, wait
from tests.cohorts.living import lived
from tests.cohorts.wheels import rose_in_three

ROWS = table("""
ref   joined      grupp    kon     fodelsear  gatt-vidare  gatt-vidare-dag  closed      outcome              start.livshjulet  slut.livshjulet  slut.avslut
M-1   2029-01-15  Vintern  kvinna  1990       ja           2029-02-26       2029-02-12  forstarkt-samarbete  32851624          76857739         aaab-
M-2   2029-01-15  Vintern  man     1985       ja           2029-02-12       2029-02-12  forstarkt-samarbete  44444444          55544444         abbb-
M-3   2029-01-15  Vintern  kvinna  1979       ja           2029-02-27       2029-02-12  forstarkt-samarbete  55555555          55555544         bcab-
M-4   2029-01-15  Vintern  man     2003       nej          -                2029-02-12  arbete               -                 66666666         -
M-5   2029-01-15  Vintern  kvinna  1996       nej          -                2029-02-12  avbrott              2222XX22          -                -
M-6   2029-01-15  Vintern  man     1972       ja           -                2029-02-12  forstarkt-samarbete  12345678          23456789         aabc-
M-7   nej         Vintern  -       -          -            -                -           -                    -                 -                -
M-8   2029-01-22  Våren    kvinna  1983       ja           2029-03-02       2029-02-19  forstarkt-samarbete  33333333          44.33333         ab.a-
M-9   2029-01-22  Våren    kvinna  1999       nej          -                2029-02-19  ohalsa               87654321          12345678         dded-
M-10  2029-01-22  Våren    man     1994       nej          -                2029-02-19  annat                -                 -                -
M-11  2029-01-22  Våren    man     2001       nej          -                2029-02-19  avbrott              1.1.1.1.          2222222.         -
M-12  2029-01-22  Våren    kvinna  1968       ja           2029-03-01       2029-02-19  forstarkt-samarbete  11111111          11111119         babb-
""")  # noqa: E501  # a table is read line by line
COHORT = Cohort("mitt-val", ROWS, date(2029, 3, 19))


async def test_mitt_val_comes_to_what_its_people_came_to(tmp_path: Path) -> None:
    over, took_part = closed(ROWS), joined(ROWS)
    groups = {name: sum(row["grupp"] == name for row in took_part) for name in ("Vintern", "Våren")}
    going_on = [row for row in over if row["gatt-vidare"] == "ja"]
    waits = [
        (date.fromisoformat(row["gatt-vidare-dag"]) - date.fromisoformat(row["closed"])).days
        for row in going_on
        if "gatt-vidare-dag" in row
    ]
    expected = {
        "grupper": number(sum(6 <= size <= 8 for size in groups.values()), 6, of=len(groups)),
        "vantetid": wait(waits, 14, missing=len(going_on) - len(waits)),
        "gatt-vidare": share((row["gatt-vidare"] == "ja" for row in over), 0.75),
        "livshjulet": share(map(rose_in_three, over), 1),
        "kvinnor-och-man": beside((row["kon"] == "kvinna" for row in took_part), 1, 2),
        "till-stor-nytta": answers(pressed(over, "slut.avslut", 0), "ab", 0.75),
        "hantera-situation": answers(pressed(over, "slut.avslut", 3), "ab", 0.75),
        "stegforflyttning": answers(pressed(over, "slut.avslut", 2), "ab"),
    }
    assert expected.keys() == promised("mitt-val")
    assert flat(await lived(tmp_path, COHORT)) == expected
    assert (groups, sorted(waits)) == ({"Vintern": 6, "Våren": 5}, [0, 10, 11, 14, 15])
