"""Nya Vägar: ten people in two municipalities, with Livshjulet in the beginning and at the end."""

from collections import Counter
from datetime import date
from pathlib import Path

from tests.cohorts.cohort import Cohort, closed, joined, pressed, says, table
from tests.cohorts.expecting import answers, few, flat, parts, promised, share
from tests.cohorts.living import lived
from tests.cohorts.wheels import rose_in_three

ROWS = table("""
ref   joined      kon     fodelsear  ort       inriktning         battre-arbetsformaga  mindre-sjukfranvaro  hogre-egenforsorjning  closed      outcome  start.livshjulet  slut.livshjulet  slut.avslut
N-1   2028-11-06  kvinna  2004       Gislaved  ny-kraft           ja                    ja                   nej                    2029-04-16  arbete   32851624          76857739         aaab-
N-2   2028-11-06  man     1998       Gnosjö    aktiv-halsa        nej                   ej-aktuellt          ja                     2029-04-16  annat    55555555          66555555         bbcc-
N-3   2029-01-15  kvinna  1980       Gislaved  kreativt-skapande  ja                    nej                  ja                     2029-04-16  studier  11111111          2221111X         -
N-4   2029-01-15  man     2001       Gislaved  ny-kraft           ja                    ja                   -                      2029-04-16  ohalsa   4.4.4.44          555...44         acbd-
N-5   2029-01-15  kvinna  1992       Gnosjö    aktiv-halsa        -                     -                    nej                    2029-04-16  avbrott  98765432          98765432         dddd-
N-6   2029-01-15  man     2006       Gislaved  -                  nej                   ja                   ja                     2029-04-16  arbete   22222222          33322222         bb.a-
N-7   2029-01-15  kvinna  1975       Gislaved  ny-kraft           ja                    ja                   nej                    2029-04-16  annat    -                 55555555         ab.b-
N-8   2029-01-15  man     1999       Gnosjö    -                  nej                   ja                   nej                    2029-04-16  avbrott  6666666X          -                cae.-
N-9   2029-01-15  kvinna  1988       Gislaved  aktiv-halsa        ja                    nej                  ja                     2029-04-16  studier  33333333          32323344         -
N-10  2029-01-15  annat   1990       annan     -                  -                     -                    -                      -           -        44444444          -                -
N-11  nej         -       -          -         -                  -                     -                    -                      -           -        -                 -                -
N-12  -           -       -          -         -                  -                     -                    -                      -           -        -                 -                -
""")  # noqa: E501  # a table is read line by line
COHORT = Cohort("nya-vagar", ROWS, date(2029, 5, 14), protected=(("Man", "1990"), ("Okänt", "Hoppa över")))


async def test_nya_vagar_comes_to_what_its_people_came_to(tmp_path: Path) -> None:
    over = closed(ROWS)
    this_year = Counter(row["ort"] for row in joined(ROWS) if row["joined"].startswith("2029"))
    assert this_year == {"Gislaved": 5, "Gnosjö": 2, "annan": 1}, "neither two nor the three beside five may be told"
    expected = {
        "inskrivna-per-ort": parts(0, 2, "too_few"),
        "inskrivna-per-ort/gislaved": few(60),
        "inskrivna-per-ort/gnosjo": few(10),
        "livshjulet": share(map(rose_in_three, over), 1),
        "till-stor-nytta": answers(pressed(over, "slut.avslut", 0), "ab", 0.75),
        "hantera-situation": answers(pressed(over, "slut.avslut", 3), "ab", 0.75),
        "stegforflyttning": answers(pressed(over, "slut.avslut", 2), "ab"),
        "forbattrad-arbetsformaga": share(says(row, "battre-arbetsformaga") for row in over),
        "minskad-sjukfranvaro": share(says(row, "mindre-sjukfranvaro") for row in over),
        "egen-forsorjning": share(says(row, "hogre-egenforsorjning") for row in over),
    }
    assert expected.keys() == promised("nya-vagar")
    assert flat(await lived(tmp_path, COHORT)) == expected
    wheel = expected["livshjulet"]
    assert (wheel["n"], wheel["of"], wheel["missing"], wheel["verdict"]) == (3, 6, 3, "not_met")
