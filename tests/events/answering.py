"""People who answer an event: opening its link, and sending in what they choose."""

from bot.playground import Person
from tests.conversations.scene import Scene

BY_LANGUAGE = {
    "sv": ("Svenska", "Börja", "Hoppa över", "Skicka in"),
    "en": ("English", "Start", "Skip", "Send in"),
}


async def opened(scene: Scene, link: str, name: str, phone: str = "sv") -> Person:
    """Give a stranger who has opened a link."""
    person = scene.stage.world.person(name, phone)
    person.open(link)
    await scene.quiet()
    return person


async def filled_in(scene: Scene, person: Person, language: str = "sv", words: str = "") -> None:
    """Choose a language and answer everything with the first option, up to the review."""
    own_name, begin, skip, _ = BY_LANGUAGE[language]
    await scene.press(person, own_name)
    await scene.press(person, begin)
    for _ in range(3):
        await scene.press_first(person)
    if words:
        await scene.say(person, words)
    else:
        await scene.press(person, skip)


async def answered(scene: Scene, link: str, name: str, language: str = "sv", words: str = "") -> Person:
    """Give somebody who has opened the link and sent in."""
    person = await opened(scene, link, name, language)
    await filled_in(scene, person, language, words)
    await scene.press(person, BY_LANGUAGE[language][3])
    return person


async def link_opened(scene: Scene, coordinator: Person, title: str = "Prova på-dag", day: str = "Om en vecka") -> str:
    """Let a coordinator of one programme open an event; give its link."""
    await scene.say(coordinator, f"/traff {title}")
    await scene.press(coordinator, day)
    return next(
        line
        for message in reversed(coordinator.chat.from_bot)
        for line in message.text.splitlines()
        if line.startswith("https://t.me/")
    )
