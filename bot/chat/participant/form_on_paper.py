"""A form as it is printed: the same words as on the phone, with how to answer by hand."""

from collections.abc import Iterator

from bot.paper.form_pages import Item, PrintedForm
from flows.forms.conditions import (
    AllOf,
    Answered,
    AnyOf,
    AtLeast,
    Condition,
    Contains,
    Equals,
    Not,
    OneOf,
)
from flows.forms.questionnaire import Questionnaire
from flows.forms.questions import (
    CalendarDay,
    FreeText,
    Information,
    Question,
    Scale,
    SeveralChoices,
    SingleChoice,
    Thermometer,
    WholeNumber,
)
from locales.offered import is_draft
from locales.translator import Translator

_LINES_OF_TEXT = 6


def on_paper(t: Translator, form: Questionnaire) -> PrintedForm:
    """Give a form's pages in a language; in Swedish where its owner has no official text in it."""
    numbers = _numbers(form)
    items = (_item(t, form, question, numbers) for question in form.questions)
    foot = f"{form.key} · {form.version[:8]} · {t.language}"
    return PrintedForm(t(form.title), tuple(_lead(t, form)), tuple(items), foot, t.language, t.is_right_to_left)


def _lead(t: Translator, form: Questionnaire) -> Iterator[str]:
    if is_draft(t.language):
        yield t("Den här översättningen är ett utkast. Något kan vara fel.")
    yield t(form.purpose)
    yield t("Du väljer själv om du vill svara. Hoppa över frågor som du inte vill svara på.")
    yield t("Skriv inte ditt namn eller personnummer.")
    if form.linked:
        yield t("Kod (coachen fyller i): {line}", line="____________")
    else:
        yield t("Lägg pappret i ett kuvert och klistra igen det, så att ingen ser vad du har svarat.")


def _numbers(form: Questionnaire) -> dict[str, int]:
    """Give each question's number on paper; a card to read has none."""
    asked = (question.key for question in form.questions if not isinstance(question, Information))
    return {key: number for number, key in enumerate(asked, 1)}


def _item(t: Translator, form: Questionnaire, question: Question, numbers: dict[str, int]) -> Item:
    number = numbers.get(question.key)
    text = f"{number}. {t(question.text)}" if number else t(question.text)
    when = _only_if(t, form, question.when, numbers) if question.when else ""
    notes = tuple(note for note in (when, t(question.help) if question.help else "", _how(t, question)) if note)
    match question:
        case SingleChoice() | SeveralChoices():
            return Item(text, notes, options=tuple(t(option.label) for option in question.options))
        case Scale():
            shown = tuple(str(number) for number in range(question.lowest, question.highest + 1))
            return Item(text, notes, numbers=shown, ends=_ends(t, question))
        case Thermometer():
            return Item(text, (*notes, _between(t, question)), lines=1)
        case FreeText():
            return Item(text, notes, lines=_LINES_OF_TEXT)
        case WholeNumber() | CalendarDay():
            return Item(text, notes, lines=1)
        case Information():
            return Item(text, notes)


def _ends(t: Translator, question: Scale | Thermometer) -> tuple[str, str]:
    return f"{question.lowest} = {t(question.low)}", f"{question.highest} = {t(question.high)}"


def _between(t: Translator, question: Thermometer) -> str:
    low, high = _ends(t, question)
    return f"{low}{t.comma}{high}"


def _how(t: Translator, question: Question) -> str:
    """Say how to answer by hand; a card to read says nothing."""
    how = ""
    match question:
        case SingleChoice() | Scale():
            how = t("Sätt ett kryss.")
        case SeveralChoices(least=1, highest=most) if most == len(question.options):
            how = t("Sätt ett eller flera kryss.")
        case SeveralChoices():
            how = t("Sätt {least} till {most} kryss.", least=question.least, most=question.highest)
        case Thermometer() | WholeNumber():
            how = t("Skriv ett tal från {lowest} till {highest}.", lowest=question.lowest, highest=question.highest)
        case CalendarDay():
            how = t("Skriv år, månad och dag.")
        case FreeText():
            how = t("Skriv med egna ord.")
    return how


def _only_if(t: Translator, form: Questionnaire, condition: Condition, numbers: dict[str, int]) -> str:
    return t("Svara bara om {condition}.", condition=_words(t, form, condition, numbers))


def _words(t: Translator, form: Questionnaire, condition: Condition, numbers: dict[str, int]) -> str:
    """Write a condition as it stands after "om"."""
    answer = ""
    match condition:
        case AllOf():
            return t(" och ").join(_words(t, form, each, numbers) for each in condition.all)
        case AnyOf():
            return t(" eller ").join(_words(t, form, each, numbers) for each in condition.any)
        case Not():
            return t("det inte är så att {condition}", condition=_words(t, form, condition.negated, numbers))
        case Answered():
            return t("du har svarat på fråga {number}", number=numbers[condition.question])
        case AtLeast():
            answer = t("{n} eller mer", n=condition.at_least)
        case Equals():
            answer = _label(t, form, condition.question, condition.equals)
        case Contains():
            answer = _label(t, form, condition.question, condition.contains)
        case OneOf():
            answer = t(" eller ").join(_label(t, form, condition.question, each) for each in condition.one_of)
    return t("du svarade {answer} på fråga {number}", answer=answer, number=numbers[condition.question])


def _label(t: Translator, form: Questionnaire, key: str, value: str | int) -> str:
    question = form.question(key)
    options = question.answers() if question else ()
    return next((f"”{t(option.label)}”" for option in options if option.key == str(value)), str(value))
