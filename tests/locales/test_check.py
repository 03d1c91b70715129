from pathlib import Path

import pytest
from babel.messages import Catalog

from locales.catalogue_file import ROOT, catalogue_path, write_catalogue
from locales.check import problems
from locales.extract import sentences
from locales.messages import template_of

PLURAL = ("Ett svar väntar", "{n} svar väntar")


@pytest.fixture
def catalogue(root: Path) -> Catalog:
    """Give a faultless catalogue, not yet written: every sentence translated as itself."""
    faultless = Catalog(locale="en")
    for entry in template_of(sentences(root)):
        if entry.id:
            faultless.add(entry.id, entry.id)
    return faultless


def _problems(root: Path, catalogue: Catalog) -> tuple[str, ...]:
    write_catalogue(root, "en", catalogue)
    return problems(root)


def test_a_faultless_catalogue_has_no_problems(root: Path, catalogue: Catalog) -> None:
    assert _problems(root, catalogue) == ()


def test_a_catalogue_that_does_not_exist(root: Path) -> None:
    assert problems(root) == ("en: there is no catalogue; run `make messages`",)


def test_a_catalogue_that_cannot_be_read(root: Path) -> None:
    path = catalogue_path(root, "en")
    path.parent.mkdir(parents=True)
    path.write_text('msgid "a\n', "utf-8")
    (problem,) = problems(root)
    assert problem.startswith("en: locales/en/LC_MESSAGES/foljsam.po cannot be read")
    assert problem.endswith("mend the line or take back the last change")


def test_a_sentence_that_the_catalogue_does_not_have(root: Path, catalogue: Catalog) -> None:
    catalogue.delete("Hjälp")
    (problem,) = _problems(root, catalogue)
    assert problem.startswith("en: missing: 'Hjälp' (bot/screens.py:5) is not in locales/en/")
    assert problem.endswith("run `make messages`")


def test_a_sentence_whose_plural_changed(root: Path, catalogue: Catalog) -> None:
    catalogue.delete(PLURAL[0])
    catalogue.add((PLURAL[0], "{n} gamla svar"), PLURAL)
    (problem,) = _problems(root, catalogue)
    assert problem.startswith("en: missing: 'Ett svar väntar' (bot/screens.py:10)")


@pytest.mark.parametrize(
    ("sentence", "translation", "problem"),
    [
        ("Hjälp", "", "missing: translate 'Hjälp'"),
        (PLURAL, ("", ""), "missing: translate 'Ett svar väntar'"),
        ("Hej {name}", "Hello", "placeholder: 'Hej {name}' became 'Hello'; keep each {name} as it is"),
        ("Hej {name}", "Hello {nome}", "placeholder: 'Hej {name}' became 'Hello {nome}'"),
        ("Hej {name}", "Hello {name", "placeholder: 'Hej {name}' became 'Hello {name'"),
        ("Hjälp", "Help {name}", "placeholder: 'Hjälp' became 'Help {name}'"),
        ("Hjälp", "Help }", "placeholder: 'Hjälp' became 'Help }'"),
        (PLURAL, ("One answer", ""), "plural: 'Ett svar väntar' lacks a form; fill in all 2"),
        (PLURAL, ("", "{n} answers"), "plural: 'Ett svar väntar' lacks a form; fill in all 2"),
        (PLURAL, ("One answer", "Answers"), "placeholder: '{n} svar väntar' became 'One answer / Answers'"),
        (PLURAL, ("One {x}", "{n} answers"), "placeholder: '{n} svar väntar' became 'One {x} / {n} answers'"),
    ],
)
def test_a_faulty_translation_is_one_problem(
    root: Path, catalogue: Catalog, sentence: str | tuple[str, str], translation: str | tuple[str, str], problem: str
) -> None:
    catalogue[sentence if isinstance(sentence, str) else sentence[0]].string = translation
    (found,) = _problems(root, catalogue)
    assert found.startswith(f"en: {problem}")
    assert found.endswith("in locales/en/LC_MESSAGES/foljsam.po")


def test_a_guess(root: Path, catalogue: Catalog) -> None:
    catalogue["Hjälp"].flags.add("fuzzy")
    (problem,) = _problems(root, catalogue)
    assert problem.startswith("en: fuzzy: 'Hjälp' is a guess; correct it and remove the word fuzzy")


def test_a_sentence_that_nobody_says(root: Path, catalogue: Catalog) -> None:
    catalogue.add("Borta", "Gone")
    (problem,) = _problems(root, catalogue)
    assert problem.startswith("en: obsolete: nobody says 'Borta'")


def test_a_sentence_that_is_put_away(root: Path, catalogue: Catalog) -> None:
    catalogue.add("Borta", "Gone")
    catalogue.obsolete["Borta"] = catalogue["Borta"]
    catalogue.delete("Borta")
    (problem,) = _problems(root, catalogue)
    assert problem.startswith("en: obsolete: 'Borta' is put away")


def test_a_call_that_cannot_be_translated(root: Path, catalogue: Catalog) -> None:
    (root / "bot" / "more.py").write_text('t(f"Hej {name}")\n', "utf-8")
    (problem,) = _problems(root, catalogue)
    assert problem.startswith("bot/more.py:1: write the sentence in one piece")


def test_shipped_catalogues_are_complete() -> None:
    assert problems(ROOT) == ()
