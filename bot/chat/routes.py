"""The table of contents: what each kind of update, and each command, leads to. Buttons stand in ``press``."""

from collections.abc import Callable

from bot.chat import join_screens
from bot.chat.button import parse
from bot.chat.handlers import figures, joining, rights, staff, survey, typing
from bot.chat.incoming import Kind
from bot.chat.press import press
from bot.chat.reply import SILENCE, Reply
from bot.chat.turn import Turn
from storage import expectations

COMMANDS: dict[str, Callable[[Turn], Reply]] = {
    "start": joining.start,
    "enkat": survey.enkat,
    "sprak": joining.sprak,
    "mindata": rights.mindata,
    "radera": rights.radera,
    "integritet": joining.integritet,
    "avbryt": survey.avbryt,
    "hjalp": joining.hjalp,
    "ny": staff.ny,
    "avsluta": staff.avsluta,
    "status": figures.show_status,
}
_ALSO = {"enkät": "enkat", "språk": "sprak", "hjälp": "hjalp", "help": "hjalp", "privacy": "integritet"}
"""Spellings that people try; Telegram's own menu allows only a-z."""
_FOR_STRANGERS = ("start", "integritet", "hjalp")


def _command(turn: Turn) -> Reply:
    """Answer a command; whatever was expected to be typed is expected no longer."""
    person = turn.here.caller.person
    name = _ALSO.get(turn.incoming.command, turn.incoming.command)
    if person is None:
        return COMMANDS[name](turn) if name in _FOR_STRANGERS else turn.show(join_screens.stranger(turn.t))
    reference_expected = staff.reference_expected(turn)
    if turn.first_time:
        expectations.clear(turn.here.unit, person.id)
    if name == "avbryt" and reference_expected:
        return staff.cancelled(turn)
    handler = COMMANDS.get(name)
    return handler(turn) if handler else typing.hint(turn)


def _press(turn: Turn) -> Reply:
    return press(turn, parse(turn.incoming.text))


KINDS: dict[Kind, Callable[[Turn], Reply]] = {
    Kind.PRESS: _press,
    Kind.COMMAND: _command,
    Kind.TEXT: typing.typed,
    Kind.EDITED: typing.edited,
    Kind.OTHER: typing.other,
    Kind.GROUP: typing.group,
}
"""What is not here meets silence."""


def route(turn: Turn) -> Reply:
    """Answer an update.

    :raises Refused: if an action was refused
    :raises Malformed: if a button is none of ours
    """
    handler = KINDS.get(turn.incoming.kind)
    return handler(turn) if handler else SILENCE
