"""What a look costs over very many linked answers, and what it costs those who write beside it."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

import pytest

from storage import batches, facts
from storage.batches import Waiting
from storage.database import Database, open_database
from storage.seal import Seal, new_key
from storage.unit import Unit
from tests.bench.rows import row
from tests.figures.answering import EVALUATION, SPRING, look
from tests.figures.loading import ANSWERS_EACH, PROGRAMME, load

LOOKS, WRITES = 20, 1_000
_MOST_SECONDS, _MOST_P99, _MOST_SLOWER = 0.1, 0.02, 1.2
_REST, _BETWEEN_LOOKS = 0.001, 0.5


async def spent(database: Database, work: Callable[[Unit], object]) -> float:
    """Give the seconds that a unit takes in the database's thread."""

    def unit(unit: Unit) -> float:
        began = time.perf_counter()
        work(unit)
        return time.perf_counter() - began

    return await database.write(unit)


def look_at_it(unit: Unit) -> None:
    look(unit, PROGRAMME)


def write_one(unit: Unit) -> None:
    facts.record(unit, 1, facts.Recorded("gatt-vidare", True, None, SPRING))  # noqa: FBT003  # a fact's value


async def writes(database: Database) -> list[float]:
    """Let somebody write again and again; give how long each waited for it to be kept."""
    found = []
    for _ in range(WRITES):
        began = time.perf_counter()
        await database.write(write_one)
        found.append(time.perf_counter() - began)
        await asyncio.sleep(_REST)
    return found


async def beside_a_reader(database: Database) -> tuple[list[float], int]:
    """Write while somebody looks, again and again."""
    looks = 0

    async def go_on_looking() -> None:
        nonlocal looks
        while True:
            await database.write(look_at_it)
            looks += 1
            await asyncio.sleep(_BETWEEN_LOOKS)

    looking = asyncio.create_task(go_on_looking())
    try:
        return await writes(database), looks
    finally:
        looking.cancel()


def p99(found: list[float]) -> float:
    return quantiles(found, n=100)[98]


@pytest.mark.bench
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("answers", [10_000, 100_000, 1_000_000])
async def test_a_look_is_short_and_who_writes_beside_it_hardly_notices(answers: int, tmp_path: Path) -> None:
    async with open_database(tmp_path / "foljsam.db", Seal([new_key()])) as database:
        await database.write(lambda unit: load(unit, answers // ANSWERS_EACH))
        first = await spent(database, look_at_it)
        calm = [await spent(database, look_at_it) for _ in range(LOOKS)]
        changed = []
        for _ in range(LOOKS):
            await database.write(write_one)
            changed.append(await spent(database, look_at_it))
        alone = await writes(database)
        beside, looks = await beside_a_reader(database)
        again = await writes(database)
    alone_too = median(alone + again)
    print(  # noqa: T201  # figures are shown
        f"\n{answers:>9,} linked answers: the first look {first:.2f} s;"
        f" a look {median(calm) * 1e3:.1f} ms (longest {max(calm) * 1e3:.1f}),"
        f" after a change {median(changed) * 1e3:.1f} ms (longest {max(changed) * 1e3:.1f});"
        f" a write alone p50 {alone_too * 1e3:.2f} ms, p99 {p99(alone + again) * 1e3:.2f} ms,"
        f" beside {looks} looks p50 {median(beside) * 1e3:.2f} ms, p99 {p99(beside) * 1e3:.2f} ms:"
        f" {median(beside) / alone_too:.2f} and {p99(beside) / p99(alone + again):.2f} times"
    )
    row(
        f"a programme's figures over {answers:,} linked answers, after a change",
        f"{median(changed) * 1e3:.1f} ms",
        f"≤ {_MOST_SECONDS * 1e3:.0f} ms",
        is_met=median(changed) <= _MOST_SECONDS,
    )
    row(
        f"p99 of writes beside looks over {answers:,} linked answers",
        f"{p99(beside) * 1e3:.1f} ms",
        f"≤ {_MOST_P99 * 1e3:.0f} ms",
        is_met=p99(beside) <= _MOST_P99,
    )
    assert median(calm) < _MOST_SECONDS
    assert median(changed) < _MOST_SECONDS
    assert median(beside) <= _MOST_SLOWER * alone_too


def wait(unit: Unit, answers: int) -> None:
    """Let so many anonymous answers wait, as if nobody had looked before."""
    answered = [Waiting(each.key, "instammer", None, "closure", "") for each in EVALUATION.questions]
    form = batches.Form("enter", EVALUATION.key, EVALUATION.version)
    batches.add(unit, form, answered * (answers // len(answered)))


@pytest.mark.bench
@pytest.mark.timeout(600)
@pytest.mark.parametrize("answers", [1_000, 1_000_000])
async def test_a_look_at_unlinked_answers_takes_the_same_time_however_many_they_were(
    answers: int, tmp_path: Path
) -> None:
    """What was folded is one row for each option, moment and quarter."""
    async with open_database(tmp_path / "foljsam.db", Seal([new_key()])) as database:
        await database.write(lambda unit: wait(unit, answers))
        first = await spent(database, look)
        found = [await spent(database, look) for _ in range(LOOKS)]
        shown = await database.write(lambda unit: look(unit).forms[0].figures[0].of)
    print(  # noqa: T201  # figures are shown
        f"\n{answers:>9,} unlinked answers: folded in {first:.2f} s, then a look takes {median(found) * 1e3:.1f} ms"
    )
    assert shown == answers // len(EVALUATION.questions)
    assert median(found) < _MOST_SECONDS
