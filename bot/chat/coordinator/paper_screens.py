"""Screens of paper answers in a file."""

from dataclasses import dataclass
from datetime import date

from bot.actions.coordinator.enter_paper import Checked
from bot.actions.coordinator.paper_upload import HELD, Asked
from bot.actions.coordinator.read_paper import columns_of
from bot.actions.drafts import Draft
from bot.chat.buttons import Cancel
from bot.chat.coordinator.paper_buttons import CountIn, EmptyForm, LeaveOut
from bot.chat.dialogue import which_form
from bot.chat.said_words import spoken
from bot.chat.screen import Key, Row, Screen, bold, column, lines, paragraphs, plain
from bot.paper.answers_form import Column
from flows.forms.questionnaire import Questionnaire
from flows.forms.questions import Scale, SingleChoice
from flows.said import Said
from locales.translator import Translator

_MOST_TOLD = 10


def form(t: Translator, draft: Draft, forms: tuple[Questionnaire, ...]) -> Screen:
    """Ask which form was answered on paper."""
    return which_form(t, draft, t("Vilket formulär är ifyllt på papper?"), forms)


def send_file(t: Translator, asked: Asked) -> Screen:
    """Explain what file to send."""
    columns = ", ".join(columns_of(asked.form))
    return Screen(
        paragraphs(
            lines(bold(t("Svar på papper")), plain(f"{t(asked.programme.title)}: {t(asked.form.title)}")),
            plain(t("Skicka en CSV- eller Excelfil med en rad för varje ifyllt papper och en kolumn för varje fråga.")),
            plain(t("Kolumner: {columns}", columns=columns)),
            plain(t("Filen får inte innehålla namn, personnummer, telefonnummer eller e-post.")),
            plain(t("Jag tar bort filen ur chatten när jag har läst den. Inget räknas innan du har sagt ja.")),
        ),
        _ways(t),
    )


def _ways(t: Translator) -> tuple[Row, ...]:
    """Give what can be done while a file is waited for."""
    return column(Key(t("Hämta en tom fil"), EmptyForm()), Key(t("Avbryt"), Cancel()))


def _yes_or_no(t: Translator, n: int, update: int, seen: date | None) -> tuple[Row, ...]:
    """Give the word that counts the answers, and the way out, which comes first where they seem to be counted."""
    yes = Key(t.plural("Räkna in {n} svar", "Räkna in {n} svar", n), CountIn(update))
    no = Key(t("Avbryt"), LeaveOut(update))
    return column(no, yes) if seen else column(yes, no)


def _seen(t: Translator, seen: date | None) -> str:
    """Warn that the same seems to be counted already."""
    if seen is None:
        return ""
    return bold(
        t("Det ser ut som svar som redan är inräknade {day}. Räkna inte in samma papper två gånger.", day=t.date(seen))
    )


@dataclass(frozen=True)
class Waiting:
    """A file that waits for a word: its update, and the day on which what seems to be the same was counted."""

    update: int
    seen: date | None = None


def _can_be_counted(t: Translator, n: int) -> str:
    return bold(t.plural("{n} svar kan räknas in", "{n} svar kan räknas in", n))


def empty_columns(t: Translator, form: Questionnaire) -> tuple[Column, ...]:
    """Give the columns of an empty file, each with what is asked; a choice lists its options."""
    return tuple(_column(t, form, key) for key in columns_of(form))


def _column(t: Translator, form: Questionnaire, key: str) -> Column:
    question = form.question(key)
    if question is None:
        return Column(key, t("Den referens som personen är inbjuden med."))
    options = question.answers() if isinstance(question, SingleChoice | Scale) else ()
    return Column(key, t(question.text), tuple(option.key for option in options))


def empty_file(t: Translator) -> str:
    """Say what the empty file is."""
    return t("En tom fil att fylla i. Håll över en rubrik för att se frågan.")


def looked_through(t: Translator, checked: Checked, problems: tuple[Said, ...], file: Waiting) -> Screen:
    """Tell which rows can be counted and what is wrong with the others, before anything counts."""
    n, wrong = len(checked.entries), (*problems, *checked.problems)
    if not n:
        again = t("Rätta filen och skicka den igen.")
        return Screen(
            paragraphs(bold(t("Inget kan räknas in")), _told(t, wrong), plain(again)),
            _ways(t),
        )
    bad = t.plural("{n} rad kan inte räknas in:", "{n} rader kan inte räknas in:", len(wrong)) if wrong else ""
    return Screen(
        paragraphs(
            _can_be_counted(t, n),
            _seen(t, file.seen),
            lines(plain(bad), _told(t, wrong)),
            plain(t("Svaren väntar i {n} minuter på ditt ja.", n=HELD.seconds // 60)),
        ),
        _yes_or_no(t, n, file.update, file.seen),
    )


def _told(t: Translator, problems: tuple[Said, ...]) -> str:
    """Write the first problems, and how many more there are."""
    more = len(problems) - _MOST_TOLD
    rest = (t.plural("och {n} till.", "och {n} till.", more),) if more > 0 else ()
    return lines(*(plain(f"• {spoken(t, each)}") for each in problems[:_MOST_TOLD]), *rest)


def unreadable(t: Translator, why: Said) -> Screen:
    """Say why a file cannot be read; another one is waited for."""
    return Screen(
        paragraphs(bold(t("Filen gick inte att läsa")), plain(spoken(t, why))),
        _ways(t),
    )


def counted(t: Translator, n: int) -> Screen:
    """Confirm that answers count."""
    return Screen(plain(t.plural("{n} svar är inräknat.", "{n} svar är inräknade.", n)))


def waiting(t: Translator, n: int, file: Waiting) -> Screen:
    """Ask once more whether to count what is held."""
    text = paragraphs(_can_be_counted(t, n), _seen(t, file.seen))
    return Screen(text, _yes_or_no(t, n, file.update, file.seen))


def not_counted(t: Translator, problems: tuple[Said, ...]) -> Screen:
    """Say that something changed since the file was read, so that nothing counts."""
    return Screen(
        paragraphs(
            bold(t("Inget räknades in")),
            lines(plain(t("Något har ändrats sedan filen lästes:")), _told(t, problems)),
            plain(t("Skicka filen igen med /papper.")),
        )
    )


def left_out(t: Translator) -> Screen:
    """Confirm that the answers were let go."""
    return Screen(plain(t("Avbrutet. Inget räknades in, och svaren är borta.")))
