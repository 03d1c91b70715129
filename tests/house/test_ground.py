"""The ground under the house: no stray, no machine's path, no registry's name, locks by hash, each dependency's why."""

import re
import tomllib
from collections.abc import Iterable, Iterator

import pytest

from tests.house.source import ROOT, nothing, tracked

REGISTRIES = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "npm" + "js.com",
    "yarn" + "pkg.com",
    "crates" + ".io",
    "ruby" + "gems.org",
    "proxy.go" + "lang.org",
    "docker" + ".io",
    "ghcr" + ".io",
    "quay" + ".io",
    "anaconda" + ".org",
    "maven" + ".org",
    "jsdeliv" + "r.net",
    "unp" + "kg.com",
    "cdnjs.cloud" + "flare.com",
    "deb.deb" + "ian.org",
]
"""Hosts that packages come from, written so that this file does not hold them."""

ROOMS, SHEETS = (
    {"bot", "flows", "locales", "storage", "tests", "deploy", ".ci"},
    {"README.md", "CHANGELOG.md", "LICENSE"},
)
TOP = ROOMS | SHEETS | {"pyproject.toml", "Makefile", ".gitignore"}

_REGISTRY = re.compile("|".join([*map(re.escape, REGISTRIES), r"https?://[^\s\"']+/simple\b", "index" + r"-url\b"]))
_MACHINE = re.compile(r"(?<![\w.~}-])/(?:home|Users|work|root|workspace|private/var)/[\w.-]+|\b[A-Z]:\\\\?Users\b")


def needles(pattern: re.Pattern[str], path: str, content: str, what: str) -> Iterator[str]:
    """Give each line that holds what it should not."""
    for number, line in enumerate(content.splitlines(), 1):
        found = pattern.search(line)
        if found:
            yield f"{path}:{number}: {what}: {found[0]}"


def texts() -> Iterator[tuple[str, str]]:
    """Give every file that git keeps, what is not text read as if it were."""
    for path in tracked():
        yield path, (ROOT / path).read_bytes().decode("utf-8", "replace")


def strays(paths: Iterable[str]) -> Iterator[str]:
    """Give what lies at the top and has no place there."""
    return (f"{path}: has no place at the top" for path in paths if path.partition("/")[0] not in TOP)


def test_nothing_lies_at_the_top_that_has_no_place_there() -> None:
    nothing(strays(tracked()))


def test_a_stray_is_caught() -> None:
    assert list(strays(["README.md", "bot/app.py", "left_behind-0.1.whl"])) == [
        "left_behind-0.1.whl: has no place at the top"
    ]


def test_no_file_names_a_package_registry() -> None:
    nothing(each for path, text in texts() for each in needles(_REGISTRY, path, text, "names a registry"))


def test_no_file_holds_a_path_of_somebodys_machine() -> None:
    nothing(each for path, text in texts() for each in needles(_MACHINE, path, text, "a machine's path"))


@pytest.mark.parametrize(
    "text",
    [*REGISTRIES, "https://mirror.example" + "/sim" + "ple", "--extra-index" + "-url x"],
)
def test_a_registry_is_caught(text: str) -> None:
    (complaint,) = needles(_REGISTRY, "a.txt", f"x\n# {text}\n", "names")
    assert complaint.startswith("a.txt:2: names: ")


@pytest.mark.parametrize(
    "text", ["/ho" + "me/anna/x", "'/Us" + "ers/anna/x'", "C:\\Us" + "ers\\anna", "=/wo" + "rk/main/x"]
)
def test_a_machines_path_is_caught(text: str) -> None:
    (complaint,) = needles(_MACHINE, "a.txt", f"x\n{text}\n", "path")
    assert complaint.startswith("a.txt:2: path: ")


@pytest.mark.parametrize("text", ["/var/lib/foljsam", "~/home", "https://example.org/home/page", "./work/x", "$HOME/x"])
def test_other_paths_pass(text: str) -> None:
    assert list(needles(_MACHINE, "a.txt", text, "path")) == []


LOCKS = [path for path in tracked() if path.startswith("deploy/locks/")]
_PINNED = re.compile(r"[A-Za-z0-9._-]+(?:\[[\w,-]+\])?==\S+(?: ; [^#]+?)?(?: --hash=sha256:[0-9a-f]{64})+")


def loose(path: str, content: str) -> Iterator[str]:
    """Give each line of a lock that holds an address or pins no version by its hashes."""
    number, start, requirement = 0, 1, ""
    for number, line in enumerate(content.splitlines(), 1):
        words = line.split("#")[0].strip()
        if "://" in line or " @ " in line:
            yield f"{path}:{number}: holds an address: {line.strip()}"
        start = start if requirement else number
        requirement = f"{requirement} {words.removesuffix(chr(92)).strip()}".strip()
        if requirement and not words.endswith(chr(92)):
            if not _PINNED.fullmatch(requirement):
                yield f"{path}:{start}: is not pinned by hash: {requirement[:60]}"
            requirement = ""
    if requirement:
        yield f"{path}:{number}: ends in the middle of {requirement[:60]}"


def test_the_locks_are_there() -> None:
    assert {"deploy/locks/run.txt", "deploy/locks/dev.txt"} <= set(LOCKS)


@pytest.mark.parametrize("path", LOCKS)
def test_locks_hold_versions_and_hashes_only(path: str) -> None:
    nothing(loose(path, (ROOT / path).read_text("utf-8")))


_HASH = "--hash=sha256:" + "0" * 64


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("a==1\n", 1),
        (f"a==1 \\\n    {_HASH}\nb==2\n", 3),
        (f"a>=1 \\\n    {_HASH}\n", 1),
        (f"a==1 \\\n    {_HASH} \\\n", 2),
        (f"a==1 \\\n    {_HASH[:-1]}\n", 1),
        (f"a @ file:a.whl \\\n    {_HASH}\n", 1),
        (f"-r other.txt\na==1 \\\n    {_HASH}\n", 1),
        (f"a==1 \\\n    {_HASH}\n    # via https" + "://example.org\n", 3),
    ],
)
def test_a_loose_lock_is_caught(content: str, line: int) -> None:
    assert any(each.startswith(f"lock.txt:{line}: ") for each in loose("lock.txt", content))


def test_a_tight_lock_passes() -> None:
    pinned = f"a-b[c]==1.0.post1 ; sys_platform == 'win32' \\\n    {_HASH} \\\n    {_HASH}\n    # via\n    #   x\n"
    content = f"# why\n{pinned}b==2 {_HASH}\n"
    assert list(loose("lock.txt", content)) == []


def unreasoned(content: str) -> Iterator[str]:
    """Give each direct dependency whose line does not say why it is there."""
    dependencies: Iterable[str] = tomllib.loads(content)["project"]["dependencies"]
    lines = list(enumerate(content.splitlines(), 1))
    for dependency in dependencies:
        number, line = next((number, line) for number, line in lines if f'"{dependency}"' in line)
        if not re.search(r'",?\s*#\s*\S.{14,}', line):
            yield f"pyproject.toml:{number}: {dependency} does not say why"


def test_every_direct_dependency_says_why() -> None:
    nothing(unreasoned((ROOT / "pyproject.toml").read_text("utf-8")))


def test_a_dependency_without_a_why_is_caught() -> None:
    content = '[project]\ndependencies = [\n  "a>=1",  # does what nobody should write\n  "b>=2",\n  "c",  # short\n]\n'
    assert list(unreasoned(content)) == [
        "pyproject.toml:4: b>=2 does not say why",
        "pyproject.toml:5: c does not say why",
    ]
