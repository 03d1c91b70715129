"""The Bot API's methods that the playground knows: the table of contents."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from bot.playground.methods import about, asking, changing, media, menus, sending
from bot.playground.parameters import Parameters
from bot.playground.world import World

Method: TypeAlias = Callable[[World, Parameters], Awaitable[object]]

METHODS: dict[str, Method] = {
    "getMe": about.get_me,
    "getChat": about.get_chat,
    "getFile": about.get_file,
    "leaveChat": about.leave_chat,
    "getUpdates": asking.get_updates,
    "setWebhook": asking.set_webhook,
    "deleteWebhook": asking.delete_webhook,
    "getWebhookInfo": asking.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendMediaGroup": media.send_media_group,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": changing.edit_message_text,
    "editMessageReplyMarkup": changing.edit_message_reply_markup,
    "editMessageCaption": media.edit_message_caption,
    "editMessageMedia": media.edit_message_media,
    "deleteMessages": changing.delete_messages,
    "deleteMessage": changing.delete_message,
    "answerCallbackQuery": changing.answer_callback_query,
    "setMyCommands": menus.set_my_commands,
    "getMyCommands": menus.get_my_commands,
    "deleteMyCommands": menus.delete_my_commands,
}

#: Telegram reads method names in any case.
BY_NAME = {name.lower(): (name, method) for name, method in METHODS.items()}
