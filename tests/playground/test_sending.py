import pytest

from bot.playground import Person, World
from tests.playground.conftest import Hand

FORBIDDEN = "403 Forbidden: "


async def test_a_message_arrives_parsed_and_trimmed(hand: Hand, anna: Person) -> None:
    sent = await hand.do("sendMessage", chat_id=anna.id, text="  <b>Hej</b> 😀 <i>du</i> \n", parse_mode="HTML")
    assert sent["text"] == anna.chat.text == "Hej 😀 du"
    assert [(e["type"], e["offset"], e["length"]) for e in sent["entities"]] == [("bold", 0, 3), ("italic", 7, 2)]
    assert sent["from"]["is_bot"]
    assert sent["chat"] == {"id": anna.id, "type": "private", "first_name": "Anna"}


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"text": ""}, "message text is empty"),
        ({}, "message text is empty"),
        ({"text": " \n "}, "text must be non-empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": "x", "parse_mode": "XML"}, "unsupported parse_mode"),
        (
            {"text": "<b>x", "parse_mode": "HTML"},
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        ({"text": "x", "reply_markup": "{"}, "can't parse reply markup JSON object"),
        ({"text": "x", "reply_markup": []}, "object expected as reply markup"),
        ({"text": "x", "reply_parameters": {"message_id": 1}}, "message to be replied not found"),
        (
            {"text": "x", "entities": [{"type": "bold", "offset": 0, "length": 2}]},
            "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 2",
        ),
    ],
)
async def test_what_is_no_message_is_refused(
    hand: Hand, anna: Person, parameters: dict[str, object], words: str
) -> None:
    assert await hand.refused("sendMessage", chat_id=anna.id, **parameters) == f"400 Bad Request: {words}"
    assert anna.chat.from_bot == []


@pytest.mark.parametrize(("text", "mode"), [("x" * 4096, ""), ("😀" * 2048, ""), ("&amp;" * 4096, "HTML")])
async def test_4096_units_after_parsing_are_allowed(hand: Hand, anna: Person, text: str, mode: str) -> None:
    assert await hand.do("sendMessage", chat_id=anna.id, text=text, parse_mode=mode)


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ({"text": "a", "callback_data": "x" * 65}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": "å" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": " ", "callback_data": "x"}, "inline keyboard button text must be non-empty"),
        ({"text": "a"}, "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        ({"callback_data": "x"}, "can't parse inline keyboard button: Can't find field \"text\""),
        (
            {"text": "a", "url": "http://nowhere"},
            "inline keyboard button URL 'http://nowhere' is invalid: Wrong HTTP URL",
        ),
        ("a", "can't parse inline keyboard button: Object expected"),
    ],
)
async def test_bad_buttons_are_refused(hand: Hand, anna: Person, button: object, words: str) -> None:
    markup = {"inline_keyboard": [[button]]}
    refused = await hand.refused("sendMessage", chat_id=anna.id, text="x", reply_markup=markup)
    assert refused == f"400 Bad Request: {words}"


async def test_64_bytes_and_100_buttons_are_allowed_and_101_are_not(hand: Hand, anna: Person) -> None:
    rows = [[{"text": "a", "callback_data": "å" * 32}] * 10] * 10
    await hand.do("sendMessage", chat_id=anna.id, text="x", reply_markup={"inline_keyboard": rows})
    assert anna.chat.last
    assert len(anna.chat.last.buttons) == 100
    rows = [*rows, rows[0][:1]]
    refused = await hand.refused("sendMessage", chat_id=anna.id, text="x", reply_markup={"inline_keyboard": rows})
    assert refused == "400 Bad Request: REPLY_MARKUP_TOO_LONG"


async def test_only_open_chats_can_be_written_to(hand: Hand, world: World, anna: Person) -> None:
    stranger = world.person("Bo")

    async def refused(chat_id: object) -> str:
        return await hand.refused("sendMessage", chat_id=chat_id, text="x")

    assert await refused("") == "400 Bad Request: chat_id is empty"
    assert await refused(1) == "400 Bad Request: chat not found"
    assert await refused(stranger.id) == f"{FORBIDDEN}bot can't initiate conversation with a user"
    anna.block()
    assert await refused(anna.id) == f"{FORBIDDEN}bot was blocked by the user"
    anna.unblock()
    assert await hand.do("sendMessage", chat_id=anna.id, text="x")
    anna.leave_telegram()
    assert await refused(anna.id) == f"{FORBIDDEN}user is deactivated"


async def test_groups_open_and_close(hand: Hand, world: World, anna: Person) -> None:
    group = world.group("Fika")
    assert await hand.refused("sendMessage", chat_id=group.id, text="x") == (
        f"{FORBIDDEN}bot is not a member of the group chat"
    )
    anna.add_bot(group)
    await hand.do("sendMessage", chat_id=group.id, text="x")
    await hand.do("leaveChat", chat_id=group.id)
    assert "not a member" in await hand.refused("sendMessage", chat_id=group.id, text="x")
    anna.add_bot(group)
    anna.remove_bot(group)
    assert await hand.refused("sendMessage", chat_id=group.id, text="x") == (
        f"{FORBIDDEN}bot was kicked from the group chat"
    )


async def test_a_group_that_became_a_supergroup_says_where_it_went(hand: Hand, world: World, anna: Person) -> None:
    group = world.group("Fika")
    anna.add_bot(group)
    group.migrated_to = -1001
    status, answer = await hand.ask("sendMessage", chat_id=group.id, text="x")
    assert status == 400
    assert answer["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert answer["parameters"] == {"migrate_to_chat_id": -1001}


async def test_reply_keyboards_are_no_inline_keyboards(hand: Hand, anna: Person) -> None:
    sent = await hand.do("sendMessage", chat_id=anna.id, text="x", reply_markup={"remove_keyboard": True})
    assert "reply_markup" not in sent
    assert anna.chat.reply_keyboard == {"remove_keyboard": True}


async def test_a_reply_shows_what_it_replies_to(hand: Hand, anna: Person) -> None:
    asked = anna.send("När?")
    sent = await hand.do("sendMessage", chat_id=anna.id, text="Nu", reply_parameters={"message_id": asked.id})
    assert sent["reply_to_message"]["text"] == "När?"


async def test_links_commands_and_names_are_found(hand: Hand, anna: Person) -> None:
    text = "/hjalp https://t.me/foljsam_demo_bot?start=a_b, @foljsam_demo_bot a@b.se #ett och/eller </b>"
    sent = await hand.do("sendMessage", chat_id=anna.id, text=text)
    found = {e["type"]: text[e["offset"] : e["offset"] + e["length"]] for e in sent["entities"]}
    assert found == {
        "bot_command": "/hjalp",
        "url": "https://t.me/foljsam_demo_bot?start=a_b",
        "mention": "@foljsam_demo_bot",
        "email": "a@b.se",
        "hashtag": "#ett",
    }


async def test_chat_actions_are_seen_and_checked(hand: Hand, anna: Person) -> None:
    assert await hand.do("sendChatAction", chat_id=anna.id, action="typing")
    assert anna.chat.actions == ["typing"]
    refused = await hand.refused("sendChatAction", chat_id=anna.id, action="dancing")
    assert refused == "400 Bad Request: wrong parameter action in request"
