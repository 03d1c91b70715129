"""Goals, facts and limits that cannot be: each is told with its line and what to write instead, and nothing else is."""

import shutil
from pathlib import Path

import pytest

from flows.catalogue import SHIPPED, read_catalogue
from flows.yaml_file import DefinitionsError
from tests.flows.folders import replaced, write

LINKED = """\
key: linked
title: Kopplat
purpose: Syfte
source: Test
linked: true
minutes: 1
questions:
  - {key: part-1, kind: scale, text: "Ett?", low: Lågt, high: Högt}
  - {key: part-2, kind: scale, text: "Två?", low: Lågt, high: Högt}
  - key: better
    kind: choice
    text: Bättre?
    options: [{key: ja, label: Ja}, {key: nej, label: Nej}]
  - {key: words, kind: text, text: "Mer?"}
  - {key: heat, kind: thermometer, text: "Hur mår du?", low: Sämst, high: Bäst}
"""
ANONYMOUS = replaced(replaced(LINKED, "linked: true", "linked: false"), "key: linked", "key: anonymous")
PROGRAMME = """\
key: programme
title: Titel
neutral_title: Neutral
owner: Förbundet
source: Test
places: [Norr, Syd]
ages: {least: 16, most: 64, priority: {least: 16, most: 29}}
capacity: {people: 20, per: year}
normal: {months: 3}
longest: {months: 12}
groups: {least: 6, most: 8}
questionnaires:
  - {questionnaire: linked, at: start}
  - {questionnaire: linked, at: closure, open_for: {weeks: 4}}
  - {questionnaire: anonymous, at: closure, open_for: {weeks: 4}}
outcomes:
  - {key: work, label: Arbete}
facts:
  - {key: able, label: Kan arbeta, kind: yes_no, due: end}
  - {key: place, label: Ort, kind: place}
  - {key: next, label: Nästa dag, kind: date}
  - {key: points, label: Poäng, kind: number, highest: 125, about: place}
  - {key: written, label: Beskrivet, kind: yes_no, about: programme}
  - {key: meeting, label: Möte, kind: event, about: place}
breakdowns: [place]
goals:
  - key: share
    kind: people_share
    text: Andel
    source: Test
    among: {fact: able, one_of: [true]}
    counted: {any: [{outcome: [work]}, {questionnaire: linked, question: better, chose: [ja]}]}
    target: 0.5
  - key: improved
    kind: improved
    text: Livshjul
    source: Test
    before: {questionnaire: linked, moment: start}
    later: {questionnaire: linked, moment: closure}
    dimensions: [part-1, part-2]
    in_at_least: 1
  - {key: score, kind: score, text: Poäng, source: Test, fact: points, places: [Norr, Syd], by: 2020-01-31, target: 90}
  - {key: wait, kind: wait, text: Väntan, source: Test, since: closure, until: next, at_most: {weeks: 2}}
  - {key: groups, kind: groups, text: Grupper, source: Test, size: {least: 6, most: 8}, target: 6}
  - {key: written, kind: deliverable, text: Beskrivet, source: Test, fact: written, by: 2024-12-31}
  - {key: meetings, kind: activities, text: Möten, source: Test, fact: meeting, places: [Norr, Syd]}
  - key: beside
    kind: share_beside
    text: Fördelning
    source: Test
    counted: {fact: place, one_of: [Norr]}
    reference: {n: 1, of: 2, text: hälften}
  - key: parts
    kind: parts
    text: Delar
    source: Test
    parts:
      - {key: norr, kind: people_count, text: Norr, source: Test, among: {fact: place, one_of: [Norr]}, target: 60}
      - {key: syd, kind: people_count, text: Syd, source: Test, target: 10}
"""

