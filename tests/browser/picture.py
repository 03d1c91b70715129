"""Takes the README's picture: what stands on the page when the tour has come to the first question."""

import sys
from io import BytesIO

from PIL import Image
from playwright.sync_api import expect

from tests.browser.browsing import chromium, visiting
from tests.browser.demo import demo

QUALITY = 88


def main(file: str) -> None:
    with demo() as address, chromium() as browser, visiting(browser, address) as visitor:
        visitor.page.emulate_media(reduced_motion="reduce")
        visitor.follow(until="Steg 5 av 7")
        visitor.write("coordinator", "/status")
        visitor.shows("coordinator", "Allt från början")
        visitor.shows("participant", "Fråga 2 av 3")
        expect(visitor.page.locator(".waiting")).to_have_count(0)
        visitor.page.mouse.click(0, 0)
        taken = visitor.page.screenshot()
    Image.open(BytesIO(taken)).convert("RGB").save(file, quality=QUALITY, method=6)


if __name__ == "__main__":
    main(sys.argv[1])
