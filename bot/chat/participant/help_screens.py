"""The screen on which a person says who helps with the questions."""

from bot.actions.participant.forms import Form
from bot.actions.participant.helped import Help
from bot.chat.buttons import SetHelp
from bot.chat.screen import Key, Screen, bold, column, paragraphs, plain
from locales.translator import Translator, marked

_WAYS = {
    Help.NOBODY: marked("Jag svarar själv"),
    Help.READ_ALOUD: marked("Någon läser högt för mig"),
    Help.INTERPRETER: marked("En tolk hjälper mig"),
}


def who(t: Translator, form: Form) -> Screen:
    """Ask who helps, and say who may: nobody who the answers are about."""
    kept = (
        t("Vi sparar bara att du fick hjälp, inte av vem.")
        if form.run.linked
        else t("Vi sparar inte att du fick hjälp.")
    )
    return Screen(
        paragraphs(
            bold(t("Hjälper någon dig att svara?")),
            plain(t("Det går bra. Välj någon som är neutral. Din coach får inte svara åt dig eller se dina svar.")),
            plain(kept),
        ),
        column(*(Key(t(said), SetHelp(form.run.id, int(way))) for way, said in _WAYS.items())),
    )
