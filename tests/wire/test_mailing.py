"""A mailing under Telegram's limits: whole, fast, without a refusal, and nobody in a dialogue notices."""

from pathlib import Path

import pytest

from tests.harness import staged
from tests.mailing import COUNTED_EDITS, FREE_EDITS, Rules, mail


@pytest.mark.parametrize(
    ("rules", "least"),
    [pytest.param(FREE_EDITS, 0.9 * 28, id="edits free"), pytest.param(COUNTED_EDITS, 0.7 * 30, id="edits counted")],
)
@pytest.mark.parametrize(
    "count",
    [pytest.param(300, id="300"), pytest.param(1000, id="1000", marks=[pytest.mark.bench, pytest.mark.timeout(240)])],
)
async def test_a_mailing_arrives_whole_and_fast_while_others_are_answered_soon(
    rules: Rules, least: float, count: int, tmp_path: Path
) -> None:
    async with staged(tmp_path) as stage:
        found = await mail(stage, count, rules)
    print(f"\nedits {'counted' if rules.edits_count else 'free'}: {found}")  # noqa: T201  # figures are shown
    assert (found.letters, found.refused) == (count, 0)
    assert (found.per_second if count > 300 else found.unstalled) >= least
    assert found.p95 < 1
