"""Reads and checks a folder of definitions; every complaint names file, line and remedy."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

from flows.association import Association
from flows.forms.distress import DISTRESS_FILE, DistressWords
from flows.forms.indicators import INDICATORS_FILE, Indicator, SharedIndicators, named, unknown
from flows.forms.questionnaire import Questionnaire
from flows.forms.questions import Question
from flows.goals.checks import choose, goal_problems
from flows.goals.kinds import Goal
from flows.model import Place
from flows.programme import Programme
from flows.shared import FACTS_FILE, GOALS_FILE, Shared, SharedFacts, SharedGoals
from flows.timing.rhythm import rhythm_problems
from flows.yaml_file import Complaint, DefinitionsError, Source, read_definition, read_source

SHIPPED = Path(__file__).parent / "definitions"
"""The definitions that come with Följsam."""

_Keyed = TypeVar("_Keyed", Questionnaire, Programme)


@dataclass(frozen=True, repr=False)
class Catalogue:
    """All questionnaires and programmes by key, checked against each other."""

    questionnaires: Mapping[str, Questionnaire]
    programmes: Mapping[str, Programme]
    goals: tuple[Goal, ...] = ()
    """The association's own goals, which several programmes have."""
    indicators: tuple[Indicator, ...] = ()
    """What the association's questions measure, by number."""
    distress: tuple[str, ...] = ()
    """Words of acute distress, in every language (``flows.forms.distress``)."""

    def indicators_of(self, question: Question) -> tuple[Indicator, ...]:
        """Give the indicators that a question measures; an earlier wording may name one that is no longer there."""
        return named(self.indicators, question.indicators)


@dataclass(frozen=True)
class _Folder(Generic[_Keyed]):
    """What a folder of one kind of definition holds."""

    sound: dict[str, tuple[_Keyed, Source]]
    names: frozenset[str]
    """The names of all its files, broken ones too, so that no other file is blamed for them."""
    complaints: tuple[Complaint, ...]

    @property
    def definitions(self) -> dict[str, _Keyed]:
        return {key: definition for key, (definition, _) in self.sound.items()}


def read_association(path: Path) -> Association:
    """Read an association's own file.

    :raises DefinitionsError: with every fault found
    """
    return read_definition(path, path.name, Association)[0]


def check_association(path: Path, programmes: Collection[str], languages: Collection[str]) -> None:
    """See that an association's own file fits the programmes and languages that there are.

    :raises DefinitionsError: with every fault found
    """
    association, source = read_definition(path, path.name, Association)
    known: tuple[tuple[str, str, Iterable[str], Collection[str]], ...] = (
        ("assessments", "programme", association.assessments, programmes),
        ("languages", "language", association.languages, languages),
        ("distress", "language", association.distress, languages),
        *((name, "language", others, languages) for name, others in association.worded.items()),
    )
    unknown = (
        Complaint(source.file, source.line(_place(part, number, name)), f"there is no {kind} '{name}'; {choose(there)}")
        for part, kind, named, there in known
        for number, name in enumerate(named)
        if name not in there
    )
    complaints = (*_not_filled_in(association, source), *unknown)
    if complaints:
        raise DefinitionsError(complaints)


def _not_filled_in(association: Association, source: Source) -> Iterator[Complaint]:
    """Give what still stands as in the file that is to be filled in; participants would read it."""
    empty = read_association(SHIPPED / "association-new.yaml")
    for name in ("name", "controller", "contact"):
        if getattr(association, name) == getattr(empty, name):
            yield Complaint(
                source.file, source.line((name,)), f"'{name}' still stands in capitals; write your own words"
            )


def _place(part: str, number: int, name: str) -> Place:
    return (part, number) if part == "languages" else (part, name)


def read_catalogue(folder: Path) -> Catalogue:
    """Read a folder with ``questionnaires/*.yaml``, ``programmes/*.yaml`` and what these share, all or nothing.

    What is shipped changes with the program only, so it is read once.

    :raises DefinitionsError: with every fault found in any file
    """
    return _shipped() if folder == SHIPPED else _read_catalogue(folder)


@cache
def _shipped() -> Catalogue:
    return _read_catalogue(SHIPPED)


