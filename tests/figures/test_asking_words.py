"""At what moment a form was asked, in words."""

import pytest

from bot.chat.coordinator.asking_words import asked_when
from locales.translator import translator

SV = translator("sv")


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("start", "vid start"),
        ("closure", "vid avslut"),
        ("closure+6m", "6 månader efter avslut"),
        ("group_start-2w", "2 veckor före start"),
        ("start+1m2w3d", "1 månad, 2 veckor, 3 dagar efter start"),
        ("start+12m-1m", "12 månader minus 1 månad efter start"),
        ("calendar", "återkommande"),
        ("", "okänt när"),
        ("later", "okänt när"),
    ],
)
def test_every_moment_can_be_said(moment: str, said: str) -> None:
    assert asked_when(SV, moment).replace("\u00a0", " ") == said


def test_what_repeats_is_said_to() -> None:
    assert asked_when(SV, "start+1m", repeats=True) == "återkommande"
