"""The languages that Följsam speaks. Swedish is the source; every other language is a catalogue."""

from dataclasses import dataclass

from babel import Locale


@dataclass(frozen=True)
class Language:
    """A language as people choose it: by its own name."""

    code: str
    """The name of its catalogue's folder, for example ``en``."""
    own_name: str
    region: str
    """The CLDR locale whose dates and numbers are used: English readers here live in Europe."""
    reviewed: bool
    """Whether somebody who speaks the language has read the catalogue; until then it is a draft."""

    @property
    def formats(self) -> Locale:
        """How dates, numbers and per cents are written."""
        return Locale.parse(self.region)

    @property
    def is_right_to_left(self) -> bool:
        """Whether the script runs from right to left."""
        return self.formats.character_order == "right-to-left"


SOURCE = Language("sv", "Svenska", "sv_SE", reviewed=True)
"""Swedish: the sentences in the code and in the definitions are its texts, so it needs no catalogue."""

TRANSLATED = (Language("en", "English", "en_GB", reviewed=False),)
"""The languages that have a catalogue."""

LANGUAGES = (SOURCE, *TRANSLATED)
"""All languages, in the order in which they are offered."""


def known(code: str) -> Language:
    """Give the language of a code such as ``en`` or Telegram's ``en-US``; Swedish if it is not spoken here."""
    base = code.replace("_", "-").partition("-")[0].lower()
    return next((language for language in LANGUAGES if language.code == base), SOURCE)
