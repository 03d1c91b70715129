"""A programme's status in words, for the chat and for the terminal alike: goals first, then people, then answers."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from bot.actions.coordinator.explain import ATTENTION, GOAL, NOTED, PEOPLE, address, of_form, of_question
from bot.actions.coordinator.status import FormStatus, Status
from bot.chat.coordinator import noted_words
from bot.chat.coordinator.asking_words import asked_when
from bot.chat.coordinator.figure_lines import Block, Line, heading
from bot.chat.coordinator.goal_words import judgement, lines
from bot.chat.coordinator.indicator_lines import indicator_blocks
from flows.figures import OptionCount, QuestionFigure, rounded
from flows.forms.questionnaire import Questionnaire
from flows.forms.questions import SeveralChoices
from flows.timing.plan import asking_of
from locales.translator import Translator


def status_text(t: Translator, status: Status) -> str:
    """Give the status for a terminal."""
    blocks = (
        (heading(t(status.programme.title)), *map(Line, _period(t, status))),
        *goal_blocks(t, status),
        *indicator_blocks(t, status),
        *people_blocks(t, status),
        *noted_blocks(t, status),
        *answer_blocks(t, status),
    )
    return "\n\n".join("\n  ".join(line.text for line in block) for block in blocks)


def goal_blocks(t: Translator, status: Status) -> tuple[Block, ...]:
    """Give the goals one by one, each with how it is counted."""
    found = ((each, address(status.programme.key, GOAL, each.goal.key)) for each in status.verdicts)
    return tuple(
        (
            Line(judgement(t, verdict), about, t(verdict.goal.text), "bold"),
            *(Line(each, about) for each in lines(t, verdict)),
        )
        for verdict, about in found
    )


def people_blocks(t: Translator, status: Status) -> tuple[Block, ...]:
    """Give the people by state, where people take part."""
    if not status.programme.has_participants:
        return ()
    about = address(status.programme.key, PEOPLE)
    people = states(t, status.people)
    found = Line(people, about, t("Personer")) if people else Line(t("Inga personer än."))
    asked = status.erasures_asked_for
    wished = t.plural(
        "{n} person vill få sina uppgifter raderade.", "{n} personer vill få sina uppgifter raderade.", asked
    )
    wishes = (Line(wished, address(status.programme.key, ATTENTION), t("Att göra")),) if asked else ()
    return ((heading(t("Personer")), found, *wishes),)


def detail_blocks(t: Translator, status: Status) -> tuple[Block, ...]:
    """Give the goals one by one, the indicators, and the numbers that are noted."""
    return (*goal_blocks(t, status), *indicator_blocks(t, status), *noted_blocks(t, status))


def noted_blocks(t: Translator, status: Status) -> tuple[Block, ...]:
    """Give the numbers that are noted, and whether their parts add up, where there are any."""
    about, title = address(status.programme.key, NOTED), t("Antecknade tal")
    noted = tuple(Line(each, about, title) for each in noted_words.lines(t, status.noted))
    return ((heading(title), *noted),) if noted else ()


def answer_blocks(t: Translator, status: Status) -> tuple[Block, ...]:
    """Give the forms, each with its response rate and how its questions were answered."""
    return tuple(block for form in status.forms for block in _form_blocks(t, status, form))


def _form_blocks(t: Translator, status: Status, form: FormStatus) -> Iterator[Block]:
    about, title = of_form(status.programme.key, form), form_title(t, form, status)
    label = t("Svarsfrekvens: {form}", form=title)
    yield (heading(title), *(Line(each, about, label) for each in _form(t, form, status.minimum)))
    for figure in form.figures if _has_figures(form) else ():
        yield _question_block(t, status, form, figure)


def _question_block(t: Translator, status: Status, form: FormStatus, figure: QuestionFigure) -> Block:
    about, text = of_question(status.programme.key, figure), t(figure.text)
    said = counted(t, form.questionnaire, figure, status.minimum)
    return (Line(text, about, text, "italic"), *(Line(each, about) for each in said))


def _period(t: Translator, status: Status) -> Iterator[str]:
    if status.programme.archived:
        yield t("Insatsen är avslutad. Ingen ny deltagare kan börja, och inga frågor skickas.")
    if status.until and status.released_until:
        yield t("Till och med {date}.", date=t.date(status.until))
        yield t("Svaren är de som var samlade när {quarter} tog slut.", quarter=status.released_until)
    else:
        yield t("Allt från början till nu.")


def states(t: Translator, people: Mapping[str, int]) -> str:
    """Say how many people are in each state; nothing where there is nobody."""
    return ", ".join(_in_state(t, state, n) for state, n in people.items() if n)


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


def counted(t: Translator, questionnaire: Questionnaire, figure: QuestionFigure, minimum: int) -> Iterator[str]:
    """Say how a question was answered, option by option, or that too few have."""
    if figure.withheld or figure.of is None:
        yield t("för få svar (färre än {minimum})", minimum=minimum)
        return
    for option in figure.options:
        share = t.percent(option.share, 1) if option.share is not None else ""
        yield f"{option_words(t, option)}: {option.count} ({share})"
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


def option_words(t: Translator, option: OptionCount) -> str:
    """Name an option; at the ends of a scale with what they mean."""
    return f"{t(option.label)} ({t(option.end)})" if option.end else t(option.label)
