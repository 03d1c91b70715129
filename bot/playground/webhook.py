"""A webhook: the address to which the bot wants its updates brought, and how that goes."""

import re
from dataclasses import dataclass

from bot.playground.links import checked_link, is_here
from bot.playground.values import Json, bad_request

SECRET = re.compile(r"[A-Za-z0-9_-]*")
LONGEST_SECRET = 256
PORTS = (443, 80, 88, 8443)
USUAL_CONNECTIONS = 40
MOST_CONNECTIONS = 100


@dataclass
class Webhook:
    """Where updates are brought; `error` is the last thing that went wrong, `failed_at` when."""

    url: str
    secret: str = ""
    connections: int = USUAL_CONNECTIONS
    error: str = ""
    failed_at: int = 0

    @property
    def headers(self) -> dict[str, str]:
        """What is sent along, so that the bot knows who is calling."""
        return {"X-Telegram-Bot-Api-Secret-Token": self.secret} if self.secret else {}

    def failed(self, problem: str, now: float) -> None:
        """Remember what went wrong."""
        self.error, self.failed_at = problem, int(now)

    def api(self) -> Json:
        """Return what getWebhookInfo tells of it."""
        error = {"last_error_date": self.failed_at, "last_error_message": self.error} if self.error else {}
        return {"url": self.url, "max_connections": self.connections, **error}


def read_webhook(url: str, secret: str, connections: int) -> Webhook:
    """Return a webhook, checked as Telegram checks it; on this machine also without TLS and on any port."""
    if len(secret) > LONGEST_SECRET:
        raise bad_request("secret token is too long")
    if not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    if not is_here(url):
        check_foreign(url)
    wanted = connections or USUAL_CONNECTIONS
    return Webhook(url, secret, min(max(wanted, 1), MOST_CONNECTIONS))


def check_foreign(url: str) -> None:
    """Raise Refusal for an address that Telegram would not call."""
    full = checked_link(url)
    if not full.startswith("https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    port = re.match(r"https://[^/?#]*:(\d+)", full)
    if port and int(port[1]) not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
