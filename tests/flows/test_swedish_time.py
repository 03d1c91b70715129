"""When people want to be reminded, in the Swedish they write: what is meant, what is left over, and what cannot be."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flows.swedish.time import Misread, Understood, read_time

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NOW = datetime(2026, 11, 4, 10, 30, 20, tzinfo=STOCKHOLM)
"""A Wednesday in week 45."""
NINE = time(9)

UNDERSTOOD = """
    imorgon                             2026-11-05 09:00
    IMORGON                             2026-11-05 09:00
    i morgon                            2026-11-05 09:00
    i morron kl 8                       2026-11-05 08:00
    i övermorgon                        2026-11-06 09:00
    i overmorgon                        2026-11-06 09:00
    övermorgon                          2026-11-06 09:00
    idag kl 16                          2026-11-04 16:00
    i dag 16.45                         2026-11-04 16:45
    kl 15                               2026-11-04 15:00
    klockan 9                           2026-11-05 09:00
    om en halvtimme                     2026-11-04 11:00
    om en halv timme                    2026-11-04 11:00
    om en kvart                         2026-11-04 10:45
    om tre kvart                        2026-11-04 11:15
    om en timme                         2026-11-04 11:30
    om en och en halv timme             2026-11-04 12:00
    om 2 timmar                         2026-11-04 12:30
    om två timmar                       2026-11-04 12:30
    om 3 tim                            2026-11-04 13:30
    om 20 minuter                       2026-11-04 10:50
    om tio min                          2026-11-04 10:40
    om 48 timmar                        2026-11-06 10:30
    om en dag                           2026-11-05 09:00
    om 3 dagar                          2026-11-07 09:00
    om ett par dagar                    2026-11-06 09:00
    om fjorton dagar                    2026-11-18 09:00
    om en vecka                         2026-11-11 09:00
    om två veckor                       2026-11-18 09:00
    om tva veckor                       2026-11-18 09:00
    OM TVÅ VECKOR KL 13                 2026-11-18 13:00
    om en månad                         2026-12-04 09:00
    om 3 manader                        2027-02-04 09:00
    om ett halvår                       2027-05-04 09:00
    om ett ar                           2027-11-04 09:00
    om ett år                           2027-11-04 09:00
    på fredag                           2026-11-06 09:00
    pa fredag                           2026-11-06 09:00
    på fredag kl 15                     2026-11-06 15:00
    nu på fredag                        2026-11-06 09:00
    Fredag 15:00                        2026-11-06 15:00
    fre kl. 8.30                        2026-11-06 08:30
    onsdag                              2026-11-11 09:00
    måndag                              2026-11-09 09:00
    mandag                              2026-11-09 09:00
    lordag                              2026-11-07 09:00
    sön                                 2026-11-08 09:00
    nästa fredag                        2026-11-13 09:00
    nasta fredag                        2026-11-13 09:00
    nästa måndag                        2026-11-09 09:00
    nästa vecka                         2026-11-09 09:00
    torsdag nästa vecka                 2026-11-12 09:00
    nästa vecka på tisdag               2026-11-10 09:00
    nästa månad                         2026-12-01 09:00
    v 48                                2026-11-23 09:00
    v. 48                               2026-11-23 09:00
    v48                                 2026-11-23 09:00
    vecka 48                            2026-11-23 09:00
    Vecka 48 kl 10                      2026-11-23 10:00
    onsdag v 48                         2026-11-25 09:00
    på onsdag i vecka 48                2026-11-25 09:00
    fredag v 45                         2026-11-06 09:00
    v 44                                2027-11-01 09:00
    v 53                                2026-12-28 09:00
    v 1                                 2027-01-04 09:00
    15 januari                          2027-01-15 09:00
    15 januari kl 9                     2027-01-15 09:00
    den 15 januari kl 14.15             2027-01-15 14:15
    den 15:e januari                    2027-01-15 09:00
    15 jan                              2027-01-15 09:00
    15 JANUARI                          2027-01-15 09:00
    fredag den 15 januari               2027-01-15 09:00
    15 januari 2028                     2028-01-15 09:00
    4 november kl 11                    2026-11-04 11:00
    15/1                                2027-01-15 09:00
    15/1 2028                           2028-01-15 09:00
    15/1-2028                           2028-01-15 09:00
    15/12                               2026-12-15 09:00
    2027-01-15                          2027-01-15 09:00
    2027-01-15 08:15                    2027-01-15 08:15
    2027-01-15T08:15                    2027-01-15 08:15
    den 1:a                             2026-12-01 09:00
    den 15                              2026-11-15 09:00
    den 31                              2026-12-31 09:00
    den 31:a kl 7                       2026-12-31 07:00
    den 1:a nästa månad                 2026-12-01 09:00
    den 10 i nästa månad                2026-12-10 09:00
    den sista i månaden                 2026-11-30 09:00
    sista dagen i månaden               2026-11-30 09:00
    den sista i nästa månad             2026-12-31 09:00
    sista i februari                    2027-02-28 09:00
    sista fredagen i månaden            2026-11-27 09:00
    sista fredagen i november           2026-11-27 09:00
    sista måndagen i nästa månad        2026-12-28 09:00
    första måndagen i december          2026-12-07 09:00
    forsta mandagen i december          2026-12-07 09:00
    tredje torsdagen i januari kl 13    2027-01-21 13:00
