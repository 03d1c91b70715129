"""``/halsa``: how the bot is, in words, and what to do."""

from bot.actions.administrator.health import Health
from bot.chat.screen import Screen, bold, lines, paragraphs, plain
from bot.vitals import Ailment
from locales.translator import Translator, marked

_LOG = marked("Be den som sköter driften att läsa loggen. Där står vad som behöver göras.")
_WORDS = {
    Ailment.TICK: (
        marked("Påminnelser och inbjudningar går inte ut just nu."),
        marked("Be den som sköter driften att starta om boten och läsa loggen. Inget försvinner under tiden."),
    ),
    Ailment.STORAGE: (
        marked("Det går inte att spara just nu."),
        marked("Be den som sköter driften att se till att databasens disk finns och har plats."),
    ),
    Ailment.TELEGRAM: (
        marked("Telegram har inte hörts av på flera minuter."),
        marked("Det går ofta över av sig självt. Annars: be den som sköter driften att se till nätet."),
    ),
    Ailment.LETTERS: (marked("Meddelanden har väntat i mer än en timme på att gå ut."), _LOG),
    Ailment.BACKUP: (marked("Den senaste säkerhetskopian är mer än två dagar gammal, eller saknas."), _LOG),
}
_NO_BACKUPS = marked("Boten gör inga säkerhetskopior själv. Fråga den som sköter driften hur databasen kopieras.")


def health(t: Translator, found: Health) -> Screen:
    """Tell that all is well, or what is not and what helps."""
    what_helps = [lines(bold(t(what)), plain(t(help_))) for what, help_ in (_WORDS[each] for each in found.ailments)]
    well = lines(bold(t("Allt är som det ska.")), plain(t("Boten svarar, och det som ska skickas går ut i tid.")))
    return Screen(paragraphs(*(what_helps or [well]), "" if found.keeps_backups else plain(t(_NO_BACKUPS))))
