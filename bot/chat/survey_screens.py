"""Screens of a form: beginning, questions, review, thanks. At most 60 words each, one thing at a time."""

from collections.abc import Callable

from bot.actions.answer import Complaint
from bot.actions.forms import Form
from bot.chat.answer_words import shortened
from bot.chat.button import Button
from bot.chat.buttons import Back, Begin, Choose, Decline, KeepAnswer, Pause, Read
from bot.chat.review_screen import review
from bot.chat.screen import Key, Row, Screen, bold, column, grid, lines, paragraphs, plain
from flows import engine
from flows.conditions import Answer
from flows.questionnaire import FreeText, Information, Question, Questionnaire, Scale
from locales.translator import Translator

_SCALE_WIDTH = 5


def intro(t: Translator, form: Form, *, greeting: bool = False) -> Screen:
    """Say how many questions and minutes a form takes. It names no topic, for a locked screen may show it."""
    if form.answers:
        return _welcome_back(t, form)
    return Screen(
        paragraphs(
            plain(t("Hej! Här är några frågor till dig.")) if greeting else plain(t("Här är några frågor till dig.")),
            plain(_extent(t, form.questionnaire)),
            plain(t("Du väljer själv om du vill svara. Du kan pausa och fortsätta senare.")),
        ),
        column(Key(t("Börja"), Begin(form.run.id))),
    )


def _welcome_back(t: Translator, form: Form) -> Screen:
    progress = form.progress
    return Screen(
        paragraphs(
            plain(t("Välkommen tillbaka!")),
            plain(t("Du har svarat på {done} av {of} frågor.", done=progress.done, of=progress.of)),
        ),
        column(Key(t("Fortsätt"), Begin(form.run.id))),
    )


def _extent(t: Translator, questionnaire: Questionnaire) -> str:
    least = sum(not isinstance(question, Information) for question in engine.asked(questionnaire, {}))
    most = sum(not isinstance(question, Information) for question in questionnaire.questions)
    questions = (
        t.plural("{n} fråga", "{n} frågor", most)
        if least == most
        else t("{least} till {most} frågor", least=least, most=most)
    )
    minutes = t.plural("{n} minut", "{n} minuter", questionnaire.minutes)
    return t("Det är {questions} och tar ungefär {minutes}.", questions=questions, minutes=minutes)


def chooser(t: Translator, forms: tuple[Form, ...]) -> Screen:
    """Let the person choose between several forms, the one under way first."""
    keys = (Key(t(form.questionnaire.title), Begin(form.run.id)) for form in forms)
    return Screen(plain(t("Vad vill du svara på?")), column(*keys))


def standing(t: Translator, form: Form) -> Screen:
    """Show a form as it stands: one that waits to be begun or taken up again begins with its first message."""
    return intro(t, form) if form.run.is_open and not form.run.begun else form_screen(t, form)


def form_screen(t: Translator, form: Form) -> Screen:
    """Show where a form stands: the question to answer, or the review; or that it is over."""
    if form.run.state == "sent":
        return thanks(t, linked=form.run.linked)
    if not form.run.is_open:
        return over(t)
    question = form.question
    return question_screen(t, form, question) if question else review(t, form)


def question_screen(t: Translator, form: Form, question: Question) -> Screen:
    """Ask one question."""
    index = form.questionnaire.index(question.key)
    place = next(
        number
        for number, each in enumerate(engine.asked(form.questionnaire, form.answers), 1)
        if each.key == question.key
    )
    heading = t("Fråga {number} av {of}", number=place, of=form.progress.of)
    return Screen(
        paragraphs(plain(heading), question_text(t, question), _written(t, form, question)),
        (*_answer_rows(t, form, question, index), *_way_rows(t, form, question, index)),
    )


def _written(t: Translator, form: Form, question: Question) -> str:
    """Show the beginning of a free text that is seen again."""
    answer = form.answers.get(question.key)
    if not isinstance(question, FreeText) or not isinstance(answer, str):
        return ""
    return plain(t("Du skrev: {answer}", answer=shortened(answer)))


