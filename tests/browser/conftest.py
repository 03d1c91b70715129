"""One browser and one demo for all that is tried in a module."""

import os
import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.demo import demo
from tests.browser.visitor import WIDE, Visitor

FLAGS = (
    "--no-sandbox",  # Chromium refuses its sandbox to root, as whom containers run
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MISSING = "no Chromium here: apt-get install chromium, then the page is tried in it too"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    # Ends with the module: while it runs, its loop is this thread's, and no other could run.
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with demo() as page:
        yield page


@pytest.fixture
def visitor(browser: Browser, address: str) -> Iterator[Visitor]:
    """Somebody new at the page; what the page complains of to its console fails the test."""
    context = browser.new_context(viewport=WIDE, locale="sv-SE")  # type: ignore[arg-type]  # a dict with these keys
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    # The tour begins when the invented history has been lived through.
    expect(page.locator("#tour")).to_be_visible(timeout=60_000)
    yield Visitor(page, Axe())
    page.screenshot(path="/tmp/page_pics/end.png"); print(page.locator("#coach .chat").inner_text())
    context.close()
    assert complaints == []
