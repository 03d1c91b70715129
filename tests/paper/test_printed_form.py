"""A form on paper: every question and answer stands there, in letters that the fonts have."""

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # fontTools ships no types
from fpdf import FPDF

from bot.chat.participant.form_on_paper import on_paper
from bot.paper import printed_form
from bot.paper.form_pages import Item, PrintedForm
from bot.paper.printed_form import printed_form_pdf
from flows.catalogue import SHIPPED, read_catalogue
from flows.forms.questionnaire import Questionnaire
from flows.forms.questions import Option, Question, Scale, SeveralChoices, SingleChoice
from locales.languages import LANGUAGES
from locales.offered import is_draft
from locales.translator import translator

FORMS = read_catalogue(SHIPPED).questionnaires
INVISIBLE = set("\n\u2066\u2067\u2068\u2069\u200e\u200f")


def words(form: PrintedForm) -> str:
    return "\n".join(
        (form.title, *form.lead, *(line for each in form.items for line in (each.text, *each.notes, *each.options)))
    )


def letters() -> set[int]:
    files = (printed_form._matplotlibs("DejaVuSans.ttf"), printed_form._ETHIOPIC)
    return {letter for file in files for letter in TTFont(file).getBestCmap()}


@pytest.mark.parametrize("language", [each.code for each in LANGUAGES])
def test_the_fonts_have_every_letter_of_every_form(language: str) -> None:
    needed = {letter for form in FORMS.values() for letter in words(on_paper(translator(language), form))}
    assert {letter for letter in needed - INVISIBLE if ord(letter) not in letters()} == set()


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.key)
def test_every_question_stands_on_paper_with_room_for_its_answer(form: Questionnaire) -> None:
    made = on_paper(translator("sv"), form)
    for question, item in zip(form.questions, made.items, strict=True):
        assert question.text in item.text
        assert item.options or item.numbers or item.lines or question.kind == "information"
        assert all(option.label in (*item.options, *item.numbers) for option in _to_tick(question))
    assert ("kuvert" in words(made)) is not form.linked


def _to_tick(question: Question) -> tuple[Option, ...]:
    return question.answers() if isinstance(question, SingleChoice | SeveralChoices | Scale) else ()


@pytest.mark.parametrize("language", [each.code for each in LANGUAGES])
def test_a_form_in_a_drafted_language_says_so(language: str) -> None:
    t = translator(language)
    said = on_paper(t, FORMS["avslut"]).lead[0] == t("Den här översättningen är ett utkast. Något kan vara fel.")
    assert said == is_draft(language)


def test_a_question_that_follows_from_an_answer_says_of_which() -> None:
    made = on_paper(translator("sv"), FORMS["start"])
    asked = next(item for item in made.items if any("Svara bara om" in note for note in item.notes))
    assert "Svara bara om du svarade ”Ganska dåligt” eller ”Mycket dåligt” på fråga 3." in asked.notes


def test_the_same_form_gives_the_same_bytes_and_no_question_is_parted(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, int, int]] = []
    ask = printed_form._Pages.ask

    def watched(pages: printed_form._Pages, item: Item) -> None:
        ask(pages, item)
        asked.append((item.text, pages.page_no(), round(pages.get_y())))

    monkeypatch.setattr(printed_form._Pages, "ask", watched)
    form = on_paper(translator("sv"), FORMS["livshjulet"])
    assert printed_form_pdf(form) == printed_form_pdf(form)
    assert {page for _, page, _ in asked} == {1, 2}
    assert max(bottom for _, _, bottom in asked) <= printed_form._BOTTOM


@pytest.mark.parametrize("right_to_left", [False, True])
def test_a_scale_runs_as_the_script_does(monkeypatch: pytest.MonkeyPatch, *, right_to_left: bool) -> None:
    written: list[tuple[str, float]] = []
    cell = FPDF.cell

    def watched(pdf: FPDF, *arguments: object, **more: object) -> object:
        if len(arguments) > 2:
            written.append((str(arguments[2]), pdf.get_x()))
        return cell(pdf, *arguments, **more)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(FPDF, "cell", watched)
    item = Item("1. Hur nära?", numbers=("1", "2", "3"), ends=("1 = långt", "3 = nära"))
    form = replace(PrintedForm("Frågor", (), (item,), "x", "ar"), right_to_left=right_to_left)
    assert io.BytesIO(printed_form_pdf(form)).read(5) == b"%PDF-"
    places = [x for text, x in written if text in item.numbers]
    shown = [text for text, _ in written if text in item.numbers]
    assert places == sorted(places)
    assert shown == (["3", "2", "1"] if right_to_left else ["1", "2", "3"])


def test_digits_after_ethiopic_letters_are_in_the_font_that_has_them() -> None:
    marked = Item("1. ሕቶ", ("ሓደ ምልክት (X) ግበሩ።",), numbers=("1", "2"), ends=("1 = ርሑቕ", "2 = ቀረባ"))
    written = Item("2. ሕቶ", ("ቁጽሪ ጽሓፉ።", "0 = ሕማቕ"), lines=1)
    made = printed_form_pdf(PrintedForm("ሕቶ", (), (marked, written), "x", "ti"))
    latin, ethiopic, bold, ethiopic_bold = b"1", b"2", b"3", b"4"
    first = [ethiopic_bold, bold, ethiopic, latin, latin, latin, latin, bold, ethiopic, latin, latin]
    assert list(_fonts_of_lines(made)) == first


def _fonts_of_lines(pdf: bytes) -> Iterator[bytes]:
    """Give the font in which each line begins, as the pages choose, put away and take up fonts."""
    streams = re.findall(rb"stream\n(x.*?)\nendstream", pdf, re.DOTALL)
    page = next(text for text in map(zlib.decompress, streams) if b" Tf" in text)
    font, put_away, has_begun = b"", [b""], False
    for chosen, sign in re.findall(rb"/F(\d+) [\d.]+ Tf|\b(q|Q|BT|Tj)\b", page):
        if sign == b"q":
            put_away.append(font)
        elif sign == b"Q":
            font = put_away.pop()
        elif sign == b"Tj" and not has_begun:
            yield font
        font, has_begun = chosen or font, sign == b"Tj" or (has_begun and sign != b"BT")
