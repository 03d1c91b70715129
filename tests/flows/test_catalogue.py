"""Definitions: what is broken is told with file, line and remedy, everything at once, and nothing else is told."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.association import Association
from flows.catalogue import SHIPPED, check_association, read_association, read_catalogue
from flows.forms.official import Official
from flows.forms.questionnaire import Questionnaire
from flows.forms.questions import Scale
from flows.model import Definition
from flows.programme import Programme
from flows.texts import texts
from flows.yaml_file import Complaint, DefinitionsError, read_definition
from locales.languages import LANGUAGES
from tests.flows.folders import FORM, PROGRAMME, folder, replaced, write


def complaints(root: Path) -> list[str]:
    with pytest.raises(DefinitionsError) as caught:
        read_catalogue(root)
    return [str(complaint) for complaint in caught.value.complaints]


BROKEN_FORMS = {
    "a name misspelt": ("minutes: 2", "minuets: 2", "6: 'minuets' is not known here; correct"),
    "a name left out": ("title: Titel\n", "", "1: 'title' is missing; add it"),
    "a question's text left out": ("    text: Hur?\n", "", "8: 'text' is missing; add it"),
    "no text after the name": ("title: Titel", "title:", "2: 'title' is empty; write text"),
    "an empty text": ("text: Hur?", 'text: "  "', "10: 'text' is empty; write the text"),
    "a number as key": ("key: how", "key: 1", "8: 'key' is the number 1; write text, and put it in quotes"),
    "true as key": ("{key: good", "{key: true", "12: 'key' is true; write text, and put it in quotes"),
    "a number as label": ("label: Bra", "label: 5", "12: 'label' is the number 5; write text, and put it in quotes"),
    "a key with capitals and å": ("{key: good", "{key: Gå-Bra", "12: 'key' is 'Gå-Bra'; write a-z, digits and hyphens"),
    "a key that differs from the file": ("key: form", "key: from", "1: key 'from' differs from the file's name; make"),
    "a number as name": ("minutes: 2", "minutes: 2\n7: sju", "7: '7' is not known here; correct"),
    "a word for a number": ("minutes: 2", "minutes: två", "6: 'minutes' is 'två'; write a whole number"),
    "a number in quotes": ("minutes: 2", 'minutes: "2"', "6: 'minutes' is '2'; write a whole number, without quotes"),
    "true for a number": ("minutes: 2", "minutes: true", "6: 'minutes' is true; write a whole number"),
    "too many minutes": ("minutes: 2", "minutes: 99", "6: 'minutes' is the number 99; write at most 30"),
    "no minutes at all": ("minutes: 2", "minutes: 0", "6: 'minutes' is the number 0; write at least 1"),
    "a Swedish yes": ("linked: true", "linked: ja", "5: 'linked' is 'ja'; write true or false"),
    "a scale to seven": ("high: Nära", "high: Nära\n    highest: 7", "19: 'highest' is the number 7; write 5 or 10"),
    "a kind that is not known": ("kind: choice", "kind: choise", "8: item 1 of 'questions' is of the kind 'choise'"),
    "a question without kind": ("    kind: choice\n", "", "8: item 1 of 'questions' has no kind; add"),
    "a question that is a word": (
        "  - key: near\n",
        "  - fråga\n  - key: near\n",
        "14: item 2 of 'questions' is 'fråga'; write names and values",
    ),
    "a group instead of a list": (
        "      - {key: good, label: Bra}\n      - {key: bad, label: Dåligt}",
        "      {key: good, label: Bra}",
        "11: 'options' is a group of names and values; write a list",
    ),
    "one option only": ("      - {key: bad, label: Dåligt}\n", "", "11: 'options' holds 1; write at least 2"),
    "a field of another kind": ("low: Långt", "longest: 9\n    low: Långt", "17: 'longest' is not known here"),
    "a text too long to ask for": ("longest: 100", "longest: 5000", "22: 'longest' is the number 5000; write at most"),
    "a question twice": ("key: near", "key: how", "14: question 'how' stands twice; give one of them another key"),
    "an option twice": (
        "label: Dåligt}",
        "label: Dåligt}\n      - {key: bad, label: Illa}",
        "14: question 'how': option 'bad' stands twice; give",
    ),
    "a label twice": ("Dåligt", "Bra", "13: question 'how': two options read 'Bra'; give one of them another label"),
    "an option for declining": (
        "{key: good",
        "{key: vill-inte-svara",
        "12: question 'how': 'vill-inte-svara' is taken",
    ),
    "a condition on a question that is not there": (
        "question: how",
        "question: who",
        "23: question 'words': its condition names 'who', which is no question of this form; correct the name",
    ),
    "a condition that looks ahead": (
        "text: Hur?",
        "text: Hur?\n    when: {question: near, at_least: 3}",
        "11: question 'how': its condition looks ahead to 'near'; move 'near' before it",
    ),
    "a condition on itself": ("question: how", "question: words", "23: question 'words': its condition asks about"),
    "a condition on an option that is not there": (
        "equals: bad",
        "equals: awful",
        "23: question 'words': its condition compares 'how' with 'awful', which it can never be; use one of good, bad",
    ),
    "a condition on a number in quotes": (
        "question: how, equals: bad",
        'question: near, equals: "3"',
        "23: question 'words': its condition compares 'near' with '3', which it can never be; write a number from 1",
    ),
    "a condition off the scale": ("question: how, equals: bad", "question: near, at_least: 6", "23: question 'words':"),
    "at least of a choice": ("equals: bad", "at_least: 2", "23: question 'words': its condition asks for at_least of"),
    "a condition without its word": (
        "how, equals: bad",
        "how",
        "23: 'when': a condition needs one of the words equals",
    ),
    "a condition that is a list of nothing": (
        "{question: how, equals: bad}",
        "{any: []}",
        "23: 'any' holds 0; write at least 1",
    ),
    "a condition inside a condition": (
        "when: {question: how, equals: bad}",
        "when:\n      all:\n        - {question: how, answered: no}",
        "25: 'answered' is 'no'; write true",
    ),
    "a comparison with a list": ("equals: bad", "equals: [bad]", "23: 'equals' is a list; write text"),
    "a name twice": ("minutes: 2", "minutes: 2\nminutes: 3", "7: 'minutes' stands twice; remove one"),
    "a tab": ("    text: Hur?", "\ttext: Hur?", "10: is not YAML here"),
    "a colon in the text": ("text: Hur?", "text: Hur: bra?", "10: is not YAML here"),
    "quotes that never end": ("text: Hur?", 'text: "Hur?', "24: is not YAML here"),
    "a line out of step": ("    text: Hur?", "   text: Hur?", "10: is not YAML here"),
    "two definitions in one file": ("minutes: 2", "---\nminutes: 2", "6: is not YAML here"),
    "a star that starts a text": ("text: Hur?", "text: *Hur", "10: is not YAML here"),
    "a tag": ("text: Hur?", "text: !python Hur?", "10: is not YAML here"),
    "a tag that does not fit": ("text: Hur?", "text: !!int Hur?", "1: holds a tag"),
    "a list as name": ("minutes: 2", "[a, b]: 2", "6: is not YAML here"),
    "an invisible character": ("text: Hur?", "text: Hur\x07?", "10: holds an invisible character"),
}
"""What replaces what in a sound form, and the beginning of the one complaint, after the file's name."""

