"""A mailing under Telegram's limits: whole, fast, without a refusal, and nobody in a dialogue notices."""

from pathlib import Path

import pytest

from tests.bench.rows import row
from tests.harness import staged
from tests.mailing import COUNTED_EDITS, FAR, FREE_EDITS, Figures, Rules, mail

_WHOLE = 1000
_MOST_TRIPS = 1.5
_CALM_SECONDS = 20.0


def _tell(rules: Rules, least: float, found: Figures) -> None:
    """Show what the README's table has."""
    edits, trips = f"edits {'counted' if rules.edits_count else 'free'}", found.p95 / FAR
    calm = (found.calm or 0) / FAR
    is_met = found.refused == 0 and found.per_second >= least
    speed = found.per_second
    shown = f"{speed:.1f} letters/s ({speed / 28:.2f} of 28, {speed / 30:.2f} of 30), {found.refused} refused"
    row(f"a mailing of {_WHOLE:,}, {edits}", shown, f"≥ {least:.1f} letters/s, none refused", is_met=is_met)
    row(
        f"a dialogue beside it, {edits}: p95",
        f"{trips:.2f} round trips ({calm:.2f} without the mailing)",
        f"≤ {_MOST_TRIPS}",
        is_met=trips <= _MOST_TRIPS,
    )


@pytest.mark.parametrize(
    ("rules", "least"),
    [pytest.param(FREE_EDITS, 0.9 * 28, id="edits free"), pytest.param(COUNTED_EDITS, 0.7 * 30, id="edits counted")],
)
@pytest.mark.parametrize(
    "count",
    [pytest.param(300, id="300"), pytest.param(_WHOLE, id="1000", marks=[pytest.mark.bench, pytest.mark.timeout(240)])],
)
async def test_a_mailing_arrives_whole_and_fast_while_others_are_answered_soon(
    rules: Rules, least: float, count: int, tmp_path: Path
) -> None:
    is_whole = count == _WHOLE
    async with staged(tmp_path, alone=is_whole) as stage:
        found = await mail(stage, count, rules, _CALM_SECONDS if is_whole else 0)
    print(f"\nedits {'counted' if rules.edits_count else 'free'}: {found}")  # noqa: T201  # figures are shown
    if is_whole:
        _tell(rules, least, found)
    assert (found.letters, found.refused) == (count, 0)
    assert (found.per_second if count > 300 else found.unstalled) >= least
    assert found.p95 < 1
