"""``/ny``: a coach invites a participant, step by step or with a reference in one go."""

from dataclasses import replace
from datetime import date

from bot.actions.coach import invite as inviting
from bot.actions.coach.invite import (
    BadReference,
    GroupFull,
    Invited,
    NewGroup,
    NewParticipant,
    Protected,
    ReferenceIsPersonal,
)
from bot.actions.coach.limits import limits_of_room
from bot.actions.drafts import Draft
from bot.actions.here import NotAllowed
from bot.actions.words import tidied_line
from bot.chat.coach import invite_screens as screens
from bot.chat.coach.invite_screens import NEW, SKIP, WAIT, YES
from bot.chat.coach.limit_words import limit_words
from bot.chat.coach.person_words import name
from bot.chat.days import any_day, past_day
from bot.chat.dialogue import Dialogue, Misread, Step, caught
from bot.chat.reply import Picture, Reply
from bot.chat.screen import Screen
from bot.chat.turn import Turn
from bot.paper.qr import QrCode
from flows.forms import personal_data
from flows.programme import Programme
from storage import cohorts, course
from storage.course import Referral
from storage.enrolments import State
from storage.people import Role

_FIRST_YEAR, _YOUNGEST, _LONGEST_NAME = 1900, 15, 30


def ny(turn: Turn) -> Reply:
    """``/ny [reference]``: invite someone; with a reference, at once and with nothing else known."""
    programmes = turn.here.going_on(Role.COACH)
    answers = {"programme": programmes[0].key} if len(programmes) == 1 else {}
    if turn.incoming.text:
        return _quick(turn, answers)
    return DIALOGUE.begin(turn, turn.here.update or 0, **answers)


def _quick(turn: Turn, answers: dict[str, str]) -> Reply:
    """Invite at once; a reference that cannot be used is asked for again."""
    begun = turn.here.update or 0
    try:
        reference = inviting.checked_reference(turn.incoming.text)
    except BadReference as fault:
        return _refused(
            turn, DIALOGUE.begin(turn, begun, screens.bad_reference(turn.t, fault), **answers, quick=YES), fault
        )
    return DIALOGUE.begin(turn, begun, **answers, reference=reference, quick=YES)


def _refused(turn: Turn, reply: Reply, fault: BadReference) -> Reply:
    """Take a reference with personal data out of the chat."""
    typed = turn.incoming.message
    return replace(reply, delete=(typed,)) if typed and isinstance(fault, ReferenceIsPersonal) else reply


def _programme(turn: Turn, draft: Draft) -> Programme:
    return turn.here.programme(draft.get("programme"), Role.COACH)


def _ask_programme(turn: Turn, draft: Draft) -> Screen:
    return screens.programme(turn.t, draft, turn.here.going_on(Role.COACH))


def _ask_reference(turn: Turn, draft: Draft) -> Screen:
    inviting.programme_to_invite_to(turn.here, draft.get("programme"))
    return screens.reference(turn.t, draft, _programme(turn, draft))


def _read_reference(turn: Turn, draft: Draft, text: str) -> str:
    try:
        return inviting.usable_reference(turn.here, draft.get("programme"), text)
    except BadReference as fault:
        if isinstance(fault, ReferenceIsPersonal):
            raise caught(turn, text) from None
        raise Misread(screens.bad_reference(turn.t, fault)) from None


def _ask_place(turn: Turn, draft: Draft) -> Screen:
    programme = _programme(turn, draft)
    found = cohorts.of_programme(turn.here.unit, programme.key)[:6] if programme.groups else ()
    return screens.place(turn.t, draft, programme, found, course.next_place_in_line(turn.here.unit, programme.key))


def _read_group_name(turn: Turn, draft: Draft, text: str) -> str:
    written = tidied_line(text)
    if not 0 < len(written) <= _LONGEST_NAME:
        raise Misread(turn.t("Skriv ett namn på 1 till 30 tecken."))
    if personal_data.find(written):
        raise caught(turn, written)
    if any(each.name == written for each in cohorts.of_programme(turn.here.unit, draft.get("programme"))):
        raise Misread(turn.t("Den gruppen finns redan. Skriv ett annat namn."))
    return written


def _read_birth_year(turn: Turn, _: Draft, text: str) -> str:
    year = int(text) if text.isascii() and text.isdigit() else 0
    if not _FIRST_YEAR <= year <= turn.here.today.year - _YOUNGEST:
        raise Misread(turn.t("Skriv ett födelseår med fyra siffror."))
    return str(year)


def _is_new(_: Turn, draft: Draft) -> bool:
    return draft.get("place") == NEW


def _is_asked(_: Turn, draft: Draft) -> bool:
    return not draft.get("protected") and not draft.get("quick")


