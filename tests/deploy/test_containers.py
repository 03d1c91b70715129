"""The container file and the compose file say what they promise; no engine is needed to see it.

Not exercised here: the building and the running, which want an engine and the base image.
"""

import asyncio
import json
import re
import sys
from typing import Any

import pytest
import yaml
from aiohttp import web

from bot.settings import Settings
from bot.wire.listen import listening
from bot.wire.places import read_place
from tests.deploy.runbook import DEPLOY
from tests.harness import by_webhook
from tests.house.source import ROOT

USER = "10001:10001"
_STEP = re.compile(r"^([A-Z]+) (.+?)(?<!\\)$", re.MULTILINE | re.DOTALL)


def steps() -> list[tuple[str, str]]:
    """Give the container file's instructions in order, continued lines joined."""
    text = re.sub(r"^#.*\n", "", (DEPLOY / "Containerfile").read_text("utf-8"), flags=re.MULTILINE)
    return [(name, " ".join(rest.replace("\\\n", " ").split())) for name, rest in _STEP.findall(text)]


def of(name: str) -> list[str]:
    return [rest for step, rest in steps() if step == name]


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yml").read_text("utf-8"))
    return found


def test_it_is_built_in_two_stages_on_a_base_that_is_named_without_a_host() -> None:
    first, second = of("FROM")
    assert first == f"{second} AS build"
    assert re.fullmatch(r"python:3\.\d+-slim-\w+", second)
    assert [each for each in of("COPY") if each.startswith("--from=build")] == [
        "--from=build /opt/foljsam/.venv /opt/foljsam/.venv"
    ]


def test_what_it_copies_is_there_and_is_all_that_the_program_is_made_of() -> None:
    copied = [each.split()[:-1] for each in of("COPY") if not each.startswith("--from")]
    names = [name for each in copied for name in each]
    assert [name for name in names if not (ROOT / name).exists()] == []
    assert {"bot", "flows", "locales", "storage", "deploy/locks", "deploy/install.sh"} <= {*names}


def test_it_runs_as_nobody_in_particular_and_keeps_nothing_in_the_image() -> None:
    assert of("USER") == [USER]
    assert (of("ENTRYPOINT"), of("CMD")) == (['["foljsam"]'], ['["run"]'])
    settings = re.findall(r"FOLJSAM_([A-Z_]+)=", " ".join(of("ENV")))
    assert {name.lower() for name in settings} <= Settings.model_fields.keys()
    assert "MPLCONFIGDIR=/tmp/matplotlib" in of("ENV")[0]
    assert [path.split("=")[0] for path in re.findall(r"\S*(?:TOKEN|KEY|SECRET)\S*", " ".join(of("ENV")))] == []


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1)])
async def test_its_health_check_sees_whether_the_bot_is_well(status: int, code: int) -> None:
    [check] = of("HEALTHCHECK")
    python, option, text = json.loads(check.partition(" CMD ")[2])
    assert (python, option) == ("python", "-c")
    place = read_place(by_webhook()["listen"])

    async def health(_: web.Request) -> web.Response:
        return web.Response(status=status)

    async with listening(place, [web.get("/health", health)]):
        command = (sys.executable, "-c", text.replace("8080", str(place.port)))
        asked = await asyncio.create_subprocess_exec(*command)
        assert await asked.wait() == code


SERVICE_KEYS = {
    *("image", "build", "restart", "read_only", "user", "cap_drop", "security_opt", "pids_limit", "mem_limit", "tmpfs"),
    *("stop_grace_period", "ulimits", "logging", "ports", "volumes", "profiles", "entrypoint", "healthcheck"),
    "network_mode",
}
"""What compose's schema calls a service's settings, as far as they are used."""


@pytest.mark.parametrize("name", compose()["services"])
def test_each_service_has_no_rights_and_nothing_to_write_to_but_its_own(name: str) -> None:
    service = compose()["services"][name]
    assert service.keys() <= SERVICE_KEYS
    assert (service["read_only"], service["user"], service["cap_drop"]) == (True, USER, ["ALL"])
    assert "no-new-privileges:true" in service["security_opt"]
    assert any(each.startswith("/tmp:") for each in service["tmpfs"])
    assert all(each.startswith("127.0.0.1:") for each in service.get("ports", []))
    of_its_own = {each.partition(":")[0] for each in service["volumes"] if each[0] != "."}
    assert of_its_own <= compose()["volumes"].keys()


def test_each_forbund_has_its_own_volumes_and_its_hourly_copies_are_asked_for() -> None:
    services = compose()["services"]
    assert {name: each.get("profiles", []) for name, each in services.items()} == {
        "exempel": [],
        "exempel-hourly": ["hourly"],
    }
    assert "env_file" not in services["exempel"], "an environment can be inspected; the program reads its file itself"


def test_what_building_takes_is_what_development_is_locked_to() -> None:
    build, dev = ((DEPLOY / "locks" / f"{name}.txt").read_text("utf-8") for name in ("build", "dev"))
    assert build.startswith("setuptools==")
    assert build.strip() in dev
