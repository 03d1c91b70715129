"""Stöd till arbete: eleven people, asked on the way and at the end, and a score for each municipality."""

from datetime import date
from pathlib import Path

from tests.cohorts.cohort import Cohort, closed, joined, pressed, says, table
from tests.cohorts.expecting import answers, flat, number, parts, promised, score, share
from tests.cohorts.living import lived

ROWS = table("""
ref   joined      kon     ort       undergrupp                 manader-arbete  battre-arbetsformaga  mindre-sjukfranvaro  hogre-egenforsorjning  closed      outcome  vagen.pagaende  slut.avslut
I-1   2028-11-06  kvinna  Gislaved  gislaved-forsorjningsstod  4               ja                    ja                   ja                     2029-05-14  arbete   aaab-           aabb-
I-2   2028-11-06  man     Gnosjö    gnosjo-ame                 0               ja                    nej                  nej                    2029-05-14  annat    abbc-           babc-
I-3   2028-11-06  kvinna  Värnamo   varnamo-psykiatri          -               nej                   ej-aktuellt          nej                    2029-05-14  ohalsa   -               -
I-4   2029-01-15  man     Värnamo   varnamo-omsorgen           6               -                     ja                   ja                     2029-05-14  studier  cba.-           b.aa-
I-5   2029-01-15  kvinna  Gislaved  gislaved-forsorjningsstod  2               -                     nej                  ja                     2029-05-14  arbete   ccd.-           aadb-
I-6   2029-01-15  man     Gnosjö    gnosjo-omsorgen            1               ja                    ej-aktuellt          nej                    2029-05-14  avbrott  -               dccd-
I-7   2029-01-15  kvinna  Värnamo   varnamo-psykiatri          -               -                     ja                   ja                     2029-05-14  studier  baca-           abae-
I-8   2029-01-15  man     Gislaved  -                          3               -                     ja                   nej                    2029-05-14  arbete   .aab-           caaa-
I-9   2029-01-15  kvinna  Värnamo   varnamo-psykiatri          -               -                     -                    -                      2029-05-14  annat    -               aabc-
I-10  2029-01-15  man     Gnosjö    gnosjo-ame                 0               -                     nej                  nej                    2029-05-14  avbrott  -               -
I-11  2029-01-15  kvinna  Värnamo   -                          -               -                     -                    -                      -           -        -               -
I-12  nej         -       -         -                          -               -                     -                    -                      -           -        -               -
""")  # noqa: E501  # a table is read line by line
SCORES = (
    ("Gislaved", "92", "2020-01-15"),
    ("Gnosjö", "88", "2020-01-08"),
    ("Gnosjö", "90", "2020-01-31"),
    ("Värnamo", "89", "2020-01-20"),
    ("Värnamo", "101", "2020-02-03"),
)
COHORT = Cohort(
    "stod-till-arbete",
    ROWS,
    date(2029, 6, 4),
    notes=tuple(("Programtrohet enligt IPS", place, points, day) for place, points, day in SCORES),
    after=95,
)


async def test_stod_till_arbete_comes_to_what_its_people_came_to(tmp_path: Path) -> None:
    over, everyone = closed(ROWS), joined(ROWS)
    in_january = {place: int(points) for place, points, day in SCORES if day <= "2020-01-31"}
    reached = sum(points >= 90 for points in in_january.values())
    expected = {
        "inskrivna-per-ar": number(sum(row["joined"].startswith("2029") for row in everyone), 57),
        "arbete-eller-studier": share((row["outcome"] in {"arbete", "studier"} for row in over), 0.5),
        "programtrohet": parts(reached, 3, "not_met") | {"target": 90},
        **{f"programtrohet/{place}": score(points, 90) for place, points in in_january.items()},
        "nytta-och-hantera": parts(1, 2, "not_met"),
        "nytta-och-hantera/till-stor-nytta": answers(pressed(over, "slut.avslut", 0), "ab", 0.75),
        "nytta-och-hantera/hantera-situation": answers(pressed(over, "slut.avslut", 3), "ab", 0.75),
        "runt-behov": answers(pressed(everyone, "vagen.pagaende", 0), "ab"),
        "inflytande-och-tid": parts(0, 2, "no_target"),
        "inflytande-och-tid/inflytande": answers(pressed(everyone, "vagen.pagaende", 1), "ab"),
        "inflytande-och-tid/tid": answers(pressed(everyone, "vagen.pagaende", 2), "ab"),
        "haller-samman": answers(pressed(everyone, "vagen.pagaende", 3), "ab"),
        "stegforflyttning": answers(pressed(over, "slut.avslut", 2), "ab"),
        "forbattrad-arbetsformaga": share(says(row, "battre-arbetsformaga") for row in over),
        "minskad-sjukfranvaro": share(says(row, "mindre-sjukfranvaro") for row in over),
        "egen-forsorjning": share(says(row, "hogre-egenforsorjning") for row in over),
    }
    assert expected.keys() == promised("stod-till-arbete")
    assert flat(await lived(tmp_path, COHORT)) == expected
    assert (expected["arbete-eller-studier"]["share"], expected["forbattrad-arbetsformaga"]["n"]) == (0.5, None)
    assert in_january == {"Gislaved": 92, "Gnosjö": 90, "Värnamo": 89}