REMEDIES = {
    "a tab": "write spaces instead of the tab",
    "a colon in the text": "put a text that holds a colon in quotes",
    "quotes that never end": "check the indentation and the quotes",
    "a line out of step": "check the indentation",
    "two definitions in one file": "keep one definition in each file",
    "a star that starts a text": "put a text that begins with * in quotes",
    "a tag": "remove the tag",
    "a tag that does not fit": "remove the tag",
    "a list as name": "write a plain word",
    "an invisible character": "write the line anew",
    "a kind that is not known": "write one of 'choice', 'choices', 'scale', 'thermometer'",
    "a question without kind": "kind: choice",
    "at least of a choice": "use equals or one_of",
    "a condition off the scale": "write a number on its scale",
    "a condition on a number in quotes": "without quotes",
    "a condition on itself": "name an earlier question",
    "an option for declining": "remove it",
}
"""Words of the remedies that stand further on in the complaint."""


@pytest.mark.parametrize("name", BROKEN_FORMS)
def test_a_broken_form_is_told_with_line_and_remedy(name: str, tmp_path: Path) -> None:
    old, new, expected = BROKEN_FORMS[name]
    (complaint,) = broken_form_complaints(tmp_path, old, new)
    assert complaint.startswith(f"questionnaires/form.yaml:{expected}")
    assert REMEDIES.get(name, "") in complaint
    assert "; " in complaint


