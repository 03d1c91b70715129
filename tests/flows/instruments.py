"""An invented instrument that somebody else owns, with an official text in two languages, and folders that ask it."""

from pathlib import Path

from flows.forms.lock import lock_block
from flows.forms.questionnaire import Questionnaire
from flows.yaml_file import read_definition
from tests.flows.folders import write

KEY = "exempelinstrumentet"
TEXT = """\
# Ett påhittat instrument.
key: exempelinstrumentet
title: Exempelinstrumentet
purpose: Svaren visar hur exemplet går.
source: Påhittat för prov
owner: Exempelägaren (påhittad)
official_version: "2026-1"
languages: [sv, en]
linked: false
minutes: 2
questions:
  - key: nytta
    kind: choice
    text: Hur ofta var exemplet till nytta?
    indicators: [1, exempel-sju]
    options:
      - {key: ja, label: Ja}
      - {key: ibland, label: Ibland}
      - {key: nej, label: Nej}
  - key: tydligt
    kind: scale
    text: Hur tydligt var exemplet?
    help: Tänk på exemplet.
    low: Otydligt
    high: Tydligt
    indicators: [7]
translations:
  en:
    title: The Example Instrument
    questions:
      nytta:
        text: How often was the example of use?
        options: {ja: Aye, ibland: At times, nej: Nay}
      tydligt:
        text: How clear was the example?
        help: Think of the example.
        low: Unclear
        high: Clear
"""
INDICATORS = """\
indicators:
  - {key: exempel-ett, number: 1, text: Exemplet är till nytta}
  - {key: exempel-sju, number: 7, text: Exemplet är tydligt}
"""
PROGRAMME = """\
key: samverkansteam-finnveden
title: Exempelinsatsen
neutral_title: Exemplet
owner: Förbundet
source: Påhittat för prov
questionnaires:
  - {questionnaire: exempelinstrumentet, at: start}
outcomes:
  - {key: klar, label: Klar}
goals:
  - key: nytta
    kind: answer_share
    text: Hälften har nytta av exemplet
    source: Påhittat för prov
    questionnaire: exempelinstrumentet
    question: nytta
    counted: [ja]
    target: 0.5
"""


def locked(folder: Path, text: str = TEXT) -> str:
    """Give the instrument's text with its lock."""
    file = folder / "unlocked.yaml"
    write(file, text)
    return text + lock_block(read_definition(file, file.name, Questionnaire)[0].instrument)


def asking_folder(root: Path, form: str | None = None, programme: str = PROGRAMME) -> Path:
    """Write a folder whose programme asks the instrument, which is left out for ``None``."""
    write(root / "indicators.yaml", INDICATORS)
    write(root / "programmes" / "samverkansteam-finnveden.yaml", programme)
    if form:
        write(root / "questionnaires" / f"{KEY}.yaml", form)
    return root
