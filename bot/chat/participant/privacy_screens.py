"""The privacy card: who sees what of a person's answers, and for how long, made from ``flows.disclosure.seen``."""

import math
from collections.abc import Iterator, Mapping

from bot.chat.buttons import ShowPrivacy, ShowTakingPart
from bot.chat.screen import Key, Screen, bold, column, paragraphs, plain
from flows.association import Association, Retention
from flows.disclosure.seen import SEEN, Sight, State, Who
from flows.timing.spans import Span
from locales.translator import Translator, marked

_STATES: Mapping[State, str] = {
    State.LINKED: marked("Frågor i början"),
    State.DRAFT: marked("Frågor i slutet, innan du skickar in"),
    State.WAITING: marked("När du har skickat in"),
    State.RELEASED: marked("När minst {minimum} har svarat"),
}
_WHO: Mapping[Who, str] = {
    Who.SELF: marked("Du"),
    Who.COACH: marked("Din coach"),
    Who.COORDINATOR: marked("Samordnaren"),
    Who.OPERATOR: marked("Den som sköter servern"),
    Who.TELEGRAM: marked("Telegram"),
}
_SIGHTS: Mapping[Sight, str] = {
    Sight.CONTENT: marked("dina svar"),
    Sight.PRESSES: marked("det du trycker och skriver"),
    Sight.THAT: marked("bara att du har svarat"),
    Sight.WAITS: marked("att du inte har svarat än"),
    Sight.HOW_MANY: marked("hur många svar som väntar"),
    Sight.FIGURES: marked("siffror för minst {minimum} personer"),
    Sight.GUESS: marked("kan gissa, särskilt på en liten ort"),
    Sight.NOTHING: marked("inget"),
}
_ERASABLE = marked("Sparas tills du raderar dem.")
_UNDECIDED = marked("Sparas tills förbundet har beslutat om gallring.")
_DAYS_A_MONTH = 28
_HOW_LONG: Mapping[State, str] = {
    State.DRAFT: marked("Sparas tills du skickar in, eller tills tiden är ute."),
    State.WAITING: marked("Sparas tills minst {minimum} har svarat. Går inte att ändra eller ta bort."),
    State.RELEASED: marked("Siffrorna sparas. Egna ord visas för sig. Ingen ser vad som är ditt."),
}


def privacy(t: Translator, association: Association, enrolment: int = 0) -> tuple[Screen, ...]:
    """Tell what is kept, by whom, who sees what and for how long, a page at a time.

    :param enrolment: the one that waits for a yes or a no, to return to; 0 where none does
    """
    texts = (_whose(t, association), *(_seen(t, association, state) for state in SEEN), _ways(t, association))
    back = column(Key(t("Tillbaka"), ShowTakingPart(enrolment))) if enrolment else ()
    following = (*(column(Key(t("Nästa"), ShowPrivacy(enrolment, page))) for page in range(1, len(texts))), ())
    return tuple(Screen(text, (*rows, *back)) for text, rows in zip(texts, following, strict=True))


def _whose(t: Translator, association: Association) -> str:
    return paragraphs(
        bold(t("Så hanterar vi dina uppgifter")),
        plain(f"{t(association.controller)} {t(association.legal_basis)}"),
        plain(t("Vi sparar en kod för chatten, ditt språk och dina svar. Inget namn, inget personnummer.")),
    )


def _seen(t: Translator, association: Association, state: State) -> str:
    """Tell who sees what of an answer, and for how long."""
    minimum = association.minimum_base
    how_long = _HOW_LONG.get(state)
    return paragraphs(
        bold(t(_STATES[state], minimum=minimum)),
        "\n".join(map(plain, (t("Vem ser vad:"), *_lines(t, state, minimum)))),
        plain(t(how_long, minimum=minimum) if how_long else _as_decided(t, association.retention)),
    )


def _as_decided(t: Translator, decision: Retention | None) -> str:
    """Tell how long answers are kept that are not anonymous: as the retention decision says."""
    if decision is None:
        return t(_UNDECIDED)
    told = [] if decision.keep_for else [t(_ERASABLE)]
    if decision.answers:
        told.append(t("Sparas som längst {time} efter att stödet har slutat.", time=_time(t, decision.answers)))
    if decision.keep_for:
        time = _time(t, decision.keep_for)
        told.append(t("Ber du om radering måste förbundet ändå spara dem i upp till {time}.", time=time))
    return " ".join(told)


def _time(t: Translator, span: Span) -> str:
    """Give a span in whole months, rounded up: what is promised is the most."""
    months = span.months + math.ceil((7 * span.weeks + span.days) / _DAYS_A_MONTH)
    return t.plural("{n} månad", "{n} månader", months)


def _lines(t: Translator, state: State, minimum: int) -> Iterator[str]:
    for who, sight in SEEN[state].items():
        yield f"• {t(_WHO[who])}{t.colon}{t(_SIGHTS[sight], minimum=minimum)}"


def _ways(t: Translator, association: Association) -> str:
    return paragraphs(
        plain(t("Telegram kan läsa chatten och vet att du använder boten. Det du skriver tar vi bort ur chatten.")),
        plain(t("Vill du hellre svara på papper? Säg det till din coach.")),
        plain(t("Se det som gäller dig: /mindata. Radera det: /radera.")),
        plain(t(association.contact)),
    )
