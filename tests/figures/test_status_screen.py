"""What a status looks like on a phone, and in a terminal."""

import re
from dataclasses import replace
from fractions import Fraction

from bot.actions.coordinator.attention import Attention
from bot.actions.coordinator.situation import Situation
from bot.actions.coordinator.status import FormStatus, Status
from bot.chat.coordinator.figure_buttons import ShowAnswers
from bot.chat.coordinator.situation_screens import answers, summary
from bot.chat.coordinator.status_screen import status_text
from bot.chat.screen import MOST_UNITS, units
from flows.disclosure.minimum import question_figure
from flows.figures import Tally
from locales.translator import translator
from storage.figures import PEOPLE
from storage.responses import Responses
from storage.unit import Unit
from tests.figures.answering import EVALUATION, HOUSE, SUMMER, look, send_in, send_in_linked

SV = translator("sv")
NOBODY = dict.fromkeys(PEOPLE, 0)


def situation(status: Status) -> Situation:
    return Situation(status, Attention(waiting=sum(form.waiting for form in status.forms)))


def text(status: Status) -> str:
    """Give the summary."""
    return summary(SV, situation(status)).text.replace("\u00a0", "_")


def shown_answers(status: Status, page: int = 0) -> str:
    return answers(SV, situation(status), page).text.replace("\u00a0", "_")


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


def test_a_programme_without_people_and_questions_says_so_in_one_sentence() -> None:
    shown = summary(SV, situation(status()))

    assert shown.text == "<b>Projekt Enter</b>\nIngen är med och inget är noterat än, så det finns inget att räkna."
    assert shown.rows == ()


def test_an_archived_programme_still_counts_its_people() -> None:
    assert "<b>Personer</b>\n12 avslutade, 3 raderade\nIngen är med just nu." in text(status(closed=12, erased=3))


def test_a_form_that_nobody_got_says_so_once() -> None:
    nobody = status(form(asked=0, answered=0), active=1)

    assert "<b>Svar</b>\nIngen har fått frågorna än: Utvärdering\n" in text(nobody)
    assert shown_answers(nobody).endswith("<b>Utvärdering</b>\nIngen har fått frågorna än.")


def test_a_form_with_too_few_answers_says_so_once_and_shows_no_rate_of_few() -> None:
    few = status(form(asked=4, answered=3), active=4)

    assert shown_answers(few).endswith("Svar från 3 av 4 som har fått frågorna\nAlla frågor: för få svar (färre än 5)")
    assert "Utvärdering: 3 av 4 som har fått frågorna har svarat\n" in text(few)
    assert "%" not in text(few) + shown_answers(few)


def test_figures_are_written_the_swedish_way_and_never_without_their_base() -> None:
    shown = shown_answers(status(form(asked=48, answered=39), closed=48))

    assert "Svar från 39 av 48 som har fått frågorna (81_%)" in shown
    assert "Instämmer: 39 (100,0_%)" in shown
    assert "Totalt: 39 (100_%)" in shown
    assert shown.count("för få svar (färre än 5)") == 3
    lines_with_shares = [line for line in shown.splitlines() if "%" in line]
    assert len(lines_with_shares) == 7
    assert all(re.search(r"\d+(?: av \d+ .*|) \(\d+(?:,\d)?_%\)$", line) for line in lines_with_shares)


def test_long_answers_are_turned_page_by_page_and_nothing_is_lost() -> None:
    long = status(replace(form(asked=48, answered=39), figures=form(asked=48, answered=39).figures[:1] * 40))
    pages = [answers(SV, situation(long), 0)]
    while following := pages[-1].labelled("Nästa"):
        assert isinstance(following, ShowAnswers)
        pages.append(answers(SV, situation(long), following.page))

    assert len(pages) > 1
    assert all(0 < units(screen.text) <= MOST_UNITS for screen in pages)
    assert sum(screen.text.count("Totalt: 39") for screen in pages) == 40
    assert answers(SV, situation(long), 999) == pages[-1], "a page that is gone is the last one"


def test_a_day_and_its_release_are_said(unit: Unit) -> None:
    shown = status_text(SV, look(unit, now=SUMMER, until=SUMMER.date()))

    assert "Till och med 1 aug. 2026.\n  Svaren är de som var samlade när 2026-Q2 tog slut." in shown


def test_what_waits_is_said(unit: Unit) -> None:
    for _ in range(2):
        send_in(unit, {"bemotande": "instammer"})

    assert "2 svar väntar (visas när minst 5 har samlats)" in shown_answers(look(unit))
    assert "2 svar väntar. Ett formulärs svar visas när minst 5 har samlats, utan att du gör något." in text(look(unit))


def test_the_ends_of_a_scale_say_what_they_mean(unit: Unit) -> None:
    for _ in range(5):
        send_in_linked(unit, "samverkansteam-finnveden", {"hur-nara": 10})

    shown = shown_answers(look(unit, "samverkansteam-finnveden"))

    assert "\n1 (Långt ifrån): 0 (0,0_%)\n" in shown
    assert "\n10 (Mycket nära): 5 (100,0_%)\n" in shown


def test_an_earlier_wording_stands_apart_and_the_response_rate_stands_once(unit: Unit) -> None:
    earlier = EVALUATION.model_copy(update={"questions": EVALUATION.questions[:2]})
    for _ in range(5):
        send_in(unit, {"narmare-arbete": "instammer"}, earlier)
        send_in(unit, {"narmare-arbete": "delvis"})

    shown = status_text(SV, look(unit)).replace("\u00a0", "_")

    assert "\nUtvärdering, tidigare lydelse\n" in shown
    assert shown.count("Totalt: 5 (100_%)") == 2
    assert shown.count("Svar från 10 av 10") == 1
    assert text(look(unit)).count("Utvärdering") == 1


def test_half_a_per_cent_is_rounded_up_from_the_exact_share() -> None:
    assert [SV.percent(Fraction(n, 200)).replace("\u00a0", "_") for n in (149, 148)] == ["75_%", "74_%"]


def test_markup_in_a_title_is_shown_literally() -> None:
    found = status()
    named = replace(found, programme=found.programme.model_copy(update={"title": "Kom <b>& gå"}))

    assert text(named).startswith("<b>Kom &lt;b&gt;&amp; gå</b>")


def test_the_terminal_shows_everything_that_stands_behind_the_summarys_buttons() -> None:
    found = status(form(asked=48, answered=39), closed=48)
    in_terminal = [line.strip() for line in status_text(SV, found).splitlines()]
    in_chat = [re.sub(r"</?[bi]>", "", line) for line in answers(SV, situation(found), 0).text.split("\n")]

    assert [line for line in in_chat if line not in in_terminal] == []
