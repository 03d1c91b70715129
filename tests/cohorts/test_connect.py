"""CONNECT, Bollnäs: twelve people identified via Trisam, and what their two years come to."""

from datetime import date
from pathlib import Path

from tests.cohorts.cohort import Cohort, closed, joined, says, table
from tests.cohorts.expecting import beside, done, few, flat, parts, promised, share
from tests.cohorts.living import lived

ROWS = table("""
ref   joined      kon     fodelsear  via-trisam  bedomning  steg  trappan-start   awc         closed      outcome               start.start  slut.avslut
C-1   2028-11-06  kvinna  1988       ja          ja         ja    adl             2028-12-01  2029-03-12  arbete                a3b          aabb-
C-2   2028-11-06  man     1979       ja          ja         nej   sysselsattning  -           2029-03-12  ohalsa                d1c          -
C-3   2028-11-06  kvinna  1990       ja          nej        -     adl             -           2029-03-12  avbrott               -            edcd-
C-4   2028-11-06  kvinna  1967       nej         ja         ja    forberedande    2029-01-10  2029-03-12  studier               bXa          abbc-
C-5   2029-01-15  man     2001       ja          ja         ja    -               -           2029-03-12  annan-rehabilitering  c5e-         ....-
C-6   2029-01-15  kvinna  1985       ja          nej        -     arbetstraning   -           2029-03-12  annat                 -            baaa-
C-7   2029-01-15  man     1993       ja          nej        -     -               -           2029-03-12  ohalsa                a.a          cbab-
C-8   2029-01-15  kvinna  1971       ja          nej        -     adl             -           2029-03-12  arbete                -            -
C-9   2029-01-15  man     1982       -           nej        -     -               -           2029-03-12  annat                 b2b          -
C-10  2029-01-15  kvinna  1999       ja          ja         nej   adl             -           2029-03-12  annat                 -            aaaa-
C-11  2029-01-15  man     1975       ja          -          -     -               -           2029-03-12  avbrott               -            -
C-12  2029-01-15  kvinna  1996       ja          ja         -     -               -           -           -                     e7d-         -
C-13  nej         -       -          -           -          -     -               -           -           -                     -            -
C-14  -           -       -          -           -          -     -               -           -           -                     -            -
""")  # noqa: E501  # a table is read line by line
COHORT = Cohort(
    "connect",
    ROWS,
    date(2029, 4, 16),
    notes=(
        ("Arbetsgången är beskriven skriftligt", "Ja", "2024-06-30"),
        ("Arbetsgången är känd hos parterna", "Ja", "2025-01-01"),
    ),
)
FURTHER = {"arbete", "studier", "annan-rehabilitering"}


async def test_connect_comes_to_what_its_people_came_to(tmp_path: Path) -> None:
    took_part, over = joined(ROWS), closed(ROWS)
    assessed = [row for row in over if says(row, "bedomning") is not False]
    assert sum(says(row, "via-trisam") is not True for row in took_part) == 2, "ten of twelve would tell the two"
    expected = {
        "via-trisam": few(50),
        "steg-mot-forsorjning": share((says(row, "steg") for row in assessed), outside=len(over) - len(assessed)),
        "arbete-studier-rehabilitering": share((row["outcome"] in FURTHER for row in over), 0.3),
        "arbetsgang": parts(1, 2, "not_met"),
        "arbetsgang/beskriven": done(in_time=True),
        "arbetsgang/kand": done(in_time=False),
        "kvinnor-och-man": beside((row["kon"] == "kvinna" for row in took_part), 24, 44),
    }
    assert expected.keys() == promised("connect")
    assert flat(await lived(tmp_path, COHORT)) == expected
    assert (expected["steg-mot-forsorjning"]["n"], expected["steg-mot-forsorjning"]["of"]) == (3, 5)
