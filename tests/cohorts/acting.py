"""Many people in one unit of work: they join, answer and are closed by the same actions as others, without phones."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.actions.coach.close import Closure, close
from bot.actions.coach.invite import NewParticipant, invite
from bot.actions.coach.record import Recording, record
from bot.actions.coordinator.status import Look, status
from bot.actions.due import send_due
from bot.actions.here import OPERATOR, Caller, Here
from bot.actions.participant import answer as answering
from bot.actions.participant import choice, join
from bot.actions.participant.answer import Given
from bot.actions.participant.choice import Choice
from bot.actions.participant.forms import open_forms
from bot.actions.participant.join import Entry
from bot.actions.participant.send_in import send_in
from bot.chat.coordinator.status_screen import status_text
from bot.paper.status_json import as_json
from bot.settings import Settings
from flows.catalogue import SHIPPED
from flows.facts import FactValue
from flows.forms.conditions import Answer
from locales.translator import translator
from storage import people
from storage.unit import Unit

HOUSE = Settings(association=SHIPPED / "association.yaml", send_window="always").house()
START = datetime(2029, 1, 15, 12, tzinfo=UTC)
END = START + timedelta(days=119)


@dataclass(frozen=True)
class Crowd:
    """The people of a programme; each has a number, and a chat of that number."""

    unit: Unit
    programme: str

    @property
    def operator(self) -> Here:
        return Here(self.unit, HOUSE, OPERATOR, END)

    def join(self, number: int) -> int:
        """Invite someone, who says yes; give the enrolment."""
        invited = invite(replace(self.operator, now=START), NewParticipant(self.programme, f"P-{number}"))
        join.enter(self._of(number, START), Entry(invited.invitation.payload, "sv"))
        choice.choose(self._of(number, START), Choice(invited.enrolment.id, takes_part=True))
        return invited.enrolment.id

    def answer(self, number: int, form: str, answers: Mapping[str, Answer], *, at_start: bool = False) -> None:
        """Answer every question of a form that is asked, and send it in."""
        here = self._of(number, START if at_start else END)
        found = next(each for each in open_forms(here) if each.questionnaire.key == form)
        for index, question in enumerate(found.questionnaire.questions):
            if question.key in answers:
                assert answering.answer(here, Given(found.run.id, index, answers[question.key])) is None
        assert send_in(here, found.run.id)

    def close(self, enrolment: int, outcome: str, facts: Mapping[str, FactValue]) -> None:
        """Close someone, and record what is known at the end."""
        close(self.operator, Closure(enrolment, outcome, facts=facts))

    def record(self, enrolment: int, fact: str, value: FactValue) -> None:
        """Record a fact."""
        record(self.operator, Recording(enrolment, fact, value))

    def let_forms_come(self) -> None:
        """Let what is due come to everybody."""
        send_due(self.unit, HOUSE, END)

    def status(self, here: Here | None = None) -> Any:  # noqa: ANN401  # JSON
        """Give what ``status --json`` prints, at the end or at another time."""
        return as_json(status(here or self.operator, Look(self.programme)))

    def said(self, goal: str) -> str:
        """Give how a goal is judged in ``/status``: the line before the goal itself; plain blanks stand for others."""
        lines = self.words().splitlines()
        return lines[lines.index(f"  {goal}") - 1]

    def words(self) -> str:
        """Give ``/status`` in words; plain blanks stand for others."""
        return status_text(translator("sv"), status(self.operator, Look(self.programme))).replace("\u00a0", " ")

    def _of(self, number: int, now: datetime) -> Here:
        return Here(self.unit, HOUSE, Caller(number, people.by_chat(self.unit, number)), now)
