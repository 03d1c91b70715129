"""The bot's inbox at Telegram: updates wait here until an offset confirms them."""

import itertools
import random
from dataclasses import dataclass

from bot.playground.values import ImpossibleError, Json

#: What a bot gets that does not ask for anything else.
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass
class Update:
    """One update; `owed` ones are handed out at least once whatever offset is asked for."""

    id: int
    kind: str
    body: Json
    delivered: int = 0
    owed: bool = False

    def api(self) -> Json:
        """Return the update as the Bot API writes it."""
        return {"update_id": self.id, self.kind: self.body}


class Inbox:
    """Updates in order, each until it is confirmed; `history` keeps all that ever came."""

    def __init__(self, first_id: int | None = None) -> None:
        # Real ids start anywhere; code that compares them with a constant shall fail here too.
        self._ids = itertools.count(first_id or random.randint(100_000_000, 900_000_000))  # noqa: S311  # no secret
        self.pending: list[Update] = []
        self.history: list[Update] = []
        self.allowed: frozenset[str] = frozenset()

    def put(self, kind: str, body: Json) -> Update | None:
        """Queue an update, unless the bot has asked not to get its kind."""
        if (kind not in self.allowed) if self.allowed else (kind in NOT_BY_DEFAULT):
            return None
        update = Update(next(self._ids), kind, body)
        self.pending.append(update)
        self.history.append(update)
        return update

    def confirm(self, offset: int) -> None:
        """Forget what lies before `offset`; a negative one keeps that many from the end."""
        if offset < 0:
            self.pending = self.pending[offset:]
        else:
            self.pending = [update for update in self.pending if update.id >= offset or update.owed]

    def hand_out(self, limit: int) -> list[Json]:
        """Return up to `limit` waiting updates, which stay until they are confirmed."""
        chosen = self.pending[:limit]
        for update in chosen:
            update.delivered += 1
            update.owed = False
        return [update.api() for update in chosen]

    def duplicate(self, update: Update) -> None:
        """Queue the same update under the same id once more, also if it was confirmed long ago."""
        self.pending.append(Update(update.id, update.kind, update.body, owed=True))

    def swap(self, first: Update, second: Update) -> None:
        """Let two waiting updates change places: ids still rise, what they tell comes in the other order."""
        if first.delivered or second.delivered:
            raise ImpossibleError("an update that was handed out keeps its place")
        first.kind, first.body, second.kind, second.body = second.kind, second.body, first.kind, first.body
