"""Where the bot is reached: the address it listens at, and the one to which Telegram brings updates."""

from dataclasses import dataclass
from urllib.parse import urlsplit

_OURS = frozenset({"/health", "/metrics"})
_THIS_MACHINE = frozenset({"127.0.0.1", "::1", "localhost"})


class PlaceFault(Exception):
    """The bot cannot be reached where it was to be; the message says what to do."""


@dataclass(frozen=True)
class Place:
    """A host and a port to listen at."""

    host: str
    port: int


@dataclass(frozen=True)
class Hook:
    """Where Telegram brings updates to, and the secret by which it is known."""

    url: str
    secret: str

    @property
    def path(self) -> str:
        """The path on which updates come; what stands before the bot passes it on as it is."""
        return urlsplit(self.url).path or "/"


def read_place(text: str) -> Place:
    """Read ``host:port``.

    :raises ValueError: if it is none
    """
    address = urlsplit(f"//{text}")
    if not (address.hostname and address.port) or address.netloc != text or address.username is not None:
        raise ValueError("not host:port")
    return Place(address.hostname, address.port)


def check_hook(url: str) -> str:
    """Give the address back if Telegram can bring updates there; on this machine also without encryption.

    :raises ValueError: if it cannot
    """
    address = urlsplit(url)
    is_safe = address.scheme == "https" or (address.scheme == "http" and address.hostname in _THIS_MACHINE)
    is_plain = url.isascii() and url.isprintable() and " " not in url and not (address.query or address.fragment)
    if not (is_safe and is_plain and address.hostname and address.port != 0 and address.path not in _OURS):
        raise ValueError("Telegram cannot bring updates there")
    return url
