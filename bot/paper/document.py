"""Documents as values: what a report says, before it is Word, Excel, CSV or a picture.

A document is frozen as it was made and can be written as JSON and read again, so that every file of a report comes from
the same values, this year and next.
"""

from datetime import date
from fractions import Fraction
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field


class Part(BaseModel):
    """A value of which documents are made."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Share(Part):
    """A share with its base: written as per cent in Word, and as a number beside its n and N in Excel."""

    kind: Literal["share"] = "share"
    n: int
    of: int

    @property
    def exact(self) -> Fraction:
        """The exact quotient."""
        return Fraction(self.n, self.of)


class Percent(Part):
    """A share of nobody in particular, such as a target: written as per cent, without n and N."""

    kind: Literal["percent"] = "percent"
    share: float


class Withheld(Part):
    """A cell that is not shown, and why in a few words."""

    kind: Literal["withheld"] = "withheld"
    why: str


class Day(Part):
    """A day, so that Excel can count with it."""

    kind: Literal["day"] = "day"
    day: date


Cell: TypeAlias = str | int | float | Share | Percent | Withheld | Day | None
"""What stands in a table; ``None`` is an empty cell."""


class Paragraph(Part):
    """A paragraph of plain text, in its reader's language."""

    kind: Literal["paragraph"] = "paragraph"
    text: str
    is_note: bool = False
    """Whether it explains what stands above it and is written smaller."""


class Bullets(Part):
    """Items of plain text in a list."""

    kind: Literal["bullets"] = "bullets"
    items: tuple[str, ...]


class Table(Part):
    """A table with its caption, a heading for each column, and rows of cells."""

    kind: Literal["table"] = "table"
    name: str
    """A short name without spaces: the sheet in Excel, the table in CSV and JSON."""
    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


class Bar(Part):
    """One bar of a chart: a share or a number, with what it aims at and how certain it is."""

    label: str
    value: float | None
    """The share from 0 to 1, or the number; ``None`` where it is withheld."""
    said: str
    """What stands beside it, such as ``8 av 10 (80 %)`` or why it is withheld."""
    target: float | None = None
    low: float | None = None
    high: float | None = None
    """The ends of the 95 % interval."""
    sign: str = ""
    """The verdict's sign, never told by colour alone."""


class Series(Part):
    """Numbers in a row over quarters, or before and after; ``None`` where one is withheld."""

    name: str
    values: tuple[float | None, ...]
    said: tuple[str, ...]


class Chart(Part):
    """A picture: horizontal bars, quarters in a row, or before and after; ``alt`` says the same in words."""

    kind: Literal["chart"] = "chart"
    name: str
    form: Literal["bars", "quarters", "before_after"]
    caption: str
    alt: str
    is_share: bool = True
    """Whether the values are shares, drawn from 0 to 100 %; otherwise they are numbers from 0."""
    bars: tuple[Bar, ...] = ()
    """Of ``bars``: goals against their targets, or places."""
    labels: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()
    """Of ``quarters`` and ``before_after``: a value for each of ``labels``."""
    target: float | None = None


class Section(Part):
    """A heading and what stands below it; level 1 is a chapter, 2 stands inside one."""

    heading: str
    level: Literal[1, 2] = 1
    parts: tuple[Annotated[Paragraph | Bullets | Table | Chart, Field(discriminator="kind")], ...] = ()


class Document(Part):
    """A whole document: its title, what stands beneath it, and its sections."""

    language: str
    title: str
    subtitle: str
    imprint: tuple[tuple[str, str], ...] = ()
    """Label and value of what identifies it: number, edition, data cut, versions, checksum."""
    sections: tuple[Section, ...] = ()
    is_preliminary: bool = False

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables of all sections."""
        return tuple(part for section in self.sections for part in section.parts if isinstance(part, Table))

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The charts of all sections."""
        return tuple(part for section in self.sections for part in section.parts if isinstance(part, Chart))
