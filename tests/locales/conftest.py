from pathlib import Path

import pytest

SCREENS = '''\
"""A made-up room."""

from locales.translator import Translator, marked

TABLE = (marked("Hjälp"), marked("Avbryt"))


def greeting(t: Translator, name: str, n: int) -> str:
    """Greet somebody."""
    return t("Hej {name}", name=name) + t.plural("Ett svar väntar", "{n} svar väntar", n)
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