def _has_places(turn: Turn, draft: Draft) -> bool:
    programme = _programme(turn, draft)
    return _is_asked(turn, draft) and (programme.groups is not None or programme.waiting_list)


def _is_protected(_: Turn, draft: Draft) -> bool:
    return bool(draft.get("protected"))


def _day(value: str) -> date | None:
    return date.fromisoformat(value) if value != SKIP else None


def _finish(turn: Turn, draft: Draft) -> Reply:
    if draft.get("protected"):
        year = draft.get("birth_year")
        request = Protected(draft.get("programme"), draft.get("sex") or None, int(year) if year else None)
        turn.once(inviting.count_protected, request)
        return turn.show(screens.counted(turn.t))
    full = tuple(limits_of_room(turn.here, _programme(turn, draft))) if draft.get("place") != WAIT else ()
    try:
        act = inviting.put_in_line if draft.get("place") == WAIT else inviting.invite
        turn.once(act, _request(turn, draft))
    except BadReference as fault:
        return DIALOGUE.go_on(turn, draft.without("reference"), screens.bad_reference(turn.t, fault))
    except GroupFull:
        return DIALOGUE.go_on(turn, draft.without("place"), turn.t("Gruppen hann bli full. Välj en annan."))
    made = _after(turn, draft.subject)
    if made is None or made.screen is None:
        raise NotAllowed
    words = " ".join(limit_words(turn.t, limit) for limit in full)
    return replace(made, screen=made.screen.with_notice(words)) if words else made


def _request(turn: Turn, draft: Draft) -> NewParticipant:
    place, reference = draft.get("place"), draft.get("reference")
    return NewParticipant(
        draft.get("programme"),
        reference if reference != SKIP else None,
        referral=Referral(
            _day(draft.get("referral")),
            draft.get("waiver") == YES,
            int(place) if place.isdigit() else None,
            place == WAIT,
        ),
        group=_new_group(turn, draft) if place == NEW else None,
    )


def _new_group(turn: Turn, draft: Draft) -> NewGroup:
    others = len(cohorts.of_programme(turn.here.unit, draft.get("programme")))
    starts = _day(draft.get("group_start")) or turn.here.today
    return NewGroup(draft.get("group_name") or turn.t("Grupp {number}", number=others + 1), starts)


def shown_again(turn: Turn) -> Reply | None:
    """Show once more what an update led to that is delivered again."""
    return _after(turn, 0)


def _after(turn: Turn, _: int) -> Reply | None:
    """Show what the caller's own update made: a link, a place in line, or that someone is counted."""
    enrolment = inviting.made_by_this_update(turn.here)
    if enrolment is None:
        return None
    if enrolment.protected:
        return turn.show(screens.counted(turn.t))
    if enrolment.state is State.WAITING:
        number = course.place_in_line(turn.here.unit, enrolment.programme, enrolment.id)
        return turn.show(screens.in_line(turn.t, name(turn.t, enrolment), number))
    found = inviting.invited_by_this_update(turn.here)
    return show_link(turn, found) if found else None


def show_link(turn: Turn, found: Invited) -> Reply:
    """Show a link as text, and as a picture for the other phone to read."""
    link = turn.here.house.link(found.invitation.payload)
    zone = turn.here.house.association.zone
    last = found.invitation.last_day(zone)
    reply = turn.show(screens.invited(turn.t, found, name(turn.t, found.enrolment), link, last))
    caption = screens.caption(turn.t, link) if link else ""
    return replace(reply, picture=Picture(QrCode(link), caption)) if link else reply


DIALOGUE = Dialogue(
    "ny",
    (
        Step("programme", _ask_programme),
        Step("reference", _ask_reference, _read_reference, lambda _, draft: not draft.get("protected")),
        Step(
            "referral",
            lambda turn, draft: screens.referral(turn.t, draft, turn.here.today),
            lambda turn, _, text: past_day(turn, text).isoformat(),
            _is_asked,
        ),
        Step("waiver", lambda turn, draft: screens.waiver(turn.t, draft), asked=_is_asked),
        Step("place", _ask_place, asked=_has_places),
        Step("group_name", lambda turn, draft: screens.new_group(turn.t, draft), _read_group_name, _is_new),
        Step(
            "group_start",
            lambda turn, draft: screens.group_start(turn.t, draft, turn.here.today),
            lambda turn, _, text: any_day(turn, text).isoformat(),
            _is_new,
        ),
        Step("sex", lambda turn, draft: screens.sex(turn.t, draft), asked=_is_protected),
        Step("birth_year", lambda turn, draft: screens.birth_year(turn.t, draft), _read_birth_year, _is_protected),
    ),
    _finish,
    _after,
    roles=(Role.COACH,),
)
