"""Screens before anything is asked: language and taking part; and those of strangers."""

from bot.chat.buttons import ChooseLanguage, ShowPrivacy, ShowTakingPart, TakePart
from bot.chat.participant.taking_part_words import POINTS, QUESTION
from bot.chat.screen import Key, Screen, bold, column, paragraphs, plain
from bot.taking_part import on_a_button
from flows.association import Association
from locales.languages import SOURCE, known
from locales.translator import Translator
from storage.enrolments import Enrolment, State


def languages(offered: tuple[str, ...], word: str = "") -> Screen:
    """Let the person choose a language, each by its own name. It speaks two, for nobody's is known yet."""
    keys = (Key(known(code).own_name, ChooseLanguage(code, word)) for code in offered)
    return Screen(plain("Hej! Välj språk.\nHi! Choose a language."), column(*keys))


def as_draft(t: Translator, screen: Screen) -> Screen:
    """Say above a screen that its translation is a draft, and give the way to Swedish below it."""
    swedish = Key(SOURCE.own_name, ChooseLanguage(SOURCE.code, ""))
    told = screen.with_notice(t("Den här översättningen är ett utkast. Något kan vara fel."))
    return Screen(told.text, (*told.rows, (swedish,)))


def taking_part(t: Translator, association: Association, enrolment: Enrolment, notice: str = "") -> Screen:
    """Ask whether to take part, after what is kept and why in five short lines; or once more, of a changed text.

    :param notice: a line above it, instead of what is said when it is asked once more
    """
    shown = on_a_button(association, t.language)
    yes, no = (TakePart(enrolment.id, yes=yes, text=shown) for yes in (True, False))
    is_anew = enrolment.state is not State.INVITED and enrolment.withdrawn_on is None
    return Screen(
        paragraphs(
            plain(notice or (t("Texten är ny. Dina svar finns kvar.") if is_anew else "")),
            bold(t(QUESTION)),
            "\n".join(f"• {plain(t(point))}" for point in POINTS),
        ),
        ((Key(t("Ja"), yes), Key(t("Nej"), no)), (Key(t("Läs mer"), ShowPrivacy(enrolment.id, 0)),)),
    )


def stopped(t: Translator, enrolment: Enrolment | None = None) -> Screen:
    """Confirm that somebody takes part no longer, what happens to the answers, and the way back."""
    return Screen(
        paragraphs(
            plain(t("Du är inte med längre, och jag skriver inte till dig. Ditt stöd påverkas inte.")),
            plain(t("Svar som du har skickat in finns kvar. Se dem: /mindata. Radera dem: /radera.")),
            plain(t("Din coach får veta att du har slutat, inte varför.")),
        ),
        column(Key(t("Var med igen"), ShowTakingPart(enrolment.id))) if enrolment else (),
    )


def declined(t: Translator) -> Screen:
    """Thank for a no."""
    return Screen(plain(t("Tack för ditt svar. Vi har inte sparat något om dig. Ditt stöd påverkas inte.")))


def nothing_more_now(t: Translator) -> Screen:
    """Thank for a yes where no form waits."""
    return Screen(plain(t("Tack! Vi hör av oss här när det finns frågor till dig.")))


def stranger(t: Translator) -> Screen:
    """Say what this is to someone who is no one here, and where to type a code."""
    return Screen(
        paragraphs(
            plain(t("Hej! Här svarar inbjudna personer på frågor om sitt stöd.")),
            plain(t("Har du fått en kod? Skriv den här. Har du fått en länk? Öppna den.")),
        )
    )


def link_does_not_work(t: Translator) -> Screen:
    """Say the one thing that is said of every link that is not the person's to use."""
    return Screen(plain(t("Den här länken eller koden fungerar inte. Be den som gav dig den om en ny.")))


def language_kept(t: Translator) -> Screen:
    """Confirm a new language."""
    return Screen(plain(t("Nu skriver jag på svenska.")))
