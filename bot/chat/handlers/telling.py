"""Noting for the report in one's own words: the steps of ``/anteckna`` for it, and changing what is noted."""

from dataclasses import replace
from datetime import date

from bot.actions.coordinator import report_note as telling
from bot.actions.coordinator.report_note import MOST_CAME, Telling, Unfit
from bot.actions.drafts import Draft, drop
from bot.actions.here import NotAllowed
from bot.actions.words import tidied_line
from bot.chat.coordinator import note_screens
from bot.chat.coordinator import report_note_screens as screens
from bot.chat.coordinator.note_buttons import ChangeNote, RemoveNote, ShowNote, ShowNotes
from bot.chat.days import past_day
from bot.chat.dialogue import Dialogue, Misread, Step, caught
from bot.chat.reply import Reply
from bot.chat.screen import Screen
from bot.chat.turn import Turn
from flows.swedish.typed import Unread, read_number
from flows.timing.schedule import quarter
from storage.people import Role
from storage.report_notes import NoteKind, ReportNote

_PARTS = ("words", "day", "attended")


def kind(draft: Draft) -> NoteKind | None:
    """Give what the note is about; ``None`` where it is no note in one's own words."""
    return next((each for each in NoteKind if each == draft.get("item")), None)


def _words_screen(turn: Turn, draft: Draft) -> Screen:
    found = kind(draft)
    if found is None:
        raise NotAllowed
    return screens.words(turn.t, found)


def read_words(turn: Turn, _: Draft, text: str) -> str:
    """Read a note's words.

    :raises Misread: if they cannot be kept
    """
    found = telling.fit(text)
    if isinstance(found, Unfit):
        raise caught(turn, text) if found is Unfit.PERSONAL_DATA else Misread(screens.unfit(turn.t, found))
    return found


def _read_attended(turn: Turn, _: Draft, text: str) -> str:
    found = read_number(tidied_line(text))
    if isinstance(found, Unread) or found > MOST_CAME:
        raise Misread(turn.t("Det kan jag inte läsa som ett tal som passar."))
    return str(found)


WORDS = Step("words", _words_screen, read_words, lambda _, draft: kind(draft) is not None)
ATTENDED = Step(
    "attended",
    lambda turn, draft: screens.attended(turn.t, draft),
    _read_attended,
    lambda _, draft: kind(draft) is NoteKind.MEETING,
)


def finish(turn: Turn, draft: Draft, programme: str, found: NoteKind) -> None:
    """Note what was told; where no day was asked for, it holds for today."""
    day = date.fromisoformat(draft.get("day")) if draft.get("day") else turn.here.today
    came = int(draft.get("attended")) if found is NoteKind.MEETING and draft.get("attended") else None
    turn.once(telling.tell, Telling(programme, found, day, draft.get("words"), draft.subject, came))


def after(turn: Turn, begun: int) -> Reply | None:
    """Show what was noted, by the update that began it."""
    found = telling.told_by(turn.here, begun)
    return turn.show(*screens.note(turn.t, found, is_new=True)) if found else None


def show_notes(turn: Turn, button: ShowNotes) -> Reply:
    """Show a page of a quarter's notes."""
    if button.back > screens.MOST_BACK:
        raise NotAllowed
    drop(turn.here)
    programme = turn.here.programme(button.programme, Role.COORDINATOR)
    notes = telling.of_quarter(turn.here, programme.key, button.back)
    name = quarter(telling.first_day(turn.here.today, button.back))
    return turn.show(screens.listed(turn.t, programme, name, notes, button))


def show_note(turn: Turn, button: ShowNote) -> Reply:
    """Show a note whole."""
    drop(turn.here)
    return turn.show(*screens.note(turn.t, telling.told(turn.here, button.note)))


def change_note(turn: Turn, button: ChangeNote) -> Reply:
    """Ask for what to change about a note."""
    found = telling.told(turn.here, button.note)
    if button.part not in _PARTS or (button.part == "attended" and found.kind is not NoteKind.MEETING):
        raise NotAllowed
    if found.is_frozen:
        raise telling.Frozen
    return CHANGING.begin(turn, found.id, item=found.kind, part=button.part)


def remove_note(turn: Turn, button: RemoveNote) -> Reply:
    """Ask whether to take a note away, or take it away and show the others."""
    if not button.is_sure:
        return turn.show(screens.sure(turn.t, telling.told(turn.here, button.note)))
    turn.once(telling.remove, button.note)
    return turn.show(note_screens.removed(turn.t))


def _is_changed(part: str) -> Step:
    steps = {"words": WORDS, "attended": ATTENDED, "day": _DAY}
    return replace(steps[part], asked=lambda _, draft: draft.get("part") == part)


def _day_screen(turn: Turn, draft: Draft) -> Screen:
    label = turn.t(screens.KINDS[kind(draft) or NoteKind.ACTIVITY])
    return note_screens.day(turn.t, draft, label, turn.here.today)


_DAY = Step("day", _day_screen, lambda turn, _, text: past_day(turn, text).isoformat())


def _changed(found: ReportNote, part: str, value: str) -> ReportNote:
    match part:
        case "words":
            return replace(found, words=value)
        case "day":
            return replace(found, day=date.fromisoformat(value))
        case _:
            return replace(found, attended=int(value) if value else None)


def _finish_change(turn: Turn, draft: Draft) -> Reply:
    found, part = telling.told(turn.here, draft.subject), draft.get("part")
    turn.once(telling.change, _changed(found, part, draft.get(part)))
    return _show(turn, draft.subject)


def _show(turn: Turn, note: int) -> Reply:
    return turn.show(*screens.note(turn.t, telling.told(turn.here, note)))


CHANGING = Dialogue("anteckning", tuple(map(_is_changed, _PARTS)), _finish_change, _show, roles=(Role.COORDINATOR,))