BROKEN = {
    "an outcome that is not there": ("{outcome: [work]}", "{outcome: [job]}", "32: goal 'share': the programme has no"),
    "a number chosen on a thermometer": (
        "question: better, chose: [ja]",
        "question: heat, chose: [70]",
        "32: goal 'share': 'heat' is a thermometer, on which nobody chooses; ask how it rose: rose_by",
    ),
    "an option that is not there": ("chose: [ja]", "chose: [yes]", "32: goal 'share': 'better' has no option 'yes'"),
    "a fact that is not there": ("among: {fact: able", "among: {fact: abel", "31: goal 'share': the programme has no"),
    "a value that the fact never has": (
        "able, one_of: [true]",
        "able, one_of: [ja]",
        "31: goal 'share': the fact 'able'",
    ),
    "a trait without its word": ("among: {fact: able, one_of: [true]}", "among: {able: true}", "31: 'among': what is"),
    "a trait with a name too many": (
        "able, one_of: [true]}",
        "able, one_of: [true], two: 1}",
        "31: 'two' is not known",
    ),
    "people that are not known": (
        "    among: {fact: able",
        "    people: all\n    among: {fact: able",
        "31: 'people' is",
    ),
    "a share above all": ("target: 0.5", "target: 1.5", "33: the target is 1.5; write a fraction above 0"),
    "a share of nobody": ("target: 0.5", "target: 0", "33: the target is 0; write a fraction above 0"),
    "a form that is asked at no such moment": (
        "later: {questionnaire: linked, moment: closure}",
        "later: {questionnaire: linked, moment: later}",
        "39: goal 'improved': 'linked' is not asked at 'later'; write one of closure, start",
    ),
    "a form compared with itself": (
        "later: {questionnaire: linked, moment: closure}",
        "later: {questionnaire: linked, moment: start}",
        "39: goal 'improved': compares a form with itself",
    ),
    "an answer of somebody unknown": (
        "{questionnaire: linked, question: better",
        "{questionnaire: anonymous, question: better",
        "32: goal 'share': 'anonymous' is anonymous, so it says nothing of one person",
    ),
    "a part that is no question": (
        "[part-1, part-2]",
        "[part-1, part-3]",
        "40: goal 'improved': 'linked' has no question",
    ),
    "a part that is no number": (
        "[part-1, part-2]",
        "[part-1, better]",
        "40: goal 'improved': 'better' in 'linked' is",
    ),
    "words that are no number": ("[part-1, part-2]", "[part-1, words]", "40: goal 'improved': 'words' in 'linked' is"),
    "a part twice": ("[part-1, part-2]", "[part-1, part-1]", "40: goal 'improved': 'part-1' stands twice"),
    "more parts than there are": (
        "in_at_least: 1",
        "in_at_least: 3",
        "41: goal 'improved': asks for 3 of 2 dimensions",
    ),
    "a rise of nothing": ("in_at_least: 1", "in_at_least: 1\n    by: 0", "42: 'by' is the number 0; write at least 1"),
    "a score of no place": (
        "fact: points, places",
        "fact: able, places",
        "42: goal 'score': the programme has no fact",
    ),
    "a place that is not there": (
        "places: [Norr, Syd], by",
        "places: [Norr, Öst], by",
        "42: goal 'score': 'Öst' is no",
    ),
    "a goal's place twice": ("places: [Norr, Syd], by", "places: [Norr, Norr], by", "42: goal 'score': 'Norr' stands"),
    "a score out of reach": ("target: 90}", "target: 126}", "42: goal 'score': 'points' can never be 126"),
    "a day that is none": ("by: 2020-01-31", "by: 2020-02-30", "42: 'by' is '2020-02-30'; write a date as 2026-01-31"),
    "a day without its year": ("by: 2024-12-31", "by: december", "45: 'by' is 'december'; write a date as 2026-01-31"),
    "a wait for no day": ("until: next", "until: able", "43: goal 'wait': 'able' is no day of a person; write one of"),
    "a wait from a day to itself": (
        "until: next",
        "until: closure",
        "43: goal 'wait': waits from a day to the same day",
    ),
    "a wait without length": ("at_most: {weeks: 2}", "at_most: {}", "43: a length of time needs months, weeks or days"),
    "groups of a programme without": (
        "groups: {least: 6, most: 8}\nquest",
        "quest",
        "43: goal 'groups': the programme has",
    ),
    "groups upside down": ("size: {least: 6, most: 8}", "size: {least: 8, most: 6}", "44: 'most' is less than 'least'"),
    "something done that nobody notes": ("fact: written, by", "fact: meeting, by", "45: goal 'written': the programme"),
    "an activity that nobody notes": ("fact: meeting, places", "fact: written, places", "46: goal 'meetings': the"),
    "a share above its whole": ("{n: 1, of: 2,", "{n: 3, of: 2,", "52: 3 is more than 2; let n be a part of 'of'"),
    "a target for what is not judged": (
        "    reference: {n: 1",
        "    target: 0.5\n    reference: {n: 1",
        "52: 'target' is not known here; correct the spelling or remove it",
    ),
    "a fault in a part": (
        "place, one_of: [Norr]}, target: 60",
        "place, one_of: [Öst]}, target: 60",
        "58: goal 'parts': the",
    ),
    "a part's key twice": ("{key: syd, kind", "{key: norr, kind", "59: 'norr' stands twice in parts; remove one"),
    "one part alone": (
        "      - {key: syd, kind: people_count, text: Syd, source: Test, target: 10}\n",
        "",
        "57: 'parts' holds 1; write at least 2",
    ),
    "a part of parts": (
        "{key: syd, kind: people_count",
        "{key: syd, kind: parts",
        "59: item 2 of 'parts' is of the kind",
    ),
    "a goal without kind": (
        "    kind: people_share\n",
        "",
        "27: item 1 of 'goals' has no kind; add for example kind: answer",
    ),
    "a goal of no kind": (
        "kind: people_share",
        "kind: share",
        "27: item 1 of 'goals' is of the kind 'share', which is",
    ),
    "a goal's key twice": ("{key: wait, kind", "{key: score, kind", "43: 'score' stands twice in goals; remove one"),
    "a shared goal that is not there": (
        "goals:\n  - key: share",
        "goals:\n  - quality\n  - key: share",
        "27: association-goals.yaml has no goal 'quality'; write one of its keys (none yet), or write",
    ),
    "ages upside down": ("{least: 16, most: 64,", "{least: 64, most: 16,", "7: 'most' is less than 'least'"),
    "a priority outside the ages": (
        "{least: 16, most: 29}",
        "{least: 15, most: 29}",
        "7: priority lies outside 16 to 64",
    ),
    "an extension of nothing": ("normal: {months: 3}", "may_be_extended: true", "9: there is no normal time to extend"),
    "a normal time above the longest": ("normal: {months: 3}", "normal: {months: 13}", "9: the normal time is longer"),
    "room for nobody": ("people: 20", "people: 0", "8: 'people' is the number 0; write at least 1"),
    "a breakdown by what has no options": (
        "breakdowns: [place]",
        "breakdowns: [able]",
        "25: 'able' is no fact about people",
    ),
    "a breakdown twice": (
        "breakdowns: [place]",
        "breakdowns: [place, place]",
        "25: 'place' stands twice in breakdowns",
    ),
    "a place twice": (
        "places: [Norr, Syd]\nages",
        "places: [Norr, Norr, Syd]\nages",
        "6: 'Norr' stands twice in places",
    ),
}
"""What replaces what in a sound programme, and the beginning of the one complaint, after the file's name."""


