"""HTML parse mode: a text with tags becomes a text with entities, or Telegram's complaint."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.playground.links import checked_link
from bot.playground.values import Json, bad_request, units

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "blockquote": "blockquote",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
}
CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]*)|#(?P<decimal>[0-9]*)|(?P<name>[A-Za-z]*));?")
START = re.compile(r"[^\s>]*")
VALUE = re.compile(r"(?P<quote>[\"'])(?P<literal>.*?)(?P=quote)|(?P<token>[A-Za-z0-9.\-]*)", re.DOTALL)
SPACES = re.compile(r"\s*")
NAME = re.compile(r"[^\s=]*")
LAST_CHARACTER = 0x10FFFF
LONGEST_REFERENCE = 10


@dataclass(frozen=True)
class Open:
    """A tag that waits for its end."""

    tag: str
    argument: str
    at: int
    text_from: int
    attributes: frozenset[str]


@dataclass
class Parsing:
    """A text on its way from tags to entities."""

    source: str
    at: int = 0
    text: list[str] = field(default_factory=list)
    length: int = 0
    opened: list[Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def put(self, text: str) -> None:
        """Add to the resulting text."""
        self.text.append(text)
        self.length += units(text)

    def byte(self, at: int) -> int:
        """Return the byte offset of a place in the source: Telegram complains in bytes."""
        return len(self.source[:at].encode("utf-8", "surrogatepass"))


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Return the text and its entities; raises Refusal ("can't parse entities: …") as Telegram does."""
    parsing = Parsing(source)
    while parsing.at < len(source):
        STEPS.get(source[parsing.at], plain)(parsing)
    if parsing.opened:
        raise broken(f'Can\'t find end tag corresponding to start tag "{parsing.opened[-1].tag}"')
    text = "".join(parsing.text)
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise broken(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    return text, sorted(map(finished, parsing.entities), key=lambda entity: (entity["offset"], -entity["length"]))


def broken(complaint: str) -> Exception:
    """Return the refusal of a text whose tags do not fit together."""
    return bad_request(f"can't parse entities: {complaint}")


def plain(parsing: Parsing) -> None:
    """Take the characters up to the next tag or reference."""
    end = parsing.at + 1
    while end < len(parsing.source) and parsing.source[end] not in "&<":
        end += 1
    parsing.put(parsing.source[parsing.at : end])
    parsing.at = end


def reference(parsing: Parsing) -> None:
    """Take `&lt;` and its like; what is no reference stands for itself."""
    character, end = decoded(parsing.source, parsing.at)
    parsing.put(character)
    parsing.at = end


def decoded(source: str, at: int) -> tuple[str, int]:
    """Return the character that the reference at `at` stands for, and where it ends."""
    found = REFERENCE.match(source, at)
    if found is None or not (character := named(found)):
        return "&", at + 1
    return character, found.end()


def named(found: re.Match[str]) -> str:
    """Return the character of one reference, empty if Telegram knows none."""
    if found["name"] is not None:
        return CHARACTERS.get(found["name"], "")
    code = int(found["hex"] or "0", 16) if found["hex"] is not None else int(found["decimal"] or "0")
    digits_end = len(found.group().rstrip(";"))
    return chr(code) if 0 < code < LAST_CHARACTER and digits_end < LONGEST_REFERENCE else ""


def tag(parsing: Parsing) -> None:
    """Take a start or an end tag."""
    if parsing.source.startswith("</", parsing.at):
        close(parsing)
    else:
        start(parsing)


def start(parsing: Parsing) -> None:
    """Take a start tag with its attributes."""
    begin = parsing.at
    parsing.at = end_of(START, parsing.source, begin + 1)
    if parsing.at == len(parsing.source):
        raise broken(f"Unclosed start tag at byte offset {parsing.byte(begin)}")
    name = parsing.source[begin + 1 : parsing.at].lower()
    if name not in KINDS:
        raise broken(f'Unsupported start tag "{name}" at byte offset {parsing.byte(begin)}')
    attributes = read_attributes(parsing, name, begin)
    argument = argument_of(name, attributes)
    if name == "span" and argument != "spoiler":
        raise broken(f'Tag "span" must have class "tg-spoiler" at byte offset {parsing.byte(begin)}')
    parsing.opened.append(Open(name, argument, parsing.length, len(parsing.text), frozenset(attributes)))


def end_of(pattern: re.Pattern[str], source: str, at: int) -> int:
    """Return where the pattern, which also matches nothing, ends."""
    found = pattern.match(source, at)
    return found.end() if found else at


def read_attributes(parsing: Parsing, name: str, begin: int) -> dict[str, str]:
    """Take the attributes up to the closing bracket."""
    attributes: dict[str, str] = {}
    while True:
        parsing.at = end_of(SPACES, parsing.source, parsing.at)
        if parsing.source.startswith(">", parsing.at):
            parsing.at += 1
            return attributes
        key, value = read_attribute(parsing, name, begin)
        attributes[key] = value


def read_attribute(parsing: Parsing, name: str, begin: int) -> tuple[str, str]:
    """Take one attribute; a blockquote's `expandable` may stand alone."""
    source, key_from = parsing.source, parsing.at
    if name == "blockquote" and (lone := re.compile(r"expandable(?=[\s>])").match(source, key_from)):
        parsing.at = lone.end()
        return "expandable", ""
    key_to = end_of(NAME, source, key_from)
    if key_to == key_from:
        raise broken(f'Empty attribute name in the tag "{name}" at byte offset {parsing.byte(begin)}')
    equals = end_of(SPACES, source, key_to)
    if not source.startswith("=", equals):
        raise broken(
            f'Expected equal sign in declaration of an attribute of the tag "{name}" '
            f"at byte offset {parsing.byte(begin)}"
        )
    parsing.at = end_of(SPACES, source, equals + 1)
    return source[key_from:key_to], read_value(parsing, begin)


def read_value(parsing: Parsing, begin: int) -> str:
    """Take an attribute's value: a literal in quotes or a bare token."""
    at = parsing.at
    found = VALUE.match(parsing.source, at)
    if found is None or found.end() == len(parsing.source) or (parsing.source[at] in "\"'" and not found["quote"]):
        raise broken(f"Unclosed start tag at byte offset {parsing.byte(begin)}")
    parsing.at = found.end()
    if found["quote"]:
        return all_decoded(found["literal"])
    if parsing.source[parsing.at] != ">" and not parsing.source[parsing.at].isspace():
        raise broken(f"Unexpected end of name token at byte offset {parsing.byte(at)}")
    return found["token"].lower()


def all_decoded(literal: str) -> str:
    """Return a literal with its references replaced."""
    parts, at = [], 0
    while at < len(literal):
        part, at = decoded(literal, at) if literal[at] == "&" else (literal[at], at + 1)
        parts.append(part)
    return "".join(parts)


def argument_of(name: str, attributes: dict[str, str]) -> str:
    """Return what a tag's attributes say that matters to Telegram."""
    if name == "a":
        return attributes.get("href", "")
    prefix = {"code": "language-", "span": "tg-"}.get(name)
    value = attributes.get("class", "")
    return value.removeprefix(prefix) if prefix and value.startswith(prefix) else ""


def close(parsing: Parsing) -> None:
    """Take an end tag and turn what it encloses into an entity."""
    begin = parsing.at
    if not parsing.opened:
        raise broken(f"Unexpected end tag at byte offset {parsing.byte(begin)}")
    name_to = end_of(START, parsing.source, begin + 2)
    end = end_of(SPACES, parsing.source, name_to)
    if not parsing.source.startswith(">", end):
        raise broken(f"Unclosed end tag at byte offset {parsing.byte(begin)}")
    name = parsing.source[begin + 2 : name_to].lower()
    expected = parsing.opened[-1].tag
    if name not in ("", expected):
        raise broken(
            f'Unmatched end tag at byte offset {parsing.byte(begin)}, expected "</{expected}>", found "</{name}>"'
        )
    parsing.at = end + 1
    enclose(parsing, parsing.opened.pop())


def enclose(parsing: Parsing, opened: Open) -> None:
    """Add the entity of a tag that has ended; a tag around nothing is none."""
    length = parsing.length - opened.at
    if not length:
        return
    entity: Json = {"type": KINDS[opened.tag], "offset": opened.at, "length": length}
    if opened.tag == "a":
        link(parsing, opened, entity)
    elif opened.tag in ("code", "pre"):
        code(parsing, opened, entity)
    else:
        if "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        parsing.entities.append(entity)


def link(parsing: Parsing, opened: Open, entity: Json) -> None:
    """Add a link; one that leads nowhere is silently plain text, as with Telegram."""
    address = checked_link(opened.argument or "".join(parsing.text[opened.text_from :]))
    if address:
        parsing.entities.append(entity | {"url": address})


def code(parsing: Parsing, opened: Open, entity: Json) -> None:
    """Add code; `pre` and `code` around the same text are one entity with the language."""
    last = parsing.entities[-1] if parsing.entities else {}
    same = last.get("offset") == entity["offset"] and last.get("length") == entity["length"]
    inside = {"code": "pre", "pre": "code"}[opened.tag]
    language = opened.argument or last.get("language", "")
    if same and last.get("type") == inside and language:
        last.update(type="pre", language=language)
    else:
        parsing.entities.append(entity | ({"language": opened.argument} if opened.argument else {}))


def finished(entity: Json) -> Json:
    """Return the entity as it is delivered: a language belongs to `pre` alone."""
    return {key: value for key, value in entity.items() if key != "language" or entity["type"] == "pre"}


STEPS: dict[str, Callable[[Parsing], None]] = {"<": tag, "&": reference}
