"""A coordinator's ``/status`` and ``/mal`` in the chat: who sees what, by which buttons and words, and what it says."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.actions.coordinator.attention import Attention
from bot.chat.button import Button
from bot.chat.buttons import StatusOf
from bot.chat.coordinator.attention_words import to_do
from bot.chat.coordinator.figure_buttons import AskWhy, ShowAnswers, ShowGoals, ShowTrend, Why
from bot.chat.incoming import Kind
from bot.chat.screen import Screen
from locales.translator import translator
from storage import enrolments, facts, notes, people, tasks
from storage.people import Role
from storage.unit import Unit
from tests.figures.answering import DAY, HOUSE, SPRING, enrolled, send_in
from tests.figures.lives import ENTER, FINNVEDEN, SE_IPS, Lived, before, later
from tests.figures.reading import Reader, words

NO_LONGER = "Knappen gäller inte längre"
BUTTONS: list[Button] = [
    StatusOf(SE_IPS),
    ShowGoals(SE_IPS, 0),
    ShowAnswers(SE_IPS, 0),
    ShowTrend(SE_IPS, 0),
    ShowTrend("", 0),
    AskWhy(SE_IPS, "s", 0),
    AskWhy(SE_IPS, "m", 0),
    Why(SE_IPS, "p", 0),
    Why(SE_IPS, "t", 0),
]
FORGED: list[Button] = [
    StatusOf("finns-inte"),
    ShowGoals("", 0),
    AskWhy(SE_IPS, "x", 0),
    AskWhy("", "s", 0),
    Why(SE_IPS, "g", 1),
    Why(SE_IPS, "q", 1),
    Why(SE_IPS, "r", 1),
    Why(SE_IPS, "x", 0),
    Why("", "p", 0),
    Why("", "m", 1),
    Why(ENTER, "c", 0),
]


def toast(reader: Reader, button: Button) -> str:
    return reader.reply(Kind.PRESS, button.pack()).toast


@pytest.mark.parametrize("button", BUTTONS)
@pytest.mark.parametrize(("role", "programme"), [(Role.COORDINATOR, ENTER), (Role.COACH, "")])
def test_figures_of_another_programme_are_out_of_reach(unit: Unit, button: Button, role: Role, programme: str) -> None:
    assert toast(Reader(unit, (programme,), role=role), button) == NO_LONGER


@pytest.mark.parametrize("button", FORGED)
def test_what_is_no_figure_is_explained_to_nobody(unit: Unit, button: Button) -> None:
    assert toast(Reader(unit), button) == NO_LONGER


def test_every_button_can_be_typed_by_its_words_and_its_number(unit: Unit) -> None:
    before(unit)
    reader = Reader(unit)
    summary = reader.say(f"/status {FINNVEDEN}")
    for typed in ("svar", "3"):
        reader.say(f"/status {FINNVEDEN}")
        assert "Frågor i början" in words(reader.say(typed))
    reader.say(f"/status {FINNVEDEN}")
    asked = reader.say("varför?")
    assert words(asked) == "Vilken siffra?"
    assert words(reader.say("personer")).startswith("18 aktiva\n\nSå räknas det\n")
    assert reader.say("tillbaka") == summary


def test_an_old_button_shows_the_figures_as_they_are_now(unit: Unit) -> None:
    reader = Reader(unit)
    enrolled(unit, ENTER)
    old = reader.say("/status enter")
    enrolled(unit, ENTER)

    assert "1 aktiv\n" in words(old)
    goals = reader.labelled(old, "Mål för mål")
    assert "2 aktiva\n" in words(reader.labelled(goals, "Till läget"))


def test_goals_over_time_begin_with_the_first_quarter_that_had_somebody(reading: Lived) -> None:
    found = words(reading.reader.say(f"/mål {SE_IPS}"))

    assert found.startswith("Stöd till arbete - SE/IPS: mål över tid\n\n")
    assert (
        "Nu: ✓ Nått: 11 av 19 (58 %), mål 50 %\n"
        "Hälften av dem som avslutas har fått arbete eller påbörjar studier\n"
        "2026-Q2: ✗ 4 av 11 (36 %)\n"
    ) in found
    assert "2026-Q1" not in found


def test_quarters_that_say_the_same_are_said_together(unit: Unit) -> None:
    notes.add(unit, notes.Note(SE_IPS, "programtrohet", "Gislaved", date(2020, 1, 15), 89, None, SPRING))
    enrolled(unit, SE_IPS, date(2025, 12, 1))

    found = words(Reader(unit, now=datetime(2026, 11, 2, 12, tzinfo=UTC)).say(f"/mal {SE_IPS}"))

    assert "\n2025-Q4 till 2026-Q3: ✗ 0 av 3 delar\n" in found


def test_only_who_has_all_programmes_sees_the_goals_of_the_association(reading: Lived) -> None:
    everything = reading.reader.say("/mal")
    assert everything.labelled("Hela förbundet")
    shown = words(reading.reader.labelled(everything, "Hela förbundet"))
    assert shown.startswith("Hela förbundet: mål över tid\n\n")

    of_two = Reader(reading.reader.unit, (ENTER, SE_IPS), chat=99)
    assert [key.label for key in of_two.say("/mal").reading_order()] == ["Projekt Enter", "Stöd till arbete - SE/IPS"]
    of_one = Reader(reading.reader.unit, (ENTER,), chat=98)
    assert words(of_one.say("/mal")).startswith("Projekt Enter: mål över tid")


def test_the_association_adds_up_what_its_programmes_show(unit: Unit) -> None:
    closing = HOUSE.catalogue.questionnaires["avslut"]
    for programme, of in (("nya-vagar", 6), ("mitt-val", 5), ("stod-till-arbete", 4)):
        for number in range(of):
            answer = "helt" if number < 3 else "delvis"
            send_in(unit, {"narmat-mig": answer}, closing, programme=programme)

    reader = Reader(unit)
    shown = reader.labelled(reader.say("/mal"), "Hela förbundet")

    steps = "Deltagaren har kommit närmare arbetsmarknaden eller egen försörjning"
    assert f"Nu: • Utan målvärde: 6 av 11 (55 %)\n{steps}" in words(shown), "four of a programme are too few"
    why = reader.labelled(shown, "Varför?")
    explained = words(reader.press(next(key.button for key in why.reading_order() if key.label[:40] == steps[:40])))
    assert "Alla insatser som har målet räknas ihop, utom de som har för få." in explained
    assert "11 som svarade på frågan." in explained


def test_a_coordinator_of_several_programmes_sees_them_in_short_first(reading: Lived) -> None:
    found = reading.reader.say("/status")

    assert "\n\nProjekt Enter\n15 aktiva\nMål: ✗ 1 inte nått, – 13 utan siffra än\n" in words(found)
    assert found.labelled("Projekt Enter") == StatusOf(ENTER)


def test_an_empty_programme_says_so_in_one_sentence(reading: Lived) -> None:
    shown = reading.screens["/status mitt-val"]
    assert words(shown) == "Mitt Val\nIngen är med och inget är noterat än, så det finns inget att räkna."


def test_what_has_changed_since_the_quarter_ended_is_said(reading: Lived) -> None:
    found = words(reading.reader.say(f"/status {SE_IPS}"))

    assert "\nSedan 2026-Q2 tog slut\n8 nya, 8 avslutade, 2 ändrade mål.\n" in found
    assert "\nNär 2026-Q2 tog slut: ✗ 4 av 11 (36 %)\n" in found


def test_noted_numbers_stand_below_the_goals_and_sums_that_do_not_agree_are_to_be_mended(reading: Lived) -> None:
    summary = reading.screens["/status connect"]
    said = "Trisam: nya ärenden, 2026: Delarna 74 och 47 blir 121, men 122 är angivet."

    assert f"• {said} Rätta i /anteckna." in words(summary)
    goals = reading.reader.labelled(reading.reader.say("/status connect"), "Mål för mål")
    assert "\nAntecknade tal\nTrisam: nya ärenden, 2026: 122\nDelarna 74 och 47 blir 121, men" in words(goals)
    why = words(reading.reader.labelled(reading.reader.labelled(goals, "Varför?"), "Antecknade tal"))
    assert "Delarna räknas ihop och jämförs med det som är angivet för alla." in why


def attention_of(unit: Unit, programme: str = ENTER) -> list[str]:
    """Give what is to be done, as the summary says it."""
    found = words(Reader(unit).say(f"/status {programme}"))
    return [line.removeprefix("• ") for line in found.partition("\nAtt göra\n")[2].splitlines()]


def test_what_needs_attention_is_counted_with_a_next_step_each(unit: Unit) -> None:
    first, second, third = (enrolled(unit, FINNVEDEN) for _ in range(3))
    for key in ("kon", "fodelsear", "ort", "anvisande-part", "skapa"):
        for each in (first, second):
            facts.record(unit, each, facts.Recorded(key, "x", None, SPRING))
    gone = people.add(unit, 55, "sv")
    enrolments.bind(unit, first, gone.id)
    people.set_reachable(unit, gone.id, reachable=False)
    tasks.add(unit, "contact", FINNVEDEN, second, SPRING)
    tasks.add(unit, "erasure", FINNVEDEN, first, SPRING)
    unit.run("UPDATE enrolments SET state = 'closed', closed_on = ? WHERE id = ?", DAY.isoformat(), third)

    found = attention_of(unit, FINNVEDEN)

    assert found[:3] == [
        "1 person väntar på kontakt. Hör med coacherna.",
        "1 person går inte att nå. Be coacherna pröva en annan väg.",
        "1 person vill få sina uppgifter raderade. Ta det med den som beslutar om gallring.",
    ]
    assert found[3] == "1 är avslutad utan utfall. Be coachen ta reda på det."
    assert found[4].startswith("Uppgifter saknas: Försörjning före (2), Kön (1), Födelseår (1) och 4 till.")


def test_a_late_follow_up_is_counted_from_the_day_after(unit: Unit) -> None:
    enrolment = enrolled(unit, "connect")
    due = datetime(2026, 7, 30, 8, tzinfo=UTC)
    unit.run(
        "INSERT INTO occasions (key, enrolment, kind, audience, item, moment, due, rule, state)"
        " VALUES ('a', ?, 'staff', 'coach', 'manadsuppfoljning', 'start', ?, '', 'planned')",
        enrolment,
        due.strftime("%Y-%m-%dT%H:%M:%SZ"),
    )
    says = "1 uppföljning är sen. Hör med coacherna."

    assert says not in words(Reader(unit, now=due).say("/status connect"))
    assert says in words(Reader(unit, now=due + timedelta(days=1)).say("/status connect"))


def test_a_goal_whose_day_is_near_is_named_with_what_is_left(unit: Unit) -> None:
    enrolled(unit, ENTER, date(2026, 12, 1))
    reader = Reader(unit, now=datetime(2026, 12, 10, 12, tzinfo=UTC))

    found = words(reader.say("/status enter"))

    assert "• Senast 31 dec. 2026: Ta emot 75 nya deltagare per år. 74 till behövs." in found


def test_nothing_to_do_is_said(unit: Unit) -> None:
    enrolment = enrolled(unit, ENTER)
    for key in ("kon", "fodelsear", "ort", "utbildning", "forsorjning-fore"):
        facts.record(unit, enrolment, facts.Recorded(key, "x", None, SPRING))

    assert attention_of(unit) == ["Inget just nu."]


def test_waiting_answers_ask_for_nothing() -> None:
    waiting = Attention(waiting=1)

    assert waiting.kinds == 0
    assert list(to_do(translator("sv"), waiting, 5)) == [
        "1 svar väntar. Ett formulärs svar visas när minst 5 har samlats, utan att du gör något."
    ]


def test_everything_can_be_read_in_english(unit: Unit) -> None:
    before(unit)
    later(unit)
    for reached, screen in Reader(unit, (SE_IPS, ENTER), language="en").everything("/status", "/mal").items():
        assert not _swedish(screen), reached


def _swedish(screen: Screen) -> list[str]:
    """Give words that stand on the screens of figures in Swedish only."""
    said = words(screen).split()
    return [word for word in said if word.strip(".,:") in {"mål", "svar", "av", "och", "till", "räknas", "Räknas"}]
