"""Each alert asks for what a running bot tells, and strikes when it should."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.measures import Measures
from bot.observing import _families
from bot.vitals import Queue, Vitals
from bot.wire.verdict import Fate
from tests.deploy.runbook import DEPLOY
from tests.wire.test_observing import observed

RULES = DEPLOY / "alerts.yml"
OF_PROMETHEUS = {"up"}
_NAME = re.compile(r"\b(?:up|foljsam_[a-z_]+)\b")
_LABEL = re.compile(r'\{(\w+)="([^"]*)"\}')
PROMTOOL = shutil.which("promtool")


def rules() -> list[dict[str, Any]]:
    [group] = yaml.safe_load(RULES.read_text("utf-8"))["groups"]
    found: list[dict[str, Any]] = group["rules"]
    return found


def test_each_says_what_it_is_how_bad_and_where_to_read_on() -> None:
    for rule in rules():
        assert rule.keys() - {"for"} == {"alert", "expr", "labels", "annotations"}
        assert rule["labels"]["severity"] in {"page", "ticket"}
        assert rule["annotations"]["summary"].startswith("{{ $labels.instance }}: ")
        assert rule["annotations"]["runbook"] == f"runbook.en.md#{rule['alert'].lower()}"


def told() -> tuple[set[str], dict[str, set[str]]]:
    """Give the names of all that a bot tells, with the values that its labels can have."""
    measures = Measures()
    measures.updates.update(("answered", "aside"))
    measures.letters.update(Fate)
    families = [*_families(measures, Vitals(30, 1, 1, keeps_backups=True, backup_age=1), Queue(0, 0))]
    samples = [sample for family in families for sample in family.samples]
    values = {label: {sample.labels[label] for sample in samples if label in sample.labels} for label in _LABELS}
    return {sample.name for sample in samples}, values


_LABELS = ("verdict", "outcome")


def test_each_asks_for_what_the_bot_tells() -> None:
    names, values = told()
    for rule in rules():
        assert set(_NAME.findall(rule["expr"])) <= names | OF_PROMETHEUS, rule["alert"]
        for label, value in _LABEL.findall(rule["expr"]):
            assert label == "job" or value in values[label], rule["alert"]


async def test_a_running_bot_tells_all_that_they_ask_for(tmp_path: Path) -> None:
    (tmp_path / "foljsam-2026-01-01.backup").touch()
    async with observed(tmp_path, backups=str(tmp_path)) as (_, observer):
        _, text = await observer.get("/metrics")
    told = set(re.findall(r"^# TYPE (\S+) ", text, re.MULTILINE))
    asked = {name for rule in rules() for name in _NAME.findall(rule["expr"])} - OF_PROMETHEUS
    assert {name.removesuffix("_bucket") for name in asked} <= told


@pytest.mark.skipif(PROMTOOL is None, reason="promtool is not installed")
def test_prometheus_takes_them_and_they_strike_when_they_should() -> None:
    assert PROMTOOL
    cases = Path(__file__).with_name("alerts_strike.yml")
    for words in (["check", "rules", str(RULES)], ["test", "rules", str(cases)]):
        ran = subprocess.run([PROMTOOL, *words], capture_output=True, text=True, check=False)  # noqa: S603  # our own words
        assert ran.returncode == 0, ran.stdout + ran.stderr