def sound(root: Path, programme: str = PROGRAMME, anonymous: str = ANONYMOUS) -> Path:
    write(root / "questionnaires" / "linked.yaml", LINKED)
    write(root / "questionnaires" / "anonymous.yaml", anonymous)
    write(root / "programmes" / "programme.yaml", programme)
    return root


def complaints(root: Path) -> list[str]:
    with pytest.raises(DefinitionsError) as caught:
        read_catalogue(root)
    return [str(complaint) for complaint in caught.value.complaints]


def test_the_programme_that_the_others_break_is_sound(tmp_path: Path) -> None:
    assert len(read_catalogue(sound(tmp_path)).programmes["programme"].goals) == 9


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_goal_or_limit_is_told_with_line_and_remedy(name: str, tmp_path: Path) -> None:
    old, new, expected = BROKEN[name]
    (complaint,) = complaints(sound(tmp_path, replaced(PROGRAMME, old, new)))
    assert complaint.startswith(f"programmes/programme.yaml:{expected}")
    assert "; " in complaint


def test_periods_are_made_of_months_only_and_of_each_once(tmp_path: Path) -> None:
    periods = "  - {key: periods, kind: periods, text: Perioder, source: Test, facts: [able, able], months: 0}\n"
    (complaint,) = complaints(sound(tmp_path, PROGRAMME + periods))
    assert complaint.startswith("programmes/programme.yaml:60: 'months' is the number 0; write at least 1")
    found = complaints(sound(tmp_path, PROGRAMME + replaced(periods, "months: 0", "months: 3")))
    assert {each.partition("; ")[0].partition("60: ")[2] for each in found} == {
        "goal 'periods': 'able' stands twice in facts",
        "goal 'periods': the programme has no fact 'able' about a person of the kind months",
    }


