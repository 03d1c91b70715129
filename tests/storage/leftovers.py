"""Finds drafts in what lies on disk: also in free space, where nothing points to them any more."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from storage.seal import Seal, Unsealable

_LEAST = 28 + 1
"""The shortest sealed draft: a nonce, a tag, and at least one character of JSON."""
_SHORT = 60
_RUN_BYTES = {1: range(2, 128), 2: range(128, 2**15), 3: range(2**15, 2**23)}
"""How many bytes SQLite writes a run's id in; 0 and 1 take none."""


@dataclass(frozen=True)
class Known:
    """What is known from the tables: forms sent in, questions, and the sealed values that rightly are there."""

    runs: set[int]
    questions: set[str]
    live: set[bytes]


def leftovers(raw: bytes, seal: Seal, known: Known) -> Iterator[tuple[int, str, str]]:
    """Give run, question and answer of every draft that still can be read though no row holds it.

    A draft lies as its run's id, its question's key, its sealed answer. The length of the answer stands in a header
    that may be overwritten, so every length is tried, the sealed bytes telling themselves which is right.
    """
    for question in known.questions:
        for found in re.finditer(re.escape(question.encode()), raw):
            sealed = raw[found.end() : found.end() + 28 + _SHORT]
            answer = _opened(sealed, seal, known.live)
            if answer is not None:
                for run in _runs(raw[max(0, found.start() - 3) : found.start()], known.runs):
                    yield run, question, plain(answer)


def plain(answer: str) -> str:
    """Give a draft's answer as it is written when it is sent in."""
    return str(json.loads(answer))


def _opened(sealed: bytes, seal: Seal, live: set[bytes]) -> str | None:
    for length in range(_LEAST, len(sealed) + 1):
        try:
            return None if sealed[:length] in live else seal.open(sealed[:length])
        except Unsealable:
            continue
    return None


def _runs(before: bytes, runs: set[int]) -> Iterator[int]:
    for width, values in _RUN_BYTES.items():
        run = int.from_bytes(before[-width:], "big")
        if run in runs and run in values:
            yield run
    if 1 in runs:
        yield 1
