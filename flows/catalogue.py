"""Reads and checks a folder of definitions; every complaint names file, line and remedy."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from flows.association import Association
from flows.goals import Goal
from flows.model import Definition
from flows.programme import Programme
from flows.questionnaire import Questionnaire
from flows.yaml_file import Complaint, DefinitionsError, Source, read_definition

SHIPPED = Path(__file__).parent / "definitions"
"""The definitions that come with Följsam."""

_Keyed = TypeVar("_Keyed", Questionnaire, Programme)


@dataclass(frozen=True)
class Catalogue:
    """All questionnaires and programmes by key, checked against each other."""

    questionnaires: Mapping[str, Questionnaire]
    programmes: Mapping[str, Programme]

    def asked_at(self, programme: Programme, moment: str) -> tuple[Questionnaire, ...]:
        """Give the questionnaires that a programme asks at a moment, in order."""
        return tuple(
            self.questionnaires[asking.questionnaire] for asking in programme.questionnaires if asking.at == moment
        )


def read_association(path: Path) -> Association:
    """Read an association's own file.

    :raises DefinitionsError: with every fault found
    """
    return read_definition(path, path.name, Association)[0]


def read_catalogue(folder: Path) -> Catalogue:
    """Read a folder with ``questionnaires/*.yaml`` and ``programmes/*.yaml``, all or nothing.

    :raises DefinitionsError: with every fault found in any file
    """
    complaints: list[Complaint] = []
    questionnaires = _read_all(folder, "questionnaires", Questionnaire, complaints)
    programmes = _read_all(folder, "programmes", Programme, complaints)
    if not complaints and not programmes:
        complaints.append(Complaint("programmes", 1, "holds no programme; write one or point to another folder"))
    catalogue = Catalogue(
        {key: definition for key, (definition, _) in questionnaires.items()},
        {key: definition for key, (definition, _) in programmes.items()},
    )
    for programme, source in programmes.values():
        complaints.extend(_programme_complaints(catalogue, programme, source))
    if complaints:
        raise DefinitionsError(tuple(sorted(complaints)))
    return catalogue


def _read_all(
    folder: Path, kind_folder: str, kind: type[_Keyed], complaints: list[Complaint]
) -> dict[str, tuple[_Keyed, Source]]:
    found: dict[str, tuple[_Keyed, Source]] = {}
    for path in sorted((folder / kind_folder).glob("*.yaml")):
        name = f"{kind_folder}/{path.name}"
        try:
            definition, source = read_definition(path, name, kind)
        except DefinitionsError as error:
            complaints.extend(error.complaints)
            continue
        complaints.extend(_name_complaints(definition.key, path.stem, source))
        found[definition.key] = (definition, source)
    return found


def _name_complaints(key: str, stem: str, source: Source) -> Iterator[Complaint]:
    if key != stem:
        yield Complaint(
            source.file, source.line(("key",)), f"key '{key}' differs from the file's name; make them alike"
        )


def _programme_complaints(catalogue: Catalogue, programme: Programme, source: Source) -> Iterator[Complaint]:
    for index, asking in enumerate(programme.questionnaires):
        if asking.questionnaire not in catalogue.questionnaires:
            line = source.line(("questionnaires", index, "questionnaire"))
            yield Complaint(
                source.file, line, f"there is no questionnaire '{asking.questionnaire}'; correct the name or write it"
            )
    for index, goal in enumerate(programme.goals):
        for field, problem in _goal_problems(catalogue, programme, goal):
            yield Complaint(source.file, source.line(("goals", index, field)), f"goal '{goal.key}': {problem}")


def _goal_problems(catalogue: Catalogue, programme: Programme, goal: Goal) -> Iterator[tuple[str, str]]:
    """Give what makes a goal impossible to measure, and the field at fault."""
    asked = {asking.questionnaire for asking in programme.questionnaires}
    questionnaire = catalogue.questionnaires.get(goal.questionnaire)
    if questionnaire is None or goal.questionnaire not in asked:
        yield "questionnaire", f"the programme does not ask '{goal.questionnaire}'; add it to its questionnaires"
        return
    question = questionnaire.question(goal.question)
    if question is None:
        yield "question", f"'{goal.questionnaire}' has no question '{goal.question}'; correct the name"
        return
    options = {option.key for option in question.answers()}
    for option_key in goal.counted:
        if option_key not in options:
            yield "counted", f"'{goal.question}' has no option '{option_key}'; count some of its own"


def texts(definition: Definition) -> Iterator[str]:
    """Give every sentence of a definition that people read and that catalogues translate, in order."""
    match definition:
        case Questionnaire():
            yield from (definition.title, definition.purpose)
            for question in definition.questions:
                yield from filter(None, (question.text, question.help))
                yield from (text for text in (getattr(question, "low", None), getattr(question, "high", None)) if text)
                yield from (option.label for option in question.answers() if not option.label.isdigit())
        case Programme():
            yield from (definition.title, definition.neutral_title)
            yield from (outcome.label for outcome in definition.outcomes)
            yield from (goal.text for goal in definition.goals)
