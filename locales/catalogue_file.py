"""Catalogues on disk: read with Babel, and written so that the same content is always the same bytes."""

from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

ROOT = Path(__file__).parent.parent
"""The folder that holds the rooms bot, flows, locales and storage."""

_HEADER = """\
# Följsam: {language}. The message ids are the Swedish sentences that people read.
# Keep every {{name}} in braces. After changes in the source, run `make messages`.
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
    if not path.exists():
        return Catalog(locale=code)
    try:
        return read_po(BytesIO(path.read_bytes()), locale=code, abort_invalid=True)
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
    header = _HEADER.format(language=catalogue.locale_identifier, plural_forms=catalogue.plural_forms)
    return header.encode() + content.getvalue().rstrip() + b"\n"


def write_catalogue(root: Path, code: str, catalogue: Catalog) -> None:
    """Write a language's catalogue, unless it is already there with this content."""
    path, content = catalogue_path(root, code), catalogue_bytes(catalogue)
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
