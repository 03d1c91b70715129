"""LIX and what makes a text hard, by hand-counted texts."""

import re
from pathlib import Path

import pytest

from bot.commands import reading
from flows.catalogue import SHIPPED, read_catalogue
from flows.swedish.readability import Counted, Hard, Hardship, count, hard_in
from locales.catalogue_file import ROOT
from locales.languages import EASY
from tests.command_line.program import ran_here


@pytest.mark.parametrize(
    ("texts", "counted"),
    [
        ((), Counted(0, 0, 0)),
        (("",), Counted(0, 0, 0)),
        (("Jag är nöjd.",), Counted(3, 1, 0)),
        (("Jag kan påverka mitt stöd.",), Counted(5, 1, 1)),
        (("Kom in! Hur mår du? Bra: allt väl", "Hej då"), Counted(10, 5, 0)),
        (("Klockan 10.30 kom 3 e-postmeddelanden.",), Counted(6, 1, 2)),
        (("Mamma - pappa - barn",), Counted(3, 1, 0)),
    ],
)
def test_words_sentences_and_long_words_are_counted(texts: tuple[str, ...], counted: Counted) -> None:
    assert count(texts) == counted


@pytest.mark.parametrize(
    ("counted", "lix"),
    [(Counted(3784, 580, 1018), 33.4), (Counted(100, 10, 20), 30.0), (Counted(5, 1, 1), 25.0), (Counted(), 0.0)],
)
def test_lix_is_words_per_sentence_and_the_per_cent_of_long_words(counted: Counted, lix: float) -> None:
    assert counted.lix == pytest.approx(lix, abs=0.05)


def test_a_longer_sentence_and_a_longer_word_make_a_text_harder() -> None:
    easy, longer = "Jag bor här. Jag mår bra.", "Jag bor här och jag mår bra."
    harder = "Jag bor här. Jag trivs utomordentligt."
    assert count([easy]).lix < count([longer]).lix < count([harder]).lix


@pytest.mark.parametrize(
    ("text", "hard"),
    [
        ("Jag kan påverka mitt stöd.", []),
        ("Jag får inte den tid jag behöver.", [Hard(Hardship.NEGATION, "inte")]),
        ("Ingen har frågat mig.", [Hard(Hardship.NEGATION, "Ingen")]),
        ("Jag är nöjd med stödet och tiden.", [Hard(Hardship.DOUBLE, "och")]),
        ("Jag har hittat jobb/studier.", [Hard(Hardship.DOUBLE, "b/s")]),
        ("Arbetsmarknaden är nära.", [Hard(Hardship.WORD, "Arbetsmarknaden")]),
        ("ett " * 12, []),
        ("ett " * 13, [Hard(Hardship.SENTENCE, ("ett " * 13).strip())]),
        ("Schack är en integrerad dotter.", []),
    ],
)
def test_what_is_hard_in_a_question_is_named(text: str, hard: list[Hard]) -> None:
    assert list(hard_in(text, is_asked=True)) == hard


def test_an_answer_or_a_help_may_say_no_and_two_things() -> None:
    assert list(hard_in("Skriv inga namn och inga nummer.")) == []


LIX = re.compile(r"([\w-]+): LIX (\d+), in easy Swedish (\d+)")
IN_THE_NOTE = re.compile(r"\| `([\w-]+)` \| (\d+) \| (\d+) \|")


def test_every_form_of_our_own_is_measured_and_what_promises_to_be_easy_is_so() -> None:
    catalogue = read_catalogue(SHIPPED)
    advice, faults = reading.measured(catalogue)
    measured = {found[1]: (int(found[2]), int(found[3])) for each in advice if (found := LIX.fullmatch(each))}
    assert measured.keys() == catalogue.questionnaires.keys()
    assert all(easy <= standard for standard, easy in measured.values())
    assert faults == ()


def test_the_figures_in_the_translators_note_are_those_measured() -> None:
    advice, _ = reading.measured(read_catalogue(SHIPPED))
    noted = IN_THE_NOTE.findall((ROOT / "locales" / "README.md").read_text("utf-8"))
    assert sorted(noted) == sorted(found.groups() for each in advice if (found := LIX.fullmatch(each)))


def test_advice_is_told_to_who_asks_for_it(tmp_path: Path) -> None:
    told = ran_here("check", str(SHIPPED), "--advice", cwd=tmp_path, env={})
    *advice, verdict = told.out.splitlines()
    assert any(each.startswith("advice: halsa-start: LIX 5") for each in advice)
    assert (verdict, told.code) == (ran_here("check", str(SHIPPED), cwd=tmp_path, env={}).out.rstrip(), 0)


def test_easy_swedish_that_is_not_easy_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "spoken", lambda: (EASY,))
    monkeypatch.setattr(reading, "translator", lambda _: lambda text: f"{text} Utomordentligt omständligt uttryckt.")
    advice, faults = reading.measured(read_catalogue(SHIPPED))
    assert any(each.startswith("avslut (sv_LL): LIX ") for each in faults)
    assert any("'Utomordentligt' has 13 letters or more" in each for each in faults)
    assert any(", in easy Swedish " in each for each in advice)
