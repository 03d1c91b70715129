import json
from pathlib import Path

import pytest

from locales.catalogue_file import ROOT, CatalogueError, catalogue_bytes, catalogue_path, read_catalogue
from locales.check import problems
from locales.languages import TRANSLATED
from locales.messages import main, update

ENGLISH = {
    "Avbryt": "Cancel",
    "Hjälp": "Help",
    "Hej {name}": "Hello {name}",
    "Ett svar väntar": ["One answer is waiting", "{n} answers are waiting"],
    "Kort": "Short",
    "Dina svar hjälper oss.": "Your answers help us.",
    "Är du nöjd?": "Are you happy?",
    "Kommer du igen?": "Will you come again?",
    "Ja": "Yes",
    "Nej": "No",
}


def _text(root: Path) -> str:
    return catalogue_path(root, "en").read_text("utf-8")


def _change(root: Path, old: str, new: str) -> None:
    path = root / "bot" / "screens.py"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def _listed(root: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    capsys.readouterr()
    assert main(["--missing", "en"], root) == 0
    tasks: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return tasks


def _fill(root: Path, tasks: object) -> int:
    file = root / "en.json"
    file.write_text(json.dumps(tasks), "utf-8")
    return main(["--fill", "en", str(file)], root)


@pytest.fixture
def translated(root: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    tasks = _listed(root, capsys)
    for task in tasks:
        swedish = task["swedish"]
        task["translation"] = ENGLISH[swedish[0] if isinstance(swedish, list) else str(swedish)]
    assert _fill(root, tasks) == 0
    return root


def test_the_first_update_makes_the_catalogue(root: Path) -> None:
    assert update(root) == {"en": len(ENGLISH)}
    assert [str(entry.id) for entry in read_catalogue(root, "en") if entry.id][:2] == [
        "Avbryt",
        "('Ett svar väntar', '{n} svar väntar')",
    ]


def test_a_second_update_changes_nothing(translated: Path) -> None:
    before = _text(translated)
    assert update(translated) == {"en": 0}
    assert _text(translated) == before


def test_moving_the_code_changes_nothing(translated: Path) -> None:
    before = _text(translated)
    _change(translated, "TABLE", "\n\n\nTABLE")
    update(translated)
    assert _text(translated) == before


def test_the_file_tells_no_time_line_or_machine(translated: Path) -> None:
    text = _text(translated)
    assert "Date" not in text
    assert "Generated" not in text
    assert str(translated) not in text
    assert "screens.py\n" in text


def test_listing_and_filling_translate_everything(translated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert problems(translated) == ()
    assert _listed(translated, capsys) == []


def test_the_list_says_where_and_gives_room_for_each_plural(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tasks = {str(task["swedish"]): task for task in _listed(root, capsys)}
    assert tasks["Hej {name}"] == {"swedish": "Hej {name}", "translation": "", "where": "bot/screens.py"}
    assert tasks["['Ett svar väntar', '{n} svar väntar']"]["translation"] == ["", ""]


def test_a_new_sentence_keeps_the_old_translations(translated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _change(translated, 'marked("Avbryt")', 'marked("Avbryt"), marked("Avbryt nu")')
    assert update(translated) == {"en": 1}
    assert [task["swedish"] for task in _listed(translated, capsys)] == ["Avbryt nu"]
    assert read_catalogue(translated, "en")["Avbryt nu"].string == ""


def test_a_translation_waits_while_its_sentence_is_reworded(translated: Path) -> None:
    _change(translated, "Avbryt", "Sluta")
    update(translated)
    assert '#~ msgstr "Cancel"' in _text(translated)
    before = _text(translated)
    update(translated)
    assert _text(translated) == before
    _change(translated, "Sluta", "Avbryt")
    assert update(translated) == {"en": 0}
    assert "#~" not in _text(translated)


def test_a_complete_catalogue_forgets_what_nobody_says(translated: Path) -> None:
    _change(translated, "Avbryt", "Sluta")
    update(translated)
    assert _fill(translated, [{"swedish": "Sluta", "translation": "Stop"}]) == 0
    assert "Cancel" not in _text(translated)


def test_a_sentence_that_gets_a_plural_is_asked_for_again(translated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _change(translated, 'marked("Hjälp")', 't.plural("Hjälp", "{n} Hjälp", 2)')
    assert update(translated) == {"en": 1}
    assert [task["swedish"] for task in _listed(translated, capsys)] == [["Hjälp", "{n} Hjälp"]]
    assert _fill(translated, [{"swedish": ["Hjälp", "{n} Hjälp"], "translation": ["Help", "{n} help"]}]) == 0
    assert problems(translated) == ()


def test_a_translators_notes_are_kept(translated: Path) -> None:
    path = catalogue_path(translated, "en")
    path.write_text(
        _text(translated).replace('#: bot/screens.py\nmsgid "Avbryt"', '# On a button.\nmsgid "Avbryt"'), "utf-8"
    )
    update(translated)
    assert '# On a button.\n#: bot/screens.py\nmsgid "Avbryt"' in _text(translated)


@pytest.mark.parametrize(
    ("swedish", "translation", "reason"),
    [
        ("Hej {name}", "Hello", "placeholder: 'Hej {name}' became 'Hello'"),
        ("Finns inte", "Nowhere", "unknown: 'Finns inte'"),
        ("Avbryt", ["a", "b"], "unknown: 'Avbryt'"),
        (["Ett svar väntar", "{n} svar väntar"], ["One", ""], "plural: 'Ett svar väntar' lacks a form"),
    ],
)
def test_an_unfit_translation_is_refused_and_the_others_are_taken(
    root: Path, capsys: pytest.CaptureFixture[str], swedish: object, translation: object, reason: str
) -> None:
    update(root)
    tasks = [{"swedish": swedish, "translation": translation}, {"swedish": "Ja", "translation": "Yes"}]
    assert _fill(root, tasks) == 1
    assert capsys.readouterr().err.startswith(reason)
    assert len(list(read_catalogue(root, "en"))) == len(ENGLISH) + 1
    assert read_catalogue(root, "en")["Ja"].string == "Yes"


def test_an_empty_translation_is_left_for_later(root: Path) -> None:
    assert _fill(root, [{"swedish": "Ja", "translation": ""}]) == 0
    assert update(root) == {"en": len(ENGLISH)}


@pytest.mark.parametrize("content", ["", "{}", '[{"swedish": 1}]', "[1]"])
def test_a_file_that_is_no_list_of_translations_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    (root / "x.json").write_text(content, "utf-8")
    assert main(["--fill", "en", str(root / "x.json")], root) == 1
    assert "x.json is not a list" in capsys.readouterr().err


def test_a_file_that_does_not_exist_is_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--fill", "en", str(root / "none.json")], root) == 1
    assert "none.json" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--missing", "tlh"], ["--fill", "tlh", "x.json"], ["--missing", "sv"]])
def test_a_language_without_a_catalogue_is_wrong_use(root: Path, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments, root)
    assert stopped.value.code == 2


def test_the_update_reports_each_language(translated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main([], translated) == 0
    assert capsys.readouterr().out.splitlines()[0] == "en: complete (begun)"
    _change(translated, "Avbryt", "Sluta")
    assert main([], translated) == 0
    assert capsys.readouterr().out.splitlines()[0] == "en: missing 1 (begun)"


def test_a_broken_catalogue_is_not_overwritten(translated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = catalogue_path(translated, "en")
    path.write_text('msgid "a\n', "utf-8")
    with pytest.raises(CatalogueError):
        update(translated)
    assert main([], translated) == 1
    assert "locales/en/LC_MESSAGES/foljsam.po cannot be read" in capsys.readouterr().err
    assert _text(translated) == 'msgid "a\n'


def test_a_per_cent_is_no_format_of_c(translated: Path) -> None:
    _change(translated, "Avbryt", "100 % deltar")
    update(translated)
    assert "100 % deltar" in _text(translated)
    assert "python-format" not in _text(translated)


@pytest.mark.parametrize("language", TRANSLATED)
def test_shipped_catalogues_are_written_as_the_tool_writes_them(language: object) -> None:
    code = getattr(language, "code", "")
    assert catalogue_path(ROOT, code).read_bytes() == catalogue_bytes(read_catalogue(ROOT, code))
