"""All screens on one page: a phone each, a column for every language, and what does not fit marked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from itertools import groupby

from bot.chat.screen import MOST_UNITS, Row, Screen, units
from locales.languages import Language
from locales.width import width

WIDEST = {1: 42, 2: 19, 3: 12, 4: 9, 5: 6}
"""Characters that a phone shows on a button, by how many share its row; Telegram cuts off the rest."""

MOST_WORDS = 60
AS_LONG_AS_IT_IS = {"command_words.can_do"}
"""Staff have the list of commands too, and theirs is long."""

_STYLE = """
body { margin: 0; padding: 1rem; font: 15px/1.4 system-ui, sans-serif; color: #16242c; background: #dfe7eb; }
h1 { font-size: 1.3rem; } h2 { margin: 2.5rem 0 .2rem; font-size: 1rem; } p { margin: 0 0 .5rem; color: #4c5d67; }
.row { display: flex; gap: 1rem; align-items: flex-start; margin-bottom: 1.2rem; overflow-x: auto; }
.phone { flex: 0 0 360px; } .phone small { color: #4c5d67; }
.text { padding: .5rem .7rem; margin-bottom: 4px; border-radius: .8rem; background: #fff; white-space: pre-wrap;
        unicode-bidi: plaintext; overflow-wrap: anywhere; }
.keys { display: flex; gap: 4px; margin-bottom: 4px; }
.keys span { flex: 1 1 0; padding: .5rem .3rem; border-radius: .5rem; background: #8fa6b3; color: #fff;
             font-weight: 600; text-align: center; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.keys span.wide { outline: 3px solid #c62828; }
code { background: #eef2f4; }
"""


@dataclass(frozen=True)
class Example:
    """The screens that a function made from the same values, by language."""

    function: str
    meaning: str
    made: dict[Language, tuple[Screen, ...]]
    is_participants: bool = False
    """Whether participants meet it, who are never given more than ``MOST_WORDS`` at once."""
    is_shown: bool = True
    """Whether the page shows it, or it is only measured."""


def misfits(example: Example) -> Iterator[str]:
    """Tell what of an example a phone does not show whole."""
    for language, screens in example.made.items():
        for screen in screens:
            where = f"{example.function} ({language.code})"
            yield from (f"{where}: the button '{label}' is cut off" for row in screen.rows for label in wide(row))
            if units(shown(screen.text)) > MOST_UNITS:
                yield f"{where}: the text is longer than a message may be"
            read = sum(any(map(str.isalnum, word)) for word in shown(_said(screen.text)).split())
            if example.is_participants and example.function not in AS_LONG_AS_IT_IS and read > MOST_WORDS:
                yield f"{where}: {read} words are too many to read at once"


def wide(row: Row) -> list[str]:
    """Give the labels of a row that are cut off."""
    return [key.label for key in row if width(key.label) > WIDEST[len(row)]]


def _said(text: str) -> str:
    """Give what a screen says itself, without the person's own text that it gives back to be copied."""
    return re.sub(r"<code>.*?</code>", "", text, flags=re.DOTALL)


def shown(text: str) -> str:
    """Give a screen's text as it is read."""
    return unescape(re.sub(r"<[^>]+>", "", text))


def page(examples: list[Example]) -> str:
    """Write the page."""
    examples = [each for each in examples if each.is_shown]
    body = "".join(map("".join, map(_group, groupby(examples, lambda each: (each.function, each.meaning)))))
    return (
        '<!doctype html><html lang="sv"><meta charset="utf-8"><title>Följsam: skärmar</title>'
        f"<style>{_STYLE}</style><h1>Skärmar ({len(examples)})</h1>{body}</html>"
    )


def _group(group: "tuple[tuple[str, str], Iterator[Example]]") -> Iterator[str]:
    (function, meaning), examples = group
    yield f"<h2>{escape(function)}</h2><p>{escape(meaning)}</p>"
    for example in examples:
        phones = (_phone(language, screen) for language, made in example.made.items() for screen in made)
        yield f'<div class="row">{"".join(phones)}</div>'


def _phone(language: Language, screen: Screen) -> str:
    direction = "rtl" if language.is_right_to_left else "ltr"
    keys = "".join(f'<div class="keys">{"".join(_keys(row))}</div>' for row in screen.rows)
    return (
        f'<div class="phone" lang="{language.code}" dir="{direction}"><small>{escape(language.own_name)}</small>'
        f'<div class="text">{screen.text}</div>{keys}</div>'
    )


def _keys(row: Row) -> Iterator[str]:
    cut_off = wide(row)
    for key in row:
        yield f"<span{' class=wide' if key.label in cut_off else ''}>{escape(key.label)}</span>"
