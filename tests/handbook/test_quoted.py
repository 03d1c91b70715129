"""What the handbook quotes exists in the product, and its links lead somewhere."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
import typer.main

from bot.chat import commands
from bot.chat.participant import command_words
from bot.chat.routes import COMMANDS
from bot.cli import app
from locales.catalogue_file import read_catalogue
from locales.languages import LANGUAGES
from storage.people import Role
from tests.handbook.pages import (
    HANDBOOK,
    README,
    chat_commands,
    headings,
    links,
    on_screens,
    pages,
    table,
    terminal_commands,
)
from tests.house.source import ROOT, nothing

PAGES = {page.name: page.read_text("utf-8") for page in pages()}
_FEWEST_LETTERS = 3
"""A text of which so much is not said, but filled in, could be anything."""

ROLES = {
    "deltagare": command_words.PARTICIPANT,
    "coach": commands._STAFF[Role.COACH],
    "samordnare": commands._STAFF[Role.COORDINATOR],
    "administrator": commands._STAFF[Role.ADMINISTRATOR],
}


@cache
def _screens() -> tuple[re.Pattern[str], ...]:
    """Give a pattern for each sentence and label that people can meet, by the catalogue that is kept complete."""
    catalogue = read_catalogue(ROOT, "en")
    texts = [text for message in catalogue if message.id for text in _forms(message.id)]
    names = [language.own_name for language in LANGUAGES]
    return tuple(_pattern(text) for text in (*texts, *names) if _says_something(text))


def _forms(message: str | Sequence[str]) -> Sequence[str]:
    """Give a text, or its singular and its plural."""
    return (message,) if isinstance(message, str) else message


def _says_something(text: str) -> bool:
    """Whether a text is more than what is filled in."""
    return "{" not in text or len(re.sub(r"\{\w+\}|\W", "", text)) >= _FEWEST_LETTERS


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(r".+".join(map(re.escape, re.split(r"\{\w+\}", text))))


def unknown_on_screens(page: str) -> list[str]:
    """Give what a page quotes and no screen says."""
    return [quoted for quoted in on_screens(page) if not any(each.fullmatch(quoted) for each in _screens())]


def unknown_in_chat(page: str) -> list[str]:
    """Give the commands in the chat that there are not."""
    return [command for command in chat_commands(page) if command not in COMMANDS]


def unknown_in_terminal(page: str) -> list[str]:
    """Give the commands in the terminal that there are not, or that lack an option that is written."""
    return [" ".join(words) for words in terminal_commands(page) if not _exists(words)]


def _exists(words: list[str]) -> bool:
    command = typer.main.get_command(app)
    while words and (inner := getattr(command, "commands", {}).get(words[0])):
        command, words = inner, words[1:]
    if getattr(command, "commands", None) is not None:
        return words == ["--help"]
    options = {option for parameter in command.params for option in parameter.opts}
    return all(word in options for word in words if word.startswith("--"))


def dead_links(page: Path, text: str) -> list[str]:
    """Give a page's links to nowhere; what is on the net is not tried."""
    return [link for link in links(text) if "://" not in link and not _leads_somewhere(page, text, link)]


def _leads_somewhere(page: Path, text: str, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    if not target.exists():
        return False
    there = text if target == page else target.read_text("utf-8") if anchor else ""
    return not anchor or anchor in headings(there)


@pytest.mark.parametrize("name", PAGES)
def test_what_is_quoted_stands_on_a_screen(name: str) -> None:
    nothing(f"{name}: no screen says: {quoted}" for quoted in unknown_on_screens(PAGES[name]))


@pytest.mark.parametrize("name", PAGES)
def test_the_commands_exist(name: str) -> None:
    nothing(f"{name}: no command /{command}" for command in unknown_in_chat(PAGES[name]))
    nothing(f"{name}: no command: foljsam {words}" for words in unknown_in_terminal(PAGES[name]))


@pytest.mark.parametrize("name", [*PAGES, README.name])
def test_the_links_lead_somewhere(name: str) -> None:
    page = README if name == README.name else HANDBOOK / name
    nothing(f"{name}: leads nowhere: {link}" for link in dead_links(page, page.read_text("utf-8")))


def test_the_index_leads_to_every_page_and_the_readme_to_the_index() -> None:
    assert set(PAGES) - {"index.md"} <= set(links(PAGES["index.md"]))
    assert "deploy/handbook/index.md" in links(README.read_text("utf-8"))


@pytest.mark.parametrize("role", ROLES)
def test_a_roles_page_names_all_its_commands(role: str) -> None:
    named = {row[0] for row in table(PAGES[f"{role}.md"], "skriv")}
    assert {f"/{name}" for name, _ in ROLES[role]} <= named


def test_what_does_not_exist_is_noticed() -> None:
    page = (
        "Tryck **Skicka in nu**, sedan **Skicka\nin** och **Ändra 3**. Skriv `/enkat` eller `/enkaten`; `foljsam run`,"
        " `foljsam springer`, `foljsam status --fort` och `FOLJSAM_X=1 foljsam check`. [hit](ingenstans.md)"
        " [dit](index.md#ingenting) [ut](https://example.org)"
    )
    assert unknown_on_screens(page) == ["Skicka in nu"]
    assert unknown_in_chat(page) == ["enkaten"]
    assert unknown_in_terminal(page) == ["springer", "status --fort"]
    assert dead_links(HANDBOOK / "x.md", page) == ["ingenstans.md", "index.md#ingenting"]
