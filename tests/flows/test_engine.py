"""The engine: position is a function of the answers, whatever way they came."""

from dataclasses import dataclass
from functools import cache
from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.forms.conditions import Answer, Answers
from flows.forms.engine import (
    Progress,
    Refusal,
    accept,
    asked,
    change,
    finish,
    mark,
    next_question,
    previous_question,
    progress,
    relevant,
)
from flows.forms.questionnaire import Questionnaire
from flows.forms.questions import Question
from tests.flows.forms import IMPOSSIBLE, POSSIBLE, card, choice, choices, form, forms, scale, text


@dataclass(frozen=True)
class Press:
    """Something a person does, possible or not."""

    overwrite: bool
    key: str
    answer: Answer


@cache
def _sensible(key: str, kind: str) -> st.SearchStrategy[Press]:
    return st.builds(Press, st.booleans(), st.just(key), st.sampled_from(POSSIBLE[kind]))


@cache
def _presses(questions: tuple[tuple[str, str], ...]) -> st.SearchStrategy[list[Press]]:
    keys = st.sampled_from([key for key, _ in questions])
    answers = st.sampled_from([*chain(*POSSIBLE.values()), *IMPOSSIBLE])
    sensible = st.sampled_from(questions).flatmap(lambda question: _sensible(*question))
    wild = st.builds(Press, st.booleans(), keys | st.just("unknown"), answers)
    return st.lists(st.one_of(sensible, sensible, sensible, wild), max_size=25)


def presses(questionnaire: Questionnaire) -> st.SearchStrategy[list[Press]]:
    """Give answers and changes to any question: in any order, repeated, impossible, and to none that exists."""
    return _presses(tuple((question.key, question.kind) for question in questionnaire.questions))


HISTORIES = forms().flatmap(lambda questionnaire: st.tuples(st.just(questionnaire), presses(questionnaire)))
"""A form and what somebody does with it."""


def played(questionnaire: Questionnaire, history: list[Press]) -> Answers:
    """Give the answers after a history; refusals leave them as they were."""
    answers: Answers = {}
    for press in history:
        take = change if press.overwrite else accept
        result = take(questionnaire, answers, press.key, press.answer)
        answers = answers if isinstance(result, Refusal) else result
    return answers


def straight_through(questionnaire: Questionnaire, final: Answers) -> Answers:
    """Give the answers of somebody who goes through the form once, in order, and gives the final values at once."""
    answers: Answers = {}
    for question in questionnaire.questions:
        if question.key in final:
            result = accept(questionnaire, answers, question.key, final[question.key])
            answers = answers if isinstance(result, Refusal) else result
    return answers


def keys(questions: tuple[Question, ...]) -> list[str]:
    return [question.key for question in questions]


def key(question: Question | None) -> str | None:
    return question.key if question else None


@given(HISTORIES)
def test_any_history_ends_where_answering_straight_through_ends(case: tuple[Questionnaire, list[Press]]) -> None:
    questionnaire, history = case
    answers = played(questionnaire, history)
    straight = straight_through(questionnaire, answers)
    assert relevant(questionnaire, answers) == straight
    assert asked(questionnaire, answers) == asked(questionnaire, straight)
    assert next_question(questionnaire, answers) == next_question(questionnaire, straight)
    assert progress(questionnaire, answers) == progress(questionnaire, straight)


@given(HISTORIES)
def test_accept_never_overwrites_and_a_refusal_changes_nothing(case: tuple[Questionnaire, list[Press]]) -> None:
    questionnaire, history = case
    answers: Answers = {}
    for press in history:
        before = dict(answers)
        result = accept(questionnaire, answers, press.key, press.answer)
        assert answers == before
        if not isinstance(result, Refusal):
            assert press.key not in before
            assert result == {**before, press.key: press.answer}
            answers = result


@given(HISTORIES)
def test_what_is_kept_is_always_an_answer_that_its_question_takes(case: tuple[Questionnaire, list[Press]]) -> None:
    questionnaire, history = case
    for name, answer in played(questionnaire, history).items():
        question = questionnaire.question(name)
        assert question is not None
        assert question.declinable if answer is None else question.allows(answer)


@given(HISTORIES, st.data())
def test_only_an_answered_question_can_be_reopened(
    case: tuple[Questionnaire, list[Press]], data: st.DataObject
) -> None:
    questionnaire, history = case
    answers = played(questionnaire, history)
    wanted = data.draw(st.sampled_from([*keys(questionnaire.questions), "unknown"]))
    shown = key(next_question(questionnaire, answers, reopened=wanted))
    if wanted in relevant(questionnaire, answers):
        assert shown == wanted
    else:
        assert shown == key(next_question(questionnaire, answers))


