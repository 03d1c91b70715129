"""P7: nobody acts, or sees anything, beyond role and programme, whatever they press or write.

Every kind of button and every command of the routing tables is tried by every role: in every payload, with ids of
others and beyond, with links of others, and each a second time as Telegram may deliver it. Who has no right is refused,
or shown what everybody is shown; no row changes; no word that is others' is shown.
"""

from collections.abc import Callable, Iterable
from dataclasses import fields

import pytest

from bot.actions.coach import carers
from bot.chat.button import Button
from bot.chat.buttons import Cancel, ChooseDay, Correct, Erase, Hide, Mark, ShowCorrection
from bot.chat.coordinator.paper_buttons import EmptyForm
from bot.chat.incoming import Kind
from bot.chat.press import PRESSES
from bot.chat.routes import COMMANDS as ROUTES
from bot.chat.routes import KINDS
from storage import runs
from storage.people import Person
from tests.promises.access_cells import ALL, FIELDS, Trial
from tests.promises.access_rights import BUTTONS, COMMANDS
from tests.promises.access_world import (
    BO,
    COACH_ELSEWHERE,
    COLLEAGUE,
    REMOVED,
    ROLES,
    World,
    made,
    whole,
)
from tests.promises.telling import Tell

__all__ = ["made", "whole"]

OTHERS = set(KINDS) - {Kind.PRESS, Kind.COMMAND}
HARMLESS = {Cancel, Hide}
NOT_HERE = {Mark, ChooseDay, EmptyForm, ShowCorrection, Correct}
"""Buttons of questions that no shipped form has, and of a file that nobody is asked for here."""
FEW = 10
"""The payloads of a button in the small size."""


def test_every_button_and_command_has_an_expectation() -> None:
    assert set(PRESSES) == set(BUTTONS)
    assert set(ROUTES) == set(COMMANDS)
    assert {each.name for kind in PRESSES for each in fields(kind)} <= set(FIELDS)


@pytest.mark.small
def test_nobody_acts_beyond_role_and_programme(made: World, record_property: Tell) -> None:
    prove(made, record_property, FEW)


@pytest.mark.proof
@pytest.mark.timeout(900)
def test_nobody_acts_beyond_role_and_programme_in_any_payload(made: World, record_property: Tell) -> None:
    prove(made, record_property, ALL)


def prove(made: World, told: Tell, most: int) -> None:
    trial = Trial(made, most)
    trial.command(ROLES, ROUTES)
    trial.press(ROLES, PRESSES)
    trial.write(ROLES, OTHERS)
    routes = f"({len(PRESSES)} buttons + {len(ROUTES)} commands + {len(OTHERS)} other kinds of update)"
    told("P7", f"{len(ROLES)} roles × {routes}: {sum(trial.cells.values())} cells, each without a right sent twice")
    assert trial.offences == []
    idle = {kind.__name__ for kind in set(PRESSES) - HARMLESS - NOT_HERE} - {kind for kind, _ in trial.worked}
    assert not idle, "nobody's right to these was seen to work, so refusing them proves nothing"


def everyone_has_every_role(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Person, "may", lambda *_: True)
    monkeypatch.setattr(Person, "has", lambda *_: True)


def forms_are_anybodys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "of_person", lambda unit, run, _: runs.by_id(unit, run))


def everyone_is_every_coachs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carers, "looks_after", lambda *_: True)


Switch = Callable[[pytest.MonkeyPatch], None]
SWITCHES: dict[Switch, tuple[set[str], int]] = {
    everyone_has_every_role: ({REMOVED, BO}, 40),
    forms_are_anybodys: ({BO, COACH_ELSEWHERE}, 8),
    everyone_is_every_coachs: ({COLLEAGUE, BO}, 20),
}
"""Who then reaches what is not theirs, with how many kinds of button at the least."""


@pytest.mark.parametrize("switched_off", SWITCHES)
def test_the_proof_finds_the_harm_with_a_check_switched_off(
    switched_off: Switch, made: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    who, at_least = SWITCHES[switched_off]
    switched_off(monkeypatch)
    trial = Trial(made, most=3)
    trial.press(who, kinds_without(Erase))
    assert len({offence.partition(" (")[2].partition(")")[0] for offence in trial.offences}) >= at_least


def kinds_without(*left_out: type[Button]) -> Iterable[type[Button]]:
    return (kind for kind in PRESSES if kind not in left_out)
