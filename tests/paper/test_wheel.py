"""The picture of a wheel: what is drawn is inside it, in both languages, and always the same."""

from io import BytesIO

import pytest
from PIL import Image

from bot.paper.wheel import Wheel, wheel_png

LONG = (
    "Självständighetskänslan här", "Överenskommelser i vardagen", "Försörjningsmöjligheterna", "Ekonomi",
    "Arbete, studier, dagarna", "Å", "Återhämtningsförmåga på natten", "Boende", "Tro", "Vänner", "Hälsa", "Familj",
)  # fmt: skip  # a list of words reads best in lines


def drawn(labels: tuple[str, ...], then: str = "I början", now: str = "Nu") -> bytes:
    return wheel_png(Wheel(tuple((label, 1 + n % 10, 10 - n % 10) for n, label in enumerate(labels)), 10, then, now))


@pytest.mark.parametrize("labels", [LONG[:8], LONG, LONG[-3:]], ids=["eight", "twelve", "three"])
def test_everything_is_inside_the_picture(labels: tuple[str, ...]) -> None:
    picture = Image.open(BytesIO(drawn(labels))).convert("L")
    assert picture.size == (1080, 1080)
    inside = picture.point([255 - shade for shade in range(256)]).getbbox()
    assert inside
    left, top, right, bottom = inside
    assert min(left, top, 1080 - right, 1080 - bottom) > 3


def test_the_same_wheel_is_the_same_bytes_and_another_is_not() -> None:
    assert drawn(LONG[:4]) == drawn(LONG[:4])
    assert drawn(LONG[:4]) != drawn(LONG[:4], "At the start", "Now")
