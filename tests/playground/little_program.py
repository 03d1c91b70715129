"""Plays the real program in the demo's tests: same commands, same settings, a bot of forty lines.

Told by MISBEHAVE: "die" makes `run` end at once, "mute" makes `keys new` fail.
"""

import json
import os
import secrets
import subprocess
import sys
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any


def api(method: str, **parameters: object) -> Any:  # noqa: ANN401  # JSON as it came
    address = f"{os.environ['FOLJSAM_API_URL']}{os.environ['FOLJSAM_TOKEN']}/{method}"
    data = json.dumps(parameters).encode()
    request = urllib.request.Request(address, data, {"Content-Type": "application/json"})  # noqa: S310  # http only
    with urllib.request.urlopen(request) as response:  # noqa: S310  # http only
        return json.load(response)["result"]


def reply(chat: int, text: str) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Börja", "callback_data": "go"}]]}
    api("sendMessage", chat_id=chat, text=text, reply_markup=keyboard)


def handle(update: dict[str, Any]) -> None:
    if query := update.get("callback_query"):
        api("answerCallbackQuery", callback_query_id=query["id"], text="Bra")
        message = query["message"]
        api("editMessageText", chat_id=message["chat"]["id"], message_id=message["message_id"], text="Nu börjar vi")
    elif "text" in update.get("message", {}):
        chat, text = update["message"]["chat"]["id"], update["message"]["text"]
        known = Path(os.environ["FOLJSAM_DATABASE"]).read_text().split()
        payload = text.removeprefix("/start").strip()
        reply(chat, "Välkommen" if payload in known else f"Du skrev {text}")


def run() -> None:
    # A child that would outlive its parent, if nobody ended it too.
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], stdout=subprocess.DEVNULL)
    Path(os.environ["FOLJSAM_DATABASE"]).touch()
    api("setMyCommands", commands=[{"command": "hjalp", "description": "Hjälp"}])
    offset = 0
    while True:
        for update in api("getUpdates", offset=offset, timeout=30):
            handle(update)
            offset = update["update_id"] + 1


def invited() -> dict[str, object]:
    payload = secrets.token_urlsafe(16)
    with Path(os.environ["FOLJSAM_DATABASE"]).open("a") as database:
        database.write(payload + "\n")
    return {"payload": payload, "link": None, "expires": "2030-01-01"}


def main(arguments: list[str]) -> None:
    misbehaviour = os.environ.get("MISBEHAVE")
    if arguments[0] == "--rehearse-at":
        del arguments[:2]
    match arguments:
        case ["keys", "new"] if misbehaviour == "mute":
            sys.exit("inga nycklar i dag")
        case ["keys", "new"]:
            print("FOLJSAM_KEY=k1:abc=")  # noqa: T201  # the command's whole purpose
        case ["association", "new", "--example", "--output", file]:
            Path(file).write_text("name: Exempel\n")
        case ["staff", "invite", "--role", _, *_, "--json"]:
            print(json.dumps(invited()))  # noqa: T201  # the command's whole purpose
        case ["invite", "--programme", "samverkansteam-finnveden", "--count", "1", "--json"]:
            print(json.dumps([invited()]))  # noqa: T201  # the command's whole purpose
        case ["run", "--rehearse-from", _] if misbehaviour != "die":
            run()
        case _:
            sys.exit(f"vet inte: {arguments}")


if __name__ == "__main__":
    main(sys.argv[1:])
