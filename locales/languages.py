"""The languages that Följsam speaks. Swedish is the source; every other language is a catalogue."""

from dataclasses import dataclass
from functools import cached_property

from babel import Locale
from babel.messages.plurals import get_plural

_RIGHT_TO_LEFT = {"ARABIC", "HEBREW"}


@dataclass(frozen=True)
class Language:
    """A language, or a register of one, as people choose it: by its own name."""

    code: str
    """The name of its catalogue's folder, for example ``en``."""
    own_name: str
    region: str
    """The CLDR locale whose dates and numbers are used: English readers here live in Europe."""
    script: str = "LATIN"
    """The script that it is written in, as Unicode names its letters."""
    is_for_staff: bool = False
    """Whether staff read it too; other catalogues hold what participants read and nothing else."""
    also: tuple[str, ...] = ()
    """Codes of phones whose owners read it as well."""
    plurals: tuple[int, str] | None = None
    """How many plural forms there are and which a number takes, where Babel's own table differs from CLDR."""
    day: str = "d MMMM y"
    """How a day is written, as CLDR has patterns; months are in full where they may be short for no good reason."""
    weekday: str = "EEEE d MMMM"
    """How a day is written with its weekday."""

    @cached_property
    def formats(self) -> Locale:
        """How dates, numbers and per cents are written; digits are those that people meet everywhere in Sweden."""
        return Locale.parse(self.region)

    @cached_property
    def is_right_to_left(self) -> bool:
        """Whether the script runs from right to left. Asked at every sentence, so nothing is looked up for it."""
        return self.script in _RIGHT_TO_LEFT

    @property
    def plural_forms(self) -> str:
        """The catalogue's rule for plurals, as gettext writes it."""
        count, rule = self.plurals or get_plural(self.region)[:2]
        return f"nplurals={count}; plural={rule};"


SOURCE = Language("sv", "Svenska", "sv_SE", is_for_staff=True, day="medium")
"""Swedish: the sentences in the code and in the definitions are its texts, so it needs no catalogue."""

EASY = Language("sv_LL", "Lättläst svenska", "sv_SE")
"""Easy Swedish: the same questions under the same keys, in a register of their own."""

TRANSLATED = (
    Language("en", "English", "en_GB", is_for_staff=True, day="medium"),
    EASY,
    Language("ar", "العربية", "ar", "ARABIC"),
    Language("so", "Soomaali", "so"),
    Language("ti", "ትግርኛ", "ti_ER", "ETHIOPIC", plurals=(2, "(n > 1)")),
    Language("fa", "دری / فارسی", "fa_AF", "ARABIC", also=("prs",), plurals=(2, "(n > 1)")),
    Language("uk", "Українська", "uk", "CYRILLIC"),
    Language("pl", "Polski", "pl"),
    Language(
        "bs",
        "Bosanski / Hrvatski / Srpski",
        "bs",
        also=("hr", "sr", "sh", "cnr"),
        day="d. MMMM y.",
        weekday="EEEE, d. MMMM",
    ),
    Language("es", "Español", "es_ES", day="d 'de' MMMM 'de' y", weekday="EEEE d 'de' MMMM"),
)
"""The languages that have a catalogue, in the order in which they are offered."""

LANGUAGES = (SOURCE, *TRANSLATED)
"""All languages; which of them are offered, their catalogues say (``locales.offered``)."""


def known(code: str) -> Language:
    """Give the language of a code such as ``en`` or Telegram's ``en-US``; Swedish if it is not spoken here."""
    exact = next((language for language in LANGUAGES if language.code == code), None)
    base = code.replace("_", "-").partition("-")[0].lower()
    return exact or next((each for each in LANGUAGES if base in {each.code, *each.also}), SOURCE)


def for_staff(code: str) -> str:
    """Give the language in which somebody who chose this one reads what staff read: never a mixture of two."""
    language = known(code)
    return language.code if language.is_for_staff else SOURCE.code
