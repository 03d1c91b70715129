"""Sealed files: whole and unchanged, or not at all."""

from io import BytesIO

import pytest

from storage.seal import Seal, new_key
from storage.sealed_file import CHUNK, Unreadable, chunks, marks, read_sealed

HEADER = 17 + 4 + 32
SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK]


def sealed(content: bytes, seal: Seal) -> bytes:
    return b"".join(chunks(content, seal))


@pytest.mark.parametrize("size", SIZES)
def test_what_was_sealed_is_read_again(size: int, seal: Seal) -> None:
    content = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    assert read_sealed(BytesIO(sealed(content, seal)), seal) == content


def test_the_same_content_is_never_the_same_file(seal: Seal) -> None:
    assert sealed(b"a", seal)[HEADER:] != sealed(b"a", seal)[HEADER:]


PART = CHUNK + 16
WHOLE = b"a" * CHUNK + b"b" * CHUNK + b"c" * 100


@pytest.mark.parametrize(
    "harm",
    [
        lambda file: file[:-1],
        lambda file: file[:HEADER],
        lambda file: file[: HEADER + PART],  # at the end of a chunk
        lambda file: file[: HEADER + 2 * PART],
        lambda file: file + b"x",
        lambda file: file[:HEADER] + file[HEADER + PART :],  # the first chunk left out
        lambda file: file[:HEADER] + file[HEADER + PART : HEADER + 2 * PART] + file[HEADER:][:PART] + file[-116:],
        lambda file: file[: HEADER + PART] + file[HEADER:],  # a chunk twice
        lambda file: file[:100] + bytes([file[100] ^ 1]) + file[101:],
        lambda file: file[:30] + bytes([file[30] ^ 1]) + file[31:],  # the salt
        lambda file: file[:-3] + bytes([file[-3] ^ 1]) + file[-2:],
    ],
)
def test_whatever_is_done_to_it_is_found(harm: object, seal: Seal) -> None:
    assert callable(harm)
    with pytest.raises(Unreadable, match="damaged or not whole"):
        read_sealed(BytesIO(harm(sealed(WHOLE, seal))), seal)


def test_parts_of_two_files_do_not_fit_together(seal: Seal) -> None:
    one, other = sealed(WHOLE, seal), sealed(WHOLE, seal)
    with pytest.raises(Unreadable, match="damaged"):
        read_sealed(BytesIO(one[: HEADER + PART] + other[HEADER + PART :]), seal)


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0" * 100, b"foljsam backup 2\n" + b"x" * 100])
def test_another_file_is_told_from_a_damaged_one(content: bytes, seal: Seal) -> None:
    with pytest.raises(Unreadable, match="no backup that foljsam made"):
        read_sealed(BytesIO(content), seal)


def test_an_older_key_opens_it_and_a_missing_one_is_named() -> None:
    old, new = new_key(), new_key()
    file = sealed(WHOLE, Seal([old]))

    assert read_sealed(BytesIO(file), Seal([new, old])) == WHOLE
    with pytest.raises(Unreadable) as missing:
        read_sealed(BytesIO(file), Seal([new]))

    [theirs], [ours] = marks(Seal([old])), marks(Seal([new]))
    assert f"sealed with the key marked {theirs}, and those given are marked {ours}" in str(missing.value)
    assert old[:8] not in str(missing.value)
