"""How a coach's people are spoken of: names, states, what was answered (never what it was) and what comes next."""

from datetime import tzinfo

from bot.actions.coach.card import Card, Coming, FormStanding
from locales.translator import Translator, marked
from storage.enrolments import Enrolment, State
from storage.people import Person

_STATES = {
    State.INVITED: marked("inbjuden"),
    State.WAITING: marked("väntar på plats"),
    State.ACTIVE: marked("aktiv"),
    State.PAUSED: marked("pausad"),
    State.CLOSED: marked("avslutad"),
}


def name(t: Translator, enrolment: Enrolment) -> str:
    """Name a person by the coach's own reference."""
    return enrolment.reference or t("utan referens, nr {number}", number=enrolment.id)


def colleague(t: Translator, person: Person) -> str:
    """Name a member of staff."""
    return person.name or t("coach nr {number}", number=person.id)


def state(t: Translator, card: Card) -> str:
    """Say how a person stands."""
    if card.erasure:
        day = card.erasure.due_on
        return t("raderas {day}", day=t.date(day)) if day else t("förbundet avgör om radering")
    found = [t(_STATES[card.enrolment.state])]
    if card.enrolment.withdrawn_on:
        found.append(t("svarar inte längre här"))
    if card.place_in_line:
        found.append(t("plats {number}", number=card.place_in_line))
    if card.coach is None:
        found.append(t("utan coach"))
    elif not card.is_own:
        found.append(t("hos {coach}", coach=colleague(t, card.coach)))
    if not card.is_reachable:
        found.append(t("nås inte"))
    return ", ".join(found)


def form_line(t: Translator, form: FormStanding) -> str:
    """Say whether a form was answered, never what."""
    answered = t("svarat") if form.is_answered else t("inte svarat")
    return f"{t(form.questionnaire.title)}: {answered}"


def what_next(t: Translator, zone: tzinfo, card: Card) -> str:
    """Say what comes next, and when; empty where nothing does."""
    if card.enrolment.state is State.INVITED and card.is_link_over:
        return t("Länken fungerar inte längre.")
    if card.enrolment.state is State.INVITED and card.link:
        return t("Länken gäller till och med {date}", date=t.date(card.link.last_day(zone)))
    return t("Nästa: {what}", what=what_comes(t, zone, card.coming[0])) if card.coming else ""


def what_comes(t: Translator, zone: tzinfo, coming: Coming) -> str:
    """Say what something planned is, and on which day."""
    what = ""
    if coming.questionnaire:
        form = t(coming.questionnaire.title)
        what = t("{form} skickas", form=form) if coming.is_offer else t("{form}, påminnelse", form=form)
    elif coming.reminder:
        what = t(coming.reminder.text)
    return f"{what}, {t.date(coming.due.astimezone(zone).date())}"
