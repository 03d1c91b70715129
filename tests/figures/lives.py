"""Three programmes that have had people, and a coordinator who has read every screen of theirs."""

from dataclasses import dataclass
from datetime import date

from bot.chat.figure_buttons import AskWhy, Why
from bot.chat.screen import Screen
from storage import enrolments, facts, notes, tasks
from storage.unit import Unit
from tests.figures.answering import CLOSING, DAY, SPRING, SUMMER, enrolled, send_in, send_in_linked
from tests.figures.reading import Reader

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
    reader = Reader(unit)
    return Lived(reader, reader.everything("/status", "/mal", "/status connect", "/status mitt-val"))


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
    for key, number in (("trisam-nya", 122), ("trisam-nya-kvinnor", 74), ("trisam-nya-man", 47)):
        notes.add(unit, notes.Note("connect", key, None, DAY, number, None, SPRING))
    notes.add(unit, notes.Note(SE_IPS, "programtrohet", "Gislaved", date(2020, 1, 15), 89, None, SPRING))


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
