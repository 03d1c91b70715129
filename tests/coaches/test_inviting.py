"""A coach invites: step by step, in one go, to groups and queues, and with a protected identity."""

from pathlib import Path

from bot.playground.files import picture_size
from flows.catalogue import SHIPPED
from tests.coaches.phones import GROUPS, QUEUE, again, coach, invited, labels, link_in, on, too_late, with_groups
from tests.harness import PROGRAMME, shows, staged, tap

BAD = "Det ser ut som ett personnummer."


async def test_the_steps_lead_to_a_link_as_text_code_and_picture(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        asking = await coach(stage)
        asking.send("/ny")
        await shows(asking, "Skriv din egen referens")
        asking.send("A-17")
        asked = await shows(asking, "Vilken dag kom anvisningen?")
        assert asked.labels[0] == ("Hoppa över",)
        await tap(asking, "Igår")
        assert (await shows(asking, "sekretess")).labels[0] == ("Ja", "Nej", "Vet inte")
        await tap(asking, "Ja")
        link = await link_in(asking, "Länk till A-17:")
        assert link.startswith(f"https://t.me/{stage.world.username}?start=")
        picture = await shows(asking, "Läs av med deltagarens telefon:")
        assert link in picture.text
        [file] = stage.world.files.values()
        assert picture.content
        size = picture_size(file.data)
        assert size
        assert size[0] == size[1] > 200
        assert stage.world.calls.refused == []


async def test_a_reference_after_the_command_gives_the_link_at_once(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        asking = await coach(stage)
        assert "start=" in await invited(asking, "A-17")
        assert "Vilken dag" not in asking.chat.transcript
        assert stage.world.calls.refused == []


async def test_pressing_first_buttons_only_leads_to_a_link(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        asking = await coach(stage)
        asking.send("/ny")
        for question in ("Skriv din egen referens", "Vilken dag kom anvisningen?", "sekretess"):
            await shows(asking, question)
            asking.press(0, 0)
        assert "Länk till utan referens" in (await shows(asking, "Länk till")).text
        assert stage.world.calls.refused == []


async def test_a_day_is_typed_in_swedish_and_one_that_does_not_exist_is_asked_for_again(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        asking = await coach(stage)
        asking.send("/ny")
        await shows(asking, "Skriv din egen referens")
        asking.send("A-17")
        await shows(asking, "Vilken dag kom anvisningen?")
        for typed, answer in (
            ("31 februari", "Den dagen finns inte."),
            ("i övermorgon kanske", "Jag förstår inte dagen."),
            ("2199-01-01", "Dagen har inte varit ännu."),
        ):
            asking.send(typed)
            await shows(asking, answer)
        asking.send("i förrgår")
        await shows(asking, "sekretess")
        asking.send("vet inte")
        await link_in(asking, "Länk till A-17:")
        assert stage.world.calls.refused == []


async def test_an_identity_number_is_refused_kindly_and_taken_out_of_the_chat(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        asking = await coach(stage)
        asking.send("/ny")
        await shows(asking, "Skriv din egen referens")
        written = asking.send("19121212-1212")
        await shows(asking, BAD)
        await asking.chat.wait(lambda chat: written.id not in chat.messages, timeout=20)
        asking.send("A-17")
        await shows(asking, "Vilken dag kom anvisningen?")
        assert stage.world.calls.refused == []


async def test_a_used_reference_is_told_and_another_can_be_written(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        asking = await coach(stage)
        await invited(asking, "A-17")
        asking.send("/ny a-17")
        await shows(asking, "Den referensen används redan i insatsen.")
        asking.send("A-18")
        await link_in(asking, "Länk till A-18:")
        assert stage.world.calls.refused == []


async def test_leaving_the_dialogue_leaves_nothing_and_its_old_buttons_are_dead(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        asking = await coach(stage)
        asking.send("/ny")
        await shows(asking, "Skriv din egen referens")
        asking.send("A-17")
        step = await shows(asking, "Vilken dag kom anvisningen?")
        asking.send("/avbryt")
        await shows(asking, "Avbrutet")
        await too_late(asking, "Idag", step)
        status = await stage.figures()
        assert set(status["people"].values()) == {0}


async def test_an_old_button_of_a_dialogue_shows_where_it_stands_and_is_not_taken_for_the_step(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        asking = await coach(stage)
        asking.send("/ny")
        first = await shows(asking, "Skriv din egen referens")
        asking.send("A-17")
        await shows(asking, "Vilken dag kom anvisningen?")
        asking.press_label("Hoppa över", message=first)
        await asking.chat.wait(lambda chat: "Vilken dag" in chat.messages[first.id].text, timeout=20)
        await tap(asking, "Idag")
        await tap(asking, "Nej")
        await link_in(asking, "Länk till A-17:")
        assert stage.world.calls.refused == []


async def test_a_coach_of_several_programmes_chooses_first_and_a_given_reference_is_kept(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        asking = await coach(stage, PROGRAMME, "enter")
        asking.send("/ny A-17")
        await tap(asking, "Projekt Enter")
        await link_in(asking, "Länk till A-17:")
        assert stage.world.calls.refused == []


async def test_a_programme_without_an_assessment_sends_no_link(tmp_path: Path) -> None:
    async with staged(tmp_path, association=str(SHIPPED / "association-new.yaml")) as stage:
        asking = await coach(stage)
        asking.send("/ny")
        await shows(asking, "ingen beslutad konsekvensbedömning")


async def test_a_group_is_made_on_the_way_filled_and_then_offered_no_longer(tmp_path: Path) -> None:
    async with with_groups(tmp_path) as stage:
        asking = await coach(stage, GROUPS)
        for number in range(8):
            asking.send("/ny")
            await shows(asking, "Skriv din egen referens")
            asking.send(f"M-{number}")
            await on(asking, "Vilken dag kom anvisningen?", "Hoppa över")
            await tap(asking, "Vet inte")
            if number == 0:
                await tap(asking, "Ny grupp")
                await shows(asking, "Vad ska gruppen heta?")
                asking.send("Hösten")
                await shows(asking, "Vilken dag börjar gruppen?")
                asking.send("1 mars 2027")
            else:
                label = f"Hösten · {number} av 6–8 · 1 mars 2027"
                await on(asking, "Vilken grupp?", label)
            await link_in(asking, f"Länk till M-{number}:")
        asking.send("/ny")
        await shows(asking, "Skriv din egen referens")
        asking.send("M-8")
        await on(asking, "Vilken dag kom anvisningen?", "Hoppa över")
        await tap(asking, "Vet inte")
        full = await shows(asking, "Fulla grupper:")
        assert "Hösten · 8 av 6–8" in full.text
        assert labels(full) == {"Ny grupp", "Ingen grupp än", "Avbryt"}
        assert stage.world.calls.refused == []


async def test_the_queue_tells_each_place_and_moves_up_when_one_gets_a_place(tmp_path: Path) -> None:
    async with with_groups(tmp_path) as stage:
        asking = await coach(stage, QUEUE)
        for number in (1, 2):
            asking.send("/ny")
            await shows(asking, "Skriv din egen referens")
            asking.send(f"K-{number}")
            await on(asking, "Vilken dag kom anvisningen?", "Idag")
            await on(asking, "sekretess", "Ja")
            await tap(asking, f"Väntelista (plats {number})")
            assert "https" not in (await shows(asking, f"K-{number} står på väntelistan, plats {number}.")).text
        asking.send("/deltagare")
        listed = await shows(asking, "2 deltagare")
        assert "K-2: väntar på plats, plats 2" in listed.text
        await tap(asking, "K-1")
        await tap(asking, "Ge plats")
        await link_in(asking, "Länk till K-1:")
        asking.send("/deltagare")
        await asking.chat.wait(
            lambda chat: any("K-2: väntar på plats, plats 1" in each.text for each in chat.from_bot), timeout=20
        )
        assert stage.world.calls.refused == []


async def test_a_protected_identity_is_counted_without_link_reference_or_place_in_any_list(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        asking = await coach(stage)
        asking.send("/ny")
        await tap(asking, "Skyddade uppgifter")
        await tap(asking, "Kvinna")
        await shows(asking, "Skriv födelseåret")
        asking.send("2042")
        await shows(asking, "Skriv ett födelseår med fyra siffror.")
        asking.send("1985")
        await shows(asking, "syns inte i någon lista")
        assert "https://" not in asking.chat.transcript
        asking.send("/deltagare")
        await shows(asking, "Du har inga deltagare än.")
        asking.send("/avsluta")
        await shows(asking, "ingen aktiv deltagare")
        status = await stage.figures()
        assert status["people"]["active"] == 1
        assert stage.world.calls.refused == []


async def test_a_redelivered_last_step_invites_once_and_shows_the_link_again(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        asking = await coach(stage)
        asking.send("/ny")
        await shows(asking, "Skriv din egen referens")
        asking.send("A-17")
        await on(asking, "Vilken dag kom anvisningen?", "Hoppa över")
        await tap(asking, "Nej")
        link = await link_in(asking, "Länk till A-17:")
        await again(stage)
        await asking.chat.wait(lambda chat: sum("Läs av med" in each.text for each in chat.from_bot) >= 2, timeout=20)
        assert {word for each in asking.chat.from_bot for word in each.text.split() if "?start=" in word} == {link}
        status = await stage.figures()
        assert status["people"]["invited"] == 1
