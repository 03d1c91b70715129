import asyncio
import json
from typing import Any

import pytest

from bot.playground import Person, World
from bot.playground.page import FILES
from tests.playground.conftest import Hand


async def test_people_are_made_and_listed(hand: Hand, world: World) -> None:
    status, made = await hand.visit("POST", "people", first_name="Siv", language_code="en")
    assert (status, made["name"], made["language"], made["role"]) == (201, "Siv", "en", "participant")
    _, everybody = await hand.visit("GET", "people")
    assert [person["id"] for person in everybody] == list(world.people) == [made["id"]]


async def test_people_act_and_see_their_screen(hand: Hand, world: World, anna: Person) -> None:
    path = f"people/{anna.id}"
    await hand.visit("POST", f"{path}/send", text="hej")
    keys = {"inline_keyboard": [[{"text": "Ja", "callback_data": "yes"}, {"text": "Nej", "callback_data": "no"}]]}
    asked = await hand.do("sendMessage", chat_id=anna.id, text="?", reply_markup=keys)
    for content in ({"row": 0, "column": 1}, {"data": "yes"}, {"label": "Nej"}, {"message": asked["message_id"]}):
        status, _ = await hand.visit("POST", f"{path}/press", **content)
        assert status == 200
    assert [press.data for press in anna.chat.presses] == ["no", "yes", "no", "yes"]
    await hand.do("answerCallbackQuery", callback_query_id=anna.chat.presses[-1].id, text="Tack")
    _, screen = await hand.visit("GET", f"{path}/chat")
    assert [bubble["text"] for bubble in screen["messages"]] == ["/start", "hej", "?"]
    assert screen["messages"][-1]["keyboard"] == keys["inline_keyboard"]
    assert screen["toast"]["text"] == "Tack"
    assert world.inbox.history[-1].kind == "callback_query"


async def test_every_other_action(hand: Hand, world: World, anna: Person) -> None:
    path = f"people/{anna.id}"
    own = anna.send("hej").id
    assert (await hand.visit("POST", f"{path}/edit", message=own, text="hopp"))[0] == 200
    assert anna.chat.messages[own].text == "hopp"
    assert (await hand.visit("POST", f"{path}/delete", message=own))[0] == 200
    assert (await hand.visit("POST", f"{path}/delete", message=own))[0] == 409
    _, screen = await hand.visit("POST", f"{path}/attach", kind="photo")
    assert screen["messages"][-1]["file"]["picture"]
    _, screen = await hand.visit("POST", f"{path}/send-file", name="svar.csv", mime="text/csv", data="YTtiCg==")
    shown = screen["messages"][-1]["file"]
    assert shown["name"] == "svar.csv"
    assert world.files[shown["url"].rpartition("/")[2]].data == b"a;b\n"
    link = f"https://t.me/{world.username}?start=abc"
    _, screen = await hand.visit("POST", f"{path}/open", link=link)
    assert screen["messages"][-1]["text"] == "/start abc"
    _, screen = await hand.visit("POST", f"{path}/start", payload="x")
    assert screen["messages"][-1]["text"] == "/start x"
    _, screen = await hand.visit("POST", f"{path}/block")
    assert screen["blocked"]
    assert (await hand.visit("POST", f"{path}/send", text="x"))[0] == 409
    _, screen = await hand.visit("POST", f"{path}/unblock")
    assert not screen["blocked"]
    _, other = await hand.visit("POST", f"{path}/new-phone")
    assert other["id"] in world.people
    assert other["id"] != anna.id


@pytest.mark.parametrize(
    ("path", "content", "status"),
    [
        ("people/{}/fly", {}, 404),
        ("people/1/send", {"text": "x"}, 404),
        ("people/{}/send", {}, 400),
        ("people/{}/press", {"row": "x"}, 400),
        ("people/{}/send-file", {"name": "", "data": ""}, 400),
        ("people/{}/send-file", {"name": "a.csv", "data": "å"}, 400),
        ("people/{}/press", {"message": 1}, 409),
        ("people/{}/open", {"link": "https://a.se"}, 409),
    ],
)
async def test_what_people_cannot_do(
    hand: Hand, anna: Person, path: str, content: dict[str, object], status: int
) -> None:
    assert (await hand.visit("POST", path.format(anna.id), **content))[0] == status


@pytest.mark.parametrize("body", ["{", "[]"])
async def test_only_json_objects_are_read(hand: Hand, body: str) -> None:
    async with hand.session.post(hand.api.removesuffix("bot") + "people", data=body) as response:
        assert response.status == 400


async def test_a_screen_can_be_waited_for(hand: Hand, anna: Person) -> None:
    _, screen = await hand.visit("GET", f"people/{anna.id}/chat")
    waiting = asyncio.create_task(hand.visit("GET", f"people/{anna.id}/chat?since={screen['revision']}"))
    await hand.do("sendMessage", chat_id=anna.id, text="nytt")
    _, newer = await waiting
    assert newer["messages"][-1]["text"] == "nytt"


async def test_events_bring_the_board_every_screen_and_then_what_changes(
    hand: Hand, world: World, anna: Person
) -> None:
    bo = world.person("Bo")
    async with hand.session.get(hand.api.removesuffix("bot") + "events") as response:

        async def event() -> dict[str, Any]:
            line = await response.content.readline()
            assert await response.content.readline() == b"\n"
            read = json.loads(line.removeprefix(b"data: "))
            assert isinstance(read, dict)
            return read

        first = await event()
        assert [(await event())["id"] for _ in range(2)] == [anna.id, bo.id]
        bo.start()
        assert (await event())["messages"][-1]["text"] == "/start"
        await hand.do("getUpdates")
        assert await event() == {"bot": "running"}
        await hand.do("sendMessage", chat_id=bo.id, text="hej")
        assert (await event())["log"]["text"] == "hej"
        assert (await event())["id"] == bo.id
        world.reset()
        other = await event()
        assert other.keys() == first.keys() == {"world"}
        assert other != first
        assert (await hand.visit("GET", "people"))[1] == []