def _read_catalogue(folder: Path) -> Catalogue:
    shared = read_shared(folder)
    questionnaires = _read_all(folder / "questionnaires", Questionnaire)
    programmes = _read_all(folder / "programmes", Programme, shared)
    catalogue = Catalogue(
        questionnaires.definitions, programmes.definitions, shared.goals, shared.indicators, _distress(folder)
    )
    complaints = [*questionnaires.complaints, *programmes.complaints]
    for questionnaire, source in questionnaires.sound.values():
        for place, message in _form_problems(questionnaire, shared.indicators):
            complaints.append(Complaint(source.file, source.line(place), message))
    if not complaints and not programmes.sound:
        complaints.append(Complaint("programmes", 1, "holds no programme; write one or point to another folder"))
    for programme, source in programmes.sound.values():
        found = (
            *_programme_problems(questionnaires.names, programme),
            *rhythm_problems(programme),
            *goal_problems(catalogue.questionnaires, programme),
        )
        for place, message in found:
            complaints.append(Complaint(source.file, source.line(place), message))
    if complaints:
        raise DefinitionsError(tuple(sorted(complaints)))
    return catalogue


def _distress(folder: Path) -> tuple[str, ...]:
    """Read the folder's words of distress; a folder that has none of its own gets those that come with Följsam.

    :raises DefinitionsError: with every fault found
    """
    own = folder / DISTRESS_FILE
    file = own if own.exists() else SHIPPED / DISTRESS_FILE
    return read_definition(file, file.name, DistressWords)[0].everything()


def _form_problems(questionnaire: Questionnaire, indicators: Iterable[Indicator]) -> Iterator[tuple[Place, str]]:
    """Give what a form names that is not there, and an instrument that its owner's text is not held to."""
    if questionnaire.owner and not questionnaire.locked:
        message = f"'{questionnaire.key}' belongs to {questionnaire.owner} and is not locked"
        yield ("owner",), f"{message}; run: foljsam instrument lock FILE"
    for index, question in enumerate(questionnaire.questions):
        for place, message in unknown(indicators, question.indicators):
            yield ("questions", index, "indicators", *place), f"question '{question.key}': {message}"


def asked_in_vain(folder: Path, catalogue: Catalogue) -> tuple[Complaint, ...]:
    """Give the forms that programmes ask for and that nobody is asked to answer: unfinished, or taken out of use.

    They hinder no start, for staff try the ones, and the others' answers are still counted.
    """
    complaints = []
    for programme in catalogue.programmes.values():
        for index, asking in enumerate(programme.questionnaires):
            state = catalogue.questionnaires[asking.questionnaire].state
            if state in _IN_VAIN:
                file = f"programmes/{programme.key}.yaml"
                line = read_source(folder / file, file).line(("questionnaires", index, "questionnaire"))
                message = f"asks '{asking.questionnaire}', which {_IN_VAIN[state]}"
                complaints.append(Complaint(file, line, message))
    return tuple(sorted(complaints))


_IN_VAIN = {
    "draft": "is a draft, so nobody is asked; when it is ready, write state: live in its file, or else remove it here",
    "retired": "is retired, so nobody new is asked; remove it here, or write state: live in its file",
}


def read_shared(folder: Path) -> Shared:
    """Read what a folder's programmes share, if anything.

    :raises DefinitionsError: with every fault found
    """
    facts, goals, indicators = (folder / name for name in (FACTS_FILE, GOALS_FILE, INDICATORS_FILE))
    return Shared(
        facts=read_definition(facts, facts.name, SharedFacts)[0].facts if facts.exists() else (),
        goals=read_definition(goals, goals.name, SharedGoals)[0].goals if goals.exists() else (),
        indicators=(
            read_definition(indicators, indicators.name, SharedIndicators)[0].indicators if indicators.exists() else ()
        ),
    )


def _read_all(folder: Path, kind: type[_Keyed], shared: Shared | None = None) -> _Folder[_Keyed]:
    sound: dict[str, tuple[_Keyed, Source]] = {}
    paths = sorted(folder.glob("*.yaml"))
    complaints = [
        Complaint(f"{folder.name}/{path.name}", 1, "is not read; let its name end in .yaml")
        for path in folder.glob("*.yml")
    ]
    for path in paths:
        try:
            definition, source = read_definition(path, f"{folder.name}/{path.name}", kind, shared)
        except DefinitionsError as error:
            complaints.extend(error.complaints)
            continue
        if definition.key == path.stem:
            sound[definition.key] = (definition, source)
        else:
            message = f"key '{definition.key}' differs from the file's name; make them alike"
            complaints.append(Complaint(source.file, source.line(("key",)), message))
    return _Folder(sound, frozenset(path.stem for path in paths), tuple(complaints))


def _programme_problems(names: frozenset[str], programme: Programme) -> Iterator[tuple[Place, str]]:
    """Give what a programme asks for and nobody has written.

    :param names: the names of all files with questionnaires; one that is broken has complaints of its own
    """
    for index, asking in enumerate(programme.questionnaires):
        if asking.questionnaire not in names:
            message = f"there is no questionnaire '{asking.questionnaire}'; {choose(names)}"
            yield ("questionnaires", index, "questionnaire"), message
