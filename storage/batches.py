"""What waits: the anonymous answers to a form, sealed together (design: 3.7, 3.8).

They are sealed with the association's key and with one of their own (storage.batch_keys), so a copy of the database
tells nothing of them without the file that is in no backup. Whenever something comes or goes they are sealed anew under
a new key and the last one is destroyed. So of two copies, made before and after somebody answered, at most the newer
can be opened, and after a release neither.

They lie in an order that is drawn by lot, each answer by itself, and the length of it all tells at most how many times
it doubled.
"""

import json
import secrets
from collections.abc import Callable, Iterable, Sequence
from sqlite3 import Row
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.unit import Unit

_PURPOSE = "batch"
_NONCE_BYTES = 12
_LEAST_BYTES = 16 * 1024
"""So long that what fewer than the minimum answer seldom comes to more."""


class Form(NamedTuple):
    """What answers are to."""

    programme: str
    questionnaire: str
    version: str


class Waiting(NamedTuple):
    """An answer to a question, or of several choices one of them; whose, when and with which others is not kept."""

    question: str
    option: str | None
    """``None`` if the person chose not to answer, ``""`` of a free text."""
    words: str | None
    moment: str
    place: str


def waiting(unit: Unit, programme: str) -> dict[Form, list[Waiting]]:
    """Give the answers that wait in a programme, by form, but for those that cannot be opened."""
    forms = unit.rows(
        "SELECT DISTINCT programme, questionnaire, version FROM unlinked_batches WHERE programme = ?", programme
    )
    return {form: _opened(unit, form)[1] for form in (Form(*row) for row in forms)}


def add(unit: Unit, form: Form, new: Iterable[Waiting]) -> None:
    """Put answers among those that wait."""
    names, answers = _opened(unit, form)
    _replace(unit, form, names, _drawn_by_lot([*answers, *new]))


def keep_only(unit: Unit, form: Form, left: Sequence[Waiting]) -> None:
    """Let go of all answers to a form that wait but these, which stay in their order."""
    _replace(unit, form, _opened(unit, form)[0], left)


def lost(unit: Unit) -> tuple[Form, ...]:
    """Give the forms of which answers wait that cannot be opened, for their key is gone, damaged or another."""
    return tuple(sorted({_form(row) for row in _rows(unit) if _open(unit, row) is None}))


def let_go_of_lost(unit: Unit) -> tuple[Form, ...]:
    """Let go of the answers that cannot be opened; give the forms that they are to."""
    forms = lost(unit)
    unit.run_many(
        "DELETE FROM unlinked_batches WHERE key = ?", [(row["key"],) for row in _rows(unit) if _open(unit, row) is None]
    )
    return forms


def resealed(unit: Unit, row: Row) -> bytes | None:
    """Give what a row seals as the association's newest key seals it; ``None`` if it does, or if it cannot be opened.

    :param row: a whole row of ``unlinked_batches``
    """
    newest = _both(unit, row)[:1]
    answers = None if _decrypted(newest, row) is not None else _open(unit, row)
    return None if answers is None else _sealed(newest[0], _form(row), answers)


def take_in_unsealed(unit: Unit) -> bool:
    """Seal what waited before there were batches; tell whether anything did."""
    rows = unit.rows("SELECT * FROM unlinked_unsealed")
    for form in {_form(row) for row in rows}:
        add(unit, form, [_unsealed(unit, row) for row in rows if _form(row) == form])
    unit.run("DELETE FROM unlinked_unsealed")
    return bool(rows)


def _unsealed(unit: Unit, row: Row) -> Waiting:
    words = None if row["words"] is None else unit.seal.open(row["words"])
    return Waiting(row["question"], row["option"], words, row["moment"], row["place"])


def spend_all(unit: Unit) -> None:
    """Take every key for spent, also those that other units left, as one may that died."""
    unit.spent_keys.extend(unit.batch_keys.names())


def destruction(unit: Unit) -> Callable[[], None]:
    """Give what destroys the spent keys that seal nothing any more, to be done when the unit is committed."""
    if not unit.spent_keys:
        return lambda: None
    keys, used = unit.batch_keys, {row["key"] for row in _rows(unit)}
    spent = set(unit.spent_keys) - used
    return lambda: keys.destroy(spent)


def _drawn_by_lot(answers: list[Waiting]) -> list[Waiting]:
    secrets.SystemRandom().shuffle(answers)
    return answers


def _rows(unit: Unit) -> list[Row]:
    return unit.rows("SELECT * FROM unlinked_batches")


def _form(row: Row) -> Form:
    return Form(row["programme"], row["questionnaire"], row["version"])


def _opened(unit: Unit, form: Form) -> tuple[list[bytes], list[Waiting]]:
    """Give the answers to a form that wait and can be opened, and the names of their keys."""
    of_form = "WHERE programme = ? AND questionnaire = ? AND version = ?"
    rows = unit.rows(f"SELECT * FROM unlinked_batches {of_form}", *form)
    found = {row["key"]: answers for row in rows if (answers := _open(unit, row)) is not None}
    return list(found), [each for answers in found.values() for each in answers]


def _open(unit: Unit, row: Row) -> list[Waiting] | None:
    return _decrypted(_both(unit, row), row)


def _both(unit: Unit, row: Row) -> tuple[bytes, ...]:
    """Give what a batch's key and each of the association's make together, the newest first."""
    key = unit.batch_keys.find(row["key"])
    return unit.seal.derived(_PURPOSE, key) if key else ()


def _decrypted(keys: Iterable[bytes], row: Row) -> list[Waiting] | None:
    nonce, sealed = row["sealed"][:_NONCE_BYTES], row["sealed"][_NONCE_BYTES:]
    for both in keys:
        try:
            content = AESGCM(both).decrypt(nonce, sealed, _bound(_form(row)))
        except InvalidTag:
            continue
        return [Waiting(*each) for each in json.loads(content)]
    return None


def _replace(unit: Unit, form: Form, names: Sequence[bytes], answers: Sequence[Waiting]) -> None:
    """Seal the answers to a form under a new key in place of what other keys sealed, which are spent then."""
    unit.run_many("DELETE FROM unlinked_batches WHERE key = ?", [(name,) for name in names])
    unit.spent_keys.extend(names)
    if answers:
        name, key = unit.batch_keys.new()
        sealed = _sealed(unit.seal.derived(_PURPOSE, key)[0], form, answers)
        unit.run("INSERT INTO unlinked_batches VALUES (?, ?, ?, ?, ?)", name, *form, sealed)


def _sealed(both: bytes, form: Form, answers: Sequence[Waiting]) -> bytes:
    content, nonce = json.dumps(answers).encode(), secrets.token_bytes(_NONCE_BYTES)
    length = max(_LEAST_BYTES, 1 << (len(content) - 1).bit_length())
    return nonce + AESGCM(both).encrypt(nonce, content.ljust(length), _bound(form))


def _bound(form: Form) -> bytes:
    """Give what binds sealed answers to their form, so that they open nowhere else."""
    return "\0".join(form).encode()
