"""Charts as pictures: of a phone's width, whole, the same every time, and told apart without colours."""

from io import BytesIO
from itertools import pairwise

import pytest
from PIL import Image

from bot.paper.canvas import Canvas, width, wrapped
from bot.paper.chart import ChartPicture, chart_png, charts_png
from bot.paper.chart_bars import FILLS, draw_bars
from bot.paper.chart_lines import LOOKS, draw_lines
from bot.paper.chart_scale import scale_of
from bot.paper.document import Bar, Chart, Series
from bot.paper.ink import BLUE, DOTS, SKY, SMALL
from bot.paper.picture import png
from locales.translator import translator
from tests.paper.sample import report

T = translator("sv")
CHARTS = report().charts
PHONE = 360


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content)).convert("RGB")


def colours(chart: Chart) -> dict[object, int]:
    """Give how many dots of a picture have a colour."""
    return {colour: count for count, colour in opened(chart_png(chart, "sv")).getcolors(10**6) or ()}


def bars(*shown: Bar, is_share: bool = True) -> Chart:
    return Chart(name="b", form="bars", caption="C", alt="A", bars=shown, is_share=is_share)


def quarters(*values: float | None, target: float | None = None) -> Chart:
    said = tuple("–" if value is None else f"{value}" for value in values)
    labels = tuple(f"kv {number}" for number in range(len(values)))
    series = (Series(name="S", values=values, said=said),)
    return Chart(name="q", form="quarters", caption="C", alt="A", labels=labels, series=series, target=target)


@pytest.mark.parametrize("chart", CHARTS, ids=[chart.name for chart in CHARTS])
def test_everything_is_inside_a_picture_of_a_phones_width(chart: Chart) -> None:
    picture = opened(charts_png(ChartPicture((chart,))))
    assert picture.width == 3 * PHONE
    inside = picture.convert("L").point([255 - shade for shade in range(256)]).getbbox()
    assert inside
    left, top, right, bottom = inside
    assert min(left, top, picture.width - right, picture.height - bottom) > 3


def test_the_smallest_letters_are_nine_pixels_high_on_a_phone() -> None:
    assert SMALL / 72 * DOTS / 3 >= 9


class Written(Canvas):
    """A canvas that remembers what was written on it."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tops: dict[str, float] = {}

    def text(self, at: tuple[float, float], text: str, size: float = SMALL, **look: str) -> None:
        self.texts.append(text)
        self.tops[text] = at[1]
        super().text(at, text, size, **look)


def texts(chart: Chart) -> list[str]:
    canvas = Written()
    (draw_lines if chart.form == "quarters" else draw_bars)(canvas, T, chart, 0)
    return [text.replace("\N{NO-BREAK SPACE}", " ") for text in canvas.texts]


def test_a_bar_says_verdict_number_and_target_and_what_its_lines_are() -> None:
    written = texts(CHARTS[0])
    assert {"✓ 39 av 48 (81 %)", "✗ 39 av 48 (81 %)", "– för få svar", "mål 75 %", "mål 85 %", "0 %", "100 %"} <= {
        *written
    }
    assert written[-1] == "Lodrätt streck: mål. Vågrätt streck: osäkerhet (95 %)."


def test_quarters_say_their_lines_names_and_last_values_the_target_and_why_there_is_a_gap() -> None:
    written = texts(CHARTS[1])
    assert {"Stöd till stor nytta", "mål 75 %", "39 av 48 (81 %)", "17 av 31 (55 %)", "kv 4 2025"} <= {*written}
    assert written[-1] == "Lucka i linjen: för få svar"


def test_last_values_that_would_meet_stand_beneath_each_other_and_none_below_the_quarters() -> None:
    """Five series end in one place, at nothing, and a sixth at all."""
    ends = (0.0, 0.0, None, 0.0, 0.0, 1.0)
    series = tuple(Series(name="S", values=(0.5, end), said=("–", f"sagt {n}")) for n, end in enumerate(ends))
    canvas = Written()
    draw_lines(canvas, T, quarters(0.5, 0.5).model_copy(update={"series": series}), 0)
    tops = sorted(canvas.tops[f"sagt {n}"] for n in range(6))
    assert min(after - one for one, after in pairwise(tops)) >= SMALL / 72
    assert tops[-1] < canvas.tops["kv 1"]


def test_before_and_after_say_both_numbers() -> None:
    written = texts(CHARTS[2])
    assert written[:4] == ["Före", "Efter", "Lön", "3 personer"]
    assert {"30 personer", "9 personer", "för få svar", "0", "10", "20", "30"} <= {*written}


def test_what_is_withheld_is_hatched_and_has_no_length() -> None:
    shown, withheld = (colours(bars(Bar(label="A", value=value, said="–"))) for value in (0.5, None))
    sky = tuple(bytes.fromhex(SKY[1:]))
    assert sky in shown
    assert sky not in withheld


def test_a_gap_is_a_gap() -> None:
    """Between its neighbours there is no line, so that much less of its colour is in the picture."""
    blue = tuple(bytes.fromhex(BLUE[1:]))
    whole, parted = (colours(quarters(*values))[blue] for values in ((0.5, 0.5, 0.5, 0.5), (0.5, 0.5, None, 0.5)))
    assert parted < whole * 0.6


def test_lines_and_fills_differ_in_more_than_colour() -> None:
    assert len({look.dashes for look in LOOKS}) == len({look.mark for look in LOOKS}) == len(LOOKS)
    assert len({fill.get("hatch") for fill in FILLS}) == len(FILLS)


@pytest.mark.parametrize(
    ("highest", "steps"),
    [
        (30, ("0", "10", "20", "30")),
        (3, ("0", "1", "2", "3")),
        (1250, ("0", "500", "1 000", "1 500")),
        (None, ("0", "1")),
    ],
)
def test_numbers_stand_on_round_steps(highest: float | None, steps: tuple[str, ...]) -> None:
    scale = scale_of(T, bars(Bar(label="A", value=highest, said="–"), is_share=False))
    assert tuple(scale.written(step).replace("\N{NO-BREAK SPACE}", " ") for step in scale.steps) == steps
    assert scale.part(highest or 0) <= 1


def test_long_words_go_on_after_a_hyphen_and_no_line_is_too_wide() -> None:
    lines = wrapped("Arbetsmarknadspolitiska rehabiliteringsinsatserna och 39 av 48 (81\N{NO-BREAK SPACE}%)", 1.5)
    assert max(map(width, lines)) <= 1.5
    assert "".join(lines).replace("-", "").startswith("Arbetsmarknadspolitiska")
    assert "(81\N{NO-BREAK SPACE}%)" in lines[-1]


@pytest.mark.parametrize("chart", [bars(), quarters(), quarters(0.5), quarters(None, None, target=0.5)])
def test_a_chart_of_nothing_or_one_thing_is_drawn(chart: Chart) -> None:
    assert opened(chart_png(chart, "sv")).width > 1000


def test_many_charts_are_no_larger_than_telegram_takes() -> None:
    picture = opened(charts_png(ChartPicture(CHARTS * 4)))
    assert picture.width + picture.height <= 10_000


def test_the_chat_can_send_a_chart() -> None:
    assert png(ChartPicture(CHARTS[:1])) == charts_png(ChartPicture(CHARTS[:1]))
