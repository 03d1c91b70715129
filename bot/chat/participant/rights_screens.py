"""Screens of a participant's rights: having what is kept erased, and taking part no longer."""

from bot.actions.erasing import Promise
from bot.chat.buttons import Erase, StopTakingPart
from bot.chat.screen import Key, Screen, bold, column, paragraphs, plain
from flows.association import OnRequest
from locales.translator import Translator


def no_answers(t: Translator) -> Screen:
    """Tell a member of staff that there is nothing to erase."""
    return Screen(plain(t("Du deltar inte i någon insats, så det finns inga svar att radera.")))


def erase_question(t: Translator, promise: Promise, *, takes_part: bool) -> Screen:
    """Ask whether to erase; the first button keeps.

    :param takes_part: whether there is something to take part in no longer without erasing
    """
    stop = (Key(t("Sluta, men behåll svaren"), StopTakingPart()),) if takes_part else ()
    return Screen(
        paragraphs(
            bold(t("Vill du radera allt som gäller dig?")),
            plain(_what_happens(t, promise)),
            plain(t("Svar som redan är anonyma finns kvar, för ingen vet vilka som är dina.")),
            plain(t("Ditt stöd påverkas inte.")),
        ),
        column(Key(t("Behåll"), Erase(yes=False)), Key(t("Radera"), Erase(yes=True)), *stop),
    )


def _what_happens(t: Translator, promise: Promise) -> str:
    match promise.on_request:
        case OnRequest.ERASE:
            return t("Dina svar raderas och du får inga fler meddelanden.")
        case OnRequest.ANONYMISE:
            return t("Allt som kan kopplas till dig raderas, och meddelandena slutar. Dina svar räknas bara i siffror.")
        case OnRequest.KEEP if promise.until:
            day = t.date(promise.until)
            return t(
                "Du får inga fler meddelanden. Svaren måste förbundet spara till {day}. Sedan raderas de.", day=day
            )
    return t("Du får inga fler meddelanden. Förbundet avgör sedan om dina svar får raderas.")


def erased(t: Translator, promise: Promise) -> Screen:
    """Confirm an erasure, or say honestly what happens instead."""
    if promise.is_erased:
        return Screen(plain(t("Nu är allt som gäller dig raderat. Tack för att du var med.")))
    if promise.until:
        words = t(
            "Nu får du inga fler meddelanden, och chatten är inte längre kopplad till dig. Resten raderas {day}.",
            day=t.date(promise.until),
        )
        return Screen(plain(words))
    return Screen(
        plain(
            t(
                "Nu får du inga fler meddelanden, och chatten är inte längre kopplad till dig. "
                "Förbundet har fått i uppgift att avgöra om resten får raderas."
            )
        )
    )


def kept_as_it_was(t: Translator) -> Screen:
    """Confirm that nothing was erased."""
    return Screen(plain(t("Inget har raderats.")))
