"""Screens of a form: beginning, questions, review, thanks. At most 60 words each, one thing at a time."""

from bot.actions.participant.answer import Complaint
from bot.actions.participant.forms import Form
from bot.chat.button import Button
from bot.chat.buttons import AskHelp, Back, Begin, KeepAnswer, Pause, ShowTen
from bot.chat.participant.answer_rows import form_rows, ten_rows
from bot.chat.participant.answer_words import answer_text, shortened
from bot.chat.participant.complaint_words import complaint, numbers
from bot.chat.participant.held_screens import held_screen
from bot.chat.participant.review_screen import review
from bot.chat.screen import Key, Row, Screen, bold, column, fitting, lines, paragraphs, plain
from flows.forms import engine
from flows.forms.questionnaire import Questionnaire
from flows.forms.questions import (
    HALF,
    CalendarDay,
    FreeText,
    Information,
    Question,
    Scale,
    SeveralChoices,
    Thermometer,
    WholeNumber,
)
from locales.translator import Translator


def intro(t: Translator, form: Form, *, greeting: bool = False) -> Screen:
    """Say how many questions and minutes a form takes. It names no topic, for a locked screen may show it."""
    if form.answers:
        return _welcome_back(t, form)
    return Screen(
        paragraphs(
            plain(t("Hej! Här är några frågor till dig.")) if greeting else plain(t("Här är några frågor till dig.")),
            plain(extent(t, form.questionnaire)),
            plain(_in_swedish(t, form.questionnaire)),
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
            plain(_in_swedish(t, form.questionnaire)),
        ),
        column(Key(t("Fortsätt"), Begin(form.run.id))),
    )


def _in_swedish(t: Translator, questionnaire: Questionnaire) -> str:
    """Say kindly that a form has no official text in the reader's language."""
    return (
        ""
        if questionnaire.is_official_in(t.language)
        else t("De här frågorna finns inte på ditt språk, så de står på svenska.")
    )


def extent(t: Translator, questionnaire: Questionnaire) -> str:
    """Say how many questions and minutes a form takes."""
    least = sum(not isinstance(question, Information) for question in engine.asked(questionnaire, {}))
    most = sum(not isinstance(question, Information) for question in questionnaire.questions)
    questions = (
        t.plural("{n} fråga", "{n} frågor", most)
        if least == most
        else t("{least} till {most} frågor", least=least, most=most)
    )
    minutes = t.plural("{n} minut", "{n} minuter", questionnaire.minutes)
    return t("Det är {questions} och tar ungefär {minutes}.", questions=questions, minutes=minutes)


def chooser(t: Translator, forms: tuple[tuple[Form, str], ...]) -> Screen:
    """Let the person choose between several forms, the one under way first.

    :param forms: each with its programme's neutral title, which tells those apart that are called the same
    """
    titles = [t(form.questionnaire.title) for form, _ in forms]
    labels = (
        fitting(f"{title} · {t(programme)}") if programme and titles.count(title) > 1 else title
        for title, (_, programme) in zip(titles, forms, strict=True)
    )
    keys = (Key(label, Begin(form.run.id)) for label, (form, _) in zip(labels, forms, strict=True))
    return Screen(plain(t("Vad vill du svara på?")), column(*keys))


def standing(t: Translator, form: Form) -> Screen:
    """Show a form as it stands: one that waits to be begun or taken up again begins with its first message."""
    return intro(t, form) if form.run.is_open and not form.run.begun else form_screen(t, form)


def form_screen(t: Translator, form: Form) -> Screen:
    """Show where a form stands: the question to answer, or the review; or that it is over."""
    question = form.question
    if form.run.state == "sent" and not (form.run.is_corrected and question):
        return thanks(t, linked=form.run.linked)
    if not form.can_be_answered:
        return over(t)
    if question is None:
        return review(t, form)
    if form.held:
        return held_screen(t, form, form.held, form.questionnaire.index(question.key))
    return question_screen(t, form, question)


def question_screen(t: Translator, form: Form, question: Question) -> Screen:
    """Ask one question."""
    index = form.questionnaire.index(question.key)
    rows = (*form_rows(t, form, question, index), *_way_rows(t, form, question, index))
    return Screen(_question_in_place(t, form, question), rows)


