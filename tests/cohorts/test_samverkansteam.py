"""Samverkansteam Finnveden: ten people in three municipalities, and what they and SKAPA say."""

from datetime import date
from pathlib import Path

from tests.cohorts.cohort import Cohort, closed, pressed, says, table
from tests.cohorts.expecting import answers, flat, promised, share
from tests.cohorts.living import lived

ROWS = table("""
ref   joined      kon     fodelsear  ort       anvisande-part      skapa    skapa-dag   closed      outcome        start.start  slut.avslut
S-1   2028-11-06  kvinna  2005       Gislaved  kommunen            ja       2029-05-28  2029-06-04  arbete         a3b          aabb-
S-2   2028-11-06  man     2003       Gnosjö    arbetsformedlingen  nej      2029-05-29  2029-06-04  annat          -            cbdd-
S-3   2028-11-06  kvinna  1974       Värnamo   regionen            ja       2029-06-11  2029-06-04  studier        b7a          babb-
S-4   2029-01-15  man     1999       Gislaved  kommunen            ej-matt  -           2029-06-04  ohalsa         d1e-         bbee-
S-5   2029-01-15  kvinna  2008       Värnamo   forsakringskassan   ja       2029-06-01  2029-06-04  arbete         c.a          ab.a-
S-6   2029-01-15  man     1988       Gislaved  -                   nej      -           2029-06-04  arbetssokande  -            dccc-
S-7   2029-01-15  kvinna  1969       annan     annan               -        -           2029-06-04  avbrott        -            a.cb-
S-8   2029-01-15  man     2002       Värnamo   kommunen            ja       2029-05-02  2029-06-04  studier        aXa          abab-
S-9   2029-01-15  kvinna  1995       Gnosjö    regionen            nej      2029-05-02  2029-06-04  ohalsa         e4c          -
S-10  2029-01-15  annat   2001       Gislaved  kommunen            -        -           -           -              b5b          -
S-11  nej         -       -          -         -                   -        -           -           -              -            -
""")  # noqa: E501  # a table is read line by line
COHORT = Cohort("samverkansteam-finnveden", ROWS, date(2029, 6, 18))


async def test_samverkansteam_comes_to_what_its_people_came_to(tmp_path: Path) -> None:
    over = closed(ROWS)
    expected = {
        "narmat-sig-enligt-skapa": share((says(row, "skapa") for row in over), 0.5),
        "stor-nytta": answers(pressed(over, "slut.avslut", 0), "ab", 0.75),
        "tagit-tillvara": answers(pressed(over, "slut.avslut", 1), "ab", 0.85),
    }
    assert expected.keys() == promised("samverkansteam-finnveden")
    assert flat(await lived(tmp_path, COHORT)) == expected
    came_to = [(each["n"], each["of"], each["verdict"]) for each in expected.values()]
    assert came_to == [(4, 7, "met"), (6, 8, "met"), (6, 7, "met")]
