"""What waits in a database, opened with its keys; and databases for tests of many small histories."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from storage import batches
from storage.batches import Waiting
from storage.connection import connect
from storage.seal import Seal, new_key
from storage.unit import Unit
from tests.prepared import prepare


def waiting(unit: Unit) -> list[Waiting]:
    """Give all anonymous answers that wait and can be opened."""
    programmes = [row[0] for row in unit.rows("SELECT DISTINCT programme FROM unlinked_batches")]
    return [each for one in programmes for of_form in batches.waiting(unit, one).values() for each in of_form]


@contextmanager
def kept_nowhere_for_long() -> Iterator[Unit]:
    """Give one transaction on a new database whose keys do not wait for the disk; nothing of it is kept."""
    with TemporaryDirectory() as folder, patch("storage.batch_keys._see_it_on_disk"):
        path = prepare(Path(folder, "foljsam.db"))
        with closing(connect(path, "PRAGMA synchronous = OFF", "PRAGMA journal_mode = OFF")) as db:
            db.execute("BEGIN")
            yield Unit(db, Seal([new_key()]))
