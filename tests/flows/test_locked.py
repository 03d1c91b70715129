"""Instruments that others own: no letter of the official text changes unnoticed, in whichever language it stands."""

import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.catalogue import SHIPPED, read_catalogue, read_shared
from flows.forms.lock import checksum
from flows.forms.official import Official
from flows.forms.questionnaire import Questionnaire
from flows.forms.questions import SingleChoice
from flows.swedish.typed import Unread
from flows.texts import texts
from flows.yaml_file import DefinitionsError
from locales.translator import translator
from tests.flows.folders import replaced
from tests.flows.instruments import INDICATORS, KEY, TEXT, asking_folder, locked

FILE = f"questionnaires/{KEY}.yaml"


def read(root: Path, form: str) -> Questionnaire:
    return read_catalogue(asking_folder(root, form)).questionnaires[KEY]


def complaints(root: Path, form: str) -> list[str]:
    with pytest.raises(DefinitionsError) as caught:
        read(root, form)
    return [str(complaint) for complaint in caught.value.complaints]


def cut(text: str, begins: str, ends: str) -> tuple[str, str, str]:
    """Give what stands before, from ``begins`` up to ``ends``, and after."""
    start, end = text.index(begins), text.index(ends)
    return text[:start], text[start:end], text[end:]


def test_an_instrument_that_is_as_it_was_is_read(tmp_path: Path) -> None:
    form = read(tmp_path, locked(tmp_path))

    assert form.locked
    assert form.checksum == checksum(form.instrument)
    assert Questionnaire.model_validate_json(form.model_dump_json(by_alias=True, exclude_defaults=True)) == form


CHANGED = {
    "a letter in Swedish": (
        "text: Hur ofta var exemplet till nytta?",
        "text: Hur ofta var exemplet till nytto?",
        "14: 'text' of question 'nytta' in 'sv'",
    ),
    "a letter in a translation": ("low: Unclear", "low: Uncleor", "37: 'low' of question 'tydligt' in 'en'"),
    "a letter in an option": ("label: Ibland", "label: Iblond", "18: 'options.ibland' of question 'nytta' in 'sv'"),
    "a letter in an option's translation": ("nej: Nay", "nej: Noy", "33: 'options.nej' of question 'nytta' in 'en'"),
    "a letter in the title": ("title: Exempelinstrumentet", "title: Exempelinstrumontet", "3: 'title' in 'sv'"),
    "the kind of scale": (
        "    low: Otydligt",
        "    highest: 10\n    low: Otydligt",
        "21: the kind of question 'tydligt'",
    ),
}


