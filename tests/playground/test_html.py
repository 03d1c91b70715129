import contextlib
import html
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.html import parse_html
from bot.playground.links import checked_link
from bot.playground.values import Refusal, units


def spans(source: str) -> list[tuple[str, str]]:
    text, entities = parse_html(source)
    wide = text.encode("utf-16-le")
    cut = ((e["type"], wide[2 * e["offset"] : 2 * (e["offset"] + e["length"])]) for e in entities)
    return [(kind, part.decode("utf-16-le")) for kind, part in cut]


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("b", "bold"),
        ("strong", "bold"),
        ("i", "italic"),
        ("em", "italic"),
        ("u", "underline"),
        ("ins", "underline"),
        ("s", "strikethrough"),
        ("strike", "strikethrough"),
        ("del", "strikethrough"),
        ("tg-spoiler", "spoiler"),
        ("blockquote", "blockquote"),
        ("code", "code"),
        ("pre", "pre"),
        ("B", "bold"),
    ],
)
def test_every_simple_tag_becomes_its_entity(tag: str, kind: str) -> None:
    assert spans(f"😀 <{tag}>å😀</{tag}> x") == [(kind, "å😀")]


def test_nested_tags_are_sorted_from_outside_in() -> None:
    assert spans("<b>a<i>b<u>c</u></i></b>") == [("bold", "abc"), ("italic", "bc"), ("underline", "c")]


def test_an_end_tag_without_a_name_ends_the_innermost() -> None:
    assert spans("<b>a</></>"[:7]) == [("bold", "a")]


def test_references_are_decoded_and_unknown_ones_kept() -> None:
    assert parse_html("&lt;&gt;&amp;&quot;&#229;&#xe5;&nbsp;& &#0;&lt")[0] == '<>&"åå&nbsp;& &#0;<'


@pytest.mark.parametrize(
    ("source", "entity"),
    [
        ('<a href="https://forbund.example/x?a=1&amp;b=2">x</a>', {"url": "https://forbund.example/x?a=1&b=2"}),
        ("<a href='https://forbund.example'>x</a>", {"url": "https://forbund.example/"}),
        ("<a>forbund.example</a>", {"url": "http://forbund.example/"}),
        ('<pre><code class="language-py">x</code></pre>', {"type": "pre", "language": "py"}),
        ('<code class="language-py"><pre>x</pre></code>', {"type": "pre", "language": "py"}),
        ('<span class="tg-spoiler">x</span>', {"type": "spoiler"}),
        ("<blockquote expandable>x</blockquote>", {"type": "expandable_blockquote"}),
    ],
)
def test_attributes_reach_the_entity(source: str, entity: dict[str, str]) -> None:
    _, entities = parse_html(source)
    assert len(entities) == 1
    assert entity.items() <= entities[0].items()


@pytest.mark.parametrize("source", ['<a href="nowhere">x</a>', '<a href="ftp://a.se">x</a>', "<b></b>"])
def test_what_means_nothing_is_plain_text(source: str) -> None:
    assert parse_html(source)[1] == []


def test_a_language_outside_pre_is_forgotten() -> None:
    assert parse_html('<code class="language-py">x</code>')[1] == [{"type": "code", "offset": 0, "length": 1}]


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("å<q>x</q>", 'Unsupported start tag "q" at byte offset 2'),
        ("x < y", 'Unsupported start tag "" at byte offset 2'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
        ("<a =x>x</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a b c=d>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
        ("<a href=a/b>x</a>", "Unexpected end of name token at byte offset 8"),
        ('<a href="x>x</a>', "Unclosed start tag at byte offset 0"),
    ],
)
def test_broken_tags_are_refused_in_telegrams_words(source: str, complaint: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {complaint}"


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(Refusal, match="unmatched surrogate code units"):
        parse_html("&#xd800;")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_escaped_text_comes_out_as_it_went_in(text: str) -> None:
    assert parse_html(html.escape(text, quote=False)) == (text, [])


@given(st.text(st.sampled_from("ab😀<>&;/\"'= pre code#x1")))
def test_any_input_is_parsed_or_refused(source: str) -> None:
    with contextlib.suppress(Refusal):
        text, entities = parse_html(source)
        assert all(entity["offset"] + entity["length"] <= units(text) for entity in entities)


Part: TypeAlias = tuple[str, str, int]
LEAVES: st.SearchStrategy[Part] = st.text(st.sampled_from("å😀 b"), min_size=1).map(lambda text: (text, text, 0))


def wrapped(tag: str, parts: list[Part]) -> Part:
    """Return markup, text and the number of tags of parts within one more tag."""
    markups, texts, tags = zip(*parts, strict=True)
    return f"<{tag}>{''.join(markups)}</{tag}>", "".join(texts), sum(tags) + 1


TREES = st.recursive(
    LEAVES,
    lambda inner: st.builds(wrapped, st.sampled_from(["b", "i", "u", "s"]), st.lists(inner, min_size=1, max_size=3)),
    max_leaves=12,
)


@given(TREES)
def test_well_nested_tags_give_their_text_and_one_entity_each(tree: Part) -> None:
    markup, text, tags = tree
    parsed, entities = parse_html(markup)
    assert parsed == text
    assert len(entities) == tags


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("t.me/x?start=1", "http://t.me/x?start=1"),
        ("tg://user?id=1", "tg://user?id=1"),
        ("http://[", ""),
        ("https://localhost/x", ""),
        ("https://a..se", ""),
    ],
)
def test_links_are_kept_or_dropped_as_telegram_does(address: str, kept: str) -> None:
    assert checked_link(address) == kept
