"""Sealing: opens with the right keys only, tells nothing of the text or the time, and keys can be changed."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.seal import KeyFault, Seal, Unsealable, new_key

OLD, NEW = new_key(), new_key()


@settings(deadline=None)
@given(st.text())
def test_what_was_sealed_opens_again(text: str) -> None:
    assert Seal([NEW]).open(Seal([NEW]).close(text)) == text


@settings(deadline=None)
@given(st.text(), st.data())
def test_a_sealed_value_with_one_bit_changed_does_not_open(text: str, data: st.DataObject) -> None:
    sealed = bytearray(Seal([NEW]).close(text))
    place = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[place // 8] ^= 1 << place % 8

    with pytest.raises(Unsealable):
        Seal([NEW]).open(bytes(sealed))


@pytest.mark.parametrize("length", range(30))
def test_a_sealed_value_cut_short_does_not_open(length: int) -> None:
    with pytest.raises(Unsealable):
        Seal([NEW]).open(Seal([NEW]).close("åäö")[:length])


def test_sealing_twice_differs_in_every_part_and_so_tells_no_time_and_no_sameness() -> None:
    sealed = [Seal([NEW]).close("samma") for _ in range(256)]

    for place in range(len(sealed[0])):
        # 256 draws of 256 values: about 162 differ by chance, and 100 or fewer with p < 1e-10 (McDiarmid).
        assert len({each[place] for each in sealed}) > 100


def test_after_a_change_of_keys_the_old_one_still_opens_and_finds_and_the_new_one_seals() -> None:
    before, after = Seal([OLD]), Seal([NEW, OLD])

    assert after.open(before.close("text")) == "text"
    assert before.hash("word") in after.hashes("word")
    assert before.derived("payload", b"1")[0] in after.derived("payload", b"1")
    assert Seal([NEW]).open(after.close("text")) == "text"
    assert after.hash("word") == Seal([NEW]).hash("word")


def test_without_the_old_key_nothing_old_opens_or_is_found_and_the_complaint_says_what_to_do() -> None:
    with pytest.raises(Unsealable, match="add the old key after the new one in FOLJSAM_KEY"):
        Seal([NEW]).open(Seal([OLD]).close("text"))
    assert Seal([OLD]).hash("word") not in Seal([NEW]).hashes("word")


def test_what_is_derived_differs_by_purpose_and_nonce_and_is_the_same_each_time() -> None:
    seal = Seal([NEW])

    assert seal.derived("payload", b"1") == Seal([NEW]).derived("payload", b"1")
    assert len({seal.derived("payload", b"1"), seal.derived("code", b"1"), seal.derived("payload", b"2")}) == 3
    assert seal.derived("word", b"")[0] != seal.hash("word")


def test_no_key_says_how_to_make_one() -> None:
    with pytest.raises(KeyFault, match="FOLJSAM_KEY is missing; make one with: foljsam keys new"):
        Seal([])


@pytest.mark.parametrize(
    "text", ["", "hemlig", "ÅÄÖ", "=" * 44, "A" * 42, "A" * 43, base64.b64encode(b"x" * 31).decode()]
)
def test_a_malformed_key_says_how_to_make_one_and_does_not_repeat_it(text: str) -> None:
    with pytest.raises(KeyFault, match="make one with: foljsam keys new") as fault:
        Seal([NEW, text])
    assert not text or text not in str(fault.value)


def test_a_new_key_works_with_the_line_end_of_its_file() -> None:
    key = new_key()

    assert Seal([f" {key}\n"]).hash("word") == Seal([key]).hash("word")
    assert key != new_key()
