"""python-telegram-bot's own objects read what the playground writes."""

from collections.abc import AsyncIterator

import pytest
import telegram
from telegram import BotCommand, BotCommandScopeChat, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter

from bot.playground import Person, World, cut_after, fail, serve
from bot.playground.attachments import KINDS, PIXEL


@pytest.fixture
async def bot(world: World) -> AsyncIterator[telegram.Bot]:
    async with serve(world) as api:
        files = api.removesuffix("bot") + "file/bot"
        async with telegram.Bot(world.token, base_url=api, base_file_url=files) as ready:
            yield ready


async def test_a_conversation_from_start_to_edit(bot: telegram.Bot, world: World, anna: Person) -> None:
    [update] = await bot.get_updates(timeout=5)
    assert update.message
    assert update.message.from_user
    assert (update.message.text, update.message.from_user.language_code) == ("/start", "sv")
    keys = InlineKeyboardMarkup([[InlineKeyboardButton("Börja", callback_data="go")]])
    sent = await bot.send_message(anna.id, "<b>Hej</b>", parse_mode="HTML", reply_markup=keys)
    assert sent.text_html == "<b>Hej</b>"
    anna.press()
    [update] = await bot.get_updates(offset=update.update_id + 1, timeout=5)
    assert update.callback_query
    assert update.callback_query.data == "go"
    assert await bot.answer_callback_query(update.callback_query.id, "Tack")
    edited = await bot.edit_message_text("Fråga 1", anna.id, sent.message_id)
    assert isinstance(edited, telegram.Message)
    assert edited.edit_date
    assert await bot.delete_message(anna.id, sent.message_id)
    assert world.calls.refused == []


@pytest.mark.parametrize("kind", KINDS)
async def test_every_attachment_is_read(bot: telegram.Bot, anna: Person, kind: str) -> None:
    anna.attach(kind)
    updates = await bot.get_updates()
    message = updates[-1].message
    assert message
    assert message.effective_attachment


async def test_blocks_edits_and_groups_are_read(bot: telegram.Bot, world: World, anna: Person) -> None:
    anna.edit(anna.send("ett"), "två")
    anna.block()
    anna.unblock()
    anna.add_bot(world.group("Fika", "supergroup"))
    updates = await bot.get_updates()
    changes = [update.my_chat_member for update in updates if update.my_chat_member]
    assert [change.new_chat_member.status for change in changes] == ["kicked", "member", "member"]
    assert [update.edited_message.text for update in updates if update.edited_message] == ["två"]


async def test_a_deleted_messages_press_is_inaccessible(bot: telegram.Bot, world: World, anna: Person) -> None:
    message = world.write(anna.chat, world.bot, text="?")
    anna.delete(message)
    anna.press_data("x", message=message)
    query = (await bot.get_updates())[-1].callback_query
    assert query
    assert query.message
    # The library still makes it a Message: its type does not tell, `is_accessible` does.
    assert not query.message.is_accessible


async def test_files_menus_and_chats_are_read(bot: telegram.Bot, anna: Person) -> None:
    photo = await bot.send_photo(anna.id, PIXEL, caption="Bild")
    assert (photo.caption, photo.photo[-1].width) == ("Bild", 1)
    document = await bot.send_document(anna.id, b"text", filename="rapport.docx")
    assert document.document
    assert document.document.file_name == "rapport.docx"
    file = await bot.get_file(document.document.file_id)
    assert await file.download_as_bytearray() == b"text"
    scope = BotCommandScopeChat(anna.id)
    await bot.set_my_commands([BotCommand("enkat", "Fortsätt")], scope, "sv")
    assert await bot.get_my_commands(scope, "sv") == (BotCommand("enkat", "Fortsätt"),)
    assert anna.menu == ({"command": "enkat", "description": "Fortsätt"},)
    assert (await bot.get_chat(anna.id)).first_name == "Anna"
    assert (await bot.get_webhook_info()).pending_update_count == 1


@pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")  # RetryAfter's own notice
async def test_refusals_become_the_librarys_errors(bot: telegram.Bot, world: World, anna: Person) -> None:
    with pytest.raises(BadRequest, match="Message text is empty"):
        await bot.send_message(anna.id, "")
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await bot.send_message(world.person().id, "x")
    world.faults.plant(fail(429, "Too Many Requests: retry after 5", {"retry_after": 5}))
    with pytest.raises(RetryAfter):
        await bot.send_message(anna.id, "x")
    world.faults.plant(cut_after())
    with pytest.raises(NetworkError):
        await bot.send_message(anna.id, "x")
    await bot.set_webhook("https://forbund.example/")
    with pytest.raises(Conflict):
        await bot.get_updates()
    with pytest.raises(InvalidToken):
        async with telegram.Bot("1:x", base_url=str(bot.base_url).removesuffix(world.token)):
            raise AssertionError("a wrong token was let in")
