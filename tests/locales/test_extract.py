from pathlib import Path

import pytest

from locales.catalogue_file import ROOT
from locales.extract import Sentence, faults, faults_in_python, sentences, sentences_in_python

FORM = "flows/definitions/questionnaires/kort.yaml"


def _messages(source: str) -> list[str]:
    return [sentence.message for sentence in sentences_in_python(source, "x.py")]


def test_texts_of_code_are_found_with_their_lines(root: Path) -> None:
    found = [sentence for sentence in sentences(root) if sentence.file == "bot/screens.py"]
    assert found == [
        Sentence("bot/screens.py", 5, "Avbryt"),
        Sentence("bot/screens.py", 5, "Hjälp"),
        Sentence("bot/screens.py", 10, "Ett svar väntar", "{n} svar väntar"),
        Sentence("bot/screens.py", 10, "Hej {name}"),
    ]


def test_texts_of_definitions_are_found_with_their_lines(root: Path) -> None:
    found = [(sentence.line, sentence.message) for sentence in sentences(root) if sentence.file == FORM]
    assert found == [
        (2, "Kort"),
        (3, "Dina svar hjälper oss."),
        (10, "Är du nöjd?"),
        (11, "Ja"),
        (11, "Nej"),
        (14, "Kommer du igen?"),
        (16, "Ja"),
        (17, "Nej"),
    ]


def test_the_associations_own_words_are_not_translated(root: Path) -> None:
    own = root / "flows" / "definitions" / "association.yaml"
    own.write_text("name: Samordningsförbundet Exempel\n", "utf-8")
    assert all("Exempel" not in sentence.message for sentence in sentences(root))


def test_shipped_definitions_are_found_where_they_stand() -> None:
    shipped = [sentence for sentence in sentences(ROOT) if sentence.file.endswith(".yaml")]
    assert any(sentence.message == "Instämmer helt" for sentence in shipped)
    for sentence in shipped:
        lines = (ROOT / sentence.file).read_text("utf-8").splitlines()
        first = sentence.message.removeprefix("{n} ").split()[0]
        assert first in " ".join(lines[sentence.line - 1 : sentence.line + 1])


def test_a_unit_of_a_form_has_a_plural() -> None:
    (unit,) = [each for each in sentences(ROOT) if each.message == "{n} gång"]
    assert (unit.many, unit.is_participants) == ("{n} gånger", True)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('t("a")', ["a"]),
        ('self.t("a")', ["a"]),
        ('t("a " "b")', ["a b"]),
        ('t("a", x=t("b"))', ["a", "b"]),
        ('t("a", x=str(len(t("b"))))', ["a", "b"]),
        ('t("a" if x else "b")', ["a", "b"]),
        ('marked("a")', ["a"]),
        ("t(label)", []),
        ('t("")', []),
        ('print("a")', []),
        ('plural("a", "b", 2)', []),
        ('reader.plural("a", "b", 2)', ["a"]),
        ('t.percent("a")', []),
    ],
)
def test_calls_are_found_however_they_are_nested(source: str, found: list[str]) -> None:
    assert _messages(source) == found


@pytest.mark.parametrize(
    ("source", "remedy"),
    [
        ('t(f"Hej {name}")', "write the sentence in one piece"),
        ('t("Hej " + name)', "write the sentence in one piece"),
        ('t("Hej {name}")', "give the sentence a value for name"),
        ('t("Hej {name}", nome=1)', "give the sentence a value for name"),
        ('t.plural("En {x}", "{n} {x} {y}", n, x=1)', "give the sentence a value for y"),
    ],
)
def test_calls_that_cannot_be_translated_are_faults(source: str, remedy: str) -> None:
    (fault,) = faults_in_python("\n" + source, "bot/x.py")
    assert str(fault).startswith(f"bot/x.py:2: {remedy}")


@pytest.mark.parametrize(
    "source",
    ['t("Hej {name}", name=1)', 't("Hej {name}", **values)', 'marked("Hej {name}")', 't.plural("En", "{n} st", n)'],
)
def test_calls_with_all_values_are_no_faults(source: str) -> None:
    assert list(faults_in_python(source, "bot/x.py")) == []


def test_the_code_has_no_such_fault() -> None:
    assert faults(ROOT) == ()