def broken_form_complaints(root: Path, old: str, new: str) -> list[str]:
    """Give the complaints of a broken form, without those that only say that its misspelt name is missing."""
    found = complaints(folder(root, form=replaced(FORM, old, new)))
    beside = [complaint for complaint in found if "'minutes' is missing; add it" not in complaint]
    return beside or found


BROKEN_PROGRAMMES = {
    "a form that nobody wrote": (
        "{questionnaire: form,",
        "{questionnaire: from,",
        [
            "7: there is no questionnaire 'from'; write one of form",
            "15: goal 'goal': the programme does not ask 'form'",
        ],
    ),
    "a goal over a form that is not asked": (
        "questionnaire: form\n",
        "questionnaire: other\n",
        ["15: goal 'goal': the programme does not ask 'other'; add it to its questionnaires"],
    ),
    "a goal over a question that is not there": (
        "question: how",
        "question: who",
        ["16: goal 'goal': 'form' has no question 'who'; write one of how, near"],
    ),
    "a goal over an option that is not there": (
        "counted: [good]",
        "counted:\n      - good\n      - best",
        ["19: goal 'goal': 'how' has no option 'best'; write one of bad, good"],
    ),
    "a goal over free text": ("question: how", "question: words", ["17: goal 'goal': 'words' has no option 'good'; "]),
    "a goal that counts numbers": (
        "counted: [good]",
        "counted: [4]",
        ["17: item 1 of 'counted' is the number 4; write text, and put it in quotes"],
    ),
    "a goal that counts nothing": ("counted: [good]", "counted: []", ["17: 'counted' holds 0; write at least 1"]),
    "a target in per cent": (
        "0.75",
        "75",
        ["18: the target is 75; write a fraction above 0 and at most 1, such as 0.75"],
    ),
    "a target with a sign": ("0.75", "75 %", ["18: 'target' is '75 %'; write a number with a decimal point"]),
    "a target with a comma": ("0.75", "0,75", ["18: 'target' is '0,75'; write a number with a decimal point"]),
    "a moment that is not known": (
        "at: closure",
        "at: slutet",
        ["7: 'at' is 'slutet'; write 'referral', 'start', 'group_start', "],
    ),
    "no outcome": (
        "outcomes:\n  - {key: work, label: Arbete}",
        "outcomes: []",
        ["8: 'outcomes' holds none, but questionnaires are for people; write how it can end"],
    ),
    "an outcome twice": (
        "label: Arbete}",
        "label: Arbete}\n  - {key: work, label: Jobb}",
        ["10: 'work' stands twice in outcomes; remove one or give it another key"],
    ),
    "a form asked twice": (
        "at: closure}",
        "at: closure}\n  - {questionnaire: form, at: closure}",
        ["8: 'form:closure' stands twice in questionnaires; remove one or give it another moment"],
    ),
    "a list instead of names": (PROGRAMME, "- key: programme\n", ["1: the file is a list; write names and values"]),
    "an empty file": (PROGRAMME, "", ["1: the file is empty; write names and values"]),
    "a file of remarks": (PROGRAMME, "# senare\n", ["1: the file is empty; write names and values"]),
    "a word": (PROGRAMME, "senare\n", ["1: the file is 'senare'; write names and values"]),
    "a file that holds itself": (PROGRAMME, "&a [*a]\n", ["1: holds itself, or is nested too deep; write it out"]),
    "a file without bottom": (PROGRAMME, "[" * 5000, ["1: holds itself, or is nested too deep; write it out"]),
}


