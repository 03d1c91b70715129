"""People who press and type anything, thousands of times, by a seed: who finds something wrong can walk there again."""

from collections import Counter, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from structlog.testing import capture_logs

from bot.actions.coach.invite import NewParticipant, invite
from bot.actions.here import Caller, Here
from bot.actions.participant import forms
from bot.chat import button
from bot.chat.handlers.dialogues import DIALOGUES
from bot.chat.routes import COMMANDS
from bot.playground import Message, Person
from bot.playground.entities import cleaned
from locales.translator import translator
from storage import enrolments, people
from storage.unit import Unit
from tests.promises.direct import Direct, direct
from tests.promises.hostile import HOSTILE
from tests.promises.sayings import ARGUMENTS, WORDS
from tests.promises.watching import Watch

BEGIN = datetime(2029, 3, 5, 9, tzinfo=UTC)
"""A plain Monday morning."""
PROGRAMMES = ("enter", "gron-rehabilitering")
ATTACHMENTS = ("photo", "voice", "document", "sticker", "location")
_ROLE = 3
"""The values of a role: who, which, where."""
LAST = 12
"""How many acts are told where something is wrong."""


class Wrong(AssertionError):
    """An act had a wrong answer; the message tells how to come there again."""


@dataclass
class Walk:
    """Some people, a coach, a coordinator, an administrator and a stranger before one bot."""

    at: Direct
    watch: Watch
    chance: Random
    crowd: list[Person] = field(default_factory=list)
    pressed: dict[int, dict[str, Message]] = field(default_factory=dict)
    """The buttons that each person ever saw, and the message in which each stood last."""
    acts: Counter[str] = field(default_factory=Counter)
    told: deque[str] = field(default_factory=lambda: deque(maxlen=LAST))

    async def gather(self) -> None:
        """Let everybody come in."""
        at = self.at
        coach = await at.staff("coach", *PROGRAMMES, name="Coach")
        coordinator = await at.staff("coordinator", *PROGRAMMES, "stod-till-arbete", name="Coordinator", language="en")
        administrator = await at.staff("administrator", name="Administratör")
        who = (("Alva", PROGRAMMES[0], "sv"), ("Bo", PROGRAMMES[0], "en"), ("Cleo", PROGRAMMES[1], "sv"))
        some = [await at.participant(programme, name, language) for name, programme, language in who]
        guest = at.world.person("Dana", "sv")
        await at.say(guest, f"/start {await self._link_of_coach()}")
        self.crowd = [*some, guest, coach, coordinator, administrator, at.world.person("Okänd", "en")]

    async def _link_of_coach(self) -> str:
        def unit(unit: Unit) -> int:
            return people.staff(unit)[0].id

        coach = await self.at.unit(unit)
        made = await self.at.do(lambda here: invite(here, NewParticipant(PROGRAMMES[0], "D-4", coach)))
        return made.invitation.payload

    async def step(self) -> None:
        """Let somebody do something, and look at what comes of it."""
        person = self.chance.choice(self.crowd)
        name, act = self.chance.choices(ACTS, WEIGHTS)[0]
        if person.blocked and name not in {"unblock", "pass time"}:
            name, act = "unblock", Walk.unblock
        others, before = await self._others(person), await self._language(person)
        self.watch.look(person)
        what = await act(self, person)
        self.acts[name] += 1
        self.told.append(f"{person.names['first_name']} {name}: {what[:200]!r}")
        self._remember()
        await self._judge(person, before, name, others)

    async def _judge(self, person: Person, before: str, name: str, others: set[tuple[object, ...]]) -> None:
        languages = {before, await self._language(person)}
        wrong = min((self.watch.wrong(person, language) for language in sorted(languages)), key=len)
        if name in QUIET:
            wrong = "" if wrong == "no answer: True" else wrong
        if name not in MOVES_OTHERS and (await self._others(person)) - others:
            wrong += "; somebody else has other answers or roles now"
        wrong += await self.at.unit(lambda unit: self._misplaced(unit, person))
        if wrong:
            raise Wrong("\n".join((wrong, *self.told, person.chat.transcript[-1500:])))

    def _misplaced(self, unit: Unit, person: Person) -> str:
        """Say where a form's message shows another question than the one that follows from the answers."""
        found = people.by_chat(unit, person.id)
        if found is None or person.blocked:
            return ""
        here = Here(unit, self.at.house, Caller(person.id, found), self.at.clock())
        for form in forms.open_forms(here):
            message = person.chat.messages.get(form.run.message or 0)
            if form.run.begun and message and _asked(form, found.language) not in message.text:
                return f"; the form shows {message.text!r}"
        return ""

    async def _language(self, person: Person) -> str:
        offered = person.language_code if person.language_code in self.at.house.languages else "sv"
        found = await self.at.unit(lambda unit: people.by_chat(unit, person.id))
        return found.language if found else str(offered)

    async def _others(self, person: Person) -> set[tuple[object, ...]]:
        """Give all roles, and the answers of everybody else."""

        def unit(unit: Unit) -> set[tuple[object, ...]]:
            found = people.by_chat(unit, person.id)
            own = {each.id for each in enrolments.of_person(unit, found.id)} if found else set()
            answers = unit.rows(
                "SELECT run, question, answer, enrolment FROM linked_answers JOIN runs ON runs.id = run"
            )
            roles = unit.rows("SELECT person, role, programme FROM grants")
            return {tuple(row) for row in (*roles, *answers) if len(row) == _ROLE or row["enrolment"] not in own}

        return await self.at.unit(unit)

    def _remember(self) -> None:
        for person in self.crowd:
            known = self.pressed.setdefault(person.id, {})
            known |= {each.data: message for message in person.chat.from_bot for each in message.buttons if each.data}

    async def shown(self, person: Person) -> str:
        """Press a button that is shown, most often one of the last message."""
        with_buttons = [message for message in person.chat.from_bot if message.buttons]
        if not with_buttons:
            return await self.command(person)
        message = with_buttons[-1] if self.chance.random() < 0.8 else self.chance.choice(with_buttons)
        key = self.chance.choice([each for each in message.buttons if each.data] or message.buttons)
        if key.data:
            await self.at.press_data(person, key.data, message)
        return key.text

    async def old(self, person: Person) -> str:
        """Press a button that was shown some time ago, in the message where it stood."""
        known = self.pressed.get(person.id)
        if not known:
            return await self.forged(person)
        data, message = self.chance.choice(list(known.items()))
        await self.at.press_data(person, data, message)
        return data

    async def forged(self, person: Person) -> str:
        """Press a button that the bot never made, or that it showed somebody else."""
        whose = self.pressed.get(self.chance.choice(self.crowd).id)
        if whose and self.chance.random() < 0.3:
            return await self._press(person, self.chance.choice(list(whose)))
        kinds = sorted(
            button._TYPES.items()
        )  # all, in the same order in every process, so that a seed leads there again
        _, kind = self.chance.choice(kinds)
        values = [self._forge(each.type) for each in fields(kind)]
        return await self._press(person, ":".join((kind.code, *values)))

    def _forge(self, kind: object) -> str:
        if kind is not str:
            return str(self.chance.choice((0, 1, 1, 2, 3, 4, 5, 8, 17, 99, 738000, 10**14)))
        keys = (
            *PROGRAMMES,
            *DIALOGUES,
            "yes",
            "0",
            "",
            "sure",
            "day",
            "reference",
            "item",
            "2029-Q1",
            "kon",
            "²",
            "sv",
        )
        return self.chance.choice(keys)

    async def _press(self, person: Person, data: str) -> str:
        """Press in a message that shows no form: whoever forges may hide their own question, and then type into it."""
        forms = {message for (message,) in self.at.rows("SELECT message FROM runs")}
        others = [
            message
            for message in person.chat.from_bot
            if message.id not in forms and message.text and not message.content
        ]
        if not others:
            return await self.word(person)
        await self.at.press_data(person, data, self.chance.choice(others))
        return data

    async def word(self, person: Person) -> str:
        """Type a word that may mean something."""
        labels = [key.text for message in person.chat.from_bot[-1:] for key in message.buttons]
        text = self.chance.choice((*WORDS, *labels))
        await self.at.say(person, text)
        return text

    async def anything(self, person: Person) -> str:
        """Type something hostile."""
        text = self.chance.choice(HOSTILE).text
        await self.at.say(person, text)
        return text

    async def command(self, person: Person) -> str:
        """Type a command, also of other roles."""
        name = self.chance.choice(("enkat", "enkat", "deltagare", "status", *COMMANDS))
        text = f"/{name} {self.chance.choice(ARGUMENTS)}".strip()
        await self.at.say(person, text)
        return text

    async def twice(self, _: Person) -> str:
        """Let Telegram deliver an update once more, of somebody whom the answer can reach."""
        away = {person.id for person in self.crowd if person.blocked}
        update = self.chance.choice(
            [each for each in self.at.world.inbox.history[-30:] if each.body["from"]["id"] not in away]
        )
        self.at.world.inbox.duplicate(update)
        await self.at.answer()
        return update.kind

    async def odd(self, person: Person) -> str:
        """Send what is no text, edit, or delete a message of the bot."""
        kind = self.chance.choice(("attach", "edit", "delete"))
        own = [message for message in person.chat.shown if not message.from_bot and message.text]
        if kind == "edit" and own:
            person.edit(self.chance.choice(own), "något annat")
        elif kind == "delete" and person.chat.from_bot:
            person.delete(self.chance.choice(person.chat.from_bot))
        else:
            person.attach(self.chance.choice(ATTACHMENTS))
        await self.at.answer()
        return kind

    async def unblock(self, person: Person) -> str:
        """Block the bot, or let it write again."""
        (person.unblock if person.blocked else person.block)()
        await self.at.answer()
        return ""

    async def pass_time(self, _: Person) -> str:
        """Let time pass, perhaps over a start of the bot."""
        if self.chance.random() < 0.3:
            await self.at.begin()
        time = timedelta(minutes=self.chance.choice((1, 60, 24 * 60, 8 * 24 * 60)))
        await self.at.pass_time(time)
        return str(time)


