"""A participant who answers in one language and goes on in another, as their phone shows it."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from playwright.sync_api import expect

from locales.catalogue_file import ROOT, read_catalogue
from locales.direction import without_marks
from locales.languages import EASY, LANGUAGES, SOURCE, known
from locales.translator import Translator, translator
from tests.browser.visitor import Visitor
from tests.locales.invented import untranslated

PHONE = "participant"
NAMES = ("Samverkansteamet", *(each.own_name for each in LANGUAGES))
"""What a screen may hold in other letters than its language's own."""
_READ = """bubble => {
    const text = bubble.querySelector(".text");
    const key = key => ({label: key.innerText, left: key.getBoundingClientRect().left});
    return {
        text: text.innerText,
        direction: getComputedStyle(text).direction,
        rows: [...bubble.querySelectorAll(".keys > div")].map(row => [...row.children].map(key)),
    };
}"""


@dataclass
class Answering:
    """Somebody at the participant's phone who is asked in a language, and reads each screen as it lies there."""

    visitor: Visitor
    t: Translator = field(default_factory=lambda: translator("sv"))
    rows: list[tuple[str, ...]] = field(default_factory=list)
    """The rows of buttons on the newest screen, each in the order in which the language is read."""

    def hold(self, name: str) -> None:
        """Take the phone of one of those who are there."""
        self.visitor.phone(PHONE).locator(".who select").select_option(label=name)

    def set_phone(self, code: str) -> None:
        """Set the phone itself to a language; the bot goes on in the one that was chosen in the chat."""
        phone = self.visitor.phone(PHONE)
        phone.locator(".care summary").click()
        phone.get_by_label("Språk").select_option(code)
        self.visitor.page.keyboard.press("Escape")

    def speak(self, code: str) -> None:
        """Change to a language with the product's own command and button."""
        self.visitor.write(PHONE, "/sprak")
        self.visitor.press(PHONE, known(code).own_name)
        self.t = translator(code)

    def meets(self, swedish: str, **values: object) -> str:
        """Wait until the newest bubble says this in the person's language, and nothing in any other; give its text."""
        self.visitor.shows(PHONE, self.t(swedish, **values))
        seen = self._newest()
        assert seen["direction"] == ("rtl" if self.t.is_right_to_left else "ltr"), seen["text"]
        self.rows = [self._as_read(row) for row in seen["rows"]]
        labels = [label for row in self.rows for label in row]
        left = [word for each in (seen["text"], *labels) for word in swedish_in(each, self.t)]
        assert left == [], seen["text"]
        return str(seen["text"])

    def presses(self, swedish: str) -> None:
        """Press what says this in the person's language."""
        self.visitor.press(PHONE, self.t(swedish))

    def has_beside(self, *labels: str) -> bool:
        """Whether these buttons share a row, and are met in this order by who reads the language."""
        return labels in self.rows

    def _newest(self) -> dict[str, Any]:
        newest = self.visitor.phone(PHONE).locator(".chat > div").last
        expect(newest).to_have_class("bot")
        found: dict[str, Any] = newest.evaluate(_READ)
        return found

    def _as_read(self, row: list[dict[str, Any]]) -> tuple[str, ...]:
        lying = sorted(row, key=lambda key: float(key["left"]), reverse=self.t.is_right_to_left)
        return tuple(str(key["label"]) for key in lying)


def swedish_in(text: str, t: Translator) -> list[str]:
    """Give what is left in Swedish: Latin words where the script is another; in easy Swedish, hard sentences."""
    if t.language == SOURCE.code:
        return []
    if t.language == EASY.code:
        said = {without_marks(line).lstrip("✓ ") for line in text.splitlines()}
        return sorted(said & _hard())
    return untranslated(text, *NAMES)


@cache
def _hard() -> frozenset[str]:
    """Give the sentences that easy Swedish says in another way."""
    catalogue = read_catalogue(ROOT, EASY.code)
    texts = (entry for entry in catalogue if entry.id and isinstance(entry.id, str))
    return frozenset(str(entry.id) for entry in texts if entry.string != entry.id)
