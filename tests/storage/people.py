"""Invented people who answer an anonymous form in a real database."""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from flows.conditions import Answer
from flows.questionnaire import Questionnaire
from flows.questions import FreeText, Information, Question, SeveralChoices
from storage import enrolments, facts, runs, unlinked
from storage.database import Database
from storage.unit import Unit
from tests.storage.forms import form

PROGRAMME = "enter"
FIRST_DAY = date(2026, 1, 1)
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@dataclass
class Crowd:
    """People with a form each, what they answered, and the order in which they sent in."""

    database: Database
    questionnaire: Questionnaire = field(default_factory=form)
    runs: dict[int, int] = field(default_factory=dict)
    """Runs by enrolment."""
    places: dict[int, str] = field(default_factory=dict)
    """Where people live, by enrolment: known as a fact, and kept beside their answers to scales."""
    truth: dict[int | str, dict[str, str]] = field(default_factory=dict)
    chance: random.Random = field(default_factory=lambda: random.Random(2026))  # noqa: S311  # to be repeated, not to be secret

    async def arrive(self, number: int) -> None:
        """Invite people and open the form for each."""

        def unit(unit: Unit) -> list[tuple[int, int]]:
            new = [enrolments.invite(unit, PROGRAMME, None, None, FIRST_DAY).id for _ in range(number)]
            return [(one, runs.open_run(unit, one, self.questionnaire, "closure")) for one in new]

        self.runs.update(await self.database.write(unit))

    async def answer(self, enrolment: int) -> dict[str, Answer]:
        """Let somebody answer every question, one transaction each, some of them twice."""
        answers: dict[str, Answer] = {}
        for question in self.questionnaire.questions:
            for _ in range(self.chance.choice((1, 1, 2))):
                answers[question.key] = self._choice(question)
                await self.database.write(
                    lambda unit, key=question.key: unlinked.keep_draft(unit, self.runs[enrolment], key, answers[key])  # type: ignore[misc]  # bound at once
                )
        return answers

    def _choice(self, question: Question) -> Answer:
        if isinstance(question, Information):
            return True
        if isinstance(question, FreeText):
            return f"Ord {self.chance.getrandbits(64):016x}"
        if isinstance(question, SeveralChoices):
            some = (option.key for option in question.options if self.chance.random() < 0.5)
            return question.chosen(some) or (question.options[0].key,)
        return self.chance.choice(question.answers()).key

    async def send_in(self, enrolment: int, answers: dict[str, Answer], day: date) -> None:
        """Let somebody send in, and let the database forget."""
        run = self.runs[enrolment]

        def unit(unit: Unit) -> None:
            place = self.places.get(enrolment, "")
            if place:
                facts.record(unit, enrolment, facts.Recorded("ort", place, None, NOON))
            places = {question.key: place for question in self.questionnaire.questions if "skala" in question.key}
            unlinked.fall_apart(unit, run, PROGRAMME, self.questionnaire, answers, moment="closure", places=places)
            runs.finish(unit, run, day)

        await self.database.write(unit)
        await self.database.forget()
        told = {key: str(answer) for key, answer in answers.items() if answer is not True}
        for question in self.questionnaire.questions:
            if isinstance(question, SeveralChoices):
                chosen = told.pop(question.key)
                told |= {f"{question.key}={each.key}": str(f"'{each.key}'" in chosen) for each in question.options}
        self.truth[enrolment] = told
        self.truth[told["egna-ord"]] = told

    async def all_answer(self) -> None:
        """Let everyone answer and send in, one a day, in an order of their own."""
        order = self.chance.sample(sorted(self.runs), len(self.runs))
        for number, enrolment in enumerate(order):
            await self.send_in(enrolment, await self.answer(enrolment), FIRST_DAY + timedelta(days=number))