@pytest.mark.parametrize("part_of", ["", ", part_of: share", ", part_of: periods"])
def test_a_groups_months_are_shown_only_where_they_are_released_apart(part_of: str, tmp_path: Path) -> None:
    programme = replaced(PROGRAMME, "kind: date}\n", "kind: date}\n  - {key: months, label: Månader, kind: months}\n")
    months = "kind: periods, text: Perioder, source: Test, facts: [months], months: 3"
    able = "{fact: able, one_of: [true]}"
    whole = f"  - {{key: periods, {months}}}\n"
    (complaint,) = complaints(
        sound(tmp_path, f"{programme}{whole}  - {{key: some, {months}, among: {able}{part_of}}}\n")
    )
    assert "goal 'some': shows some people's months, which must be released apart" in complaint
    if part_of.endswith("periods"):
        apart = replaced(whole, "months: 3", f"months: 3, apart: {able}")
        read_catalogue(sound(tmp_path, f"{programme}{apart}  - {{key: some, {months}, among: {able}{part_of}}}\n"))


@pytest.mark.parametrize(
    "question",
    ["Vad heter du?", "Vilket är ditt namn?", "Ditt personnummer?", "När är du född?", "Vad har du för e-postadress?"],
)
def test_an_anonymous_form_that_asks_who_somebody_is_is_refused(question: str, tmp_path: Path) -> None:
    (complaint,) = complaints(sound(tmp_path, anonymous=replaced(ANONYMOUS, "text: Bättre?", f"text: {question}")))
    assert complaint.startswith("questionnaires/anonymous.yaml:12: question 'better' asks who the person is ('")
    assert complaint.endswith("'), which no form may; ask something else")


def test_questions_that_wait_for_each_other_are_refused(tmp_path: Path) -> None:
    cycle = replaced(ANONYMOUS, "key: part-1, kind", "key: part-1, when: {question: part-2, at_least: 1}, kind")
    cycle = replaced(cycle, "key: part-2, kind", "key: part-2, when: {question: part-1, at_least: 1}, kind")
    (complaint,) = complaints(sound(tmp_path, anonymous=cycle))
    assert "looks ahead to 'part-2'; move 'part-2' before it" in complaint


def test_a_shared_goal_that_a_programme_cannot_measure_is_told_where_the_programme_names_it(tmp_path: Path) -> None:
    shutil.copy(SHIPPED / "association-goals.yaml", tmp_path)
    (complaint,) = complaints(sound(tmp_path, PROGRAMME + "  - runt-behov\n"))
    assert complaint.startswith(
        "programmes/programme.yaml:60: goal 'runt-behov': the programme does not ask 'pagaende'; add it"
    )


def test_a_broken_file_of_shared_goals_is_told(tmp_path: Path) -> None:
    goals = (SHIPPED / "association-goals.yaml").read_text("utf-8")
    write(tmp_path / "association-goals.yaml", goals.replace("key: haller-samman", "key: runt-behov"))
    (complaint,) = complaints(sound(tmp_path))
    assert complaint == (
        "association-goals.yaml:31: 'runt-behov' stands twice in goals; remove one or give it another key"
    )
