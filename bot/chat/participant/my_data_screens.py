"""Screens of what is kept about a person: pages of few words, each with the ways to the next, a file, and away."""

import re
from collections.abc import Iterable, Iterator

from bot.actions.participant.erase import Kept
from bot.actions.participant.forms import Form
from bot.chat.buttons import FetchMyData, Hide, ShowCorrection, ShowMyData
from bot.chat.participant.answer_words import answer_text
from bot.chat.participant.fact_value import shown
from bot.chat.role_words import ROLES
from bot.chat.screen import Key, Row, Screen, bold, column, fitting, paragraphs, plain
from bot.house import House
from flows.programme import Programme
from locales.languages import known
from locales.translator import Translator, marked
from storage.people import Person

_MOST_WORDS = 55
"""On a page, where one answer has no more; the page's number comes to it."""
_PIECE = re.compile(r"(?:\S{1,1500}\s*){1,45}")
"""So much of an answer as fits on one page, also where its writing has no blanks."""

_REGISTERS = {
    "standard": marked("Du har svarat på svenska."),
    "easy": marked("Du har svarat på lättläst svenska."),
    "translated": marked("Du har svarat på en översättning."),
    "mixed": marked("Du har svarat på mer än ett språk."),
}

_Block = tuple[str, ...]


def my_data(
    t: Translator, house: House, person: Person, kept: tuple[Kept, ...], correctable: tuple[Form, ...] = ()
) -> tuple[Screen, ...]:
    """Show everything that is kept about a person, on as many pages as it takes.

    :param correctable: the forms whose answers the person can correct; the last page leads to them
    """
    wrong = ((plain(t("Stämmer något inte? Skriv /kontakt.")),),) if kept else ()
    blocks = (_chat(t, person), *(block for each in kept for block in _enrolment(t, house, each)), *wrong)
    texts = tuple(_pages(blocks))
    last = len(texts) - 1
    more = column(
        *(Key(fitting(t("Ändra: {form}", form=_title(t, form))), ShowCorrection(form.run.id)) for form in correctable)
    )
    return tuple(
        Screen(_numbered(t, text, n, last + 1), (*_rows(t, n, last + 1), *(more if n == last else ())))
        for n, text in enumerate(texts)
    )


def _title(t: Translator, form: Form) -> str:
    return t(form.questionnaire.title)


def _numbered(t: Translator, text: str, page: int, of: int) -> str:
    return paragraphs(text, plain(t("Sida {page} av {of}", page=page + 1, of=of))) if of > 1 else text


def _rows(t: Translator, page: int, of: int) -> tuple[Row, ...]:
    following = column(Key(t("Nästa"), ShowMyData(page + 1))) if page + 1 < of else ()
    before = column(Key(t("Tillbaka"), ShowMyData(page - 1))) if page else ()
    return (*following, *before, *column(Key(t("Hämta som fil"), FetchMyData())), *hide_rows(t))


def hide_rows(t: Translator) -> tuple[Row, ...]:
    """Give the way to take a message out of the chat."""
    return column(Key(t("Ta bort ur chatten"), Hide()))


def _pages(blocks: Iterable[_Block]) -> Iterator[str]:
    """Set blocks on pages of few words; what belongs together stays together where it fits."""
    page: list[str] = []
    for block in blocks:
        if page and _words(block) <= _MOST_WORDS < _words((*page, *block)):
            yield "\n".join(page)
            page = []
        for place, line in enumerate(block):
            if page and _words((*page, line)) > _MOST_WORDS:
                yield "\n".join(page)
                page = []
            page += ["", line] if page and not place else [line]
    if page:
        yield "\n".join(page)


def _words(found: Iterable[str]) -> int:
    return sum(len(line.split()) for line in found)


def _chat(t: Translator, person: Person) -> _Block:
    language = known(person.language).own_name
    roles = t.comma.join(dict.fromkeys(t(ROLES[grant.role]) for grant in person.grants))
    return (
        bold(t("Det här finns sparat om dig")),
        plain(t("En krypterad kod för den här chatten. Språk: {language}.", language=language)),
        *((plain(t("Roll: {roles}.", roles=roles)),) if roles else ()),
    )


def _enrolment(t: Translator, house: House, kept: Kept) -> Iterator[_Block]:
    programme = house.programme(kept.enrolment.programme)
    name = t(programme.neutral_title) if programme else kept.enrolment.programme
    yield (t.alone(bold(name)), *_course(t, kept))
    for form in kept.forms:
        yield from _answers(t, form)
    if kept.facts:
        yield (plain(t("Det här har personalen antecknat")), *_facts(t, programme, kept))


def _course(t: Translator, kept: Kept) -> Iterator[str]:
    """Tell the days of an enrolment, what is planned, and what the person asked for."""
    of = kept.enrolment
    if of.invited_on:
        yield plain(t("Inbjuden {day}.", day=t.date(of.invited_on)))
    if of.enrolled_on:
        yield plain(t("Med sedan {day}.", day=t.date(of.enrolled_on)))
    if of.closed_on:
        yield plain(t("Avslutad {day}.", day=t.date(of.closed_on)))
    if of.withdrawn_on:
        yield plain(t("Inte med längre sedan {day}.", day=t.date(of.withdrawn_on)))
    planned = sum(each.audience == "participant" and each.state == "planned" for each in kept.occasions)
    if planned:
        yield plain(t.plural("{n} fråga eller påminnelse planerad.", "{n} frågor och påminnelser planerade.", planned))
    if any(each.kind == "contact" for each in kept.tasks):
        yield plain(t("Du har bett om kontakt."))


def _facts(t: Translator, programme: Programme | None, kept: Kept) -> Iterator[str]:
    for key, recorded in kept.facts.items():
        fact = programme.fact(key) if programme else None
        label, value = (t(fact.label), shown(t, fact, recorded.value)) if fact else (key, recorded.value)
        yield plain(f"{label}{t.colon}{t.aside(str(value))}")


def _answers(t: Translator, form: Form) -> Iterator[_Block]:
    title = plain(_title(t, form))
    if form.run.state == "sent" and not form.run.linked:
        yield title, plain(t("Inskickat. Svaren är anonyma: ingen kan se vilka som är dina."))
        return
    if not form.answers:
        yield title, plain(t("Inga svar sparade."))
        return
    yield title, *_how(t, form)
    for question in form.questionnaire.questions:
        if question.key in form.answers:
            answer = answer_text(t, question, form.answers[question.key])
            yield plain(t(question.text)), *(t.alone(bold(piece)) for piece in _PIECE.findall(answer))


def _how(t: Translator, form: Form) -> Iterator[str]:
    """Say in which words a form was answered, and whether somebody helped."""
    if form.run.register:
        yield plain(t(_REGISTERS[form.run.register]))
    if form.run.supported:
        yield plain(t("Du har fått hjälp att svara."))
