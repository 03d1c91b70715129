"""The sentences of definitions that people read: all of them, and those that participants read."""

from collections.abc import Iterable, Iterator, Mapping

from flows.facts import Choice, Fact
from flows.forms.indicators import SharedIndicators
from flows.forms.questionnaire import Questionnaire
from flows.forms.questions import Question, Scale, SeveralChoices, SingleChoice, Thermometer, WholeNumber
from flows.goals.kinds import Goal, Parts, ShareBeside
from flows.model import Definition
from flows.programme import Programme
from flows.shared import SharedFacts, SharedGoals


def participants_texts(definition: Definition) -> Iterator[str]:
    """Give the sentences of a definition that participants read: forms, a programme's neutral name, facts about people.

    What others own is not among them.
    """
    match definition:
        case Questionnaire():
            yield from texts(definition)
        case Programme():
            yield definition.neutral_title
            yield from _fact_texts(definition.facts_about("person"))
        case SharedFacts():
            yield from _fact_texts(fact for fact in definition.facts if fact.about == "person")


def texts(definition: Definition) -> Iterator[str]:
    """Give every sentence of a definition that people read and that catalogues translate, in order.

    What others own is not among them.
    """
    match definition:
        case Questionnaire(owner=str()):
            yield definition.purpose
        case Questionnaire():
            yield from (definition.title, definition.purpose)
            for question in definition.questions:
                yield from _question_texts(question)
        case Programme():
            yield from (definition.title, definition.neutral_title)
            yield from (outcome.label for outcome in definition.outcomes)
            yield from _goal_texts(definition.goals)
            yield from (reminder.text for reminder in definition.staff_reminders)
            yield from _fact_texts(definition.facts)
        case SharedFacts():
            yield from _fact_texts(definition.facts)
        case SharedGoals():
            yield from _goal_texts(definition.goals)
        case SharedIndicators():
            yield from (indicator.text for indicator in definition.indicators)


def _goal_texts(goals: Iterable[Goal]) -> Iterator[str]:
    for goal in goals:
        yield goal.text
        match goal:
            case Parts():
                yield from _goal_texts(goal.parts)
            case ShareBeside():
                yield goal.reference.text


def _fact_texts(facts: Iterable[Fact]) -> Iterator[str]:
    for fact in facts:
        yield fact.label
        if isinstance(fact, Choice):
            yield from (option.label for option in fact.options)


def _question_texts(question: Question) -> Iterator[str]:
    yield question.text
    if question.help:
        yield question.help
    match question:
        case Scale() | Thermometer():
            yield from (question.low, question.high)
            if isinstance(question, Scale) and question.area:
                yield question.area
        case WholeNumber(counted=(one, _)):
            yield one
        case SingleChoice() | SeveralChoices():
            yield from (option.label for option in question.options)


def plurals(definition: Definition) -> Mapping[str, str]:
    """Give the sentences of a definition that have a plural, with it."""
    questions = definition.questions if isinstance(definition, Questionnaire) else ()
    return dict(each.counted for each in questions if isinstance(each, WholeNumber) and each.counted)


def labels(definition: Definition) -> Iterator[str]:
    """Give the sentences of a definition that stand on participants' buttons."""
    if isinstance(definition, Questionnaire):
        yield definition.title
        for question in definition.questions:
            if isinstance(question, SingleChoice | SeveralChoices):
                yield from (option.label for option in question.options)
    elif isinstance(definition, Programme):
        yield definition.neutral_title