@pytest.mark.parametrize("name", BROKEN_PROGRAMMES)
def test_a_broken_programme_is_told_with_line_and_remedy(name: str, tmp_path: Path) -> None:
    old, new, expected = BROKEN_PROGRAMMES[name]
    found = complaints(folder(tmp_path, programme=replaced(PROGRAMME, old, new)))
    assert len(found) == len(expected), found
    for complaint, beginning in zip(found, expected, strict=True):
        assert complaint.startswith(f"programmes/programme.yaml:{beginning}")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (FORM.encode("latin-1"), "13: is not UTF-8 here; save the file again as UTF-8"),
        (FORM.encode("utf-16"), "1: is not UTF-8 here; save the file again as UTF-8"),
    ],
)
def test_a_file_in_another_encoding_is_told_with_its_line(content: bytes, expected: str, tmp_path: Path) -> None:
    assert complaints(folder(tmp_path, form=content)) == [f"questionnaires/form.yaml:{expected}"]


def test_a_byte_order_mark_and_windows_lines_are_fine(tmp_path: Path) -> None:
    plain = read_catalogue(folder(tmp_path / "plain")).questionnaires["form"]
    windows = folder(tmp_path / "windows", form=b"\xef\xbb\xbf" + FORM.replace("\n", "\r\n").encode())
    assert read_catalogue(windows).questionnaires["form"].version == plain.version


def test_words_that_yaml_would_twist_stay_what_they_are(tmp_path: Path) -> None:
    form = replaced(FORM, "{key: good, label: Bra}", "{key: no, label: On}")
    form = replaced(form, "text: Hur?", "text: 12:30")
    form = replaced(form, "text: Hur nära?", "text: 010")
    questions = read_catalogue(folder(tmp_path, form=form, programme=PROGRAMME.replace("good", "no"))).questionnaires
    how, near, _ = questions["form"].questions
    assert (how.text, near.text) == ("12:30", "010")
    assert [(option.key, option.label) for option in how.answers()] == [("no", "On"), ("bad", "Dåligt")]


def test_everything_wrong_in_a_folder_is_told_at_once(tmp_path: Path) -> None:
    form = replaced(replaced(FORM, "{key: bad", "{key: good"), "question: how", "question: who")
    programme = replaced(replaced(PROGRAMME, "at: closure", "at: sist"), "0.75", "75")
    root = folder(tmp_path, form=form, programme=programme)
    write(root / "questionnaires" / "other.yaml", "key: other\nkey: other\n")
    write(root / "questionnaires" / "third.yml", FORM)
    found = complaints(root)
    assert [complaint.split(": ")[0] for complaint in found] == [
        "programmes/programme.yaml:7",
        "programmes/programme.yaml:18",
        "questionnaires/form.yaml:13",
        "questionnaires/form.yaml:23",
        "questionnaires/other.yaml:2",
        "questionnaires/third.yml:1",
    ]


def test_a_broken_form_does_not_put_the_blame_on_the_programme(tmp_path: Path) -> None:
    found = complaints(folder(tmp_path, form=replaced(FORM, "minutes: 2", "minutes: många")))
    assert len(found) == 1
    assert found[0].startswith("questionnaires/form.yaml:6:")


def test_a_broken_question_does_not_make_its_list_too_short(tmp_path: Path) -> None:
    found = complaints(folder(tmp_path, form=replaced(FORM, "label: Bra", "lable: Bra")))
    assert {complaint.split("; ")[0] for complaint in found} == {
        "questionnaires/form.yaml:12: 'lable' is not known here",
        "questionnaires/form.yaml:12: 'label' is missing",
    }


