from dataclasses import replace
from functools import partial

import pytest

from bot.chat.buttons import Begin
from bot.chat.participant import join_screens, survey_screens
from bot.chat.screen import Key, Screen, fitting
from locales.languages import SOURCE
from locales.translator import translator
from tests.screens.page import WIDEST, Example, misfits, page
from tests.screens.recorder import Recorder, makers, name

BUTTON = Begin(1)


def example(*screens: Screen) -> Example:
    return Example("some_screens.some", "Say something.", {SOURCE: screens})


def row(*labels: str) -> Screen:
    return Screen("Hej!", (tuple(Key(label, BUTTON) for label in labels),))


@pytest.mark.parametrize("beside", sorted(WIDEST))
def test_a_label_is_cut_off_when_it_is_longer_than_its_part_of_the_row(beside: int) -> None:
    short, long = "x" * WIDEST[beside], "x" * (WIDEST[beside] + 1)
    assert list(misfits(example(row(*[short] * beside)))) == []
    assert list(misfits(example(row(*[short] * (beside - 1), long)))) == [
        f"some_screens.some (sv): the button '{long}' is cut off"
    ]


def test_a_text_is_measured_as_it_is_read() -> None:
    as_long_as_may_be = f"<b>{'å' * 4094}</b>&lt;3"
    assert list(misfits(example(Screen(as_long_as_may_be)))) == []
    assert list(misfits(example(Screen(f"{as_long_as_may_be}!")))) == [
        "some_screens.some (sv): the text is longer than a message may be"
    ]


def test_a_participant_is_given_at_most_sixty_words_and_staff_as_many_as_it_takes() -> None:
    long = Screen("<b>ord</b> – " * 61)
    assert list(misfits(replace(example(long), is_participants=True))) == [
        "some_screens.some (sv): 61 words are too many to read at once"
    ]
    assert list(misfits(example(long))) == []


def test_what_somebody_wrote_and_is_given_back_to_copy_is_not_counted() -> None:
    given_back = Screen("Hej!").with_notice("Texten är lite för lång.", "ord " * 200)
    assert list(misfits(replace(example(given_back), is_participants=True))) == []


def test_people_s_own_words_are_shortened_to_a_row() -> None:
    assert fitting("A-17 · Månadsuppföljning") == "A-17 · Månadsuppföljning"
    assert len(fitting("långt " * 20)) <= WIDEST[1]
    assert fitting("långt " * 20).endswith("…")


def test_the_page_shows_every_screen_and_marks_what_is_cut_off() -> None:
    written = page([example(row("kort"), row("l" * 43))])
    assert written.count('class="phone"') == 2
    assert written.count("<span class=wide>") == 1
    assert "Say something." in written


def test_functions_that_make_screens_are_found_by_their_types() -> None:
    found = {name(each) for each in makers(join_screens)}
    assert {"join_screens.taking_part", "join_screens.stranger"} <= found
    assert "join_screens.languages" not in found, "it takes no translator"
    assert "survey_screens.answer_rows" not in {name(each) for each in makers(survey_screens)}


def test_a_screen_made_of_another_is_made_anew_in_each_language() -> None:
    recorder = Recorder()
    wanted = {"join_screens.stranger", "join_screens.as_draft"}
    recorder.functions = {name(each): each for each in makers(join_screens) if name(each) in wanted}
    t = translator("sv")
    watched = {key: partial(recorder._call, each) for key, each in recorder.functions.items()}
    watched["join_screens.as_draft"](t, watched["join_screens.stranger"](t))
    (packed,) = recorder.calls["join_screens.as_draft"]
    (screen,) = recorder.remade("join_screens.as_draft", packed, translator("en"))
    assert join_screens.stranger(translator("en")).text in screen.text


def test_what_the_running_bot_lends_is_left_out_of_what_is_kept() -> None:
    recorder = Recorder()
    recorder.functions = {"lent": lambda _t, lent: Screen(str(lent))}  # type: ignore[dict-item]  # a function is one
    assert recorder.remade("lent", recorder._packed(((recorder.missing,), {})), translator("sv")) == (Screen("None"),)
