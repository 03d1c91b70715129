"""The HTTP below the Bot API: the Telegram library's own extension point, over aiohttp.

It costs a third of the processor time of the httpx that the library brings. Errors tell what the library's do, and one
thing more: whether the call can have left this machine. None holds an address, because the token is part of it.
"""

import json
import os
import ssl
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import certifi
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

_POOL = 64
_SECONDS = 15.0
_CONNECT_SECONDS = 5.0
_UPLOAD_SECONDS = 120.0

_NEVER_LEFT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.ClientHttpProxyError)


class NotSent(NetworkError):
    """The call did not leave this machine, so it took no effect."""


class Transport(BaseRequest):
    """Makes calls to one address. It trusts no answer: the library falls over one that is no object."""

    def __init__(self, api_url: str, trust: ssl.SSLContext) -> None:
        """Take the address that is going to be called, and whose certificates to trust; nothing is opened yet."""
        self._trust = trust
        self._proxy = proxy(api_url)
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """The seconds for which an answer, or the next piece of it, is waited for."""
        return _SECONDS

    async def initialize(self) -> None:
        """Make ready; to do it again changes nothing."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=_POOL, ssl=self._trust),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                proxy=self._proxy,
            )

    async def shutdown(self) -> None:
        """Close all connections; to do it again changes nothing."""
        session, self._session = self._session, None
        if session:
            await session.close()

    async def do_request(  # noqa: PLR0913, PLR0917  # the library's signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = None,
        write_timeout: object = None,
        connect_timeout: object = None,
        pool_timeout: object = None,
    ) -> tuple[int, bytes]:
        """Make a call and give the status and what came with it; a timeout that is no number is the usual one.

        :raises NotSent: if the call did not leave this machine
        :raises TimedOut: if it took too long; whether it took effect nobody knows
        :raises NetworkError: if the line broke; the same
        """
        connecting, reading = _seconds(connect_timeout, _CONNECT_SECONDS), _seconds(read_timeout, _SECONDS)
        waiting = connecting + _seconds(pool_timeout, _SECONDS)
        sending = _sending_seconds(request_data, write_timeout)
        limits = aiohttp.ClientTimeout(
            total=sending and waiting + sending + reading, connect=waiting, sock_connect=connecting, sock_read=reading
        )
        told: NetworkError
        try:
            return await self._call(method, url, request_data, limits)
        except _NEVER_LEFT as error:
            told = NotSent(type(error).__name__)
        except TimeoutError:
            told = TimedOut()
        except aiohttp.ClientError as error:
            told = NetworkError(type(error).__name__)
        raise told  # here, where it has no context: aiohttp's errors hold the address

    async def _call(
        self, method: str, url: str, data: RequestData | None, limits: aiohttp.ClientTimeout
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError("the transport is not open")
        body, headers = _body(data)
        async with self._session.request(
            method, url, data=body, headers=headers, timeout=limits, allow_redirects=False
        ) as response:
            return response.status, await response.read()

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer.

        :raises TelegramError: if it is none
        """
        try:
            answer = json.loads(payload)
        except ValueError as error:
            raise TelegramError("Invalid server response") from error
        if not isinstance(answer, dict) or (answer.get("ok") and "result" not in answer):
            raise TelegramError("Invalid server response")
        return answer


def _seconds(given: object, usual: float) -> float:
    return float(given) if isinstance(given, (int, float)) else usual


def _sending_seconds(data: RequestData | None, given: object) -> float | None:
    """Give how long sending may take; ``None`` where nothing is sent: a file may come as slowly as it likes."""
    if data is None:
        return None
    return _seconds(given, _UPLOAD_SECONDS if data.contains_files else _SECONDS)


def _body(data: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, dict[str, str] | None]:
    """Give the body of a call and its own headers."""
    if data is None:
        return None, None
    if not data.contains_files:
        return json.dumps(data.parameters, ensure_ascii=False).encode(), {"Content-Type": "application/json"}
    form = aiohttp.FormData(data.json_parameters, quote_fields=False)  # Telegram takes names as they are
    for part, (name, content, kind) in data.multipart_data.items():
        file = BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(part, file, filename=name, content_type=kind)
    return form, None


def trusted(api_url: str) -> ssl.SSLContext:
    """Give whose certificates to trust: the usual authorities'; before an address without encryption nobody's.

    Reading the authorities takes a tenth of a start, so they are read once, and not for an address on this machine.
    """
    if urlsplit(api_url).scheme != "https":
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return ssl.create_default_context(cafile=os.environ.get("SSL_CERT_FILE") or certifi.where())


def proxy(api_url: str) -> str | None:
    """Give the proxy that the machine's settings name for an address (``HTTPS_PROXY``, ``ALL_PROXY``, ``NO_PROXY``)."""
    address, named = urlsplit(api_url), getproxies()
    if proxy_bypass(address.hostname or ""):
        return None
    return named.get(address.scheme) or named.get("all")
