"""The commands of the contract, beside a running bot and without one."""

import asyncio
import json
import re
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from flows.catalogue import SHIPPED, read_catalogue
from locales import catalogue_file
from locales.catalogue_file import ROOT
from locales.languages import TRANSLATED
from storage.backup import open_backup
from storage.seal import Seal
from tests.command_line.program import KEY, NOWHERE, environment, foljsam, ran_here
from tests.effort import times_as_much
from tests.harness import PROGRAMME, Stage, shows, staged, tap

PROGRAMMES = ", ".join(sorted(path.stem for path in (SHIPPED / "programmes").glob("*.yaml")))
OUTCOMES = "arbete, studier, arbetssokande, ratt-forsorjning, avbrott, annat"

GROUPS = ("staff", "event", "association", "definitions", "instrument", "keys")
COMMANDS = [
    "run",
    "demo",
    "check",
    "association new",
    "definitions new",
    "instrument import",
    "instrument lock",
    "staff invite",
    "staff list",
    "staff remove",
    "invite",
    "close",
    "record",
    "status",
    "event open",
    "event list",
    "event status",
    "event close",
    "export",
    "backup",
    "restore",
    "doctor",
    "migrate",
    "keys new",
]


@pytest.mark.parametrize(
    "command", ["", "staff", "event", "association", "definitions", "instrument", "keys", *COMMANDS]
)
def test_every_command_explains_itself(command: str) -> None:
    ran = CliRunner().invoke(app, [*command.split(), "--help"])

    assert ran.exit_code == 0
    assert "Usage: " in ran.stdout
    assert "Options:" in ran.stdout


async def test_the_program_tells_its_commands_and_refuses_others(tmp_path: Path) -> None:
    helped, unknown, lacking = await asyncio.gather(
        foljsam("--help", cwd=tmp_path, env={}),
        foljsam("statsu", cwd=tmp_path, env={}),
        foljsam("invite", cwd=tmp_path, env={}),
    )

    assert helped.code == 0
    assert all(re.search(rf"^  {command.split()[0]} +\w", helped.out, re.MULTILINE) for command in COMMANDS)
    assert (unknown.code, unknown.out) == (2, "")
    assert "No such command 'statsu'" in unknown.err
    assert (lacking.code, lacking.out) == (2, "")
    assert "--programme" in lacking.err


async def refused(stage: Stage, *arguments: str) -> tuple[int, str]:
    """Run a command that is to be refused; give its exit code and its one line."""
    code, out, err = await stage.foljsam(*arguments)
    assert out == ""
    [line] = err.splitlines()
    return code, line


def test_an_unknown_name_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    enter = ("--programme", "enter")
    runs = [
        ran_here(*arguments, cwd=tmp_path)
        for arguments in (
            ("status", "--programme", "entre"),
            ("invite", *enter, "--coach", "7"),
            ("close", *enter, "--reference", "A-17", "--outcome", "jobb"),
            ("close", *enter, "--reference", "A-17", "--outcome", "arbete"),
            ("staff", "remove", "7"),
            ("staff", "invite", "--role", "coach", "--programme", "x"),
            ("export", "--programme", "x", "--output", "x.csv"),
            ("export", *enter, "--output", "x.doc"),
            ("export", *enter, "--output", "missing/x.csv"),
            ("status", "--until", "i går"),
            ("check", "missing"),
        )
    ]

    found = [(ran.code, ran.complaint) for ran in runs]
    assert found == [
        (2, f"foljsam: there is no programme 'entre'; write one of {PROGRAMMES}"),
        (2, "foljsam: no coach in enter has the number 7; see: foljsam staff list"),
        (2, f"foljsam: enter has no outcome 'jobb'; write one of {OUTCOMES}"),
        (2, "foljsam: nobody in enter has the reference 'A-17'; ask the coach who gave it"),
        (2, "foljsam: no member of staff has the number 7; see: foljsam staff list"),
        (2, f"foljsam: there is no programme 'x'; write one of {PROGRAMMES}"),
        (2, f"foljsam: there is no programme 'x'; write one of {PROGRAMMES}"),
        (2, "foljsam: the file's name must end in one of .csv, .xlsx, .json"),
        (1, "foljsam: missing/x.csv cannot be written (No such file or directory); choose another place"),
        (2, "foljsam: 'i går' is no day; write it as 2026-09-30"),
        (2, "foljsam: there is no folder missing; name the one that holds questionnaires and programmes"),
    ]


