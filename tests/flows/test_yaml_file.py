"""The fast way of reading a file and the strict one give the same."""

from pathlib import Path

import pytest

from flows.catalogue import SHIPPED
from flows.yaml_file import DefinitionsError, _FastLoader, _load, _Loader, read_source


@pytest.mark.parametrize("path", sorted(SHIPPED.rglob("*.yaml")), ids=lambda path: path.stem)
def test_shipped_files_are_read_alike_value_by_value_and_line_by_line(path: Path) -> None:
    text = path.read_text("utf-8")
    assert _load(_FastLoader, text, path.name) == _load(_Loader, text, path.name)


def test_a_tab_that_only_the_fast_way_lets_pass_is_told(tmp_path: Path) -> None:
    assert _load(_FastLoader, "a:\tb", "file").data == {"a": "b"}
    file = tmp_path / "file.yaml"
    file.write_text("a:\tb", "utf-8")
    with pytest.raises(DefinitionsError, match="write spaces instead of the tab"):
        read_source(file, file.name)


def test_a_mark_that_the_fast_way_takes_for_a_space_hides_nothing(tmp_path: Path) -> None:
    text = "a: b\n\ufeff#c: d\n"
    assert _load(_FastLoader, text, "file").data == {"a": "b"}
    file = tmp_path / "file.yaml"
    file.write_text(text, "utf-8")
    assert read_source(file, file.name).data == {"a": "b", "\ufeff#c": "d"}


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, "{a: " * 100_000])
def test_deep_nesting_is_told_and_does_not_end_the_program(text: str, tmp_path: Path) -> None:
    file = tmp_path / "file.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(DefinitionsError, match="nested too deep"):
        read_source(file, file.name)
