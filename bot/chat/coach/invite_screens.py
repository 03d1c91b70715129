"""Screens of the dialogue that invites a participant."""

from datetime import date, timedelta

from bot.actions.coach.invite import (
    BadReference,
    Invited,
    ReferenceInUse,
    ReferenceIsPersonal,
    ReferenceNotUsable,
    is_full,
)
from bot.actions.drafts import Draft
from bot.chat.dialogue import Offer, with_cancel
from bot.chat.screen import Screen, bold, column, lines, paragraphs, plain
from flows.programme import Programme
from locales.translator import Translator, marked
from storage.cohorts import Cohort

YES, NO, UNKNOWN, SKIP = "yes", "no", "unknown", ""
NOW, WAIT, NEW = "now", "wait", "new"

_BAD_REFERENCES: dict[type[BadReference], str] = {
    ReferenceIsPersonal: marked(
        "Skriv en referens utan personnummer, telefonnummer och e-post. Det du skrev sparades inte."
    ),
    ReferenceNotUsable: marked("Skriv en referens på 1 till 40 tecken."),
    ReferenceInUse: marked("Den referensen används redan i insatsen. Skriv en annan."),
}


def bad_reference(t: Translator, fault: BadReference) -> str:
    """Say why a reference was not taken."""
    return t(_BAD_REFERENCES[type(fault)])


def programme(t: Translator, draft: Draft, programmes: tuple[Programme, ...]) -> Screen:
    """Ask for the programme."""
    offer = Offer(draft, "programme")
    keys = column(*(offer.key(t(each.title), each.key) for each in programmes))
    return Screen(plain(t("Vilken insats?")), with_cancel(t, *keys))


def reference(t: Translator, draft: Draft, chosen: Programme) -> Screen:
    """Ask a coach for their own word for a person."""
    offer = Offer(draft, "reference")
    return Screen(
        paragraphs(
            bold(t(chosen.title)),
            plain(t("Skriv din egen referens för personen, till exempel ett ärendenummer.")),
            plain(t("Inget namn, personnummer, telefonnummer eller e-post.")),
        ),
        with_cancel(
            t,
            (offer.key(t("Hoppa över"), SKIP),),
            (offer.key(t("Skyddade uppgifter"), YES, "protected"),),
        ),
    )


def referral(t: Translator, draft: Draft, today: date) -> Screen:
    """Ask for the day of the referral."""
    offer = Offer(draft, "referral")
    return Screen(
        paragraphs(plain(t("Vilken dag kom anvisningen?")), plain(t("Skriv dagen, eller tryck."))),
        with_cancel(
            t,
            (offer.key(t("Hoppa över"), SKIP),),
            (offer.day(t("Idag"), today), offer.day(t("Igår"), today - timedelta(days=1))),
        ),
    )


def waiver(t: Translator, draft: Draft) -> Screen:
    """Ask whether the secrecy waiver is on file."""
    offer = Offer(draft, "waiver")
    keys = (offer.key(t("Ja"), YES), offer.key(t("Nej"), NO), offer.key(t("Vet inte"), UNKNOWN))
    return Screen(
        plain(t("Finns medgivande om att bryta sekretess, på papper hos den som anvisar?")), with_cancel(t, keys)
    )


def place(t: Translator, draft: Draft, chosen: Programme, cohorts: tuple[Cohort, ...], next_in_line: int) -> Screen:
    """Ask for the group, or whether to begin now or wait for a place."""
    offer, free = Offer(draft, "place"), [each for each in cohorts if not is_full(chosen, each)]
    keys = [offer.key(group_name(t, chosen, each), str(each.id)) for each in free]
    if chosen.groups:
        keys.append(offer.key(t("Ny grupp"), NEW))
    keys.append(offer.key(t("Ingen grupp än") if chosen.groups else t("Börjar nu"), NOW))
    if chosen.waiting_list:
        keys.append(offer.key(t("Väntelista (plats {number})", number=next_in_line), WAIT))
    full = [plain(group_name(t, chosen, each)) for each in cohorts if is_full(chosen, each)]
    return Screen(
        paragraphs(
            plain(t("Vilken grupp?") if chosen.groups else t("När börjar personen?")),
            lines(plain(t("Fulla grupper:")), *full) if full else "",
        ),
        with_cancel(t, *column(*keys)),
    )


