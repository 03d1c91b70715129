"""Personal numbers, telephone numbers and e-mail addresses in what people write are caught before they are kept."""

from datetime import date

from flows.forms.personal_data import find, without
from tests.promises.telling import Tell
from tests.promises.written import INNOCENT, PERSONAL

TODAY = date(2026, 11, 27)


def test_true_ones_are_caught_and_innocent_ones_pass(record_property: Tell) -> None:
    missed = [text for text in PERSONAL if not find(text, TODAY)]
    falsely = [text for text in INNOCENT if find(text, TODAY)]
    assert (missed, falsely) == ([], [])
    record_property(
        "P11",
        f"personal data in free text: caught {len(PERSONAL) - len(missed)} of {len(PERSONAL)},"
        f" falsely caught {len(falsely)} of {len(INNOCENT)}",
    )


def test_what_is_offered_to_be_kept_holds_none_of_it() -> None:
    for text in PERSONAL:
        left = without(text, TODAY)
        assert not find(left, TODAY)
        assert left != text
    assert [without(text, TODAY) for text in INNOCENT] == list(INNOCENT)
    assert without("198112189876") == ""
    assert without("Ring mig på 070-174 06 05, tack") == "Ring mig på …, tack"


def test_a_birthday_to_come_is_nobodys_and_today_is_somebodys() -> None:
    assert find("20261127-0014", date(2026, 11, 27)) == find("20261127-0014")
    assert find("20261127-0014", date(2026, 11, 26)) == ()
    assert find("261127-0014", date(2026, 11, 26)), "without a century it may be a hundred years ago"
