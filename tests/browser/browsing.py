"""A browser, and somebody new in it at the page."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.visitor import WIDE, Visitor

FLAGS = (
    "--no-sandbox",  # Chromium refuses its sandbox to root, as whom containers run
    "--disable-gpu",
    "--disable-software-rasterizer",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MISSING = "no Chromium here: apt-get install chromium, then the page is tried in it too"
HISTORY_MS = 180_000
expect.set_options(timeout=30_000)


class NoBrowserError(Exception):
    """There is no Chromium on this machine."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give Debian's Chromium. Until its end no other loop can run in this thread."""
    found = shutil.which("chromium")
    if found is None:
        raise NoBrowserError(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def visiting(browser: Browser, address: str) -> Iterator[Visitor]:
    """Give somebody new at the page, when the invented history has been lived through and the tour begins."""
    context = browser.new_context(viewport=WIDE, locale="sv-SE", reduced_motion="reduce")
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    expect(page.locator("#tour")).to_be_visible(timeout=HISTORY_MS)
    yield Visitor(page, Axe())
    context.close()
    assert complaints == []
