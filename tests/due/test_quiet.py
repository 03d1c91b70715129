"""Nobody is disturbed: not after the answer, the close, the pause or the erasure, nor past the last day or too soon."""

from datetime import date
from itertools import pairwise

from bot.actions.due import Letter, still_holds
from storage import enrolments, occasions, people, runs
from storage.enrolments import State
from storage.unit import Unit
from tests.due.life import DAY, SLOW, Life, at


async def closing(life: Life) -> int:
    """Give someone whose closing survey was offered on a Tuesday."""
    one = await life.joined(date(2026, 3, 2))
    await life.closed(one, date(2026, 3, 3))
    await life.tick(at("2026-03-03T09:00"))
    return one


OFFERED = "2026-03-03 09:00 offer avslut closure"


async def test_nothing_comes_after_the_answer(life: Life) -> None:
    one = await closing(life)
    await life.answered(one, "avslut closure", date(2026, 3, 4))
    await life.through(at("2026-03-04T09:00"), at("2026-06-01T09:00"))
    await life.replan(one)
    await life.through(at("2026-06-01T10:00"), at("2026-06-03T10:00"))
    assert await life.letters() == [OFFERED]
    assert (await life.run(one, "avslut closure")).state == "sent"


async def test_nothing_comes_about_the_start_after_the_close(life: Life) -> None:
    one = await life.joined(date(2026, 3, 2))
    await life.closed(one, date(2026, 3, 8))
    await life.through(at("2026-03-08T09:00"), at("2026-06-01T09:00"))
    assert [line for line in await life.letters() if "start" in line] == []


async def test_a_silent_person_hears_nothing_and_then_one_message(life: Life) -> None:
    one = await life.joined(date(2026, 3, 2))
    await life.silent(one, silent=True)
    await life.closed(one, date(2026, 3, 3))
    await life.through(at("2026-03-03T09:00"), at("2026-03-26T20:00"))
    assert await life.letters() == []
    await life.silent(one, silent=False)
    await life.through(at("2026-03-26T21:00"), at("2026-04-10T20:00"))
    assert await life.letters() == ["2026-03-27 08:00 offer avslut closure"]


async def test_a_paused_enrolment_is_left_alone_and_taken_up_again(life: Life) -> None:
    one = await life.joined(date(2026, 3, 2))
    await life.state(one, State.PAUSED)
    await life.through(at("2026-03-02T09:00"), at("2026-03-20T09:00"))
    assert await life.letters() == []
    await life.state(one, State.ACTIVE)
    await life.through(at("2026-03-20T10:00"), at("2026-04-20T09:00"))
    assert await life.letters() == ["2026-03-23 08:00 reminder start start"]


async def test_a_pause_longer_than_the_form_is_open_leaves_nothing(life: Life) -> None:
    one = await life.joined(date(2026, 3, 2))
    await life.silent(one, silent=True)
    await life.closed(one, date(2026, 3, 3))
    await life.through(at("2026-03-03T09:00"), at("2026-05-05T09:00"))
    await life.silent(one, silent=False)
    await life.through(at("2026-05-05T10:00"), at("2026-06-05T09:00"))
    assert await life.letters() == []


async def test_nothing_comes_after_an_erasure_or_while_it_is_asked_for(life: Life) -> None:
    erased, asked = await closing(life), await closing(life)
    before = await life.letters()
    await life.database.write(lambda unit: enrolments.let_go(unit, erased, State.ERASED))
    await life.database.write(lambda unit: enrolments.detach(unit, asked))
    for one in (erased, asked):
        await life.replan(one)
    await life.through(at("2026-03-04T09:00"), at("2026-06-01T09:00"))
    assert await life.letters(asked) == [OFFERED]
    assert await life.letters(erased) == []
    assert before == [OFFERED] * 2
    assert len(await life.keys()) == 2


async def test_a_form_ends_with_its_last_day_and_its_draft_is_gone(life: Life) -> None:
    one = await life.joined(date(2026, 3, 2), SLOW)
    await life.tick(at("2026-03-09T08:00"))
    await life.tick(at("2026-03-19T08:00"))
    for form in ("start start+1w", "avslut start+9d"):
        await life.drafted(one, form)
    assert await life.last_day(one, "start start+1w") == date(2026, 5, 8)
    await life.tick(at("2026-05-08T23:59"))
    assert (await life.run(one, "start start+1w")).state == "open"

    await life.tick(at("2026-05-09T00:00"))  # a Saturday, outside the window

    assert (await life.run(one, "start start+1w")).state == "ended"
    assert (await life.run(one, "avslut start+9d")).state == "open"
    assert await count(life, "linked_answers") == 0
    assert await count(life, "unlinked_drafts") == 1
    await life.tick(at("2026-05-19T00:00"))
    assert (await life.run(one, "avslut start+9d")).state == "ended"
    assert await count(life, "unlinked_drafts") == 0


async def count(life: Life, table: str) -> int:
    return await life.database.read(lambda unit: unit.count(f"SELECT COUNT(*) FROM {table}"))


