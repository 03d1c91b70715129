"""Somebody at the page: touches what can be seen, and waits for what comes, never for the clock."""

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from re import Pattern
from typing import Any, Literal, TypeAlias

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ElementHandle, Error, Locator, Page, ViewportSize, expect

WIDE, NARROW = ViewportSize(width=1400, height=900), ViewportSize(width=390, height=844)
Sight: TypeAlias = tuple[ViewportSize, Literal["light", "dark"]]
SIGHTS: tuple[Sight, ...] = ((WIDE, "light"), (WIDE, "dark"), (NARROW, "light"), (NARROW, "dark"))
TWO_SIGHTS: tuple[Sight, ...] = ((WIDE, "light"), (NARROW, "dark"))
SERIOUS = frozenset({"serious", "critical"})
# Where pictures of every station are kept to be looked at; nowhere by default.
PICTURES = os.environ.get("PAGE_PICTURES")
MOST_TOUCHES, TOUCH_MS = 40, 3000
MARKED_UNLESS = """until => {
    const over = document.querySelector("#tour").innerText.includes(until);
    return over ? "over" : document.querySelector(".toured");
}"""
MOVED_ON = "old => !old.isConnected || !old.classList.contains('toured')"


@dataclass
class Visitor:
    """A browser's page, and what a person does with it."""

    page: Page
    axe: Axe

    def phone(self, role: str) -> Locator:
        return self.page.locator(f"#{role}")

    def shows(self, role: str, words: str) -> None:
        """Wait until the newest bubble of a phone holds these words."""
        expect(self.phone(role).locator(".chat > div").last).to_contain_text(words)

    def write(self, role: str, text: str) -> None:
        box = self.phone(role).get_by_role("textbox")
        box.fill(text)
        box.press("Enter")

    def press(self, role: str, label: str | Pattern[str]) -> None:
        """Press the newest button with this label, once it is there."""
        self.phone(role).locator(".keys").get_by_role("button", name=label, exact=True).last.click()

    def press_on(self, role: str, until: str) -> None:
        """Press the first button, which moves the work forward, until a bubble without any holds these words."""
        newest = self.phone(role).locator(".chat > div").last
        for _ in range(MOST_TOUCHES):
            if not (keys := newest.locator(".keys button")).count():
                expect(newest).to_contain_text(until)
                return
            self._touch(keys.first, "old => !old.isConnected || old.nextSibling", newest.element_handle())
        pytest.fail(f"no button leads to {until!r} in {MOST_TOUCHES} touches")

    def follow(self, until: str) -> None:
        """Do as the tour says, touching only what it marks, until it says this."""
        for _ in range(MOST_TOUCHES):
            place = self.page.wait_for_function(MARKED_UNLESS, arg=until).as_element()
            if place is None:
                return
            self._touch(place, MOVED_ON, place)
        pytest.fail(f"the tour does not come to {until!r} in {MOST_TOUCHES} touches")

    def _touch(self, place: Locator | ElementHandle, moved_on: str, what: ElementHandle) -> None:
        """Touch a place and wait for what follows; what gave way before it was touched is looked for anew."""
        with suppress(Error):
            place.click(timeout=TOUCH_MS)
            self.page.wait_for_function(moved_on, arg=what)

    def look(self, station: str, role: str, sights: Sequence[Sight] = SIGHTS) -> None:
        """Look at the page wide and narrow, light and dark; a fault that shuts somebody out fails."""
        for size, scheme in sights:
            self.page.set_viewport_size(size)
            self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            if size is NARROW:
                self.page.locator(f'#tabs button[data-tab="{role}"]').click()
            if PICTURES:
                self.page.screenshot(path=Path(PICTURES) / f"{station}-{size['width']}-{scheme}.png")
            assert self.faults() == [], f"{station}, {size}, {scheme}"
        self.page.set_viewport_size(WIDE)

    def faults(self) -> list[tuple[Any, ...]]:
        """What axe finds that is serious: the rule, and what breaks it."""
        found = self.axe.run(self.page).response["violations"]
        return [(each["id"], [node["html"] for node in each["nodes"]]) for each in found if each["impact"] in SERIOUS]
