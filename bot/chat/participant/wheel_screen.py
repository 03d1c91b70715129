"""A person's own wheel of life, then and now: a picture, and the same in words."""

from bot.chat.reply import Picture
from bot.chat.screen import Row, Screen, bold, lines, paragraphs, plain
from bot.paper.wheel import Wheel
from flows.forms.wheel import ThenAndNow
from locales.translator import Translator


def _in_words(t: Translator, title: str, wheel: ThenAndNow) -> str:
    """Say how each area was, then and now. It judges nothing."""
    numbers = (t("{area}: {then} → {now}", area=t(area.label), then=area.then, now=area.now) for area in wheel.areas)
    out = t("Utan jämförelse: {areas}.", areas=t.comma.join(map(t, wheel.left_out))) if wheel.left_out else ""
    return paragraphs(
        lines(bold(t("{title}: i början → nu", title=t(title))), plain(t("Bara du ser det här."))),
        lines(*map(plain, numbers)),
        plain(out),
    )


def shown(
    t: Translator, title: str, wheel: ThenAndNow, rows: tuple[Row, ...] = ()
) -> tuple[Picture | None, tuple[Screen, ...]]:
    """Give the picture with the same in words below it, or the words alone where it cannot be drawn."""
    words = _in_words(t, title, wheel)
    if not wheel.is_wheel or not t.can_be_drawn:
        return None, (Screen(words, rows),)
    areas = tuple((t(area.label), area.then, area.now) for area in wheel.areas)
    return Picture(Wheel(areas, wheel.highest, t("I början"), t("Nu")), words, rows), ()
