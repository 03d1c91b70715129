"""An update's whole way through one unit of work: once only, by whom, what to do, what to say."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.actions.coordinator.report import (
    AlreadySent,
    HoldsPersonalData,
    NoPeriod,
    NoProgramme,
    NothingYet,
    NoWords,
    PeriodAhead,
    UnderWay,
)
from bot.actions.coordinator.report_note import Frozen
from bot.actions.here import Archived, Caller, Here, NoAssessment, NotAllowed, Refused
from bot.actions.participant.person import set_reachable
from bot.actions.words import tidied_line
from bot.chat import last_shown
from bot.chat.button import Malformed
from bot.chat.handlers.typing import hint
from bot.chat.incoming import Incoming, Kind
from bot.chat.participant import hints
from bot.chat.reader import reads
from bot.chat.reply import SILENCE, Reply
from bot.chat.routes import route
from bot.chat.screen import Key, Screen, column, plain
from bot.chat.turn import Turn, phone_language
from bot.house import House
from locales.translator import Translator, marked, translator
from storage import people, runs, updates
from storage.unit import Unit

_REFUSALS: dict[type[Refused], str] = {
    Archived: marked("Insatsen är avslutad. Det den kom fram till finns kvar i /status."),
    Frozen: marked("Anteckningen står i en rapport som är skickad, så den kan inte ändras."),
    NoAssessment: marked(
        "Insatsen har ingen beslutad konsekvensbedömning än, så inga inbjudningar skickas via Telegram. Använd papper."
    ),
    NoPeriod: marked("Den perioden förstår jag inte. Skriv till exempel 2026-07, 2026-Q3, 2026-H1, 2026 eller all."),
    NoProgramme: marked("Du har ingen insats som heter så. Skriv bara kommandot, så får du välja."),
    NoWords: marked("Det gick inte att läsa texten. Skriv den igen."),
    PeriodAhead: marked("Den perioden har inte börjat än."),
    NothingYet: marked("Insatsen hade inte börjat då, så det finns inget att rapportera."),
    UnderWay: marked("Perioden är inte slut, så rapporten är bara preliminär än."),
    AlreadySent: marked("Rapporten är skickad. Gör en ny utgåva om något ska ändras."),
    HoldsPersonalData: marked(
        "Det ser ut som ett personnummer, ett telefonnummer eller en e-postadress. Skriv analysen utan sådant."
    ),
}


def respond(unit: Unit, house: House, incoming: Incoming, now: datetime) -> Reply:
    """Answer an update. Its effect happens the first time it comes; its screen is shown every time."""
    if incoming.kind is Kind.NONE:
        return SILENCE
    first_time = updates.first_time(unit, incoming.update, now)
    caller = Caller(incoming.chat, people.by_chat(unit, incoming.chat))
    turn = Turn(Here(unit, house, caller, now, incoming.update), incoming, first_time)
    if incoming.kind is not Kind.GROUP:
        turn.once(set_reachable, incoming.kind is not Kind.BLOCKED)
    return _answered(turn, route)


def follow(unit: Unit, house: House, incoming: Incoming, answer: Callable[[Turn], Reply], now: datetime) -> Reply:
    """Answer once more: with what came of a file that was fetched after the update's own unit."""
    caller = Caller(incoming.chat, people.by_chat(unit, incoming.chat))
    return _answered(Turn(Here(unit, house, caller, now, incoming.update), incoming, first_time=True), answer)


def _answered(turn: Turn, answer: Callable[[Turn], Reply]) -> Reply:
    try:
        with turn.here.unit.attempt():
            reply = _beside_a_form(turn, answer(turn))
            _remember(turn, reply)
            return reply
    except Malformed:
        return _not_allowed(turn)
    except Refused as refused:
        return _refusal(turn, refused)


def _beside_a_form(turn: Turn, reply: Reply) -> Reply:
    """Send a screen anew that would take the place of a question: an old button must not hide what typing answers."""
    if reply.edit is None or reply.run is not None or (person := turn.again().here.caller.person) is None:
        return reply
    shown = (run.message for run in runs.open_of_person(turn.here.unit, person.id) if run.begun)
    return replace(reply, edit=None) if reply.edit in shown else reply


def _remember(turn: Turn, reply: Reply) -> None:
    is_form = reply.run is not None and not reply.is_aside
    if is_form and not reply.again and not last_shown.is_kept(turn.here):
        return
    if turn.first_time and reply.screen and (here := turn.again().here).caller.person:
        last_shown.remember(here, reply.screen, is_form=is_form)
        if reply.again:
            last_shown.remember_words(here, Screen("", column(Key(tidied_line(turn.incoming.text), reply.again))))


def _refusal(turn: Turn, refused: Refused) -> Reply:
    """Say no: in words where the caller may know why, neutrally where not."""
    if isinstance(refused, NotAllowed):
        return _not_allowed(turn)
    typed = turn.incoming.message if isinstance(refused, HoldsPersonalData) else None
    return Reply(Screen(plain(turn.t(_REFUSALS[type(refused)]))), delete=(typed,) if typed else ())


def _not_allowed(turn: Turn) -> Reply:
    """Say no, the first time and each time that the update is delivered again: it is not done, nor shown as done."""
    if turn.first_time:
        updates.had_no_effect(turn.here.unit, turn.incoming.update)
    if turn.incoming.kind is Kind.PRESS:
        return Reply(toast=hints.no_longer(turn.t))
    return hint(turn)


def put_aside(unit: Unit, house: House, incoming: Incoming, exception: BaseException, now: datetime) -> Reply:
    """Put an update aside that could not be handled; nothing of its content is kept, and the person is told kindly."""
    reference = f"F{incoming.update % 1_000_000:06d}"
    updates.put_aside(unit, reference, incoming.kind, type(exception).__name__, now)
    updates.first_time(unit, incoming.update, now)
    person = people.by_chat(unit, incoming.chat)
    t = reads(person) if person else translator(phone_language(house, incoming))
    return Reply(Screen(plain(hints.failed(t, reference))))


def not_saved(t: Translator) -> str:
    """Tell that the storage cannot write just now; it is tried again without the person doing anything."""
    return hints.not_saved_yet(t)
