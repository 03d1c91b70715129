"""Three programmes that have had people, and a coordinator who has read every screen of theirs."""

from dataclasses import dataclass
from datetime import date

from bot.actions.coordinator.events import Opening, open_event
from bot.actions.here import Caller, Here
from bot.chat.coordinator.figure_buttons import AskWhy, Why
from bot.chat.coordinator.note_buttons import ShowNotes
from bot.chat.coordinator.report_buttons import ShowQuarter, ShowSummary
from bot.chat.screen import Screen
from bot.chat.staff_letters import weekly
from storage import enrolments, facts, notes, people, report_notes, tasks, unlinked
from storage.events import MOMENT
from storage.report_notes import NoteKind, ReportNote
from storage.unit import Unit
from tests.figures.answering import CLOSING, DAY, HOUSE, SPRING, SUMMER, enrolled, here, send_in, send_in_linked
from tests.figures.reading import Reader

COMMANDS = (
    *("/status", "/status connect", "/status mitt-val", "/mal", "/traff", "/papper", "/anteckna"),
    *("/kvartal", "/kvartal samverkansteam-finnveden 2026-Q2", "/kvartal connect 2026-Q2", "/rapport enter 2026-Q2"),
)
"""What coordinators write to see something; buttons lead on from there."""
EVENT, NOTED = "Prova på-dag 7", "Vi var 63 på mötet."
WROTE = tuple(f"Det var {number} grader varmt." for number in range(30, 37))
CAME = 64
SAID = (EVENT, NOTED, f"{CAME} kom", *WROTE)
"""What people say in their own words."""
ENTER, SE_IPS, FINNVEDEN = "enter", "stod-till-arbete", "samverkansteam-finnveden"


@dataclass(frozen=True)
class Lived:
    """A coordinator of all programmes, and every screen that their buttons lead to."""

    reader: Reader
    screens: dict[str, Screen]

    def explained(self, screen: Screen) -> list[Screen]:
        """Give the explanations that a screen's own "Varför?" leads to."""
        asked = (key.button for key in screen.reading_order() if isinstance(key.button, AskWhy))
        choices = (key.button for each in asked for key in self.screens[each.pack()].reading_order())
        return [self.screens[button.pack()] for button in choices if isinstance(button, Why)]


def lived(unit: Unit) -> Lived:
    """Let people come and go and a quarter end, and read everything."""
    before(unit)
    Reader(unit, chat=8, now=SPRING).say(f"/status {SE_IPS}")
    later(unit)
    met(unit)
    reader = Reader(unit)
    periods = (
        ShowQuarter("2026-Q2"),
        ShowSummary(ENTER, "2026-Q2"),
        ShowSummary(SE_IPS, "2026-Q2"),
        ShowSummary(SE_IPS, "2026"),
    )
    notes = (ShowNotes("connect", 0, 0), ShowNotes("connect", 1, 0))
    return Lived(reader, reader.everything(*COMMANDS, *periods, *notes, letters={"the week's count": weeks(reader)}))


def weeks(reader: Reader) -> Screen:
    """Give the letter of a Monday, as the coordinator got it."""
    person = people.by_chat(reader.unit, reader.chat)
    found = weekly(Here(reader.unit, HOUSE, Caller(reader.chat, person), SUMMER), SUMMER.date().toordinal())
    assert found
    return found


def before(unit: Unit) -> None:
    """Let three programmes have people, answers, facts, notes and things to do, some of it after the quarter's end."""
    for number in range(12):
        send_in(unit, {"narmare-arbete": "instammer" if number < 7 else "delvis", "bemotande": "instammer"})
    for number in range(9):
        send_in_linked(unit, FINNVEDEN, {"mal": "arbete", "hur-nara": number + 1, "stodet": "mycket-bra"})
        closing = dict.fromkeys(("stod-till-nytta", "tagit-tillvara", "narmat-mig"), "helt" if number < 6 else "delvis")
        send_in(unit, closing, CLOSING, programme=FINNVEDEN)
    for number in range(11):
        ended = enrolled(unit, SE_IPS)
        enrolments.close(unit, ended, "arbete" if number < 4 else "annat", DAY)
        for fact, value in (("forsorjning-fore", "sjukpenning"), ("forsorjning-efter", "lon")):
            facts.record(unit, ended, facts.Recorded(fact, value, None, SPRING))
        begun = enrolled(unit, "connect")
        facts.record(unit, begun, facts.Recorded("tid-i-offentlig-forsorjning", "ett-till-tre-ar", None, SPRING))
    for key, number in (("trisam-nya", 122), ("trisam-nya-kvinnor", 74), ("trisam-nya-man", 47)):
        notes.add(unit, notes.Note("connect", key, None, DAY, number, None, SPRING))
    notes.add(unit, notes.Note(SE_IPS, "programtrohet", "Gislaved", date(2020, 1, 15), 89, None, SPRING))


def met(unit: Unit) -> None:
    """Let people answer an event, and let it be noted in words."""
    opening = Opening("connect", "traff", EVENT, date(2026, 8, 20))
    event = open_event(here(unit, SUMMER), opening)
    form = HOUSE.catalogue.questionnaires["traff"]
    for number, wrote in enumerate(WROTE):
        given = {"nytta": "helt" if number else "delvis", "egna-ord": wrote}
        unlinked.fall_apart(unit, 0, event.counted_as, form, given, moment=MOMENT)
    unit.run("UPDATE events SET answered = ? WHERE id = ?", len(WROTE), event.id)
    words = ReportNote("connect", NoteKind.MEETING, SUMMER.date(), NOTED, None, SUMMER, CAME)
    report_notes.add(unit, words)


def later(unit: Unit) -> None:
    """Let something happen after the quarter's end."""
    ended = 0
    for number in range(8):
        ended = enrolled(unit, SE_IPS, SUMMER.date())
        enrolments.close(unit, ended, "arbete" if number < 7 else "annat", SUMMER.date())
        facts.record(unit, ended, facts.Recorded("kon", "kvinna", None, SUMMER))
    tasks.add(unit, "erasure", SE_IPS, ended, SUMMER)
    for _ in range(3):
        send_in(unit, {"narmare-arbete": "instammer"}, day=SUMMER.date())
