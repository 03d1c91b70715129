"""QR codes: a link as a picture that another phone reads from the screen."""

from io import BytesIO

import segno

_PIXELS_A_MODULE = 8


def qr_png(link: str) -> bytes:
    """Draw a link, with the quiet zone that readers need."""
    picture = BytesIO()
    segno.make_qr(link, error="m").save(picture, kind="png", scale=_PIXELS_A_MODULE)
    return picture.getvalue()
