"""A batch whose key is lost: the start says so and goes on, and doctor says what to do and does it."""

from pathlib import Path

from structlog.testing import capture_logs

from storage import batches
from storage.batch_keys import BatchKeys
from storage.batches import Form, Waiting
from storage.database import open_database
from tests.harness import PROGRAMME, staged


async def test_a_start_warns_and_goes_on_and_doctor_lets_go_on_the_word(tmp_path: Path) -> None:
    form = Form(PROGRAMME, "avslut", "v1")
    async with staged(tmp_path, start=False) as stage:
        async with open_database(stage.database, stage.settings().seal()) as database:
            await database.write(lambda unit: batches.add(unit, form, [Waiting("a", "b", None, "closure", "")]))
        keys = BatchKeys.beside(stage.database)
        keys.destroy(keys.names())
        with capture_logs() as logs:
            await stage.start()
        said = f"answers that wait ({PROGRAMME} avslut) cannot be opened, for their key is not in {keys.folder}"
        assert [entry for entry in logs if said in entry["event"]]
        code, output, _ = await stage.foljsam("doctor")
        assert code == 1
        assert said in output
        assert "foljsam doctor --let-go" in output
        code, output, errors = await stage.foljsam("doctor", "--let-go")
        assert (code, errors) == (0, "")
        assert said not in output