@given(HISTORIES)
def test_going_back_from_the_end_visits_every_relevant_answer_once(case: tuple[Questionnaire, list[Press]]) -> None:
    questionnaire, history = case
    answers = played(questionnaire, history)
    visited: list[str] = []
    here = previous_question(questionnaire, answers, None)
    while here:
        visited.append(here.key)
        here = previous_question(questionnaire, answers, here.key)
    assert visited[::-1] == list(relevant(questionnaire, answers))


@given(HISTORIES)
def test_progress_is_full_exactly_when_nothing_is_left_to_ask(case: tuple[Questionnaire, list[Press]]) -> None:
    questionnaire, history = case
    answers = played(questionnaire, history)
    come = progress(questionnaire, answers)
    assert 0 <= come.done <= come.of <= len(questionnaire.questions)
    assert (come.done == come.of) == (next_question(questionnaire, answers) is None)


@given(forms(), st.data())
def test_answering_what_is_asked_always_reaches_the_end(questionnaire: Questionnaire, data: st.DataObject) -> None:
    answers: Answers = {}
    for _ in questionnaire.questions:
        question = next_question(questionnaire, answers)
        if question is None:
            break
        answer = data.draw(
            st.sampled_from([each for each in POSSIBLE[question.kind] if each is not None or question.declinable])
        )
        result = accept(questionnaire, answers, question.key, answer)
        assert not isinstance(result, Refusal)
        answers = result
    assert next_question(questionnaire, answers) is None


SUPPORT = form(
    choice("how"),
    text("missing", when={"question": "how", "one_of": ["b", "c"]}),
    scale("bad", when={"question": "missing", "answered": True}),
    choice("last"),
)
"""A form in which one answer opens a branch of two."""


def test_answers_set_aside_come_back_with_their_branch() -> None:
    answers: Answers = {"how": "c", "missing": "tid", "bad": 4, "last": "a"}
    without = change(SUPPORT, answers, "how", "a")
    assert not isinstance(without, Refusal)
    assert relevant(SUPPORT, without) == {"how": "a", "last": "a"}
    assert progress(SUPPORT, without) == Progress(2, 2)
    back = change(SUPPORT, without, "how", "b")
    assert not isinstance(back, Refusal)
    assert relevant(SUPPORT, back) == {**answers, "how": "b"}


def test_an_answer_set_aside_decides_nothing() -> None:
    assert keys(asked(SUPPORT, {"how": "a", "missing": "tid"})) == ["how", "last"]


def test_a_branch_opened_late_is_asked_next_though_later_answers_stand() -> None:
    assert key(next_question(SUPPORT, {"how": "b", "last": "a"})) == "missing"


def test_a_press_on_a_question_set_aside_is_refused_and_keeps_the_old_answer() -> None:
    answers = {"how": "a", "missing": "tid"}
    assert accept(SUPPORT, answers, "missing", "nytt") is Refusal.NOT_ASKED
    assert change(SUPPORT, answers, "missing", "nytt") is Refusal.NOT_ASKED


def test_each_refusal_says_why() -> None:
    strict = form(choice("must", declinable=False), text("words"), card("card"))
    assert accept(strict, {"must": "a"}, "must", "b") is Refusal.ALREADY_ANSWERED
    assert accept(strict, {}, "must", None) is Refusal.MUST_ANSWER
    assert accept(strict, {}, "card", None) is Refusal.MUST_ANSWER
    assert accept(strict, {}, "must", "d") is Refusal.NOT_POSSIBLE
    assert accept(strict, {}, "words", "  ") is Refusal.NOT_POSSIBLE
    assert accept(strict, {}, "words", "elva tecken") is Refusal.TOO_LONG
    assert accept(strict, {}, "nothing", "a") is Refusal.NOT_ASKED


def test_true_is_not_one_and_one_is_not_true() -> None:
    mixed = form(scale("number"), card("card"))
    assert accept(mixed, {}, "number", answer=True) is Refusal.NOT_POSSIBLE
    assert accept(mixed, {}, "card", 1) is Refusal.NOT_POSSIBLE


def test_declining_is_an_answer_that_opens_nothing() -> None:
    answers = accept(SUPPORT, {}, "how", None)
    assert answers == {"how": None}
    assert keys(asked(SUPPORT, answers)) == ["how", "last"]