def group_name(t: Translator, chosen: Programme, cohort: Cohort) -> str:
    """Name a group with how many of its places are taken."""
    size = chosen.groups
    taken = (
        t("{n} av {least}–{most}", n=cohort.people, least=size.least, most=size.most) if size else str(cohort.people)
    )
    return f"{cohort.name} · {taken} · {t.date(cohort.starts_on)}"


def new_group(t: Translator, draft: Draft) -> Screen:
    """Ask for a new group's name."""
    offer = Offer(draft, "group_name")
    text = paragraphs(plain(t("Vad ska gruppen heta?")), plain(t("Hoppar du över får den ett nummer.")))
    return Screen(text, with_cancel(t, (offer.key(t("Hoppa över"), SKIP),)))


def group_start(t: Translator, draft: Draft, today: date) -> Screen:
    """Ask for a new group's first day."""
    offer = Offer(draft, "group_start")
    return Screen(
        paragraphs(plain(t("Vilken dag börjar gruppen?")), plain(t("Skriv dagen, eller tryck."))),
        with_cancel(
            t,
            (offer.day(t("Idag"), today),),
            (
                offer.day(t("Om en vecka"), today + timedelta(weeks=1)),
                offer.day(t("Om två veckor"), today + timedelta(weeks=2)),
            ),
        ),
    )


def sex(t: Translator, draft: Draft) -> Screen:
    """Ask for the sex of someone with a protected identity."""
    offer = Offer(draft, "sex")
    return Screen(
        paragraphs(
            bold(t("Skyddade uppgifter")),
            plain(t("Ingen länk, ingen referens och inte i någon lista. Frågorna ställs på papper.")),
            plain(t("Bara kön och födelseår räknas.")),
        ),
        with_cancel(t, (offer.key(t("Kvinna"), "kvinna"), offer.key(t("Man"), "man"), offer.key(t("Okänt"), SKIP))),
    )


def birth_year(t: Translator, draft: Draft) -> Screen:
    """Ask for the year of birth of someone with a protected identity."""
    offer = Offer(draft, "birth_year")
    return Screen(
        plain(t("Skriv födelseåret, till exempel 1985.")), with_cancel(t, (offer.key(t("Hoppa över"), SKIP),))
    )


def counted(t: Translator) -> Screen:
    """Confirm that someone with a protected identity is counted."""
    return Screen(plain(t("Klart. Personen räknas, men syns inte i någon lista. Använd papper för frågorna.")))


def in_line(t: Translator, reference: str, number: int) -> Screen:
    """Confirm a place on the waiting list."""
    return Screen(
        paragraphs(
            plain(t("{reference} står på väntelistan, plats {number}.", reference=reference, number=number)),
            plain(t("Länken gör du när det finns en plats: /deltagare")),
        )
    )


def invited(t: Translator, found: Invited, name: str, link: str | None, last: date) -> Screen:
    """Show a participant's link and typing code to the coach."""
    return Screen(
        paragraphs(
            plain(t("Länk till {reference}:", reference=name)),
            *link_words(t, found.invitation.code, link, last),
        )
    )


def link_words(t: Translator, code: str, link: str | None, last: date) -> tuple[str, ...]:
    """Give an invitation's link, its typing code, and how long they hold."""
    return (
        plain(link or t("(Länken kan inte visas just nu. Använd koden.)")),
        plain(t("Kod att skriva i boten: {code}", code=f"{code[:5]}-{code[5:]}")),
        plain(t("Gäller en person, till och med {date}.", date=t.date(last))),
    )


def caption(t: Translator, link: str) -> str:
    """Say what the picture of a link is for; the link itself stands there too."""
    return lines(plain(t("Läs av med deltagarens telefon:")), plain(link))
