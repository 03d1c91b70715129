"""What is kept about a person, read as the person reads it: page by page."""

from bot.playground import Person
from tests.conversations.scene import Scene


async def leafed(scene: Scene, person: Person) -> list[str]:
    """Give the pages of what is kept, leafed through to the last."""
    pages = [text_of_last(person)]
    while "Nästa" in labels(person):
        await scene.press(person, "Nästa")
        pages.append(text_of_last(person))
    return pages


def text_of_last(person: Person) -> str:
    assert person.chat.last
    return person.chat.last.text


def labels(person: Person) -> list[str]:
    """Give the labels below the last message."""
    assert person.chat.last
    return [button.text for button in person.chat.last.buttons]
