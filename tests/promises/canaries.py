"""A journey on which everything secret is a canary, through every kind of trouble, and where the canaries turn up."""

import asyncio
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.playground import cut_before, fail, garbage
from storage.seal import new_key
from tests.harness import PATIENCE, PROGRAMME, Stage, shows, staged, tap

LOUD = """
import asyncio, logging, os, sys, threading, warnings
level, is_off = int(sys.argv.pop(1)), sys.argv.pop(1) == "off"
logging.basicConfig(level=level, stream=sys.stderr)
for name in ("httpx", "httpcore", "telegram", "telegram.ext", "aiosqlite", "apscheduler", "asyncio"):
    logging.getLogger(name).setLevel(level)
import bot.__main__ as program
from bot import discreet, logs
if is_off:
    discreet.be_discreet = lambda **_: None
    program.be_discreet = discreet.be_discreet
    discreet.silence_libraries = logs.silence_libraries = discreet.hide_secrets = lambda: None
from bot.actions.participant import answer
from bot.chat.handlers import survey
kept = answer.answer
def stumbling(here, given):
    if "STUMBLE" in str(given.answer):
        def shout():
            raise RuntimeError(f"{os.environ.get('FOLJSAM_TOKEN')} {given}")
        threading.Thread(target=shout).start()
        warnings.warn(f"{given}")
        logging.getLogger("anything").log(level + 1, "%s", given)
        raise RuntimeError(f"{given}")
    return kept(here, given)
answer.answer = stumbling
program.main()
"""
"""The program, made to talk: every library at this level, and a handler that raises with what was written in its text.

With "off" the mechanism is switched off.
"""

SENTENCES = {
    "an answer that is kept": "KANARIE-SVAR gul sommar",
    "an answer over which the handler stumbles": "KANARIE-KRASCH STUMBLE vinter",
    "what means nothing": "KANARIE-PRAT blå vår",
    "a reference": "KANARIE-REF 17",
    "an own reminder": "KANARIE-MINNE ringa",
    "what Telegram says": "KANARIE-TELEGRAM",
}


@dataclass
class Journey:
    """What must not be found, by what it is, and where it was looked for."""

    canaries: dict[str, str] = field(default_factory=dict)
    places: dict[str, bytes] = field(default_factory=dict)

    def found(self, place: str) -> list[str]:
        """Give the canaries found in a place."""
        held = self.places[place]
        return [name for name, secret in self.canaries.items() if any(form in held for form in _forms(secret))]


def _forms(secret: str) -> Iterator[bytes]:
    """Give a secret as it may be written: as it is, in JSON, and as a list of numbers or of hexadecimal digits."""
    yield secret.encode()
    yield secret.encode("ascii", "backslashreplace")
    yield secret.encode().hex().encode()


async def walk(folder: Path, level: int, form: str, *, is_off: bool = False) -> Journey:
    """Walk the journey with libraries at a level, and give it.

    :param is_off: whether what is to keep it all in is switched off
    """
    await asyncio.to_thread(folder.mkdir)
    async with staged(folder, alone=True, start=False, log_format=form, key=new_key()) as stage:
        stage.environment |= {"PYTHONASYNCIODEBUG": "1", "PYTHONWARNINGS": "always"}
        stage.command = (sys.executable, "-c", LOUD, str(level), "off" if is_off else "on", "run")
        journey = Journey(_of_the_house(stage))
        await stage.start()
        await _participant(stage, journey)
        await _coach(stage, journey)
        journey.canaries |= SENTENCES
        journey.places["processes"] = _processes(stage)
        journey.places["database"] = _files(folder, "foljsam.db*")
        await stage.stop()
        journey.places["log"] = stage.log.read_bytes()
        journey.places["exports"] = b"" if is_off else await _exports(stage)
        return journey


def _of_the_house(stage: Stage) -> dict[str, str]:
    token = stage.world.token
    return {"the token": token, "its secret part": token.partition(":")[2], "the key": stage.environment["FOLJSAM_KEY"]}


def _files(folder: Path, which: str) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.glob(which)))


async def _participant(stage: Stage, journey: Journey) -> None:
    """Let somebody answer while Telegram refuses, stumbles and talks nonsense, and a handler raises."""
    world, [payload, other] = stage.world, await stage.payloads(count=2)
    journey.canaries |= {"a payload": payload, "another payload": other}
    said, plant = f"{SENTENCES['what Telegram says']} {world.token}", world.faults.plant
    alva = world.person("Alva", "sv")
    alva.start(payload)
    await tap(alva, "Svenska")
    await tap(alva, "Ja")
    await tap(alva, "Börja")
    await shows(alva, "Fråga 1 av 3")
    for number, (label, trouble) in enumerate((("Studier", 400), ("7", 403), ("Ganska dåligt", 500)), 2):
        plant(fail(trouble, said), "answerCallbackQuery")
        plant(fail(trouble, said), "editMessageText")
        alva.press_label(label)
        await world.bell.until(lambda: not world.inbox.pending, PATIENCE)
        alva.send("/enkat")
        await shows(alva, f"Fråga {number} av")
    plant(fail(401, said), "deleteMessage")
    plant(garbage(said.encode()), "editMessageText", "sendMessage")
    plant(cut_before(), "getUpdates")
    alva.send("/enkat")
    await shows(alva, "Vad skulle göra stödet bättre?")
    alva.send(SENTENCES["an answer over which the handler stumbles"])
    await shows(alva, "Något gick fel")
    alva.send(SENTENCES["an answer that is kept"])
    await shows(alva, "Är allt rätt?")
    world.tell("message", {"message_id": 1, "text": SENTENCES["what means nothing"], "date": "odd", "chat": other})
    bo = world.person("Bo", "sv")
    bo.send(SENTENCES["what means nothing"])
    await shows(bo, "kod")
    bo.start(other)
    await shows(bo, "Välj språk")


async def _coach(stage: Stage, journey: Journey) -> None:
    """Let a coach invite and ask to be reminded, in words of their own."""
    coach = await stage.staff("coach", PROGRAMME)
    coach.send(f"/ny {SENTENCES['a reference']}")
    link = await shows(coach, "Kod att skriva i boten")
    code = link.text.partition("Kod att skriva i boten: ")[2].split()[0]
    payload = link.text.partition("?start=")[2].split()[0]
    journey.canaries |= {
        "a code": code,
        "the code without its hyphen": code.replace("-", ""),
        "a coach's link": payload,
    }
    coach.send(f"/paminn imorgon {SENTENCES['an own reminder']}")
    await tap(coach, "Spara")


def _processes(stage: Stage) -> bytes:
    """Give what anybody on the machine sees of the bot: its title, its name, and what it hands to children."""
    assert stage.process
    folder = Path("/proc") / str(stage.process.pid)
    return (folder / "cmdline").read_bytes() + (folder / "comm").read_bytes()


async def _exports(stage: Stage) -> bytes:
    """Give what comes out at the doors for figures."""
    file = stage.folder / "export.json"
    code, out, errors = await stage.foljsam("export", "--programme", PROGRAMME, "--output", str(file))
    assert code == 0, errors
    return file.read_bytes() + out.encode() + errors.encode()