def _question_in_place(t: Translator, form: Form, question: Question) -> str:
    place = next(
        number
        for number, each in enumerate(engine.asked(form.questionnaire, form.answers), 1)
        if each.key == question.key
    )
    heading = t("Fråga {number} av {of}", number=place, of=form.progress.of)
    return paragraphs(plain(heading), question_text(t, question), _written(t, form, question))


def _written(t: Translator, form: Form, question: Question) -> str:
    """Say what was answered, or the beginning of it, where it is seen again: the mark on a button is not enough."""
    answer = form.answers.get(question.key)
    if answer is None or answer is True or answer == (HALF,):
        return ""
    words = shortened(answer_text(t, question, answer))
    if isinstance(question, FreeText | WholeNumber | CalendarDay):
        return plain(t("Du skrev: {answer}", answer=words))
    return plain(t("Du har valt: {answer}", answer=words))


def ten_screen(t: Translator, form: Form, question: Thermometer, ten: int) -> Screen:
    """Ask which of ten numbers of a thermometer it is."""
    rows = ten_rows(t, form, form.questionnaire.index(question.key), ten)
    return Screen(_question_in_place(t, form, question), rows)


def meant(t: Translator, form: Form, text: str) -> Button | None:
    """Give the button of a form that a typed text means; where numbers or words are answers, a label alone means one.

    On a thermometer a number is always that number, and never its ten.
    """
    screen, question = form_screen(t, form), form.question
    if isinstance(question, Thermometer):
        button = screen.labelled(text) or ten_screen(t, form, question, question.lowest).labelled(text)
        return None if isinstance(button, ShowTen) else button
    if isinstance(question, FreeText | WholeNumber | CalendarDay):
        return screen.labelled(text)
    return screen.typed(text)


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
        if isinstance(question, Scale | Thermometer)
        else ""
    )
    return paragraphs(
        bold(t(question.text)),
        lines(*(plain(part) for part in (t(question.help) if question.help else "", ends, _how(t, question)))),
    )


def _how(t: Translator, question: Question) -> str:
    """Say how to answer, where buttons do not say it."""
    match question:
        case FreeText():
            how = t("Skriv ditt svar här i chatten.")
        case WholeNumber():
            how = numbers(t, question)
        case CalendarDay():
            how = t("Skriv en dag, till exempel 3 mars eller 2026-03-03.")
        case Thermometer():
            how = t("Tryck, eller skriv ett tal.")
        case SeveralChoices():
            how = _how_many(t, question)
        case _:
            how = ""
    return how


def _how_many(t: Translator, question: SeveralChoices) -> str:
    least, most = question.least, question.highest
    if least == 1 and most == len(question.options):
        return t("Välj ett eller flera.")
    return t("Välj {n}.", n=least) if least == most else t("Välj {least} till {most}.", least=least, most=most)


def _way_rows(t: Translator, form: Form, question: Question, index: int) -> tuple[Row, ...]:
    """Give the ways out of a question: keep the answer seen again, back, pause; at the first, help with them all."""
    pause = Key(t("Pausa"), Pause(form.run.id))
    if not form.run.is_open:
        ways: tuple[Row, ...] = ()
    elif form.before(question.key):
        ways = ((Key(t("Tillbaka"), Back(form.run.id, index)), pause),)
    else:
        ways = column(pause, Key(t("Jag får hjälp att svara"), AskHelp(form.run.id), is_counted=False))
    is_kept_otherwise = not question.answers() or isinstance(form.answers.get(question.key), tuple)
    if not form.is_reopened or is_kept_otherwise:
        return ways
    return (*column(Key(t("Behåll mitt svar"), KeepAnswer(form.run.id, index))), *ways)


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


def complained(t: Translator, screen: Screen, why: Complaint, question: Question, typed: str) -> Screen:
    """Say kindly above the question why an answer was not kept; one to shorten is given back to copy."""
    return screen.with_notice(complaint(t, why, question), typed if why is Complaint.TOO_LONG else "")
