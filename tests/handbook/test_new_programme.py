"""The page "Skriv ett nytt program", followed literally, ends in a working programme."""

import asyncio
import json
import re
from pathlib import Path

import pytest

from bot.playground import Person, World, serve
from flows.catalogue import SHIPPED
from tests.command_line.program import ran_here
from tests.handbook.following import Reader, StuckError, reader
from tests.handbook.pages import HANDBOOK, Fence, fences, table
from tests.harness import shows, tap
from tests.playground.demos import REAL, demo, history_is_over, role

PAGE = (HANDBOOK / "skriv-ett-program.md").read_text("utf-8")
FEW = 5
DEFINED = ("yaml", "ini")


async def test_the_page_followed_literally_ends_in_a_working_programme(tmp_path: Path) -> None:
    world = World()
    async with serve(world) as api, reader(tmp_path, token=world.token, api_url=str(api)) as somebody:
        printed = [(fence, await _then_people_act(world, fence, await somebody.does(fence))) for fence in fences(PAGE)]

    said = {fence.text.split()[1]: out for fence, out in printed if fence.text.startswith("foljsam ")}
    programmes, forms = (len([*(SHIPPED / kind).glob("*.yaml")]) + 1 for kind in ("programmes", "questionnaires"))
    assert said["check"] == f"{programmes} programmes and {forms} questionnaires are sound\n"
    assert (tmp_path / "lappar.pdf").read_bytes().startswith(b"%PDF-")
    looked = json.loads(said["status"])
    assert looked["programme"] == "framat"
    assert looked["people"]["active"] == FEW
    judged = {goal["key"]: (goal["n"], goal["of"], goal["verdict"]) for goal in looked["goals"]}
    assert judged["vet-vad"] == (FEW, FEW, "met")
    assert judged["inskrivna-per-ar"] == (FEW, None, "not_met")
    assert world.calls.refused == []


async def _then_people_act(world: World, fence: Fence, printed: str) -> str:
    """Let those who were invited by a step open their links and do as the page says."""
    if fence.text.startswith("foljsam staff invite"):
        coach = world.person("Coach", "sv")
        coach.open(json.loads(printed)["link"])
        await tap(coach, "Börja")
        await shows(coach, "/ny")
    if fence.text.startswith("foljsam invite"):
        made = json.loads(printed)
        assert len(made) == FEW
        people = [world.person(f"Person {number}", "sv") for number in range(FEW)]
        await asyncio.gather(*(_answers(person, each["link"]) for person, each in zip(people, made, strict=True)))
    return printed


async def _answers(person: Person, link: str) -> None:
    person.open(link)
    for label in ("Svenska", "Ja", "Börja", "Instämmer till stor del", "7"):
        await tap(person, label)
    await shows(person, "Vad är viktigast för dig just nu?")
    for label in ("Hoppa över", "Skicka in"):
        await tap(person, label)
    await shows(person, "Tack!")


def defined(folder: Path) -> Reader:
    """Write what the page defines into the folder, without a process for each step."""
    assert ran_here("definitions", "new", "--output", "definitioner", cwd=folder, env={}).code == 0
    somebody = Reader(folder, {})
    for fence in fences(PAGE):
        if fence.language in DEFINED:
            somebody._write(fence)
    return somebody


def checked(folder: Path) -> list[str]:
    """Give the complaints about what was written."""
    ran = ran_here("check", "definitioner", "--association", "association.yaml", cwd=folder, env={})
    return ran.err.removeprefix("foljsam: ").splitlines()


async def test_the_demo_plays_the_programme_of_the_page(tmp_path: Path) -> None:
    defined(tmp_path)
    async with demo([*REAL, "--programme", "framat"], tmp_path) as running:
        await history_is_over(running)
        coordinator = role(await running.visit("GET", "people"), "coordinator")["id"]
        await running.visit("POST", f"people/{coordinator}/send", text="/status framat")
        await running.seen(coordinator, "3 aktiva, 8 avslutade")


@pytest.mark.parametrize(
    ("programme", "code", "told"),
    [
        ("framåt", 2, "there is no programme 'framåt' in which people take part; write one of"),
        ("samverkan-ggv", 2, "there is no programme 'samverkan-ggv' in which people take part"),
        (
            "enter",
            1,
            "'enter' sends no invitation yet; write its impact assessment under assessments in association.yaml",
        ),
    ],
)
def test_the_demo_says_which_programmes_it_can_play(programme: str, code: int, told: str, tmp_path: Path) -> None:
    defined(tmp_path)
    refused = ran_here("demo", "--programme", programme, cwd=tmp_path, env={})
    assert (refused.code, told in refused.complaint) == (code, True)


FAULTS = [row[:3] for row in table(PAGE, "rätt rad")]


@pytest.mark.parametrize(("right", "wrong", "complaint"), FAULTS, ids=[wrong for _, wrong, _ in FAULTS])
def test_a_typical_fault_is_complained_of_as_the_page_says(
    right: str, wrong: str, complaint: str, tmp_path: Path
) -> None:
    defined(tmp_path)
    name = complaint.partition(":")[0]
    file = next(tmp_path.glob(f"{name}")) if name == "association.yaml" else tmp_path / "definitioner" / name
    assert checked(tmp_path) == []
    text = file.read_text("utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong, 1), "utf-8")

    told = checked(tmp_path)

    whole = re.escape(complaint).replace("…", ".*")
    assert any(re.fullmatch(whole, line) for line in told), told


def test_every_language_of_a_fence_is_followed() -> None:
    assert {fence.language for fence in fences(PAGE)} == {"sh", "yaml", "ini"}


BROKEN = {
    "a fault in a file": ("kind: choice", "kind: val", "questionnaires/framat-start.yaml:8"),
    "a file in a folder that nobody made": ("yaml definitioner/programmes/", "yaml definitionen/programmes/", "folder"),
    "a command that there is not": ("foljsam association new", "foljsam association make", "association make"),
    "a step that is left out": ("foljsam definitions new --output definitioner", "true", "definitioner"),
    "a fence without a name": ("```yaml association.yaml", "```yaml", "neither a file"),
}


@pytest.mark.parametrize("name", BROKEN)
async def test_a_broken_page_is_not_got_through(name: str, tmp_path: Path) -> None:
    right, wrong, told = BROKEN[name]
    assert right in PAGE
    broken = PAGE.replace(right, wrong)
    until_check = [fence for fence in fences(broken) if fence.line <= _line_of_check(broken)]
    async with reader(tmp_path) as somebody:
        with pytest.raises(StuckError, match=re.escape(told)):
            await somebody.follows(until_check)


def _line_of_check(page: str) -> int:
    return next(fence.line for fence in fences(page) if fence.text.startswith("foljsam check"))
