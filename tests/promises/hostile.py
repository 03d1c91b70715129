"""Things that people and programs type which no question asked for, and the few that mean something after all."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

LONGEST_TELEGRAM = 4096


@dataclass(frozen=True)
class Hostile:
    """A typed text. What a question for a number or for a day may take it for stands in ``NUMBERS`` and ``DAYS``."""

    group: str
    text: str


MARKUP = (
    "<b>", "</b>", "<b>fet</b>", "<i><b></i></b>", "<a href='https://evil.example'>klicka</a>",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<tg-spoiler>x</tg-spoiler>", "<code>", "</code>",
    "<pre language='x'>", "&amp;", "&lt;b&gt;", "&", "&#0;", "&#x202e;", "&bogus;", "a & b < c > d", "*fet*",
    "_kursiv_", "[länk](tg://user?id=1)", "```py\nimport os\n```", "||dold||", "~struken~", "\\", "\\n", "\\u0000",
    '"', "'", "`", "<!-- -->", "<![CDATA[x]]>",
)  # fmt: skip  # a table reads best in rows
CODE = (
    "'; DROP TABLE people; --", "' OR '1'='1", '" OR ""="', "1; DELETE FROM runs", "x' UNION SELECT * FROM grants --",
    "Robert'); DROP TABLE linked_answers;--", "1/0", "%s%s%s%n", "%d", "%(name)s", "{0}", "{}", "{name}", "{{7*7}}",
    "${7*7}", "#{7*7}", "{% for x in y %}", "<%= 7*7 %>", "{n}", "{t.language}", "{0.__class__.__mro__}", "$(reboot)",
    "`id`", "; ls -la", "| cat .env", "&& true", "../../etc/passwd", "..\\..\\windows\\win.ini", "file:///etc/passwd",
    "C:\\CON", "/dev/null", "__import__('os').system('id')", "eval(x)", "None", "null", "undefined", "NaN", "true",
    "false", "[]", "[object Object]", "()", "0x1F", "\\x00", "1e309", "-1e309", "Infinity", "inf", "REINDEX",
    "PRAGMA x",
)  # fmt: skip  # a table reads best in rows
FORMULAS = (
    "=1+1", '=HYPERLINK("https://evil.example";"x")', "=cmd|' /C calc'!A0", "@SUM(A1)", "+A1", "-A1+B1", "\t=1+1",
    '=WEBSERVICE("https://evil.example")', "|calc", "=1;=2", '"=1"', "'=1",
)  # fmt: skip  # a table reads best in rows
COMMANDS_INSIDE = (
    "hej /radera", "/ radera", "//radera", "jag vill /avbryt nu", "se https://t.me/foljsam_demo_bot?start=abc",
    "https://t.me/foljsam_demo_bot?start=" + "A" * 64, "tg://resolve?domain=foljsam_demo_bot&start=x",
    "@foljsam_demo_bot", "callback_data=b:1", "b:1", "a:1:0:0", "f:avsluta:1:sure:yes", "start abc", "radera allt",
    "f:ny:1:programme:enter", "\u200b/radera", ".\n/radera", "\\/radera",
)  # fmt: skip  # a table reads best in rows
TURNING = tuple(
    f"före{sign}efter" for sign in "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
HIDDEN = tuple(
    f"a{sign}b" for sign in "\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\u00ad\ufeff\u180e\ufe0f\u034f\u115f\u3164"
)
CONTROL = tuple(f"a{chr(code)}b" for code in (*range(32), 0x7F, *range(0x80, 0x9F, 4), 0x2028, 0x2029))
BROKEN = (
    "a\ud83db", "\udc00x", "x\ud800", "a\ufffeb", "a\uffffb", "a\ue000b", "a\U000f0000b", "a\U000e0001b", "a\u0378b",
)  # fmt: skip  # a table reads best in rows
UNSEEN = (
    "\u200b", "\u200e\u200f", "\u2066\u2069", "\ufeff", "\u202e", "\x00", "\x01\x02", "\u2060", "\ud800", "\U000e0041",
    "\x7f", "\u00ad", "\u061c\u061c", "\x1b",
)  # fmt: skip  # a table reads best in rows
LONG = (
    "x" * 1001, "x" * 4096, "ord " * 1000, "ÅÄÖ" * 500, "語" * 1200, "å\u030a" * 600,
    "\n" * 50 + "x" * 1200, "👩‍👩‍👧‍👦" * 300,
    "😀" * 2048, "a\n" * 600, "&" * 4096, "<" * 1500, "=" * 1100, "़" * 1100, "🇸🇪" * 1000,
)  # fmt: skip  # a table reads best in rows
LONG_WORDS = (
    "x" * 999, "語" * 700, "😀" * 400, "Nordöstersjökustartilleriflygspaningssimulatoranläggning" * 10, "a" * 1000,
)  # fmt: skip  # a table reads best in rows
PERSONAL = (
    "19811218-9876", "811218-9876", "8112189876", "198112189876", "811218 9876", "８１１２１８９８７６", "811218–9876",
    "81121898\u200b76", "mitt nummer är 811218-9876 ok", "070-174 06 35", "+46 70 174 06 35", "0046701740635",
    "alva@example.org", "ring 0701740635", "ALVA@EXAMPLE.ORG", "alva＠example.org", "٨١١٢١٨-٩٨٧٦",
)  # fmt: skip  # a table reads best in rows
SCRIPTS = (
    "مرحبا", "שלום", "שלום abc 123", "您好", "ສະບາຍດີ", "გამარჯობა", "Ẑ̸̡͓a̷l̴g̶o̵", "ﷺ", "Ｆｕｌｌ", "ʇxǝʇ", "ß",
    "İstanbul", "ıI", "ǅ", "ﬃ", "ᴀʙᴄ", "𝓪𝓫𝓬", "🅰🅱", "рауpal", "Ηello", "ΑΒΓ", "ŞşĞğ", "Ångström", "Å", "e\u0301", "é",
    "…", "—", "№", "½", "㎏", "꧁꧂", "🏳️‍🌈", "👍🏽", "😀", "¯\\_(ツ)_/¯", "\u0301", "⠀", "\u3000x",
)  # fmt: skip  # a table reads best in rows
NOT_NUMBERS = (
    "²", "⑫", "Ⅻ", "½", "一二", "十二", "1,5", "1.5", "12,0", "1 2", "1-2", "3–4", "12e0", "1e9", "0b11", "1_000",
    "1,000,000", "1.000.000", "l2", "O", "О1", "12abc", "abc12", "#12", "no. 12", "12%", "12 %", "€12", "12kr 50",
    "+", "-", "--5", "+-5", "1٫5", "tolvv", "en halv", "flera", "många", "vet ej", "?", "∞", "π",
)  # fmt: skip  # a table reads best in rows
TOO_LARGE = (
    "41", "100000", "2147483648", "9223372036854775808", "9" * 30, "9" * 400, "-1", "−7",
    "-99999999999", "1000 000", "fyrtioett",
)  # fmt: skip  # a table reads best in rows
NOT_DAYS = (
    "2026-02-30", "2026-13-01", "2026-00-10", "31 april", "30 februari", "29 februari 2027", "0000-01-01",
    "99999-01-01", "2026-W10", "2026/03/03", "3.3.2026", "03-03-2026", "20260303", "260303", "2026-3", "mars",
    "nästa år", "1772496000", "2026-03-03T10:00:00Z", "den 32 mars", "32/1", "0 mars", "tisdag vecka 99",
    "i överövermorgon", "igåring", "för -3 dagar sedan", "för 99999999999999999999 dagar sedan", "för länge sedan",
    "någon gång", "3 mars 10000", "3 mars 0000", "2026-03-03 2026-03-04", "i måndags eller tisdags", "٣ مارس",
    "3\u202emars", "3 marš", "februari 29", "när som helst",
)  # fmt: skip  # a table reads best in rows

NUMBERS = {
    "12": 12, " 12 ": 12, "12.": 12, "12\u202e": 12, "１２": 12, "١٢": 12, "۱۲": 12, "१२": 12, "๑๒": 12, "𝟏𝟐": 12,
    "1２": 12, "tolv": 12, "TOLV": 12, "12 timmar": 12, "12 st": 12, "0": 0, "00": 0, "-0": 0, "007": 7,
    "1\u200b2": 12, "40": 40, "12\u00a0timmar": 12,
}  # fmt: skip  # a table reads best in rows
"""What means a number from 0 to 40, and which."""
DAYS = {
    "2026-03-03": "2026-03-03", "3 mars 2026": "2026-03-03", "3/3 2026": "2026-03-03",
    "den 3 mars 2026": "2026-03-03", "３ mars ２０２６": "2026-03-03", "٣ mars ٢٠٢٦": "2026-03-03",
    "3:e mars 2026": "2026-03-03", "3 MARS 2026": "2026-03-03", "29 februari 2028": "2028-02-29",
    "2026-3-3": "2026-03-03", "03/03/2026": "2026-03-03", "2026-03-03.": "2026-03-03",
    "3 mars\u200b 2026": "2026-03-03",
}  # fmt: skip  # a table reads best in rows
"""What means a day from 2026 to 2028, and which."""

_TABLES = {
    "markup": MARKUP, "code": CODE, "formula": FORMULAS, "command inside": COMMANDS_INSIDE, "turning": TURNING,
    "hidden": HIDDEN, "control": CONTROL, "broken": BROKEN, "unseen": UNSEEN, "long": LONG, "long word": LONG_WORDS,
    "personal": PERSONAL, "script": SCRIPTS, "no number": NOT_NUMBERS, "too large": TOO_LARGE, "no day": NOT_DAYS,
    "number": tuple(NUMBERS), "day": tuple(DAYS),
}  # fmt: skip  # a table reads best in rows


def _all() -> Iterator[Hostile]:
    for group, texts in _TABLES.items():
        yield from (Hostile(group, text) for text in texts)


HOSTILE = tuple({each.text: each for each in _all()}.values())
"""All of them, each text once."""


def visible(text: str) -> str:
    """Give the signs of a text that a reader sees: letters, marks, digits, punctuation and symbols."""
    return "".join(chain(sign for sign in text if unicodedata.category(sign)[0] in "LMNPS"))
