"""Methods by which the bot gets its updates: long polling, and a webhook's settings."""

import time

from bot.playground.bell import WaitedInVainError
from bot.playground.board import RUNNING
from bot.playground.parameters import Parameters
from bot.playground.values import Described, Json, Refusal, bad_request
from bot.playground.webhook import read_webhook
from bot.playground.world import World

MOST = 100
LONGEST_POLL = 50
#: Asking again with the same offset within this time gives one update only: Telegram brakes busy loops so.
HASTY_SECONDS = 0.5
TERMINATED = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


async def get_updates(world: World, parameters: Parameters) -> object:
    """Confirm what lies before the offset and return what waits, or wait for it; ends an older asking."""
    if world.webhook:
        raise Refusal(409, WEBHOOK_ACTIVE)
    world.asking += 1
    mine = world.asking
    allow(world, parameters)
    offset = parameters.number("offset")
    limit = hasty(world, offset) or parameters.number("limit", MOST)
    world.inbox.confirm(offset)
    world.board.tell("bot", RUNNING)
    world.bell.ring()
    await arrival(world, mine, min(max(parameters.number("timeout"), 0), LONGEST_POLL))
    if world.asking != mine:
        raise Refusal(409, TERMINATED)
    return world.inbox.hand_out(limit if 1 <= limit <= MOST else MOST)


def allow(world: World, parameters: Parameters) -> None:
    """Remember which kinds of updates the bot wants; an empty list is the default again."""
    wanted = parameters.tree("allowed_updates")
    if wanted is None and "allowed_updates" not in parameters:
        return
    if not isinstance(wanted or [], list) or any(not isinstance(kind, str) for kind in wanted or []):
        raise bad_request("can't parse allowed updates JSON object")
    world.inbox.allowed = frozenset(wanted or [])


def hasty(world: World, offset: int) -> int:
    """Return the limit that Telegram puts on asking for the same too soon, 0 for none."""
    (last, at), now = world.last_asking, time.monotonic()
    world.last_asking = (offset, now)
    return 1 if offset == last and now < at + HASTY_SECONDS else 0


async def arrival(world: World, mine: int, timeout: int) -> None:  # noqa: ASYNC109  # the method's own parameter
    """Wait until something is there, another asks or the time is over."""
    if world.inbox.waiting() or not timeout:
        return
    try:
        await world.bell.until(lambda: world.inbox.waiting() or world.asking != mine, timeout)
    except WaitedInVainError:
        return


async def set_webhook(world: World, parameters: Parameters) -> object:
    """Have updates brought to an address from now on; an empty one is none."""
    url = parameters.text("url").strip()
    if not url:
        return await delete_webhook(world, parameters)
    found = read_webhook(url, parameters.text("secret_token"), parameters.number("max_connections"))
    allow(world, parameters)
    drop(world, parameters)
    same = world.webhook is not None and (found.url, found.secret) == (world.webhook.url, world.webhook.secret)
    world.webhook = found
    world.asking += 1
    world.bell.ring()
    return Described(result=True, description="Webhook is already set" if same else "Webhook was set")


async def delete_webhook(world: World, parameters: Parameters) -> object:
    """Let the bot ask again."""
    had, world.webhook = world.webhook, None
    drop(world, parameters)
    return Described(result=True, description="Webhook was deleted" if had else "Webhook is already deleted")


def drop(world: World, parameters: Parameters) -> None:
    """Throw away what waits, if the call says so."""
    if parameters.flag("drop_pending_updates"):
        world.inbox.pending.clear()


async def get_webhook_info(world: World, _parameters: Parameters) -> object:
    """Tell the webhook's address, how much waits, and what went wrong last."""
    about: Json = world.webhook.api() if world.webhook else {"url": ""}
    allowed = {"allowed_updates": sorted(world.inbox.allowed)} if world.inbox.allowed else {}
    pending = {"has_custom_certificate": False, "pending_update_count": len(world.inbox.waiting())}
    return {**about, **pending, **allowed}