@pytest.mark.parametrize(("old", "new", "told"), CHANGED.values(), ids=CHANGED)
def test_one_change_is_told_with_its_line_and_with_what_stood_and_stands(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    [complaint] = complaints(tmp_path, replaced(locked(tmp_path), old, new))

    assert complaint.startswith(f"{FILE}:{told} differs from the official text, which reads ")
    assert "put the official text back, or import a new official version" in complaint
    if "title:" not in old and "highest" not in new:
        then, now = (text.rpartition(": ")[2] for text in (old, new))
        assert complaint.index(then) < complaint.index("; here stands") < complaint.index(now)


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_whatever_letter_of_the_text_changes_it_is_noticed(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    root = tmp_path_factory.mktemp("folder")
    form, sound = locked(root), read(root, locked(root))
    text = data.draw(st.sampled_from([each for each in sound.locked_texts if each.language != "-"]))
    place = data.draw(st.integers(0, len(text.text) - 1))
    changed = f"{text.text[:place]}§{text.text[place + 1 :]}"
    body, lock = form.split("\nlocked: true", 1)
    lines = [number for number, line in enumerate(body.splitlines()) if text.text in line]
    number = data.draw(st.sampled_from(lines))
    altered = body.splitlines()
    altered[number] = changed.join(altered[number].rsplit(text.text, 1))

    told = complaints(root, "\n".join(altered) + "\nlocked: true" + lock)

    assert any(complaint.startswith(f"{FILE}:{number + 1}: ") for complaint in told)


def test_what_cannot_be_seen_is_written_out_and_how_letters_are_composed_does_not_count(tmp_path: Path) -> None:
    form = locked(tmp_path, replaced(TEXT, "Tänk på exemplet.", "Ta det lugnt, på ett ungefär."))
    hard = replaced(form, "help: Ta det lugnt", "help: Ta\N{NO-BREAK SPACE}det lugnt")

    [complaint] = complaints(tmp_path, hard)

    assert 'here stands "Ta\\u00a0det lugnt, på ett ungefär."' in complaint
    assert read(tmp_path, unicodedata.normalize("NFD", form)).locked


def test_questions_in_another_order_are_told(tmp_path: Path) -> None:
    before, first, rest = cut(locked(tmp_path), "  - key: nytta", "  - key: tydligt")
    _, second, after = cut(rest, "  - key: tydligt", "translations:")

    [complaint] = complaints(tmp_path, before + second + first + after)

    assert complaint == f"{FILE}:13: 'tydligt' stands where the official text has 'nytta'; put them back in order"


def test_options_in_another_order_are_told(tmp_path: Path) -> None:
    yes, no = "      - {key: ja, label: Ja}\n", "      - {key: nej, label: Nej}\n"
    swapped = locked(tmp_path).replace(yes, "§").replace(no, yes).replace("§", no)

    [complaint] = complaints(tmp_path, swapped)

    assert "17: 'nytta.options.nej' stands where the official text has 'nytta.options.ja'" in complaint


def test_a_question_that_was_removed_is_told_by_its_words(tmp_path: Path) -> None:
    before, _, after = cut(locked(tmp_path), "  - key: tydligt", "translations:")

    found = complaints(tmp_path, before + after)

    assert (
        f"{FILE}:11: question 'tydligt' is missing; the official text has \"Hur tydligt var exemplet?\": put it back"
        in found
    )


def test_an_option_that_was_removed_or_added_is_told(tmp_path: Path) -> None:
    form = locked(tmp_path)
    option = "      - {key: ibland, label: Ibland}\n"

    [removed] = complaints(tmp_path, replaced(form, option, ""))
    [added] = complaints(tmp_path, replaced(form, option, f"{option}      - {{key: vet-ej, label: Vet ej}}\n"))

    assert (
        "'options.ibland' of question 'nytta' in 'sv' is missing; the official text has \"Ibland\": put it back"
        in removed
    )
    assert (
        "19: 'options.vet-ej' of question 'nytta' in 'sv' is not in the official text: \"Vet ej\"; remove it" in added
    )


def test_a_language_that_was_removed_is_told_once(tmp_path: Path) -> None:
    before, _, after = cut(locked(tmp_path), "translations:", "\n# Locked")

    [complaint] = complaints(tmp_path, before + after)

    assert complaint == f"{FILE}:8: the official text in 'en' is missing; put it back in languages and translations"


LOCKS = {
    "the lock's own text": (
        'text: "Ibland"',
        'text: "Iblond"',
        "the lock of 'options.ibland' of question 'nytta' in 'sv' was",
    ),
    "the checksum": ('checksum: "', 'checksum: "0', "the checksum is not that of the locked text; import"),
    "that it is locked": ("locked: true\n", "", "the form holds a lock but is not locked; write locked: true"),
    "the owner": ("owner: Exempelägaren (påhittad)\n", "", "'owner' is missing; a form that others own has all of"),
}


@pytest.mark.parametrize(("old", "new", "told"), LOCKS.values(), ids=LOCKS)
def test_a_lock_that_was_touched_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    [complaint] = complaints(tmp_path, replaced(locked(tmp_path), old, new))

    assert told in complaint


BAD_IMPORTS = {
    "a missing language": (
        "languages: [sv, en]",
        "languages: [sv, en, fi]",
        "8: 'languages' names 'fi', but there is no official",
    ),
    "no Swedish": ("languages: [sv, en]", "languages: [en]", "8: 'languages' lacks sv"),
    "a language too many": (
        "languages: [sv, en]",
        "languages: [sv]",
        "28: there is an official text in 'en', which is not among",
    ),
    "a language twice": (
        "languages: [sv, en]",
        "languages: [sv, en, en]",
        "8: 'en' stands twice in languages; remove one",
    ),
    "doubled ids": ("key: tydligt", "key: nytta", "20: question 'nytta' stands twice; give one of them another key"),
    "a text without translation": (
        "        help: Think of the example.\n",
        "",
        "34: question 'tydligt' lacks 'help' in 'en'; add",
    ),
    "a translation of nothing": (
        "nej: Nay}",
        "nej: Nay, aldrig: Never}",
        "33: 'en' has a text 'options.aldrig' of 'nytta'",
    ),
    "an owner alone": ('official_version: "2026-1"\n', "", "6: 'owner' is there but 'official_version' is missing"),
}


@pytest.mark.parametrize(("old", "new", "told"), BAD_IMPORTS.values(), ids=BAD_IMPORTS)
def test_what_an_unlocked_text_lacks_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert any(f"{FILE}:{told}" in each for each in complaints(tmp_path, replaced(TEXT, old, new)))


def test_an_instrument_that_is_not_locked_is_refused(tmp_path: Path) -> None:
    [complaint] = complaints(tmp_path, TEXT)

    assert complaint == (
        f"{FILE}:6: 'exempelinstrumentet' belongs to Exempelägaren (påhittad) and is not locked;"
        " run: foljsam instrument lock FILE"
    )


def test_an_indicator_that_nobody_has_written_is_told(tmp_path: Path) -> None:
    [complaint] = complaints(tmp_path, locked(tmp_path, replaced(TEXT, "indicators: [7]", "indicators: [1, 9]")))

    assert complaint == (
        f"{FILE}:26: question 'tydligt': there is no indicator '9' in indicators.yaml"
        " (1 (exempel-ett), 7 (exempel-sju)); add or correct it"
    )


def test_indicators_that_cannot_be_told_apart_are_told(tmp_path: Path) -> None:
    root = asking_folder(tmp_path, locked(tmp_path))
    (root / "indicators.yaml").write_text(INDICATORS.replace("number: 7", "number: 1"), "utf-8")

    with pytest.raises(DefinitionsError) as caught:
        read_catalogue(root)

    assert "indicators.yaml:3: '1' stands twice in indicators" in str(caught.value)


def test_only_official_words_are_shown_and_our_catalogues_never_see_them(tmp_path: Path) -> None:
    """ "Ja" is "Yes" in our own catalogue, and "Aye" in the official text."""
    form, english = read(tmp_path, locked(tmp_path)), translator("en")
    first = form.questions[0]
    assert isinstance(first, SingleChoice)

    assert english("Ja") == "Yes"
    assert [english(option.label) for option in first.options] == ["Aye", "At times", "Nay"]
    assert english(form.title) == "The Example Instrument"
    assert translator("sv")(first.text) == "Hur ofta var exemplet till nytta?"
    assert list(texts(form)) == ["Svaren visar hur exemplet går."]


def test_an_official_text_in_swedish_alone_stays_swedish(tmp_path: Path) -> None:
    before, _, _ = cut(TEXT, "translations:", "  en:\n")
    form = read(tmp_path, locked(tmp_path, before.replace("[sv, en]", "[sv]")))

    assert isinstance(form.title, Official)
    assert translator("en")(form.questions[0].answers()[0].label) == "Ja"
    assert not form.is_official_in("en")


def test_where_a_form_is_in_its_life_is_no_new_version(tmp_path: Path) -> None:
    form = locked(tmp_path)
    states = [read(tmp_path, f"state: {state}\n{form}") for state in ("draft", "tried", "live", "retired")]

    assert {each.version for each in states} == {read(tmp_path, form).version}
    assert [(each.is_tried, each.is_offered) for each in states] == [
        (True, False), (True, False), (False, True), (False, False),
    ]  # fmt: skip  # a table


def test_a_form_that_named_its_indicators_in_the_old_way_is_read_and_is_the_same_version(tmp_path: Path) -> None:
    old = locked(tmp_path, TEXT.replace("indicators: [7]", "indicator: [7]"))

    form = read(tmp_path, old)

    assert form.questions[1].indicators == (7,)
    assert form.version == read(tmp_path, locked(tmp_path)).version


def test_external_tools_are_facts_with_bounds_and_no_questions_of_ours() -> None:
    facts = {fact.key: fact for fact in read_shared(SHIPPED).facts}
    [fidelity] = [
        fact for fact in read_catalogue(SHIPPED).programmes["stod-till-arbete"].facts if fact.about == "place"
    ]

    assert [option.key for option in facts["skapa"].options] == ["ja", "nej", "ej-matt"]
    assert {facts[key].kind for key in ("skapa-dag", "wri", "awc", "awp")} == {"date"}
    assert facts["trappan-start"].options == facts["trappan-slut"].options
    bounds = {"kasam-start": (13, 203), "kasam-slut": (13, 203), "eq5d-start": (-100, 100), "eq5d-slut": (-100, 100)}
    for fact, (lowest, highest) in [(fidelity, (0, 125)), *((facts[key], ends) for key, ends in bounds.items())]:
        read = [fact.read(str(number), date(2026, 11, 26)) for number in (lowest - 1, lowest, highest, highest + 1)]
        assert read == [Unread.OUTSIDE, lowest, highest, Unread.OUTSIDE]
