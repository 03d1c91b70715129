"""Personal numbers, telephone numbers and e-mail addresses in what people write are caught before they are kept."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.playground import Person
from flows.forms import personal_data
from flows.forms.personal_data import find, without
from tests.promises.direct import Direct, direct
from tests.promises.telling import Tell
from tests.promises.written import INNOCENT, PERSONAL

TODAY = date(2026, 11, 27)


def test_true_ones_are_caught_and_innocent_ones_pass(record_property: Tell) -> None:
    missed = [text for text in PERSONAL if not find(text, TODAY)]
    falsely = [text for text in INNOCENT if find(text, TODAY)]
    assert (missed, falsely) == ([], [])
    record_property(
        "P11",
        f"personal data in free text: caught {len(PERSONAL) - len(missed)} of {len(PERSONAL)},"
        f" falsely caught {len(falsely)} of {len(INNOCENT)}",
    )


def test_what_is_offered_to_be_kept_holds_none_of_it() -> None:
    for text in PERSONAL:
        left = without(text, TODAY)
        assert not find(left, TODAY)
        assert left != text
    assert [without(text, TODAY) for text in INNOCENT] == list(INNOCENT)
    assert without("198112189876") == ""
    assert without("Ring mig på 070-174 06 05, tack") == "Ring mig på …, tack"


async def at_own_words(at: Direct) -> Person:
    at.clock.ahead = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC) - datetime.now(UTC)
    alva = await at.participant()
    for label in ("Börja", "Studier", "7", "Ganska dåligt"):
        await at.press(alva, label)
    return alva


def words_kept(at: Direct) -> list[tuple[object, ...]]:
    return at.rows("SELECT answer FROM linked_answers WHERE question = 'vad-saknas'")


async def test_each_is_asked_about_kindly_and_nothing_is_kept_before_the_answer(
    tmp_path: Path, record_property: Tell
) -> None:
    async with direct(tmp_path) as at:
        alva = await at_own_words(at)
        asked = 0
        for text in PERSONAL:
            await at.say(alva, text)
            asked += "Vill du ta bort det?" in alva.chat.text and text not in alva.chat.transcript
            assert words_kept(at) == []
            await at.press(alva, "Skriv på nytt")
        await at.say(alva, PERSONAL[0])
        await at.press(alva, "Ta bort det")
        assert len(words_kept(at)) == 1
        assert "811218" not in alva.chat.transcript
    record_property("P11", f"personal data typed as an answer: asked about {asked} of {len(PERSONAL)}, kept 0")
    assert asked == len(PERSONAL)


async def test_with_the_eye_switched_off_it_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(personal_data, "find", lambda *_: ())
    async with direct(tmp_path) as at:
        alva = await at_own_words(at)
        await at.say(alva, PERSONAL[0])
        assert len(words_kept(at)) == 1


def test_a_birthday_to_come_is_nobodys_and_today_is_somebodys() -> None:
    assert find("20261127-0014", date(2026, 11, 27)) == find("20261127-0014")
    assert find("20261127-0014", date(2026, 11, 26)) == ()
    assert find("261127-0014", date(2026, 11, 26)), "without a century it may be a hundred years ago"
