from pathlib import Path

import pytest

from locales.languages import TRANSLATED

SCREENS = '''\
"""A made-up room."""

from locales.translator import Translator, marked

TABLE = (marked("Hjälp"), marked("Avbryt"))


def greeting(t: Translator, name: str, n: int) -> str:
    """Greet somebody."""
    return t("Hej {name}", name=name) + t.plural("Ett svar väntar", "{n} svar väntar", n)
'''

QUESTIONS = '''\
"""What participants see in a made-up house."""

from bot.chat import days
from bot.chat.screen import Key
from locales.translator import Translator


def question(t: Translator) -> Key:
    """Ask."""
    return Key(t("Avbryt"), days.today(t))
'''
DAYS = '''\
"""Words that both meet."""

from locales.translator import Translator


def today(t: Translator) -> str:
    """Say today."""
    return t("idag")
'''

FORM = """\
key: kort
title: Kort
purpose: Dina svar hjälper oss.
source: Påhittat
linked: true
minutes: 1
questions:
  - key: nojd
    kind: choice
    text: Är du nöjd?
    options: [{key: ja, label: Ja}, {key: nej, label: Nej}]
  - key: igen
    kind: choice
    text: Kommer du igen?
    options:
      - {key: ja, label: Ja}
      - {key: nej, label: Nej}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a small house: one module, one form, no catalogue yet."""
    forms = tmp_path / "flows" / "definitions" / "questionnaires"
    forms.mkdir(parents=True)
    (forms / "kort.yaml").write_text(FORM, "utf-8")
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot" / "screens.py").write_text(SCREENS, "utf-8")
    return tmp_path


@pytest.fixture(autouse=True)
def languages(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Let a made-up house speak English alone."""
    if "root" in request.fixturenames:
        speak(monkeypatch, "en")


def speak(monkeypatch: pytest.MonkeyPatch, *codes: str) -> None:
    """Let a house speak these languages beside Swedish."""
    for module in ("messages", "check"):
        monkeypatch.setattr(f"locales.{module}.TRANSLATED", tuple(each for each in TRANSLATED if each.code in codes))


@pytest.fixture
def room(root: Path) -> Path:
    """Give the house a room for participants, which takes words from another module."""
    chat = root / "bot" / "chat"
    (chat / "participant").mkdir(parents=True)
    (chat / "participant" / "questions.py").write_text(QUESTIONS, "utf-8")
    (chat / "days.py").write_text(DAYS, "utf-8")
    return root
