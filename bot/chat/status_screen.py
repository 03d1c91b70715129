"""A programme's status in words, for the chat and for the terminal alike."""

from collections.abc import Iterator
from fractions import Fraction

from bot.actions.status import FormStatus, Status
from bot.chat.screen import MOST_UNITS, Screen, bold, plain, units
from flows.figures import QuestionFigure
from flows.goals import Verdict
from locales.translator import Translator, marked

_PEOPLE = {
    "invited": marked("inbjudna"),
    "declined": marked("tackat nej"),
    "waiting": marked("i kö"),
    "active": marked("aktiva"),
    "paused": marked("pausade"),
    "closed": marked("avslutade"),
    "unreachable": marked("kan inte nås"),
    "erased": marked("raderade"),
}
_JUDGEMENTS = {
    "met": marked("✓ Uppnått"),
    "not_met": marked("✗ Inte uppnått"),
    "too_few": marked("– För få svar"),
    "no_target": marked("Utan målvärde"),
    "not_asked": marked("– Inte frågat"),
}


def status_blocks(t: Translator, status: Status) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give the status as blocks of a heading and its lines, in plain text."""
    yield t(status.programme.title), tuple(_people(t, status))
    if status.verdicts:
        yield t("Mål"), tuple(line for verdict in status.verdicts for line in _verdict(t, verdict))
    for form in status.forms:
        yield t(form.questionnaire.title), tuple(_form(t, form, status.minimum))
        for figure in form.figures:
            yield t(figure.text), tuple(_figure(t, figure, status.minimum))


def _people(t: Translator, status: Status) -> Iterator[str]:
    if status.until:
        yield t("Till och med {date}.", date=t.date(status.until))
        yield t("Svaren är de som var samlade när {quarter} tog slut.", quarter=status.released_until)
    counted = [f"{n} {t(_PEOPLE[state])}" for state, n in status.people.items() if n]
    yield t("Personer: {people}", people=", ".join(counted)) if counted else t("Inga personer än.")
    if status.erasures_asked_for:
        asked = status.erasures_asked_for
        yield t.plural(
            "{n} person vill få sina uppgifter raderade.", "{n} personer vill få sina uppgifter raderade.", asked
        )


def _verdict(t: Translator, verdict: Verdict) -> Iterator[str]:
    yield f"{t(_JUDGEMENTS[verdict.judgement])}: {t(verdict.goal.text)}"
    if verdict.share is None or verdict.interval is None:
        return
    counted = t("{n} av {of}", n=verdict.n, of=verdict.of)
    interval = t(
        "osäkerhet {low} till {high}", low=t.percent(verdict.interval.low), high=t.percent(verdict.interval.high)
    )
    target = t(", mål {target}", target=t.percent(Fraction(verdict.goal.target))) if verdict.goal.target else ""
    yield f"   {counted} ({t.percent(verdict.share)}{target}; {interval})"


def _form(t: Translator, form: FormStatus, minimum: int) -> Iterator[str]:
    asked, answered = form.responses.asked, form.responses.answered
    rate = f" ({t.percent(Fraction(answered, asked))})" if asked >= minimum else ""
    yield t("Svar: {answered} av {asked} tillfrågade", answered=answered, asked=asked) + rate
    if form.waiting:
        waits = t.plural("{n} svar väntar", "{n} svar väntar", form.waiting)
        yield waits + " " + t("(svar visas när minst {minimum} har samlats)", minimum=minimum)


def _figure(t: Translator, figure: QuestionFigure, minimum: int) -> Iterator[str]:
    if figure.withheld or figure.of is None:
        yield t("för få svar (färre än {minimum})", minimum=minimum)
        return
    for option in figure.options:
        share = t.percent(option.share, 1) if option.share is not None else ""
        yield f"{t(option.label)}: {option.count} ({share})"
    yield t("Totalt: {of} ({share})", of=figure.of, share=t.percent(1))
    if figure.declined:
        yield t("Vill inte svara: {n}", n=figure.declined)


def status_screens(t: Translator, status: Status) -> tuple[Screen, ...]:
    """Give the status as one message, or as several where it is longer than Telegram allows."""
    screens = [""]
    for heading, block in status_blocks(t, status):
        text = "\n".join((bold(heading), *map(plain, block)))
        if units(screens[-1]) + units(text) + 2 > MOST_UNITS:
            screens.append("")
        screens[-1] = f"{screens[-1]}\n\n{text}" if screens[-1] else text
    return tuple(map(Screen, screens))


def status_text(t: Translator, status: Status) -> str:
    """Give the status for a terminal."""
    blocks = ("\n".join((heading, *(f"  {line}" for line in block))) for heading, block in status_blocks(t, status))
    return "\n\n".join(blocks)
