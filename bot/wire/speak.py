"""Speaking: what replies need of Telegram, with patience where it stumbles and in silence where nothing helps."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from telegram import Bot, BotCommand, BotCommandScopeChat, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import RetryAfter, TelegramError

from bot.wire.calls import Outcome, insist
from bot.wire.pace import Pace
from bot.wire.presses import Presses
from bot.wire.seen import Keyboard, Seen
from bot.wire.verdict import Fate, verdict

_Result = TypeVar("_Result")

_FILE_PATIENCE = 20.0
_PRESS_PATIENCE = 10.0  # a press can be answered for some fifteen seconds


@dataclass(frozen=True)
class Shown:
    """A text with its buttons, ready for Telegram."""

    text: str
    keyboard: Keyboard = ()


@dataclass
class Speaker:
    """Makes the calls of replies. They never wait for the letters, but the letters for them."""

    bot: Bot
    pace: Pace
    seen: Seen = field(default_factory=Seen)
    presses: Presses = field(default_factory=Presses)
    counts: Counter[Fate] = field(default_factory=Counter)
    """What became of what was shown."""

    async def show(self, chat: int, shown: Shown, edit: int | None) -> int | None:
        """Edit a message, or send a new one where there is none to edit; give the message that shows it."""
        if edit is None or await self.edit(chat, shown, edit) is Fate.ANEW:
            return await self.send(chat, shown)
        return edit

    async def edit(self, chat: int, shown: Shown, message: int) -> Fate:
        """Edit a message, unless it shows this already; give what became of it."""
        if self.seen.shows(chat, message, shown.text, shown.keyboard):
            return Fate.DONE
        outcome = await self._insist(
            chat, lambda: self._call("EditMessageText", chat_id=chat, message_id=message, **_looks(shown))
        )
        if outcome.fate is Fate.DONE:
            self.seen.note(chat, message, shown.text, shown.keyboard)
        else:
            self.seen.forget(chat, message)
        return outcome.fate

    async def send(self, chat: int, shown: Shown) -> int | None:
        """Send a message; give its id, or ``None`` when it could not be sent."""
        return (await self._insist(chat, lambda: self.post(chat, shown))).result

    async def _insist(self, chat: int, call: Callable[[], Awaitable[_Result]]) -> Outcome[_Result]:
        """Show something, and let the letters know: they make room for it, and pause when Telegram refuses it."""
        clock = asyncio.get_running_loop().time

        async def counted() -> _Result:
            begun = clock()
            in_haste = self.pace.wait_in(chat, begun) > 0
            self.pace.sent(begun, chat)
            try:
                return await call()
            except RetryAfter as error:
                if not in_haste:  # a person who presses faster than their chat may be written to stops nobody's letter
                    self.pace.stumbled(begun, clock(), verdict(error, 1).wait)
                raise

        outcome = await insist(counted)
        self.counts[outcome.fate] += 1
        return outcome

    async def post(self, chat: int, shown: Shown) -> int:
        """Send a message, once, and let errors through; give its id."""
        message = _message_id(await self._call("SendMessage", chat_id=chat, **_looks(shown)))
        self.seen.note(chat, message, shown.text, shown.keyboard)
        return message

    async def _call(self, method: str, **given: object) -> object:
        """Make a call with plain values, and give what came: the library's own would read it all anew.

        :param method: with a capital letter, or the library would point to its own
        """
        return await self.bot.do_api_request(method, api_kwargs=given)

    async def send_picture(self, chat: int, png: bytes, caption: Shown) -> None:
        """Send a picture with its caption and buttons."""
        await self._insist(
            chat,
            lambda: self.bot.send_photo(
                chat, png, caption.text, parse_mode=ParseMode.HTML, reply_markup=_markup(caption.keyboard)
            ),
        )

    async def post_document(self, chat: int, file: tuple[str, bytes], caption: Shown) -> int:
        """Send a file, its name and its bytes, with its caption, once, and let errors through; give its message."""
        name, content = file
        markup = _markup(caption.keyboard)
        message = await self.bot.send_document(
            chat, content, caption.text, parse_mode=ParseMode.HTML, reply_markup=markup, filename=name
        )
        return message.message_id

    async def send_document(self, chat: int, data: bytes, name: str, caption: str) -> None:
        """Send a file with a plain caption."""
        await self._insist(chat, lambda: self.bot.send_document(chat, data, caption, filename=name))

    async def fetch(self, file: str) -> bytes | None:
        """Fetch a file that a person sent; ``None`` where it cannot be had."""

        async def fetched() -> bytes:
            return bytes(await (await self.bot.get_file(file)).download_as_bytearray())

        return (await insist(fetched, _FILE_PATIENCE)).result

    async def delete(self, chat: int, message: int) -> bool:
        """Take a message out of the chat; ``False`` when it is too old for that."""
        self.seen.forget(chat, message)
        return (await insist(lambda: self.bot.delete_message(chat, message))).fate is not Fate.TOO_OLD

    async def acknowledge(self, press: str, toast: str, *, at_once: bool = False) -> None:
        """Answer a press, so that the phone stops waiting: with the reply to the request that brought it, if one waits.

        :param at_once: whether not to wait for that reply, which comes when the update is confirmed
        """
        if not at_once and self.presses.say(press, toast):
            return
        said = {"text": toast} if toast else {}
        await insist(lambda: self._call("AnswerCallbackQuery", callback_query_id=press, **said), _PRESS_PATIENCE)

    async def set_menu(self, chat: int, menu: tuple[tuple[str, str], ...]) -> None:
        """Set a chat's command menu, once, and let errors through."""
        commands = [BotCommand(command, text) for command, text in menu]
        await self.bot.set_my_commands(commands, scope=BotCommandScopeChat(chat))

    async def clear_menu(self, chat: int) -> None:
        """Take a chat's command menu away."""
        await insist(lambda: self.bot.delete_my_commands(scope=BotCommandScopeChat(chat)))

    async def leave(self, chat: int) -> None:
        """Leave a group."""
        await insist(lambda: self.bot.leave_chat(chat))


def _looks(shown: Shown) -> dict[str, Any]:
    """Write what a message shows as Telegram takes it."""
    rows = [[{"text": label, "callback_data": data} for label, data in row] for row in shown.keyboard]
    return {
        "text": shown.text,
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        **({"reply_markup": {"inline_keyboard": rows}} if rows else {}),
    }


def _markup(keyboard: Keyboard) -> InlineKeyboardMarkup | None:
    """Write a keyboard as the library takes it, for what is sent with a file."""
    rows = [[InlineKeyboardButton(label, callback_data=data) for label, data in row] for row in keyboard]
    return InlineKeyboardMarkup(rows) if rows else None


def _message_id(given: object) -> int:
    """Read the id of a message that was sent.

    :raises TelegramError: if what came is no message
    """
    found = given.get("message_id") if isinstance(given, dict) else None
    if not isinstance(found, int):
        raise TelegramError("Invalid server response")
    return found
