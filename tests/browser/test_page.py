"""The page in a real browser, from the coach's invitation to the coordinator's figures."""

import re
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, FilePayload, expect

from tests.browser.browsing import visiting
from tests.browser.demo import server
from tests.browser.tongues import Answering
from tests.browser.visitor import TWO_SIGHTS, Visitor

# A browser, a demo and a bot at once take their time on a busy machine.
pytestmark = pytest.mark.timeout(300)

UNDER_WAY = (("Sam", "F109"), ("Tove", "F110"), ("Love", "F111"))
"""Those whom the invented history leaves in the midst of their time: on whose phone, and the coach's word for them."""
CHANGES = (("sv", "ar"), ("ar", "ti"), ("ti", "sv_LL"))
"""The languages in which somebody begins and finishes."""
HALF_WAY = 3
AGREED = ("Instämmer helt", "Instämmer till stor del", "Instämmer delvis", "Instämmer inte alls", "Hoppa över")


def test_a_walk_from_the_tour_to_the_figures(visitor: Visitor) -> None:
    page = visitor.page
    visitor.look("start", "coach", TWO_SIGHTS)

    visitor.follow(until="Steg 4 av 7")
    visitor.shows("participant", "Fråga 1 av 3")
    visitor.look("first-question", "participant")
    visitor.follow(until="Steg 5 av 7")

    page.locator("#kill").click()
    expect(page.locator("#bot")).not_to_have_attribute("data-state", "running")
    visitor.press("participant", "3")
    expect(page.locator("#said")).to_contain_text(
        re.compile(r"\d händelser? väntade hos Telegram, .* Inget gick förlorat"), timeout=20_000
    )
    visitor.shows("participant", "Fråga 3 av 3")

    visitor.follow(until="Lås sedan upp deltagarens telefon.")
    page.locator("#jumps").get_by_role("button", name="1 vecka").click()
    news = visitor.phone("participant").locator(".news")
    expect(news).to_contain_text("Frågorna till dig finns kvar")
    expect(page.locator("#log")).to_contain_text("på eget initiativ")
    visitor.look("reminder", "participant")
    news.get_by_role("button").first.click()

    visitor.follow(until="Det var rundturen")
    visitor.shows("coordinator", "Samverkansteam Finnveden")
    page.locator("#tour-go").click()

    visitor.press("participant", "Fortsätt")
    visitor.shows("participant", "Fråga 3 av 3")
    visitor.press_on("participant", until="Tack")
    visitor.phone("coach").get_by_role("button", name="Lås upp").click()
    visitor.write("coach", "/avsluta")
    visitor.shows("coach", "Vem ska avslutas?")  # older messages have the same buttons
    visitor.press("coach", re.compile("utan referens"))
    visitor.press_on("coach", until="Underlag för SUS")
    visitor.shows("participant", "frågor")
    visitor.press_on("participant", until="Tack")
    visitor.write("coordinator", "/status")
    visitor.shows("coordinator", "Frågor i slutet")
    visitor.look("figures", "coordinator", TWO_SIGHTS)


def test_a_closing_survey_is_begun_in_one_language_and_finished_in_another(visitor: Visitor) -> None:
    """Indicators 1 and 7 are among its questions. The language is changed at the third; what was answered stays."""
    visitor.write("coordinator", "/hjalp")
    visitor.shows("coordinator", "/status")
    visitor.write("coordinator", "/status")
    visitor.shows("coordinator", "Frågor i slutet:")
    newest = visitor.phone("coordinator").locator(".chat > div").last.inner_text()
    before = int(newest.partition("Frågor i slutet: ")[2].split()[0])
    for (name, reference), (begun, finished) in zip(UNDER_WAY, CHANGES, strict=True):
        person = Answering(visitor)
        person.hold(name)
        person.speak(begun)
        if person.t.is_right_to_left:
            person.set_phone(begun)
        visitor.write("coach", "/avsluta")
        visitor.shows("coach", "Vem ska avslutas?")
        visitor.press("coach", reference)
        visitor.press_on("coach", until="Underlag för SUS")
        person.meets("Hej! Här är några frågor till dig.")
        person.presses("Börja")
        for number, answer in enumerate(AGREED, 1):
            person.meets("Fråga {number} av {of}", number=number, of=5)
            if number == HALF_WAY:
                assert person.has_beside(person.t("Tillbaka"), person.t("Pausa"))
                person.speak(finished)
                person.meets("Fråga {number} av {of}", number=number, of=5)
            person.presses(answer)
        review = person.meets("Är allt rätt?")
        assert [label for label in AGREED[:-1] if person.t(label) not in review] == []
        assert person.has_beside(*(person.t("Ändra {number}", number=n) for n in range(1, 5)))
        person.presses("Skicka in")
        person.meets("Tack! Dina svar har kommit fram.")
    visitor.write("coordinator", "/status")
    visitor.shows("coordinator", f"Frågor i slutet: {before + len(CHANGES)} av")


