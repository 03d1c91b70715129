"""Paper answers in a file that a coordinator sends: asked for, read, held for a short while, and counted on a word."""

import json
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.actions.coordinator import paper_twice
from bot.actions.coordinator.enter_paper import Checked, check, keep
from bot.actions.coordinator.read_paper import Filled
from bot.actions.here import Here, NotAllowed
from flows.forms.questionnaire import Questionnaire
from flows.programme import Programme
from flows.said import Said, said
from storage import expectations, paper_uploads
from storage.answers import as_text, from_text
from storage.paper_uploads import Upload
from storage.people import Role

FILE = "paper file"
"""The expectation of a file; its detail names the programme, the form and the update whose file is being read."""
HELD = timedelta(minutes=30)
"""How long answers wait for a word; so long is also remembered that they were counted."""


@dataclass(frozen=True)
class Asked:
    """Whose form's file is waited for. ``reading`` is the update whose file is being read; 0 while none is."""

    programme: Programme
    form: Questionnaire
    reading: int = 0


def programmes_with_forms(here: Here) -> tuple[Programme, ...]:
    """Give the programmes whose paper answers the caller may enter.

    :raises NotAllowed: if there is none
    :raises Archived: if all of them are over
    """
    found = tuple(each for each in here.going_on(Role.COORDINATOR) if each.questionnaires)
    if not found:
        raise NotAllowed
    return found


def forms(here: Here, programme: Programme) -> tuple[Questionnaire, ...]:
    """Give a programme's forms, each once; one that staff still try has been answered by nobody."""
    keys = dict.fromkeys(asking.questionnaire for asking in programme.questionnaires)
    found = (here.house.catalogue.questionnaires[key] for key in keys)
    return tuple(each for each in found if not each.is_tried)


def form_of(here: Here, programme: str, form: str) -> Asked:
    """Give a form of one of the caller's programmes.

    :raises NotAllowed: if the caller is no coordinator there, or there is no such form
    """
    found = here.programme(programme, Role.COORDINATOR)
    asked = next((each for each in forms(here, found) if each.key == form), None)
    if asked is None:
        raise NotAllowed
    return Asked(found, asked)


def ask(here: Here, asked: Asked) -> None:
    """Wait for a file from the caller, in place of whatever else was waited for."""
    detail = json.dumps([asked.programme.key, asked.form.key, asked.reading])
    expectations.expect(here.unit, here.person().id, FILE, detail)


def asked_for(here: Here) -> Asked | None:
    """Give what file is waited for from the caller, if one is.

    :raises NotAllowed: if the caller is coordinator there no longer
    """
    person = here.caller.person
    kind, detail = (expectations.expected(here.unit, person.id) if person else None) or ("", "")
    if kind != FILE:
        return None
    programme, form, reading = json.loads(detail)
    return replace(form_of(here, programme, form), reading=reading)


def hold(here: Here, asked: Asked, filled: tuple[Filled, ...]) -> tuple[Checked, date | None]:
    """Hold the rows that can be counted until the caller's word; where there is none, another file is waited for.

    :returns: what can be counted, and the day on which what seems to be the same was counted

    :raises NotAllowed: if the caller is no coordinator there
    """
    here.programme(asked.programme.key, Role.COORDINATOR)
    checked, person = check(here, asked.programme, asked.form, filled), here.person()
    if not checked.entries:
        ask(here, replace(asked, reading=0))
        return checked, None
    expectations.clear(here.unit, person.id)
    rows = tuple(entry.filled for entry in checked.entries)
    upload = Upload(
        person=person.id,
        update=asked.reading,
        programme=asked.programme.key,
        questionnaire=asked.form.key,
        version=asked.form.version,
        held=_written(rows),
        until=here.now + HELD,
        seen=paper_twice.seen(here, asked.programme.key, asked.form, rows),
    )
    paper_uploads.keep(here.unit, upload)
    return checked, upload.seen


def held(here: Here, update: int) -> Upload:
    """Give the caller's file that came with an update.

    :raises NotAllowed: if there is none any more, or the caller is no coordinator there
    """
    found = paper_uploads.of_person(here.unit, here.person().id, here.now)
    if found is None or found.update != update:
        raise NotAllowed
    here.programme(found.programme, Role.COORDINATOR)
    return found


def count_in(here: Here, update: int) -> tuple[Said, ...]:
    """Count the rows that are held, all or none, once; give what speaks against it, and then they are let go.

    :raises NotAllowed: if none are held any more, or the caller is no coordinator there
    """
    upload = held(here, update)
    if upload.counted is not None:
        return ()
    asked, filled = form_of(here, upload.programme, upload.questionnaire), _read(upload.held)
    checked = check(here, asked.programme, asked.form, filled)
    problems = checked.problems
    if asked.form.version != upload.version:
        problems = (said("Formuläret har ändrats sedan filen lästes."), *problems)
    if problems:
        paper_uploads.remove(here.unit, upload.person)
        return problems
    keep(here, asked.programme, asked.form, checked.entries)
    paper_twice.remember(here, asked.programme.key, asked.form, filled)
    counted = replace(upload, held="", counted=len(filled), until=here.now + HELD)
    paper_uploads.keep(here.unit, counted)
    return ()


def leave(here: Here, update: int) -> None:
    """Let the rows go that are held.

    :raises NotAllowed: if none are, or they were counted
    """
    upload = held(here, update)
    if upload.counted is not None:
        raise NotAllowed
    paper_uploads.remove(here.unit, upload.person)


def let_go(here: Here) -> None:
    """Forget all that has waited too long."""
    paper_uploads.forget_old(here.unit, here.now)
    paper_twice.let_go(here)


def size(upload: Upload) -> int:
    """Give how many rows are held, or were counted."""
    return len(_read(upload.held)) if upload.counted is None else upload.counted


def _written(filled: tuple[Filled, ...]) -> str:
    rows = [[each.row, each.reference, {key: as_text(value) for key, value in each.answers.items()}] for each in filled]
    return json.dumps(rows, ensure_ascii=False)


def _read(held: str) -> tuple[Filled, ...]:
    return tuple(
        Filled(row, reference, {key: from_text(text) for key, text in answers.items()})
        for row, reference, answers in json.loads(held)
    )
