"""Every open question that there is: of forms, of people who are in none, and of staff."""

from flows.forms.questions import HALF
from tests.promises.hostile import DAYS
from tests.promises.open_questions import (
    BELOW,
    COUNTED,
    WITH_UNITS,
    Open,
    among,
    answer,
    as_text,
    draft_answer,
    fact,
    newest,
    number,
    said,
    sealed,
    words,
)

EQ = "EQ-5D vid start, index i hundradelar"
IN_A_FORM = (
    Open("choice", "alva", ("ett",), "Vad vill du?"),
    Open("several", "alva", ("flera",), "Vad har hjälpt?", among({"1 2": ("a", "b", HALF)}), answer("flera")),
    Open("scale", "alva", ("skala",), "Hur nära är du?"),
    Open("thermometer", "alva", ("termometer",), "Hur mår du i dag?", number(0, 100, WITH_UNITS), answer("termometer")),
    Open("number", "alva", ("timmar",), "Hur många timmar?", number(0, 40, WITH_UNITS), answer("timmar")),
    Open("day", "alva", ("dag",), "När började du?", among(DAYS), answer("dag")),
    Open("coming day", "alva", ("framat",), "När slutar du?"),
    Open("words", "alva", ("ord",), "Vad vill du säga?", words(1000), answer("ord")),
    Open("information", "alva", ("kort",), "Läs det här."),
    Open("review", "alva", ("",), "Är allt rätt?"),
)
"""Where ``way`` names a question, all before it are answered."""
OF_PEOPLE = (
    Open(
        "anonymous words",
        "bo",
        (">/enkat",),
        "Would you like to say anything more?",
        words(1000),
        draft_answer("egna-ord"),
    ),
    Open("pause", "cleo", (">/enkat", "Börja", "Pausa"), ""),
    Open("taking part", "dana", (">/start",), ""),
    Open("code", "stranger", (), ""),
)
NY, CARD, NOTE = (">/ny", ">A-17"), (">/deltagare", ">1"), (">/anteckna",)
OF_STAFF = (
    Open("reference", "coach", NY[:1], "Skriv din egen referens", words(40), said("reference")),
    Open("referral day", "coach", NY, "Vilken dag kom anvisningen", among(DAYS), said("referral")),
    Open(
        "group",
        "coach",
        (*NY, "Hoppa över", "Vet inte", "Ny grupp"),
        "Vad ska gruppen heta?",
        words(30),
        said("group_name"),
    ),
    Open("year of birth", "coach", (">/ny", "Skyddade uppgifter", "Kvinna"), "Skriv födelseåret"),
    Open("closing day", "coach", (">/avsluta", ">1", "Arbete"), "Vilken dag var sista dagen?"),
    Open("planned end", "coach", (*CARD, "Planerat slut"), "Vilken dag ska"),
    Open("until when", "coach", (">/deltagare", "Vikarie", "Annan"), "Till och med vilken dag"),
    Open(
        "fact: number",
        "coach",
        (*CARD, "Registrera", EQ),
        "Skriv ett tal från -100",
        number(-100, 100, COUNTED | BELOW),
        fact("eq5d-start"),
    ),
    Open("fact: choice", "coach", (*CARD, "Registrera", "Kön"), "Kön"),
    Open("own reminder", "coach", (">/paminn",), ""),
    Open("follow-up day", "coach", (">/uppfoljning", ">1", "Snooza", "Ett annat datum"), "Skriv dagen"),
    Open(
        "follow-up reason",
        "coach",
        (">/uppfoljning", ">1", "Inte aktuellt"),
        "Varför",
        words(200),
        sealed("occasions", "reason"),
    ),
    Open(
        "noted number",
        "coordinator",
        (*NOTE, "Programtrohet enligt IPS", "Gnosjö"),
        "Skriv ett tal från 0 till 125.",
        as_text(number(0, 125, COUNTED)),
        said("value"),
    ),
    Open("noted words", "coordinator", (*NOTE, "Möte"), "Skriv vilket möte", words(4096), said("words")),
    Open("noted day", "coordinator", (*NOTE, "Möte", ">hej"), "Vilken dag gäller det", among(DAYS), said("day")),
    Open(
        "number of people",
        "coordinator",
        (*NOTE, "Möte", ">hej", "Idag"),
        "Hur många kom?",
        number(0, 9999, COUNTED),
        newest("SELECT attended FROM report_notes ORDER BY id DESC"),
    ),
    Open("title", "coordinator", (">/traff",), "Vad heter träffen?", words(80), said("title")),
    Open("last day", "coordinator", (">/traff Träff",), "Vilken är sista dagen"),
    Open(
        "analysis",
        "coordinator",
        (">/kvartal 2029-Q1", "Rapporten", "Skriv analysen"),
        "",
        words(4096),
        sealed("report_analyses", "words"),
    ),
    Open("paper file", "coordinator", (">/papper", ">1"), ""),
)
EVERYTHING = (*IN_A_FORM, *OF_PEOPLE, *OF_STAFF)
