"""``/traff``: a coordinator opens an event's survey, shows its link again, and sees what came of it."""

from dataclasses import replace
from datetime import date

from bot.actions.coordinator import events as acting
from bot.actions.coordinator.event_figures import event_figures
from bot.actions.coordinator.events import BadTitle, Opening, TitleIsPersonal
from bot.actions.coordinator.status import READERS
from bot.actions.drafts import Draft
from bot.actions.here import NotAllowed
from bot.chat.coordinator import event_screens as screens
from bot.chat.coordinator.event_buttons import OpenEvent, ShowEvent, ShowEventLink, ShowEvents
from bot.chat.days import coming_day
from bot.chat.dialogue import Dialogue, Misread, Step, caught
from bot.chat.reply import Picture, Reply
from bot.chat.turn import Turn
from bot.paper.qr import QrCode
from storage.events import Event
from storage.people import Role


def traff(turn: Turn) -> Reply:
    """``/traff [TITLE]``: the events there are; with a title, or where there is none yet, open one."""
    text = turn.incoming.text
    if not text and (acting.events_seen(turn.here) or not turn.here.programmes(Role.COORDINATOR)):
        return show_events(turn, ShowEvents(acting.WHOLE, 0))
    if not text:
        return _begin(turn)
    try:
        return _begin(turn, title=acting.checked_title(text))
    except BadTitle as fault:
        is_personal = isinstance(fault, TitleIsPersonal)
        reply = _begin(turn, screens.bad_title(turn.t, is_personal=is_personal))
        typed = turn.incoming.message
        return replace(reply, delete=(typed,)) if typed and is_personal else reply


def _begin(turn: Turn, notice: str = "", **answers: str) -> Reply:
    programmes, forms = acting.opens_for(turn.here), acting.event_forms(turn.here)
    if len(programmes) == 1:
        answers["programme"] = "0"
    if len(forms) == 1:
        answers["form"] = "0"
    return DIALOGUE.begin(turn, turn.here.update or 0, notice, **answers)


def begin(turn: Turn, _: OpenEvent) -> Reply:
    """Open a new event, from the list."""
    return _begin(turn)


def show_events(turn: Turn, button: ShowEvents) -> Reply:
    """List events.

    :raises NotAllowed: if the caller may look at none
    """
    here = turn.here
    if not here.programmes(*READERS):
        raise NotAllowed
    found = tuple(each for each in acting.events_seen(here) if button.programme in {acting.WHOLE, each.programme})
    may_open = bool(here.programmes(Role.COORDINATOR))
    return turn.show(screens.listed(turn.t, found, button, may_open=may_open))


def show_event(turn: Turn, button: ShowEvent) -> Reply:
    """Show what came of an event."""
    return turn.show(*screens.figures(turn.t, event_figures(turn.here, button.event)))


def show_event_link(turn: Turn, button: ShowEventLink) -> Reply:
    """Show an event's link again, as long as it holds."""
    event = acting.event_of(turn.here, button.event)
    return _link(turn, event) if event.is_open(turn.here.now) else show_event(turn, ShowEvent(event.id))


def _link(turn: Turn, event: Event) -> Reply:
    """Show a link as text, and as a picture for many phones to read."""
    link = turn.here.house.link(event.payload)
    reply = turn.show(screens.opened(turn.t, event, link))
    return replace(reply, picture=Picture(QrCode(link), screens.caption(turn.t, event, link))) if link else reply


def _read_title(turn: Turn, _: Draft, text: str) -> str:
    try:
        return acting.checked_title(text)
    except BadTitle as fault:
        if isinstance(fault, TitleIsPersonal):
            raise caught(turn, text) from None
        raise Misread(screens.bad_title(turn.t, is_personal=False)) from None


def _finish(turn: Turn, draft: Draft) -> Reply:
    day = date.fromisoformat(draft.get("last_day"))
    if day < turn.here.today:  # asked for yesterday, and midnight has passed since
        return DIALOGUE.go_on(turn, draft.without("last_day"))
    programme = acting.opens_for(turn.here)[int(draft.get("programme"))]
    form = acting.event_forms(turn.here)[int(draft.get("form"))].key
    opening = Opening(programme, form, draft.get("title"), day, draft.subject)
    turn.once(acting.open_event, opening)
    return _after(turn, draft.subject) or _nothing()


def _after(turn: Turn, begun: int) -> Reply | None:
    event = acting.opened_by(turn.here, begun)
    return _link(turn, event) if event else None


def _nothing() -> Reply:
    raise NotAllowed


DIALOGUE = Dialogue(
    "traff",
    (
        Step(
            "programme",
            lambda turn, draft: screens.whose(
                turn.t, draft, tuple(turn.here.house.programme(key) for key in acting.opens_for(turn.here))
            ),
        ),
        Step("form", lambda turn, draft: screens.form(turn.t, draft, acting.event_forms(turn.here))),
        Step("title", lambda turn, _: screens.title(turn.t), _read_title),
        Step(
            "last_day",
            lambda turn, draft: screens.last_day(turn.t, draft, turn.here.today),
            lambda turn, _, text: coming_day(turn, text).isoformat(),
        ),
    ),
    _finish,
    _after,
    roles=(Role.COORDINATOR,),
)
