"""What participants answered, in a report: response rates, questions, and comments."""

from collections.abc import Iterator
from itertools import chain

from bot.chat.coordinator.report.words import form_title, why
from bot.chat.coordinator.status_screen import option_words
from bot.paper.document import Bullets, Cell, Paragraph, Section, Share, Table, Withheld
from flows.figures import OptionCount, QuestionFigure, rounded
from flows.reports.report import Figures, Form, question_key
from locales.translator import Translator

RATE = "svarsfrekvens"


def answer_parts(t: Translator, figures: Figures) -> Iterator[Table | Paragraph]:
    """Give the response rates, and how answers are counted in time."""
    forms = [form for form in figures.end.asked if form.is_present and form.moment]
    if not forms:
        yield Paragraph(text=t("Ingen har fått några frågor än."))
        return
    yield _rates(t, figures, forms)
    yield Paragraph(text=_counted(t, figures), is_note=True)


def _counted(t: Translator, figures: Figures) -> str:
    last = figures.end.released_until
    if last is None:
        return t("Svaren är de som har samlats till och med {day}.", day=t.date(figures.cut))
    said = t("Svaren är de som var samlade när {quarter} tog slut.", quarter=last)
    if figures.period.kind == "month":
        return f"{said} {t('Svar räknas kvartal för kvartal, även i en månads rapport.')}"
    return said


def _rates(t: Translator, figures: Figures, forms: list[Form]) -> Table:
    before = {(form.key, form.moment): form for form in figures.before.asked} if figures.before else {}
    return Table(
        name=RATE,
        caption=t("Svarsfrekvens till och med periodens slut"),
        headings=(
            t("Formulär"),
            t("Har fått frågorna"),
            t("Har svarat"),
            t("Svarsfrekvens"),
            t("Vid slutet av perioden före"),
        ),
        rows=tuple(
            (
                form_title(t, form, figures.end.asked),
                form.asked,
                form.answered,
                _rate(t, form, figures),
                _rate(t, before.get((form.key, form.moment)), figures),
            )
            for form in forms
        ),
        note=t("Svarsfrekvensen är de som har skickat in frågorna, av dem som har fått dem."),
    )


def _rate(t: Translator, form: Form | None, figures: Figures) -> Cell:
    if form is None or not form.asked:
        return None
    if form.asked < figures.minimum:
        return Withheld(why=why(t, "few"))
    return Share(n=form.answered, of=form.asked)


def answer_sections(t: Translator, figures: Figures) -> Iterator[Section]:
    """Give a section for each form that anybody was asked, and one for the comments."""
    for number, form in enumerate(figures.end.asked, 1):
        questions = figures.end.questions_of(form)
        parts = tuple(_table(t, figures, figure, f"fraga-{number}-{figure.key}") for figure in questions)
        yield Section(
            heading=form_title(t, form, figures.end.asked), level=2, parts=(*_waiting(t, form, figures), *parts)
        )
    if figures.comments:
        said = ((Paragraph(text=t(each.question)), Bullets(items=each.texts)) for each in figures.comments)
        note = Paragraph(
            text=t("I slumpad ordning. Personnummer, telefonnummer och adresser är övertäckta."), is_note=True
        )
        yield Section(heading=t("Kommentarer från anonyma formulär"), level=2, parts=(note, *chain.from_iterable(said)))


def _waiting(t: Translator, form: Form, figures: Figures) -> Iterator[Paragraph]:
    if form.waiting:
        waits = t.plural("{n} svar väntar", "{n} svar väntar", form.waiting)
        until = t("(visas när minst {minimum} har samlats)", minimum=figures.minimum)
        yield Paragraph(text=f"{waits} {until}", is_note=True)


def _table(t: Translator, figures: Figures, figure: QuestionFigure, name: str) -> Table:
    came = next((each for each in figures.released if question_key(each) == question_key(figure)), None)
    new = {option.key: option.count for option in came.options} if came else {}
    return Table(
        name=name,
        caption=t(figure.text),
        headings=(t("Svar"), t("Nya i perioden"), t("Hittills"), t("Andel")),
        rows=(
            *((option_words(t, option), new.get(option.key), *_cells(t, figure, option)) for option in figure.options),
            (t("Svarade"), came.of if came else None, *_total(t, figure)),
            (t("Vill inte svara"), came.declined if came else None, figure.declined, None),
        ),
        note=_middle(t, figure),
    )


def _cells(t: Translator, figure: QuestionFigure, option: OptionCount) -> tuple[Cell, Cell]:
    if option.count is None or figure.of is None:
        hidden = Withheld(why=why(t, figure.withheld))
        return hidden, hidden
    return option.count, Share(n=option.count, of=figure.of)


def _total(t: Translator, figure: QuestionFigure) -> tuple[Cell, Cell]:
    """Give how many answered, and 100 % where each of them is counted once."""
    if figure.of is None:
        return Withheld(why=why(t, figure.withheld)), None
    is_whole = figure.of and sum(option.count or 0 for option in figure.options) == figure.of
    return figure.of, Share(n=figure.of, of=figure.of) if is_whole else None


def _middle(t: Translator, figure: QuestionFigure) -> str:
    if figure.mean is None or figure.median is None:
        return ""
    mean, median = (t.number(rounded(value / 100, 1)) for value in (figure.mean, figure.median))
    return t("Medelvärde: {mean}. Median: {median}.", mean=mean, median=median)
