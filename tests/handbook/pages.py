"""The handbook's pages as values: what is to be typed, what is quoted from the product, and where its links lead.

The pages keep to one way of marking. A fence's first word is its language; a file's path follows, or ``eget fönster``
after a command that is left running. **Bold** is what stands on people's screens, word for word, and nothing else is;
`/word` is a command in the chat, `foljsam …` one in the terminal.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.house.source import ROOT

HANDBOOK = ROOT / "deploy" / "handbook"
README = ROOT / "README.md"
OWN_WINDOW = "eget fönster"

_FENCE = re.compile(r"^```(?P<language>\w*)[ ]*(?P<about>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)", re.DOTALL)
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Fence:
    """A fenced block: its first word, what follows it, its text, and the line on which it begins."""

    language: str
    about: str
    text: str
    line: int


def fences(page: str) -> tuple[Fence, ...]:
    """Give a page's fenced blocks in order."""
    return tuple(
        Fence(found["language"], found["about"].strip(), found["text"], page.count("\n", 0, found.start()) + 1)
        for found in _FENCE.finditer(page)
    )


def on_screens(page: str) -> list[str]:
    """Give what a page quotes from people's screens."""
    return [" ".join(found.split()) for found in _BOLD.findall(_prose(page))]


def chat_commands(page: str) -> list[str]:
    """Give the commands in the chat that a page names, without their slash."""
    return [code[1:].split()[0] for code in _CODE.findall(_prose(page)) if code.startswith("/")]


def terminal_commands(page: str) -> Iterator[list[str]]:
    """Give the words of every command in the terminal that a page names or has typed, from the program's name on."""
    typed = (line for fence in fences(page) if fence.language == "sh" for line in fence.text.splitlines())
    for line in (*typed, *_CODE.findall(_prose(page))):
        _, program, rest = f" {line}".partition(" foljsam ")
        if program:
            yield rest.split(">")[0].split()


def links(page: str) -> list[str]:
    """Give where a page's links lead, pictures too."""
    return _LINK.findall(_prose(page))


def headings(page: str) -> set[str]:
    """Give the anchors of a page's headings, as they stand in links."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in _HEADING.findall(_prose(page))}


def table(page: str, heading: str) -> list[list[str]]:
    """Give the rows of the table whose first heading this is, each as what stands as code in its cells."""
    _, found, rest = page.partition(f"| {heading} |")
    assert found, f"no table begins with {heading}"
    rows = rest.partition("\n\n")[0].splitlines()[2:]
    return [[code for cell in row.split(" | ") for code in _CODE.findall(cell)[:1]] for row in rows]


def pages() -> list[Path]:
    """Give the handbook's pages."""
    return sorted(HANDBOOK.glob("*.md"))


def _prose(page: str) -> str:
    return _FENCE.sub("", page)
