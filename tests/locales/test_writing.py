"""How translations are written: no markup, their own script, no signs that turn text, and buttons that fit."""

import pytest
from babel.messages.catalog import Message
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.screen import fitting
from locales.direction import begun_right, isolated, runs_right_to_left, set_right, without_marks
from locales.extract import Sentence
from locales.languages import known
from locales.width import MOST_ON_A_BUTTON, width
from locales.writing import written_problems

FSI, PDI, RLM = "\u2068", "\u2069", "\u200f"


def found(code: str, swedish: str, translation: str, *, is_label: bool = False, file: str = "bot/x.py") -> list[str]:
    sentence = Sentence(file, 1, swedish, is_label=is_label)
    return list(written_problems(Message(swedish, translation), sentence, known(code)))


@pytest.mark.parametrize(
    ("code", "translation", "kind"),
    [
        ("so", "<b>Haa</b>", "markup"),
        ("so", "Haa &amp; maya", "markup"),
        ("ar", f"{RLM}نعم", "direction"),
        ("so", f"{FSI}Haa{PDI}", "direction"),
        ("ar", "Yes", "script"),
        ("ti", "Eway", "script"),
        ("uk", "Tak", "script"),
        ("so", "нет", "script"),
        ("ar", "نعم да", "script"),
    ],
)
def test_what_is_written_wrongly_is_one_problem(code: str, translation: str, kind: str) -> None:
    (problem,) = found(code, "Ja", translation)
    assert problem.startswith(f"{kind}: 'Ja' became '{translation}'")


@pytest.mark.parametrize(
    ("code", "translation"),
    [
        ("ar", "يرى Telegram أنك تكتب"),
        ("ar", "اكتب /enkat"),
        ("ti", "ሓደ < ክልተ"),
        ("uk", "{n} з {of}"),
        ("ar", "{lowest} = {low}, {highest} = {high}"),
        ("ar", "١٢"),
        ("pl", "Łódź & co"),
    ],
)
def test_what_is_written_well_passes(code: str, translation: str) -> None:
    assert found(code, "Ja", translation) == []


def test_a_name_may_stay_as_it_is() -> None:
    assert found("ar", "Nya Vägar", "Nya Vägar", file="flows/definitions/programmes/nya-vagar.yaml") == []
    assert found("ar", "Nya Vägar", "Nya Vägar") != []


def test_a_label_fits_a_button() -> None:
    assert found("pl", "Ja", "t" * 42, is_label=True) == []
    (problem,) = found("pl", "Ja", "t" * 43, is_label=True)
    assert problem.startswith("button: ")
    assert found("pl", "Ja", "t" * 43) == []


@pytest.mark.parametrize(
    ("text", "wide"),
    [("", 0), ("Ja", 2), ("نَعَم", 3), ("é", 1), ("e\u0301", 1), (f"{FSI}7{PDI}", 1), ("ትግርኛ", 6), ("是", 2)],
)
def test_width_counts_what_takes_room(text: str, wide: int) -> None:
    assert width(text) == wide


@given(st.text(max_size=60))
@settings(max_examples=30)
def test_what_is_shortened_fits(text: str) -> None:
    assert width(fitting(text)) <= MOST_ON_A_BUTTON


@pytest.mark.parametrize(
    ("sentence", "set_"),
    [
        ("اكتب /hjalp لأريك", f"اكتب {FSI}/hjalp{PDI} لأريك"),
        ("مثلا 3 mars أو 2026-03-03.", f"مثلا {FSI}3 mars{PDI} أو {FSI}2026-03-03{PDI}."),
        ("{n} من {of}", f"{RLM}{{n}} من {{of}}"),
        ("{day}", f"{RLM}{{day}}"),
        ("Telegram يرى", f"{RLM}{FSI}Telegram{PDI} يرى"),
        ("سطر\n{n} أيام", f"سطر\n{RLM}{{n}} أيام"),
        ("7", "7"),
        ("Nya Vägar", "Nya Vägar"),
        ("Hur nöjd är du, {name}?", "Hur nöjd är du, {name}?"),
        ("", ""),
    ],
)
def test_what_runs_the_other_way_is_isolated_and_lines_begin_right(sentence: str, set_: str) -> None:
    assert set_right(sentence) == set_


@pytest.mark.parametrize(
    ("text", "is_so"),
    [("نعم", True), ("1. نعم", True), (f"{FSI}Nya{PDI} نعم", False), ("Nya نعم", False), ("7", False), (RLM, True)],
)
def test_a_texts_direction_is_that_of_its_first_strong_sign(text: str, is_so: bool) -> None:  # noqa: FBT001  # a case
    assert runs_right_to_left(text) is is_so


@given(st.text("اب {n}/hjalp7.\n", max_size=30))
@settings(max_examples=50)
def test_setting_a_sentence_right_adds_nothing_that_is_seen(sentence: str) -> None:
    assert without_marks(set_right(sentence)) == sentence


def test_a_line_that_begins_right_stays_as_it_is() -> None:
    assert begun_right("نعم") == "نعم"
    assert begun_right("/hjalp – عرض") == f"{RLM}/hjalp – عرض"
    assert isolated("") == ""
