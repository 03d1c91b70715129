"""The translator's tool: brings the catalogues up to date, lists what is missing, and fills it in.

``python -m locales.messages`` updates every catalogue and tells how many translations each lacks.
``python -m locales.messages --missing en`` prints them as JSON; write the translations into it, and
``python -m locales.messages --fill en FILE.json`` puts them into the catalogue.
``python -m locales.messages --state ar drafted 2026-12-01`` says how far a complete catalogue has come: drafted, or
reviewed by a native speaker; from then on it must stay complete, and it can be offered.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeAlias

from babel.messages import Catalog
from babel.messages.catalog import Message
from pydantic import BaseModel, TypeAdapter, ValidationError

from flows.yaml_file import DefinitionsError
from locales.catalogue_file import ROOT, CatalogueError, read_catalogue, set_state, state_of, write_catalogue
from locales.check import by_message, needed
from locales.entries import entry_problem, forms_of, source_of
from locales.extract import Sentence, sentences
from locales.languages import TRANSLATED
from locales.state import Stage, State

_Texts: TypeAlias = str | tuple[str, ...]


class Task(BaseModel):
    """A sentence to translate: one text, or the plural's texts in the order of the catalogue's forms."""

    swedish: _Texts
    translation: _Texts
    where: str = ""


_TASKS = TypeAdapter(list[Task])


def update(root: Path = ROOT) -> dict[str, int]:
    """Bring every catalogue up to date with the source; give the number of missing translations by language.

    A language that staff read gets every sentence, another what participants meet.

    :raises CatalogueError: if a catalogue cannot be read; those before it are up to date
    """
    found = sentences(root)
    staffs, participants = template_of(found), template_of(tuple(each for each in found if each.is_participants))
    lacking = {}
    for language in TRANSLATED:
        template = staffs if language.is_for_staff else participants
        catalogue = updated(read_catalogue(root, language.code), template)
        write_catalogue(root, language.code, catalogue)
        lacking[language.code] = len(list(_lacking(catalogue)))
    return lacking


def template_of(found: tuple[Sentence, ...]) -> Catalog:
    """Give a catalogue of the source's sentences in the order of files and, within a file, of the alphabet."""
    places: dict[str, set[str]] = {}
    for sentence in found:
        places.setdefault(sentence.message, set()).add(sentence.file)
    template = Catalog()
    said = by_message(found).values()
    for sentence in sorted(said, key=lambda sentence: (min(places[sentence.message]), sentence.message)):
        identity = (sentence.message, sentence.many) if sentence.many else sentence.message
        template.add(identity, locations=[(file, 0) for file in sorted(places[sentence.message])])
    return template


def updated(catalogue: Catalog, template: Catalog) -> Catalog:
    """Give the catalogue with exactly the template's sentences, its translations kept.

    Translations that nothing says any more are put away (``#~``) as long as others are missing, since they often fit
    a new wording, and come back if their sentence does; a catalogue that is complete forgets them.
    """
    for message in template:
        put_away = catalogue.obsolete.pop(source_of(message)[0], None) if message.id else None
        if put_away and message.id not in catalogue:
            catalogue[put_away.id] = put_away
    catalogue.update(template, no_fuzzy_matching=True)
    kept = {key: entry for key, entry in sorted(catalogue.obsolete.items()) if any(forms_of(entry))}
    catalogue.obsolete.clear()
    if any(_lacking(catalogue)):
        catalogue.obsolete.update(kept)
    return catalogue


def _lacking(catalogue: Catalog) -> Iterator[Message]:
    """Give the entries without a translation, or with a mere guess."""
    return (entry for entry in catalogue if entry.id and (entry.fuzzy or not all(forms_of(entry))))


def tasks(catalogue: Catalog) -> Iterator[Task]:
    """Give what is to be translated, with empty translations and the files that say it."""
    for entry in _lacking(catalogue):
        where = ", ".join(file for file, _ in entry.locations)
        one, many = source_of(entry)
        if many is None:
            yield Task(swedish=one, translation="", where=where)
        else:
            yield Task(swedish=(one, many), translation=("",) * catalogue.num_plurals, where=where)