"""


@pytest.mark.parametrize("line", UNDERSTOOD.strip().splitlines())
def test_a_phrase_is_understood_and_nothing_is_left_over(line: str) -> None:
    text, meant = line.strip()[:-16].strip(), line[-16:]
    read = read_time(text, NOW, NINE)
    assert isinstance(read, Understood), read
    assert (f"{read.at:%Y-%m-%d %H:%M}", read.rest) == (meant, "")
    assert read.at.utcoffset() == read.at.astimezone(STOCKHOLM).utcoffset()


RESTS = [
    ("Ring Anna i morgon", "Ring Anna"),
    ("RING ÅSA PÅ FREDAG KL 15", "RING ÅSA"),
    ("imorgon kl 9: fråga om läkarintyg", ": fråga om läkarintyg"),
    ("om två veckor ring  FK", "ring FK"),
    ("ring min son imorgon", "ring min son"),
    ("man ska mejla på tors", "man ska mejla"),
    ("boka Maj på fredag", "boka Maj"),
    ("om 2 timmar hämta post inför mötet kl 15", "hämta post inför mötet kl 15"),
    ("İzmir imorgon", "İzmir"),
    ("ẞİ ſ 15 januari Çelik", "ẞİ ſ Çelik"),
    ("Ring A\u030asa imorgon", "Ring Åsa"),
    ("följ upp SIP v 48", "följ upp SIP"),
    ("avstämning sista fredagen i månaden kl 10 med Lô", "avstämning med Lô"),
]


@pytest.mark.parametrize(("text", "rest"), RESTS)
def test_the_rest_is_kept_in_its_own_letters(text: str, rest: str) -> None:
    read = read_time(text, NOW, NINE)
    assert isinstance(read, Understood)
    assert read.rest == rest


MISREAD = {
    Misread.UNKNOWN: [
        "",
        " ",
        "hej",
        "snart",
        "ring Anna",
        "i fredags",
        "om",
        "vecka",
        "15",
        "kl",
        "man",
        "son",
    ],
    Misread.NO_SUCH_DAY: [
        "31 februari",
        "29 februari",
        "30/2",
        "31/11",
        "0 maj",
        "32 maj",
        "15/13",
        "2027-02-29",
        "0000-01-01",
        "v 54",
        "v 0",
        "vecka 99",
        "kl 25",
        "imorgon kl 9.75",
        "imorgon 24:00",
        "den 32",
        "den 0",
        "den 31 nästa månad kl 61",
    ],
    Misread.PAST: [
        "idag",
        "idag kl 9",
        "2026-11-03",
        "2026-11-04",
        "2026-11-04 10:30",
        "0001-01-01",
        "15 januari 2026",
        "om 0 minuter",
        "om noll dagar",
        "v 45",
        "första måndagen i månaden",
        "den 4",
    ],
    Misread.TOO_FAR: [
        "9999-12-31",
        "om 6 år",
        "om 9999 år",
        "om 9999 veckor",
        "om 200 månader",
        "1 maj 2032",
        "1/1 9999",
    ],
}


@pytest.mark.parametrize(("misread", "text"), [(kind, text) for kind, texts in MISREAD.items() for text in texts])
def test_what_cannot_be_is_told_apart(misread: Misread, text: str) -> None:
    assert read_time(text, NOW, NINE) is misread


def test_what_exists_every_fourth_year_is_found_when_it_comes() -> None:
    read = read_time("29 februari", datetime(2027, 6, 1, tzinfo=STOCKHOLM), NINE)
    assert isinstance(read, Understood)
    assert read.at.date().isoformat() == "2028-02-29"


@pytest.mark.parametrize(
    ("now", "text", "meant"),
    [
        ("2026-12-31T10:00", "imorgon", "2027-01-01T09:00+01:00"),
        ("2026-12-31T10:00", "v 1", "2027-01-04T09:00+01:00"),
        ("2027-01-01T08:00", "fredag v 53", "2027-01-01T09:00+01:00"),
        ("2026-08-31T10:00", "om 6 månader", "2027-02-28T09:00+01:00"),
        ("2028-02-29T10:00", "om ett år", "2029-02-28T09:00+01:00"),
        ("2026-03-28T23:30", "om 3 timmar", "2026-03-29T03:30+02:00"),
        ("2026-10-24T23:30", "om 3 timmar", "2026-10-25T02:30+02:00"),
        ("2026-10-24T23:30", "om 4 timmar", "2026-10-25T02:30+01:00"),
        ("2026-03-28T10:00", "imorgon kl 9", "2026-03-29T09:00+02:00"),
        ("2026-10-24T10:00", "imorgon kl 9", "2026-10-25T09:00+01:00"),
        ("2026-03-28T10:00", "imorgon kl 02:30", "2026-03-29T03:30+02:00"),
    ],
)
def test_years_end_months_end_and_clocks_change(now: str, text: str, meant: str) -> None:
    read = read_time(text, datetime.fromisoformat(now).replace(tzinfo=STOCKHOLM), NINE)
    assert isinstance(read, Understood)
    assert read.at.isoformat(timespec="minutes") == meant


def test_in_the_hour_that_comes_twice_the_time_meant_is_the_one_ahead() -> None:
    second_ten_past_two = datetime(2026, 10, 25, 2, 10, tzinfo=STOCKHOLM, fold=1)
    read = read_time("idag kl 2.30", second_ten_past_two, NINE)
    assert isinstance(read, Understood)
    assert read.at.astimezone(UTC) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


PHRASES = [line.strip()[:-16].strip() for line in UNDERSTOOD.strip().splitlines()]
WORDS = sorted(
    {word for phrase in PHRASES for word in phrase.split()} | {text for texts in MISREAD.values() for text in texts}
)
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(WORDS) | st.integers(0, 99999).map(str), max_size=8).map(" ".join),
    st.builds("{} {} {}".format, st.text(max_size=10), st.sampled_from(PHRASES), st.text(max_size=10)),
)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001  # hypothesis adds the zone
    lambda moment: moment.astimezone(STOCKHOLM)
)


@given(TEXTS, MOMENTS, st.times())
@example("0001-01-01", NOW, time(0))
@example("9999-12-31 23:59", NOW, time(0))
@example("om ٣ dagar", NOW, NINE)
@example("den ² maj", NOW, NINE)
def test_nothing_raises_and_what_is_understood_lies_ahead(text: str, now: datetime, usual: time) -> None:
    read = read_time(text, now, usual)
    if isinstance(read, Understood):
        assert now.astimezone(UTC) < read.at.astimezone(UTC) <= now.astimezone(UTC) + timedelta(days=5 * 366 + 2)
        assert read.at.tzinfo is now.tzinfo
        assert read.rest == " ".join(read.rest.split())
    else:
        assert read in Misread


@given(st.sampled_from(PHRASES), MOMENTS)
def test_a_phrase_means_the_same_in_capitals_and_between_words(phrase: str, now: datetime) -> None:
    plain = read_time(phrase, now, NINE)
    shouted = read_time(f"  Ring  {phrase.upper()} ", now, NINE)
    if isinstance(plain, Misread):
        assert shouted is plain
    else:
        assert shouted == Understood(plain.at, "Ring")
