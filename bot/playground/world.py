"""The world around the bot: its account at Telegram, the people, the chats, the inbox, and the records for tests."""

import itertools
import random
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.playground.bell import Bell
from bot.playground.board import Board
from bot.playground.chats import Chat
from bot.playground.commands import Key, Menu
from bot.playground.faults import Faults
from bot.playground.files import StoredFile
from bot.playground.journal import Journal
from bot.playground.limits import Limiter, Limits
from bot.playground.messages import Message, Press
from bot.playground.people import Person
from bot.playground.records import Calls
from bot.playground.updates import Inbox
from bot.playground.values import Json, bad_request
from bot.playground.webhook import Webhook

TOKEN = "7000000001:AAG-playground_only_never_a_real_token"  # noqa: S105  # invented; accepted by playgrounds only


@dataclass(eq=False, repr=False)
class World:
    """One Telegram with one bot; everything happens on one event loop, people act by plain calls."""

    token: str = TOKEN
    username: str = "foljsam_demo_bot"
    name: str = "Följsam"
    now: Callable[[], float] = time.time
    #: How long a press can be answered. Telegram gives about this many seconds.
    press_lifetime: float = 15.0
    bell: Bell = field(default_factory=Bell)
    board: Board = field(init=False)
    journal: Journal = field(init=False)
    inbox: Inbox = field(default_factory=Inbox)
    people: dict[int, Person] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    menus: dict[Key, Menu] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    calls: Calls = field(default_factory=Calls)
    faults: Faults = field(default_factory=Faults)
    limiter: Limiter | None = None
    webhook: Webhook | None = None
    #: Counts the getUpdates calls: a new one ends the one that waits.
    asking: int = 0
    last_asking: tuple[int, float] = (-1, 0.0)

    def __post_init__(self) -> None:
        self.board, self.journal = Board(self.bell), Journal(self.bell)
        self._begin()

    def _begin(self) -> None:
        self._user_ids = itertools.count(random.randint(5_000_000_000, 6_000_000_000))  # noqa: S311  # no secret
        self._group_ids = itertools.count(random.randint(4_000_000_000, 4_900_000_000))  # noqa: S311  # no secret
        # Telegram counts messages per account, over all private chats of the bot.
        self._message_ids = itertools.count(random.randint(1_000, 90_000))  # noqa: S311  # no secret
        # A page that was left open sees by this that it shows another world's people.
        self.board.tell("world", uuid.uuid4().hex)

    def reset(self) -> None:
        """Forget everybody and everything that was ever said; the doors and whoever waits at them stay."""
        for kept in (self.people, self.chats, self.menus, self.files, self.calls):
            kept.clear()
        self.faults.clear()
        self.inbox, self.webhook, self.limiter, self.last_asking = Inbox(), None, None, (-1, 0.0)
        self.journal = Journal(self.bell)
        self._begin()

    @property
    def bot_id(self) -> int:
        """The bot's own user id: the number before the colon of its token."""
        return int(self.token.partition(":")[0])

    @property
    def bot(self) -> Json:
        """The bot as a user, as the Bot API writes it."""
        return {"id": self.bot_id, "is_bot": True, "first_name": self.name, "username": self.username}

    def limit(self, limits: Limits | None) -> None:
        """Begin to refuse what is too fast, or stop doing so."""
        self.limiter = Limiter(limits) if limits else None

    def person(
        self, first_name: str = "Deltagare", language_code: str | None = "sv", *, username: str | None = None
    ) -> Person:
        """Return a new person with a phone of their own, who has not met the bot."""
        user_id = next(self._user_ids)
        names = {"first_name": first_name} | ({"username": username} if username else {})
        chat = self.chats[user_id] = Chat(user_id, "private", self.bell, names)
        person = self.people[user_id] = Person(self, user_id, names, language_code, chat)
        chat.changed()
        return person

    def group(self, title: str, kind: str = "group") -> Chat:
        """Return a new group that the bot is not in."""
        number = next(self._group_ids)
        chat_id = -number if kind == "group" else -1_000_000_000_000 - number
        self.chats[chat_id] = Chat(
            chat_id, kind, self.bell, {"title": title}, shut="bot is not a member of the group chat"
        )
        return self.chats[chat_id]

    def chat(self, chat_id: int) -> Chat:
        """Return a chat that the bot may ask about; raises Refusal."""
        if chat_id not in self.chats:
            raise bad_request("chat not found")
        return self.chats[chat_id]

    def write(self, chat: Chat, sender: Json, **content: object) -> Message:
        """Put a new message into a chat, with the next number and the world's time."""
        message_id = next(self._message_ids)
        return chat.add(Message(id=message_id, chat_id=chat.id, sender=sender, date=int(self.now()), **content))  # type: ignore[arg-type]  # the fields of Message

    def tell(self, kind: str, body: Json) -> None:
        """Let the bot know: put an update into its inbox and wake whoever asks."""
        self.inbox.put(kind, body)
        self.bell.ring()

    def press(self, press_id: str) -> Press | None:
        """Return a press that still waits for its answer."""
        presses = (press for chat in self.chats.values() for press in chat.presses)
        found = next((press for press in presses if press.id == press_id), None)
        fresh = found is not None and found.toast is None and self.now() - found.at <= self.press_lifetime
        return found if fresh else None
