"""What the chat should show after an update, carried out: taken away, acknowledged, edited, sent."""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import suppress
from dataclasses import dataclass
from html import unescape

from bot.chat.incoming import Incoming, Kind
from bot.chat.participant import hints
from bot.chat.reader import reads
from bot.chat.reply import Attachment, Picture, Reply
from bot.chat.respond import not_saved
from bot.chat.screen import Screen, plain, units
from bot.chat.turn import phone_language
from bot.house import House
from bot.keyboard import shown
from bot.paper.picture import png
from bot.saving import Saving
from bot.wire.speak import Shown, Speaker
from locales.translator import Translator, translator
from storage import people, runs
from storage.database import NotSaved

_MOST_CAPTION_UNITS = 1024
"""Telegram's limit for a caption; the markup counts here too, for there is next to none."""


@dataclass
class Showing:
    """The chat side of one update."""

    saving: Saving
    house: House
    speaker: Speaker
    incoming: Incoming
    _has_told: bool = False
    _note: int | None = None
    """The message that tells that nothing is saved yet."""

    async def not_saved_yet(self) -> None:
        """Tell, once, that the answer waits: over the chat for a press, in a message for what was written."""
        if self._has_told:
            return
        self._has_told = True
        words = not_saved(await self._translator())
        if self.incoming.kind is Kind.PRESS:
            await self.speaker.acknowledge(self.incoming.press, words, at_once=True)
        elif self.incoming.kind in {Kind.TEXT, Kind.COMMAND}:
            self._note = await self.speaker.send(self.incoming.chat, Shown(words))

    def answer_with_confirmation(self, reply: Reply) -> None:
        """Let the confirmation answer the press, where it can: it goes now."""
        self._has_told = self._has_told or self.speaker.presses.say(self.incoming.press, reply.toast)

    async def carry_out(self, reply: Reply) -> None:
        """Do what the reply says; what does not depend on each other goes at once."""
        if reply.leave:
            await self.speaker.leave(self.incoming.chat)
        else:
            await asyncio.gather(*self._steps(reply))

    def _steps(self, reply: Reply) -> Iterator[Coroutine[None, None, object]]:
        yield from map(self._take_away, reply.delete)
        if self._note is not None:
            yield self.speaker.delete(self.incoming.chat, self._note)
        if self.incoming.press and not self._has_told:
            yield self.speaker.acknowledge(self.incoming.press, reply.toast)
        if reply.clear_menu:
            yield self.speaker.clear_menu(self.incoming.chat)
        yield self._show(reply)
        if reply.attachment:
            yield self._send(reply.attachment)

    async def _show(self, reply: Reply) -> None:
        if reply.screen is None:
            return
        message = await self.speaker.show(self.incoming.chat, shown(reply.screen), reply.edit)
        for screen in reply.more:
            await self.speaker.send(self.incoming.chat, shown(screen))
        if reply.picture:
            await self._show_picture(reply.picture)
        if reply.run is not None and message is not None and message != reply.edit:
            await self._remember(reply.run, message)

    async def _show_picture(self, picture: Picture) -> None:
        """Send a picture, with its text below it where there is no room for it as caption."""
        drawn = await asyncio.to_thread(png, picture.drawing)
        caption = shown(Screen(picture.caption, picture.rows))
        is_short = units(unescape(picture.caption)) <= _MOST_CAPTION_UNITS
        await self.speaker.send_picture(self.incoming.chat, drawn, caption if is_short else Shown(""))
        if not is_short:
            await self.speaker.send(self.incoming.chat, caption)

    async def _send(self, attachment: Attachment) -> None:
        made = await asyncio.to_thread(attachment.make)
        await self.speaker.send_document(self.incoming.chat, made, attachment.name, attachment.caption)

    async def _remember(self, run: int, message: int) -> None:
        with suppress(NotSaved):  # then the next press tells where the form is
            await self.saving.write(lambda unit: runs.show_in(unit, run, message))

    async def _take_away(self, message: int) -> None:
        """Delete a message; one that is too old for that is emptied if it is ours, else its writer is told."""
        if await self.speaker.delete(self.incoming.chat, message):
            return
        t = await self._translator()
        if message == self.incoming.message and self.incoming.kind is not Kind.PRESS:
            await self.speaker.send(self.incoming.chat, Shown(plain(hints.too_old_to_delete(t))))
        else:
            await self.speaker.show(self.incoming.chat, Shown(plain(hints.taken_away(t))), message)

    async def _translator(self) -> Translator:
        """Give the translator to what the person reads; to the phone's language where nobody can be looked up."""
        person = None
        with suppress(NotSaved):
            person = await self.saving.database.read(lambda unit: people.by_chat(unit, self.incoming.chat))
        return reads(person) if person else translator(phone_language(self.house, self.incoming))
