"""Mechanisms of the bot, switched off: what a promise rests on must be missed when it is gone."""

import asyncio
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any, TypeVar

from telegram import Update

from bot import __main__ as entry
from bot import terminal
from bot.answering import Answering
from bot.saving import Saving
from storage import runs
from storage.unit import Unit

_Result = TypeVar("_Result")
_LATE = 2.0


class _Undone(Exception):
    """Takes a unit back."""


def commit_before_showing() -> None:
    """Show what a unit comes to at once, and commit it a while later."""
    write, later = Saving.write, set["asyncio.Task[Any]"]()

    async def shown_first(saving: Saving, unit: Callable[[Unit], _Result]) -> _Result:
        results = list[_Result]()

        def tried(of_work: Unit) -> None:
            results.append(unit(of_work))
            raise _Undone

        try:
            await write(saving, tried)
        except _Undone:
            later.add(asyncio.create_task(committed(saving, unit)))
        return results[0]

    async def committed(saving: Saving, unit: Callable[[Unit], _Result]) -> None:
        await asyncio.sleep(_LATE)
        await write(saving, unit)

    Saving.write = shown_first  # type: ignore[method-assign, assignment]  # that is the point


def commit_before_confirming() -> None:
    """Confirm an update as soon as it comes, as ``run_polling`` does."""
    handle = Answering.handle

    async def confirmed_first(answering: Answering, update: Update, confirm: Callable[[], None]) -> None:
        confirm()
        await handle(answering, update, confirm)

    Answering.handle = confirmed_first  # type: ignore[method-assign, assignment]  # that is the point


def showing_again_after_a_death() -> None:
    """Show nothing again at a start but what is owed."""
    runs.touched_last = lambda unit, within: ()  # noqa: ARG005  # named as they are there


def faults_in_words() -> None:
    """Let a fault of the start come out as Python tells it, traceback and all."""
    terminal.plain_errors = nullcontext  # type: ignore[assignment]  # that is the point
    entry.be_discreet = lambda **_: None  # type: ignore[attr-defined]  # that is the point


_ALL = (commit_before_showing, commit_before_confirming, showing_again_after_a_death, faults_in_words)
SWITCHES = {switch.__name__: switch for switch in _ALL}
