"""The runbook as values: its sections, and what is to be typed in each."""

import re
from dataclasses import dataclass

from tests.handbook.pages import Fence, fences
from tests.house.source import ROOT

DEPLOY = ROOT / "deploy"
LANGUAGES = ("en", "sv")


@dataclass(frozen=True)
class Section:
    """A section: how deep it lies, its heading, its text, and its fenced blocks."""

    depth: int
    heading: str
    text: str

    @property
    def blocks(self) -> tuple[Fence, ...]:
        return fences(self.text)


def page(language: str) -> str:
    """Give the runbook's text."""
    return (DEPLOY / f"runbook.{language}.md").read_text("utf-8")


def sections(language: str) -> tuple[Section, ...]:
    """Give the runbook's sections in order."""
    parts = re.split(r"^(#{2,3}) (.+)$", page(language), flags=re.MULTILINE)[1:]
    return tuple(
        Section(len(marks), heading, text)
        for marks, heading, text in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    )
