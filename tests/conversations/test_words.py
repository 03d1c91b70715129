"""Every screen a participant can meet: at most sixty words, labels that fit a phone, and the first button's rule."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from html import unescape

import pytest

from bot.actions.erasing import Promise
from bot.actions.participant.answer import Complaint
from bot.actions.participant.forms import Form
from bot.chat.participant import (
    command_words,
    contact_screens,
    help_screens,
    join_screens,
    privacy_screens,
    rights_screens,
    same_person_screens,
    survey_screens,
    wheel_screen,
)
from bot.chat.screen import Screen, units
from flows.association import OnRequest
from flows.catalogue import SHIPPED, read_association, read_catalogue
from flows.forms import engine
from flows.forms.conditions import Answer
from flows.forms.questionnaire import MOST_AREAS, Questionnaire
from flows.forms.questions import (
    HALF,
    CalendarDay,
    FreeText,
    Information,
    Question,
    Scale,
    SeveralChoices,
    SingleChoice,
    Thermometer,
    Typed,
    WholeNumber,
)
from flows.forms.wheel import Area, ThenAndNow, areas_of
from locales.offered import spoken
from locales.translator import Translator, translator
from storage.enrolments import Enrolment, State
from storage.runs import Run

MOST_WORDS = 60
WIDEST = {1: 34, 2: 16, 3: 11, 4: 9, 5: 6}
"""Characters that a phone shows on a button, by how many share its row."""

LANGUAGES = tuple(language.code for language in spoken())
CATALOGUE = read_catalogue(SHIPPED)
ASSOCIATION = read_association(SHIPPED / "association.yaml")
DAY = date(2026, 12, 28)
ENROLMENT = Enrolment(1, "enter", 1, None, None, State.INVITED)
EVERY_KIND = Questionnaire.model_validate(
    {
        "key": "alla-sorter",
        "title": "Alla sorter",
        "purpose": "Provar alla sorters frågor.",
        "source": "Påhittad.",
        "linked": True,
        "minutes": 3,
        "questions": [
            {"key": "kort", "kind": "information", "text": "Nu kommer några frågor."},
            {"key": "fem", "kind": "scale", "text": "Hur är det?", "highest": 5, "low": "Dåligt", "high": "Bra"},
            {"key": "tio", "kind": "scale", "text": "Hur är det?", "highest": 10, "low": "Dåligt", "high": "Bra"},
            {"key": "ord", "kind": "text", "text": "Vill du säga något?"},
            {
                "key": "val",
                "kind": "choice",
                "text": "Vad väljer du?",
                "options": [{"key": "a", "label": "Det ena"}, {"key": "b", "label": "Det andra"}],
            },
            {
                "key": "flera",
                "kind": "choices",
                "text": "Vad av allt det här har varit till hjälp för dig?",
                "options": [{"key": f"o{n}", "label": f"Ett svar som är ganska långt, {n}"} for n in range(12)],
                "least": 2,
                "most": 11,
            },
            {"key": "termometer", "kind": "thermometer", "text": "Hur mår du i dag?", "low": "Sämst", "high": "Bäst"},
            {"key": "tal", "kind": "number", "text": "Hur många?", "highest": 168, "unit": "timmar i veckan"},
            {"key": "dag", "kind": "date", "text": "När var det?", "latest": "today"},
        ],
    }
)
FORMS = [*CATALOGUE.questionnaires.values(), EVERY_KIND]


def form(
    questionnaire: Questionnaire, answers: dict[str, Answer], reopened: str | None = None, state: str = "open"
) -> Form:
    run = Run(
        id=123456,
        enrolment=1,
        questionnaire=questionnaire.key,
        moment="start",
        version=questionnaire.version,
        linked=questionnaire.linked,
        state=state,
        begun=True,
        reopened=reopened,
        message=1,
    )
    return Form(run, questionnaire, answers)


def longest(question: Question) -> Answer:
    """Give the answer to a question that takes the most words."""
    match question:
        case SingleChoice():
            return max(question.options, key=lambda option: (len(option.label.split()), len(option.label))).key
        case SeveralChoices():
            return tuple(option.key for option in question.options[: question.highest])
        case Scale() | Thermometer() | WholeNumber():
            return question.highest
        case CalendarDay():
            return "2026-09-30"
        case FreeText():
            return "Det här är ett långt svar med många ord. " * 20
        case Information():
            return True


def all_asked(questionnaire: Questionnaire) -> dict[str, Answer]:
    """Give answers that lead to as many questions as there are."""
    answers: dict[str, Answer] = {question.key: longest(question) for question in questionnaire.questions}
    candidates = [answers]
    for question in questionnaire.questions:
        if isinstance(question, SingleChoice):
            candidates += [{**answers, question.key: option.key} for option in question.options]
    return max(candidates, key=lambda each: len(engine.asked(questionnaire, each)))


def question_screens(t: Translator, questionnaire: Questionnaire) -> Iterator[tuple[Question, Screen]]:
    """Give every question as it is first met, and as it is seen again from the review."""
    answers = all_asked(questionnaire)
    asked = engine.asked(questionnaire, answers)
    for place, question in enumerate(asked):
        before = {each.key: answers[each.key] for each in asked[:place]}
        yield question, survey_screens.form_screen(t, form(questionnaire, before))
        yield question, survey_screens.form_screen(t, form(questionnaire, answers, question.key))


def screens_within(t: Translator, questionnaire: Questionnaire) -> Iterator[Screen]:
    """Give the screens between a question and its answer."""
    answers = all_asked(questionnaire)
    for question in engine.asked(questionnaire, answers):
        if isinstance(question, SeveralChoices):
            half = {**answers, question.key: ("o1", HALF)}
            yield survey_screens.form_screen(t, form(questionnaire, half))
        if isinstance(question, Thermometer):
            yield survey_screens.ten_screen(t, form(questionnaire, answers, question.key), question, 90)


def form_screens(t: Translator, questionnaire: Questionnaire) -> Iterator[Screen]:
    """Give all screens of a form."""
    answers = all_asked(questionnaire)
    for greeting in (True, False):
        yield survey_screens.intro(t, form(questionnaire, {}), greeting=greeting)
    yield survey_screens.intro(t, form(questionnaire, answers))
    yield from screens_within(t, questionnaire)
    for question, screen in question_screens(t, questionnaire):
        yield screen
        yield screen.with_notice(t("Tryck på en av knapparna, eller skriv dess nummer."))
        if isinstance(question, FreeText | SeveralChoices | Typed):
            yield from (survey_screens.complained(t, screen, why, question, "") for why in Complaint)
    yield survey_screens.form_screen(t, form(questionnaire, answers))
    yield survey_screens.form_screen(t, form(questionnaire, answers, state="sent"))
    yield survey_screens.form_screen(t, form(questionnaire, answers, state="ended"))


def other_screens(t: Translator) -> Iterator[Screen]:
    """Give all screens of a participant around the forms."""
    yield join_screens.languages(("sv", "en"), "payload")
    yield join_screens.taking_part(t, ASSOCIATION, ENROLMENT)
    yield join_screens.taking_part(t, ASSOCIATION, replace(ENROLMENT, state=State.ACTIVE))
    yield from privacy_screens.privacy(t, ASSOCIATION, 1)
    yield from (make(t) for make in (join_screens.declined, join_screens.nothing_more_now, join_screens.stranger))
    yield from (make(t) for make in (join_screens.link_does_not_work, join_screens.language_kept))
    promises = [Promise(None), *(Promise(each, DAY if each is OnRequest.KEEP else None) for each in OnRequest)]
    yield from (rights_screens.erase_question(t, promise, takes_part=True) for promise in promises)
    yield from (rights_screens.erased(t, promise) for promise in promises)
    yield from (join_screens.stopped(t, each) for each in (ENROLMENT, None))
    yield rights_screens.kept_as_it_was(t)
    yield from (survey_screens.paused(t, 1), survey_screens.nothing_to_answer(t))
    yield from (make(t) for make in (contact_screens.quiet, contact_screens.heard_again, contact_screens.taken))
    yield contact_screens.nobody_here(t, ASSOCIATION.contact)
    yield contact_screens.choose(t, tuple((1, each.neutral_title) for each in CATALOGUE.programmes.values()))
    yield from (help_screens.who(t, form(each, {})) for each in FORMS[:2])
    yield join_screens.as_draft(t, join_screens.taking_part(t, ASSOCIATION, ENROLMENT))
    yield from (same_person_screens.question(t, "payload"), same_person_screens.paper(t))
    today, some = date(2026, 12, 31), form(FORMS[0], {})
    for day in (today + timedelta(days=1), None):
        yield contact_screens.tomorrow(t, some, day, today)
    for is_too_late in (True, False):
        offered = survey_screens.intro(t, some, greeting=True)
        yield Screen(offered.text, contact_screens.ways(t, some, is_too_late=is_too_late))
    yield survey_screens.chooser(t, tuple((form(each, {}), "") for each in CATALOGUE.questionnaires.values()))
    yield command_words.can_do(t, tuple((name, t(text)) for name, text in command_words.PARTICIPANT))


def wheels(t: Translator) -> Iterator[Screen]:
    """Give a wheel of life in words, with and without areas left out."""
    areas = tuple(each.area or "" for each in areas_of(CATALOGUE.questionnaires["livshjulet"]))
    for split in (len(areas), len(areas) - 3):
        wheel = ThenAndNow(tuple(Area(area, 10, 10) for area in areas[:split]), areas[split:], 10)
        picture, words_alone = wheel_screen.shown(t, "Livshjulet", wheel)
        yield from (Screen(picture.caption),) if picture else words_alone


def words(screen: Screen) -> list[str]:
    """The words of a screen, without markup and signs."""
    return [word for word in unescape(re.sub(r"<[^>]+>", "", screen.text)).split() if re.search(r"\w", word)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("questionnaire", FORMS, ids=lambda each: each.key)
def test_no_screen_of_a_form_has_more_than_sixty_words(questionnaire: Questionnaire, language: str) -> None:
    for screen in form_screens(translator(language), questionnaire):
        assert len(words(screen)) <= MOST_WORDS, screen.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_other_screen_of_a_participant_has_more_than_sixty_words(language: str) -> None:
    for screen in (*other_screens(translator(language)), *wheels(translator(language))):
        assert len(words(screen)) <= MOST_WORDS, screen.text


def test_the_longest_wheel_in_words_fits_below_its_picture() -> None:
    areas = tuple(Area("Å" * 30, 10, 10) for _ in range(MOST_AREAS))
    picture, _ = wheel_screen.shown(translator("en"), "Livshjulet", ThenAndNow(areas, (), 10))
    assert picture
    assert units(picture.caption) <= 1024


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_fit_a_phone_and_differ_within_a_screen(language: str) -> None:
    t = translator(language)
    screens = [*other_screens(t), *(screen for each in FORMS for screen in form_screens(t, each))]
    for screen in screens:
        for row in screen.rows:
            assert max(len(key.label) for key in row) <= WIDEST[len(row)], [key.label for key in row]
        labels = [key.label for key in screen.reading_order()]
        assert len(labels) == len(set(labels)), labels


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_by_a_sign_alone(language: str) -> None:
    t = translator(language)
    for screen in (*other_screens(t), *wheels(t), *(screen for each in FORMS for screen in form_screens(t, each))):
        texts = (*screen.text.splitlines(), *(key.label for key in screen.reading_order()))
        assert [text for text in texts if text and not re.search(r"\w", re.sub(r"<[^>]+>", "", text))] == []
        signs = {sign for text in texts for sign in text if unicodedata.category(sign) == "So"}
        assert signs <= {"✓"}, "a face means something else to everybody, and nothing to who hears the screen"
        is_marked = any(key.label.startswith("✓") for key in screen.reading_order())
        assert not is_marked or t("Du har valt: {answer}", answer="") in screen.text, "a mark is said in words too"


@pytest.mark.parametrize("questionnaire", FORMS, ids=lambda each: each.key)
def test_the_first_button_of_every_question_moves_on(questionnaire: Questionnaire) -> None:
    skip = dict.fromkeys((FreeText, WholeNumber, CalendarDay), "Hoppa över")
    first = {Information: "Nästa", Scale: "1", Thermometer: "0", SeveralChoices: "Klar", **skip}
    for question, screen in question_screens(translator("sv"), questionnaire):
        is_new = not any(key.label.startswith("✓") for key in screen.reading_order())
        is_option = isinstance(question, SingleChoice) or (isinstance(question, SeveralChoices) and is_new)
        expected = question.answers()[0].label if is_option else first[type(question)]
        assert screen.rows[0][0].label.removeprefix("✓ ") == expected
    review = survey_screens.form_screen(translator("sv"), form(questionnaire, all_asked(questionnaire)))
    assert review.rows[0][0].label == "Skicka in"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_first_message_names_what_it_is_about(language: str) -> None:
    t = translator(language)
    topics = [word for each in CATALOGUE.programmes.values() for word in (each.title, each.neutral_title)]
    for questionnaire in FORMS:
        text = survey_screens.intro(t, form(questionnaire, {}), greeting=True).text
        assert not [topic for topic in (*topics, questionnaire.title) if t(topic).casefold() in text.casefold()]
