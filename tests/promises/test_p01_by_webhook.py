"""P1, P2, P3 where updates are brought: 200 confirms, so whatever dies when, every answer is kept once."""

import asyncio
from pathlib import Path
from random import Random

import pytest

from tests.harness import PROGRAMME, by_webhook, staged
from tests.promises.crowd import Respondent
from tests.promises.killing import Killing
from tests.promises.telling import Tell
from tests.promises.test_p01_kept_once import ACTS_A_PERSON, HARMLESS, Size, check, everything, figures, refusals, walk


@pytest.mark.proof
@pytest.mark.timeout(1800)
async def test_sixty_kills_by_webhook_lose_and_double_nothing(tmp_path: Path, record_property: Tell) -> None:
    """Telegram brings again what was not confirmed after 1, 2, 4 … seconds, so people press again now and then."""
    size, permits, chance = Size(people=20, kills=60), asyncio.Semaphore(0), Random()  # noqa: S311  # no secret
    acts_in_a_life = max(2, size.people * ACTS_A_PERSON // size.kills)
    async with staged(tmp_path, alone=True, start=False, **by_webhook()) as stage:
        await stage.start()
        payloads = await stage.payloads(PROGRAMME, size.people)
        crowd = [Respondent(stage.world.person(f"Deltagare {n}"), chance, permits) for n in range(size.people)]
        killing = Killing(stage, crowd, permits, size.kills, acts_in_a_life, chance)
        await killing.during(*(walk(stage, *each) for each in zip(crowd, payloads, strict=True)))
        assert await stage.stop() == 0
        kept = await stage.unit(lambda unit: everything(unit, crowd))
        record_property("P1", f"by webhook: {figures(stage, killing, crowd, kept)}")
        check(crowd, kept)
        assert refusals(stage).keys() <= HARMLESS
