"""What Telegram itself does to a text: cleans it, trims it, finds commands, links and mentions in it."""

import re

from bot.playground.values import Json, units

FOUND = (
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])")),
    ("url", re.compile(r"(?<![\w@/.])(?:https?://|(?:www|t)\.)[^\s<>\"']*[^\s<>\"'.,;:!?)\]]", re.IGNORECASE)),
    ("email", re.compile(r"(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)),
    ("mention", re.compile(r"(?<![\w@])@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w#])#\w*[^\W\d]\w*")),
)
OPAQUE = frozenset({"code", "pre", "text_link"})
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\u2028\u2029]|[\u202a-\u202e]")


def cleaned(text: str) -> str:
    """Return the text without carriage returns; other control characters become spaces."""
    return CONTROL.sub(" ", text.replace("\r", "").replace("\t", " "))


def settled(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Return the text trimmed at both ends, with its own entities moved along and the found ones added."""
    body = text.rstrip()
    first = min((entity["offset"] for entity in entities), default=units(body))
    lead = min(len(body) - len(body.lstrip()), first)
    body = body[lead:]
    kept = [moved for entity in entities if (moved := clipped(entity, lead, units(body)))]
    return body, sorted(kept + found(body, kept), key=lambda entity: (entity["offset"], -entity["length"]))


def clipped(entity: Json, lead: int, end: int) -> Json | None:
    """Return the entity moved left by `lead` and cut at `end`, or nothing if nothing of it is left."""
    start = entity["offset"] - lead
    length = min(entity["length"], end - start)
    return entity | {"offset": start, "length": length} if length > 0 else None


def found(text: str, entities: list[Json]) -> list[Json]:
    """Return the commands, addresses and names in a text, outside code and links."""
    taken = [(entity["offset"], entity["offset"] + entity["length"]) for entity in entities if entity["type"] in OPAQUE]
    result: list[Json] = []
    for kind, pattern in FOUND:
        for match in pattern.finditer(text):
            start, length = units(text[: match.start()]), units(match.group())
            if all(start + length <= low or start >= high for low, high in taken):
                taken.append((start, start + length))
                result.append({"type": kind, "offset": start, "length": length})
    return result
