import pytest

from bot.playground import Message, Person, Press, Toast, World
from bot.playground.methods.changing import NOT_MODIFIED, TOO_OLD
from tests.playground.conftest import Hand

KEYS = {"inline_keyboard": [[{"text": "Ja", "callback_data": "yes"}, {"text": "Nej", "callback_data": "no"}]]}


async def sent(hand: Hand, person: Person, **more: object) -> int:
    message = await hand.do("sendMessage", chat_id=person.id, text="Fråga", reply_markup=KEYS, **more)
    return int(message["message_id"])


async def test_an_edit_changes_the_message_in_place(hand: Hand, anna: Person) -> None:
    number = await sent(hand, anna)
    edited = await hand.do(
        "editMessageText", chat_id=anna.id, message_id=number, text="<b>Svar</b>", parse_mode="HTML", reply_markup=KEYS
    )
    assert edited["edit_date"] >= edited["date"]
    message = anna.chat.messages[number]
    assert (message.text, message.labels) == ("Svar", (("Ja", "Nej"),))


async def test_several_messages_are_deleted_at_once_and_the_missing_passed_over(hand: Hand, anna: Person) -> None:
    numbers = [await sent(hand, anna) for _ in range(2)]
    assert await hand.do("deleteMessages", chat_id=anna.id, message_ids=[1, *numbers])
    assert anna.chat.from_bot == []
    for ids, words in (
        ([], "message identifiers are not specified"),
        ([*range(1, 102)], "too many message identifiers specified"),
        (["x"], "invalid message identifier specified"),
    ):
        assert await hand.refused("deleteMessages", chat_id=anna.id, message_ids=ids) == f"400 Bad Request: {words}"


async def test_an_edit_without_a_keyboard_takes_it_away(hand: Hand, anna: Person) -> None:
    number = await sent(hand, anna)
    await hand.do("editMessageText", chat_id=anna.id, message_id=number, text="Fråga")
    assert anna.chat.messages[number].labels == ()


async def test_an_edit_that_changes_nothing_is_refused(hand: Hand, anna: Person) -> None:
    number = await sent(hand, anna)
    same = {"chat_id": anna.id, "message_id": number, "reply_markup": KEYS}
    assert await hand.refused("editMessageText", text=" Fråga ", **same) == f"400 Bad Request: {NOT_MODIFIED}"
    assert await hand.refused("editMessageReplyMarkup", **same) == f"400 Bad Request: {NOT_MODIFIED}"
    await hand.do("editMessageReplyMarkup", chat_id=anna.id, message_id=number)
    assert anna.chat.messages[number].labels == ()


async def test_only_the_bots_own_texts_can_be_edited(hand: Hand, anna: Person) -> None:
    async def refused(message_id: object, **more: object) -> str:
        parameters = {"chat_id": anna.id, "message_id": message_id, "text": "x", **more}
        return await hand.refused("editMessageText", **parameters)

    assert await refused(1) == "400 Bad Request: message to edit not found"
    assert await refused("") == "400 Bad Request: message identifier is not specified"
    assert await refused(anna.send("hej").id) == "400 Bad Request: message can't be edited"
    number = await sent(hand, anna)
    assert await refused(number, text="") == "400 Bad Request: message text is empty"
    assert await refused(number, text="x" * 4097) == "400 Bad Request: message is too long"
    assert await refused(number, reply_markup={"force_reply": True}) == "400 Bad Request: inline keyboard expected"


async def test_both_sides_messages_can_be_deleted_once(hand: Hand, anna: Person) -> None:
    for number in (await sent(hand, anna), anna.send("hej").id):
        assert await hand.do("deleteMessage", chat_id=anna.id, message_id=number)
        assert number not in anna.chat.messages
        again = await hand.refused("deleteMessage", chat_id=anna.id, message_id=number)
        assert again == "400 Bad Request: message to delete not found"


async def test_after_48_hours_nothing_can_be_deleted(hand: Hand, world: World, anna: Person) -> None:
    number, start = await sent(hand, anna), world.now()
    world.now = lambda: start + 48 * 3600 + 2
    refused = await hand.refused("deleteMessage", chat_id=anna.id, message_id=number)
    assert refused == "400 Bad Request: message can't be deleted for everyone"


async def test_others_messages_in_a_group_stay(hand: Hand, world: World, anna: Person) -> None:
    group = world.group("Fika")
    anna.add_bot(group)
    number = anna.send("hej", chat=group).id
    refused = await hand.refused("deleteMessage", chat_id=group.id, message_id=number)
    assert refused == "400 Bad Request: message can't be deleted"


def pressed(person: Person) -> Press:
    press = person.press()
    assert isinstance(press, Press)
    return press


async def test_a_press_is_answered_once(hand: Hand, anna: Person) -> None:
    await sent(hand, anna)
    press = pressed(anna)
    await hand.do("answerCallbackQuery", callback_query_id=press.id, text="Tack", show_alert=True)
    assert press.toast == Toast("Tack", alert=True)
    assert await hand.refused("answerCallbackQuery", callback_query_id=press.id) == f"400 Bad Request: {TOO_OLD}"


async def test_a_press_grows_old(hand: Hand, world: World, anna: Person) -> None:
    await sent(hand, anna)
    press, start = pressed(anna), world.now()
    world.now = lambda: start + world.press_lifetime + 1
    assert await hand.refused("answerCallbackQuery", callback_query_id=press.id) == f"400 Bad Request: {TOO_OLD}"


@pytest.mark.parametrize(
    ("answer", "words"),
    [({"text": "x" * 201}, "MESSAGE_TOO_LONG"), ({"url": "https://forbund.example"}, "URL_INVALID")],
)
async def test_an_answer_has_its_limits(hand: Hand, anna: Person, answer: dict[str, str], words: str) -> None:
    await sent(hand, anna)
    refused = await hand.refused("answerCallbackQuery", callback_query_id=pressed(anna).id, **answer)
    assert refused == f"400 Bad Request: {words}"


async def test_a_picture_has_no_text_to_edit(hand: Hand, anna: Person) -> None:
    kept = anna.attach("photo").content["photo"]
    assert isinstance(kept, list)
    shown = await hand.do("sendPhoto", chat_id=anna.id, photo=kept[0]["file_id"], caption="Bild")
    refused = await hand.refused("editMessageText", chat_id=anna.id, message_id=shown["message_id"], text="x")
    assert refused == "400 Bad Request: there is no text in the message to edit"


def test_a_message_value_stays_as_it_was(anna: Person) -> None:
    first = anna.send("ett")
    second = anna.edit(first, "två")
    assert (first.text, second.text) == ("ett", "två")
    assert isinstance(anna.chat.messages[first.id], Message)
