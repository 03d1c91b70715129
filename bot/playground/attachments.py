"""What people send that is no text: the smallest payload of each kind that a library accepts as real."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from bot.playground.files import stored
from bot.playground.values import ImpossibleError, Json

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.playground.world import World

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def file(world: World, name: str, mime: str, data: bytes) -> Json:
    """Keep a file and return what its kinds have in common."""
    kept = stored(name, mime, data)
    world.files[kept.id] = kept
    return kept.api()


def photo(world: World) -> Json:
    """Return a photo of one pixel."""
    return {"photo": [{**file(world, "photo.png", "image/png", PIXEL), "width": 1, "height": 1}]}


def voice(world: World) -> Json:
    """Return a voice message of one second."""
    return {"voice": {**file(world, "voice.ogg", "audio/ogg", b"OggS"), "duration": 1, "mime_type": "audio/ogg"}}


def audio(world: World) -> Json:
    """Return a piece of music of one second."""
    return {"audio": {**file(world, "audio.mp3", "audio/mpeg", b"ID3"), "duration": 1, "mime_type": "audio/mpeg"}}


def video(world: World) -> Json:
    """Return a video of one second."""
    kept = file(world, "video.mp4", "video/mp4", b"ftyp")
    return {"video": {**kept, "width": 1, "height": 1, "duration": 1, "mime_type": "video/mp4"}}


def video_note(world: World) -> Json:
    """Return a round video of one second."""
    return {"video_note": {**file(world, "note.mp4", "video/mp4", b"note"), "length": 1, "duration": 1}}


def sticker(world: World) -> Json:
    """Return a sticker."""
    looks = {"width": 512, "height": 512, "is_animated": False, "is_video": False, "type": "regular", "emoji": "🙂"}
    return {"sticker": {**file(world, "sticker.webp", "image/webp", b"RIFF"), **looks}}


def document(world: World) -> Json:
    """Return a small text file."""
    kept = file(world, "fil.txt", "text/plain", b"text")
    return {"document": {**kept, "file_name": "fil.txt", "mime_type": "text/plain"}}


def location(_world: World) -> Json:
    """Return a place."""
    return {"location": {"latitude": 57.18, "longitude": 14.05}}


def contact(_world: World) -> Json:
    """Return a contact with an invented number."""
    return {"contact": {"phone_number": "+46701740605", "first_name": "Påhittad"}}


def poll(_world: World) -> Json:
    """Return a poll."""
    options = [{"text": text, "voter_count": 0, "persistent_id": text} for text in ("Ja", "Nej")]
    about = {"id": "1", "question": "Fika?", "options": options, "total_voter_count": 0, "type": "regular"}
    flags = ("is_closed", "allows_multiple_answers", "allows_revoting", "members_only")
    return {"poll": {**about, **dict.fromkeys(flags, False), "is_anonymous": True}}


def dice(_world: World) -> Json:
    """Return a thrown die."""
    return {"dice": {"emoji": "🎲", "value": 4}}


KINDS: dict[str, Callable[[World], Json]] = {
    make.__name__: make
    for make in (photo, voice, audio, video, video_note, sticker, document, location, contact, poll, dice)
}


def content(world: World, kind: str, user: Json) -> Json:
    """Return the content of a message of this kind; a contact is the person's own."""
    if kind not in KINDS:
        raise ImpossibleError(f"the playground knows no {kind}; it knows {', '.join(KINDS)}")
    made = KINDS[kind](world)
    if kind == "contact":
        made["contact"] |= {"first_name": user["first_name"], "user_id": user["id"]}
    return made
