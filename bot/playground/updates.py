"""The bot's inbox at Telegram: updates wait here until an offset confirms them."""

import itertools
import random
import time
from dataclasses import dataclass, field

from bot.playground.values import ImpossibleError, Json

DUPLICATED, SWAPPED = "duplicated", "swapped"
#: How long Telegram keeps an update that nobody fetches: a press is soon of no use.
KEPT_SECONDS = {"callback_query": 150.0}
USUALLY_KEPT_SECONDS = 86_400.0
#: What a bot gets that does not ask for anything else.
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass
class Update:
    """One update, kept `until` a time of the machine's clock; an `owed` one is handed out whatever the offset."""

    id: int
    kind: str
    body: Json
    delivered: int = 0
    owed: bool = False
    fails: int = 0
    until: float = field(init=False)

    def __post_init__(self) -> None:
        self.until = time.monotonic() + KEPT_SECONDS.get(self.kind, USUALLY_KEPT_SECONDS)

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
        #: How many of the next updates shall come twice, or change places with the one after them.
        self.disorder = {DUPLICATED: 0, SWAPPED: 0}
        self.held: Update | None = None

    def put(self, kind: str, body: Json) -> Update | None:
        """Queue an update, unless the bot has asked not to get its kind."""
        if (kind not in self.allowed) if self.allowed else (kind in NOT_BY_DEFAULT):
            return None
        update = Update(next(self._ids), kind, body)
        self.history.append(update)
        self._queue(update)
        return update

    def _queue(self, update: Update) -> None:
        if self.held:
            self.pending += [self.held, update]
            self.swap(self.held, update)
            self.held = None
        elif self.disorder[SWAPPED]:
            self.disorder[SWAPPED] -= 1
            self.held = update
        else:
            self.pending.append(update)
        if self.disorder[DUPLICATED]:
            self.disorder[DUPLICATED] -= 1
            self.duplicate(update)

    def settle(self) -> None:
        """Have no disorder any more: what waits for another to change places with comes now."""
        self.disorder = dict.fromkeys(self.disorder, 0)
        if self.held:
            self.pending.append(self.held)
            self.held = None

    def confirm(self, offset: int) -> None:
        """Forget what lies before `offset`; a negative one keeps that many from the end."""
        if offset < 0:
            self.pending = self.pending[offset:]
        else:
            self.pending = [update for update in self.pending if update.id >= offset or update.owed]

    def waiting(self) -> list[Update]:
        """Return what waits, having forgotten what waited too long."""
        now = time.monotonic()
        if any(update.until <= now for update in self.pending):
            self.pending = [update for update in self.pending if update.until > now]
        return self.pending

    def done(self, update: Update) -> None:
        """Forget one update, which was brought to a webhook."""
        self.pending = [each for each in self.pending if each is not update]

    def hand_out(self, limit: int) -> list[Json]:
        """Return up to `limit` waiting updates, which stay until they are confirmed."""
        chosen = self.waiting()[:limit]
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
