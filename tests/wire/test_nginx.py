"""The example of what stands before the webhook is taken by nginx, and lets through Telegram's path and no other."""

import asyncio
import json
import re
import shutil
import ssl
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot.wire.listen import listening
from bot.wire.places import read_place
from tests.harness import by_webhook

EXAMPLE = Path(__file__).parents[2] / "deploy" / "nginx.conf"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin") or shutil.which("nginx")

pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")


def certify(folder: Path) -> None:
    """Write a certificate of our own, and its key."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "bot.example")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
    valid = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    signed = valid.sign(key, hashes.SHA256())
    (folder / "fullchain.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


def configure(folder: Path, changes: dict[str, str]) -> list[str]:
    """Make the example an operator's own, and give the command that runs nginx with it."""
    text = EXAMPLE.read_text()
    changes = {"/etc/ssl/foljsam": str(folder), "/var/log/nginx/foljsam.log": str(folder / "error.log"), **changes}
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    certify(folder)
    (folder / "foljsam.conf").write_text(text)
    paths = "".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    main = folder / "nginx.conf"
    main.write_text(
        f"daemon off; master_process off; pid {folder}/nginx.pid; events {{}}"
        f" http {{ {paths} include {folder}/foljsam.conf; }}"
    )
    assert NGINX
    return [NGINX, "-e", str(folder / "start.log"), "-c", str(main), "-p", str(folder)]


def test_nginx_takes_the_example(tmp_path: Path) -> None:
    tried = subprocess.run([*configure(tmp_path, {}), "-t"], capture_output=True, text=True, check=False)  # noqa: S603  # our own
    assert tried.returncode == 0, tried.stderr
    assert not re.search(r"\[(warn|error|emerg|alert)\]", tried.stderr), tried.stderr


@asynccontextmanager
async def nginx(folder: Path, changes: dict[str, str], port: str) -> AsyncIterator[None]:
    process = await asyncio.create_subprocess_exec(*configure(folder, {"listen 443": f"listen {port}", **changes}))
    try:
        async with asyncio.timeout(20):
            while True:
                try:
                    _, writer = await asyncio.open_connection("127.0.0.1", int(port.rpartition(":")[2]))
                except OSError:
                    await asyncio.sleep(0.02)  # no bell rings when a process listens
                else:
                    writer.close()
                    break
        yield
    finally:
        process.terminate()
        await process.wait()


@pytest.mark.parametrize("is_telegram", [True, False])
async def test_only_telegram_on_its_path_gets_through(tmp_path: Path, *, is_telegram: bool) -> None:
    bot, front = by_webhook(), by_webhook()["listen"]
    brought: list[int] = []

    async def take(request: web.Request) -> web.Response:
        brought.append(json.loads(await request.read())["update_id"])
        return web.Response(text="taken")

    routes = [web.post("/telegram", take), web.get("/health", take), web.get("/metrics", take)]
    changes = {"127.0.0.1:8080;": f"{bot['listen']};"}
    if is_telegram:
        changes["allow 91.108.4.0/22;"] = "allow 127.0.0.1;"
    trust = ssl.create_default_context()
    trust.check_hostname, trust.verify_mode = False, ssl.CERT_NONE
    async with (
        listening(read_place(bot["listen"]), routes),
        nginx(tmp_path, changes, front),
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=trust)) as session,
    ):

        async def asked(method: str, path: str, body: bytes | None = None) -> int:
            async with session.request(method, f"https://{front}{path}", data=body and BytesIO(body)) as response:
                return response.status

        for path in ("/health", "/metrics", "/", "/telegram/", "/telegram/../health", "/TELEGRAM"):
            assert await asked("GET", path) == 404
        assert await asked("GET", "/telegram") == 403
        assert await asked("POST", "/telegram", b'{"update_id": 7}') == (200 if is_telegram else 403)
        assert await asked("POST", "/telegram", b" " * (1 << 20) + b" ") == 413
    assert brought == ([7] if is_telegram else [])