async def test_what_was_sent_in_on_the_last_day_is_kept(life: Life) -> None:
    one = await life.joined(date(2026, 3, 2), SLOW)
    await life.tick(at("2026-03-09T08:00"))
    await life.drafted(one, "start start+1w")
    await life.answered(one, "start start+1w", date(2026, 5, 8))
    await life.tick(at("2026-05-11T09:00"))
    assert (await life.run(one, "start start+1w")).state == "sent"
    assert await count(life, "linked_answers") == 1


async def test_between_two_offers_to_one_person_the_cool_down_passes_whatever_the_programme(life: Life) -> None:
    first = await life.joined(date(2026, 3, 2), SLOW)
    second = await life.joined(date(2026, 3, 2), SLOW, await life.person_of(first))
    await life.through(at("2026-03-02T09:00"), at("2026-04-20T09:00"))
    offers = sorted(date.fromisoformat(line[:10]) for line in await life.letters() if "offer" in line)
    assert len(offers) == 4
    assert all(later - earlier >= 10 * DAY for earlier, later in pairwise(offers))
    assert [line[:10] for line in await life.letters(second) if "offer" in line] != []


async def test_the_cool_down_holds_also_when_offer_and_reminder_are_due_together(life: Life) -> None:
    one = await life.joined(date(2026, 3, 2), SLOW)
    await life.tick(at("2026-03-26T09:00"))
    assert await life.letters() == ["2026-03-26 09:00 offer start start+1w"]
    await life.through(at("2026-03-26T10:00"), at("2026-04-04T09:00"))
    assert [line for line in await life.letters(one) if "avslut" in line] == []


async def test_someone_elses_offer_keeps_nobody_back(life: Life) -> None:
    for _ in range(3):
        await life.joined(date(2026, 3, 2), SLOW)
    assert await life.tick(at("2026-03-09T08:00")) == 3


async def test_a_form_whose_definition_is_gone_is_not_offered(life: Life) -> None:
    one = await life.joined(date(2026, 3, 2))
    await life.database.write(lambda unit: unit.run("UPDATE occasions SET item = 'borta' WHERE kind = 'reminder'"))
    await life.database.write(lambda unit: unit.run("UPDATE occasions SET kind = 'offer' WHERE item = 'borta'"))
    assert await life.tick(at("2026-03-09T08:00")) == 0
    assert "offer borta cancelled" in await life.states(one)


async def holds(life: Life, one: int, kind: Letter, day: date) -> bool:
    run, number = await life.run(one, "avslut closure"), await life.person_of(one)

    def unit(unit: Unit) -> bool:
        person = people.by_id(unit, number)
        return person is not None and still_holds(unit, kind, run.id, person, day)

    return await life.database.read(unit)


async def test_a_letter_holds_until_the_answer_the_pause_or_the_last_day(life: Life) -> None:
    one = await closing(life)
    today, last = date(2026, 3, 4), date(2026, 5, 2)
    assert await holds(life, one, Letter.OFFER, today)
    assert await holds(life, one, Letter.LAST_DAY, last)
    assert not await holds(life, one, Letter.LAST_DAY, last + DAY)
    await life.silent(one, silent=True)
    assert not await holds(life, one, Letter.OFFER, today)
    await life.silent(one, silent=False)
    await life.state(one, State.PAUSED)
    assert not await holds(life, one, Letter.OFFER, today)
    await life.state(one, State.CLOSED)
    await life.answered(one, "avslut closure", today)
    assert not await holds(life, one, Letter.OFFER, today)


async def test_an_offer_that_the_person_came_before_no_longer_holds_but_a_reminder_does(life: Life) -> None:
    one = await closing(life)
    run = await life.run(one, "avslut closure")
    await life.database.write(lambda unit: runs.touch(unit, run.id, at("2026-03-03T09:00")))
    assert not await holds(life, one, Letter.OFFER, date(2026, 3, 4))
    assert await holds(life, one, Letter.REMINDER, date(2026, 3, 4))


async def test_a_start_settles_its_own_offer(life: Life) -> None:
    one = await life.joined(date(2026, 3, 2))
    offer = await life.database.read(lambda unit: occasions.offer_of(unit, one, "start", "start"))
    assert offer
    assert offer.state == "sent"
    assert (await life.run(one, "start start")).is_open


async def test_what_gathered_in_a_pause_is_one_message_whenever_the_bot_looked(life: Life) -> None:
    one = await closing(life)
    await life.silent(one, silent=True)
    for day in (10, 11, 12, 13, 16, 17, 18, 19):
        await life.tick(at(f"2026-03-{day}T08:30"))
        await life.tick(at(f"2026-03-{day}T08:00"))
    await life.silent(one, silent=False)
    await life.through(at("2026-03-20T08:00"), at("2026-03-27T18:00"), DAY / 48)
    assert await life.letters() == [OFFERED, "2026-03-20 08:00 reminder avslut closure"]