def test_a_file_of_ones_own_reaches_the_bot(visitor: Visitor) -> None:
    coordinator = visitor.phone("coordinator")
    visitor.write("coordinator", "/papper")
    visitor.press("coordinator", "Samverkansteam Finnveden")
    visitor.press("coordinator", "Frågor i slutet")
    visitor.shows("coordinator", "Skicka en CSV- eller Excelfil")
    expect(coordinator.get_by_role("button", name="Skicka en fil")).to_be_visible()
    papers = FilePayload(name="svar.csv", mimeType="text/csv", buffer=b"meningsfull;kommentar\n1;2\n")
    coordinator.locator("input[type=file]").set_input_files(papers)
    visitor.shows("coordinator", "Rätta filen och skicka den igen.")


def test_the_keyboard_reaches_every_command_and_leaves_the_menu(visitor: Visitor) -> None:
    coach = visitor.phone("coach")
    box = coach.get_by_role("textbox")
    box.focus()
    box.press("/")
    expect(coach.locator(".menu")).to_be_visible()
    box.press("Escape")
    expect(coach.locator(".menu")).to_be_hidden()
    expect(box).to_be_focused()
    box.fill("/hj")
    box.press("ArrowDown")
    visitor.page.keyboard.press("Enter")
    visitor.shows("coach", "Det här kan du göra")
    expect(box).to_be_focused()


def test_a_phone_in_arabic_is_turned_and_speaks_arabic(visitor: Visitor) -> None:
    participant = visitor.phone("participant")
    participant.locator(".care summary").click()
    participant.get_by_label("Språk").select_option("ar")
    expect(participant.locator(".device")).to_have_attribute("dir", "rtl")
    expect(visitor.phone("coach").locator(".device")).to_have_attribute("dir", "ltr")
    expect(participant.get_by_label("رسالة")).to_be_attached()
    participant.get_by_role("button", name="Blockera boten").click()
    expect(participant.locator(".shut")).to_have_text("لقد حظرت البوت.")
    visitor.look("arabic", "participant", TWO_SIGHTS)


def test_the_page_speaks_english_too_and_remembers_it(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name="In English").click()
    visitor.page.reload()
    expect(visitor.page.get_by_role("button", name="Show me around")).to_be_visible()
    expect(visitor.page.locator("html")).to_have_attribute("lang", "en")
    assert not re.search("[åäö]", visitor.page.locator("#backstage").inner_text().lower())


def test_a_page_left_open_says_that_the_server_is_gone_and_comes_back_with_it(browser: Browser) -> None:
    with ExitStack() as first, ExitStack() as visit:
        address = first.enter_context(server("Alva"))
        page = visit.enter_context(visiting(browser, address)).page
        who, away = page.locator("#participant .who select"), page.locator("#away")
        expect(who).to_have_text("Alva")
        first.close()
        expect(away).to_contain_text("Ingen kontakt med demon.")
        with server("Birger", urlsplit(address).port or 0):
            expect(away).to_be_hidden(timeout=20_000)
            expect(who).to_have_text("Birger")
