"""A bad setting is a fault in words and tells no secret. Bad starts: tests/promises/test_p12_bad_starts.py."""

from pathlib import Path

import pytest

from bot.settings import SettingsFault, read_settings
from tests.command_line.program import KEY

VALUES = [
    ("TOKEN", "4242"),
    ("TOKEN", "4242:a/b"),
    ("TOKEN", "4242:a\nb"),
    ("API_URL", "ftp://a/bot"),
    ("API_URL", "http://a/"),
    ("API_URL", "http://:80/bot"),
    ("API_URL", "http://a:99999/bot"),
    ("API_URL", "http://[::1/bot"),
    ("SEND_WINDOW", "8-19"),
    ("SEND_WINDOW", "19:00-08:00"),
    ("WORKING_DAYS_ONLY", "kanske"),
    ("WORKING_DAYS_ONLY", ""),
    ("MINIMUM_BASE", "tre"),
    ("DRAFT_LANGUAGES", "2"),
    ("TICK_SECONDS", "0"),
    ("TICK_SECONDS", "nan"),
    ("TICK_SECONDS", "1e9"),
    ("LOG_FORMAT", "xml"),
]


@pytest.mark.parametrize(("name", "value"), VALUES)
def test_a_bad_value_is_named_and_never_repeated(
    name: str, value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(f"FOLJSAM_{name}", value)

    with pytest.raises(SettingsFault) as refused:
        read_settings()

    said = str(refused.value)
    assert said.startswith(f"FOLJSAM_{name} cannot be used; write ")
    assert len(said.splitlines()) == 1
    assert len(value) < 3 or value not in said
    assert refused.value.__cause__ is None, "the cause would hold the value"


@pytest.mark.parametrize("content", [b"FOLJSAM_KEY=\xff\xfe\n", b"\xff"])
def test_an_env_file_that_is_no_text_is_a_fault_in_words(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_bytes(content)

    with pytest.raises(SettingsFault, match=r"\.env is not UTF-8"):
        read_settings()


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "FOLJSAM_KEY_FILE cannot be read"), (b"\xff\xfe", "holds no key; make one with: foljsam keys new")],
)
def test_a_key_file_that_cannot_be_used_is_a_fault_in_words(content: bytes | None, words: str, tmp_path: Path) -> None:
    path = tmp_path / "key"
    if content is not None:
        path.write_bytes(content)
        path.chmod(0o600)
    settings = read_settings({}).model_copy(update={"key": None, "key_file": path})

    with pytest.raises(SettingsFault, match=words):
        settings.seal()


def test_a_key_file_holds_keys_as_printed_newest_first(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text(f"FOLJSAM_KEY={KEY}\n", "utf-8")
    path.chmod(0o600)
    settings = read_settings({}).model_copy(update={"key": None, "key_file": path})

    assert settings.seal().open(read_settings({}).model_copy(update={"key_file": path}).seal().close("Alva")) == "Alva"
