"""What SECURITY.md and the impact assessment name exists: commands, settings, files, rules, numbers, who sees what."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.actions.coordinator.paper_upload import HELD
from bot.chat.participant.privacy_screens import _SIGHTS, _STATES, _WHO
from bot.settings import Settings
from bot.wire.places import _OURS
from flows.association import Association
from flows.disclosure.seen import SEEN
from flows.forms.distress import DISTRESS_FILE
from flows.timing.keeping import Keeping
from locales.translator import translator
from storage import erasures, guesses, updates
from storage.batch_keys import BatchKeys
from storage.invitations import VALID_FOR
from storage.retention import RULES
from tests.handbook.pages import table
from tests.handbook.test_quoted import dead_links, unknown_in_chat, unknown_in_terminal
from tests.house.source import ROOT, nothing

DEPLOY = ROOT / "deploy"
SECURITY, ASSESSMENT = ((DEPLOY / name).read_text("utf-8") for name in ("SECURITY.md", "konsekvensbedomning.md"))
PAGES = {"SECURITY.md": SECURITY, "konsekvensbedomning.md": ASSESSMENT}
_SETTING = re.compile(r"FOLJSAM_([A-Z_]+)")
_CODE = re.compile(r"`([^`\n]+)`")
_DATABASE = Path("foljsam.db")
BESIDE = {BatchKeys.beside(_DATABASE).folder.name, erasures.beside(_DATABASE).name}
WORDS = {"make proof", "audit log", "-keys", "127.0.0.1:8080", ".env"}
"""What stands as code and is no command, setting, key of the association's file, rule, nor file of ours."""
DOORS = {path.removeprefix("/") for path in _OURS}


def unknown_settings(page: str) -> Iterator[str]:
    """Give the settings that there are not."""
    return (name for name in _SETTING.findall(page) if name.lower() not in Settings.model_fields)


def unknown_words(page: str) -> Iterator[str]:
    """Give what else stands as code and names nothing that there is."""
    known = {*WORDS, *BESIDE, DISTRESS_FILE, *Association.model_fields, *RULES}
    for code in _CODE.findall(page):
        is_tried_elsewhere = code.startswith(("/", "foljsam ", "FOLJSAM_"))
        if not (is_tried_elsewhere or code in known or _is_programme(code)):
            yield code


def _is_programme(code: str) -> bool:
    return (ROOT / "flows" / "definitions" / "programmes" / f"{code}.yaml").is_file()


@pytest.mark.parametrize("name", PAGES)
def test_what_is_named_exists(name: str) -> None:
    page = PAGES[name]
    nothing(f"{name}: no command /{command}" for command in unknown_in_chat(page) if command not in DOORS)
    nothing(f"{name}: no command: foljsam {words}" for words in unknown_in_terminal(page))
    nothing(f"{name}: no setting FOLJSAM_{setting}" for setting in unknown_settings(page))
    nothing(f"{name}: nothing is called {code}" for code in unknown_words(page))
    nothing(f"{name}: leads nowhere: {link}" for link in dead_links(DEPLOY / name, page))


def test_promises_that_are_named_are_promises() -> None:
    numbers = {int(number) for number in re.findall(r"\bP(\d+)\b", SECURITY)}
    assert numbers
    assert numbers <= set(range(1, 15))


def test_numbers_are_those_of_the_program() -> None:
    keeping, hour = Keeping(), 3600
    for words in (
        f"for {VALID_FOR.days} days",
        f"after {guesses.AT_MOST} wrong words in an hour",
        f"after {guesses.AT_MOST_IN_ALL} in all",
        f"every day's is kept {keeping.days} days",
        f"one a week {keeping.weeks} weeks",
    ):
        assert words in " ".join(SECURITY.split())
    for words in (
        f"i {VALID_FOR.days} dagar",
        f"i {HELD.seconds // 60} minuter",
        f"| {updates.KEPT_FOR.total_seconds() / hour:.0f} timmar |",
        f"| {guesses.WITHIN.total_seconds() / hour:.0f} timme |",
    ):
        assert words in ASSESSMENT


def test_the_assessment_has_a_line_for_every_rule_of_retention() -> None:
    assert [row[0] for row in table(ASSESSMENT, "regel")] == [*sorted(RULES, key=list(RULES).index)]


def test_the_assessment_says_who_sees_what_as_the_privacy_card_does() -> None:
    t, minimum = translator("sv"), Association.model_fields["minimum_base"].default
    heads = ["", *(t(words) for words in _WHO.values())]
    rows = [
        [t(_STATES[state], minimum=minimum), *(t(_SIGHTS[seen[who]], minimum=minimum) for who in _WHO)]
        for state, seen in SEEN.items()
    ]
    for cells in (heads, *rows):
        assert f"|{' | '.join(['', *cells]).removeprefix(' |')} |".replace("|  |", "| |") in ASSESSMENT


def test_what_does_not_exist_is_noticed() -> None:
    page = "`FOLJSAM_KEYS=x`, `FOLJSAM_KEY`, `foljsam.db-key`, `distress.yaml`, `retentions`, `enter`"
    assert list(unknown_settings(page)) == ["KEYS"]
    assert list(unknown_words(page)) == ["foljsam.db-key", "retentions"]
