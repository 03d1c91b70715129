"""The cells of the matrix: every role with every button in every payload, and with every command; what each may see."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from hashlib import sha256
from itertools import count
from random import Random

from telegram import Update

from bot.actions.administrator import roles
from bot.actions.coach.people_of import mark
from bot.chat import incoming as incomings
from bot.chat.administrator.admin_buttons import RemoveMember
from bot.chat.button import Button
from bot.chat.buttons import ChooseLanguage
from bot.chat.coach.record_buttons import AskFact
from bot.chat.coordinator.figure_buttons import Why
from bot.chat.handlers.dialogues import DIALOGUES
from bot.chat.incoming import Incoming, Kind
from bot.chat.reply import Reply
from bot.chat.respond import respond
from bot.chat.screen import Screen
from bot.taking_part import on_a_button
from flows.catalogue import SHIPPED, read_catalogue
from storage import enrolments, people
from tests.promises.access_rights import BUTTONS, COMMANDS, Right
from tests.promises.access_world import (
    CHATS,
    ELSEWHERE,
    GROUP,
    HELD_UPDATE,
    HERE,
    HOUSE,
    NOW,
    QUARTER,
    REMINDER_UPDATE,
    STRANGER,
    World,
)

NO_LONGER = Reply(toast="Knappen gäller inte längre")
HINTS = ("Det förstod jag inte.", "Hej! Här svarar inbjudna personer")
PASSING = {"updates", "guesses", "sqlite_sequence"}
"""What is kept of every update, whoever sends it."""
_KON = read_catalogue(SHIPPED).programmes[HERE].facts[0]
_FEW = 2
ALL = 10_000
"""Many more payloads than any kind of button has."""

Choices = Mapping[str, object]
Values = Callable[[World, type[Button], Choices], Iterable[object]]


def these(*values: object) -> Values:
    return lambda _, __, ___: values


def ids(table: str, where: str = "1") -> Values:
    """All ids that there are, and one beyond at each end."""

    def found(world: World, _: type[Button], __: Choices) -> Iterator[object]:
        yield from (0, world.unit.count(f"SELECT MAX(id) FROM {table}") + 1)
        yield from (row["id"] for row in world.unit.rows(f"SELECT id FROM {table} WHERE {where}"))

    return found


def marks(world: World, kind: type[Button], chosen: Choices) -> Iterator[object]:
    """The mark that the thing has now, for who pressed in time, and a wrong one."""
    yield 0
    if kind is Why:
        yield from world.events
    if kind is RemoveMember and (person := people.by_id(world.unit, int(str(chosen["member"])))):
        yield roles.mark(person)
    enrolment = enrolments.by_id(world.unit, int(str(chosen.get("enrolment", 0))))
    if enrolment:
        yield mark(world.operator, enrolment)


def words(world: World, kind: type[Button], _: Choices) -> Iterator[object]:
    yield from world.words
    if kind is ChooseLanguage:
        yield ""


def kinds(_: World, button: type[Button], __: Choices) -> Iterable[object]:
    return "prgtswe" if button is Why else (*DIALOGUES, "zz")


def subjects(world: World, _: type[Button], __: Choices) -> Iterable[object]:
    return (0, *world.carers, *world.person.values())


def steps(_: World, __: type[Button], chosen: Choices) -> Iterable[object]:
    known = DIALOGUES.get(str(chosen["kind"]))
    return {getattr(each, "key", "kon") for each in known.steps} if known else ("x",)


_FIRST_OF_EACH = (
    f"id IN (SELECT id FROM occasions AS one WHERE (SELECT COUNT(*) FROM occasions WHERE enrolment = one.enrolment"
    f" AND audience = one.audience AND id < one.id) < {_FEW})"
)
FIELDS: dict[str, Values] = {
    "enrolment": ids("enrolments"),
    "run": ids("runs"),
    "occasion": ids("occasions", _FIRST_OF_EACH),
    "task": ids("tasks"),
    "note": ids("report_notes"),
    "event": ids("events"),
    "reminder": ids("own_reminders"),
    "member": ids("people"),
    "colleague": ids("people"),
    "coach": ids("people"),
    "number": these(REMINDER_UPDATE, REMINDER_UPDATE + 1),
    "update": these(HELD_UPDATE, HELD_UPDATE + 1),
    "text": these(on_a_button(HOUSE.association, "sv"), "another"),
    "programme": these(HERE, ELSEWHERE, "", "okänd"),
    "period": lambda _, kind, __: ("",) if kind is Why else (QUARTER, "all"),
    "screen": these("o", "m", "s", "g", "a", "b0", "w", "v1", "l2026-Q3", "k2026-Q3"),
    "index": these(0, 99),
    "option": these(0, 99),
    "chosen": these(True, False),  # noqa: FBT003  # values of a field, not arguments
    "yes": these(True, False),  # noqa: FBT003  # values of a field, not arguments
    "sure": these(True, False),  # noqa: FBT003  # values of a field, not arguments
    "is_sure": these(True, False),  # noqa: FBT003  # values of a field, not arguments
    "paused": these(True, False),  # noqa: FBT003  # values of a field, not arguments
    "is_report": these(True),  # noqa: FBT003  # a value of a field, not an argument
    "below": these(False),  # noqa: FBT003  # a value of a field, not an argument
    "role": these(0, 1, 2, 9),
    "fact": lambda _, kind, __: ("kon",) if kind is AskFact else (_KON.version,),
    "kind": kinds,
    "subject": subjects,
    "step": steps,
    "value": these("0"),
    "word": words,
    "mark": marks,
    "language": these("en", "xx"),
    "part": these("words", "day"),
    "day": these(NOW.date().toordinal() + 5),
    "hour": these(9, 99),
    "months": these(1, 99),
    "by": these(1, 9),
    **dict.fromkeys(("page", "ten", "ago", "form", "dimension", "back", "after", "before", "format"), these(0)),
    "edition": these(1),
}
"""What is tried in each field of a button; a field that is not here has no expectation, and the matrix fails."""
TEXTS = ("1", "Ja", "Ta bort", "Radera", "Avsluta", "REF-ERIK", "idag", "Sjukskriven sedan mars")
ARGUMENTS = ("", HERE, f"{ELSEWHERE} {QUARTER}", "REF-ERIK", "REF-NY", "imorgon kl 9 ring")


def payloads(world: World, kind: type[Button]) -> Iterator[Button]:
    """Give a button of this kind in every payload."""
    names = [each.name for each in fields(kind)]

    def filled(chosen: dict[str, object]) -> Iterator[Button]:
        left = names[len(chosen) :]
        if not left:
            yield kind(*chosen.values())
            return
        for value in dict.fromkeys(FIELDS[left[0]](world, kind, chosen)):
            yield from filled({**chosen, left[0]: value})

    return filled({})


def some(buttons: Iterable[Button], most: int) -> list[Button]:
    """Give so many of the buttons, by chance and always the same."""
    found = list(buttons)
    return Random(most).sample(found, most) if len(found) > most else found  # noqa: S311  # no secret


@dataclass(frozen=True)
class Cell:
    """A role, what it sends, and what is right of it."""

    role: str
    incoming: Incoming
    right: Right
    kind: str

    def __str__(self) -> str:
        return f"{self.role} sends {self.incoming.command or self.incoming.text} ({self.kind})"


@dataclass
class Trial:
    """Tries cells one by one, each on the same world, and keeps what went against what is right."""

    world: World
    most: int
    """How many payloads of a kind are tried; in the small size who has the right presses until it works once."""
    offences: list[str] = field(default_factory=list)
    cells: Counter[str] = field(default_factory=Counter)
    """How many of each role."""
    worked: set[tuple[str, str]] = field(default_factory=set)
    """What was seen to work for who has the right: kind and role."""
    _updates: "count[int]" = field(default_factory=lambda: count(1_000_000))

    def __post_init__(self) -> None:
        self._base = self.digest()

    def press(self, who: Iterable[str], kinds_: Iterable[type[Button]]) -> None:
        """Try buttons of these kinds, in every payload, by each role."""
        for kind in kinds_:
            rights = {button: BUTTONS[kind](self.world, button) for button in payloads(self.world, kind)}
            somebodys = some((button for button, right in rights.items() if right.may), self.most)
            nobodys = some((button for button, right in rights.items() if not right.may), self.most // 4)
            tried = {*somebodys, *nobodys}
            for button, right in rights.items():
                for role in who if button in tried else right.may.intersection(who):
                    self.attempt(Cell(role, self._incoming(role, Kind.PRESS, button.pack()), right, kind.__name__))

    def command(self, who: Iterable[str], names: Iterable[str]) -> None:
        """Try commands, with and without words after them, by each role."""
        for name in names:
            for argument in ARGUMENTS:
                for role in who:
                    incoming = self._incoming(role, Kind.COMMAND, argument, name)
                    self.attempt(Cell(role, incoming, COMMANDS[name], f"/{name}"))

    def write(self, who: Iterable[str], kinds_: Iterable[Kind]) -> None:
        """Try everything else that can be sent, by each role: only participants may change what is theirs by it."""
        right = Right(frozenset(role for role in who if role in self.world.owner.values()), is_harmless=True)
        for kind in kinds_:
            for text in (*TEXTS, *(word for word, owner in self.world.words.items() if not owner)):
                for role in who:
                    self.attempt(Cell(role, self._incoming(role, kind, text), right, kind.value))

    def _incoming(self, role: str, kind: Kind, text: str, command: str = "") -> Incoming:
        update = next(self._updates)
        if role == GROUP:
            return incomings.read(in_group(update, text, command))
        press = "1" if kind is Kind.PRESS else ""
        return Incoming(update, kind, CHATS[role], 1, text, command, press=press, phone_language="sv")

    def attempt(self, cell: Cell) -> None:
        """Try a cell; nothing of it stays. Who has no right sends it again too, as Telegram may deliver it."""
        may = cell.role in cell.right.may
        if may and self.most < ALL and (cell.kind, cell.role) in self.worked:
            return
        self.cells[cell.role] += 1
        db = self.world.unit.db
        db.execute("SAVEPOINT cell")
        for again in ("",) if may else ("", " again"):
            reply, changed = self._sent(cell)
            self.offences += (
                f"{cell}{again}: {why}" for why in self._against(cell, reply, changed=changed and not may)
            )
        db.execute("ROLLBACK TO cell")
        db.execute("RELEASE cell")

    def _sent(self, cell: Cell) -> tuple[Reply, bool]:
        """Give the answer, and whether more rows changed than those that keep of an update that it was seen."""
        db, update = self.world.unit.db, cell.incoming.update
        changes, was_seen = db.total_changes, self._has_seen(update)
        reply = respond(self.world.unit, HOUSE, cell.incoming, NOW)
        usual = 0 if was_seen or cell.incoming.kind is Kind.NONE else 1 if self._has_seen(update) else 2
        return reply, db.total_changes - changes != usual

    def _against(self, cell: Cell, reply: Reply, *, changed: bool) -> Iterator[str]:
        """Say what goes against what is right."""
        said = shown(reply)
        for secret, who in self.world.secrets.items():
            if secret in said and cell.role not in who and secret not in cell.incoming.text:
                yield f"saw {secret}"
        if cell.role in cell.right.may:
            if said and not is_refusal(reply):
                self.worked.add((cell.kind, cell.role))
            return
        if changed and self.digest(cell.role) != self._base:
            yield "changed something"
        is_silent = cell.role == GROUP and reply == Reply()
        if not (is_silent or cell.right.is_harmless or is_refusal(reply)):
            yield f"was answered: {said[:60]!r}"

    def _has_seen(self, update: int) -> bool:
        """Whether the update is kept as one that had its effect; one that was refused was kept and forgotten."""
        return self.world.unit.row("SELECT 1 FROM updates WHERE id = ?", update) is not None

    def digest(self, role: str = STRANGER) -> str:
        """Digest everything that is kept, but for what passes and what the sender alone is waited for to say."""
        db, found = self.world.unit.db, sha256()
        own = people.by_chat(self.world.unit, CHATS[role])
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall():
            where = f"WHERE person <> {own.id}" if name == "expectations" and own else ""
            rows = () if name in PASSING else map(tuple, db.execute(f"SELECT * FROM {name} {where}"))
            found.update(repr((name, sorted(rows, key=repr))).encode())
        return found.hexdigest()


def is_refusal(reply: Reply) -> bool:
    """Whether a reply tells nothing but that this cannot be had."""
    if reply == NO_LONGER:
        return True
    said = reply.screen.text if reply.screen else ""
    return replies_only(reply) and said.startswith(HINTS)


def replies_only(reply: Reply) -> bool:
    """Whether a reply is one screen without buttons and nothing else."""
    return reply.screen is not None and reply == Reply(Screen(reply.screen.text))


def shown(reply: Reply) -> str:
    """Give everything that a reply shows or sends."""
    screens = [each for each in (reply.screen, *reply.more) if each]
    rows = [row for each in screens for row in each.rows] + list(reply.picture.rows if reply.picture else ())
    labels = (key.label for row in rows for key in row)
    captions = (reply.picture.caption if reply.picture else "", reply.attachment.caption if reply.attachment else "")
    return re.sub(r"<[^>]+>", "", "\n".join((*(each.text for each in screens), *labels, *captions)))


def in_group(update: int, data: str, command: str) -> Update:
    """Give an update of a group: a command written there, or a button pressed there."""
    group = {"id": -100_200, "type": "group", "title": "Grupp"}
    user = {"id": CHATS[STRANGER], "is_bot": False, "first_name": "Alla"}
    message = {"message_id": 1, "date": int(NOW.timestamp()), "chat": group, "from": user}
    if command:
        raw: dict[str, object] = {"message": message | {"text": f"/{command} {data}"}}
    else:
        query = {"id": "1", "from": user, "chat_instance": "1", "message": message, "data": data}
        raw = {"callback_query": query}
    return Update.de_json({"update_id": update} | raw, None)
