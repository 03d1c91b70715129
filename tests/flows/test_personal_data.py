"""What people write: numbers and addresses are found however they are written, and innocent texts pass.

Every number here is invented, or one that the tax agency and the telephone authority keep free for examples.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import luhn

from flows.forms.personal_data import PersonalData, find, masked

IDENTITY_NUMBERS = [
    "811218-9876",
    "8112189876",
    "19811218-9876",
    "198112189876",
    "811218+9876",
    "811218 9876",
    "811218 - 9876",
    "811218–9876",
    "811218\u22129876",
    "19811218 9876",
    "8 1 1 2 1 8 9 8 7 6",
    "81 12 18 98 76",
    "1981 12 18 98 76",
    "1981-12-18-9876",
    "81/12/18 9876",
    "8.1.1.2.1.8.9.8.7.6",
    "811218\u00a09876",
    "811218\u200b9876",
    "8112\u00ad189876",
    "811278-9873",  # a coordination number: 60 added to the day
    "198112789873",
    "701063-2391",
    "１９８１１２１８−９８７６",
    "８１１２１８ー９８７６".replace("ー", "-"),
    "٨١١٢١٨-٩٨٧٦",
    "۸۱۱۲۱۸۹۸۷۶",
    "८११२१८-९८७६",
]


@pytest.mark.parametrize("number", IDENTITY_NUMBERS)
@pytest.mark.parametrize(
    "around", ["{}", "Mitt nummer är {}.", "pnr{}", "({})", "{}, tack", "Jag har 3 barn,{}\noch 2 katter"]
)
def test_identity_numbers_are_found(number: str, around: str) -> None:
    assert PersonalData.IDENTITY_NUMBER in find(around.format(number))


@st.composite
def identity_numbers(draw: st.DrawFn) -> str:
    """Invent a well-formed number, a coordination number every other time, written in some manner."""
    born = draw(st.dates())
    day = born.day + 60 * draw(st.booleans())
    short = f"{born:%y%m}{day:02}{draw(st.integers(0, 999)):03}"
    digits = draw(st.sampled_from(["", "19", "20"])) + short + luhn.calc_check_digit(short)
    sign = draw(st.sampled_from(["", "-", "+", " ", " - ", "–"]))
    return digits[:-4] + sign + digits[-4:]


@given(identity_numbers(), st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "０１２３４５６７８９"]))
def test_every_well_formed_number_is_found_in_every_script(number: str, script: str) -> None:
    assert find(number.translate(str.maketrans("0123456789", script))) == (PersonalData.IDENTITY_NUMBER,)


@given(identity_numbers())
def test_a_blank_between_all_digits_hides_nothing(number: str) -> None:
    digits = [sign for sign in number if sign.isdigit()]
    assert find(" ".join(digits)) == (PersonalData.IDENTITY_NUMBER,)


PHONES = [
    "070-1740605",
    "0701740605",
    "070-174 06 05",
    "070 174 06 05",
    "070/1740605",
    "(070) 174 06 05",
    "+46701740605",
    "+46 70 174 06 05",
    "+46 (0)70 174 06 05",
    "0046701740605",
    "0046 70 174 06 05",
    "08-465 004 04",
    "031-390 06 00",
    "0980-319 200",
    "0980-319200",
    "+358 40 000 0000",
    "+47 900 00 000",
    "٠٧٠١٧٤٠٦٠٥",
    "０７０−１７４０６０５".replace("−", "-"),
]


@pytest.mark.parametrize("number", PHONES)
@pytest.mark.parametrize("around", ["{}", "Ring {}.", "tel:{}", "Ring mig kl 9 på {}, eller sms:a"])
def test_phone_numbers_are_found(number: str, around: str) -> None:
    assert find(around.format(number)) == (PersonalData.PHONE,)


@pytest.mark.parametrize(
    "address", ["namn@example.org", "for.namn+efter_namn@mail.example.se", "åsa@exempel.example", "namn＠example.org"]
)
@pytest.mark.parametrize("around", ["{}", "Skriv till {}.", "<{}>", "mailto:{}"])
def test_addresses_are_found(address: str, around: str) -> None:
    assert find(around.format(address)) == (PersonalData.EMAIL,)


def test_each_kind_is_named_once() -> None:
    text = "811218-9876 och 811218-9876, skriv till a@example.org eller b@example.org"
    assert find(text) == (PersonalData.IDENTITY_NUMBER, PersonalData.EMAIL)


INNOCENT = [
    "",
    "Jag vill ha ett arbete.",
    "2024-0012",
    "Dnr 2024/0012",
    "2024-01234567",
    "A-1234567",
    "AB12345678",
    "15 januari kl 9",
    "kl. 08.30-16.15",
    "0730-1615",
    "07.30 09.45 11.15",
    "1990",
    "mellan 2019 och 2021",
    "2019 2020 2021",
    "2 580 000 kr",
    "12 050 000 kr",
    "100 000 000 kronor",
    "2026-01-15",
    "2026-01-15 09:30",
    "15-01-2026",
    "05/06/2026",
    "05 06 2026",
    "20260115",
    "01-02-2026 kl 0900",
    "8 av 10",
    "7,5 timmar i veckan, 37.5 % av 100 %",
    "1 2 3 4 5 6 7 8 9 10",
    "1234567890",
    "811218-9875",  # the check digit is wrong
    "811318-9878",  # there is no month 13
    "556000-4615",  # an organisation number, whose third digit is at least 2
    "lag (2003:1210)",
    "SFS 1991:481, 18 a §",
    "+30 procent och -15 grader",
    "10^9",
    "m² och ½ dag",
    "@anna",
    "pris 5@10",
    "100@",
    "buss 040 till 031",
    "rum 0123",
    "GDPR artikel 6.1 e",
    "12345678901234567890",
    "😀 3/4",
    "Trisam 2.0: 122 = 74 + 48",
]


@pytest.mark.parametrize("text", INNOCENT)
def test_innocent_texts_pass(text: str) -> None:
    assert find(text) == ()


def test_a_coordination_number_may_begin_with_a_year_below_ten() -> None:
    short = "050161238"
    assert find(short + luhn.calc_check_digit(short)) == (PersonalData.IDENTITY_NUMBER,)


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    assert set(find(text)) <= set(PersonalData)


@given(st.text(alphabet="abcåäö .,!?\n", max_size=300))
def test_words_alone_always_pass(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ring 070-174 06 05 eller +46 70 174 06 05", "Ring ▇▇▇ eller ▇▇▇"),
        ("anna.svensson@example.org skrev", "▇▇▇ skrev"),
        ("Jag är 19121212-1212, född 1912", "Jag är ▇▇▇, född 1912"),
        ("1 9 1 2 1 2 1 2 1 2 1 2 är jag", "▇▇▇ är jag"),
        ("Vi sågs 12/5 kl 13.30, 8 av 10", "Vi sågs 12/5 kl 13.30, 8 av 10"),
    ],
)
def test_what_is_found_is_covered_and_nothing_else(text: str, shown: str) -> None:
    assert masked(text) == shown
    assert not find(masked(text))


@settings(max_examples=50)
@given(st.text(max_size=80))
def test_no_text_raises_when_it_is_covered(text: str) -> None:
    assert isinstance(masked(text), str)
