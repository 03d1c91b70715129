"""A backup leaves out answers that wait, so what has gathered is released first."""

from contextlib import closing
from pathlib import Path

from bot.app import now
from flows.catalogue import SHIPPED, read_catalogue
from storage import enrolments, runs, unlinked
from storage.backup import open_backup
from storage.database import open_database
from storage.unit import Unit
from tests.harness import staged

PEOPLE = 6


async def test_a_backup_holds_the_figures_of_what_had_gathered_and_nothing_that_waits(tmp_path: Path) -> None:
    form = read_catalogue(SHIPPED).questionnaires["utvardering-enter"]

    def fill(unit: Unit) -> None:
        for _ in range(PEOPLE):
            enrolment = enrolments.invite(unit, "enter", None, None, now().date())
            run = runs.open_run(unit, enrolment.id, form, "closure")
            answers = {question.key: question.answers()[0].key for question in form.questions}
            unlinked.fall_apart(unit, run, "enter", form, answers, moment="closure")

    async with staged(tmp_path, start=False) as stage:
        async with open_database(stage.database, stage.settings().seal()) as database:
            await database.write(fill)
        copy = tmp_path / "foljsam.backup"
        code, _, errors = await stage.foljsam("backup", str(copy))
        assert code == 0, errors
        with closing(open_backup(copy, stage.settings().seal())) as db:
            assert tuple(db.execute("SELECT COUNT(*) FROM unlinked_batches").fetchone()) == (0,)
            assert [row["n"] for row in db.execute("SELECT DISTINCT n FROM tallies")] == [PEOPLE]
