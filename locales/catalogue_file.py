"""Catalogues on disk: read with Babel, and written so that the same content is always the same bytes."""

from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

from locales.languages import known
from locales.state import State, state_in

ROOT = Path(__file__).parent.parent
"""The folder that holds the rooms bot, flows, locales and storage."""

_HEADER = """\
# Följsam: {language}. The message ids are the Swedish sentences that people read.
# Keep every {{name}} in braces. After changes in the source, run `make messages`. How to: locales/README.md.
# State: {state}
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms}\\n"

"""


class CatalogueError(Exception):
    """A catalogue cannot be read; the message says why and where."""


def catalogue_path(root: Path, code: str) -> Path:
    """Give the place of a language's catalogue."""
    return root / "locales" / code / "LC_MESSAGES" / "foljsam.po"


def read_catalogue(root: Path, code: str) -> Catalog:
    """Read a language's catalogue; one that does not exist yet is empty.

    :raises CatalogueError: if the file is not a catalogue
    """
    path = catalogue_path(root, code)
    content = path.read_bytes() if path.exists() else _head(code, known(code).plural_forms, State())
    try:
        return read_po(BytesIO(content), locale=code, abort_invalid=True)
    except (OSError, PoFileError, ValueError) as error:
        name = path.relative_to(root).as_posix()
        raise CatalogueError(f"{name} cannot be read ({error}); mend the line or take back the last change") from error


def catalogue_bytes(catalogue: Catalog) -> bytes:
    """Give a catalogue as a file without times, names of people or line numbers."""
    content = BytesIO()
    for message in catalogue:
        # "75 % deltar" looks like a format of C to Babel.
        message.flags.discard("python-format")
    write_po(content, catalogue, width=0, omit_header=True, include_lineno=False)
    head = _head(catalogue.locale_identifier or "", catalogue.plural_forms, state_of(catalogue))
    return head + content.getvalue().rstrip() + b"\n"


def _head(code: str, plural_forms: str, state: State) -> bytes:
    return _HEADER.format(language=code, plural_forms=plural_forms, state=state).encode()


def state_of(catalogue: Catalog) -> State:
    """Give how far a catalogue has come.

    :raises ValueError: if its head says something else than a stage and a day
    """
    return state_in(catalogue.header_comment)


def set_state(catalogue: Catalog, state: State) -> None:
    """Say in a catalogue's head how far it has come."""
    catalogue.header_comment = f"# State: {state}"


def write_catalogue(root: Path, code: str, catalogue: Catalog) -> None:
    """Write a language's catalogue, unless it is already there with this content."""
    path, content = catalogue_path(root, code), catalogue_bytes(catalogue)
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
