"""What a status looks like on a phone."""

import re
from dataclasses import replace
from fractions import Fraction

from bot.actions.status import FormStatus, Status
from bot.chat.screen import MOST_UNITS, units
from bot.chat.status_screen import status_screens, status_text
from flows.disclosure import question_figure
from flows.figures import Tally
from locales.translator import translator
from storage.figures import PEOPLE
from storage.responses import Responses
from storage.unit import Unit
from tests.figures.answering import EVALUATION, HOUSE, SUMMER, look, send_in, send_in_linked

SV = translator("sv")
NOBODY = dict.fromkeys(PEOPLE, 0)


def text(status: Status) -> str:
    [screen] = status_screens(SV, status)
    return screen.text.replace("\u00a0", "_")


def form(*, asked: int, answered: int, times: int = 1) -> FormStatus:
    """Give a form whose first question everybody agreed to, and everybody declined to answer the others."""
    tallies = [Tally({"instammer": answered}), *[Tally({}, answered)] * 3]
    shown = tuple(
        question_figure(EVALUATION, question, tally, 0, 5)
        for question, tally in zip(EVALUATION.questions, tallies, strict=True)
    )
    return FormStatus(
        EVALUATION, Responses(EVALUATION.key, "closure", asked, answered), shown * times, 0, is_present=True
    )


def status(*forms: FormStatus, **people: int) -> Status:
    programme = HOUSE.catalogue.programmes["enter"]
    return Status(programme, NOBODY | people, forms, (), minimum=5, erasures_asked_for=0)


def test_a_programme_without_people_and_questions_is_said_in_four_lines() -> None:
    assert text(status()) == "<b>Projekt Enter</b>\nAllt från början till nu.\n\n<b>Personer</b>\nInga personer än."


def test_an_archived_programme_still_counts_its_people() -> None:
    assert text(status(closed=12, erased=3)).endswith("<b>Personer</b>\n12 avslutade, 3 raderade")


def test_a_form_that_nobody_got_says_so_once() -> None:
    shown = text(status(form(asked=0, answered=0)))

    assert shown.endswith("<b>Utvärdering</b>\nIngen har fått frågorna än.")


def test_a_form_with_too_few_answers_says_so_once_and_shows_no_rate_of_few() -> None:
    shown = text(status(form(asked=4, answered=3), active=4))

    assert shown.endswith("Svar från 3 av 4 som har fått frågorna\nAlla frågor: för få svar (färre än 5)")
    assert "%" not in shown


def test_figures_are_written_the_swedish_way_and_never_without_their_base() -> None:
    shown = text(status(form(asked=48, answered=39), closed=48))

    assert "Svar från 39 av 48 som har fått frågorna (81_%)" in shown
    assert "Instämmer: 39 (100,0_%)" in shown
    assert "Totalt: 39 (100_%)" in shown
    assert shown.count("för få svar (färre än 5)") == 3
    lines_with_shares = [line for line in shown.splitlines() if "%" in line]
    assert len(lines_with_shares) == 7
    assert all(re.search(r"\d+(?: av \d+ .*|) \(\d+(?:,\d)?_%\)$", line) for line in lines_with_shares)


def test_a_long_status_is_split_between_lines_and_nothing_is_lost() -> None:
    long = replace(form(asked=48, answered=39), figures=form(asked=48, answered=39).figures[:1] * 40)

    screens = status_screens(SV, status(long))

    assert len(screens) > 1
    assert all(0 < units(screen.text) <= MOST_UNITS for screen in screens)
    assert all(screen.text.count("<b>") == screen.text.count("</b>") for screen in screens)
    assert sum(screen.text.count("Totalt: 39") for screen in screens) == 40


def test_a_day_and_its_release_are_said(unit: Unit) -> None:
    shown = text(look(unit, now=SUMMER, until=SUMMER.date()))

    assert "Till och med 1 aug. 2026.\nSvaren är de som var samlade när 2026-Q2 tog slut." in shown


def test_what_waits_is_said(unit: Unit) -> None:
    for _ in range(2):
        send_in(unit, {"bemotande": "instammer"})

    assert "2 svar väntar (visas när minst 5 har samlats)" in text(look(unit))


def test_the_ends_of_a_scale_say_what_they_mean(unit: Unit) -> None:
    for _ in range(5):
        send_in_linked(unit, "samverkansteam-finnveden", {"hur-nara": 10})

    shown = text(look(unit, "samverkansteam-finnveden"))

    assert "\n1 (Långt ifrån): 0 (0,0_%)\n" in shown
    assert "\n10 (Mycket nära): 5 (100,0_%)\n" in shown


def test_an_earlier_wording_stands_apart_and_the_response_rate_stands_once(unit: Unit) -> None:
    earlier = EVALUATION.model_copy(update={"questions": EVALUATION.questions[:2]})
    for _ in range(5):
        send_in(unit, {"narmare-arbete": "instammer"}, earlier)
        send_in(unit, {"narmare-arbete": "delvis"})

    shown = text(look(unit))

    assert "<b>Utvärdering, tidigare lydelse</b>" in shown
    assert shown.count("Totalt: 5 (100_%)") == 2
    assert shown.count("Svar från 10 av 10") == 1


def test_half_a_per_cent_is_rounded_up_from_the_exact_share() -> None:
    assert [SV.percent(Fraction(n, 200)).replace("\u00a0", "_") for n in (149, 148)] == ["75_%", "74_%"]


def test_markup_in_a_title_is_shown_literally() -> None:
    found = status()
    named = replace(found, programme=found.programme.model_copy(update={"title": "Kom <b>& gå"}))

    assert text(named).startswith("<b>Kom &lt;b&gt;&amp; gå</b>")


def test_the_terminal_shows_the_same_words_indented() -> None:
    found = status(form(asked=48, answered=39), closed=48)
    in_terminal = [line.strip() for line in status_text(SV, found).splitlines()]
    in_chat = [
        re.sub(r"</?[bi]>", "", line) for screen in status_screens(SV, found) for line in screen.text.split("\n")
    ]

    assert in_terminal == in_chat