def fill(catalogue: Catalog, done: Iterable[Task]) -> tuple[str, ...]:
    """Put translations into a catalogue; give why some were refused. Empty ones are left for later."""
    return tuple(refusal for task in done if (refusal := _filled_in(catalogue, task)))


def _filled_in(catalogue: Catalog, task: Task) -> str | None:
    if not any(task.translation):
        return None
    sentence = task.swedish if isinstance(task.swedish, str) else task.swedish[0]
    entry = catalogue.get(sentence)
    if entry is None or entry.pluralizable != isinstance(task.translation, tuple):
        return f"unknown: '{sentence}' is not in the catalogue in this form; list what is missing anew"
    attempt = Message(entry.id, task.translation)
    problem = entry_problem(attempt, catalogue.num_plurals)
    if problem is None:
        entry.string = attempt.string
        entry.flags.discard("fuzzy")
    return problem


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Run the tool; give 0 if it did what it was asked, 1 if something was refused."""
    parser = argparse.ArgumentParser(prog="python -m locales.messages", description="Bring the catalogues up to date.")
    codes = [language.code for language in TRANSLATED]
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument("--missing", metavar="LANGUAGE", choices=codes, help="print what is to be translated, as JSON")
    chosen.add_argument("--fill", nargs=2, metavar=("LANGUAGE", "FILE"), help="put such a JSON's translations in")
    chosen.add_argument(
        "--state", nargs=3, metavar=("LANGUAGE", "STAGE", "DAY"), help="say how far a catalogue has come"
    )
    asked = parser.parse_args(arguments)
    named = next(iter(asked.fill or asked.state or ()), None)
    if named and named not in codes:
        parser.error(f"there is no catalogue for '{named}'; choose from {', '.join(codes)}")
    try:
        lacking = update(root)
        if asked.missing:
            return _list(root, asked.missing)
        if asked.fill:
            return _fill_from(root, asked.fill[0], Path(asked.fill[1]))
        if asked.state:
            return _set_state(root, *asked.state)
    except (CatalogueError, DefinitionsError, OSError, SyntaxError) as error:
        return _refuse((str(error),))
    return _tell(root, lacking)


def _list(root: Path, code: str) -> int:
    listed = [task.model_dump() for task in tasks(read_catalogue(root, code))]
    sys.stdout.write(json.dumps(listed, ensure_ascii=False, indent=1) + "\n")
    return 0


def _fill_from(root: Path, code: str, file: Path) -> int:
    try:
        done = _TASKS.validate_json(file.read_bytes())
    except ValidationError as error:
        return _refuse((f"{file.name} is not a list as --missing prints it: {error.errors()[0]['msg']}",))
    catalogue = read_catalogue(root, code)
    refusals = fill(catalogue, done)
    write_catalogue(root, code, catalogue)
    _tell(root, update(root))
    return _refuse(refusals) if refusals else 0


_STAGES = {"drafted": Stage.DRAFTED, "reviewed": Stage.REVIEWED}


def _set_state(root: Path, code: str, stage: str, day: str) -> int:
    catalogue = read_catalogue(root, code)
    if lacking := len(list(_lacking(catalogue))):
        return _refuse((f"{code} lacks {lacking} translations; see them with --missing {code}",))
    try:
        set_state(catalogue, State(_STAGES[stage], date.fromisoformat(day)))
    except (KeyError, ValueError):
        return _refuse((f"'{stage} {day}' is no state; write {' or '.join(_STAGES)}, and the day as 2026-12-01",))
    write_catalogue(root, code, catalogue)
    return _tell(root, update(root))


def _tell(root: Path, lacking: dict[str, int]) -> int:
    """Tell what each catalogue lacks, how far it has come, and how much participants meet."""
    for code, count in lacking.items():
        state = state_of(read_catalogue(root, code))
        sys.stdout.write(f"{code}: {f'missing {count}' if count else 'complete'} ({state})\n")
    said = needed(sentences(root), is_for_staff=False)
    words = sum(len(message.split()) for message in said)
    sys.stdout.write(f"participants meet {len(said)} sentences, {words} words\n")
    return 0


def _refuse(reasons: tuple[str, ...]) -> int:
    sys.stderr.writelines(f"{reason}\n" for reason in reasons)
    return 1


if __name__ == "__main__":
    sys.exit(main())
