import pytest

from bot.playground import ImpossibleError, Message, Person, WaitedInVainError, World
from bot.playground.attachments import KINDS
from bot.playground.messages import Button
from tests.playground.conftest import Hand


def bot_says(world: World, person: Person, text: str, *buttons: Button) -> Message:
    return world.write(person.chat, world.bot, text=text, keyboard=(buttons,) if buttons else ())


def test_a_command_is_an_entity(world: World, anna: Person) -> None:
    message = world.inbox.history[-1].body
    assert message["text"] == "/start"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert message["from"]["language_code"] == "sv"
    assert anna.send("hej /hjalp").entities[0]["offset"] == 4


@pytest.mark.parametrize("link", ["https://t.me/{}?start=a_B-1", "t.me/{}?start=a_B-1"])
def test_a_link_starts_with_its_payload(world: World, link: str) -> None:
    assert world.person().open(link.format(world.username)).text == "/start a_B-1"


@pytest.mark.parametrize("link", ["https://t.me/other_bot?start=x", "https://t.me/{}?start=å", "https://a.se"])
def test_other_links_start_nothing(world: World, link: str) -> None:
    with pytest.raises(ImpossibleError):
        world.person().open(link.format(world.username))


def test_a_blocked_bot_hears_of_it_and_of_nothing_else(world: World, anna: Person) -> None:
    anna.block()
    changed = world.inbox.history[-1]
    assert (changed.kind, changed.body["new_chat_member"]["status"]) == ("my_chat_member", "kicked")
    with pytest.raises(ImpossibleError):
        anna.send("hej")
    anna.block()
    assert world.inbox.history[-1] is changed
    anna.start()
    assert [update.kind for update in world.inbox.history[-2:]] == ["my_chat_member", "message"]


def test_own_messages_can_be_changed_and_deleted(world: World, anna: Person) -> None:
    message = anna.edit(anna.send("ett"), "två")
    assert world.inbox.history[-1].kind == "edited_message"
    assert world.inbox.history[-1].body["text"] == "två"
    heard = len(world.inbox.history)
    anna.delete(message)
    assert message.id in anna.chat.deleted
    assert len(world.inbox.history) == heard
    with pytest.raises(ImpossibleError):
        anna.edit(bot_says(world, anna, "x"), "y")


@pytest.mark.parametrize("text", ["", "  ", "x" * 4097])
def test_a_phone_does_not_send_everything(anna: Person, text: str) -> None:
    with pytest.raises(ImpossibleError):
        anna.send(text)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_attached(world: World, anna: Person, kind: str) -> None:
    assert kind in anna.attach(kind).content
    assert kind in world.inbox.history[-1].body


def test_unknown_kinds_cannot(anna: Person) -> None:
    with pytest.raises(ImpossibleError, match="knows no hologram"):
        anna.attach("hologram")


def test_buttons_are_pressed_by_place_label_and_data(world: World, anna: Person) -> None:
    bot_says(world, anna, "?", Button("Ja", "yes"), Button("Nej", "no"))
    bot_says(world, anna, "utan knappar")
    anna.press(0, 1)
    assert world.inbox.history[-1].body["data"] == "no"
    anna.press_label("Ja")
    assert world.inbox.history[-1].body["data"] == "yes"
    anna.press_data("no")
    assert world.inbox.history[-1].body["message"]["text"] == "?"
    anna.press_data("forged")
    assert world.inbox.history[-1].body["message"]["text"] == "utan knappar"
    assert [press.data for press in anna.chat.presses] == ["no", "yes", "no", "forged"]


def test_a_deleted_messages_button_comes_without_its_message(world: World, anna: Person) -> None:
    message = bot_says(world, anna, "?", Button("Ja", "yes"))
    anna.delete(message)
    anna.press_data("yes", message=message)
    assert world.inbox.history[-1].body["message"] == {
        "chat": anna.chat.api(),
        "message_id": message.id,
        "date": 0,
    }


def test_a_link_button_opens_its_link(world: World, anna: Person) -> None:
    bot_says(world, anna, "?", Button("Öppna", url=f"https://t.me/{world.username}?start=abc"))
    anna.press()
    assert world.inbox.history[-1].body["text"] == "/start abc"


def test_what_is_not_there_cannot_be_pressed(world: World, anna: Person) -> None:
    with pytest.raises(ImpossibleError):
        anna.press()
    with pytest.raises(ImpossibleError):
        anna.press_data("x")
    bot_says(world, anna, "?", Button("Betala", more={"pay": True}))
    with pytest.raises(ImpossibleError, match="cannot press"):
        anna.press()
    with pytest.raises(ImpossibleError, match="no button 3,0"):
        anna.press(3)
    with pytest.raises(ImpossibleError, match="no button 'Nej'"):
        anna.press_label("Nej")


def test_a_new_phone_is_a_new_account(world: World, anna: Person) -> None:
    other = anna.new_phone()
    assert (other.names, other.language_code) == (anna.names, anna.language_code)
    assert other.id != anna.id
    assert not other.chat.started
    assert world.people[other.id] is other


def test_a_group_tells_who_came_and_what_was_said(world: World, anna: Person) -> None:
    group = world.group("Fika", "supergroup")
    anna.send("hörs inte", chat=group)
    heard = len(world.inbox.history)
    anna.add_bot(group)
    anna.send("hej", chat=group)
    kinds = [(update.kind, update.body["chat"]["type"]) for update in world.inbox.history[heard:]]
    assert kinds == [("my_chat_member", "supergroup"), ("message", "supergroup"), ("message", "supergroup")]
    anna.remove_bot(group)
    assert world.inbox.history[-1].body["new_chat_member"]["status"] == "kicked"


async def test_waiting_in_vain_shows_the_screen(anna: Person) -> None:
    with pytest.raises(WaitedInVainError, match="Anna: /start"):
        await anna.chat.wait(lambda chat: chat.from_bot, timeout=0.01)


async def test_waiting_ends_with_the_change(hand: Hand, anna: Person) -> None:
    await hand.do("sendMessage", chat_id=anna.id, text="hej")
    found = await anna.chat.wait(lambda chat: chat.last)
    assert found
    assert found.text == "hej"
    assert anna.chat.transcript == "Anna: /start\nbot: hej"