def test_nothing_is_known_of_a_day_to_come(tmp_path: Path) -> None:
    ran = ran_here("status", "--programme", "enter", "--until", "2999-01-01", "--json", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.complaint.startswith("foljsam: 2999-01-01 lies ahead; write a day until today, ")


async def test_staff_and_participants_come_and_go_beside_a_running_bot(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        made, coach = await asyncio.gather(
            stage.json("staff", "invite", "--role", "coach", "--programme", PROGRAMME), stage.staff("coach", PROGRAMME)
        )
        assert set(made) == {"payload", "link", "expires"}
        assert made["link"] == f"https://t.me/{stage.world.username}?start={made['payload']}"
        assert re.fullmatch(r"[A-Za-z0-9_-]{22,64}", made["payload"])

        coach.send("/ny A-17")
        link = (await shows(coach, "https://t.me/")).text.split("https://t.me/")[1].split()[0]
        closing = ("close", "--programme", PROGRAMME, "--reference", "a-17", "--outcome", "studier")
        early, [listed] = await asyncio.gather(refused(stage, *closing), stage.json("staff", "list"))
        assert early == (2, "foljsam: 'a-17' has not said yes to taking part, so there is nothing to close")
        assert listed["roles"] == [["coach", PROGRAMME]]

        person = stage.world.person("Alva", "sv")
        person.open(f"https://t.me/{link}")
        await tap(person, "Svenska")
        await tap(person, "Ja")
        await shows(person, "Här är några frågor till dig.")
        many, closed = await asyncio.gather(
            stage.json("invite", "--programme", PROGRAMME, "--coach", str(listed["id"]), "--count", "3"),
            stage.foljsam(*closing),
        )
        assert closed == (0, "", "")
        recording = ("record", "--programme", PROGRAMME, "--reference", "A-17")
        known = await stage.json(*recording, "ort=gnosjö", "skapa=ej mätt")
        assert known["facts"] == {"ort": "Gnosjö", "skapa": "ej-matt"}
        assert known["missing"]["kon"] == "one of kvinna, man, annat"
        assert await refused(stage, *recording, "kon=x") == (
            2,
            "foljsam: kon cannot be 'x'; write one of kvinna, man, annat",
        )
        assert len({each["payload"] for each in many}) == 3
        await shows(person, "Hej! Här är några frågor till dig.")

        again, removed = await asyncio.gather(
            stage.foljsam(*closing), stage.foljsam("staff", "remove", str(listed["id"]))
        )
        assert (again, removed) == ((0, "", ""), (0, "", "")), "closing once more changes nothing"
        status, left, health = await asyncio.gather(
            stage.json("status", "--programme", PROGRAMME), stage.json("staff", "list"), stage.json("doctor")
        )
        assert (status["people"]["invited"], status["people"]["closed"]) == (3, 1)
        assert left == []
        assert health["problems"] == []


async def test_without_a_bot_the_first_command_makes_the_database(tmp_path: Path) -> None:
    """With neither database nor Telegram: links are null, and standard output is JSON and nothing else."""
    env = environment(tmp_path, API_URL=NOWHERE)

    missing = await foljsam("backup", "early.backup", cwd=tmp_path, env=env)
    assert missing.code == 1
    assert "there is no database" in missing.complaint
    assert not (tmp_path / "early.backup").exists()

    invited = await foljsam("invite", "--programme", "enter", "--count", "2", "--json", cwd=tmp_path, env=env)
    assert (invited.code, [each["link"] for each in json.loads(invited.out)]) == (0, [None, None])
    assert "Telegram could not be asked for the bot's name" in invited.err

    every, migrated, doctored, copied, again = await asyncio.gather(
        foljsam("status", "--json", cwd=tmp_path, env=env),
        foljsam("migrate", cwd=tmp_path, env=env),
        foljsam("doctor", "--json", cwd=tmp_path, env=env),
        foljsam("backup", "copy.backup", cwd=tmp_path, env=env),
        foljsam("status", cwd=tmp_path, env=env | {"FOLJSAM_DATABASE": str(tmp_path / "other.db")}),
    )
    programmes = read_catalogue(SHIPPED).programmes
    assert [each["programme"] for each in json.loads(every.out)] == [
        key for key, programme in programmes.items() if not programme.archived
    ]
    assert migrated == (0, "", "")
    assert (doctored.code, json.loads(doctored.out)["problems"]) == (0, [])
    assert copied == (0, "", "")
    going_on = [each for each in programmes.values() if not each.archived]
    assert again.out.count("Inga personer än.") == sum(each.has_participants for each in going_on)
    assert (tmp_path / "foljsam.db").stat().st_mode & 0o077 == 0
    assert (tmp_path / "copy.backup").stat().st_mode & 0o077 == 0
    with closing(open_backup(tmp_path / "copy.backup", Seal([KEY]))) as copy:
        assert tuple(copy.execute("SELECT COUNT(*) FROM enrolments").fetchone()) == (2,)

    twice, nowhere = await asyncio.gather(
        foljsam("backup", "copy.backup", cwd=tmp_path, env=env),
        foljsam("backup", "x/copy.backup", cwd=tmp_path, env=env),
    )
    assert (twice.code, nowhere.code) == (1, 1)
    assert "copy.backup exists already; choose another name" in twice.complaint
    assert "x/copy.backup cannot be written (No such file or directory); choose another place" in nowhere.complaint


async def test_a_programme_without_a_recorded_assessment_sends_no_invitation(tmp_path: Path) -> None:
    ours = tmp_path / "ours.yaml"
    example = (SHIPPED / "association.yaml").read_text("utf-8")
    ours.write_text(re.sub(r"  enter: .*\n", "", example), "utf-8")
    env = environment(tmp_path, ASSOCIATION=str(ours))

    ran = await foljsam("invite", "--programme", "enter", "--count", "3", cwd=tmp_path, env=env)
    status = await foljsam("status", "--programme", "enter", "--json", cwd=tmp_path, env=env)

    assert ran.code == 1
    assert "impact assessment is not recorded" in ran.complaint
    assert set(json.loads(status.out)["people"].values()) == {0}


def test_checking_everything_takes_little_more_than_reading_the_catalogues(tmp_path: Path) -> None:
    def check() -> None:
        ran_here("check", cwd=tmp_path, env={})

    def read() -> None:
        for language in TRANSLATED:
            catalogue_file.read_catalogue(ROOT, language.code)

    assert times_as_much(check, read) < 30


def test_definitions_are_checked_in_a_folder_and_in_use(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    used = ran_here("check", cwd=tmp_path, env={})
    shipped = ran_here("check", str(SHIPPED), cwd=tmp_path, env={})
    none = ran_here("check", "empty", cwd=tmp_path, env={})
    file = ran_here("check", str(SHIPPED / "association.yaml"), cwd=tmp_path, env={})

    assert (used.out, shipped.code) == (shipped.out, 0), "the translations have tests of their own"
    assert re.fullmatch(r"\d+ programmes and \d+ questionnaires are sound\n", used.out)
    assert (none.code, none.complaint) == (
        1,
        "foljsam: programmes:1: holds no programme; write one or point to another folder",
    )
    assert file.code == 2
    assert "there is no folder" in file.complaint


def test_the_associations_file_is_checked_with_the_definitions(tmp_path: Path) -> None:
    example, ours = (SHIPPED / "association.yaml").read_text("utf-8"), tmp_path / "ours.yaml"
    ours.write_text(example.replace("  enter: {", "  entre: {"), "utf-8")
    named = ran_here("check", "--association", "ours.yaml", cwd=tmp_path, env={})
    in_use = ran_here("check", cwd=tmp_path, env={"FOLJSAM_ASSOCIATION": "ours.yaml"})

    assert named.complaint == (f"foljsam: ours.yaml:10: there is no programme 'entre'; write one of {PROGRAMMES}")
    assert (named.code, in_use) == (1, named)


def test_an_associations_file_is_written_once_and_the_example_is_ready_to_use(tmp_path: Path) -> None:
    new = ran_here("association", "new", "--output", "new.yaml", cwd=tmp_path, env={})
    example = ran_here("association", "new", "--example", "--output", "example.yaml", cwd=tmp_path, env={})
    nowhere = ran_here("association", "new", "--output", "missing/new.yaml", cwd=tmp_path, env={})
    once_more = ran_here("association", "new", "--output", "new.yaml", cwd=tmp_path, env={})

    assert (new, example) == ((0, "", ""), (0, "", ""))
    assert (tmp_path / "example.yaml").read_bytes() == (SHIPPED / "association.yaml").read_bytes()
    assert (tmp_path / "new.yaml").read_bytes() == (SHIPPED / "association-new.yaml").read_bytes()
    assert "missing/new.yaml cannot be written" in nowhere.complaint
    assert "new.yaml exists already; choose another name" in once_more.complaint
    assert (nowhere.code, once_more.code) == (1, 1)


def test_definitions_to_begin_from_are_copied_once_without_an_association(tmp_path: Path) -> None:
    new = ran_here("definitions", "new", "--output", "own", cwd=tmp_path, env={})
    once_more = ran_here("definitions", "new", "--output", "own", cwd=tmp_path, env={})
    (tmp_path / "file").touch()
    nowhere = ran_here("definitions", "new", "--output", "file/own", cwd=tmp_path, env={})

    copied = {path.relative_to(tmp_path / "own"): path for path in (tmp_path / "own").rglob("*") if path.is_file()}
    assert new == (0, "", "")
    assert copied.keys() >= {Path("README.md"), Path("facts.yaml"), Path("programmes/enter.yaml")}
    assert not any(path.match("association*.yaml") for path in copied if path.name != "association-goals.yaml")
    assert all(path.read_bytes() == (SHIPPED / name).read_bytes() for name, path in copied.items())
    assert ran_here("check", "own", cwd=tmp_path, env={}).code == 0
    assert "own exists already; choose another name" in once_more.complaint
    assert "file/own cannot be written" in nowhere.complaint
    assert (once_more.code, nowhere.code) == (1, 1)


def test_what_stands_in_capitals_in_a_new_associations_file_is_told(tmp_path: Path) -> None:
    ran_here("association", "new", "--output", "new.yaml", cwd=tmp_path, env={})
    assert ran_here("check", "--association", "new.yaml", cwd=tmp_path, env={}).err.splitlines() == [
        "foljsam: new.yaml:2: 'name' still stands in capitals; write your own words",
        "new.yaml:6: 'controller' still stands in capitals; write your own words",
        "new.yaml:7: 'contact' still stands in capitals; write your own words",
    ]
