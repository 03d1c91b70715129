"""Speaking: calls to Telegram with their errors judged and, where it helps, made again."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import structlog
from telegram import Bot, BotCommand, BotCommandScopeChat, InlineKeyboardMarkup, LinkPreviewOptions, Message
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.wire.pace import Pace
from bot.wire.verdict import Fate, verdict

_LOG = structlog.get_logger(__name__)

_PATIENCE = 60.0
_UNKNOWN_TRIES = 2
_REMEMBERED = 4096
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True)
class Shown:
    """A text with its buttons, ready for Telegram."""

    text: str
    keyboard: InlineKeyboardMarkup | None = None


@dataclass
class Speaker:
    """Makes calls for replies: at once, with patience where Telegram stumbles, and in silence where nothing helps."""

    bot: Bot
    pace: Pace
    _last: OrderedDict[tuple[int, int], Shown] = field(default_factory=OrderedDict)
    """What was last shown in a message, so that nothing is edited into what it already is."""

    async def show(self, chat: int, shown: Shown, edit: int | None) -> int | None:
        """Edit a message, or send a new one where there is none to edit; give the message that shows it."""
        if edit is not None:
            fate = await self._edit(chat, shown, edit)
            if fate is not Fate.ANEW:
                return edit
        return await self.send(chat, shown)

    async def _edit(self, chat: int, shown: Shown, message: int) -> Fate:
        if self._last.get((chat, message)) == shown:
            return Fate.DONE
        self.pace.sent(asyncio.get_running_loop().time())
        fate, _ = await self._call(
            lambda: self.bot.edit_message_text(
                shown.text,
                chat,
                message,
                parse_mode=ParseMode.HTML,
                reply_markup=shown.keyboard,
                link_preview_options=_NO_PREVIEW,
            ),
            is_repeatable=True,
        )
        self._remember(chat, message, shown)
        return fate

    async def send(self, chat: int, shown: Shown) -> int | None:
        """Send a message; give its id, or ``None`` when it could not be sent."""
        self.pace.sent(asyncio.get_running_loop().time())
        _, message = await self._call(lambda: self.post(chat, shown), is_repeatable=False)
        if message:
            self._remember(chat, message.message_id, shown)
        return message.message_id if message else None

    async def post(self, chat: int, shown: Shown) -> Message:
        """Send a message, once, and let errors through."""
        return await self.bot.send_message(
            chat,
            shown.text,
            parse_mode=ParseMode.HTML,
            reply_markup=shown.keyboard,
            link_preview_options=_NO_PREVIEW,
        )

    async def send_picture(self, chat: int, png: bytes, caption: str) -> None:
        """Send a picture."""
        self.pace.sent(asyncio.get_running_loop().time())
        await self._call(
            lambda: self.bot.send_photo(chat, png, caption, parse_mode=ParseMode.HTML), is_repeatable=False
        )

    async def delete(self, chat: int, message: int) -> None:
        """Take a message out of the chat."""
        self._last.pop((chat, message), None)
        await self._call(lambda: self.bot.delete_message(chat, message), is_repeatable=True)

    async def acknowledge(self, press: str, toast: str) -> None:
        """Answer a press, so that the phone stops waiting."""
        await self._call(lambda: self.bot.answer_callback_query(press, toast or None), is_repeatable=False)

    async def set_menu(self, chat: int, menu: tuple[tuple[str, str], ...]) -> None:
        """Set a chat's command menu, once, and let errors through."""
        commands = [BotCommand(command, text) for command, text in menu]
        await self.bot.set_my_commands(commands, scope=BotCommandScopeChat(chat))

    async def clear_menu(self, chat: int) -> None:
        """Take a chat's command menu away."""
        scope = BotCommandScopeChat(chat)
        await self._call(lambda: self.bot.delete_my_commands(scope=scope), is_repeatable=True)

    async def leave(self, chat: int) -> None:
        """Leave a group."""
        await self._call(lambda: self.bot.leave_chat(chat), is_repeatable=True)

    async def _call(
        self, call: Callable[[], Awaitable[Message | bool]], *, is_repeatable: bool
    ) -> tuple[Fate, Message | None]:
        """Make a call until it is done, is pointless, or a minute has passed.

        :param is_repeatable: whether making it twice does no harm, so that an unknown outcome may be tried again
        """
        loop = asyncio.get_running_loop()
        begun, attempt, unknown = loop.time(), 0, 0
        while True:
            attempt += 1
            try:
                result = await call()
            except TelegramError as error:
                judged = verdict(error, attempt)
            else:
                return Fate.DONE, result if isinstance(result, Message) else None
            unknown += judged.fate is Fate.UNKNOWN
            may_repeat = judged.fate is Fate.AGAIN or (
                judged.fate is Fate.UNKNOWN and (is_repeatable or unknown < _UNKNOWN_TRIES)
            )
            if not may_repeat or loop.time() + judged.wait > begun + _PATIENCE:
                if judged.fate in {Fate.HOPELESS, Fate.UNKNOWN}:
                    _LOG.warning("a reply did not get through", fate=judged.fate, attempts=attempt)
                return judged.fate, None
            await asyncio.sleep(judged.wait)

    def _remember(self, chat: int, message: int, shown: Shown) -> None:
        self._last[chat, message] = shown
        self._last.move_to_end((chat, message))
        if len(self._last) > _REMEMBERED:
            self._last.popitem(last=False)
