"""Checks the catalogues against the sentences in the source; each problem says how to mend it."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from babel.messages import Catalog

from locales.catalogue_file import ROOT, CatalogueError, catalogue_path, read_catalogue, state_of
from locales.entries import entry_problem, forms_of, source_of
from locales.extract import Sentence, faults, sentences
from locales.languages import TRANSLATED, Language
from locales.writing import written_problems

_UPDATE = "run `make messages`"


def problems(root: Path = ROOT) -> tuple[str, ...]:
    """Give what is wrong with the sentences in the code and with every catalogue.

    A catalogue says itself how far it has come: one that is begun may lack translations, and nobody is offered it.

    :param root: the folder that holds the rooms
    :raises DefinitionsError: if a definition cannot be read
    :raises SyntaxError: if a module cannot be read
    """
    found = sentences(root)
    said = {is_for_staff: needed(found, is_for_staff=is_for_staff) for is_for_staff in (True, False)}
    return (
        *map(str, faults(root)),
        *(each for language in TRANSLATED for each in _language_problems(root, language, said[language.is_for_staff])),
    )


def needed(found: Iterable[Sentence], *, is_for_staff: bool) -> dict[str, Sentence]:
    """Give what a catalogue needs of the sentences found: all, or those that participants meet."""
    return by_message(tuple(sentence for sentence in found if is_for_staff or sentence.is_participants))


def by_message(found: tuple[Sentence, ...]) -> dict[str, Sentence]:
    """Give each sentence once, by its Swedish: with a plural, or as a label, where it is one anywhere."""
    first = sorted(found, key=lambda sentence: (sentence.many is not None, sentence.is_label))
    return {sentence.message: sentence for sentence in first}


def _language_problems(root: Path, language: Language, said: Mapping[str, Sentence]) -> Iterator[str]:
    code, path = language.code, catalogue_path(root, language.code)
    if not path.exists():
        if language.is_for_staff:
            yield f"{code}: there is no catalogue; {_UPDATE}"
        return
    try:
        catalogue = read_catalogue(root, code)
        is_complete = language.is_for_staff or state_of(catalogue).is_complete
    except (CatalogueError, ValueError) as error:
        yield f"{code}: {error}"
        return
    file = path.relative_to(root).as_posix()
    found = catalogue_problems(catalogue, file, said) if is_complete else _begun_problems(catalogue, file)
    yield from (f"{code}: {problem}" for problem in (*found, *_written_problems(catalogue, file, said, language)))


def catalogue_problems(catalogue: Catalog, file: str, said: Mapping[str, Sentence]) -> Iterator[str]:
    """Give what a catalogue that must be complete lacks, has too much, or has wrong.

    :param file: what the problems call the catalogue
    :param said: the sentences in the source by their Swedish
    """
    for message, sentence in said.items():
        entry = catalogue.get(message)
        if entry is None or source_of(entry)[1] != sentence.many:
            yield f"missing: '{message}' ({sentence.file}:{sentence.line}) is not in {file}; {_UPDATE}"
        elif problem := entry_problem(entry, catalogue.num_plurals):
            yield f"{problem} in {file}"
    for entry in catalogue:
        if entry.id and source_of(entry)[0] not in said:
            yield f"obsolete: nobody says '{source_of(entry)[0]}' in {file} any more; {_UPDATE}"
    for entry in catalogue.obsolete.values():
        yield f"obsolete: '{source_of(entry)[0]}' is put away in {file}; translate what is missing, then {_UPDATE}"


def _begun_problems(catalogue: Catalog, file: str) -> Iterator[str]:
    """Give what is wrong with the translations that are there."""
    for entry in catalogue:
        if entry.id and any(forms_of(entry)) and (problem := entry_problem(entry, catalogue.num_plurals)):
            yield f"{problem} in {file}"


def _written_problems(catalogue: Catalog, file: str, said: Mapping[str, Sentence], language: Language) -> Iterator[str]:
    """Give what is wrong with how translations are written, and with the rule for plurals."""
    rule = f"nplurals={catalogue.num_plurals}; plural={catalogue.plural_expr};"
    if rule != language.plural_forms:
        yield f"plural: {file} begins with '{rule}'; write '{language.plural_forms}'"
    for entry in catalogue:
        sentence = said.get(source_of(entry)[0]) if entry.id else None
        if sentence:
            yield from (f"{problem} in {file}" for problem in written_problems(entry, sentence, language))
