"""A participant's whole journey, from the coach's link to the coordinator's figures."""

from pathlib import Path

import pytest

from tests.harness import PROGRAMME, WAY, WAYS, leave_unknown, shows, staged, tap


@pytest.mark.parametrize("way", WAYS)
async def test_a_participant_walks_from_the_coachs_link_to_the_closing_survey(tmp_path: Path, way: str) -> None:
    async with staged(tmp_path, alone=False, start=True, **WAYS[way]()) as stage:
        coach = await stage.staff("coach", PROGRAMME)
        await shows(coach, "/ny")
        coach.send("/ny")
        await shows(coach, "Skriv din egen referens")
        coach.send("A-17")
        await tap(coach, "Idag")
        await tap(coach, "Vet inte")
        link = (await shows(coach, "https://t.me/")).text.split("https://t.me/")[1].split()[0]

        person = stage.world.person("Alva", "sv")
        person.open(f"https://t.me/{link}")
        await tap(person, "Svenska")
        await tap(person, "Ja")
        await tap(person, "Börja")
        await shows(person, "Fråga 1 av 3")
        await tap(person, "Studier")
        await tap(person, "7")
        await tap(person, "Ganska bra")
        await shows(person, "Är allt rätt?")
        await tap(person, "Skicka in")
        thanks = await shows(person, "Tack")
        assert thanks.labels == ()

        coach.send("/avsluta")
        await tap(coach, "A-17")
        await tap(coach, "Studier")
        await tap(coach, "Idag")
        await tap(coach, "Nej")
        await leave_unknown(coach)
        await tap(coach, "Avsluta")
        await shows(coach, "A-17 är avslutad: Studier")
        await shows(coach, "Underlag för SUS: A-17")

        await shows(person, "Hej! Här är några frågor till dig.")
        await tap(person, "Börja")
        for _ in range(4):
            await shows(person, f"Fråga {_ + 1} av 5")
            await tap(person, "Instämmer helt")
        await shows(person, "Vill du säga något mer?")
        person.send("Det var bra.")
        await shows(person, "inte ens du")
        await tap(person, "Skicka in")
        await shows(person, "Nu kan ingen se")
        assert "Det var bra." not in person.chat.transcript

        coordinator = await stage.staff("coordinator")
        coordinator.send("/status")
        await shows(coordinator, "För få svar än")
        assert stage.world.calls.refused == []


async def test_updates_come_by_the_way_that_is_named(tmp_path: Path) -> None:
    """Or else ``make proof`` would have the same tests pass by polling twice."""
    async with staged(tmp_path) as stage:
        assert bool(stage.world.webhook) is (WAY == "webhook")
