"""Both runbooks say the same: sections, blocks, alerts; and what they have typed exists."""

import re

import pytest
import yaml

from tests.deploy.runbook import DEPLOY, LANGUAGES, page, sections
from tests.handbook.pages import links
from tests.handbook.test_quoted import unknown_in_terminal

SUBJECTS = (
    "install",
    "back up",
    "restore",
    "rotate keys",
    "upgrade",
    "move to a new machine",
    "updates older than 24 hours",
)
_BESIDE = re.compile(
    r'(?:foljsam-as (?:"\$name"|NAMN|NAME)|run --rm exempel|exec (?:NAMN|NAME) foljsam|bin/foljsam")(?= )'
)


def plain(language: str) -> str:
    """Give the page with every way to call the program written as its name alone, and without "any command" (…)."""
    text = re.sub(r"`[^`]*…`", "", _BESIDE.sub("foljsam", page(language)))
    return re.sub(r"[)\"]$", "", text, flags=re.MULTILINE)


def alerts() -> list[str]:
    [group] = yaml.safe_load((DEPLOY / "alerts.yml").read_text("utf-8"))["groups"]
    return [rule["alert"] for rule in group["rules"]]


def test_they_have_the_same_sections_and_the_same_blocks() -> None:
    english, swedish = (sections(language) for language in LANGUAGES)
    assert [each.depth for each in english] == [each.depth for each in swedish]
    for ours, theirs in zip(english, swedish, strict=True):
        blocks = [[(block.language, block.about, block.text) for block in each.blocks] for each in (ours, theirs)]
        assert blocks[0] == blocks[1], theirs.heading
        assert bool(ours.text.strip()) == bool(theirs.text.strip())


def test_they_tell_what_is_to_be_told() -> None:
    headings = [each.heading.lower() for each in sections("en")]
    assert [subject for subject in SUBJECTS if subject not in headings] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_alert_has_its_section_and_every_such_section_its_alert(language: str) -> None:
    assert [each.heading for each in sections(language) if each.depth > 2] == alerts()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_that_is_to_be_typed_exists(language: str) -> None:
    assert unknown_in_terminal(plain(language)) == []


def test_a_command_that_there_is_not_would_be_found() -> None:
    broken = plain("en").replace("foljsam keys rotate\n", "foljsam keys turn\n").replace("--check", "--try")
    assert {words.split()[0] for words in unknown_in_terminal(broken)} == {"keys", "restore"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_links_lead_somewhere(language: str) -> None:
    assert [link for link in links(page(language)) if not (DEPLOY / link).is_file()] == []
