"""Invented people who answer an anonymous form in a real database."""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from flows.forms.conditions import Answer
from flows.forms.questionnaire import Questionnaire
from flows.forms.questions import FreeText, Information, Question, SeveralChoices
from storage import enrolments, events, facts, guests, people, runs, unlinked
from storage.database import Database
from storage.events import MOMENT, Event, Terms
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
        await self.database.write(lambda unit: self._send_in(unit, enrolment, answers, day))
        await self.database.forget()
        told = {key: str(answer) for key, answer in answers.items() if answer is not True}
        for question in self.questionnaire.questions:
            if isinstance(question, SeveralChoices):
                chosen = told.pop(question.key)
                told |= {f"{question.key}={each.key}": str(f"'{each.key}'" in chosen) for each in question.options}
        self.truth[enrolment] = told
        self.truth[told["egna-ord"]] = told

    def _send_in(self, unit: Unit, enrolment: int, answers: dict[str, Answer], day: date) -> None:
        run, place = self.runs[enrolment], self.places.get(enrolment, "")
        if place:
            facts.record(unit, enrolment, facts.Recorded("ort", place, None, NOON))
        places = {question.key: place for question in self.questionnaire.questions if "skala" in question.key}
        unlinked.fall_apart(unit, run, PROGRAMME, self.questionnaire, answers, moment="closure", places=places)
        runs.finish(unit, run, day)

    async def all_answer(self) -> None:
        """Let everyone answer and send in, one a day, in an order of their own."""
        order = self.chance.sample(sorted(self.runs), len(self.runs))
        for number, enrolment in enumerate(order):
            await self.send_in(enrolment, await self.answer(enrolment), FIRST_DAY + timedelta(days=number))


@dataclass
class Guests(Crowd):
    """People who answer an event; each is named by the run that is gone when they have, taken less than 0."""

    event: Event | None = None

    async def arrive(self, number: int) -> None:
        """Open the event, and let people come to it."""

        def unit(unit: Unit) -> list[int]:
            runs.keep_definition(unit, self.questionnaire)
            form, last = self.questionnaire, FIRST_DAY + timedelta(days=365)
            new = Terms("", form.key, form.version, "En dag", last, datetime(2027, 1, 2, tzinfo=UTC))
            self.event = events.by_id(unit, events.add(unit, new))
            assert self.event
            came = [people.add(unit, 1000 + place, "sv").id for place in range(number)]
            return [guests.join(unit, self.event, person) for person in came]

        self.runs.update({-run: run for run in await self.database.write(unit)})

    def _send_in(self, unit: Unit, enrolment: int, answers: dict[str, Answer], day: date) -> None:  # noqa: ARG002  # of a guest no day is kept
        assert self.event
        run = runs.by_id(unit, self.runs[enrolment])
        guest = enrolments.by_id(unit, run.enrolment) if run else None
        person = people.by_id(unit, guest.person or 0) if guest else None
        assert guest
        assert person
        unlinked.fall_apart(unit, -enrolment, self.event.counted_as, self.questionnaire, answers, moment=MOMENT)
        guests.leave(unit, guest)
        guests.keep_answered(unit, self.event.id, person.chat, -enrolment)
