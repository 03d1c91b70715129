"""Every number on every coordinator's screen has a "Varför?" that explains it."""

import re

from bot.actions.coordinator.situation import situations
from bot.actions.coordinator.trend import trend
from bot.chat.coordinator.figure_buttons import AskWhy, Why
from bot.chat.coordinator.overview_screen import overview_blocks
from bot.chat.coordinator.situation_screens import summary_blocks
from bot.chat.coordinator.status_screen import answer_blocks, detail_blocks
from bot.chat.coordinator.trend_screen import trend_blocks
from bot.chat.screen import Screen
from locales.translator import translator
from tests.figures.answering import HOUSE, SUMMER, here
from tests.figures.lives import SAID, SE_IPS, Lived
from tests.figures.reading import words

SV = translator("sv")
RULE = "Så räknas det"
_NAMES = [
    re.compile(r"\b\d{1,2} [a-zåäö]{3}\.? \d{4}\b"),
    re.compile(r"\b\d{4}-Q[1-4]\b"),
    *(re.compile(re.escape(each.title)) for each in HOUSE.catalogue.programmes.values()),
    re.compile(r"(?:kvartal|halvår) \d \d{4}|(?:år|juni|juli) \d{4}|/kvartal \d{4}-\d{2}", re.IGNORECASE),
    re.compile(r"(?:Nummer|rapport) \d{4}:\d+, utgåva \d+"),
]
"""Digits that are no figures: days, periods, and what programmes and reports are called."""
_TYPED = re.compile("|".join(map(re.escape, SAID)))
"""What people said themselves is no figure of ours, whatever digits are in it: what a coordinator called an event or
noted in words, how many it said came, and what people wrote. It is known here from the words that ``lives`` lets them
say; and the walk leaves out the steps in which a coordinator types (``ACTING``), for their screens say back just that.
"""


def figures(text: str) -> set[str]:
    """Give the digit groups of a text that are figures."""
    for name in (*_NAMES, _TYPED):
        text = name.sub("", text)
    return set(re.findall(r"\d+(?:,\d+)?", text))


def is_of_figures(screen: Screen) -> bool:
    """Whether a screen shows figures of its own; an explanation is itself the end of the way."""
    return RULE not in screen.text and not any(isinstance(key.button, Why) for key in screen.reading_order())


def test_the_walk_comes_to_every_screen_that_shows_figures(reading: Lived) -> None:
    texts = "\n".join(words(each) for each in reading.screens.values())
    for said in (
        "Veckan börjar så här",
        "Nu är kvartal 2 2026 klart.",
        "Genomströmningstid: median",
        "Försörjning före och efter: Lön 0 före, 11 efter",
        "Tid i offentlig försörjning före insatsen: 1 till 3 år",
        "Avslutade efter utfall: ",
        "Insatsen har 57 platser per år.",
        "Det var 36 grader varmt.",
        "Vi var 63 på mötet.",
        "Rapportens anteckningar",
        "Preliminär: perioden är inte slut.",
    ):
        assert said in texts, said


def test_a_frozen_figure_says_its_edition_and_the_day_it_was_taken_on(reading: Lived) -> None:
    frozen = [words(each) for each in reading.screens.values() if "Ändras inte." in each.text]
    assert len(frozen) > 20
    assert all(re.search(r"Siffran togs 1 aug\. 2026 till rapport 2026:\d, utgåva 1\.", each) for each in frozen)
    assert not any("Räknas när du tittar" in each for each in frozen)


def test_every_number_on_every_screen_is_explained_by_the_screens_own_why(reading: Lived) -> None:
    seen: set[str] = set()
    for reached, screen in reading.screens.items():
        explained = [figures(words(each)) for each in reading.explained(screen)]
        for line in words(screen).splitlines() if is_of_figures(screen) else ():
            assert not figures(line) or any(figures(line) <= each for each in explained), (reached, line)
            seen |= figures(line)
    assert len(seen) > 30
    assert sum(map(is_of_figures, reading.screens.values())) > 15


def test_no_line_with_a_number_lacks_its_address(reading: Lived) -> None:
    operator = here(reading.reader.unit, SUMMER)
    found = situations(operator)
    shown = [block for each in found for block in (*summary_blocks(SV, each), *detail_blocks(SV, each.status))]
    shown += [block for each in found for block in answer_blocks(SV, each.status)]
    shown += [*overview_blocks(SV, found), *trend_blocks(SV, trend(operator, SE_IPS))]
    lines = [line for block in shown for line in block]
    assert [line for line in lines if figures(line.text) and line.about is None] == []
    assert len([line for line in lines if line.about]) > 100


def test_every_explanation_says_the_rule_the_time_and_what_is_left_out(reading: Lived) -> None:
    explanations = [words(each) for each in reading.screens.values() if RULE in each.text]
    assert len(explanations) > 40
    for each in explanations:
        assert all(f"\n{title}" in each for title in (RULE, "Tid: ", "Räknas inte: ", "Uppdateras: ")), each
        assert "{" not in each
        assert each.split("\n")[0] not in {"", RULE}, "the figure itself stands first"


def test_no_explanation_is_without_a_screen_that_leads_to_it(reading: Lived) -> None:
    asked = [key.button for each in reading.screens.values() for key in each.reading_order()]
    assert {each.screen for each in asked if isinstance(each, AskWhy)} >= {"s", "g", "a", "o", "m", "b0", "b1", "b2"}
    assert {"w", "v1", "l2026-Q2", "k2026-Q2", "k2026"} <= {each.screen for each in asked if isinstance(each, AskWhy)}
    assert {each.kind for each in asked if isinstance(each, Why)} == set("prqgnctsmbewfljohud")
