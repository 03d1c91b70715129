"""The table of contents: what each kind of update, and each command, leads to. Buttons stand in ``press``."""

from collections.abc import Callable

from bot.chat.button import parse
from bot.chat.expected import is_expected
from bot.chat.handlers import (
    administering,
    closing,
    contact,
    events,
    figures,
    following_up,
    health,
    inviting,
    joining,
    noting,
    papering,
    people,
    printing,
    reminding,
    reporting,
    rights,
    staff,
    survey,
    typing,
)
from bot.chat.incoming import Kind
from bot.chat.participant import join_screens
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
    "halsa": health.halsa,
    "ny": inviting.ny,
    "deltagare": people.deltagare,
    "avsluta": closing.avsluta,
    "status": figures.show_status,
    "mal": figures.mal,
    "kvartal": reporting.kvartal,
    "rapport": reporting.rapport,
    "anteckna": noting.anteckna,
    "papper": papering.papper,
    "blankett": printing.blankett,
    "traff": events.traff,
    "uppfoljning": following_up.uppfoljning,
    "paminn": reminding.paminn,
    "kontakt": contact.kontakt,
    "paus": contact.paus,
    "personal": administering.personal,
    "logg": administering.logg,
}
_ALSO = {
    "enkät": "enkat",
    "språk": "sprak",
    "hjälp": "hjalp",
    "hälsa": "halsa",
    "mål": "mal",
    "help": "hjalp",
    "privacy": "integritet",
    "uppföljning": "uppfoljning",
    "påminn": "paminn",
    "träff": "traff",
}
"""Spellings that people try; Telegram's own menu allows only a-z."""
_FOR_STRANGERS = ("start", "integritet", "hjalp")


def _command(turn: Turn) -> Reply:
    """Answer a command; whatever was expected to be typed is expected no longer."""
    person = turn.here.caller.person
    name = _ALSO.get(turn.incoming.command, turn.incoming.command)
    if person is None:
        return COMMANDS[name](turn) if name in _FOR_STRANGERS else turn.show(join_screens.stranger(turn.t))
    was_expected = is_expected(turn)
    if turn.first_time:
        expectations.clear(turn.here.unit, person.id)
    if name == "avbryt" and was_expected:
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
    reply = handler(turn) if handler else SILENCE
    return reply if reply.run is None else joining.asked_again_first(turn, reply, reply.run)
