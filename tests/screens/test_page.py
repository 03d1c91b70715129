from dataclasses import replace

import pytest

from bot.chat.buttons import Begin
from bot.chat.participant import join_screens, survey_screens
from bot.chat.screen import Key, Screen, fitting
from locales.languages import SOURCE
from tests.screens.page import WIDEST, Example, misfits, page
from tests.screens.recorder import makers, name

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
