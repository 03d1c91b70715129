"""One browser and one demo for all that is tried in a module."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.browsing import NoBrowserError, chromium, visiting
from tests.browser.demo import demo
from tests.browser.visitor import Visitor


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    try:
        with chromium() as found:
            yield found
    except NoBrowserError as missing:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(missing))


@pytest.fixture(scope="module")
def address(browser: Browser) -> Iterator[str]:  # noqa: ARG001  # no demo is started for no browser
    with demo() as page:
        yield page


@pytest.fixture
def visitor(browser: Browser, address: str) -> Iterator[Visitor]:
    with visiting(browser, address) as somebody:
        yield somebody
