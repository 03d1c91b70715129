"""QR codes: a link as a picture that another phone reads from the screen."""

from dataclasses import dataclass
from io import BytesIO

_PIXELS_A_MODULE = 8


@dataclass(frozen=True)
class QrCode:
    """A link to draw."""

    link: str


def qr_png(code: QrCode) -> bytes:
    """Draw a link, with the quiet zone that readers need."""
    import segno  # noqa: PLC0415  # imported when first needed: few ask for a picture

    picture = BytesIO()
    segno.make_qr(code.link, error="m").save(picture, kind="png", scale=_PIXELS_A_MODULE)
    return picture.getvalue()
