"""Speaking: what replies need of Telegram, with patience where it stumbles and in silence where nothing helps."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

from telegram import Bot, BotCommand, BotCommandScopeChat, InlineKeyboardMarkup, LinkPreviewOptions, Message
from telegram.constants import ParseMode
from telegram.error import RetryAfter

from bot.wire.calls import Outcome, insist
from bot.wire.pace import Pace
from bot.wire.presses import Presses
from bot.wire.seen import Seen
from bot.wire.verdict import Fate, verdict

_Result = TypeVar("_Result")

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_FILE_PATIENCE = 20.0
_PRESS_PATIENCE = 10.0  # a press can be answered for some fifteen seconds


@dataclass(frozen=True)
class Shown:
    """A text with its buttons, ready for Telegram."""

    text: str
    keyboard: InlineKeyboardMarkup | None = None


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
            chat,
            lambda: self.bot.edit_message_text(
                shown.text,
                chat,
                message,
                parse_mode=ParseMode.HTML,
                reply_markup=shown.keyboard,
                link_preview_options=_NO_PREVIEW,
            ),
        )
        if outcome.fate is Fate.DONE:
            self.seen.note(chat, message, shown.text, shown.keyboard)
        else:
            self.seen.forget(chat, message)
        return outcome.fate

    async def send(self, chat: int, shown: Shown) -> int | None:
        """Send a message; give its id, or ``None`` when it could not be sent."""
        message = (await self._insist(chat, lambda: self.post(chat, shown))).result
        return message.message_id if message else None

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

    async def post(self, chat: int, shown: Shown) -> Message:
        """Send a message, once, and let errors through."""
        message = await self.bot.send_message(
            chat,
            shown.text,
            parse_mode=ParseMode.HTML,
            reply_markup=shown.keyboard,
            link_preview_options=_NO_PREVIEW,
        )
        self.seen.note(chat, message.message_id, shown.text, shown.keyboard)
        return message

    async def send_picture(self, chat: int, png: bytes, caption: Shown) -> None:
        """Send a picture with its caption and buttons."""
        await self._insist(
            chat,
            lambda: self.bot.send_photo(
                chat, png, caption.text, parse_mode=ParseMode.HTML, reply_markup=caption.keyboard
            ),
        )

    async def post_document(self, chat: int, file: tuple[str, bytes], caption: Shown) -> Message:
        """Send a file, its name and its bytes, with its caption, once, and let errors through."""
        name, content = file
        return await self.bot.send_document(
            chat, content, caption.text, parse_mode=ParseMode.HTML, reply_markup=caption.keyboard, filename=name
        )

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
        await insist(lambda: self.bot.answer_callback_query(press, toast or None), _PRESS_PATIENCE)

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
