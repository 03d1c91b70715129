"""Who is lost between two askings, in words: which two are meant, and that what is told adds up."""

from bot.chat.coordinator.change_words import lines
from flows.disclosure.minimum import Released
from flows.goals.evidence import Evidence
from flows.goals.judging import Verdict
from flows.goals.kinds import Wave
from flows.goals.paired import changed
from flows.goals.pairs import Lack, pair
from flows.goals.standings import Place, counted
from flows.traits import Form
from locales.translator import translator
from tests.figures.answering import SUMMER

START, END = (Form(questionnaire="matning", moment=moment) for moment in ("start", "closure+6m"))


def wave(before: Form = START, later: Form = END) -> Wave:
    return Wave(
        key="sex-manader",
        kind="wave",
        text="Efter sex månader",
        source="påhittat",
        before=before,
        later=later,
        questions=("ont",),
    )


def told(goal: Wave, *, pairs: int, released: int) -> Verdict:
    """Let so many answer both times, and be told of; eight only before, and one only later."""
    lost = [Place("missing", Lack.UNANSWERED)] * 8 + [Place("missing", Lack.FIRST)]
    places = [Place("summed", pair(4, 6))] * pairs + lost
    forms = {
        (form.questionnaire, form.moment or ""): (30, n)
        for form, n in ((goal.before, pairs + 8), (goal.later, pairs + 1))
    }
    evidence = Evidence(SUMMER.date(), standings={"w/ont": counted(places, pairs=True)}, responses=forms)
    numbers = {"w/ont": Released(released * pair(4, 6), released, value=released * 4)}
    return changed(goal, "w", evidence, numbers if released else {})


def test_it_is_said_which_two_moments_are_compared_and_who_of_them_is_in_no_pair() -> None:
    assert list(lines(translator("sv"), told(wave(), pairs=16, released=14))) == [
        "Vid start: 24 av 30 har svarat.",
        "6 månader efter avslut: 17 av 30 har svarat.",
        "8 har bara svarat vid start: 8 fick frågorna igen utan att svara.",
        "1 har bara svarat 6 månader efter avslut.",
        "2 har svarat båda gångerna, och väntar på att få räknas i paren.",
    ]


def test_where_nobody_waits_nothing_is_said_of_it() -> None:
    assert not any("väntar" in line for line in lines(translator("sv"), told(wave(), pairs=14, released=14)))


def test_forms_that_are_asked_at_one_moment_are_told_apart_by_their_order() -> None:
    goal = wave(Form(questionnaire="start"), Form(questionnaire="slut"))
    found = list(lines(translator("sv"), told(goal, pairs=16, released=16)))
    assert found == [
        "Före: 24 av 30 har svarat.",
        "Efter: 17 av 30 har svarat.",
        "8 har bara svarat före: 8 fick frågorna igen utan att svara.",
        "1 har bara svarat efter.",
    ]
