"""What staff are told without asking: the day's list, the week's count, what cannot wait."""

from pathlib import Path

import pytest

from bot.actions.coach import invite
from bot.actions.coach.invite import NewParticipant
from bot.actions.coach.unreachable import lost
from bot.actions.here import Here
from storage import agenda, people, tasks
from tests.harness import PATIENCE, PROGRAMME, shows, tap
from tests.reminders.scene import Scene, scene, sent, texts

LIST = "Månadsuppföljning av aktiviteter"
LATE = "har väntat länge"
GONE = "går inte att nå här just nu"


async def test_the_days_list_comes_at_the_coachs_hour_once_with_counts_and_the_way_to_the_rest(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        for number in range(6):
            await stage.participant(f"B-{number}")
        await stage.at("2029-04-05 07:59")
        assert sent(stage, stage.coach, LIST) == 0
        await stage.at("2029-04-05 08:00")
        [letter] = texts(stage.coach, "Torsdag 5 april")
        assert "Idag: 6" in letter.text
        assert letter.text.count("•") == 5
        await stage.at("2029-04-05 08:05")
        await stage.at("2029-04-05 18:00")
        assert sent(stage, stage.coach, "Torsdag 5 april") == 1
        await tap(stage.coach, "Visa listan")
        await shows(stage.coach, "Att följa upp")
        await stage.at("2029-04-06 08:00")
        assert sent(stage, stage.coach, "Försenat: 6") == 1


async def test_nothing_to_do_is_no_letter(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        await stage.participant("A-17")
        for day in range(5, 10):
            await stage.at(f"2029-03-{day:02} 12:00")
        assert sent(stage, stage.coach, "mars") == 0


async def test_there_is_no_list_on_weekends_holidays_and_eves(tmp_path: Path) -> None:
    async with scene(tmp_path, at="2029-11-21 10:00") as stage:
        await stage.participant("A-17")
        await stage.at("2029-12-21 12:00")
        assert sent(stage, stage.coach, LIST) == 1
        for free in (22, 23, 24, 25, 26, 31):
            await stage.at(f"2029-12-{free} 12:00")
        assert sent(stage, stage.coach, LIST) == 1
        await stage.at("2029-12-27 08:00")
        assert sent(stage, stage.coach, LIST) == 2


@pytest.mark.parametrize(("hour", "early", "then"), [(7, "06:59", "07:00"), (14, "13:59", "14:00")])
async def test_the_list_comes_at_the_hour_that_the_coach_chose(
    tmp_path: Path, hour: int, early: str, then: str
) -> None:
    async with scene(tmp_path) as stage:
        await stage.participant("A-17")
        stage.coach.send("/uppfoljning")
        await tap(stage.coach, "Tid för dagens lista")
        await tap(stage.coach, str(hour))
        await shows(stage.coach, f"Dagens lista kommer kl {hour}.")
        await stage.at(f"2029-04-05 {early}")
        assert sent(stage, stage.coach, LIST) == 0
        await stage.at(f"2029-04-05 {then}")
        assert sent(stage, stage.coach, LIST) == 1


async def test_a_list_missed_while_the_bot_was_down_comes_later_that_day_and_not_at_night(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        await stage.participant("A-17")
        await stage.stage.stop()
        stage.forward("2029-04-05 20:00")
        await stage.stage.start()
        await stage.at("2029-04-05 20:01")
        assert sent(stage, stage.coach, LIST) == 0
        await stage.at("2029-04-06 08:00")
        assert sent(stage, stage.coach, LIST) == 1


async def test_what_is_later_than_the_programme_allows_is_told_at_once_and_once(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        await stage.participant("A-17")
        await stage.at("2029-04-19 12:00")
        assert sent(stage, stage.coach, LATE) == 0
        await stage.at("2029-04-20 08:00")
        assert sent(stage, stage.coach, LATE) == 1
        await stage.at("2029-04-23 12:00")
        assert sent(stage, stage.coach, LATE) == 1
        await tap(stage.coach, "Visa")
        await tap(stage.coach, "Gjort")
        await shows(stage.coach, "Gjort: A-17")


async def test_who_stays_longer_than_the_longest_time_is_told_of_once(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        await stage.participant("A-17")
        await stage.at("2030-03-05 12:00")
        assert sent(stage, stage.coach, "längsta tid.") == 0
        await stage.at("2030-03-06 12:00")
        await stage.at("2030-03-07 12:00")
        assert sent(stage, stage.coach, "längsta tid.") == 1


async def test_a_coach_who_has_left_gets_no_more_lists(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        await stage.participant("A-17")
        other = await stage.staff("coach", "annan", PROGRAMME)
        await stage.unit(lambda unit: unit.run("DELETE FROM grants WHERE person = ?", stage.ids["coach"]))
        await stage.at("2029-04-05 12:00")
        assert [sent(stage, each, LIST) for each in (stage.coach, other)] == [0, 1]


async def test_a_coordinator_gets_the_weeks_count_on_monday_if_it_is_not_zero(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        boss = await stage.staff("coordinator", "samordnare", PROGRAMME)
        other = await stage.staff("coordinator", "annan", "enter")
        await stage.participant("A-17")
        gone = await stage.participant("B-18")
        gone.block()
        await stage.at("2029-04-01 12:00")
        await _wants_erasure(stage, "A-17")
        await stage.at("2029-04-09 07:59")
        assert sent(stage, boss, "Veckan börjar så här") == 1, "on 3 April, for 2 April was Easter Monday"
        await stage.at("2029-04-09 08:00")
        await stage.at("2029-04-10 12:00")
        assert sent(stage, boss, "Veckan börjar så här") == 2
        letter = texts(boss, "Veckan börjar så här")[-1]
        assert "2 uppföljningar är sena." in letter.text
        assert "1 person går inte att nå." in letter.text
        assert "1 person vill få sina uppgifter raderade." in letter.text
        assert sent(stage, other, "Veckan börjar så här") == 0


async def _wants_erasure(stage: Scene, reference: str) -> None:
    enrolment = await stage.enrolment(reference)
    now = stage.stage.clock()
    await stage.unit(lambda unit: tasks.add(unit, "erasure", PROGRAMME, enrolment.id, now))
    await stage.at("2029-04-03 12:00")


async def test_who_cannot_be_reached_the_coach_hears_of_once_and_the_start_heals_it_at_the_same_question(
    tmp_path: Path,
) -> None:
    async with scene(tmp_path) as stage:
        alva = await stage.participant("A-17")
        await tap(alva, "Börja")
        await tap(alva, "Studier")
        await shows(alva, "Fråga 2 av 3")
        alva.blocked = True  # Telegram's word of it is lost, so that the bot hears of it by its own letter
        await stage.at("2029-03-12 08:00")
        await stage.at("2029-03-19 12:00")
        assert sent(stage, stage.coach, f"A-17 {GONE}") == 1
        assert await stage.unit(lambda unit: agenda.unreachable(unit, PROGRAMME)) == 1
        alva.start()
        await alva.chat.wait(lambda _: sent(stage, alva, "Fråga 2 av 3") == 1)
        assert await stage.unit(lambda unit: agenda.unreachable(unit, PROGRAMME)) == 0
        stage.forgive("blocked")


async def test_who_is_found_to_be_gone_twice_is_told_of_once(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        await stage.participant("A-17")
        enrolment = await stage.enrolment("A-17")

        def found_gone(here: Here) -> None:
            for word in ("letter", "update"):
                person = people.by_id(here.unit, enrolment.person or 0)
                assert person
                lost(here, person, word)

        await stage.do(found_gone)
        await stage.all_is_told()
        assert sent(stage, stage.coach, f"A-17 {GONE}") == 1


async def test_who_blocks_the_bot_in_the_evening_is_told_of_in_the_morning_unless_they_are_back(tmp_path: Path) -> None:
    async with scene(tmp_path, at="2029-03-05 20:00") as stage:
        alva = await stage.participant("A-17")
        other = await stage.participant("B-18")
        alva.block()
        other.block()
        await stage.all_is_told()
        alva.start()
        await stage.stage.world.bell.until(lambda: not stage.stage.world.inbox.pending, PATIENCE)
        await stage.at("2029-03-06 12:00")
        assert sent(stage, stage.coach, f"B-18 {GONE}") == 1
        assert sent(stage, stage.coach, f"A-17 {GONE}") == 0


async def test_an_invitation_that_nobody_has_opened_is_no_follow_up(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        whose = stage.ids["coach"]
        await stage.do(lambda here: invite.invite(here, NewParticipant(PROGRAMME, "A-17", whose)))
        await stage.at("2029-06-05 12:00")
        assert sent(stage, stage.coach, "A-17") == 0
