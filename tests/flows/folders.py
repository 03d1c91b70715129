"""Writes folders of definitions, sound but for what a test breaks in them."""

from pathlib import Path

FORM = """\
key: form
title: Titel
purpose: Syfte
source: Test
linked: true
minutes: 2
questions:
  - key: how
    kind: choice
    text: Hur?
    options:
      - {key: good, label: Bra}
      - {key: bad, label: Dåligt}
  - key: near
    kind: scale
    text: Hur nära?
    low: Långt
    high: Nära
  - key: words
    kind: text
    text: Vad mer?
    longest: 100
    when: {question: how, equals: bad}
"""

PROGRAMME = """\
key: programme
title: Titel
neutral_title: Neutral
owner: Förbundet
source: Test
questionnaires:
  - {questionnaire: form, at: closure}
outcomes:
  - {key: work, label: Arbete}
goals:
  - key: goal
    kind: answer_share
    text: Mål
    source: Test
    questionnaire: form
    question: how
    counted: [good]
    target: 0.75
"""


def replaced(text: str, old: str, new: str) -> str:
    """Give the text with its only ``old`` replaced."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)


def folder(root: Path, *, form: str | bytes = FORM, programme: str | bytes = PROGRAMME) -> Path:
    """Write a folder with one form and one programme."""
    write(root / "questionnaires" / "form.yaml", form)
    write(root / "programmes" / "programme.yaml", programme)
    return root


def write(path: Path, content: str | bytes) -> None:
    """Write a file and the folders that hold it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
