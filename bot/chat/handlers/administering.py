"""``/personal`` and ``/logg``: administrators see who has which role, give and take away roles, read the log."""

from bot.actions.administrator import log, roles
from bot.actions.administrator.roles import Link, Removal
from bot.actions.here import NotAllowed
from bot.chat.administrator import log_screens
from bot.chat.administrator import staff_list_screens as screens
from bot.chat.administrator.admin_buttons import (
    AskRemove,
    ChooseRole,
    ChooseWhere,
    MakeStaffLink,
    RemoveMember,
    ShowLog,
    ShowMember,
    ShowStaff,
)
from bot.chat.reply import Reply
from bot.chat.turn import Turn
from storage.people import Grant, Role


def personal(turn: Turn) -> Reply:
    """``/personal``: the staff."""
    return show_staff(turn, ShowStaff(0))


def show_staff(turn: Turn, button: ShowStaff) -> Reply:
    """Show a page of the staff."""
    found = roles.everyone(turn.here)
    page = min(button.page, (len(found) - 1) // screens.PAGE)
    return turn.show(screens.listed(turn.t, found, page, _titles(turn)))


def _titles(turn: Turn) -> dict[str, str]:
    return {key: each.title for key, each in turn.here.house.catalogue.programmes.items()}


def show_member(turn: Turn, button: ShowMember) -> Reply:
    """Show a member of staff."""
    found = roles.member(turn.here, button.member)
    return turn.show(screens.member(turn.t, found, _titles(turn), is_self=found.id == turn.here.caller.id))


def ask_remove(turn: Turn, button: AskRemove) -> Reply:
    """Ask whether to take a member's roles away."""
    found = roles.member(turn.here, button.member)
    if found.id == turn.here.caller.id:
        raise NotAllowed
    return turn.show(screens.sure(turn.t, found, _titles(turn)))


def remove(turn: Turn, button: RemoveMember) -> Reply:
    """Take a member's roles away."""
    roles.administered(turn.here)
    turn.once(roles.remove, Removal(button.member, button.mark))
    return turn.show(screens.removed(turn.t))


def choose_role(turn: Turn, _: ChooseRole) -> Reply:
    """Ask for the role of someone to invite."""
    roles.administered(turn.here)
    return turn.show(screens.choose_role(turn.t))


def choose_where(turn: Turn, button: ChooseWhere) -> Reply:
    """Ask where the role is to hold."""
    where, after = roles.administered(turn.here), roles.last_link(turn.here)
    return turn.show(screens.choose_where(turn.t, _role(button.role), where, _titles(turn), after))


def _role(place: int) -> Role:
    if place >= len(Role):
        raise NotAllowed
    return tuple(Role)[place]


def make_link(turn: Turn, button: MakeStaffLink) -> Reply:
    """Make a link to the role, and show it."""
    asked = Link(_role(button.role), button.programme, button.after)
    made = turn.once(roles.invite, asked) or roles.made(turn.here, asked)
    if made is None:
        raise NotAllowed
    words = screens.role_words(turn.t, Grant(asked.role, asked.programme), _titles(turn))
    last = made.last_day(turn.here.house.association.zone)
    link = turn.here.house.link(made.payload)
    return turn.show(screens.invited(turn.t, words, made.code, link, last))


def logg(turn: Turn) -> Reply:
    """``/logg``: the newest lines of the audit log."""
    return show_log(turn, ShowLog(0))


def show_log(turn: Turn, button: ShowLog) -> Reply:
    """Show a page of the audit log."""
    found = log.page(turn.here, button.before)
    return turn.show(log_screens.log(turn.t, turn.here.house, found, is_newest=not button.before))