async def test_a_locked_screen_shows_what_arrived_and_not_what_was_edited_or_deleted(hand: Hand, anna: Person) -> None:
    async def shown() -> list[str]:
        _, screen = await hand.visit("GET", f"people/{anna.id}/chat")
        assert {each["title"] for each in screen["notifications"]} <= {"Följsam"}
        return [each["text"] for each in screen["notifications"]]

    first = await hand.do("sendMessage", chat_id=anna.id, text="\nEtt\nrad två")
    second = await hand.do("sendMessage", chat_id=anna.id, text="Två")
    assert await shown() == ["Ett", "Två"]
    await hand.do("deleteMessage", chat_id=anna.id, message_id=second["message_id"])
    assert await shown() == ["Ett"]
    _, screen = await hand.visit("POST", f"people/{anna.id}/seen")
    assert screen["notifications"] == []
    await hand.do("editMessageText", chat_id=anna.id, message_id=first["message_id"], text="Ändrat")
    assert await shown() == []
    await hand.do("sendMessage", chat_id=anna.id, text="Tre")
    anna.send("svar")
    assert await shown() == []


async def test_a_phones_language_changes_its_menu_and_what_the_bot_is_told(hand: Hand, anna: Person) -> None:
    for code, word in (("", "Hjälp"), ("ar", "مساعدة")):
        await hand.do("setMyCommands", commands=[{"command": "hjalp", "description": word}], language_code=code)
    _, screen = await hand.visit("POST", f"people/{anna.id}/language", language="ar")
    assert (screen["language"], screen["menu"][0]["description"]) == ("ar", "مساعدة")
    anna.send("hej")
    assert hand.world.inbox.history[-1].body["from"]["language_code"] == "ar"
    assert (await hand.visit("POST", f"people/{anna.id}/language", language="på svenska"))[0] == 409


async def test_the_log_tells_what_was_sent_and_why(hand: Hand, world: World, anna: Person) -> None:
    await hand.do("sendMessage", chat_id=anna.id, text="svar")
    keys = {"inline_keyboard": [[{"text": "Ja", "callback_data": "ja"}]]}
    sent = await hand.do("sendMessage", chat_id=anna.id, text="fråga", reply_markup=keys)
    anna.press()
    await hand.do("editMessageText", chat_id=anna.id, message_id=sent["message_id"], text="klart")
    world.board.tell("moving", {"now": "…", "to": "…"})
    await hand.do("deleteMessage", chat_id=anna.id, message_id=sent["message_id"])
    world.board.tell("moving", None)
    anna.block()
    await hand.refused("sendMessage", chat_id=anna.id, text="når inte fram")
    _, log = await hand.visit("GET", "control/log")
    assert [(entry["method"], entry["text"], entry["why"]) for entry in log] == [
        ("sendMessage", "svar", "svar på meddelande"),
        ("sendMessage", "fråga", "svar på meddelande"),
        ("editMessageText", "klart", "svar på tryck"),
        ("deleteMessage", "klart", "på eget initiativ"),
        ("sendMessage", "når inte fram", "svar på tryck"),
    ]
    assert {(entry["to"], entry["name"]) for entry in log} == {(anna.id, "Anna")}
    assert [entry["refused"] for entry in log if entry["refused"]] == ["Forbidden: bot was blocked by the user"]
    assert (await hand.visit("GET", "control/log?since=4"))[1] == log[4:]
    assert (await hand.visit("GET", "control/log?since=x"))[0] == 400


async def test_the_control_door_without_a_bot_behind_it(hand: Hand, anna: Person) -> None:
    status, clock = await hand.visit("GET", "control/clock")
    assert (status, clock["now"].endswith("+00:00")) == (200, True)
    for path in ("kill", "invite", "reset"):
        assert (await hand.visit("POST", f"control/{path}"))[0] == 501
    assert (await hand.visit("POST", "control/advance", days=1))[0] == 501
    assert (await hand.visit("POST", "control/advance", days=-1))[0] == 400
    assert (await hand.visit("POST", "control/fill", participants=1))[0] == 501
    assert (await hand.visit("POST", "control/fill", participants="många"))[0] == 400
    assert (await hand.visit("POST", "control/clock", now="soon"))[0] == 400
    assert (await hand.visit("POST", "control/block", chat=anna.id))[0] == 200
    assert anna.blocked
    assert (await hand.visit("POST", "control/block", chat=1))[0] == 404


@pytest.mark.parametrize("address", FILES)
async def test_the_page_is_served_and_loads_nothing_from_elsewhere(hand: Hand, address: str) -> None:
    async with hand.session.get(hand.api.removesuffix("bot") + address) as response:
        assert response.status == 200
        assert response.headers["Content-Security-Policy"].startswith("default-src 'self'")
        content = await response.text()
    assert "//cdn" not in content
    assert "innerHTML" not in content


async def test_files_that_are_not_there(hand: Hand) -> None:
    assert (await hand.visit("GET", "files/x"))[0] == 404
    assert (await hand.visit("GET", "favicon.ico"))[0] == 204
