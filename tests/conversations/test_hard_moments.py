"""Screens that few meet and that matter most: in distress, with something that should not be kept, about what is kept.

They have at most sixty words in every language, and so has, with ``test_words``, every screen of the participants'.
"""

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from types import CodeType, FrameType

import pytest

import bot.chat.participant
from bot.actions.participant.erase import Kept
from bot.actions.participant.forms import DISTRESS, Held
from bot.chat.participant import (
    contact_screens,
    guest_screens,
    held_screens,
    my_data_screens,
    review_screen,
    rights_screens,
    survey_screens,
)
from bot.chat.screen import Screen
from bot.house import House
from flows.forms.personal_data import PersonalData
from flows.timing.schedule import SendWindow
from locales.translator import Translator, translator
from storage.enrolments import State
from storage.events import Event
from storage.facts import Recorded
from storage.people import Person
from storage.tasks import Task
from tests.conversations.test_words import (
    ASSOCIATION,
    CATALOGUE,
    ENROLMENT,
    FORMS,
    LANGUAGES,
    MOST_WORDS,
    all_asked,
    form,
    form_screens,
    other_screens,
    wheels,
    words,
)
from tests.screens.page import wide
from tests.screens.recorder import makers, name

DAY = date(2026, 12, 28)
LONG = "Det här är ett långt svar med många ord. " * 20
HELP: tuple[dict[str, str], ...] = ({}, ASSOCIATION.distress)
"""Our own words of help, and the association's."""
HOUSE = House(CATALOGUE, ASSOCIATION, SendWindow(time(8), time(19)), 5, LANGUAGES)
EVENT = Event(
    id=1,
    payload="x",
    answered=0,
    title="Frukostmöte om psykisk hälsa",
    questionnaire="traff",
    version=CATALOGUE.questionnaires["traff"].version,
    closes=datetime(2026, 12, 31, tzinfo=UTC),
    programme="",
    last_day=DAY,
)


def held_screens_of(t: Translator) -> Iterator[Screen]:
    """Give what is asked about a text that waits, and help at once."""
    asked = CATALOGUE.questionnaires["avslut"]
    texts = [each.key for each in asked.questions]
    waiting = form(asked, dict.fromkeys(texts[:-1], "helt"))
    for why in (*PersonalData, DISTRESS):
        for said in ("", LONG):
            for help_ in HELP:
                yield survey_screens.form_screen(t, replace(waiting, held=Held(said, why, help_)))
    for help_ in HELP:
        yield from (held_screens.help_at_once(t, help_, run, found) for run in (None, 1) for found in ((), (1, 2)))


def kept_screens(t: Translator) -> Iterator[Screen]:
    """Give everything that could be kept about somebody who has answered every form."""
    forms = tuple(form(each, all_asked(each), state="sent") for each in FORMS if each.linked)
    programme = CATALOGUE.programmes["samverkansteam-finnveden"]
    facts = {
        fact.key: Recorded(fact.key, _value(fact.kind), None, datetime(2026, 12, 1, tzinfo=UTC))
        for fact in programme.facts
    }
    of = replace(ENROLMENT, programme=programme.key, state=State.CLOSED, invited_on=DAY, enrolled_on=DAY, closed_on=DAY)
    kept = Kept(of, forms, facts, (), (Task(1, "contact", 1, DAY, taken=False, done=False),))
    yield from my_data_screens.my_data(t, HOUSE, Person(1, 1, t.language, reachable=True), (kept,), forms[:2])
    yield from (review_screen.correction(t, each) for each in forms)


_VALUES: dict[str, bool | int | str] = {"yes_no": True, "months": 12, "number": 12, "date": "2026-12-01"}


def _value(kind: str) -> bool | int | str:
    return _VALUES.get(kind, "okand")


def rare_screens(t: Translator) -> Iterator[Screen]:
    """Give the rest of what ``test_words`` does not measure."""
    yield from held_screens_of(t)
    yield from kept_screens(t)
    yield contact_screens.asked(t, Task(1, "contact", 1, DAY, taken=False, done=False), DAY)
    yield guest_screens.welcome(t, EVENT, form(CATALOGUE.questionnaires["traff"], {}))
    yield guest_screens.answered_already(t)
    yield rights_screens.no_answers(t)
    yield survey_screens.standing(t, form(FORMS[0], {}))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_rare_screen_has_more_than_sixty_words_or_a_label_that_is_cut_off(language: str) -> None:
    for screen in rare_screens(translator(language)):
        assert len(words(screen)) <= MOST_WORDS, screen.text
        assert [label for row in screen.rows for label in wide(row)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_is_in_distress_reads_whom_to_call(language: str) -> None:
    t = translator(language)
    for help_ in HELP:
        text = held_screens.help_at_once(t, help_, None, ()).text
        assert "112" in text
        assert "1177" in text


def test_every_screen_of_the_participants_is_measured() -> None:
    found = [
        each
        for module in pkgutil.walk_packages(bot.chat.participant.__path__, "bot.chat.participant.")
        for each in makers(importlib.import_module(module.name))
    ]
    measured = _run_by(translator("sv"))
    assert len(found) > 30
    assert [name(each) for each in found if each.__code__ not in measured] == []


def _run_by(t: Translator) -> set[CodeType]:
    """Give all code that runs while the measured screens are made."""
    run: set[CodeType] = set()

    def called(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            run.add(frame.f_code)

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        made = [
            *rare_screens(t),
            *other_screens(t),
            *wheels(t),
            *(each for one in FORMS for each in form_screens(t, one)),
        ]
    finally:
        sys.setprofile(before)
    assert made
    return run
