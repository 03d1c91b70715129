"""``/anteckna``: a coordinator notes something for the report, of a place or of the programme; or takes a note away."""

from dataclasses import replace
from datetime import date

from bot.actions.coordinator import note as noting
from bot.actions.coordinator.consistency import sums_with
from bot.actions.coordinator.note import Noting
from bot.actions.coordinator.report_note import Unfit, fit, of_quarter
from bot.actions.drafts import Draft
from bot.actions.here import NotAllowed
from bot.chat.coach.fact_words import packed, read, unpacked, why_not
from bot.chat.coordinator import note_screens as screens
from bot.chat.coordinator import report_note_screens
from bot.chat.coordinator.note_buttons import ShowNotes
from bot.chat.coordinator.note_screens import LIST, REMOVE
from bot.chat.days import past_day
from bot.chat.dialogue import Dialogue, Misread, Step
from bot.chat.handlers import telling
from bot.chat.reply import Reply
from bot.chat.screen import Screen
from bot.chat.turn import Turn
from flows.facts import Fact, FactValue
from flows.programme import Programme
from flows.swedish.typed import Unread
from storage.people import Role
from storage.report_notes import NoteKind


def anteckna(turn: Turn) -> Reply:
    """``/anteckna [TEXT]``: what to note, of the coordinator's programme or of one of several."""
    found, begun, text = noting.programmes_to_note(turn.here), turn.here.update or 0, turn.incoming.text
    answers = {"programme": "0"} if len(found) == 1 else {}
    words = fit(text)
    if not text:
        return DIALOGUE.begin(turn, begun, **answers)
    if not isinstance(words, Unfit):
        return DIALOGUE.begin(turn, begun, **answers, words=words, day=turn.here.today.isoformat(), attended="")
    reply = DIALOGUE.begin(turn, begun, report_note_screens.unfit(turn.t, words), **answers)
    message = turn.incoming.message
    return replace(reply, delete=(message,)) if message and words is Unfit.PERSONAL_DATA else reply


def _programme(turn: Turn, draft: Draft) -> Programme:
    return noting.programmes_to_note(turn.here)[int(draft.get("programme"))]


def _fact(turn: Turn, draft: Draft) -> Fact:
    return noting.to_note(_programme(turn, draft))[int(draft.get("item"))]


def _removes(_: Turn, draft: Draft) -> bool:
    return draft.get("item") == REMOVE


def _is_fact(_: Turn, draft: Draft) -> bool:
    return draft.get("item").isdigit()


def _is_about_place(turn: Turn, draft: Draft) -> bool:
    return _is_fact(turn, draft) and _fact(turn, draft).about == "place"


def _has_value(turn: Turn, draft: Draft) -> bool:
    return _is_fact(turn, draft) and _fact(turn, draft).kind != "event"


def _has_day(turn: Turn, draft: Draft) -> bool:
    if _is_fact(turn, draft):
        return _fact(turn, draft).kind != "date"
    return telling.kind(draft) is NoteKind.MEETING


def _label(turn: Turn, draft: Draft) -> str:
    found = telling.kind(draft)
    return turn.t(report_note_screens.KINDS[found] if found else _fact(turn, draft).label)


def _ask_item(turn: Turn, draft: Draft) -> Screen:
    found = _programme(turn, draft)
    if draft.get("words"):
        return screens.kind(turn.t, draft, found)
    return screens.item(turn.t, draft, found, _has(turn, found))


def _has(turn: Turn, found: Programme) -> screens.Noted:
    told = (note for back in (0, 1) for note in of_quarter(turn.here, found.key, back))
    return screens.Noted(values=bool(noting.latest(turn.here, found.key)), words=any(told))


def _ask_which(turn: Turn, draft: Draft) -> Screen:
    found = _programme(turn, draft)
    latest = noting.latest(turn.here, found.key)
    return screens.which(turn.t, draft, found, latest, has_words=_has(turn, found).words)


def _read_value(turn: Turn, draft: Draft, text: str) -> str:
    fact = _fact(turn, draft)
    value = read(fact, text, turn.here.today)
    if isinstance(value, Unread):
        raise Misread(why_not(turn.t, fact, value))
    return packed(fact, value)


def _value(turn: Turn, draft: Draft) -> FactValue:
    if not draft.get("value"):
        return True
    value = unpacked(_fact(turn, draft), draft.get("value"), turn.here.today)
    if isinstance(value, Unread):
        raise NotAllowed
    return value


def _finish(turn: Turn, draft: Draft) -> Reply:
    found = _programme(turn, draft)
    if _removes(turn, draft):
        turn.once(noting.remove, int(draft.get("which")))
        return turn.show(screens.removed(turn.t))
    if draft.get("item") == LIST:
        return telling.show_notes(turn, ShowNotes(found.key, 0, 0))
    kind = telling.kind(draft)
    if kind:
        telling.finish(turn, draft, found.key, kind)
        return _after(turn, draft.subject) or _nothing()
    place = found.places[int(draft.get("place"))] if draft.get("place") else None
    day = date.fromisoformat(draft.get("day") or draft.get("value"))
    turn.once(noting.note, Noting(found.key, _fact(turn, draft).key, place, day, _value(turn, draft), draft.subject))
    return _after(turn, draft.subject) or _nothing()


def _nothing() -> Reply:
    raise NotAllowed


def _after(turn: Turn, begun: int) -> Reply | None:
    """Show what was noted, by the update that began it."""
    told = telling.after(turn, begun)
    if told:
        return told
    found = noting.noted(turn.here, begun)
    programme = turn.here.house.programme(found[0].programme) if found else None
    if found is None or programme is None:
        return None
    return turn.show(screens.noted(turn.t, programme, *found, sums_with(turn.here, found[0])))


DIALOGUE = Dialogue(
    "anteckna",
    (
        Step("programme", lambda turn, draft: screens.programme(turn.t, draft, noting.programmes_to_note(turn.here))),
        Step("item", _ask_item),
        Step("which", _ask_which, asked=_removes),
        telling.WORDS,
        Step(
            "place",
            lambda turn, draft: screens.place(turn.t, draft, _fact(turn, draft), _programme(turn, draft).places),
            asked=_is_about_place,
        ),
        Step(
            "value",
            lambda turn, draft: screens.value(turn.t, draft, _fact(turn, draft), turn.here.today),
            _read_value,
            _has_value,
        ),
        Step(
            "day",
            lambda turn, draft: screens.day(turn.t, draft, _label(turn, draft), turn.here.today),
            lambda turn, _, text: past_day(turn, text).isoformat(),
            _has_day,
        ),
        telling.ATTENDED,
    ),
    _finish,
    _after,
    roles=(Role.COORDINATOR,),
)
