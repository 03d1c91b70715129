"""What Word knows and python-docx has no word for: fields, bookmarks, and elements of Word's own."""

from typing import TYPE_CHECKING

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph


def make(tag: str, *children: "BaseOxmlElement", **values: str) -> "BaseOxmlElement":
    """Make an element of Word's namespace with attributes and children of the same."""
    made = OxmlElement(f"w:{tag}")
    for name, value in values.items():
        made.set(qn(f"w:{name}"), value)
    made.extend(children)
    return made


def field(paragraph: "Paragraph", instruction: str, shown: str) -> None:
    """Write a field that Word keeps up to date, as it is shown until then."""
    begin_field(paragraph, instruction)
    paragraph.add_run(shown)
    end_field(paragraph)


def begin_field(paragraph: "Paragraph", instruction: str) -> None:
    """Begin a field, which may end in a later paragraph."""
    paragraph.add_run()._r.append(make("fldChar", fldCharType="begin"))  # noqa: SLF001  # python-docx has no fields
    code = make("instrText")
    code.text = instruction
    paragraph.add_run()._r.append(code)  # noqa: SLF001  # the same
    paragraph.add_run()._r.append(make("fldChar", fldCharType="separate"))  # noqa: SLF001  # the same


def end_field(paragraph: "Paragraph") -> None:
    """End a field that was begun."""
    paragraph.add_run()._r.append(make("fldChar", fldCharType="end"))  # noqa: SLF001  # python-docx has no fields


def bookmark(paragraph: "Paragraph", number: int) -> None:
    """Make a paragraph a place that a link can lead to."""
    start = make("bookmarkStart", id=str(number), name=_place(number))
    paragraph._p.insert_element_before(start, "w:r")  # noqa: SLF001  # python-docx has no bookmarks
    paragraph._p.append(make("bookmarkEnd", id=str(number)))  # noqa: SLF001  # the same


def link(paragraph: "Paragraph", number: int, text: str) -> None:
    """Write a text that leads to a bookmark."""
    run = paragraph.add_run(text)._r  # noqa: SLF001  # python-docx has no links to bookmarks
    linked = make("hyperlink", anchor=_place(number), history="1")
    run.addprevious(linked)
    linked.append(run)


def _place(number: int) -> str:
    return f"_Toc{number:06}"