def test_every_word_of_a_condition_means_what_it_says() -> None:
    def opens(when: dict[str, object], answers: Answers) -> bool:
        return "then" in keys(asked(form(choice("x"), scale("y"), text("then", when=when)), answers))

    assert opens({"question": "x", "equals": "a"}, {"x": "a"})
    assert not opens({"question": "x", "equals": "a"}, {"x": "b"})
    assert not opens({"question": "x", "equals": "a"}, {"x": None})
    assert not opens({"question": "x", "equals": "a"}, {})
    assert opens({"question": "x", "one_of": ["a", "b"]}, {"x": "b"})
    assert not opens({"question": "x", "one_of": ["a", "b"]}, {"x": "c"})
    several = form(choices("x"), text("then", when={"question": "x", "one_of": ["b", "c"]}))
    assert keys(asked(several, {"x": ("a", "b")})) == ["x", "then"]
    assert keys(asked(several, {"x": ("a",)})) == ["x"]
    assert opens({"question": "y", "at_least": 3}, {"y": 3})
    assert not opens({"question": "y", "at_least": 3}, {"y": 2})
    assert not opens({"question": "y", "at_least": 1}, {"y": None})
    assert opens({"question": "y", "answered": True}, {"y": 1})
    assert not opens({"question": "y", "answered": True}, {"y": None})
    both: list[dict[str, object]] = [{"question": "x", "equals": "a"}, {"question": "y", "equals": 1}]
    assert opens({"all": both}, {"x": "a", "y": 1})
    assert not opens({"all": both}, {"x": "a", "y": 2})
    assert opens({"any": both}, {"x": "b", "y": 1})
    assert not opens({"any": both}, {"x": "b", "y": 2})
    assert opens({"not": both[0]}, {"x": "b"})
    assert not opens({"not": both[0]}, {"x": "a"})


def marked(answers: Answers, *options: str, chosen: bool = True) -> Answers:
    result = mark(SEVERAL, answers, "some", options, chosen=chosen)
    assert not isinstance(result, Refusal)
    return result


SEVERAL = form(choices("some", least=2), text("more", when={"question": "some", "contains": "c"}), choice("last"))


def test_what_is_chosen_counts_as_no_answer_until_the_person_is_done() -> None:
    answers = marked(marked({}, "c"), "a")
    assert relevant(SEVERAL, answers) == {}
    assert key(next_question(SEVERAL, answers)) == "some"
    assert progress(SEVERAL, answers).done == 0
    whole = finish(SEVERAL, answers, "some")
    assert whole == {"some": ("a", "c")}
    assert key(next_question(SEVERAL, whole)) == "more"


def test_choosing_twice_is_choosing_once_and_can_be_taken_back() -> None:
    assert marked(marked({}, "a"), "a") == marked({}, "a")
    assert marked(marked({}, "a", "b"), "a", chosen=False) == marked({}, "b")


def test_a_finished_answer_that_is_taken_up_again_must_be_finished_again() -> None:
    done: Answers = {"some": ("a", "c"), "more": "ord", "last": "a"}
    again = marked(done, "c", chosen=False)
    assert relevant(SEVERAL, again) == {"last": "a"}
    assert finish(SEVERAL, again, "some") is Refusal.NOT_POSSIBLE
    back = finish(SEVERAL, marked(again, "c"), "some")
    assert back == done


def test_each_refusal_to_choose_says_why() -> None:
    assert mark(SEVERAL, marked({}, "a", "b"), "some", ["c"], chosen=True) is Refusal.TOO_MANY
    assert mark(SEVERAL, {}, "some", ["d"], chosen=True) is Refusal.NOT_POSSIBLE
    assert mark(SEVERAL, {}, "last", ["a"], chosen=True) is Refusal.NOT_POSSIBLE
    assert mark(SEVERAL, {}, "more", ["a"], chosen=True) is Refusal.NOT_ASKED
    assert finish(SEVERAL, {}, "some") is Refusal.NOT_ASKED
    assert finish(SEVERAL, {"last": "a"}, "last") is Refusal.NOT_ASKED


@settings(max_examples=30)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=12))
def test_any_presses_end_as_choosing_at_once_what_they_leave_chosen(presses: list[tuple[str, bool]]) -> None:
    answers: Answers = {}
    left: set[str] = set()
    for option, chosen in presses:
        result = mark(SEVERAL, answers, "some", [option], chosen=chosen)
        if isinstance(result, Refusal):
            assert chosen
            assert len(left | {option}) == 3
        else:
            answers, left = result, left | {option} if chosen else left - {option}
    whole = finish(SEVERAL, answers, "some")
    if len(left) == 2:
        assert whole == change(SEVERAL, {}, "some", tuple(sorted(left)))
    else:
        assert isinstance(whole, Refusal)
