import datetime as dt
from decimal import Decimal
from fractions import Fraction
from gettext import NullTranslations
from pathlib import Path

import pytest
from babel.messages import Catalog
from hypothesis import given
from hypothesis import strategies as st

from locales.catalogue_file import ROOT, catalogue_path, read_catalogue, write_catalogue
from locales.languages import LANGUAGES, SOURCE, known
from locales.translator import Translator, compiled, marked, translator
from tests.effort import times_as_much

ENGLISH = known("en")
NO_BREAK = "\u00a0"


class _Says(NullTranslations):
    """A catalogue that has the same translation for everything."""

    def __init__(self, translation: str) -> None:
        super().__init__()
        self.translation = translation

    def gettext(self, message: str) -> str:
        return self.translation if message else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.translation if msgid1 != msgid2 or n else msgid1


def _english(root: Path, *pairs: tuple[str | tuple[str, str], str | tuple[str, ...]]) -> Translator:
    catalogue = Catalog(locale="en")
    for message, translation in pairs:
        catalogue.add(message, translation)
    write_catalogue(root, "en", catalogue)
    return Translator(ENGLISH, compiled(root, ENGLISH))


@pytest.mark.parametrize(
    ("count", "of", "printed"),
    [(34, 78, "43,6"), (26, 78, "33,3"), (10, 78, "12,8"), (1, 8, "12,5"), (1, 1, "100,0"), (0, 5, "0,0")],
)
def test_swedish_per_cents_have_a_comma_and_a_no_break_space(count: int, of: int, printed: str) -> None:
    assert translator("sv").percent(Fraction(count, of), 1) == f"{printed}{NO_BREAK}%"


def test_a_half_is_rounded_up_once_only() -> None:
    swedish = translator("sv")
    assert swedish.percent(Fraction(149, 200)) == f"75{NO_BREAK}%"
    assert swedish.percent(Fraction(5, 200)) == f"3{NO_BREAK}%"
    assert swedish.percent(Fraction(4449, 10000), 1) == f"44,5{NO_BREAK}%"
    assert swedish.percent(Fraction(4449, 10000)) == f"44{NO_BREAK}%"


def test_a_float_counts_as_it_prints() -> None:
    assert translator("sv").percent(0.145) == f"15{NO_BREAK}%"


def test_english_per_cents_have_a_point_and_no_space() -> None:
    assert translator("en").percent(Fraction(34, 78), 1) == "43.6%"


def test_numbers_keep_the_decimals_that_they_have() -> None:
    swedish = translator("sv")
    assert swedish.number(12345) == f"12{NO_BREAK}345"
    assert swedish.number(Decimal("3.0")) == "3,0"
    assert swedish.number(Decimal("2.675")) == "2,675"
    assert swedish.number(Decimal("1E+2")) == "100"
    assert translator("en").number(Decimal("1234.5")) == "1,234.5"


def test_dates_are_written_as_each_language_does() -> None:
    day = dt.date(2026, 11, 3)
    assert translator("sv").date(day) == "3 nov. 2026"
    assert translator("en").date(day) == "3 Nov 2026"


def test_swedish_needs_no_catalogue() -> None:
    swedish = translator("sv")
    assert swedish("Hej {name}", name="Kim") == "Hej Kim"
    assert swedish.plural("Ett svar", "{n} svar", 1) == "Ett svar"
    assert swedish.plural("Ett svar", "{n} svar", 0) == "0 svar"
    assert swedish.plural("Ett svar", "{n} svar", 1200) == f"1{NO_BREAK}200 svar"


def test_the_shipped_english_is_read() -> None:
    english = translator("en")
    assert english.language == "en"
    assert english("Instämmer helt") == "Agree completely"


def test_english_plurals_come_from_the_catalogue(tmp_path: Path) -> None:
    english = _english(
        tmp_path, (("{n} svar från {who}", "{n} svar från {who}"), ("{n} answer by {who}", "{n} by {who}"))
    )
    assert english.plural("{n} svar från {who}", "{n} svar från {who}", 1, who="Kim") == "1 answer by Kim"
    assert english.plural("{n} svar från {who}", "{n} svar från {who}", 2, who="Kim") == "2 by Kim"


def test_a_language_may_say_a_number_in_words(tmp_path: Path) -> None:
    english = _english(tmp_path, (("{n} svar", "{n} svar"), ("one answer", "{n} answers")))
    assert english.plural("{n} svar", "{n} svar", 1) == "one answer"