def test_a_folder_without_programmes_is_told(tmp_path: Path) -> None:
    assert complaints(tmp_path) == ["programmes:1: holds no programme; write one or point to another folder"]


ASSOCIATION = (SHIPPED / "association.yaml").read_text("utf-8")
SPOKEN = [language.code for language in LANGUAGES]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Europe/Stockholm", "Sverige", "4: 'Sverige' is no time zone; write for example Europe/Stockholm"),
        ("minimum_base: 5", "minimum_base: 2", "22: 'minimum_base' is the number 2; write at least 3"),
        ("[sv, en]", "[]", "21: 'languages' holds 0; write at least 1"),
        ("{decided: 2026-02-01", "{decided: 2026-02-30", "20: 'decided' is '2026-02-30'; write a date as 2026-01-31"),
        ("{decided: 2026-02-01", "{decided: i går", "20: 'decided' is 'i går'; write a date as 2026-01-31"),
        ("  enter:", "  Enter:", "10: 'Enter' is 'Enter'; write a-z, digits and hyphens"),
        ("  enter:", "  200:", "10: '200' is the number 200; write text, and put it in quotes"),
        ("decided_by: förbundsstyrelsen", "by: A", "20: 'by' is not known here; correct the spelling or remove it"),
    ],
)
def test_a_broken_association_file_is_told(old: str, new: str, expected: str, tmp_path: Path) -> None:
    write(tmp_path / "association.yaml", replaced(ASSOCIATION, old, new))
    with pytest.raises(DefinitionsError) as caught:
        read_association(tmp_path / "association.yaml")
    assert any(str(each).startswith(f"association.yaml:{expected}") for each in caught.value.complaints), caught.value


def test_an_association_of_other_programmes_and_languages_is_told(tmp_path: Path) -> None:
    file = tmp_path / "association.yaml"
    programmes = sorted(read_association(SHIPPED / "association.yaml").assessments)
    write(file, replaced(replaced(ASSOCIATION, "  enter:", "  entre:"), "[sv, en]", "[sv, xx]"))
    with pytest.raises(DefinitionsError) as caught:
        check_association(file, programmes, SPOKEN)
    assert [str(each) for each in caught.value.complaints] == [
        f"association.yaml:10: there is no programme 'entre'; write one of {', '.join(programmes)}",
        f"association.yaml:21: there is no language 'xx'; write one of {', '.join(sorted(SPOKEN))}",
    ]
    check_association(SHIPPED / "association.yaml", programmes, SPOKEN)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  en: Ask", "  eng: Ask", "there is no language 'eng'; write one of"),
        ("  sv: Fråga", "  sw: Fråga", "write it in Swedish too, under sv: whose language is not there reads that"),
    ],
)
def test_an_association_s_words_are_in_swedish_and_in_languages_that_there_are(
    old: str, new: str, expected: str, tmp_path: Path
) -> None:
    file = tmp_path / "association.yaml"
    write(file, replaced(ASSOCIATION, old, new))
    with pytest.raises(DefinitionsError, match=expected):
        check_association(file, read_association(SHIPPED / "association.yaml").assessments, SPOKEN)


def test_an_association_s_words_are_given_in_the_reader_s_language_or_in_swedish() -> None:
    contact = read_association(SHIPPED / "association.yaml").contact
    assert contact == "Fråga din coach, eller skriv till förbundets kansli."
    assert isinstance(contact, Official)
    assert contact.worded("en") == "Ask your coach, or write to the association's office."
    assert contact.worded("fi") == contact


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DefinitionsError, match=r"association.yaml:1: cannot be read .*; check the path"):
        read_association(tmp_path / "association.yaml")


def test_complaints_never_speak_pydantic(tmp_path: Path) -> None:
    every = [replaced(FORM, old, new) for old, new, _ in BROKEN_FORMS.values()]
    for index, form in enumerate(every):
        for complaint in complaints(folder(tmp_path / str(index), form=form)):
            assert not any(word in complaint for word in ("Input", "Tuple", "valid ", "Value error")), complaint


