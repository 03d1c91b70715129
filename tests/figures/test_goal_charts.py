"""Charts of goals say what the screens say: numbers, targets, what is uncertain, what is withheld."""

import pytest

from bot.actions.coordinator.status import Look, status
from bot.actions.coordinator.trend import trend
from bot.chat.coordinator.goal_charts import goal_chart, trend_chart
from bot.chat.incoming import Kind
from bot.paper.document import Chart
from bot.paper.picture import png
from flows.figures import wilson
from locales.translator import translator
from storage.unit import Unit
from tests.figures.answering import SUMMER, enrolled, here, look
from tests.figures.lives import SE_IPS, Lived
from tests.figures.reading import Reader

SV = translator("sv")
SHARE = "Hälften av dem som avslutas har fått arbete eller påbörjar studier"


def test_goals_that_are_shares_stand_against_their_targets(reading: Lived) -> None:
    chart = goal_chart(SV, status(here(reading.reader.unit, SUMMER), Look(SE_IPS)))
    assert chart
    assert (chart.form, chart.is_share) == ("bars", True)
    bar = next(each for each in chart.bars if each.label == SHARE)
    assert (bar.value, bar.target, bar.sign) == (11 / 19, 0.5, "✓")
    assert (bar.low, bar.high) == wilson(11, 19)
    assert bar.said.replace("\u00a0", " ") == "11 av 19 (58 %)"
    assert f"✓ {SHARE}: 11 av 19 (58 %), mål 50 %" in chart.alt.replace("\u00a0", " ").splitlines()


def test_what_is_withheld_has_no_bar_and_says_why(reading: Lived) -> None:
    chart = goal_chart(SV, status(here(reading.reader.unit, SUMMER), Look(SE_IPS)))
    assert chart
    withheld = [each for each in chart.bars if each.value is None]
    assert {each.said for each in withheld} == {"För få personer än"}
    assert {(each.low, each.high, each.sign) for each in withheld} == {(None, None, "–")}
    assert "Stödet är till stor nytta" not in [each.label for each in chart.bars], "nobody was asked"
    assert "Minst 57 deltagare inskrivna per år" not in [each.label for each in chart.bars]


def test_quarters_stand_in_a_row_and_end_with_now(reading: Lived) -> None:
    chart = trend_chart(SV, trend(here(reading.reader.unit, SUMMER), SE_IPS))
    assert chart
    [series] = chart.series
    assert chart.labels == ("2026-Q2", "nu")
    assert (series.values, chart.target) == ((4 / 11, 11 / 19), 0.5)
    assert chart.alt.replace("\u00a0", " ") == f"{SHARE}: 2026-Q2 ✗ 4 av 11 (36 %), nu ✓ 11 av 19 (58 %)"
    assert Chart.model_validate_json(chart.model_dump_json()) == chart


@pytest.mark.parametrize("programme", ["enter", SE_IPS])
def test_there_is_no_picture_of_nothing(unit: Unit, programme: str) -> None:
    assert trend_chart(SV, trend(here(unit), programme)) is None
    assert goal_chart(SV, look(unit, programme)) is None


def test_a_picture_comes_with_the_same_in_words_and_a_way_to_ask_why(reading: Lived) -> None:
    for command, drawn in ((f"/status {SE_IPS}", "gp"), (f"/mal {SE_IPS}", "gq")):
        button = reading.reader.say(command).labelled("Bild")
        assert button
        assert button.pack() == f"{drawn}:{SE_IPS}"
        reply = reading.reader.reply(Kind.PRESS, button.pack())
        assert reply.picture
        assert reply.edit == 1
        assert SHARE in reply.picture.caption
        assert [key.label for row in reply.picture.rows for key in row] == ["Varför?"]
        assert png(reply.picture.drawing).startswith(b"\x89PNG")


def test_there_is_no_button_for_a_picture_of_nothing(unit: Unit) -> None:
    enrolled(unit, "enter")
    reader = Reader(unit)

    assert reader.say("/status enter").labelled("Bild") is None
    assert reader.say("/mal enter").labelled("Bild") is None
    assert reader.reply(Kind.PRESS, "gp:enter").picture is None
