"""What the tests of coaches share: a stage with groups and queues, coaches, and people who take part."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.playground import Message, Person
from bot.playground.messages import Press
from flows.catalogue import SHIPPED
from tests.harness import PATIENCE, PROGRAMME, Stage, shows, staged, tap

GROUPS, QUEUE = "mitt-val-prov", "connect-prov"

_PROGRAMME = """
key: {key}
title: {title}
neutral_title: {title}
owner: Samordningsförbundet Exempel
source: Påhittad
{more}
outcomes:
  - {{key: arbete, label: Arbete}}
  - {{key: avbrott, label: Avbröt själv}}
"""


def _folders(tmp_path: Path) -> tuple[str, str]:
    """Write definitions with a programme of groups and one with a waiting list; give their paths."""
    definitions, association = tmp_path / "definitions", tmp_path / "association.yaml"
    shutil.copytree(SHIPPED, definitions)
    for key, title, more in (
        (GROUPS, "Grupprogram", "groups: {least: 6, most: 8}"),
        (QUEUE, "Köprogram", "waiting_list: true"),
    ):
        text = _PROGRAMME.format(key=key, title=title, more=more)
        (definitions / "programmes" / f"{key}.yaml").write_text(text, "utf-8")
    decided = "".join(f"  {key}: {{decided: 2026-01-15, decided_by: förbundschef}}\n" for key in (GROUPS, QUEUE))
    text = (SHIPPED / "association.yaml").read_text("utf-8").replace("assessments:\n", f"assessments:\n{decided}")
    association.write_text(text, "utf-8")
    return str(definitions), str(association)


@asynccontextmanager
async def with_groups(tmp_path: Path) -> AsyncIterator[Stage]:
    """Set a stage on which some programmes have groups or a waiting list."""
    definitions, association = _folders(tmp_path)
    async with staged(tmp_path, definitions=definitions, association=association) as stage:
        yield stage


async def coach(stage: Stage, *programmes: str, name: str = "Coach") -> Person:
    """Give a coach, of the usual programme unless others are named."""
    person = await stage.staff("coach", *(programmes or (PROGRAMME,)), name=name)
    await shows(person, "/deltagare")
    return person


async def link_in(person: Person, words: str = "https://t.me/") -> str:
    """Wait for a link in a chat and give it."""
    found = (await shows(person, words)).text
    return next(word for word in found.split() if word.startswith("https://t.me/"))


async def invited(asking: Person, reference: str) -> str:
    """Let a coach invite someone in one go; give the link."""
    asking.send(f"/ny {reference}")
    return await link_in(asking, f"Länk till {reference}:")


async def takes_part(stage: Stage, link: str, name: str = "Alva") -> Person:
    """Give someone who opened a link and said yes."""
    person = stage.world.person(name, "sv")
    person.open(link)
    await tap(person, "Svenska")
    await tap(person, "Ja")
    await person.chat.wait(lambda chat: "Vill du vara med" not in chat.text, timeout=PATIENCE)
    return person


async def card(asking: Person, reference: str) -> Message:
    """Let a coach open a person's card; give the message that shows it."""
    asking.send("/deltagare")
    await tap(asking, reference)
    return await shows(asking, "Inbjuden:")


def labels(message: Message) -> set[str]:
    """Give what stands on a message's buttons."""
    return {label for row in message.labels for label in row}


async def toast(asking: Person, words: str) -> None:
    """Wait until the last press was answered with these words."""
    await asking.chat.wait(
        lambda chat: any(press.toast and words in press.toast.text for press in chat.presses), timeout=PATIENCE
    )


async def on(asking: Person, words: str, label: str) -> None:
    """Press a button on the message that shows these words."""
    asking.press_label(label, message=await shows(asking, words))


async def again(stage: Stage) -> None:
    """Let the bot start anew and get the last update once more, as after a death before it was confirmed."""
    await stage.stop()
    stage.world.inbox.duplicate(stage.world.inbox.history[-1])
    await stage.start()


async def too_late(asking: Person, label: str, message: Message) -> None:
    """Press an old button, which is answered with nothing but that it is old."""
    press = asking.press_label(label, message=message)
    assert isinstance(press, Press)
    await asking.chat.wait(lambda _: press.toast is not None, timeout=PATIENCE)
    assert press.toast
    assert press.toast.text == "Knappen gäller inte längre"