def _asked(form: forms.Form, language: str) -> str:
    t = translator(language)
    return cleaned(t(form.question.text) if form.question else t("Är allt rätt?"))


Act = Callable[[Walk, Person], Awaitable[str]]
PLAYS: dict[str, tuple[float, Act]] = {
    "press shown": (10, Walk.shown),
    "press old": (3, Walk.old),
    "press forged": (2, Walk.forged),
    "type word": (5, Walk.word),
    "type anything": (4, Walk.anything),
    "type command": (4, Walk.command),
    "deliver twice": (1, Walk.twice),
    "send odd": (1, Walk.odd),
    "unblock": (0.2, Walk.unblock),
    "pass time": (0.5, Walk.pass_time),
}
ACTS, WEIGHTS = [(name, act) for name, (_, act) in PLAYS.items()], [weight for weight, _ in PLAYS.values()]
QUIET = frozenset({"deliver twice", "send odd", "unblock", "pass time"})
"""Acts that need no answer."""
MOVES_OTHERS = frozenset({"deliver twice", "pass time"})


async def walk(folder: Path, seed: int, steps: int, plant: Callable[[], None] = lambda: None) -> Walk:
    """Walk by a seed.

    :param plant: makes something wrong, when all have come in
    :raises Wrong: at the first wrong answer, with what led there
    """
    with capture_logs() as logs:
        async with direct(folder) as at:
            at.clock.ahead = BEGIN - datetime.now(UTC)
            walking = Walk(at, Watch(at, logs), Random(seed))  # noqa: S311  # no secret
            await walking.gather()
            plant()
            for number in range(steps):
                try:
                    await walking.step()
                except Exception as error:
                    raise Wrong(f"seed {seed}, step {number}: {error}") from error
    return walking
