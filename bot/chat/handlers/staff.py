"""Handlers of coaches: inviting, trying, closing."""

from bot.actions import close as closing
from bot.actions import invite as inviting
from bot.actions.close import Closure
from bot.actions.here import NotAllowed
from bot.actions.invite import BadReference, Invited, NewParticipant, ReferenceIsPersonal
from bot.chat import staff_screens as screens
from bot.chat.buttons import Cancel, CloseHow, CloseList, CloseNow, CloseWho, InviteTo, Try
from bot.chat.reply import Reply
from bot.chat.screen import Screen
from bot.chat.turn import Turn
from flows.programme import Programme
from storage import expectations
from storage.enrolments import Enrolment, State
from storage.people import Role

_REFERENCE = "reference"
"""The expectation that the coach's next text is a reference; its detail is the programme."""


def ny(turn: Turn) -> Reply:
    """``/ny [reference]``: invite someone to the coach's programme, or to one of several."""
    programmes = turn.here.programmes(Role.COACH)
    if not programmes:
        raise NotAllowed
    if len(programmes) > 1:
        return turn.show(screens.choose_programme(turn.t, programmes, InviteTo))
    if turn.incoming.text:
        return _invite(turn, programmes[0])
    return invite_to(turn, InviteTo(programmes[0].key))


def invite_to(turn: Turn, button: InviteTo) -> Reply:
    """Ask for the reference."""
    key = inviting.programme_to_invite_to(turn.here, button.programme)
    programme = turn.here.programme(key, Role.COACH)
    _expect_reference(turn, programme)
    return turn.show(screens.ask_reference(turn.t, programme))


def _expect_reference(turn: Turn, programme: Programme) -> None:
    if turn.first_time:
        expectations.expect(turn.here.unit, turn.here.person().id, _REFERENCE, programme.key)


def reference_expected(turn: Turn) -> str | None:
    """Give the programme for which a reference was asked for, if the next text is to be one."""
    expected = expectations.expected(turn.here.unit, turn.here.person().id)
    return expected[1] if expected and expected[0] == _REFERENCE else None


def typed_reference(turn: Turn, key: str) -> Reply:
    """Invite with the reference that was typed; the word on the button leaves it undone."""
    programme = turn.here.programme(key, Role.COACH)
    if screens.ask_reference(turn.t, programme).labelled(turn.incoming.text):
        return cancel(turn, Cancel())
    return _invite(turn, programme)


def _invite(turn: Turn, programme: Programme) -> Reply:
    request = NewParticipant(programme.key, turn.incoming.text)
    try:
        found = turn.once(inviting.invite, request)
    except BadReference as fault:
        return _ask_again(turn, programme, fault)
    if found is None:
        return shown_again(turn) or turn.show(screens.ask_reference(turn.t, programme))
    expectations.clear(turn.here.unit, turn.here.person().id)
    return turn.show(invited_screen(turn, found))


def _ask_again(turn: Turn, programme: Programme, fault: BadReference) -> Reply:
    """Ask for another reference; one with personal data is taken out of the chat."""
    _expect_reference(turn, programme)
    screen = screens.ask_reference(turn.t, programme).with_notice(screens.bad_reference(turn.t, fault))
    typed = turn.incoming.message
    return Reply(screen, delete=(typed,) if typed and isinstance(fault, ReferenceIsPersonal) else ())


def shown_again(turn: Turn) -> Reply | None:
    """Show the link once more when the update that made it is delivered again."""
    found = inviting.invited_by_this_update(turn.here)
    return turn.show(invited_screen(turn, found)) if found else None


def invited_screen(turn: Turn, found: Invited) -> Screen:
    """Show the link that was made."""
    zone = turn.here.house.association.zone
    link = turn.here.house.link(found.invitation.payload)
    return screens.invited(turn.t, found, link, found.invitation.expires.astimezone(zone).date())


def try_form(turn: Turn, button: Try) -> Reply:
    """Show the next question of a try; nothing is kept."""
    programme = turn.here.programme(button.programme, *Role)
    forms = programme.questionnaires
    if button.form >= len(forms):
        return turn.show(screens.trying_over(turn.t))
    questionnaire = turn.here.house.catalogue.questionnaires[forms[button.form].questionnaire]
    if button.index >= len(questionnaire.questions):
        return try_form(turn, Try(button.programme, button.form + 1, 0))
    return turn.show(screens.tried(turn.t, programme.key, button.form, questionnaire, button.index))


def avsluta(turn: Turn) -> Reply:
    """``/avsluta``: whom to close."""
    if not turn.here.programmes(Role.COACH):
        raise NotAllowed
    return close_list(turn, CloseList(0))


def close_list(turn: Turn, button: CloseList) -> Reply:
    """Show a page of the people whom the coach can close."""
    found = [
        (enrolment, turn.here.programme(enrolment.programme, Role.COACH)) for enrolment in closing.closable(turn.here)
    ]
    return turn.show(screens.close_list(turn.t, tuple(found), button.page))


def close_who(turn: Turn, button: CloseWho) -> Reply:
    """Ask how it ended."""
    enrolment, programme = _to_close(turn, button.enrolment)
    return turn.show(_closed_or(turn, enrolment, programme) or screens.close_how(turn.t, enrolment, programme))


def close_how(turn: Turn, button: CloseHow) -> Reply:
    """Ask the coach to confirm."""
    enrolment, programme = _to_close(turn, button.enrolment)
    if button.outcome >= len(programme.outcomes):
        raise NotAllowed
    confirm = screens.close_confirm(turn.t, enrolment, programme, button.outcome)
    return turn.show(_closed_or(turn, enrolment, programme) or confirm)


def close_now(turn: Turn, button: CloseNow) -> Reply:
    """Close."""
    enrolment, programme = _to_close(turn, button.enrolment)
    if button.outcome >= len(programme.outcomes):
        raise NotAllowed
    turn.once(closing.close, Closure(enrolment.id, programme.outcomes[button.outcome].key))
    return turn.show(screens.closed(turn.t, closing.to_close(turn.here, enrolment.id), programme))


def _to_close(turn: Turn, enrolment: int) -> tuple[Enrolment, Programme]:
    found = closing.to_close(turn.here, enrolment)
    return found, turn.here.programme(found.programme, Role.COACH)


def _closed_or(turn: Turn, enrolment: Enrolment, programme: Programme) -> Screen | None:
    """Give what to show for an enrolment that is already closed, by this coach or another."""
    return screens.closed(turn.t, enrolment, programme) if enrolment.state is State.CLOSED else None


def cancel(turn: Turn, _: Cancel) -> Reply:
    """Leave what was begun undone."""
    if turn.here.caller.person and turn.first_time:
        expectations.clear(turn.here.unit, turn.here.caller.person.id)
    return cancelled(turn)


def cancelled(turn: Turn) -> Reply:
    """Confirm that nothing was done."""
    return turn.show(screens.cancelled(turn.t))
