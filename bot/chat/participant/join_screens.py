"""Screens before anything is asked: language and taking part; and those of strangers."""

from bot.chat.buttons import ChooseLanguage, ShowPrivacy, TakePart
from bot.chat.screen import Key, Screen, bold, column, paragraphs, plain
from locales.languages import SOURCE, known
from locales.translator import Translator


def languages(offered: tuple[str, ...], word: str = "") -> Screen:
    """Let the person choose a language, each by its own name. It speaks two, for nobody's is known yet."""
    keys = (Key(known(code).own_name, ChooseLanguage(code, word)) for code in offered)
    return Screen(plain("Hej! Välj språk.\nHi! Choose a language."), column(*keys))


def as_draft(t: Translator, screen: Screen) -> Screen:
    """Say above a screen that its translation is a draft, and give the way to Swedish below it."""
    swedish = Key(SOURCE.own_name, ChooseLanguage(SOURCE.code, ""))
    told = screen.with_notice(t("Den här översättningen är ett utkast. Något kan vara fel."))
    return Screen(told.text, (*told.rows, (swedish,)))


def taking_part(t: Translator, enrolment: int) -> Screen:
    """Ask whether to take part, after what is kept and why in five short lines."""
    points = (
        t("Vi frågar hur stödet fungerar, för att göra det bättre."),
        t("Dina svar sparas utan namn. Frågorna i slutet är anonyma."),
        t("Du kan hoppa över frågor och sluta när du vill."),
        t("Säger du nej påverkas inte ditt stöd."),
        t("Du kan få det som gäller dig raderat."),
    )
    return Screen(
        paragraphs(bold(t("Vill du vara med?")), "\n".join(f"• {plain(point)}" for point in points)),
        (
            (Key(t("Ja"), TakePart(enrolment, yes=True)), Key(t("Nej"), TakePart(enrolment, yes=False))),
            (Key(t("Läs mer"), ShowPrivacy(enrolment, 0)),),
        ),
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
