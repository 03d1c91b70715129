import io
import json
import struct
from typing import Any

import aiohttp
import pytest

from bot.playground import Person
from bot.playground.attachments import PIXEL
from bot.playground.files import picture_size
from tests.playground.conftest import Hand


def png(width: int, height: int) -> bytes:
    return PIXEL[:16] + struct.pack(">II", width, height) + PIXEL[24:]


def jpeg(width: int, height: int) -> bytes:
    frame = b"\xff\xc0" + struct.pack(">HBHH", 17, 8, height, width) + bytes(10)
    return b"\xff\xd8" + b"\xff\xe0" + struct.pack(">H", 4) + b"ab" + frame


async def upload(hand: Hand, method: str, person: Person, data: bytes, **more: str) -> tuple[int, str]:
    form = aiohttp.FormData({"chat_id": str(person.id), **more})
    field = method.removeprefix("send").lower()
    form.add_field(field, io.BytesIO(data), filename="rapport.png", content_type="image/png")
    async with hand.session.post(f"{hand.api}{hand.world.token}/{method}", data=form) as response:
        answer = await response.json()
        return response.status, answer.get("description", "")


async def test_a_document_is_kept_shown_and_can_be_fetched(hand: Hand, anna: Person) -> None:
    assert await upload(hand, "sendDocument", anna, b"innehall", caption="<b>Här</b>", parse_mode="HTML") == (200, "")
    message = anna.chat.last
    assert message
    about = message.content["document"]
    assert isinstance(about, dict)
    assert (message.text, about["file_name"]) == ("Här", "rapport.png")
    file = await hand.do("getFile", file_id=about["file_id"])
    address = f"{hand.api.removesuffix('bot')}file/bot{hand.world.token}/{file['file_path']}"
    async with hand.session.get(address) as response:
        assert (response.status, await response.read()) == (200, b"innehall")
    status, _ = await hand.visit("GET", f"files/{about['file_id']}")
    assert status == 200


@pytest.mark.parametrize("data", [png(800, 600), jpeg(800, 600)])
async def test_a_photo_has_the_size_in_its_header(hand: Hand, anna: Person, data: bytes) -> None:
    assert await upload(hand, "sendPhoto", anna, data) == (200, "")
    assert anna.chat.last
    photo = anna.chat.last.content["photo"]
    assert isinstance(photo, list)
    assert (photo[0]["width"], photo[0]["height"]) == (800, 600)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"no picture", "IMAGE_PROCESS_FAILED"),
        (b"", "file must be non-empty"),
        (png(9000, 1001), "PHOTO_INVALID_DIMENSIONS"),
        (png(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
    ],
)
async def test_what_is_no_photo_is_refused(hand: Hand, anna: Person, data: bytes, words: str) -> None:
    assert await upload(hand, "sendPhoto", anna, data) == (400, f"Bad Request: {words}")


async def test_captions_and_photos_have_their_limits(hand: Hand, anna: Person) -> None:
    refused = await upload(hand, "sendPhoto", anna, PIXEL, caption="x" * 1025)
    assert refused == (400, "Bad Request: message caption is too long")
    too_large = await upload(hand, "sendPhoto", anna, PIXEL + bytes(10 * 1024 * 1024))
    assert too_large == (413, "Request Entity Too Large")


async def album(hand: Hand, person: Person, *items: dict[str, str]) -> tuple[int, Any]:
    form = aiohttp.FormData({"chat_id": str(person.id), "media": json.dumps(items)})
    form.add_field("one", png(10, 10), filename="ett.png", content_type="image/png")
    async with hand.session.post(f"{hand.api}{hand.world.token}/sendMediaGroup", data=form) as response:
        return response.status, await response.json()


async def test_an_album_is_several_messages_and_its_pictures_can_be_changed(hand: Hand, anna: Person) -> None:
    item = {"type": "photo", "media": "attach://one"}
    status, answer = await album(hand, anna, {**item, "caption": "Först"}, item)
    assert status == 200
    first, second = answer["result"]
    assert first["media_group_id"] == second["media_group_id"]
    assert [message.text for message in anna.chat.from_bot] == ["Först", ""]
    where = {"chat_id": anna.id, "message_id": second["message_id"]}
    await hand.do("editMessageCaption", **where, caption="Sedan")
    changed = await hand.do("editMessageMedia", **where, media={**item, "media": first["photo"][0]["file_id"]})
    assert "caption" not in changed
    text = await hand.do("sendMessage", chat_id=anna.id, text="x")
    refused = await hand.refused("editMessageCaption", chat_id=anna.id, message_id=text["message_id"], caption="y")
    assert refused == "400 Bad Request: there is no caption in the message to edit"


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ([], "there are no messages to send"),
        (["photo"] * 11, "too many messages to send as an album"),
        (["photo", "document"], "document can't be mixed with other media types"),
        (["sticker"], 'can\'t parse InputMedia: type "sticker" is unsupported'),
    ],
)
async def test_what_is_no_album_is_refused(hand: Hand, anna: Person, items: list[str], words: str) -> None:
    status, answer = await album(hand, anna, *({"type": kind, "media": "attach://one"} for kind in items))
    assert (status, answer["description"]) == (400, f"Bad Request: {words}")
    assert anna.chat.from_bot == []


async def test_files_that_are_not_there_are_refused(hand: Hand, anna: Person) -> None:
    asked = {"chat_id": anna.id}
    assert await hand.refused("sendPhoto", **asked) == "400 Bad Request: there is no photo in the request"
    wrong = await hand.refused("sendDocument", document="x", **asked)
    assert wrong == "400 Bad Request: wrong file identifier/HTTP URL specified"
    assert await hand.refused("getFile", file_id="x") == "400 Bad Request: invalid file_id"
    assert await hand.refused("getFile") == "400 Bad Request: file_id not specified"
    base = hand.api.removesuffix("bot")
    async with hand.session.get(f"{base}file/bot{hand.world.token}/documents/x") as response:
        assert response.status == 404
    async with hand.session.get(f"{base}file/bot1:x/documents/x") as response:
        assert response.status == 401


def test_a_torn_picture_has_no_size() -> None:
    assert picture_size(jpeg(1, 1)[:12]) is None
    assert picture_size(b"\xff\xd8\x00") is None
