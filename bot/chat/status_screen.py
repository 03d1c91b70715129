"""A programme's status in words, for the chat and for the terminal alike: goals first, then people, then answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from bot.actions.status import FormStatus, Status
from bot.chat import noted_words
from bot.chat.asking_words import asked_when
from bot.chat.goal_words import judgement, lines
from bot.chat.screen import Screen, bold, pages, plain
from flows.by_indicator import Measured
from flows.figures import QuestionFigure, rounded
from flows.plan import asking_of
from flows.questionnaire import Questionnaire
from flows.questions import Scale, SeveralChoices, Thermometer
from locales.translator import Translator


@dataclass(frozen=True)
class _Block:
    """Lines that belong together, in plain text, under a heading; a question stands a step below a heading."""

    heading: str
    lines: tuple[str, ...]
    is_question: bool = False


def _blocks(t: Translator, status: Status) -> Iterator[_Block]:
    yield _Block(t(status.programme.title), tuple(_period(t, status)))
    for verdict in status.verdicts:
        yield _Block(judgement(t, verdict), tuple(lines(t, verdict)))
    for found in status.indicators:
        heading = t("Indikator {number}: {text}", number=found.indicator.number, text=t(found.indicator.text))
        yield _Block(heading, tuple(_measured(t, each, status.minimum) for each in found.questions))
    if status.programme.has_participants:
        yield _Block(t("Personer"), tuple(_people(t, status)))
    if status.noted:
        yield _Block(t("Antecknade tal"), tuple(noted_words.lines(t, status.noted)))
    for form in status.forms:
        yield _Block(form_title(t, form, status), tuple(_form(t, form, status.minimum)))
        for figure in form.figures if _has_figures(form) else ():
            yield _Block(t(figure.text), tuple(_figure(t, form.questionnaire, figure, status.minimum)), True)  # noqa: FBT003  # its name says it


def _measured(t: Translator, measured: Measured, minimum: int) -> str:
    """Say what is counted of a question that measures an indicator, or else how many answered it."""
    n, of = measured.n, measured.of
    if not of:
        numbers = t("för få svar (färre än {minimum})", minimum=minimum)
    elif n is None:
        numbers = t.plural("{n} svar", "{n} svar", of)
    else:
        numbers = t("{n} av {of} ({share})", n=n, of=of, share=t.percent(Fraction(n, of)))
    return f"{t(measured.text)} {numbers}"


def _period(t: Translator, status: Status) -> Iterator[str]:
    if status.until and status.released_until:
        yield t("Till och med {date}.", date=t.date(status.until))
        yield t("Svaren är de som var samlade när {quarter} tog slut.", quarter=status.released_until)
    else:
        yield t("Allt från början till nu.")


def _people(t: Translator, status: Status) -> Iterator[str]:
    counted = [_in_state(t, state, n) for state, n in status.people.items() if n]
    yield ", ".join(counted) if counted else t("Inga personer än.")
    if status.erasures_asked_for:
        asked = status.erasures_asked_for
        yield t.plural(
            "{n} person vill få sina uppgifter raderade.", "{n} personer vill få sina uppgifter raderade.", asked
        )


def _in_state(t: Translator, state: str, n: int) -> str:
    return {
        "invited": t.plural("{n} inbjuden", "{n} inbjudna", n),
        "declined": t.plural("{n} tackat nej", "{n} tackat nej", n),
        "waiting": t.plural("{n} i kö", "{n} i kö", n),
        "active": t.plural("{n} aktiv", "{n} aktiva", n),
        "paused": t.plural("{n} pausad", "{n} pausade", n),
        "closed": t.plural("{n} avslutad", "{n} avslutade", n),
        "unreachable": t.plural("{n} kan inte nås", "{n} kan inte nås", n),
        "erased": t.plural("{n} raderad", "{n} raderade", n),
    }[state]


def form_title(t: Translator, form: FormStatus, status: Status) -> str:
    """Name a form: with the moment of asking where it has several, and whether it is an earlier wording."""
    title = t(form.questionnaire.title)
    moments = {each.moment for each in status.forms if each.questionnaire.key == form.questionnaire.key}
    if len(moments) > 1:
        asking = asking_of(status.programme.questionnaires, form.questionnaire.key, form.moment)
        when = asked_when(t, form.moment, repeats=asking is not None and asking.every is not None)
        title = t("{title}, {when}", title=title, when=when)
    if form.is_present and form.questionnaire.state == "retired":
        return t("{title}, ur bruk", title=title)
    return title if form.is_present else t("{title}, tidigare lydelse", title=title)


def _has_figures(form: FormStatus) -> bool:
    return any(figure.withheld is None for figure in form.figures)


def _form(t: Translator, form: FormStatus, minimum: int) -> Iterator[str]:
    if form.is_present and form.moment:
        yield _response_rate(t, form, minimum)
    if form.waiting:
        yield (
            t.plural("{n} svar väntar", "{n} svar väntar", form.waiting)
            + " "
            + t("(visas när minst {minimum} har samlats)", minimum=minimum)
        )
    if form.was_asked and form.figures and not _has_figures(form):
        yield t("Alla frågor: för få svar (färre än {minimum})", minimum=minimum)


def _response_rate(t: Translator, form: FormStatus, minimum: int) -> str:
    asked, answered = form.responses.asked, form.responses.answered
    if not asked:
        return t("Ingen har fått frågorna än.")
    said = t("Svar från {answered} av {asked} som har fått frågorna", answered=answered, asked=asked)
    return f"{said} ({t.percent(Fraction(answered, asked))})" if asked >= minimum else said


def _figure(t: Translator, questionnaire: Questionnaire, figure: QuestionFigure, minimum: int) -> Iterator[str]:
    if figure.withheld or figure.of is None:
        yield t("för få svar (färre än {minimum})", minimum=minimum)
        return
    ends = _ends(t, questionnaire, figure)
    for option in figure.options:
        share = t.percent(option.share, 1) if option.share is not None else ""
        yield f"{t(option.label)}{ends.get(option.key, '')}: {option.count} ({share})"
    question = questionnaire.question(figure.key)
    yield from _middle(t, figure)
    if isinstance(question, SeveralChoices):
        yield t("Svarade: {of}. Flera svar kunde väljas.", of=figure.of)
    elif figure.options:
        yield t("Totalt: {of} ({share})", of=figure.of, share=t.percent(1))
    else:
        yield t("Svarade: {of}.", of=figure.of)
    if figure.declined:
        yield t("Vill inte svara: {n}", n=figure.declined)


def _middle(t: Translator, figure: QuestionFigure) -> Iterator[str]:
    """Say the mean and the median of numbers."""
    if figure.mean is not None and figure.median is not None:
        mean, median = (t.number(rounded(value / 100, 1)) for value in (figure.mean, figure.median))
        yield t("Medelvärde: {mean}. Median: {median}.", mean=mean, median=median)


def _ends(t: Translator, questionnaire: Questionnaire, figure: QuestionFigure) -> dict[str, str]:
    """Give what the ends of a scale mean, by the key of the option."""
    question = questionnaire.question(figure.key)
    if not isinstance(question, Scale | Thermometer):
        return {}
    return {str(question.lowest): f" ({t(question.low)})", str(question.highest): f" ({t(question.high)})"}


def _italic(text: str) -> str:
    return f"<i>{plain(text)}</i>"


def status_screens(t: Translator, status: Status) -> tuple[Screen, ...]:
    """Give the status as one message, or as several where it is longer than Telegram allows."""
    blocks = (
        ((_italic if block.is_question else bold)(block.heading), *map(plain, block.lines))
        for block in _blocks(t, status)
    )
    return tuple(map(Screen, pages(blocks)))


def status_text(t: Translator, status: Status) -> str:
    """Give the status for a terminal."""
    return "\n\n".join(
        "\n".join((block.heading, *(f"  {line}" for line in block.lines))) for block in _blocks(t, status)
    )
