"""Nothing that we start to write tells whoever reads along on a locked screen what it is about.

Violence at home is a theme of these programmes. So no letter to a participant holds a programme's name, a form's title,
a question or a topic, in any programme, and no question comes before its reader has pressed a button.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.actions.due import Letter as AboutForm
from bot.chat import staff_letters
from bot.chat.coach import coach_letters
from bot.chat.letters import make_ready
from bot.chat.participant import contact_screens, form_letters
from bot.chat.participant.survey_screens import intro
from bot.chat.screen import Screen, plain
from bot.house import House
from bot.playground import fail
from flows.forms.questionnaire import Questionnaire
from flows.programme import Programme
from flows.texts import texts
from locales.languages import LANGUAGES
from locales.translator import translator
from storage import enrolments, people, runs
from storage.outbox import Letter
from storage.unit import Unit
from tests.figures.answering import DAY, HOUSE, SPRING
from tests.figures.conftest import transaction
from tests.harness import shows, staged, tap
from tests.promises.telling import Tell

TOPICS = re.compile(
    r"våld|trappan|hot\b|misshand|kvinno|diagnos|sjuk|psyk|hälsa|missbruk|beroende|alkohol|drog|rehab|skuld|arbetslös"
    r"|försörjning|arbetsförmed|socialtjänst|kommun|insats|förbund|violen|abuse|illness|diagnos|health|addict|unemploy"
    r"|welfare|programme|rehabil",
    re.IGNORECASE,
)
TO_PARTICIPANTS = {"taken"}
"""Letters to participants that are not about a form."""
LANGUAGE_CODES = tuple(language.code for language in LANGUAGES)


@pytest.fixture
def unit(tmp_path: Path) -> Iterator[Unit]:
    with transaction(tmp_path) as found:
        yield found


def told(screen: Screen, programme: Programme, form: Questionnaire, language: str) -> Iterator[str]:
    """Give what a letter tells of its programme, its form or a topic."""
    t, shown = translator(language), f"{screen.text} {' '.join(key.label for key in screen.reading_order())}"
    if found := TOPICS.search(shown):
        yield found[0]
    secret = {programme.title, programme.neutral_title, form.title, *texts(form)}
    for text in secret | {t(each) for each in secret}:
        if len(text) > 2 and re.search(rf"\b{re.escape(plain(text))}\b", shown, re.IGNORECASE):
            yield text


def asked() -> Iterator[tuple[Programme, Questionnaire]]:
    """Give every form that a programme asks its participants for."""
    for programme in HOUSE.catalogue.programmes.values():
        for key in sorted({asking.questionnaire for asking in programme.questionnaires}):
            yield programme, HOUSE.catalogue.questionnaires[key]


def written(unit: Unit, house: House) -> Iterator[tuple[Programme, Questionnaire, str, Screen]]:
    """Write every letter about a form in every programme and language."""
    for number, (programme, form) in enumerate(asked()):
        for place, language in enumerate(LANGUAGE_CODES):
            person = people.add(unit, 1 + number * 100 + place, language)
            enrolment = enrolments.invite(unit, programme.key, None, None, DAY).id
            enrolments.start(unit, enrolment, DAY)
            unit.run("UPDATE enrolments SET person = ? WHERE id = ?", person.id, enrolment)
            run = runs.open_run(unit, enrolment, form, "start")
            runs.set_expiry(unit, run, DAY)
            for kind in AboutForm:
                ready = make_ready(unit, house, Letter(run, person.id, kind, run, 1), SPRING)
                assert ready
                assert ready.screen
                yield programme, form, language, ready.screen
                yield programme, form, language, Screen(plain(ready.instead))


def leaks(unit: Unit, house: House = HOUSE) -> tuple[int, list[str]]:
    """Count the letters, and give what they tell."""
    made = [(each, tuple(told(each[3], *each[:3]))) for each in written(unit, house)]
    return len(made), [f"{each[0].key}: {found}" for each, founds in made for found in founds]


def test_no_letter_to_a_participant_tells_what_it_is_about(unit: Unit, record_property: Tell) -> None:
    number, found = leaks(unit)
    assert number > 100
    assert found == []
    for code in LANGUAGE_CODES:
        assert not TOPICS.search(contact_screens.taken(translator(code)).text)
    programmes = len({programme.key for programme, _ in asked()})
    record_property("P11", f"locked screens: {number} letters of {programmes} programmes to participants tell 0 topics")


def test_a_letter_that_named_its_form_would_be_found(unit: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    def naming(t: object, form: object, **rest: object) -> Screen:
        made = intro(t, form, **rest)  # type: ignore[arg-type]  # as it came
        return replace(made, text=f"{form.questionnaire.title}. {made.text}")  # type: ignore[attr-defined]  # a form

    monkeypatch.setattr(form_letters, "intro", naming)
    assert leaks(unit)[1]


def test_every_letter_that_a_participant_can_get_is_looked_at() -> None:
    to_staff = {kind for kind in {**staff_letters.SCREENS, **coach_letters.SCREENS} if kind not in TO_PARTICIPANTS}
    assert to_staff == {
        "own", "digest", "weekly", "late", "longest", "contact", "unreachable", "quarter", "left",
        "moved", "stand_in", "shared_phone", "backup", "withdrawn",
    }  # fmt: skip  # a new kind is to be put on one side or the other


async def test_after_a_death_no_question_comes_in_a_message_of_its_own(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        alva = await stage.participant()
        await tap(alva, "Börja")
        await tap(alva, "Studier")
        await shows(alva, "Fråga 2 av 3")
        await stage.stop()
        await stage.unit(lambda unit: runs.owe(unit, 1))
        stage.world.faults.plant(fail(400, "Bad Request: message to edit not found"), "editMessageText")
        await stage.start()
        await shows(alva, "Välkommen tillbaka!")
        assert alva.chat.last
        assert "Fråga" not in alva.chat.last.text
        await tap(alva, "Fortsätt")
        await shows(alva, "Fråga 2 av 3")
