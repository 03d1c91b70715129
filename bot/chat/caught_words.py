"""What is said where personal data was caught in what somebody wrote, before anything of it was kept."""

from flows.forms.personal_data import PersonalData
from locales.translator import Translator


def looks_like(t: Translator, kind: str) -> str:
    """Say kindly what was found."""
    match kind:
        case PersonalData.IDENTITY_NUMBER:
            return t("Det ser ut som ett personnummer.")
        case PersonalData.PHONE:
            return t("Det ser ut som ett telefonnummer.")
        case _:
            return t("Det ser ut som en e-postadress.")


def remove_it(t: Translator) -> str:
    """Ask whether to remove it."""
    return t("Vill du ta bort det? Inget är sparat än.")


def written_without(t: Translator, words: str) -> str:
    """Show what would be left."""
    return t("Så här blir texten: {words}", words=words)
