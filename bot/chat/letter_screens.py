"""Screens of letters to staff that tell of something at once, and of the week's count."""

from collections.abc import Iterator, Mapping
from datetime import date

from bot.actions.coach.follow_ups import FollowUp
from bot.actions.coordinator.explain import ATTENTION, address
from bot.actions.coordinator.left_to_do import Left
from bot.actions.daily import Count
from bot.chat.coach.follow_up_screens import name_of
from bot.chat.coach.reminder_buttons import ShowFollowUp
from bot.chat.coordinator.figure_lines import Block, Line, ask_why, heading, html
from bot.chat.moments import day_words
from bot.chat.screen import Key, Screen, bold, column, lines, paragraphs, plain
from locales.translator import Translator
from storage.enrolments import Enrolment


def late(t: Translator, found: FollowUp, today: date) -> Screen:
    """Tell that something has waited too long."""
    since = t("Skulle ha gjorts {day}.", day=day_words(t, found.day, today))
    return Screen(
        paragraphs(
            bold(t("{name}: har väntat länge", name=name_of(t, found.enrolment))),
            lines(plain(t(found.reminder.text)), plain(since)),
        ),
        column(Key(t("Visa"), ShowFollowUp(found.occasion.id))),
    )


def longest(t: Translator, enrolment: Enrolment) -> Screen:
    """Tell that someone has taken part longer than the programme's longest time."""
    name = name_of(t, enrolment)
    return Screen(
        plain(t("{name} har varit med längre än insatsens längsta tid. Skriv /avsluta när det är dags.", name=name))
    )


def unreachable(t: Translator, enrolment: Enrolment) -> Screen:
    """Tell that someone cannot be reached, and what helps."""
    name = name_of(t, enrolment)
    return Screen(
        paragraphs(
            plain(t("{name} går inte att nå här just nu.", name=name)),
            plain(t("Personen kan ha blockerat boten eller bytt telefon. Det löser sig när personen skriver /start.")),
        )
    )


def left(t: Translator, found: tuple[Left, ...]) -> Screen:
    """Give a coordinator what is left to do before a period ends, goal by goal, and how it is noted."""
    head = bold(t("Kvar att göra senast {day}", day=t.date(found[0].last)))
    return Screen(paragraphs(head, *(_left(t, each) for each in found), plain(t("Skriv /anteckna när det är gjort."))))


def _left(t: Translator, each: Left) -> str:
    places = (plain(f"• {t(place)}") for place in each.places)
    return lines(bold(t(each.programme.title)), plain(t(each.goal.text)), *places)


def no_backup(t: Translator) -> Screen:
    """Tell that the database is not backed up, and who is to see to it."""
    return Screen(
        paragraphs(
            bold(t("Säkerhetskopian kunde inte göras")),
            plain(t("Boten fungerar som vanligt och försöker igen varje timme.")),
            plain(t("Be den som sköter driften att läsa loggen. Där står vad som behöver göras.")),
        )
    )


WEEK = "w"
"""The week's count, on a button that asks why."""


def weekly(t: Translator, counts: tuple[Count, ...], titles: Mapping[str, str]) -> Screen:
    """Give a coordinator the week's count, programme by programme."""
    return Screen(html(week_blocks(t, counts, titles)), column(ask_why(t, "", WEEK, below=True)))


def week_blocks(t: Translator, counts: tuple[Count, ...], titles: Mapping[str, str]) -> tuple[Block, ...]:
    """Give what stands in the week's count."""
    blocks = ((heading(t(titles[count.programme])), *_counted(t, count, titles)) for count in counts)
    return ((Line(t("Veckan börjar så här:")),), *blocks)


def _counted(t: Translator, count: Count, titles: Mapping[str, str]) -> Iterator[Line]:
    label = t("Att göra: {programme}", programme=t(titles[count.programme]))
    about = address(count.programme, ATTENTION)
    if count.late:
        yield Line(t.plural("{n} uppföljning är sen.", "{n} uppföljningar är sena.", count.late), about, label)
    if count.unreachable:
        said = t.plural("{n} person går inte att nå.", "{n} personer går inte att nå.", count.unreachable)
        yield Line(said, about, label)
    if count.erasures:
        said = t.plural(
            "{n} person vill få sina uppgifter raderade.",
            "{n} personer vill få sina uppgifter raderade.",
            count.erasures,
        )
        yield Line(said, about, label)
