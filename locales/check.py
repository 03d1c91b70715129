"""Checks the catalogues against the sentences in the source; each problem says how to mend it."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from babel.messages import Catalog
from babel.messages.catalog import Message

from locales.catalogue_file import ROOT, CatalogueError, catalogue_path, read_catalogue
from locales.extract import Sentence, faults, sentences
from locales.languages import TRANSLATED
from locales.placeholders import keeps, keeps_plural

_UPDATE = "run `make messages`"


def problems(root: Path = ROOT) -> tuple[str, ...]:
    """Give what is wrong with the sentences in the code and with every catalogue.

    :param root: the folder that holds the rooms
    :raises DefinitionsError: if a definition cannot be read
    :raises SyntaxError: if a module cannot be read
    """
    said = by_message(sentences(root))
    return (
        *map(str, faults(root)),
        *(problem for language in TRANSLATED for problem in _language_problems(root, language.code, said)),
    )


def by_message(found: tuple[Sentence, ...]) -> dict[str, Sentence]:
    """Give each sentence once, by its Swedish; where it has a plural anywhere, with the plural."""
    return {sentence.message: sentence for sentence in sorted(found, key=lambda sentence: sentence.many is not None)}


def _language_problems(root: Path, code: str, said: Mapping[str, Sentence]) -> Iterator[str]:
    path = catalogue_path(root, code)
    if not path.exists():
        yield f"{code}: there is no catalogue; {_UPDATE}"
        return
    try:
        catalogue = read_catalogue(root, code)
    except CatalogueError as error:
        yield f"{code}: {error}"
        return
    file = path.relative_to(root).as_posix()
    yield from (f"{code}: {problem}" for problem in catalogue_problems(catalogue, file, said))


def catalogue_problems(catalogue: Catalog, file: str, said: Mapping[str, Sentence]) -> Iterator[str]:
    """Give a catalogue's problems.

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


def entry_problem(entry: Message, plurals: int) -> str | None:
    """Give what is wrong with one translation, and how to mend it.

    :param plurals: how many plural forms the language has
    """
    one, many = source_of(entry)
    forms = forms_of(entry)
    if not any(forms):
        return f"missing: translate '{one}'"
    if entry.fuzzy:
        return f"fuzzy: '{one}' is a guess; correct it and remove the word fuzzy above it"
    if many is None:
        return (
            None if keeps(one, forms[0]) else f"placeholder: '{one}' became '{forms[0]}'; keep each {{name}} as it is"
        )
    if len(forms) != plurals or not all(forms):
        return f"plural: '{one}' lacks a form; fill in all {plurals}"
    if all(keeps_plural(one, many, form) for form in forms) and keeps(many, forms[-1]):
        return None
    return f"placeholder: '{many}' became '{' / '.join(forms)}'; keep each {{name}} as it is"


def source_of(entry: Message) -> tuple[str, str | None]:
    """Give an entry's Swedish sentence and its plural, if it has one."""
    return (entry.id, None) if isinstance(entry.id, str) else (entry.id[0], entry.id[1])


def forms_of(entry: Message) -> tuple[str, ...]:
    """Give an entry's translations: one, or a form for each plural; empty where it is not translated."""
    return (entry.string or "",) if isinstance(entry.string, str | None) else tuple(entry.string)
