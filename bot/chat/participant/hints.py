"""Short answers that anybody can meet at any moment: what was not understood, what cannot be read, what is gone."""

from flows.forms.questions import Information, Question
from locales.translator import Translator


def not_understood(t: Translator) -> str:
    """Say that this was not understood, and where help is."""
    return t("Det förstod jag inte. Skriv /hjalp så visar jag vad du kan göra.")


def only_text(t: Translator) -> str:
    """Say that a photo, a voice message and the like cannot be read."""
    return t("Jag kan bara läsa text och knappar. Bilden eller filen sparas inte.")


def edited(t: Translator) -> str:
    """Say that an edited text has no effect."""
    return t("Jag läser inte ändrade meddelanden. Skriv /enkat för att se frågan igen.")


def use_buttons(t: Translator, question: Question | None) -> str:
    """Say how a question is answered that nothing is typed at; before sending in there is none."""
    if question is None or isinstance(question, Information):
        return t("Tryck på en av knapparna.")
    return t("Tryck på en av knapparna, eller skriv dess nummer.")


def no_longer(t: Translator) -> str:
    """Say that a button means nothing any more."""
    return t("Knappen gäller inte längre")


def failed(t: Translator, reference: str) -> str:
    """Say that something went wrong here, with the reference under which it is known."""
    return t("Något gick fel hos oss, inte hos dig. Försök gärna igen. Felkod: {code}", code=reference)


def not_saved_yet(t: Translator) -> str:
    """Say that the storage cannot write just now; it is tried again without the person doing anything."""
    return t("Inte sparat ännu. Vi försöker igen, du behöver inte göra något.")


def too_old_to_delete(t: Translator) -> str:
    """Say that what was typed is left in the chat, for Telegram lets nobody delete what is that old."""
    return t("Jag kan inte ta bort det du skrev, för det är för gammalt. Du kan ta bort det själv.")


def taken_away(t: Translator) -> str:
    """Give what stands in place of what was taken away."""
    return t("Det som stod här är borttaget.")


def further_down(t: Translator) -> str:
    """Give what stands in place of a form that is shown anew."""
    return t("Frågorna finns längre ner i chatten.")
