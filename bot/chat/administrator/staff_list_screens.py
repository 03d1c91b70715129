"""Screens of ``/personal``: who has which role, a link to a role, and taking roles away."""

from collections.abc import Mapping
from datetime import date

from bot.actions.administrator.roles import mark
from bot.chat.administrator.admin_buttons import (
    AskRemove,
    ChooseRole,
    ChooseWhere,
    MakeStaffLink,
    RemoveMember,
    ShowMember,
    ShowStaff,
)
from bot.chat.buttons import Cancel
from bot.chat.coach.invite_screens import link_words
from bot.chat.role_words import ROLES
from bot.chat.screen import Key, Row, Screen, bold, column, fitting, lines, pairs, paragraphs, plain
from locales.translator import Translator
from storage.people import Grant, Person, Role

PAGE = 8
_MOST_ROLES = 5
_ORDER = tuple(Role)

Titles = Mapping[str, str]
"""What programmes are called, by key."""


def member_name(t: Translator, person: Person) -> str:
    """Name a member of staff, with the number that the command line knows too."""
    if not person.name:
        return t("nr {number}", number=person.id)
    return t("{name} (nr {number})", name=person.name, number=person.id)


def role_words(t: Translator, grant: Grant, titles: Titles) -> str:
    """Say what a role is and where it holds."""
    where = t(titles.get(grant.programme, grant.programme)) if grant.programme else t("alla insatser")
    return t("{role} i {where}", role=t(ROLES[grant.role]), where=where)


def _roles(t: Translator, person: Person, titles: Titles) -> str:
    """Say the first of a person's roles, and how many more there are: eight people's must fit one message."""
    said = [role_words(t, grant, titles) for grant in person.grants[:_MOST_ROLES]]
    more = len(person.grants) - len(said)
    return ", ".join((*said, t("{n} till", n=more)) if more else said)


def listed(t: Translator, found: tuple[Person, ...], page: int, titles: Titles) -> Screen:
    """Show a page of the staff."""
    here = found[page * PAGE :][:PAGE]
    told = (f"{bold(member_name(t, each))}: {plain(_roles(t, each, titles))}" for each in here)
    keys = (Key(fitting(member_name(t, each)), ShowMember(each.id)) for each in here)
    rows = (*column(Key(t("Bjud in"), ChooseRole())), *pairs(keys), *_paging(t, page, len(found)))
    return Screen(paragraphs(bold(t("Personal")), lines(*told)), rows)


def _paging(t: Translator, page: int, of: int) -> tuple[Row, ...]:
    fewer = (Key(t("Färre"), ShowStaff(page - 1)),) if page else ()
    more = (Key(t("Fler"), ShowStaff(page + 1)),) if of > (page + 1) * PAGE else ()
    return ((*fewer, *more),) if fewer or more else ()


def member(t: Translator, person: Person, titles: Titles, *, is_self: bool) -> Screen:
    """Show a member of staff; nobody takes away their own roles."""
    told = (plain(role_words(t, grant, titles)) for grant in person.grants)
    take = () if is_self else (Key(t("Ta bort rollerna"), AskRemove(person.id)),)
    yourself = plain(t("Det är du. Dina egna roller tar en annan administratör bort.")) if is_self else ""
    back = Key(t("Till listan"), ShowStaff(0))
    return Screen(paragraphs(lines(bold(member_name(t, person)), *told), yourself), column(back, *take))


def sure(t: Translator, person: Person, titles: Titles) -> Screen:
    """Ask whether to take a member's roles away."""
    links = t("Länkar till roller som ingen har använt slutar också att fungera.")
    return Screen(
        paragraphs(
            bold(t("Ta bort rollerna för {name}?", name=member_name(t, person))),
            plain(_roles(t, person, titles)),
            plain(t("Det gäller från nästa tryck. Det som personen har antecknat finns kvar.")),
            plain(links) if person.has(Role.ADMINISTRATOR) else "",
        ),
        pairs((Key(t("Behåll"), ShowMember(person.id)), Key(t("Ta bort"), RemoveMember(person.id, mark(person))))),
    )


def removed(t: Translator) -> Screen:
    """Confirm that roles are taken away."""
    return Screen(plain(t("Rollerna är borttagna. Menyn i personens telefon blir kortare strax.")))


def choose_role(t: Translator) -> Screen:
    """Ask for the role of someone to invite: the most common first."""
    places = reversed(range(len(_ORDER)))
    keys = (Key(t(ROLES[_ORDER[place]]).capitalize(), ChooseWhere(place)) for place in places)
    return Screen(plain(t("Vilken roll ska personen få?")), column(*keys, Key(t("Avbryt"), Cancel())))


def choose_where(t: Translator, role: Role, where: tuple[str, ...], titles: Titles, after: int) -> Screen:
    """Ask where a role is to hold.

    :param where: programmes by key, ``""`` for all
    :param after: the newest invitation there is
    """
    place = _ORDER.index(role)
    labels = ((t(titles[key]) if key else t("Alla insatser"), key) for key in where)
    keys = (Key(fitting(label), MakeStaffLink(place, key, after)) for label, key in labels)
    asked = t("Var ska personen vara {role}?", role=t(ROLES[role]))
    return Screen(plain(asked), (*pairs(keys), *column(Key(t("Avbryt"), Cancel()))))


def invited(t: Translator, words: str, code: str, link: str | None, last: date) -> Screen:
    """Show a link to a role.

    :param words: the role and where it holds
    """
    return Screen(
        paragraphs(
            plain(t("Länk för en person som ska bli {role}:", role=words)),
            *link_words(t, code, link, last),
            plain(t("Skicka den bara till den som ska ha rollen.")),
        )
    )
