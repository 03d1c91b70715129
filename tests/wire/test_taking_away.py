"""What is too old to be taken out of the chat: its writer is told once; a form of ours is emptied."""

from pathlib import Path

from bot.playground import fail
from tests.harness import shows, staged, tap

TOO_OLD = fail(400, "Bad Request: message can't be deleted for everyone")
TOLD = "Du kan ta bort det själv"


async def test_a_typed_answer_that_cannot_be_removed_is_kept_and_its_writer_told_once(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        alva = await stage.participant()
        await tap(alva, "Börja")
        for label in ("Studier", "7", "Ganska dåligt"):
            await tap(alva, label)
        await shows(alva, "Vad skulle göra stödet bättre?")
        stage.world.faults.plant(TOO_OLD, "deleteMessage")
        alva.send("Mer tid")
        await shows(alva, TOLD)
        await shows(alva, "Är allt rätt?")
        assert alva.chat.transcript.count(TOLD) == 1


async def test_an_old_form_that_cannot_be_removed_is_emptied(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        alva = await stage.participant()
        await tap(alva, "Börja")
        old = await shows(alva, "Fråga 1 av 3")
        stage.world.faults.plant(TOO_OLD, "deleteMessage")
        alva.send("/enkat")
        await alva.chat.wait(lambda chat: "Det som stod här är borttaget" in chat.messages[old.id].text)
        assert alva.chat.messages[old.id].labels == ()
        await alva.chat.wait(lambda chat: chat.last and chat.last.id != old.id and "Fråga 1" in chat.last.text)
        assert TOLD not in alva.chat.transcript
        await tap(alva, "Studier")
        await alva.chat.wait(lambda chat: chat.last and "Fråga 2" in chat.last.text)


async def test_a_form_that_was_deleted_is_sent_anew_and_its_new_place_is_remembered(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        alva = await stage.participant()
        await tap(alva, "Börja")
        old = await shows(alva, "Fråga 1 av 3")
        alva.delete(old)
        alva.send("Studier")
        new = await shows(alva, "Fråga 2 av 3")
        assert new.id != old.id
        alva.send("7")
        await shows(alva, "Fråga 3 av 3")
        assert len(alva.chat.from_bot) == 1
        assert [call.description for call in stage.world.calls.refused] == ["Bad Request: message to edit not found"]