def test_the_number_cannot_be_overruled() -> None:
    assert translator("sv").plural("{n} sak", "{n} saker", 2, n="många") == "2 saker"


def test_a_missing_translation_is_said_in_swedish(tmp_path: Path) -> None:
    english = _english(tmp_path, ("Ja", "Yes"), ("Nej", ""), (("Ett svar", "{n} svar"), ("", "")))
    assert english("Ja") == "Yes"
    assert english("Nej") == "Nej"
    assert english("Kanske") == "Kanske"
    assert english.plural("Ett svar", "{n} svar", 3) == "3 svar"
    assert english.plural("En sak", "{n} saker", 1) == "En sak"


def test_a_guess_is_not_shown(tmp_path: Path) -> None:
    catalogue = Catalog(locale="en")
    catalogue.add("Ja", "No", flags=["fuzzy"])
    write_catalogue(tmp_path, "en", catalogue)
    assert compiled(tmp_path, ENGLISH).gettext("Ja") == "Ja"


def test_nothing_is_said_as_nothing() -> None:
    assert translator("en")("") == ""


@pytest.mark.parametrize(
    "translation",
    ["Hello", "Hello {nome}", "Hello {name", "Hello name}", "Hello {name} {", "Hello {name.__class__}", "{name}{x}"],
)
def test_a_translation_with_other_placeholders_is_said_in_swedish(translation: str) -> None:
    assert Translator(ENGLISH, _Says(translation))("Hej {name}", name="Kim") == "Hej Kim"
    assert Translator(ENGLISH, _Says(translation)).plural("En {name}", "Fler {name}", 2, name="Kim") == "Fler Kim"


def test_braces_in_a_value_are_text() -> None:
    hostile = "{name} {other} {} {0} { }} {name.__class__}"
    assert translator("sv")("Hej {name} och {other}", name=hostile, other="Bo") == f"Hej {hostile} och Bo"


def test_a_placeholder_without_a_value_stays() -> None:
    assert translator("sv")("Hej {name}") == "Hej {name}"


@given(
    message=st.text(), translation=st.text("{}nameö .!", max_size=20), value=st.text(), n=st.integers(-(2**63), 2**63)
)
def test_no_text_whatever_keeps_a_value_from_being_said(message: str, translation: str, value: str, n: int) -> None:
    t = Translator(ENGLISH, _Says(translation))
    assert value in t(message + "{name}", name=value)
    assert value in t.plural("{n}{name}" + message, "{n} {name}" + message, n, name=value)


@pytest.mark.parametrize(
    ("code", "spoken"),
    [("en-US", "en"), ("EN", "en"), ("en_GB", "en"), ("sv-FI", "sv"), ("tlh", "sv"), ("", "sv"), ("../../x", "sv")],
)
def test_a_code_finds_its_language_or_swedish(code: str, spoken: str) -> None:
    assert translator(code).language == spoken


def test_a_translator_is_made_once() -> None:
    assert translator("en") is translator("en-GB")


@pytest.mark.parametrize("content", [b"\xff\xfe", b'msgid "a\n', b'msgid ""\nmsgstr "Plural-Forms: nplurals=x"\n'])
def test_a_broken_catalogue_leaves_swedish(tmp_path: Path, content: bytes) -> None:
    path = catalogue_path(tmp_path, "en")
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    assert compiled(tmp_path, ENGLISH).gettext("Ja") == "Ja"


def test_scripts_have_a_direction() -> None:
    assert not translator("sv").is_right_to_left
    assert translator("ar").is_right_to_left


def test_languages_stand_under_their_own_names_with_swedish_first() -> None:
    assert [language.own_name for language in LANGUAGES][:3] == ["Svenska", "English", "Lättläst svenska"]
    assert LANGUAGES[0] == SOURCE


def test_making_all_translators_takes_little_more_than_reading_their_files() -> None:
    translated = [language for language in LANGUAGES if language != SOURCE]

    def make() -> None:
        for language in translated:
            compiled(ROOT, language)

    def read() -> None:
        for language in translated:
            read_catalogue(ROOT, language.code)

    assert times_as_much(make, read) < 6


def test_marking_changes_nothing() -> None:
    assert marked("Börja") == "Börja"
