"""A local Telegram to try the bot on; imports nothing of ours, so that it cannot cheat.

It refuses what Telegram refuses, in Telegram's words. A test serves a world, points the real bot at it, and acts as
people do::

    world = World()
    async with serve(world) as api:                    # "http://127.0.0.1:PORT/bot": FOLJSAM_API_URL
        # start the bot with FOLJSAM_TOKEN=world.token and FOLJSAM_API_URL=api
        anna = world.person("Anna", "sv")
        anna.start("PAYLOAD")                          # or anna.open("https://t.me/<bot>?start=PAYLOAD")
        await anna.chat.wait(lambda chat: "Börja" in chat.transcript)
        anna.press_label("Börja")                      # or anna.press(row, column), anna.press_data("…")
        await anna.chat.wait(lambda chat: "Fråga 1" in chat.text, timeout=10)
        first = anna.send("ett svar")                  # anna.edit(first, "…"), anna.delete(first), anna.attach("photo")
        world.inbox.duplicate(world.inbox.history[-1])  # the same update once more; inbox.swap(one, other)
        world.faults.plant(cut_after(), "sendMessage", chat=anna.id)     # strikes once; times=3, times=None: always
        world.limit(Limits(overall=30, per_chat=1, edits_count=False))   # 429 from now on
        anna.block(); anna.unblock(); other = anna.new_phone(); anna.leave_telegram()
        group = world.group("Fika"); anna.add_bot(group); anna.send("hej", chat=group)
        assert world.calls.refused == []               # what Telegram refused and no fault provoked
        assert len(world.calls.of("sendMessage", chat=anna.id)) == 2

`World`: token, username, bot, now (a function; replace it to move the time), press_lifetime, people, chats, inbox,
calls, faults, menus, files, webhook, board, journal; person(), group(), chat(), limit(). `Person`: id, chat, menu,
blocked; start, open, send, attach, edit, delete, press, press_label, press_data, block, unblock, leave_telegram,
new_phone, add_bot, remove_bot. `Chat`: shown, from_bot, last, text, transcript, deleted, presses, actions, wait().
`Message`: id, text, entities, labels, buttons, keyboard, content, date, edited, from_bot. `Press`: toast (None until
answered), with text and alert. `Inbox`: pending, history, duplicate, swap. `Calls`: of(), refused, provoked;
`busiest(calls)` per second. Faults: fail, garbage, answer, answer_after, cut_before, cut_after, delay, held; or any
function (call, proceed).

Over HTTP, for the page (`GET /`) and outside scripts, JSON both ways; what is wrong comes as `{"error"}`:

- `GET|POST /people`, `GET /people/{id}/chat?since=REVISION` (waits), `POST /people/{id}/ACTION` with send, start, open,
  press, attach, edit, delete, block, unblock, language (`{"language": "ar"}`), seen or new-phone; each answers the
  screen. `notifications` in it are what a locked screen shows: `[{"message", "at", "title", "text"}]`.
- `GET /events`, server-sent: every changed screen; `{"world": id}` (another id: forget all screens),
  `{"bot": "running" | "dead" | "starting"}`,
  `{"moving": {"now", "to"} | null}`, `{"progress": {"done", "of"} | null}`, `{"log": entry}`.
- `GET|POST /control/clock`, `POST /control/advance {"days"}`, `/control/block {"chat"}`, `/control/invite`;
  `/control/kill` answers `{"killed_ms", "back_ms", "pending_updates", "confirmed"}`: what waited when the bot died, and
  how much of it has been confirmed since; `/control/reset`; `/control/fill {"participants"}` answers `{"people": [id]}`
  when all is done; `GET /control/log?since=NUMBER` answers
  `[{"number", "at", "to": person's id, "name", "method", "text", "why", "refused": "" or Telegram's words}]`.
- `GET|POST|DELETE /control/faults`: `{"kind", "methods": [], "chat": id, "times": n or null, "seconds"}` with the kinds
  too_many, server_error, bad_gateway, garbage, cut_before, cut_after, truncated, failed_after and late, and for
  the next updates duplicated and swapped.

`demo.run_demo` plays it all with the real program behind it, and a history that is lived through while the page is up:
what people do then waits for its end. The first person (Alex) has then just opened an invitation.
"""

from bot.playground.bell import WaitedInVainError
from bot.playground.chats import Chat
from bot.playground.faults import (
    Answer,
    Faults,
    answer,
    answer_after,
    cut_after,
    cut_before,
    delay,
    fail,
    garbage,
    held,
    json_answer,
)
from bot.playground.limits import Limits
from bot.playground.messages import Button, Message, Press, Toast
from bot.playground.people import Person
from bot.playground.records import Call, Calls, busiest
from bot.playground.server import Address, serve
from bot.playground.updates import Inbox, Update
from bot.playground.values import ImpossibleError
from bot.playground.world import World

__all__ = [
    "Address",
    "Answer",
    "Button",
    "Call",
    "Calls",
    "Chat",
    "Faults",
    "ImpossibleError",
    "Inbox",
    "Limits",
    "Message",
    "Person",
    "Press",
    "Toast",
    "Update",
    "WaitedInVainError",
    "World",
    "answer",
    "answer_after",
    "busiest",
    "cut_after",
    "cut_before",
    "delay",
    "fail",
    "garbage",
    "held",
    "json_answer",
    "serve",
]
