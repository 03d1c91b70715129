"""Which addresses Telegram takes for links."""

import re
from urllib.parse import urlsplit


def checked_link(address: str) -> str:
    """Return the address as Telegram keeps it, empty if it leads nowhere."""
    address = address.strip()
    if address.startswith(("tg://", "tg:", "mailto:", "tel:")):
        return address
    full = address if "://" in address else f"http://{address}"
    try:
        parts = urlsplit(full)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[^\s@]+", host) or not reachable(host):
        return ""
    return full if parts.path or parts.query else f"{full}/"


def is_here(address: str) -> bool:
    """Tell whether an address is one on this very machine."""
    try:
        parts = urlsplit(address.strip())
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and host in ("127.0.0.1", "localhost", "::1")


def reachable(host: str) -> bool:
    """Tell whether a host name could be one on the open net."""
    return "." in host.strip(".") and ".." not in host
