"""Languages: whose they are, how they count, and how they write days and numbers."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from gettext import NullTranslations, c2py

import pytest
from babel.numbers import format_decimal

from locales.languages import EASY, LANGUAGES, SOURCE, TRANSLATED, Language, for_staff, known
from locales.offered import offered, spoken
from locales.state import Stage, State, state_in
from locales.translator import Translator

DAY = dt.date(2026, 11, 3)
NO_BREAK = "\u00a0"
LONG, SHORT = {"ar": 6, "uk": 3, "pl": 3, "bs": 3}, 2
"""Plural forms that CLDR gives whole numbers below a thousand."""


def written(code: str) -> Translator:
    return Translator(known(code), NullTranslations())


@pytest.mark.parametrize("language", TRANSLATED, ids=lambda each: each.code)
def test_plurals_tell_apart_what_cldr_tells_apart(language: Language) -> None:
    count, rule = (part.split("=", 1)[1] for part in language.plural_forms.rstrip(";").split("; "))
    form = c2py(rule)
    pairs = {(form(n), language.formats.plural_form(n)) for n in range(1000)}
    assert int(count) == LONG.get(language.code, SHORT)
    assert len(pairs) == len({place for place, _ in pairs}) == len({name for _, name in pairs}) == int(count)


@pytest.mark.parametrize(
    ("code", "day", "weekday"),
    [
        ("sv", "3 nov. 2026", "tisdag 3 november"),
        ("sv_LL", "3 november 2026", "tisdag 3 november"),
        ("en", "3 Nov 2026", "Tuesday 3 November"),
        ("ar", "3 نوفمبر 2026", "الثلاثاء 3 نوفمبر"),
        ("so", "3 Noofeembar 2026", "Talaado 3 Noofeembar"),
        ("ti", "3 ሕዳር 2026", "ሰሉስ 3 ሕዳር"),
        ("fa", "3 نومبر 2026", "سه‌شنبه 3 نومبر"),
        ("uk", "3 листопада 2026", "вівторок 3 листопада"),
        ("pl", "3 listopada 2026", "wtorek 3 listopada"),
        ("bs", "3. novembar 2026.", "utorak, 3. novembar"),
        ("es", "3 de noviembre de 2026", "martes 3 de noviembre"),
    ],
)
def test_days_stand_in_each_language_in_full_and_with_digits_that_stand_all_over_sweden(
    code: str, day: str, weekday: str
) -> None:
    assert written(code).date(DAY) == day
    assert written(code).weekday(DAY) == weekday


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.code)
def test_every_language_has_names_for_every_day_and_month(language: Language) -> None:
    t = Translator(language, NullTranslations())
    days = [DAY + dt.timedelta(days=each) for each in range(366)]
    assert len({t.weekday(day).replace(str(day.day), "").strip() for day in days[:7]}) == 7
    assert len({t.month(day) for day in days}) == 13
    assert all(str(day.day) in t.date(day) for day in days)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.code)
def test_what_is_known_without_cldr_is_what_cldr_says(language: Language) -> None:
    assert language.is_right_to_left == (language.formats.character_order == "right-to-left")
    t = Translator(language, NullTranslations())
    assert all(t.number(each) == format_decimal(each, locale=language.formats) for each in range(1200))


@pytest.mark.parametrize(
    ("code", "number", "share"),
    [
        ("ar", "12,345.5", "43%"),
        ("fa", "12,345.5", "43%"),
        ("uk", f"12{NO_BREAK}345,5", "43%"),
        ("bs", "12.345,5", "43%"),
    ],
)
def test_numbers_are_written_as_each_language_does_with_latin_digits(code: str, number: str, share: str) -> None:
    assert written(code).number(Decimal("12345.5")) == number
    assert written(code).percent(Fraction(43, 100)) == share


@pytest.mark.parametrize(
    ("phone", "code"),
    [
        ("prs", "fa"),
        ("fa-IR", "fa"),
        ("hr", "bs"),
        ("sr-Latn", "bs"),
        ("sv_LL", "sv_LL"),
        ("sv-SE", "sv"),
        ("fi", "sv"),
    ],
)
def test_a_phones_language_finds_the_one_that_its_owner_reads(phone: str, code: str) -> None:
    assert known(phone).code == code


def test_a_row_of_things_has_the_commas_of_its_script() -> None:
    assert [written(code).comma for code in ("sv", "ar", "fa", "uk")] == [", ", "، ", "، ", ", "]


def test_staff_read_swedish_or_english() -> None:
    assert [for_staff(code) for code in ("sv", "en", "pl", EASY.code, "fi")] == ["sv", "en", "sv", "sv", "sv"]


def test_easy_swedish_is_a_register_with_swedish_numbers_and_days() -> None:
    assert EASY.formats == SOURCE.formats
    assert EASY in TRANSLATED


@pytest.mark.parametrize(
    ("head", "state"),
    [
        ("", State()),
        ("# State: begun\n", State()),
        ("# x\n# State: drafted 2026-12-01\nmsgid", State(Stage.DRAFTED, dt.date(2026, 12, 1))),
        ("# State: reviewed by a native speaker 2026-12-01.\n", State(Stage.REVIEWED, dt.date(2026, 12, 1))),
    ],
)
def test_a_catalogue_says_how_far_it_has_come(head: str, state: State) -> None:
    assert state_in(head) == state


@pytest.mark.parametrize("head", ["# State: drafted", "# State: begun 2026-12-01", "# State: done 2026-12-01"])
def test_a_state_without_its_day_or_of_no_stage_is_none(head: str) -> None:
    with pytest.raises(ValueError, match=r"stage|Stage"):
        state_in(head)


def _complete(monkeypatch: pytest.MonkeyPatch, stages: dict[str, Stage]) -> None:
    states = {code: State(stage, DAY) for code, stage in stages.items()}
    monkeypatch.setattr("locales.offered._state", lambda language: states.get(language.code, State()))


def test_languages_are_offered_when_they_are_complete_drafts_only_where_they_are_wanted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _complete(monkeypatch, {"en": Stage.DRAFTED, "ar": Stage.DRAFTED, "pl": Stage.REVIEWED})
    assert [language.code for language in spoken()] == ["sv", "en", "ar", "pl"]
    assert offered(("sv", "en"), drafts=False) == ("sv", "en")
    assert offered(("sv", "so", "pl"), drafts=False) == ("sv", "pl"), "so is not complete"
    assert offered(("sv",), drafts=True) == ("sv", "en", "ar", "pl")
    assert offered((), drafts=False) == ("sv",)
