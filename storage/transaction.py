"""Transactions: whole or not at all, and errors that say whether trying again may help.

Units that wait for the writer at the same time go in one transaction, each in a savepoint of its own: to see what was
written on disk takes longer than most units do, and is needed once for all of them. One that fails is taken back alone.
What is committed is committed for all, and no result is told before that.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from storage import batches
from storage.faults import may_pass
from storage.seal import Seal
from storage.unit import RolledBack, Unit

Result = TypeVar("Result")


class NotSaved(Exception):
    """The storage cannot write just now (locked, full, read-only or gone): nothing was changed, trying again may do."""


@dataclass(frozen=True)
class Done(Generic[Result]):
    """A unit that did its work, and what it gave."""

    result: Result
    spent_keys: Sequence[bytes]


@dataclass(frozen=True)
class Failed:
    """A unit that changed nothing, and why."""

    error: BaseException


Outcome: TypeAlias = Done[Result] | Failed


def transact(db: sqlite3.Connection, seal: Seal, unit: Callable[[Unit], Result], begin: str) -> Result:
    """Run a unit in a transaction of its own and give its result.

    :raises NotSaved: if the storage cannot write or be reached just now
    """
    with telling_not_saved():
        try:
            db.execute(begin)
            given = Unit(db, seal)
            result = unit(given)
            destroy = batches.destruction(given)
            given.run("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise
    with suppress(OSError):  # what cannot be destroyed now is destroyed when the database forgets
        destroy()
    return result


def transact_together(
    db: sqlite3.Connection, seal: Callable[[], Seal], units: Sequence[Callable[[Unit], Result]]
) -> list[Outcome[Result]]:
    """Run units in one transaction, in their order, and give what became of each.

    :param seal: gives the keys in use, asked anew as each unit begins
    :raises NotSaved: if the storage cannot write just now: none of them changed anything
    """

    def together(whole: Unit) -> list[Outcome[Result]]:
        outcomes = [_attempted(Unit(db, seal()), unit) for unit in units]
        whole.spent_keys.extend(key for each in outcomes if isinstance(each, Done) for key in each.spent_keys)
        return outcomes

    return transact(db, seal(), together, "BEGIN IMMEDIATE")


def _attempted(given: Unit, unit: Callable[[Unit], Result]) -> Outcome[Result]:
    """Run a unit among others, and take it back alone if it raises.

    :raises NotSaved, RolledBack: if the storage took all of them back, and why where that is known
    """
    try:
        with given.attempt(), telling_not_saved():
            result = unit(given)
    except RolledBack as lost:
        why = lost.__context__
        raise why if isinstance(why, NotSaved) else lost from None
    except BaseException as error:  # noqa: BLE001  # it is told to whoever waits for this unit
        return Failed(error)
    return Done(result, given.spent_keys)


@contextmanager
def telling_not_saved() -> Iterator[None]:
    """Tell errors of the storage apart from those of a statement.

    :raises NotSaved: for an error that may pass
    """
    try:
        yield
    except (RolledBack, OSError) as error:  # the latter of a batch's key
        raise NotSaved(str(error)) from error
    except sqlite3.Error as error:
        if may_pass(error):
            raise NotSaved(str(error)) from error
        raise