LINES = st.sampled_from(
    [*FORM.splitlines(), *PROGRAMME.splitlines(), *ASSOCIATION.splitlines(), "- [", "{a: 1}", "? x"]
)


@given(
    st.lists(LINES, max_size=12).map("\n".join) | st.text(max_size=60),
    st.sampled_from([Questionnaire, Programme, Association]),
)
def test_no_file_raises_anything_but_complaints(
    tmp_path_factory: pytest.TempPathFactory, content: str, kind: type[Definition]
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(content.encode("utf-8", "surrogatepass"))
    found: tuple[Complaint, ...] = ()
    try:
        read_definition(path, "any.yaml", kind)
    except DefinitionsError as error:
        found = error.complaints
    assert found, "these lines make no whole definition, so something must be said"
    breaks = sum(map(content.count, "\n\r\x85\u2028\u2029"))
    assert all(1 <= complaint.line <= breaks + 2 for complaint in found)


def test_the_shipped_definitions_are_sound_and_say_that_they_are_no_nns_form() -> None:
    catalogue = read_catalogue(SHIPPED)
    association = read_association(SHIPPED / "association.yaml")
    assert {"samverkansteam-finnveden", "enter"} <= set(catalogue.programmes)
    assert set(association.assessments) <= set(catalogue.programmes)
    for questionnaire in catalogue.questionnaires.values():
        assert "inte NNS" in questionnaire.source


def test_the_catalogue_gives_a_programmes_forms_by_moment() -> None:
    catalogue = read_catalogue(SHIPPED)
    programme = catalogue.programmes["samverkansteam-finnveden"]
    assert [asking.questionnaire for asking in programme.asked_at_once()] == ["start"]
    assert [asking.moment for asking in programme.questionnaires] == ["start", "closure"]


def test_every_text_that_people_read_is_given_for_translation() -> None:
    form = read_catalogue(SHIPPED).questionnaires["start"]
    given_texts = list(texts(form))
    scale = next(question for question in form.questions if isinstance(question, Scale))
    for expected in (form.title, form.purpose, scale.text, scale.low, scale.high, "Ett arbete"):
        assert expected in given_texts
    assert not any(text.isdigit() for text in given_texts)


def test_a_programmes_texts_hold_outcomes_and_goals() -> None:
    programme = read_catalogue(SHIPPED).programmes["samverkansteam-finnveden"]
    assert {programme.title, programme.neutral_title, "Arbete", programme.goals[0].text} <= set(texts(programme))


def test_a_new_kind_of_field_leaves_old_versions_as_they_are() -> None:
    class Before(Definition):
        name: str

    class After(Definition):
        name: str
        added: str | None = None

    assert After(name="a").version == Before(name="a").version
    assert After(name="a", added="b").version != Before(name="a").version


def test_the_version_follows_the_content_and_nothing_else(tmp_path: Path) -> None:
    def version(name: str, form: str) -> str:
        return read_catalogue(folder(tmp_path / name, form=form)).questionnaires["form"].version

    original = version("original", FORM)
    assert version("remarked", "# Anmärkning\n" + FORM) == original
    assert version("spelt-out", replaced(FORM, "high: Nära", "high: Nära\n    highest: 5")) == original
    assert version("reworded", replaced(FORM, "Hur nära?", "Hur långt?")) != original
    assert (
        version(
            "reordered",
            replaced(
                FORM,
                "  - {key: good, label: Bra}\n      - {key: bad, label: Dåligt}",
                "  - {key: bad, label: Dåligt}\n      - {key: good, label: Bra}",
            ),
        )
        != original
    )


def test_a_changed_copy_has_a_version_of_its_own() -> None:
    form = read_catalogue(SHIPPED).questionnaires["start"]
    before = form.version
    assert form.model_copy(update={"title": "Andra frågor"}).version != before
    assert form.model_copy().version == form.version == before
