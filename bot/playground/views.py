"""What a phone shows, as JSON for the page and for outside scripts."""

from collections.abc import Mapping

from bot.playground.chats import Chat
from bot.playground.messages import Message
from bot.playground.people import Person
from bot.playground.values import Json


def phone(person: Person, role: str) -> Json:
    """Return everything on one person's screen."""
    chat = person.chat
    return {
        "id": person.id,
        "name": person.names["first_name"],
        "language": person.language_code,
        "role": role,
        "blocked": person.blocked,
        "started": chat.started,
        "revision": chat.revision,
        "menu": list(person.menu),
        "toast": toast(chat),
        "notifications": [notification(person.world.name, each) for each in chat.notified],
        "messages": [message(each) for each in chat.shown],
    }


def toast(chat: Chat) -> Json | None:
    """Return what the last press was answered with, if it was anything."""
    press = chat.presses[-1] if chat.presses else None
    if press is None or press.toast is None or not press.toast.text:
        return None
    return {"press": press.id, "text": press.toast.text, "alert": press.toast.alert}


def notification(title: str, of: Message) -> Json:
    """Return what a locked screen shows of a message: who wrote, and the first line."""
    line = next((line for line in of.text.splitlines() if line.strip()), "")
    file = attached(of.content)
    name = ("Bild" if file["picture"] else file["name"]) if file else ""
    return {"message": of.id, "at": of.date, "title": title, "text": line or name}


def message(of: Message) -> Json:
    """Return one bubble."""
    return {
        "id": of.id,
        "from": "bot" if of.from_bot else "person",
        "date": of.date,
        "edited": of.edited is not None,
        "text": of.text,
        "entities": list(of.entities),
        "keyboard": [[button.api() for button in row] for row in of.keyboard],
        "kind": next(iter(of.content), "text"),
        "file": attached(of.content),
    }


def attached(content: Mapping[str, object]) -> Json | None:
    """Return the address and name of a message's file, if it has one."""
    for kind, about in content.items():
        file = about[-1] if isinstance(about, list) and about else about
        if isinstance(file, dict) and "file_id" in file:
            name = file.get("file_name", kind)
            return {"url": f"/files/{file['file_id']}", "name": name, "picture": kind == "photo"}
    return None
