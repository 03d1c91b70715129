"""A programme's limits in words: always that it is for the coach to judge."""

from bot.actions.coach.limits import ComesFirst, Full, Limit, OutsideAges, OutsidePlaces
from locales.translator import Translator


def limit_words(t: Translator, limit: Limit) -> str:
    """Say what a limit means here."""
    match limit:
        case ComesFirst(ages):
            return t("{least}–{most} år kommer först i insatsen.", least=ages.least, most=ages.most)
        case OutsideAges(ages):
            said = t("Insatsen är till för {least}–{most} år.", least=ages.least, most=ages.most)
        case OutsidePlaces(places):
            said = t("Insatsen är till för {places}.", places=", ".join(places))
        case Full(people, room):
            said = t("Insatsen är full: {people} personer på {room} platser.", people=people, room=room)
        case _:
            said = t("Längsta tiden i insatsen tar slut {date}.", date=t.date(limit.last))
    return f"{said} {t('Det är en individuell bedömning.')}"
