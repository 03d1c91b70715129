"""Who sees what of an answer, and how long it is kept: what the privacy card says, and what tests hold against the bot.

Of the questions at the start an answer is linked to the person's code. Of the anonymous ones it is the person's until
it is sent in, waits among others', and becomes a number (design: 3.7, 3.8).
"""

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    """Where an answer is."""

    LINKED = "linked"
    DRAFT = "draft"
    WAITING = "waiting"
    RELEASED = "released"


class Who(StrEnum):
    """Who may come to see something of it."""

    SELF = "self"
    COACH = "coach"
    COORDINATOR = "coordinator"
    OPERATOR = "operator"
    """Who runs the server: holds disk, keys, backups and logs."""
    TELEGRAM = "telegram"


class Sight(StrEnum):
    """What they see."""

    CONTENT = "content"
    PRESSES = "presses"
    """What is pressed and written in the chat, as it is pressed and written."""
    THAT = "that"
    """That it was answered, and not what."""
    WAITS = "waits"
    """That the question waits for an answer."""
    HOW_MANY = "how many"
    """How many answers wait."""
    FIGURES = "figures"
    """Figures over the minimum of people, and their words apart from all else."""
    GUESS = "guess"
    """The few answers that wait, but not whose each is; of a place with one answer that too."""
    NOTHING = "nothing"


SEEN: Mapping[State, Mapping[Who, Sight]] = {
    State.LINKED: {
        Who.SELF: Sight.CONTENT,
        Who.COACH: Sight.THAT,
        Who.COORDINATOR: Sight.FIGURES,
        Who.OPERATOR: Sight.CONTENT,
        Who.TELEGRAM: Sight.PRESSES,
    },
    State.DRAFT: {
        Who.SELF: Sight.CONTENT,
        Who.COACH: Sight.WAITS,
        Who.COORDINATOR: Sight.NOTHING,
        Who.OPERATOR: Sight.CONTENT,
        Who.TELEGRAM: Sight.PRESSES,
    },
    State.WAITING: {
        Who.SELF: Sight.THAT,
        Who.COACH: Sight.THAT,
        Who.COORDINATOR: Sight.HOW_MANY,
        Who.OPERATOR: Sight.GUESS,
        Who.TELEGRAM: Sight.PRESSES,
    },
    State.RELEASED: {
        Who.SELF: Sight.THAT,
        Who.COACH: Sight.THAT,
        Who.COORDINATOR: Sight.FIGURES,
        Who.OPERATOR: Sight.FIGURES,
        Who.TELEGRAM: Sight.PRESSES,
    },
}