def question_text(t: Translator, question: Question) -> str:
    """Write a question with its help and, for a scale, the meaning of its ends."""
    ends = (
        t(
            "{lowest} = {low}, {highest} = {high}",
            lowest=question.lowest,
            low=t(question.low),
            highest=question.highest,
            high=t(question.high),
        )
        if isinstance(question, Scale)
        else ""
    )
    asked = t("Skriv ditt svar här i chatten.") if isinstance(question, FreeText) else ""
    return paragraphs(
        bold(t(question.text)),
        lines(*(plain(part) for part in (t(question.help) if question.help else "", ends, asked))),
    )


def _answer_rows(t: Translator, form: Form, question: Question, index: int) -> tuple[Row, ...]:
    run = form.run.id
    if isinstance(question, Information):
        return column(Key(t("Nästa"), Read(run, index)))
    if isinstance(question, FreeText):
        return _text_rows(t, form, question, index)
    rows = answer_rows(t, question, lambda place: Choose(run, index, place), form.answers.get(question.key))
    return (*rows, *column(Key(t("Vill inte svara"), Decline(run, index)))) if question.declinable else rows


def _text_rows(t: Translator, form: Form, question: FreeText, index: int) -> tuple[Row, ...]:
    """Give the rows of a free text; to skip one that was written before is to leave it as it was."""
    skip = Key(t("Hoppa över"), Decline(form.run.id, index))
    if form.answers.get(question.key) is None:
        return column(skip) if question.declinable else ()
    keep = Key(t("Hoppa över"), KeepAnswer(form.run.id, index))
    return column(keep, Key(t("Ta bort mitt svar"), skip.button)) if question.declinable else column(keep)


def answer_rows(
    t: Translator, question: Question, button: Callable[[int], Button], present: Answer = None
) -> tuple[Row, ...]:
    """Give the rows of a question's options.

    :param button: makes the button for an option from its place
    :param present: the answer given before, which is marked
    """
    keys = tuple(
        Key(("✓ " if _is(option.key, present) else "") + t(option.label), button(place))
        for place, option in enumerate(question.answers())
    )
    return grid(keys, _SCALE_WIDTH) if isinstance(question, Scale) else column(*keys)


def _is(option: str, answer: Answer) -> bool:
    return answer is not None and str(answer) == option


def _way_rows(t: Translator, form: Form, question: Question, index: int) -> tuple[Row, ...]:
    """Give the ways out of a question: keep the answer seen again, back, pause."""
    back = (Key(t("Tillbaka"), Back(form.run.id, index)),) if form.before(question.key) else ()
    row = (*back, Key(t("Pausa"), Pause(form.run.id)))
    if not form.is_reopened or not question.answers():
        return (row,)
    return (*column(Key(t("Behåll mitt svar"), KeepAnswer(form.run.id, index))), row)


def thanks(t: Translator, *, linked: bool) -> Screen:
    """Thank for a form that was sent in."""
    anonymous = "" if linked else plain(t("Nu kan ingen se vilka svar som är dina."))
    return Screen(paragraphs(plain(t("Tack! Dina svar har kommit fram.")), anonymous))


def over(t: Translator) -> Screen:
    """Say that a form can no longer be answered."""
    return Screen(plain(t("De här frågorna är stängda nu. Tack ändå!")))


def paused(t: Translator, run: int) -> Screen:
    """Say that the form waits."""
    return Screen(
        plain(t("Pausat. Dina svar finns kvar. Skriv /enkat när du vill fortsätta.")),
        column(Key(t("Fortsätt"), Begin(run))),
    )


def nothing_to_answer(t: Translator) -> Screen:
    """Say that no form waits."""
    return Screen(plain(t("Du har inga frågor att svara på just nu.")))


def complained(t: Translator, screen: Screen, why: Complaint, question: Question | None, typed: str) -> Screen:
    """Say kindly above the question why a typed answer was not kept; one to shorten is given back to copy."""
    longest = question.longest if isinstance(question, FreeText) else 0
    match why:
        case Complaint.TOO_LONG:
            notice = t(
                "Texten är lite för lång. Skriv högst {longest} tecken. Här är den, att kopiera:", longest=longest
            )
            return screen.with_notice(notice, typed)
        case Complaint.PERSONAL_DATA:
            return screen.with_notice(
                t("Skriv gärna igen utan personnummer, telefonnummer eller e-post. Texten sparades inte.")
            )
        case Complaint.EMPTY:
            return screen.with_notice(t("Det gick inte att läsa texten. Skriv gärna igen, eller hoppa över."))
